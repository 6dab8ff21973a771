/** Pairs are of the same orders, the same design differs by nothing, results are those of the replications. Shown by lanes of a known answer. */
import { describe, expect, test } from 'vitest';
import type { DecisionReport } from '#reports/outbound/arm-details';
import { compareDesigns, UnpairedOrders } from './comparison.ts';
import type { DesignResult } from './design-result.ts';
import { kpisWith, laneOf, MemoryStore, outsideOf, resultOf } from './lanes.fixture.ts';
import { NothingShipped } from './metrics.ts';
import { type DesignTask, Replicator } from './replicator.ts';
import { selectDesign } from './selection.ts';
import { sweepDesigns } from './sweep.ts';

const head = {
  decision: null,
  currency: 'USD',
  seed: 1,
  reproduce: '',
  versions: { dray: '', node: '', v8: '' },
};
const design = (policy: string) => ({ scenario: 's', digest: 'd', policy, summary: '', reproduce: '' });
const plan = { baseline: design('today'), candidate: design('new'), same: false, confidence: 0.95 };

const decided: DecisionReport = {
  point: 'sourcing',
  policy: 'today',
  mode: 'active',
  asked: 10,
  options: 30,
  removed: 1,
  withoutChoice: 0,
  fellBack: 2,
  overridden: 0,
  latencyMs: 5,
  latencies: { 0: 9, 5: 1 },
};

/** Costs 100 + replication; the candidate saves 7. */
const cost = (task: DesignTask): number => 100 + (task.replication % 5) - (task.design === 1 ? 7 : 0);
const costing = (task: DesignTask): DesignResult =>
  resultOf(task, { kpis: kpisWith({ landedCostPerOrder: cost(task) }), decisions: [decided], orders: 8 });

const replicator = (answer: (task: DesignTask) => DesignResult, hooks = {}): Replicator =>
  new Replicator([laneOf(answer), laneOf(answer), laneOf(answer)], new MemoryStore(), hooks);

describe('a comparison', () => {
  test('differences of pairs, decisions of all of them', async () => {
    const report = await compareDesigns(plan, head, replicator(costing));
    expect([report.verdict, report.pairs, report.stopped]).toEqual(['uplift', 20, 'narrow']);
    expect(report.primary.difference).toMatchObject({ mean: -7, low: -7, high: -7 });
    expect(report.baseline.decisions).toEqual([
      {
        ...decided,
        ...{ asked: 200, options: 600, removed: 20, fellBack: 40, latencyMs: 100 },
        latencies: { 0: 180, 5: 20 },
        ...{ fallbackRate: 0.2, perOrder: 200 / 160, latencyP50Ms: 0, latencyP99Ms: 5 },
      },
    ]);
    expect(report.baseline.ends).toEqual({ empty: 20 });
    expect(report.unmeasured).toEqual(['otif', 'touchPerOrder', 'cycleTimeP95']);
    expect(report.varianceReduction).toBe(report.primary.varianceReduction);
  });

  test('other orders in one of the two: refused', async () => {
    const other = (task: DesignTask): DesignResult => ({
      ...costing(task),
      outside: outsideOf(`${task.design}`),
    });
    await expect(compareDesigns(plan, head, replicator(other))).rejects.toThrow(UnpairedOrders);
  });

  test('a replication in which nothing is shipped has no cost: refused with its seed, be there no cost in one of the two alone', async () => {
    const idle = (task: DesignTask): DesignResult =>
      task.design === 1 && task.replication === 3 ? resultOf(task) : costing(task);
    await expect(compareDesigns(plan, head, replicator(idle))).rejects.toThrow(NothingShipped);
    await expect(compareDesigns(plan, head, replicator(idle))).rejects.toThrow(
      /^seed 3: nothing was shipped/,
    );
  });

  test('the same design that does not repeat itself is told', async () => {
    await expect(compareDesigns({ ...plan, same: true }, head, replicator(costing))).rejects.toThrow(
      /the same design ran twice and differed .* it is not deterministic/,
    );
  });

  test('interrupted in a batch: whole pairs count', async () => {
    let done = 0;
    const hooks = { onDone: () => (done += 1), shouldStop: () => done >= 51 };
    const report = await compareDesigns({ ...plan, replications: 40 }, head, replicator(costing, hooks));
    expect(report.stopped).toBe('interrupted');
    expect(report.pairs).toBeGreaterThanOrEqual(20);
    expect(report.pairs).toBeLessThan(27);
  });
});

test('the best of several: by cost, told in its order', async () => {
  const costs = [120, 100, 140];
  const answer = (task: DesignTask): DesignResult =>
    resultOf(task, { kpis: kpisWith({ landedCostPerOrder: costs[task.design]! + (task.replication % 3) }) });
  const designs = ['a', 'b', 'c'].map(design);
  const found = await selectDesign({ designs, indifference: 0.01, confidence: 0.95 }, replicator(answer));
  expect([found.best, found.sure, found.policies.map(({ policy }) => policy)]).toEqual([
    'b',
    true,
    ['b', 'a', 'c'],
  ]);
  const nothing = (task: DesignTask): DesignResult => resultOf(task);
  await expect(
    selectDesign({ designs, indifference: 0.01, confidence: 0.95 }, replicator(nothing)),
  ).rejects.toThrow(NothingShipped);
});

describe('a sweep', () => {
  const values = [['1'], ['2'], ['3'], ['4']];
  const kpis = ['landedCostPerOrder', 'otif'] as const;
  const answer = (task: DesignTask): DesignResult =>
    resultOf(task, {
      kpis: kpisWith({ landedCostPerOrder: task.design === 0 ? 900 : 100 + 2 * task.replication }),
    });

  test('means with intervals, a KPI without a value left out, the knee found', async () => {
    const { points, knees } = await sweepDesigns({ values, replications: 2, kpis }, replicator(answer));
    expect(points[0]!.kpis).toEqual([{ kpi: 'landedCostPerOrder', mean: 900, halfWidth: 0 }]);
    // Two observations 1 from their mean: t of one degree of freedom.
    expect(points[1]!.kpis[0]!.halfWidth).toBeCloseTo(12.706, 3);
    expect(knees).toEqual([{ kpi: 'landedCostPerOrder', value: '2' }]);
  });

  test('a threshold is kept or missed where the whole interval is, and open between; of one run its figure says', async () => {
    const asked = [
      { kpi: 'landedCostPerOrder', atMost: '1.20 USD' },
      { kpi: 'landedCostPerOrder', atLeast: '1.00 USD', atMost: '1.01 USD' },
      { kpi: 'landedCostPerOrder', atLeast: '1.50 USD' },
      { kpi: 'otif', atLeast: 0.5 },
    ];
    const judged = { thresholds: values.map(() => asked), currency: 'USD' };
    const two = await sweepDesigns({ values, replications: 2, kpis, judged }, replicator(answer));
    const outcomes = (at: number, { points }: typeof two): unknown[] =>
      points[at]!.thresholds!.map((each) => each.judged);
    // 101 ± 12.7, and 900.
    expect(outcomes(1, two)).toEqual(['kept', 'open', 'missed', 'open']);
    expect(outcomes(0, two)).toEqual(['missed', 'missed', 'kept', 'open']);
    expect(two.points[1]!.thresholds![1]!.bound).toBe('at least 1.00 USD and at most 1.01 USD');
    const one = await sweepDesigns({ values, replications: 1, kpis, judged }, replicator(answer));
    expect(outcomes(1, one)).toEqual(['kept', 'kept', 'missed', 'open']);
  });

  test('one replication has no interval; words have no knee', async () => {
    const words = [['a'], ['b'], ['c']];
    const { points, knees } = await sweepDesigns(
      { values: words, replications: 1, kpis },
      replicator(answer),
    );
    expect([points[1]!.kpis[0]!.halfWidth, knees]).toEqual([null, []]);
  });

  test.each([
    [['1 h', '2 h', '3 h', '4 h'], 1],
    [['30 min', '1 h', '90 min', '2 h'], 0],
    [['1 min', '2 h', '3 d', '4 w'], 0],
  ])('%o: as many knees as there are numbers of one unit', async (texts, count) => {
    const timed = texts.map((text) => [text]);
    const { knees } = await sweepDesigns({ values: timed, replications: 1, kpis }, replicator(answer));
    expect(knees).toHaveLength(count);
  });

  test('interrupted: said, with how far it came', async () => {
    let done = 0;
    const hooks = { onDone: () => (done += 1), shouldStop: () => done >= 3 };
    await expect(sweepDesigns({ values, replications: 5, kpis }, replicator(answer, hooks))).rejects.toThrow(
      /interrupted: \d of 20 runs/,
    );
  });
});
