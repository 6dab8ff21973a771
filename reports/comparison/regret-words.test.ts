/** What is said of hindsight fits a terminal and says no more than its figures. Shown by a report of a known answer. */
import { describe, expect, test } from 'vitest';
import type { PointRegret, Regret, RegretReport } from './regret-report.ts';
import { renderRegret } from './regret-words.ts';

const TERMINAL = 80;
const at = (mean: number) => ({ mean, low: mean - 10, high: mean + 10 });

const regret: Regret = {
  orders: 9215,
  bound: at(171_695),
  baseline: 173_804,
  candidate: 171_842,
  saving: at(1962),
  regret: { baseline: at(2110), candidate: at(147) },
  headroomCaptured: { mean: 0.93, low: 0.928, high: 0.932 },
};

const report: RegretReport = {
  unknown: null,
  confidence: 0.95,
  primary: regret,
  commonPriced: { ...regret, orders: 6985 },
  by: 'lp',
  certifiedGap: 0.0123,
};

describe('the table', () => {
  test('fits a terminal, with a block for all orders and one for those with a price', () => {
    const text = renderRegret(report, 'USD');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(TERMINAL);
    expect(text).toMatch(/9,215 orders shipped: bound +1,716\.95 +1,716\.85 to 1,717\.05/);
    expect(text).toMatch(/6,985 delivered at a price by both: bound/);
    expect(text).toMatch(/headroom captured +93 % +92\.8 % to 93\.2 %/);
    expect(text).toContain('priced by a linear program; gap 1.23 %');
  });

  test('leaves out what there is none of', () => {
    const text = renderRegret(
      { ...report, commonPriced: null, primary: { ...regret, headroomCaptured: null } },
      'USD',
    );
    expect(text).not.toMatch(/headroom|at a price/);
  });

  test('has a block of its own for waves', () => {
    const waves = {
      shipments: 2586,
      bound: at(360_000),
      late: 720_000,
      regret: at(360_000),
      certifiedGap: 0,
    };
    const text = renderRegret({ ...report, waves: { baseline: waves, candidate: waves } }, 'USD');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(TERMINAL);
    expect(text).toMatch(/waves, thousand USD x hours too late/);
  });
});

describe('decision points with a bound of their own', () => {
  const answers = {
    decisions: 25_441,
    bound: at(36_000_000),
    came: 72_000_000,
    regret: at(36_000_000),
    certifiedGap: 0.0123,
  };
  const right = { mean: 0.5, low: 0.4, high: 0.6 };
  const point: PointRegret = {
    ...{ point: 'workload', unit: 'money x hours', compared: true },
    baseline: { ...answers, right },
    candidate: answers,
    headroomCaptured: { mean: 0.25, low: 0.2, high: 0.3 },
  };

  test('have a block each, which fits a terminal', () => {
    const text = renderRegret({ ...report, points: [point] }, 'USD');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(TERMINAL);
    expect(text).toContain('workload: goods too late, from any node');
    expect(text).toMatch(/thousand USD x hours +mean +95 % interval/);
    expect(text).toMatch(/baseline, of 25,441: bound \(gap 1\.23 %\) +360\.0 +360\.0 to 360\.0/);
    expect(text).toMatch(/answers as on record +50 % +40 % to 60 %/);
    expect(text).toMatch(/headroom captured +25 % +20 % to 30 %/);
  });

  test('are left out where another point is compared, and say no share of a bound that is nothing', () => {
    const of = (more: Partial<PointRegret>) =>
      renderRegret({ ...report, points: [{ ...point, ...more }] }, 'USD');
    expect(of({ compared: false })).not.toContain('workload');
    expect(of({ candidate: { ...answers, certifiedGap: null } })).toMatch(
      /candidate, of 25,441: bound \(not exact\)/,
    );
  });

  test('tell each unit as it is read', () => {
    const of = (unit: PointRegret['unit']) =>
      renderRegret({ ...report, points: [{ ...point, unit, headroomCaptured: null }] }, 'USD');
    expect(of('money')).toMatch(/what it came to +720,000\.0/);
    expect(of('ms')).toMatch(/hours +mean[\s\S]*what it came to +20\.0/);
  });
});

test('where no bound is known it says why', () => {
  expect(
    renderRegret({ unknown: 'processes of your own may do anything', confidence: 0.95 }, 'USD'),
  ).toContain('no hindsight bound is known of this scenario: processes of your own may do anything');
});
