/** Single decisions that the candidate would make otherwise, each tried both ways. */
import type { CounterfactualReport } from '../../../counterfactual/sample-report.ts';
import { sampleWords } from '../../../counterfactual/sample-summary.ts';
import { count, decimal } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { row, table } from '../../parts/tables.ts';
import { advantageBars } from '../pictures/advantages.ts';
import { figure, lines } from './frame.ts';

/** In the table, from both ends. */
const SHOWN_EACH_END = 10;

export function samples(report: CounterfactualReport, currency: string): Markup {
  const { decisions, advantage, explain } = report;
  const [first = ''] = sampleWords({ ...report, explain: null }, currency).slice(-1);
  const words = sampleWords({ ...report, explain: null }, currency);
  if (decisions.length === 0) return lines(words.length === 0 ? [first] : words);
  const scaled = advantage === null ? null : scale(advantage);
  const picture = advantageBars(
    `Worth of ${count(decisions.length)} single decisions made as the candidate would`,
    currency,
    decisions.map(({ advantageMinor }) => advantageMinor / 100),
    scaled,
  );
  return html`${lines(words)}
${figure(picture, `The run is branched at a decision, the candidate's choice forced, and all goes on as before: how much cheaper all orders together became.${scaled === null ? '' : ' Dashed: the mean; the band is its 95 % interval.'}`)}
${decisionTable(report, currency)}
${
  explain === null
    ? null
    : html`<p>To look at the best of them:</p>
<pre tabindex="0"><code>${explain}</code></pre>`
}`;
}

function scale({ mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number }) {
  return { mean: mean / 100, low: low / 100, high: high / 100 };
}

function decisionTable({ decisions }: CounterfactualReport, currency: string): Markup {
  const few = decisions.length <= 2 * SHOWN_EACH_END;
  const shown = few
    ? decisions
    : [...decisions.slice(0, SHOWN_EACH_END), ...decisions.slice(-SHOWN_EACH_END)];
  const rows = shown.map(
    ({ seed, no, point, entityType, entityKey, attempt, baseline, candidate, advantageMinor }) =>
      row(`${point} of ${entityType} ${entityKey}, attempt ${attempt}`, [
        String(seed),
        String(no),
        String(baseline),
        String(candidate),
        `${advantageMinor > 0 ? '+' : ''}${decimal(advantageMinor / 100, 2)}`,
      ]),
  );
  const what = few
    ? 'Decisions, best for the candidate first'
    : `The ${SHOWN_EACH_END} best and the ${SHOWN_EACH_END} worst of ${count(decisions.length)} decisions`;
  return table(
    what,
    ['Decision', 'Seed', 'Number', "Baseline's option", "Candidate's option", `Worth, ${currency}`],
    rows,
  );
}
