/** Several questions at once: what is found must hold with all that was looked at. Shown by lanes of a known answer, and by looking for what is not there. */
import { describe, expect, test } from 'vitest';
import { renderAcross, renderSeveral } from '#reports/comparison/several-summary';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { packRows } from '../hindsight/order-rows.ts';
import { compareDesigns, UnpairedOrders } from './comparison.ts';
import type { DesignResult } from './design-result.ts';
import { kpisWith, laneOf, MemoryStore, outsideOf, resultOf } from './lanes.fixture.ts';
import { type DesignTask, Replicator } from './replicator.ts';
import { acrossScenarios, compareSeveral } from './several.ts';
import { judge, judgeSeveral, type PairedKpis } from './verdict.ts';

const versions = { dray: '', node: '', v8: '' };
const head = { decision: null, currency: 'USD', seed: 1, reproduce: '', versions };
const design = (policy: string) => ({ scenario: 's', digest: 'd', policy, summary: '', reproduce: '' });
const stream = new Random('several').stream('noise');
const noise = (entity: number, index: number): number => normalQuantile(stream.unit(entity, index));

const replicator = (answer: (task: DesignTask) => DesignResult, hooks = {}): Replicator =>
  new Replicator([laneOf(answer), laneOf(answer)], new MemoryStore(), hooks);

/** Designs save what they are told, on 100 and the replication's luck. */
const saving =
  (...saved: number[]) =>
  ({ design: no, replication }: DesignTask): DesignResult => {
    const own = no === 0 ? 0 : 0.2 * noise(replication, no);
    const cost = 100 + 10 * noise(replication, 0) - saved[no]! + own;
    return resultOf({ design: no, replication }, { kpis: kpisWith({ landedCostPerOrder: cost }) });
  };

describe('several candidates', () => {
  const plan = {
    baseline: design('today'),
    candidates: [design('saves'), design('same'), design('costs')],
    confidence: 0.95,
  };

  test('each has its verdict, by intervals that hold together', async () => {
    const report = await compareSeveral(plan, head, replicator(saving(0, 5, 0, -5)));
    expect(report.candidates.map(({ verdict }) => verdict)).toEqual(['uplift', 'equivalent', 'harm']);
    expect([report.pairs, report.stopped]).toEqual([20, 'narrow']);
    expect(report.candidates[0]!.primary.difference.method).toBe('max-t');
    const text = renderSeveral(report);
    expect(text).toMatch(/^3 candidates against today/);
    expect(text).toMatch(/ {2}costs +\+0\.05 +\+0\.05 to \+0\.05 +harm/);
    expect(text).toMatch(/ {2}costs: It costs more, by more than what matters\./);
    expect(text).not.toMatch(/(saves|same): The|(saves|same): It|(saves|same): Not/);
    expect(text).not.toMatch(/of the runs/);
  });

  test('runs that something stopped are said', async () => {
    const answer = saving(0, 5, 0, -5);
    const stopped = (task: DesignTask): DesignResult => ({ ...answer(task), end: 'until' });
    const text = renderSeveral(await compareSeveral(plan, head, replicator(stopped)));
    expect(text).toMatch(/ {2}80 of the runs stopped at the time given with --until/);
  });

  test('each has regret against the bound of its own pairs', async () => {
    const row = (leastMinor: number) => ({
      ...{ no: 1, leastMinor, leastPricedMinor: leastMinor, capacityMinor: 0, capacityPricedMinor: 0 },
      comparedMinor: null,
    });
    const bounded = (task: DesignTask): DesignResult => ({
      ...resultOf(task, { kpis: kpisWith({ landedCostPerOrder: 100 - 10 * task.design }) }),
      hindsight: {
        ...{ unknown: null, constantMinor: 0, capacityMinor: 0, by: 'choice', gap: 0 },
        rows: packRows([row(60 - task.design)]),
      },
    });
    const { candidates } = await compareSeveral(plan, head, replicator(bounded));
    expect(candidates.map(({ regret }) => regret!.primary)).toMatchObject([
      { bound: { mean: 59 }, regret: { baseline: { mean: 41 }, candidate: { mean: 31 } } },
      { bound: { mean: 58 }, regret: { baseline: { mean: 42 }, candidate: { mean: 22 } } },
      { bound: { mean: 57 }, regret: { baseline: { mean: 43 }, candidate: { mean: 13 } } },
    ]);
    expect(candidates[2]!.regret!.primary!.headroomCaptured!.mean).toBeCloseTo(30 / 43);
  });

  test('other orders in one of them: refused', async () => {
    const answer = saving(0, 0, 0, 0);
    const other = (task: DesignTask) => ({
      ...answer(task),
      outside: outsideOf(task.design === 2 ? 'other' : 'one'),
    });
    await expect(compareSeveral(plan, head, replicator(other))).rejects.toThrow(UnpairedOrders);
  });

  test('interrupted in a batch: whole replications count', async () => {
    let left = 4 * 23 + 1;
    const wide = (task: DesignTask) =>
      resultOf(task, {
        kpis: kpisWith({ landedCostPerOrder: 100 + 30 * noise(task.replication, task.design) }),
      });
    const hooks = { shouldStop: () => left-- <= 0 };
    const report = await compareSeveral(plan, head, replicator(wide, hooks));
    expect([report.stopped, report.pairs]).toEqual(['interrupted', 23]);
    const [first] = report.candidates;
    expect([first!.verdict, first!.pairsEnough! > 23]).toEqual(['inconclusive', true]);
    expect(renderSeveral(report)).toMatch(
      / {2}saves: The interval of landed cost per order shipped leaves more than one verdict open\. Some [\d,]+ pairs/,
    );
  });

  test('of five that are all the same as the baseline, hardly any time one is told apart; each by itself, often', () => {
    const trials = 150;
    let together = 0;
    let alone = 0;
    for (let trial = 0; trial < trials; trial++) {
      const candidates = Array.from({ length: 5 }, (_, candidate) =>
        Array.from({ length: 20 }, (__, pair): PairedKpis => {
          const entity = trial * 20 + pair;
          const cost = (no: number): number => 100 + noise(entity, 10 + no);
          return {
            baseline: { landedCostPerOrder: cost(0) },
            candidate: { landedCostPerOrder: cost(candidate + 1) },
          };
        }),
      );
      const missesZero = ({ primary }: ReturnType<typeof judge>): boolean =>
        primary.difference.low > 0 || primary.difference.high < 0;
      const options = { confidence: 0.95 };
      if (judgeSeveral(candidates, options).some(missesZero)) together += 1;
      if (candidates.some((pairs) => missesZero(judge(pairs, options)))) alone += 1;
    }
    // 5 in 100; 16 of 150 or more would come once in a thousand.
    expect(together).toBeLessThan(16);
    expect(alone).toBeGreaterThan(together);
  });
});

describe('across scenarios', () => {
  const compared = (saved: number, spread: number) => {
    const plan = { baseline: design('today'), candidate: design('new'), same: false, confidence: 0.95 };
    const answer = ({ design: no, replication }: DesignTask): DesignResult => {
      const cost = 100 - no * saved + (no === 0 ? 0 : spread * noise(replication, 7));
      return resultOf({ design: no, replication }, { kpis: kpisWith({ landedCostPerOrder: cost }) });
    };
    return compareDesigns({ ...plan, replications: 20 }, head, replicator(answer));
  };
  const found = { confidence: 0.95, reproduce: '', versions };

  test('an uplift that is clear survives; one that is just clear alone may not', async () => {
    const clear = await compared(5, 0.5);
    const narrow = await compared(2, 1.6);
    const alone = acrossScenarios([narrow], found).scenarios[0]!;
    expect(narrow.primary.pBeyond).toBeGreaterThan(0.0025);
    expect(narrow.primary.pBeyond).toBeLessThan(0.025);
    expect([alone.adjustedP, alone.verdict]).toEqual([narrow.primary.pBeyond, narrow.verdict]);
    const many = acrossScenarios([clear, narrow, ...Array.from({ length: 9 }, () => narrow)], found);
    expect(many.scenarios.map(({ verdict }) => verdict).slice(0, 2)).toEqual(['uplift', 'inconclusive']);
    expect([narrow.verdict, many.verdict]).toEqual(['uplift', 'inconclusive']);
    expect(renderAcross(many)).toMatch(/inconclusive \(alone: uplift\)/);
    expect(renderAcross(many)).toMatch(/ {2}s: 20 pairs \(as many as asked for\)/);
    expect(renderAcross(many)).toMatch(/ {2}s: Alone it is an uplift; with all scenarios looked at together/);
  });

  test('harm in one is harm; all the same is equivalent', async () => {
    const [better, worse, same] = [await compared(5, 0.5), await compared(-5, 0.5), await compared(0, 0.1)];
    expect(acrossScenarios([better, worse], found).verdict).toBe('harm');
    expect(acrossScenarios([better, same], found).verdict).toBe('uplift');
    expect(acrossScenarios([same, same], found).verdict).toBe('equivalent');
  });
});
