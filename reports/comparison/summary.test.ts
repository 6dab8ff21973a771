/** The summary of a comparison says no more than its figures, in a table that fits a terminal. Shown by reports of a known answer. */
import { describe, expect, test } from 'vitest';
import type { ComparedDesign, ComparedMetric, ComparisonReport } from './comparison-report.ts';
import { renderComparison } from './summary.ts';

const TERMINAL = 80;

const design = (policy: string, more: Partial<ComparedDesign> = {}): ComparedDesign => ({
  scenario: 's',
  digest: 'd',
  policy,
  summary: '',
  reproduce: '',
  ends: { empty: 20 },
  decisions: [],
  cpuMs: 13.4,
  ...more,
});

const cost: ComparedMetric = {
  kpi: 'landedCostPerOrder',
  title: 'Landed cost per order shipped',
  unit: 'money',
  better: 'less',
  baseline: 352_531,
  candidate: 342_531,
  difference: { mean: -10_000, low: -10_500, high: -9_500, halfWidth: 500, method: 't', skew: 0 },
  threshold: 3525,
  thresholdWords: '1 % of the baseline',
  narrow: true,
  probabilityBetter: 1,
  shareBetter: 1,
  varianceReduction: 12,
  pBeyond: 0,
  judged: 'uplift',
};

const DAY = 86_400_000;
const cycleTime: ComparedMetric = {
  ...cost,
  kpi: 'cycleTimeP95',
  title: 'Order fulfilment cycle time, 95th percentile',
  unit: 'ms',
  baseline: 1.2 * DAY,
  candidate: 34.9 * DAY,
  difference: { ...cost.difference, mean: 33.7 * DAY, low: 23 * DAY, high: 56.2 * DAY },
  threshold: 2_010_000,
  judged: 'failed',
};

const report: ComparisonReport = {
  format: 1,
  process: 'comparison',
  verdict: 'uplift',
  baseline: design('today'),
  candidate: design('new'),
  decision: null,
  same: false,
  currency: 'USD',
  confidence: 0.95,
  pairs: 20,
  stopped: 'narrow',
  pairsEnough: null,
  varianceReduction: 12,
  primary: cost,
  guardrails: [],
  unmeasured: [],
  regret: null,
  seed: 1,
  reproduce: '',
  versions: { dray: '', node: '', v8: '' },
  resumed: 0,
};

describe('the table', () => {
  test('fits a terminal, whatever the titles; a month is told in hours, not in minutes', () => {
    const text = renderComparison({ ...report, verdict: 'harm', guardrails: [cycleTime] });
    const [, , ...lines] = text.split('\n');
    const table = lines.slice(0, lines.indexOf(''));
    expect(table).toHaveLength(6);
    for (const line of table) expect(line.length).toBeLessThanOrEqual(TERMINAL);
    expect(text).toContain('+808.80 h');
  });
});

test('who thinks, and how often another had to answer', () => {
  const decided = {
    ...{ point: 'carrier', policy: 'new', mode: 'active', asked: 4000, options: 9000, removed: 0 },
    ...{ withoutChoice: 0, fellBack: 10, overridden: 10, latencyMs: 200_000, latencies: { 50: 3999, 90: 1 } },
    ...{ fallbackRate: 0.0025, perOrder: 0.8, latencyP50Ms: 50, latencyP99Ms: 50 },
  };
  const text = renderComparison({ ...report, candidate: design('new', { decisions: [decided] }) });
  expect(text).toContain('carrier: 4,000 answers, 0.25 % of them fell back, thinking 50 ms (p99 50 ms)');
});

test('what answers cost, in landed cost and beside it; who had most to do; what a warm-up leaves out', () => {
  const candidate = design('new', {
    decisionCost: { perDecisionMinor: 0.2, decisionsPerOrder: 1.25, perOrderMinor: 0.25, totalMinor: 2500 },
    busiest: { kind: 'stations', name: 'DC Reno', utilisation: 0.664 },
  });
  const text = renderComparison({ ...report, candidate, baseline: design('today', { warmUpMs: DAY }) });
  expect(text).toContain(
    'its answers cost 0.002 USD an answer x 1.25 an order = 0.0025 USD an order, 25.00 a run: in landed cost',
  );
  expect(text).toContain('the stations of DC Reno are busy for 66 % of their time');
  expect(text).toMatch(/orders released in the first .* are left out \(warmUp\)/);
  expect(renderComparison(report)).not.toMatch(/answers cost|busy|warmUp/);
});

test.each([
  [1, 'the stations of PLANT03 are busy for 100 % of their time, more than any other'],
  [1.004, 'the stations of PLANT03 have 1.00 times the work that their capacity takes, more than any other'],
  [8.43, 'the stations of PLANT03 have 8.4 times the work that their capacity takes, more than any other'],
])('nobody is busy for more than all of the time: %d', (utilisation, says) => {
  const candidate = design('new', { busiest: { kind: 'stations', name: 'PLANT03', utilisation } });
  expect(renderComparison({ ...report, candidate })).toContain(says);
});

test('where nearly nothing differs, what common random numbers earn is no figure to nine digits', () => {
  const of = (varianceReduction: number): string =>
    renderComparison({ ...report, primary: { ...cost, varianceReduction } });
  expect(of(12)).toContain('the difference 12.0 times smaller');
  expect(of(464_955_521)).toContain('the difference more than 10,000 times smaller');
});

describe('the sentence', () => {
  const first = (more: Partial<ComparisonReport>): string =>
    renderComparison({ ...report, ...more }).split('\n')[0]!;

  test('names who is better, and what is hurt', () => {
    expect(first({})).toBe(
      'uplift: new betters landed cost per order shipped by 2.84 % against today (uplift).',
    );
    expect(first({ verdict: 'harm', guardrails: [cycleTime] })).toMatch(
      /It hurts: order fulfilment cycle time/,
    );
  });

  test('does not say that a guardrail holds which one of the two has no value of', () => {
    const held = { ...cycleTime, judged: 'passed' } as const;
    expect(first({ guardrails: [held] })).toMatch(/Every guardrail holds\.$/);
    const blind = first({ verdict: 'inconclusive', guardrails: [held], unmeasured: ['otif'] });
    expect(blind).toMatch(/Not to be told, with a value in one of the two alone: On time in full\.$/);
  });
});

test('runs that were stopped are said, those that came to their end are not', () => {
  expect(renderComparison(report)).not.toContain('of the runs');
  const cut = design('new', { ends: { empty: 15, until: 5 } });
  expect(renderComparison({ ...report, candidate: cut })).toContain(
    '5 of the runs stopped at the time given with --until: what was open then counts as open',
  );
});
