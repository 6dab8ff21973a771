/** The page of a comparison of two designs: verdict, uplift with its intervals, the pairs, hindsight, segments, predictions, single decisions. */
import type { ComparisonReport, Verdict } from '../../comparison/comparison-report.ts';
import { comparisonGrounds, comparisonSentence, namesOf, WHY_STOPPED } from '../../comparison/summary.ts';
import { reasonOf } from '../../comparison/verdict-words.ts';
import { count, decimal } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { answers, configuredDifferently } from './parts/designs.ts';
import { experimentPage, lines, type Mood, type Section } from './parts/frame.ts';
import { metrics, percent, probability } from './parts/metrics.ts';
import { offPolicy } from './parts/off-policy.ts';
import { pairPictures } from './parts/pair-pictures.ts';
import { predictions } from './parts/predictions.ts';
import { regret } from './parts/regret.ts';
import { samples } from './parts/samples.ts';
import { segments } from './parts/segments.ts';

export const MOODS: Readonly<Record<Verdict, Mood>> = {
  uplift: 'good',
  equivalent: 'open',
  harm: 'bad',
  inconclusive: 'open',
};

export function renderComparisonPage(report: ComparisonReport): string {
  const { baseline, candidate, verdict } = report;
  const names = namesOf(baseline, candidate);
  return experimentPage({
    kind: 'Comparison',
    scenario:
      baseline.scenario === candidate.scenario
        ? baseline.scenario
        : `${baseline.scenario} and ${candidate.scenario}`,
    heading: `${names.candidate} against ${names.baseline}`,
    verdict: { word: `${verdict}:`, mood: MOODS[verdict], sentence: comparisonSentence(report) },
    facts: factsOf(report),
    sections: sectionsOf(report),
    seed: String(report.seed),
    result: report,
  });
}

function factsOf(report: ComparisonReport): readonly (readonly [string, string | Markup])[] {
  const { primary, pairs, stopped, pairsEnough, regret: hindsight } = report;
  const reason = reasonOf(report, pairsEnough);
  const captured = hindsight?.primary?.headroomCaptured ?? null;
  return [
    ...(reason === null ? [] : [['Why', reason] as const]),
    ['Pairs', `${count(pairs)} on common random numbers; stopped: ${WHY_STOPPED[stopped]}`],
    [
      'Better on average',
      `with probability ${probability(primary.probabilityBetter)}; in ${percent(primary.shareBetter)} of the pairs`,
    ],
    ...(primary.varianceReduction === null
      ? []
      : [
          [
            'Variance',
            `${reduction(primary.varianceReduction)} times smaller by common random numbers`,
          ] as const,
        ]),
    ...(captured === null
      ? []
      : [
          [
            'Headroom captured',
            html`${captured.mean < 0 ? 'none' : percent(captured.mean)} of what <a href="#hindsight">hindsight</a> leaves to be gained`,
          ] as const,
        ]),
  ];
}

function reduction(times: number): string {
  return times > 10_000 ? 'more than 10,000' : decimal(times, 1);
}

function sectionsOf(report: ComparisonReport): readonly Section[] {
  const { baseline, candidate, decision, configured, currency } = report;
  return [
    {
      id: 'configured',
      title: 'What differs',
      body: configuredDifferently({
        designs: [baseline, candidate],
        decision,
        ...(configured === undefined ? {} : { configured }),
      }),
    },
    ...evidence(report),
    { id: 'answers', title: 'Who answered', body: answers([baseline, candidate], currency) },
    { id: 'grounds', title: 'How it was found', body: lines(comparisonGrounds(report)) },
  ];
}

/** Also of each scenario of several. */
export function evidence(report: ComparisonReport): readonly Section[] {
  const { baseline, candidate, primary, guardrails, currency, confidence, regret: hindsight } = report;
  const names = namesOf(baseline, candidate);
  return [
    {
      id: 'uplift',
      title: 'Uplift and guardrails',
      body: metrics({ primary, guardrails, currency, confidence, together: 'all together' }),
    },
    { id: 'pairs', title: 'The pairs', body: pairPictures([primary, ...guardrails], currency) },
    {
      id: 'hindsight',
      title: 'Against hindsight',
      body: hindsight === null ? null : regret({ names, report: hindsight, currency }),
    },
    {
      id: 'segments',
      title: 'Where it helps and where it hurts',
      body: report.segments === undefined ? null : segments(report.segments, currency, primary.threshold),
    },
    { id: 'predictions', title: 'Predictions against what came', body: predictions([baseline, candidate]) },
    {
      id: 'decisions',
      title: 'Single decisions, tried both ways',
      body: report.counterfactuals === undefined ? null : samples(report.counterfactuals, currency),
    },
    {
      id: 'off-policy',
      title: 'Off-policy against truth',
      body: report.offPolicy === undefined ? null : offPolicy(report.offPolicy, currency),
    },
  ];
}
