/** The pages of several candidates against one baseline, and of one candidate in several scenarios: a row each, and the evidence of each below. */
import type { ComparedMetric } from '../../comparison/comparison-report.ts';
import type {
  AcrossReport,
  AcrossScenario,
  SeveralCandidate,
  SeveralReport,
} from '../../comparison/several-report.ts';
import {
  designWords,
  endWords,
  namesOf,
  signedDifference,
  WHY_STOPPED,
  warmUpWords,
} from '../../comparison/summary.ts';
import { kpiTitles, reasonOf } from '../../comparison/verdict-words.ts';
import { count, decimal } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { evidence, MOODS } from './comparison-page.ts';
import { answers, configuredDifferently } from './parts/designs.ts';
import { experimentPage, figure, lines, type Section, unbroken } from './parts/frame.ts';
import { metrics, percent, probability, pText, toneOf } from './parts/metrics.ts';
import { pairPictures } from './parts/pair-pictures.ts';
import { predictions } from './parts/predictions.ts';
import { regret } from './parts/regret.ts';
import { samples } from './parts/samples.ts';
import { segments } from './parts/segments.ts';
import { type ForestRow, forestPlot } from './pictures/forest-plot.ts';

export function renderSeveralPage(report: SeveralReport): string {
  const { baseline, candidates, decision, confidence, pairs, stopped, currency, seed } = report;
  const best = candidates.filter(({ verdict }) => verdict === 'uplift').map(({ design }) => design.policy);
  return experimentPage({
    kind: 'Comparison',
    scenario: baseline.scenario,
    heading: `${count(candidates.length)} candidates against ${baseline.policy}`,
    verdict: {
      word: best.length === 0 ? 'no uplift:' : 'uplift:',
      mood: best.length === 0 ? 'open' : 'good',
      sentence: severalSentence(report, best),
    },
    facts: [
      ['Replications', `${count(pairs)} of each, on common random numbers; stopped: ${WHY_STOPPED[stopped]}`],
      [
        'Intervals',
        `all of them hold together with ${decimal(100 * confidence, 0)} % (max-t over ${count(candidates.length)} candidates and their guardrails)`,
      ],
    ],
    sections: [
      {
        id: 'configured',
        title: 'What differs',
        body: configuredDifferently({
          designs: [baseline, ...candidates.map(({ design }) => design)],
          decision,
        }),
      },
      { id: 'uplift', title: 'Uplift', body: candidateForest(report) },
      ...candidates.map(
        (candidate, i): Section => ({
          id: `candidate-${i + 1}`,
          title: candidate.design.policy,
          body: candidateEvidence(report, candidate),
        }),
      ),
      {
        id: 'answers',
        title: 'Who answered',
        body: answers([baseline, ...candidates.map(({ design }) => design)], currency),
      },
      { id: 'grounds', title: 'How it was found', body: lines(severalGrounds(report)) },
    ],
    seed: String(seed),
    result: report,
  });
}

function severalSentence({ baseline, candidates }: SeveralReport, best: readonly string[]): string {
  const others = candidates.filter(({ verdict }) => verdict !== 'uplift');
  const rest = others.map(({ design, verdict }) => `${design.policy}: ${verdict}`).join('; ');
  if (best.length === 0)
    return `of ${count(candidates.length)} candidates none betters ${baseline.policy}. ${rest}.`;
  return `${best.join(' and ')} ${best.length === 1 ? 'betters' : 'better'} ${baseline.policy}.${rest === '' ? '' : ` ${rest}.`}`;
}

function severalGrounds({ baseline, candidates, currency, resumed }: SeveralReport): string[] {
  const designs = [baseline, ...candidates.map(({ design }) => design)];
  const unmeasured = [...new Set(candidates.flatMap((candidate) => candidate.unmeasured))];
  return [
    ...(resumed === 0 ? [] : [`${count(resumed)} of the runs were known from before`]),
    ...warmUpWords(baseline),
    ...endWords(designs),
    ...(unmeasured.length === 0
      ? []
      : [`not measured in every run, and no guardrail: ${kpiTitles(unmeasured)}`]),
    ...designs.map((design) => designWords(design, currency)),
  ];
}

/** Savings as a part of the baseline, so that scenarios with other currencies stand on one scale. */
function savingRow(name: string, metric: ComparedMetric, words: string): ForestRow | null {
  const { baseline, difference, better } = metric;
  if (baseline === 0) return null;
  const [mean, low, high] = [difference.mean, difference.low, difference.high].map(
    (value) => (100 * value) / Math.abs(baseline),
  );
  const turned = better === 'less' ? [-mean!, -high!, -low!] : [mean!, low!, high!];
  return {
    name,
    ...{ mean: turned[0]! + 0, low: turned[1]! + 0, high: turned[2]! + 0 },
    tone: toneOf(metric),
    words,
  };
}

function bandOf({ threshold, baseline }: ComparedMetric): readonly [number, number] | null {
  if (baseline === 0) return null;
  const share = (100 * threshold) / Math.abs(baseline);
  return [-share, share];
}

function candidateForest(report: SeveralReport): Markup {
  const { candidates, currency, confidence } = report;
  const rows = candidates.flatMap(({ design, primary, verdict }) => {
    const words = `${signedDifference(primary.difference.mean, primary)} ${currency} · ${verdict}`;
    return savingRow(design.policy, primary, words) ?? [];
  });
  const [first] = candidates as readonly [SeveralCandidate];
  const heads = [
    'Candidate',
    `${first.primary.title}, ${currency}`,
    'Difference',
    `${percent(confidence)} interval, all together`,
    'Verdict',
    'Better on average',
    'Why',
  ];
  const lineOf = ({ design, pairsEnough, ...judged }: SeveralCandidate): Markup => {
    const { primary, verdict } = judged;
    const at = (value: number): string => signedDifference(value, primary);
    return row(design.policy, [
      decimal(primary.candidate / 100, 2),
      at(primary.difference.mean),
      unbroken(`${at(primary.difference.low)} to ${at(primary.difference.high)}`),
      html`<span class="${MOODS[verdict] === 'open' ? 'soft' : MOODS[verdict]}">${verdict}</span>`,
      probability(primary.probabilityBetter),
      reasonOf({ ...judged, baseline: report.baseline, candidate: design }, pairsEnough) ?? '',
    ]);
  };
  return html`${
    rows.length === 0
      ? null
      : figure(
          forestPlot({
            says: 'What each candidate saves, as a part of the baseline, with simultaneous intervals',
            label: `${first.primary.title}: saved, % of the baseline (right = cheaper)`,
            band: bandOf(first.primary),
            rows,
          }),
          'A row a candidate; the grey band is where a difference does not matter. The intervals of all candidates hold together.',
        )
  }
${table('Candidates against the baseline', heads, candidates.map(lineOf), 'wrap')}`;
}

function candidateEvidence(
  { baseline, currency, confidence }: SeveralReport,
  candidate: SeveralCandidate,
): Markup {
  const { design, primary, guardrails, regret: hindsight, counterfactuals, segments: own } = candidate;
  const names = namesOf(baseline, design);
  const scored = predictions([baseline, design]);
  const pairs = pairPictures([primary, ...guardrails], currency, design.policy);
  const parts: readonly (readonly [string, Markup | null])[] = [
    ['The pairs', pairs],
    ['Against hindsight', hindsight === null ? null : regret({ names, report: hindsight, currency })],
    [
      'Where it helps and where it hurts',
      own === undefined ? null : segments(own, currency, primary.threshold),
    ],
    ['Predictions against what came', scored],
    [
      'Single decisions, tried both ways',
      counterfactuals === undefined ? null : samples(counterfactuals, currency),
    ],
  ];
  return html`${metrics({ primary, guardrails, currency, confidence, together: 'together, over all candidates' })}
${folded(parts)}`;
}

function folded(parts: readonly (readonly [string, Markup | null])[]): Markup {
  const there = parts.filter(([, body]) => body !== null);
  return html`${there.map(
    ([title, body]) => html`<details><summary>${title}</summary>
${body}</details>
`,
  )}`;
}

export function renderAcrossPage(report: AcrossReport): string {
  const { scenarios, verdict, confidence } = report;
  const [{ report: first }] = scenarios as readonly [AcrossScenario];
  const names = namesOf(first.baseline, first.candidate);
  const seeds = [...new Set(scenarios.map((each) => String(each.report.seed)))];
  const assumptions = scenarios.flatMap(({ report: own }) =>
    (own.assumptions ?? []).map((each) => `${own.baseline.scenario}: ${each}`),
  );
  return experimentPage({
    kind: 'Comparison',
    scenario: scenarios.map((each) => each.report.baseline.scenario).join(', '),
    heading: `${names.candidate} against ${names.baseline} in ${count(scenarios.length)} scenarios`,
    verdict: { word: `${verdict}:`, mood: MOODS[verdict], sentence: acrossSentence(report) },
    facts: [
      [
        'Scenarios',
        `${count(scenarios.length)}; an uplift counts where it survives Holm's adjustment over all of them (${decimal(50 * (1 - confidence), 1)} % one-sided)`,
      ],
      [
        'Pairs',
        scenarios
          .map(
            ({ report: own }) => `${own.baseline.scenario} ${count(own.pairs)} (${WHY_STOPPED[own.stopped]})`,
          )
          .join('; '),
      ],
    ],
    sections: [
      {
        id: 'configured',
        title: 'What differs',
        body: configuredDifferently({
          designs: [first.baseline, first.candidate],
          decision: first.decision,
          where: 'in each scenario, what that says',
        }),
      },
      { id: 'uplift', title: 'Uplift by scenario', body: scenarioForest(report) },
      ...scenarios.map(
        ({ report: own }, i): Section => ({
          id: `scenario-${i + 1}`,
          title: own.baseline.scenario,
          body: folded(evidence(own).map(({ title, body }) => [title, body] as const)),
        }),
      ),
    ],
    seed: seeds.join(', '),
    result: {
      reproduce: report.reproduce,
      versions: report.versions,
      ...(scenarios.every((each) => each.report.assumptions !== undefined) ? { assumptions } : {}),
    },
  });
}

function acrossSentence({ scenarios }: AcrossReport): string {
  const said = scenarios.map(({ report, verdict }) => `${report.baseline.scenario}: ${verdict}`);
  return `over ${count(scenarios.length)} scenarios together. ${said.join('; ')}.`;
}

function scenarioForest({ scenarios, confidence }: AcrossReport): Markup {
  const rows = scenarios.flatMap(({ report, verdict }) => {
    const { primary, baseline, currency } = report;
    const words = `${signedDifference(primary.difference.mean, primary)} ${currency} · ${verdict}`;
    return savingRow(baseline.scenario, primary, words) ?? [];
  });
  const [{ report: first }] = scenarios as readonly [AcrossScenario];
  const lineOf = ({ report, adjustedP, verdict }: AcrossScenario): Markup => {
    const { primary, baseline, currency, pairsEnough } = report;
    const at = (value: number): string => signedDifference(value, primary);
    const lost = verdict === report.verdict ? '' : ` (alone: ${report.verdict})`;
    return row(baseline.scenario, [
      unbroken(`${at(primary.difference.mean)} ${currency}`),
      unbroken(`${at(primary.difference.low)} to ${at(primary.difference.high)}`),
      pText(primary.pBeyond),
      pText(adjustedP),
      html`<span class="${MOODS[verdict] === 'open' ? 'soft' : MOODS[verdict]}">${verdict}${lost}</span>`,
      reasonOf(report, pairsEnough) ?? '',
    ]);
  };
  return html`${
    rows.length === 0
      ? null
      : figure(
          forestPlot({
            says: 'What the candidate saves in each scenario, as a part of the baseline, with intervals',
            label: `${first.primary.title}: saved, % of the baseline (right = cheaper)`,
            band: bandOf(first.primary),
            rows,
          }),
          'A row a scenario; the grey band is where a difference does not matter.',
        )
  }
${table(
  'Scenario by scenario',
  ['Scenario', 'Difference', `${percent(confidence)} interval`, 'p', 'p (Holm)', 'Verdict', 'Why'],
  scenarios.map(lineOf),
  'wrap',
)}
<p class="soft">p: one-sided, of the assumption that the candidate is better by no more than what matters; Holm: with all scenarios looked at together. Harm in one scenario is harm.</p>`;
}
