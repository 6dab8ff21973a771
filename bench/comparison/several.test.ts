/** Several questions at once: what is found must hold with all that was looked at. Shown by lanes of a known answer, and by looking for what is not there. */
import { describe, expect, test } from 'vitest';
import { renderAcross, renderSeveral } from '#reports/comparison/several-summary';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { compareDesigns, UnpairedOrders } from './comparison.ts';
import type { DesignResult } from './design-result.ts';
import { kpisWith, laneOf, MemoryStore, resultOf } from './lanes.fixture.ts';
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
  });

  test('other orders in one of them: refused', async () => {
    const answer = saving(0, 0, 0, 0);
    const other = (task: DesignTask) => ({
      ...answer(task),
      demandDigest: task.design === 2 ? 'other' : 'one',
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
  });

  test('harm in one is harm; all the same is equivalent', async () => {
    const [better, worse, same] = [await compared(5, 0.5), await compared(-5, 0.5), await compared(0, 0.1)];
    expect(acrossScenarios([better, worse], found).verdict).toBe('harm');
    expect(acrossScenarios([better, same], found).verdict).toBe('uplift');
    expect(acrossScenarios([same, same], found).verdict).toBe('equivalent');
  });
});
