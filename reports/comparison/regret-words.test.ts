/** What is said of hindsight fits a terminal and says no more than its figures. Shown by a report of a known answer. */
import { describe, expect, test } from 'vitest';
import type { Regret, RegretReport } from './regret-report.ts';
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

test('where no bound is known it says why', () => {
  expect(
    renderRegret({ unknown: 'processes of your own may do anything', confidence: 0.95 }, 'USD'),
  ).toContain('no hindsight bound is known of this scenario: processes of your own may do anything');
});
