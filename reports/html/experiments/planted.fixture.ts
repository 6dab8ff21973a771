/** Results of experiments with figures that a test can count, and with names that are as hostile as they come. */
import type { ComparedDesign, ComparedMetric, ComparisonReport } from '../../comparison/comparison-report.ts';
import type { OffPolicyTruthReport } from '../../comparison/off-policy-report.ts';
import type { Regret, RegretReport } from '../../comparison/regret-report.ts';
import type { SegmentReport } from '../../comparison/segment-report.ts';
import type { SelectionReport } from '../../comparison/selection-report.ts';
import type { InputEnd, SensitivityReport } from '../../comparison/sensitivity-report.ts';
import type { AcrossReport, SeveralReport } from '../../comparison/several-report.ts';
import type { SweepReport } from '../../comparison/sweep-report.ts';
import type { WarmUpReport } from '../../comparison/warm-up-report.ts';
import type { PointScoresOver } from '../../scoring/point-scores.ts';

/** A name from a scenario. */
export interface Names {
  readonly scenario: string;
  readonly baseline: string;
  readonly candidate: string;
}

export const PLAIN: Names = { scenario: 'harbour', baseline: 'today', candidate: 'tomorrow' };
export const HOSTILE: Names = {
  scenario: '<img src=x onerror=alert(1)>',
  baseline: `=HYPERLINK("https://evil.example")${'\u202e'}gnp`,
  candidate: `</title><script>alert(2)</script>${'long '.repeat(2000)}`,
};

export const VERSIONS = { dray: '9.9.9', node: '24.0.0', v8: '13' };
const HEAD = { seed: 7, reproduce: 'dray compare harbour --seed 7', versions: VERSIONS };
const ASSUMPTIONS = ['costs: latePenalty (what retailers charge)'];

/** Of two that go together, and not on a line; major units. */
export const PAIRS = Array.from({ length: 20 }, (_, n) => [100 + n, 97 + 0.9 * n + (n % 3)] as const);

export const COST: ComparedMetric = {
  kpi: 'landedCostPerOrder',
  title: 'Landed cost per order shipped',
  unit: 'money',
  better: 'less',
  baseline: 10_950,
  candidate: 10_555,
  difference: { mean: -395, low: -430, high: -360, halfWidth: 35, method: 't', skew: 0 },
  threshold: 110,
  thresholdWords: '1 % of the baseline',
  narrow: true,
  probabilityBetter: 1,
  shareBetter: 1,
  pairs: PAIRS.map(([one, other]) => [100 * one, 100 * other] as const),
  varianceReduction: 12.5,
  pBeyond: 0.0002,
  judged: 'uplift',
};

export const OTIF: ComparedMetric = {
  ...COST,
  kpi: 'otif',
  title: 'On time in full',
  unit: 'share',
  better: 'more',
  baseline: 0.9,
  candidate: 0.89,
  difference: { mean: -0.01, low: -0.02, high: 0, halfWidth: 0.01, method: 'bca', skew: 2 },
  threshold: 0.005,
  thresholdWords: '0.5 points',
  pairs: PAIRS.map((_, n) => [0.9, 0.9 - n / 1000] as const),
  judged: 'undecided',
};

export const SCORES: PointScoresOver = {
  ...{ point: 'delay-prediction', policy: 'by-pace', mode: 'active', labelled: 300, open: 4, acted: 2 },
  ...{ withProbability: 300, k: 50, replications: 20 },
  said: { truePositives: 40, falsePositives: 20, falseNegatives: 10, trueNegatives: 230 },
  scores: {
    ...{ prevalence: 1 / 6, precision: 2 / 3, recall: 0.8, brier: 0.0812, logLoss: 0.3 },
    ...{ calibrationError: 0.05, averagePrecision: 0.71, precisionAtK: null },
  },
  intervals: { brier: { low: 0.07, high: 0.09 }, truePositives: { low: 1.5, high: 2.5 } },
  reliability: [
    { decisions: 200, predicted: 0.1, came: 0.05, interval: { low: 0.01, high: 0.09 } },
    { decisions: 100, predicted: 0.6, came: 0.4, interval: null },
  ],
  recallCurve: [
    { threshold: 0.9, recall: 0.5, precision: 1 },
    { threshold: 0.1, recall: 1, precision: 1 / 6 },
  ],
};

export function design(scenario: string, policy: string, more: Partial<ComparedDesign> = {}): ComparedDesign {
  return {
    ...{ scenario, digest: '0123456789abcdef', policy, summary: `what ${policy} does` },
    ...{ reproduce: `dray run ${scenario}`, ends: { empty: 20 }, cpuMs: 13.4 },
    decisions: [
      {
        ...{
          point: 'sourcing',
          policy,
          mode: 'active',
          asked: 4000,
          options: 9000,
          removed: 0,
          withoutChoice: 0,
        },
        ...{ fellBack: 10, overridden: 10, latencyMs: 200_000, latencies: { 50: 3999, 90: 1 } },
        ...{ fallbackRate: 0.0025, perOrder: 0.8, latencyP50Ms: 50, latencyP99Ms: 90 },
      },
    ],
    ...more,
  };
}

const interval = (mean: number) => ({ mean, low: mean - 50, high: mean + 50 });
const REGRET: Regret = {
  orders: 150,
  bound: interval(8000),
  baseline: 10_950,
  candidate: 10_555,
  saving: interval(395),
  regret: { baseline: interval(2950), candidate: interval(2555) },
  headroomCaptured: { mean: 0.134, low: 0.12, high: 0.15 },
};
export const HINDSIGHT: RegretReport = {
  ...{ unknown: null, confidence: 0.95, primary: REGRET, commonPriced: null },
  ...{ by: 'choice', certifiedGap: 0 },
};

const OFF_POLICY: OffPolicyTruthReport = {
  ...{ point: 'sourcing', replications: 10, decisions: 4000, floor: 0.05 },
  ...{ logged: interval(5000), ips: { mean: 4400, low: 3800, high: 5000 }, snips: interval(4200), dr: null },
  ...{ truth: interval(4000), effectiveSampleSize: 240, enough: true },
};

export function segmentsNamed(name: string): SegmentReport {
  const segment = {
    ...{ orders: 100, baseline: 11_000, candidate: 10_100, p: 0.001, adjustedP: 0.003 },
    difference: { mean: -900, low: -1000, high: -800, method: 't' },
    ...{ lateBaseline: 0.1, lateCandidate: null },
  } as const;
  return {
    confidence: 0.95,
    leftOut: 2,
    segments: [
      { ...segment, by: 'class', name, effect: 'helps' },
      {
        ...{ ...segment, by: 'class', name: 'depot', effect: 'hurts' },
        difference: { mean: 250, low: 100, high: 400, method: 'bca' },
      },
      {
        ...{ ...segment, by: 'size', name: 'largest third', effect: 'open', adjustedP: 1 },
        difference: { mean: 0, low: -10, high: 10, method: 't' },
      },
    ],
  };
}

export function comparison(names = PLAIN, more: Partial<ComparisonReport> = {}): ComparisonReport {
  const { scenario, baseline, candidate } = names;
  return {
    ...{ format: 1, process: 'comparison', verdict: 'inconclusive', decision: 'sourcing', same: false },
    baseline: design(scenario, baseline, { scores: [SCORES] }),
    candidate: design(scenario, candidate, { scores: [{ ...SCORES, policy: candidate }] }),
    ...{ currency: 'USD', confidence: 0.95, pairs: 20, stopped: 'narrow', pairsEnough: 240 },
    ...{ varianceReduction: 12.5, primary: COST, guardrails: [OTIF], unmeasured: ['touchPerOrder'] },
    regret: HINDSIGHT,
    segments: segmentsNamed(candidate),
    counterfactuals: {
      replications: 4,
      decisions: [525, 100, -75].map((advantageMinor, i) => ({
        ...{
          seed: 7 + i,
          no: 11 * i + 3,
          point: 'sourcing',
          entityType: 'order',
          entityKey: 40 + i,
          attempt: 1,
        },
        ...{ baseline: 0, candidate: 2, advantageMinor },
      })),
      advantage: { count: 3, mean: 183, low: -100, high: 466, method: 't' },
      explain: `dray explain ${scenario} --decision 3`,
    },
    offPolicy: OFF_POLICY,
    assumptions: ASSUMPTIONS,
    ...{ ...HEAD, resumed: 0 },
    ...more,
  };
}

export function several(names = PLAIN): SeveralReport {
  const { baseline, verdict: _one, candidate, ...rest } = comparison(names);
  const { primary, guardrails, unmeasured, regret, segments, counterfactuals } = rest;
  const evidence = { primary, guardrails, unmeasured, regret, pairsEnough: null };
  return {
    ...{ format: 1, process: 'comparison-of-several', decision: null, currency: 'USD', confidence: 0.95 },
    ...{ pairs: 20, stopped: 'most', resumed: 4, baseline, assumptions: ASSUMPTIONS },
    candidates: [
      {
        ...evidence,
        design: candidate,
        verdict: 'uplift',
        segments: segments!,
        counterfactuals: counterfactuals!,
      },
      {
        ...{ ...evidence, design: design(names.scenario, 'third', {}), verdict: 'harm', regret: null },
        primary: {
          ...primary,
          difference: { ...primary.difference, mean: 500, low: 400, high: 600 },
          judged: 'harm',
        },
      },
    ],
    ...HEAD,
  };
}

export function across(names = PLAIN): AcrossReport {
  const one = comparison(names, { verdict: 'uplift' });
  const other = comparison({ ...names, scenario: 'inland' }, { verdict: 'equivalent', currency: 'EUR' });
  return {
    ...{ format: 1, process: 'comparison-across', verdict: 'inconclusive', confidence: 0.95 },
    scenarios: [
      { report: one, adjustedP: 0.04, verdict: 'inconclusive' },
      { report: other, adjustedP: 0.9, verdict: 'equivalent' },
    ],
    ...{ reproduce: HEAD.reproduce, versions: VERSIONS },
  };
}

export function sweep(names = PLAIN, more: Partial<SweepReport> = {}): SweepReport {
  const points = [1, 2, 4, 8].map((workers, i) => ({
    values: [String(workers)],
    kpis: [
      { kpi: 'landedCostPerOrder' as const, mean: [9000, 5000, 4200, 4100][i]!, halfWidth: 100 },
      { kpi: 'otif' as const, mean: 0.5 + i / 10, halfWidth: null },
    ],
  }));
  return {
    ...{ format: 1, process: 'sweep', scenario: names.scenario, policy: names.baseline, currency: 'USD' },
    ...{ varied: ['platform.workers'], replications: 5, points },
    knees: [{ kpi: 'landedCostPerOrder', value: '2' }],
    ...{ assumptions: ASSUMPTIONS, ...HEAD },
    ...more,
  };
}

export function grid(names = PLAIN): SweepReport {
  const points = ['1', '2'].flatMap((workers) =>
    ['2 h', names.candidate].map((risk, i) => ({
      values: [workers, risk],
      kpis: [
        { kpi: 'landedCostPerOrder' as const, mean: 5000 + 1000 * i + 11 * Number(workers), halfWidth: 10 },
      ],
    })),
  );
  return sweep(names, { varied: ['platform.workers', 'limits.slaRisk'], points, knees: [] });
}

export function selection(names = PLAIN): SelectionReport {
  return {
    ...{
      format: 1,
      process: 'selection',
      scenario: names.scenario,
      kpi: 'landedCostPerOrder',
      currency: 'USD',
    },
    ...{ best: names.candidate, sure: false, confidence: 0.95, indifference: 0.01 },
    policies: [
      {
        ...{ policy: names.candidate, summary: 's', mean: 5000, replications: 400 },
        ...{ interval: { low: 4900, high: 5100 }, behind: null, probabilityBest: 0.83 },
      },
      {
        ...{ policy: names.baseline, summary: 's', mean: 5020, replications: 400 },
        ...{
          interval: { low: 4920, high: 5120 },
          behind: { mean: 20, low: -15, high: 55 },
          probabilityBest: 0.17,
        },
      },
      {
        ...{ policy: 'third', summary: 's', mean: 6100, replications: 20 },
        ...{
          interval: { low: 5900, high: 6300 },
          behind: { mean: 1090, low: 900, high: 1280 },
          probabilityBest: 0,
        },
      },
    ],
    ...{ assumptions: ASSUMPTIONS, ...HEAD },
  };
}

export function sensitivity(names = PLAIN): SensitivityReport {
  const world = (mean: number, verdict: 'uplift' | 'harm' | 'inconclusive') => ({
    ...{ verdict, baseline: 10_950, hurt: verdict === 'harm' ? (['otif'] as const) : [], unmeasured: [] },
    difference: { ...COST.difference, mean, low: mean - 100, high: mean + 100 },
  });
  const end = (value: string, mean: number, verdict: 'uplift' | 'harm' = 'uplift'): InputEnd => ({
    value,
    ...world(mean, verdict),
  });
  return {
    ...{ format: 1, process: 'sensitivity', scenario: names.scenario, decision: null, currency: 'USD' },
    baseline: design(names.scenario, names.baseline),
    candidate: design(names.scenario, names.candidate),
    ...{ kpi: 'landedCostPerOrder', confidence: 0.95, replications: 20 },
    assumed: world(-395, 'uplift'),
    paths: ['costs.latePenalty', 'platform.workers'],
    inputs: [
      {
        path: 'costs.latePenalty',
        low: end('0.02', -900),
        high: end('0.3', 700, 'harm'),
        swing: 1600,
        moves: true,
      },
      { path: 'platform.workers', low: end('1', -395), high: end('4', -395), swing: 0, moves: false },
    ],
    plausible: {
      worlds: [
        { values: ['0.1', '2'], ...world(-300, 'uplift') },
        { values: ['0.25', '3'], ...world(420, 'harm') },
        { values: ['0.2', '3'], ...world(-20, 'inconclusive') },
      ],
      holds: { share: 1 / 3, low: 0.061, high: 0.79 },
      verdicts: { uplift: 1, harm: 1, inconclusive: 1 },
    },
    ...{ assumptions: ASSUMPTIONS, ...HEAD },
  };
}

export function warmUp(names = PLAIN): WarmUpReport {
  const HOUR = 3_600_000;
  return {
    ...{ format: 1, process: 'warm-up', scenario: names.scenario, policy: names.baseline, currency: 'USD' },
    ...{ replications: 8, warmUpMs: 12 * HOUR, setting: '12 h' },
    series: [
      {
        ...{ kpi: 'landedCostPerOrder', title: 'Landed cost per order shipped', unit: 'money' },
        ...{
          observations: 400,
          truncated: 60,
          untilMs: 11.5 * HOUR,
          trusted: true,
          meanBefore: 15_000,
          meanAfter: 10_000,
        },
        stretches: [0, 1, 2].map((i) => ({
          fromMs: 12 * HOUR * i,
          orders: 20,
          mean: i === 2 ? null : 15_000 - 5000 * i,
        })),
        curve: [0, 30, 60, 90].map((truncated, i) => ({ truncated, standardError: [130, 110, 90, 95][i]! })),
      },
    ],
    ...{ assumptions: ASSUMPTIONS, ...HEAD },
  };
}
