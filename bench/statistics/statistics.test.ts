/**
 * Intervals cover what they say, tests are wrong as rarely as they say, the best is found as often as it says. Shown by cases whose answer is
 * known: by hand, from textbooks, and a newsvendor's two amounts on the same demand. `npm test` runs fewer repetitions than
 * `npm run test:long`.
 */
import { describe, expect, test } from 'vitest';
import { exp } from '#sim/random/math';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { long } from '#testing/properties/properties';
import { bestOf, type Replicated } from './best-of.ts';
import { holm, maxTIntervals, pBeyond, pValue } from './many-tests.ts';
import { bca, meanInterval } from './mean-interval.ts';
import { moments } from './moments.ts';
import { ratioDifference, ratioInterval } from './ratio-interval.ts';

const MACRO = long ? 10_000 : 1000;
/** Three standard errors of a share of 95 % in so many. */
const SPREAD = 3 * Math.sqrt((0.95 * 0.05) / MACRO);
const PAIRS = 20;

const random = new Random('statistics');
const normals = (path: string, macro: number, count: number): number[] => {
  const stream = random.stream(path);
  return Array.from({ length: count }, (_, i) => normalQuantile(stream.unit(macro, i)));
};

describe('moments', () => {
  test('by hand', () => {
    expect(moments([1, 2, 3, 10])).toEqual({ mean: 4, variance: 50 / 3, skew: 180 / 4 / 12.5 ** 1.5 });
  });

  test('what is alike has no spread, however its mean is rounded', () => {
    expect(moments([0.1, 0.1, 0.1])).toMatchObject({ variance: 0, skew: 0 });
  });

  test('one value, or one that is none, is refused', () => {
    expect(() => moments([1])).toThrow('at least 2');
    expect(() => moments([1, NaN])).toThrow('finite values, got NaN');
  });
});

describe('the mean of differences', () => {
  test('all 0: an A/A comparison is exactly 0, without width', () => {
    const { low, high, method } = meanInterval(new Array<number>(PAIRS).fill(0));
    expect([low, high, method]).toEqual([0, 0, 't']);
  });

  test('the same numbers have the same interval; skewed ones by BCa, which leans to their tail', () => {
    const skewed = Array.from({ length: 30 }, (_, i) => exp(normalQuantile((i + 0.5) / 30)));
    const interval = meanInterval(skewed);
    expect(interval.method).toBe('bca');
    expect(interval.skew).toBeGreaterThan(1);
    expect(interval.high - interval.mean).toBeGreaterThan(interval.mean - interval.low);
    expect(meanInterval(skewed)).toEqual(interval);
    expect(meanInterval([1, 2, 4, 3, 5]).method).toBe('t');
  });

  test('BCa of what is symmetric is the interval of percentiles', () => {
    const symmetric = Array.from({ length: 41 }, (_, i) => i - 20);
    const { low, high } = bca(symmetric, 0.95);
    const normal = 1.96 * Math.sqrt(moments(symmetric).variance / 41);
    expect(low).toBeCloseTo(-normal, 0);
    expect(high).toBeCloseTo(normal, 0);
  });

  test('its 95 % interval covers the true difference of two policies in 94 to 96 of 100 cases', () => {
    let covered = 0;
    for (let macro = 0; macro < MACRO; macro++) {
      const { low, high } = meanInterval(stockDifferences(macro));
      if (low <= TRUE_DIFFERENCE && TRUE_DIFFERENCE <= high) covered += 1;
    }
    const share = covered / MACRO;
    expect(share).toBeGreaterThanOrEqual(long ? 0.94 : 0.95 - SPREAD);
    expect(share).toBeLessThanOrEqual(long ? 0.96 : 0.95 + SPREAD);
  });

  test('without common random numbers, two equal policies differ falsely in at most 73 of 1,000 comparisons', () => {
    let falsely = 0;
    for (let macro = 0; macro < 1000; macro++) {
      const [one, other] = [normals('a', macro, PAIRS), normals('b', macro, PAIRS)];
      const { low, high } = meanInterval(one.map((each, i) => each - other[i]!));
      if (low > 0 || high < 0) falsely += 1;
    }
    expect(falsely).toBeLessThanOrEqual(73);
    expect(falsely).toBeGreaterThan(20);
  });
});

describe('ratios', () => {
  const quotients = [
    { over: 10, under: 5 },
    { over: 12, under: 4 },
    { over: 9, under: 6 },
  ];

  test('the jackknife by hand', () => {
    // Of all 31 / 15; without each 21 / 10, 19 / 11, 22 / 9.
    const pseudo = [21 / 10, 19 / 11, 22 / 9].map((rest) => (3 * 31) / 15 - 2 * rest);
    const { mean } = ratioInterval(quotients);
    expect(mean).toBeCloseTo(pseudo.reduce((sum, each) => sum + each) / 3, 12);
  });

  test('a ratio against itself is exactly 0; a total of 0 below is refused', () => {
    expect(ratioDifference(quotients, quotients)).toMatchObject({ mean: 0, low: 0, high: 0 });
    expect(() =>
      ratioInterval([
        { over: 1, under: 0 },
        { over: 1, under: 2 },
      ]),
    ).toThrow('is none');
  });
});

describe('several questions at once', () => {
  test('p of a mean, by hand: t of 1 and 3 about 0 with one degree of freedom', () => {
    // mean 2, standard error 1: t = 2; of Cauchy, 1 - 2 / pi * atan(2).
    expect(pValue([1, 3])).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(2), 10);
    expect([pValue([0, 0]), pValue([1, 1])]).toEqual([1, 0]);
  });

  test('p of a mean beyond a bound, by hand: t of 1 and 3 about 1 is 1 with one degree of freedom', () => {
    expect(pBeyond([1, 3], 1)).toBeCloseTo(0.25, 10);
    expect(pBeyond([1, 3], 3)).toBeCloseTo(0.75, 10);
    expect([pBeyond([2, 2], 1), pBeyond([2, 2], 2)]).toEqual([0, 1]);
  });

  test("Holm's example", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(12)))).toEqual([
      0.03, 0.06, 0.06, 0.02,
    ]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
  });

  test('intervals by max-t hold all at once, in about 95 of 100 cases', () => {
    const macros = long ? 1000 : 100;
    let all = 0;
    for (let macro = 0; macro < macros; macro++) {
      const common = normals('common', macro, 40);
      const columns = [0, 1, 2, 3].map((k) =>
        normals(`column-${k}`, macro, 40).map((each, i) => each + common[i]!),
      );
      if (maxTIntervals(columns).every(({ low, high }) => low <= 0 && high >= 0)) all += 1;
    }
    expect(all / macros).toBeGreaterThan(long ? 0.92 : 0.86);
  });

  test('columns that go together cost less than columns that do not', () => {
    const column = normals('one', 0, 30);
    const wide = maxTIntervals([column, normals('two', 0, 30), normals('three', 0, 30)])[0]!.halfWidth;
    const narrow = maxTIntervals([column, column, column])[0]!.halfWidth;
    expect(narrow).toBeLessThan(wide);
    expect(maxTIntervals([[0, 0, 0]])).toEqual([{ mean: 0, low: 0, high: 0, halfWidth: 0 }]);
  });

  test.each([0, 0.1])(
    'a difference in one replication of 20 (all others: %s) has no narrower interval than by t',
    (usual) => {
      const column = Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : usual));
      const { variance } = moments(column);
      const [{ halfWidth } = { halfWidth: 0 }] = maxTIntervals([column]);
      expect(halfWidth / Math.sqrt(variance / 20)).toBeGreaterThan(1.96);
      expect(halfWidth / Math.sqrt(variance / 20)).toBeLessThan(5);
    },
  );
});

describe('the best of several', () => {
  const each =
    (value: (policy: number, replication: number) => number): Replicated =>
    async (policies, replication) =>
      policies.map((policy) => value(policy, replication));

  test('it is found in at least 95 of 100 cases, one indifference zone apart', async () => {
    const macros = long ? 2000 : 200;
    let right = 0;
    for (let macro = 0; macro < macros; macro++) {
      const results = each(
        (policy, n) => normals(`kn-${policy}`, macro * 1000 + n, 1)[0]! + (policy === 2 ? 0 : 1),
      );
      if ((await bestOf(4, results, { indifference: 1, first: 10, most: 1000 })).best === 2) right += 1;
    }
    expect(right / macros).toBeGreaterThanOrEqual(0.95 - 3 * Math.sqrt((0.95 * 0.05) / macros));
  });

  test('what is far behind is out early; of two alike the first stays; what can not be told is not sure', async () => {
    const values = [5, 1, 1, 9];
    const noise = normals('noise', 0, 400);
    const results = each((policy, n) => values[policy]! + 0.1 * noise[n]!);
    const found = await bestOf(4, results, { indifference: 0.5, most: 400 });
    expect(found).toMatchObject({ best: 1, sure: true });
    expect(found.replications[3]).toBe(20);
    const close = await bestOf(
      2,
      each((policy, n) => noise[n]! * (policy + 1)),
      { indifference: 1e-3, most: 30 },
    );
    expect(close.sure).toBe(false);
  });

  test('policies that cost nothing: a zone is a part of what the others cost', async () => {
    const options = { indifference: { share: 0.01 }, most: 30 };
    const nothing = await bestOf(
      2,
      each(() => 0),
      options,
    );
    expect(nothing).toMatchObject({ best: 0, sure: true });
    const noise = normals('costs', 0, 30);
    const free = await bestOf(
      3,
      each((policy, n) => (policy === 1 ? 0 : 100 + noise[n]!)),
      options,
    );
    expect(free).toMatchObject({ best: 1, sure: true });
  });

  test('no zone of indifference, no policies, too few replications: refused', async () => {
    const one = each(() => 1);
    const share = await bestOf(
      2,
      each((policy) => 100 + policy),
      { indifference: { share: 0.1 }, most: 30 },
    );
    expect(share).toMatchObject({ best: 0, sure: true });
    await expect(bestOf(2, one, { indifference: 0, most: 30 })).rejects.toThrow('must be > 0, got 0');
    await expect(bestOf(0, one, { indifference: 1, most: 30 })).rejects.toThrow('best of none');
    await expect(bestOf(2, one, { indifference: 1, most: 5 })).rejects.toThrow('at most 5');
  });
});

/** A newsvendor: demand of a day uniform to 1; what is left over costs 1, what is missing 3; two amounts in stock. */
const DAYS = 30;
const [LEFT_OVER, MISSING] = [1, 3];
const [LITTLE, MUCH] = [0.6, 0.7];
const expectedCost = (stock: number): number => (LEFT_OVER * stock ** 2 + MISSING * (1 - stock) ** 2) / 2;
const TRUE_DIFFERENCE = expectedCost(MUCH) - expectedCost(LITTLE);

/** Mean cost a day, of much less of little, replication by replication on the same demand. */
function stockDifferences(macro: number): number[] {
  const demand = random.stream('demand');
  return Array.from({ length: PAIRS }, (_, pair) => {
    let sum = 0;
    for (let day = 0; day < DAYS; day++) {
      const units = demand.unit(macro * PAIRS + pair, day);
      sum += costOf(MUCH - units) - costOf(LITTLE - units);
    }
    return sum / DAYS;
  });
}

function costOf(over: number): number {
  return over > 0 ? LEFT_OVER * over : -MISSING * over;
}
