/** What is configured differently between baseline and candidate, and nothing else; and who answered what, at which cost. */
import type {
  ComparedDesign,
  ConfigurationDifferences,
  DecidedBy,
  DesignHead,
} from '../../../comparison/comparison-report.ts';
import { fallbackWords } from '../../../outbound/fallback-words.ts';
import { count, decimal } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { row, table } from '../../parts/tables.ts';
import { percent } from './metrics.ts';

export interface Compared {
  /** The baseline first. */
  readonly designs: readonly DesignHead[];
  readonly decision: string | null;
  readonly configured?: ConfigurationDifferences;
  /** In what they are the same; absent = the baseline's scenario. */
  readonly where?: string;
}

/** A letter or two of each value is enough to know it; all of a list is not. */
const VALUE_LETTERS = 160;

export function configuredDifferently({ designs, decision, configured, where }: Compared): Markup {
  const [baseline, ...candidates] = designs as readonly [DesignHead, ...DesignHead[]];
  const apart = configured !== undefined || candidates.some(({ scenario }) => scenario !== baseline.scenario);
  const rows = [
    row(decision === null ? 'policy' : `policy of ${decision}`, designs.map(policyCell)),
    ...(candidates.some(({ scenario }) => scenario !== baseline.scenario)
      ? [
          row(
            'scenario',
            designs.map(({ scenario }) => scenario),
          ),
        ]
      : []),
    ...(!apart
      ? []
      : [
          row(
            'scenario digest',
            designs.map(({ digest }) => html`<code>${digest}</code>`),
          ),
        ]),
    ...(configured?.values ?? []).map(({ path, baseline: before, candidate }) =>
      row(html`<code>${path}</code>`, [valueCell(before), valueCell(candidate)]),
    ),
  ];
  const heads = [
    '',
    'Baseline',
    ...candidates.map((_, i) => (candidates.length === 1 ? 'Candidate' : `Candidate ${i + 1}`)),
  ];
  return html`${table('What is configured differently', heads, rows, 'wrap')}
${apart ? differWords(configured) : sameWords(designs, where)}
<details><summary>Commands that run replication 0 of each</summary>
${designs.map(
  ({ policy, reproduce }) => html`<p class="soft">${policy}</p>
<pre tabindex="0"><code>${reproduce}</code></pre>`,
)}</details>`;
}

/** Who is named on the command line joins the scenario's policies, and so its digest may be another. */
function sameWords(designs: readonly DesignHead[], where: string | undefined): Markup {
  const [{ scenario, digest }] = designs as readonly [DesignHead];
  const one = where === undefined && designs.every((each) => each.digest === digest);
  return html`<p class="soft">Everything else is the same: ${where ?? `scenario ${scenario}`}${one ? html`, digest <code>${digest}</code>` : null}, the same orders and the same luck in each pair.</p>`;
}

function differWords(configured: ConfigurationDifferences | undefined): Markup {
  if (configured === undefined)
    return html`<p class="soft">The scenarios are two. In what they differ, the result does not say.</p>`;
  return html`<p class="soft">${configured.more === 0 ? 'Nothing else differs' : `${count(configured.more)} more values differ`}; both get the same orders and the same luck in each pair.</p>`;
}

function policyCell({ policy, summary }: DesignHead): Markup {
  return html`<strong>${policy}</strong>${summary === '' ? null : html`<br><span class="soft">${summary}</span>`}`;
}

function valueCell(json: string | null): Markup {
  if (json === null) return html`<span class="soft">not said</span>`;
  const letters = [...json];
  return html`<code>${letters.length > VALUE_LETTERS ? `${letters.slice(0, VALUE_LETTERS).join('')}…` : json}</code>`;
}

function fellBack({ fallbackRate, fallbacks = {} }: DecidedBy): string | Markup {
  const why = fallbackWords(fallbacks);
  return why === ''
    ? percent(fallbackRate)
    : html`${percent(fallbackRate)}<br><span class="soft">${why}</span>`;
}

/** Decisions, what they cost and how long they took; resources that had most to do. */
export function answers(designs: readonly ComparedDesign[], currency: string): Markup {
  const rows = designs.flatMap(({ policy, decisions }, i) =>
    decisions.map((each) =>
      row(html`${each.point} by ${each.policy}${each.mode === 'active' ? '' : `, ${each.mode}`}`, [
        html`<span class="left">${policy}${i === 0 ? ' (baseline)' : ''}</span>`,
        count(each.asked),
        decimal(each.perOrder, 2),
        fellBack(each),
        each.costPerDecisionMinor === undefined
          ? '–'
          : `${Number((each.costPerDecisionMinor / 100).toPrecision(3))} ${currency}`,
        each.latencyP99Ms === 0 ? '–' : `${each.latencyP50Ms} / ${each.latencyP99Ms} ms`,
      ]),
    ),
  );
  const left = html`<span class="left">Design</span>`;
  return html`${rows.length === 0 ? null : table('Who answered, over all replications', ['Decision', left, 'Answers', 'An order', 'Fell back', 'An answer costs', 'Thinking, p50 / p99'], rows, 'decisions')}`;
}
