/** A verdict says what the intervals allow, and no more. Shown by pairs whose answer is known, by planted effects, and by A/A. */
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { type Judged, judge, type PairedKpis, pairsEnough } from './verdict.ts';

const stream = new Random('verdict').stream('noise');
const noise = (pair: number, index: number): number => normalQuantile(stream.unit(pair, index));

/** Cost 100 +- 10 from pair to pair, of which the two of a pair share nearly all; OTIF about 90 %. */
function pairsWith({ cost = 0, otif = 0, own = 1, count = 40 }): PairedKpis[] {
  return Array.from({ length: count }, (_, pair) => {
    const world = 100 + 10 * noise(pair, 0);
    const service = 0.9 + 0.02 * noise(pair, 3);
    return {
      baseline: { landedCostPerOrder: world + own * noise(pair, 1), otif: service },
      candidate: { landedCostPerOrder: world + own * noise(pair, 2) + cost, otif: service + otif },
    };
  });
}

const judged = (pairs: PairedKpis[]): Judged => judge(pairs, { confidence: 0.95 });

describe('the verdict', () => {
  test.each([
    [{ cost: -5 }, 'uplift'],
    [{ cost: -2, own: 0.3 }, 'uplift'],
    [{ cost: 0, own: 0.3 }, 'equivalent'],
    [{ cost: 5 }, 'harm'],
    [{ cost: -1, own: 3 }, 'inconclusive'],
  ] as const)('%o: %s', (effect, verdict) => {
    expect(judged(pairsWith(effect)).verdict).toBe(verdict);
  });

  test.each([2, 5])('a planted saving of %d %% is recovered', (percent) => {
    const { primary } = judged(pairsWith({ cost: -percent }));
    const { low, high } = primary.difference;
    expect(low).toBeLessThan(-percent);
    expect(high).toBeGreaterThan(-percent);
    expect(high - low).toBeLessThan(2);
  });

  test('cost an order is the ratio of totals: a replication of few orders counts for few', () => {
    const pairs = pairsWith({ own: 0, count: 20 }).map(({ baseline }, pair) => {
      const ordersShipped = pair === 0 ? 1 : 1000;
      const saved = pair === 0 ? 50 : 2 + (pair % 3) / 10;
      const before = { ...baseline, ordersShipped };
      return {
        baseline: before,
        candidate: { ...before, landedCostPerOrder: before.landedCostPerOrder! - saved },
      };
    });
    const { difference, shareBetter } = judged(pairs).primary;
    expect(difference.mean).toBeCloseTo(-2.1, 1);
    expect(shareBetter).toBe(1);
    const uncounted = pairs.map(({ baseline, candidate }) => ({
      baseline: { ...baseline, ordersShipped: null },
      candidate: { ...candidate, ordersShipped: null },
    }));
    expect(judged(uncounted).primary.difference.mean).toBeLessThan(-4);
  });

  test('a guardrail that is hurt is harm, whatever is saved; less than its threshold is not', () => {
    const hurt = judged(pairsWith({ cost: -5, otif: -0.01 }));
    expect([hurt.verdict, hurt.primary.judged, hurt.guardrails[0]!.judged]).toEqual([
      'harm',
      'uplift',
      'failed',
    ]);
    expect(judged(pairsWith({ cost: -5, otif: -0.004 })).verdict).toBe('uplift');
  });

  test('a guardrail that only one of the two has a value of leaves it open; one that neither has does not', () => {
    const pairs = pairsWith({ cost: -5 });
    const blind = pairs.map(({ baseline, candidate }, pair) => ({
      baseline,
      candidate: { ...candidate, otif: pair === 7 ? null : candidate.otif! },
    }));
    expect([judged(blind).verdict, judged(blind).primary.judged]).toEqual(['inconclusive', 'uplift']);
    const neither = blind.map(({ baseline, candidate }) => ({
      baseline: { ...baseline, otif: null },
      candidate: { ...candidate, otif: null },
    }));
    expect(judged(neither).verdict).toBe('uplift');
    expect(judged(neither).unmeasured).toContain('otif');
  });

  test('a guardrail that is not known to hold leaves it open', () => {
    const pairs = pairsWith({ cost: -5 }).map(({ baseline, candidate }, pair) => ({
      baseline,
      candidate: { ...candidate, otif: 0.9 + 0.1 * noise(pair, 4) },
    }));
    const { verdict, guardrails } = judged(pairs);
    expect([verdict, guardrails[0]!.judged]).toEqual(['inconclusive', 'undecided']);
  });
});

test('A/A: exactly 0, without width, equivalent, as narrow as can be', () => {
  const pairs = pairsWith({}).map(({ baseline }) => ({ baseline, candidate: baseline }));
  const { verdict, primary, guardrails } = judged(pairs);
  expect(verdict).toBe('equivalent');
  for (const { difference, narrow, probabilityBetter, varianceReduction } of [primary, ...guardrails]) {
    expect([difference.low, difference.mean, difference.high]).toEqual([0, 0, 0]);
    expect([narrow, probabilityBetter, varianceReduction]).toEqual([true, 0.5, null]);
  }
});

test('variance reduction is what sharing the world earns; few shares of it, little', () => {
  const shared = judged(pairsWith({ own: 1 })).primary.varianceReduction!;
  expect(shared).toBeGreaterThan(50);
  expect(judged(pairsWith({ own: 20 })).primary.varianceReduction).toBeLessThan(5);
});

test('intervals hold together: with a guardrail beside it the primary metric is less narrow', () => {
  const pairs = pairsWith({});
  const alone = pairs.map(({ baseline, candidate }) => ({
    baseline: { ...baseline, otif: null },
    candidate: { ...candidate, otif: null },
  }));
  const { primary, unmeasured } = judged(alone);
  expect(unmeasured).toContain('otif');
  expect(judged(pairs).primary.difference.halfWidth).toBeGreaterThan(primary.difference.halfWidth);
});

test('pairs that would be enough: widths shrink with the root of their number', () => {
  const few = pairsWith({ own: 4, count: 20 });
  const { difference, threshold, narrow } = judged(few).primary;
  expect(narrow).toBe(false);
  const enough = pairsEnough(judged(few), 20)!;
  expect(enough).toBe(Math.ceil(20 * (difference.halfWidth / (threshold / 2)) ** 2));
  expect(pairsEnough(judged(pairsWith({ own: 0.1 })), 40)).toBeNull();
});

test('no value of the primary metric: refused with what to do', () => {
  const pairs = pairsWith({}).map((pair) => ({ ...pair, candidate: { landedCostPerOrder: null } }));
  expect(() => judged(pairs)).toThrow('Make the runs longer');
});

test('where a guardrail of the baseline is 0, no number of pairs is named for its sake', () => {
  const touched = pairsWith({ cost: -5, own: 3 }).map(({ baseline, candidate }, pair) => ({
    baseline: { ...baseline, touchPerOrder: 0 },
    candidate: { ...candidate, touchPerOrder: pair % 3 },
  }));
  const withPeople = judged(touched);
  expect(withPeople.verdict).toBe('harm');
  expect(pairsEnough(withPeople, 40)).toBe(pairsEnough({ ...withPeople, guardrails: [] }, 40));
});
