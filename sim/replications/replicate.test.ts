/**
 * Replications run under the seeds they are promised, stop when and only when they may, and their intervals cover the truth
 * about as often as they say. Shown by models whose results are known, and by means of exponential numbers.
 */
import { describe, expect, expectTypeOf, test } from 'vitest';
import { log } from '../random/math.ts';
import { Random, type RandomStream } from '../random/random.ts';
import { confidenceInterval } from '../stats/confidence.ts';
import { type Replication, replicate } from './replicate.ts';

/** The stream of a run, antithetic where it is asked for. */
function streamOf({ seed, antithetic }: Replication): RandomStream {
  const stream = new Random(seed).stream('service');
  return antithetic ? stream.antithetic() : stream;
}

/** Mean of some exponential numbers of mean 1, each falling with its uniform number. */
function meanExponential(replication: Replication, numbers = 20): number {
  const stream = streamOf(replication);
  let sum = 0;
  for (let i = 0; i < numbers; i++) sum -= log(stream.unit(0, i));
  return sum / numbers;
}

/** A result for each replication, by its number. */
const byNumber =
  (list: readonly number[]) =>
  ({ replication }: Replication): number =>
    list[(replication - 1) % list.length]!;

describe('stopping', () => {
  test('at the first replication at which the interval is narrow, found by looking at all', () => {
    const result = replicate({ seed: 'stop', run: meanExponential, halfWidth: { relative: 0.05 } });
    const all = result.observations.result;
    expect(result.stoppedBy).toBe('width');
    expect(result.replications).toBe(all.length);
    expect(result.intervals.result).toEqual(confidenceInterval(all));
    expect(result.replications).toBeGreaterThan(20);
    for (let n = 10; n <= all.length; n++) {
      const { halfWidth, mean } = confidenceInterval(all.subarray(0, n));
      expect(halfWidth <= 0.05 * mean).toBe(n === all.length);
    }
  });

  test('an absolute width, another confidence', () => {
    const options = { seed: 'stop', run: meanExponential, halfWidth: { absolute: 0.1 } };
    const wide = replicate({ ...options, confidence: 0.8 });
    const sure = replicate({ ...options, confidence: 0.99 });
    expect(wide.intervals.result.confidence).toBe(0.8);
    expect(sure.intervals.result.halfWidth).toBeLessThanOrEqual(0.1);
    expect(sure.replications).toBeGreaterThan(wide.replications);
    // One is the beginning of the other.
    expect(sure.observations.result.subarray(0, wide.replications)).toEqual(wide.observations.result);
  });

  test('not before the minimum, and then by width', () => {
    const same = { seed: 's', run: (_: Replication) => 5, halfWidth: { relative: 0.01 } };
    expect(replicate(same)).toMatchObject({ stoppedBy: 'width', replications: 10 });
    expect(replicate({ ...same, replicationsMin: 3 })).toMatchObject({ stoppedBy: 'width', replications: 3 });
    const most = replicate({ ...same, replicationsMin: 12, replicationsMax: 12 });
    expect(most).toMatchObject({ stoppedBy: 'width', replications: 12 });
  });

  test('at the maximum, and says so', () => {
    const run = byNumber([0, 10]);
    const result = replicate({ seed: 's', run, halfWidth: { absolute: 0.1 }, replicationsMax: 25 });
    expect(result).toMatchObject({ stoppedBy: 'maximum', replications: 25 });
    expect(result.intervals.result.count).toBe(25);
  });

  test('a relative width around a mean of 0 ends at the maximum; of zeros only, at the minimum', () => {
    const halfWidth = { relative: 0.5 };
    const around = replicate({ seed: 's', run: byNumber([-1, 1]), halfWidth, replicationsMax: 50 });
    expect(around).toMatchObject({ stoppedBy: 'maximum', replications: 50 });
    expect(around.intervals.result.mean).toBeCloseTo(0, 12);
    expect(replicate({ seed: 's', run: (_: Replication) => 0, halfWidth })).toMatchObject({
      stoppedBy: 'width',
      replications: 10,
      intervals: { result: { mean: 0, halfWidth: 0 } },
    });
  });

  test('several results: when the last of those controlled is narrow', () => {
    const run = (replication: Replication) => ({
      days: meanExponential(replication),
      cost: 1000 * meanExponential(replication, 5),
      late: byNumber([0, 1])(replication),
    });
    const alone = (name: 'days' | 'cost') =>
      replicate({ seed: 's', run, halfWidth: { [name]: { relative: 0.1 } } }).replications;
    const both = replicate({
      seed: 's',
      run,
      halfWidth: { days: { relative: 0.1 }, cost: { relative: 0.1 } },
    });
    expect(alone('cost')).toBeGreaterThan(alone('days'));
    // Narrow for good once it is, in this sample: so both wait for the wider one.
    expect(both.replications).toBe(Math.max(alone('cost'), alone('days')));
    expect(both.stoppedBy).toBe('width');
    expect(Object.keys(both.intervals)).toEqual(['days', 'cost', 'late']);
    expect(both.observations.late.length).toBe(both.replications);
    const all = replicate({ seed: 's', run, halfWidth: { relative: 0.1 }, replicationsMax: 200 });
    expect(all).toMatchObject({ stoppedBy: 'maximum', replications: 200 });
  });
});

describe('what a run is told', () => {
  test('its number and a seed of its own, whatever the limits', () => {
    const told: Replication[] = [];
    const run = (replication: Replication): number => {
      told.push(replication);
      return 1;
    };
    replicate({ seed: 'autumn', run, halfWidth: { absolute: 1 }, replicationsMin: 3 });
    expect(told).toEqual(
      [1, 2, 3].map((replication) => ({
        seed: `autumn/replication-${replication}`,
        replication,
        antithetic: false,
      })),
    );
  });

  test('in pairs one seed twice; their mean is one observation', () => {
    const told: Replication[] = [];
    const run = (replication: Replication): { x: number } => {
      told.push(replication);
      return { x: 10 * replication.replication + (replication.antithetic ? 4 : 0) };
    };
    const result = replicate({
      seed: 'autumn',
      run,
      halfWidth: { absolute: 1000 },
      replicationsMin: 2,
      antithetic: 'pairs',
    });
    expect(told.map(({ seed, antithetic }) => [seed, antithetic])).toEqual([
      ['autumn/replication-1', false],
      ['autumn/replication-1', true],
      ['autumn/replication-2', false],
      ['autumn/replication-2', true],
    ]);
    expect(result.replications).toBe(2);
    expect([...result.observations.x]).toEqual([12, 22]);
    expect(result.intervals.x).toEqual(confidenceInterval([12, 22]));
  });

  test('types: names of results go through', () => {
    interface Kpis {
      readonly days: number;
      readonly cost: number;
    }
    const run = (_: Replication): Kpis => ({ days: 1, cost: 2 });
    const named = replicate({ seed: 's', run, halfWidth: { cost: { absolute: 1 } } });
    expectTypeOf(named.intervals).toHaveProperty('days');
    expectTypeOf(named.intervals).not.toHaveProperty('result');
    // @ts-expect-error: no such result
    expect(() => replicate({ seed: 's', run, halfWidth: { kost: { absolute: 1 } } })).toThrow(
      'unknown result "kost"',
    );
  });
});

describe('the statistics', () => {
  const TIMES = 400;

  test('a fixed number of replications covers as often as it says', () => {
    let covered = 0;
    for (let i = 0; i < TIMES; i++) {
      const { low, high } = replicate({
        seed: `fixed ${i}`,
        run: meanExponential,
        halfWidth: { absolute: 1e-9 },
        replicationsMax: 10,
        confidence: 0.9,
      }).intervals.result;
      if (low <= 1 && 1 <= high) covered += 1;
    }
    expect(Math.abs(covered / TIMES - 0.9)).toBeLessThan(4 * Math.sqrt((0.9 * 0.1) / TIMES));
  });

  test('stopping by width covers a little less often, not much', () => {
    let covered = 0;
    let replications = 0;
    for (let i = 0; i < TIMES; i++) {
      const result = replicate({
        seed: `sequential ${i}`,
        run: meanExponential,
        halfWidth: { relative: 0.08 },
        confidence: 0.9,
      });
      const { low, high } = result.intervals.result;
      if (low <= 1 && 1 <= high) covered += 1;
      replications += result.replications;
    }
    // (1.645 * 0.2236 / 0.08)^2 replications would do if the variance were known.
    expect(Math.abs(replications / TIMES / 21.1 - 1)).toBeLessThan(0.15);
    const deviation = Math.sqrt((0.9 * 0.1) / TIMES);
    expect(covered / TIMES).toBeGreaterThan(0.85 - 4 * deviation);
    expect(covered / TIMES).toBeLessThan(0.9 + 4 * deviation);
  });

  test('antithetic pairs: for a monotone function far less variance than two runs apart', () => {
    const options = {
      seed: 'pairs',
      run: meanExponential,
      halfWidth: { absolute: 1e-9 },
      replicationsMax: 400,
    };
    const width = (antithetic: { antithetic?: 'pairs' }): number =>
      replicate({ ...options, ...antithetic }).intervals.result.halfWidth;
    // Var((E + E') / 2) of a pair of exponentials is (1 + corr) / 2 = (2 - pi^2 / 6) / 2 = 0.178; apart it would be 0.5.
    const ratio = width({ antithetic: 'pairs' }) / width({});
    expect(ratio * ratio).toBeGreaterThan(0.178 * 0.75);
    expect(ratio * ratio).toBeLessThan(0.178 * 1.33);
  });

  test('antithetic pairs of a linear function have no variance at all', () => {
    const run = (replication: Replication): number => streamOf(replication).unit(0, 0);
    const result = replicate({ seed: 'pairs', run, halfWidth: { absolute: 1e-12 }, antithetic: 'pairs' });
    expect(result).toMatchObject({ stoppedBy: 'width', replications: 10 });
    expect(result.intervals.result.mean).toBe(0.5);
  });
});

describe('refused, with the replication and its seed', () => {
  const from = (list: readonly unknown[], options: object = {}): (() => unknown) => {
    let runs = 0;
    const run = (_: Replication): number => list[Math.min(runs++, list.length - 1)] as number;
    return () => replicate({ seed: 's', run, halfWidth: { absolute: 1 }, ...options });
  };

  test('a run that ignores its seed; options that are missing or misspelt', () => {
    const options = { seed: 's', run: meanExponential, halfWidth: { absolute: 1 } };
    expect(() => replicate({ ...options, run: () => 5 })).toThrow('run must take its argument');
    expect(() => replicate({ ...options, halfWidth: undefined as never })).toThrow('halfWidth is needed');
    expect(() => replicate({ ...options, confidance: 0.9 } as typeof options)).toThrow(
      'unknown option "confidance". Did you mean "confidence"?',
    );
  });

  test('results that are no finite numbers', () => {
    expect(from([1, 2, NaN])).toThrow(
      'replication 3 (seed "s/replication-3"): "result" must be a finite number, got NaN',
    );
    expect(from([1, { result: Infinity }])).toThrow(
      'replication 2 (seed "s/replication-2"): "result" must be a finite number, got Infinity',
    );
    expect(from([{ days: '3' }])).toThrow('replication 1 (seed "s/replication-1"): "days" must be');
    expect(from([undefined])).toThrow('"result" must be a finite number, got undefined');
    expect(from([null])).toThrow('"result" must be a finite number, got null');
    expect(from([1, NaN], { antithetic: 'pairs' })).toThrow(
      'antithetic replication 1 (seed "s/replication-1"): "result" must be a finite number, got NaN',
    );
  });

  test('names that differ between replications, or none', () => {
    expect(from([{}])).toThrow('replication 1 (seed "s/replication-1") returned no results');
    expect(from([{ a: 1, b: 2 }, { a: 1 }])).toThrow(
      'replication 2 (seed "s/replication-2"): no result "b", which the first replication gave',
    );
    expect(from([{ a: 1 }, { a: 1, c: 2 }])).toThrow(
      'replication 2 (seed "s/replication-2"): result "c", which the first replication did not give',
    );
    expect(from([{ a: 1 }, { b: 1 }], { antithetic: 'pairs' })).toThrow('antithetic replication 1 (seed');
    expect(from([{ a: 1 }, { a: 1, b: 1 }], { antithetic: 'pairs' })).toThrow('result "b"');
  });

  test('limits and confidence, before anything is run', () => {
    const run = (_: Replication): number => {
      throw new Error('run');
    };
    const options = { seed: 's', run, halfWidth: { absolute: 1 } };
    for (const replicationsMin of [1, 2.5, NaN])
      expect(() => replicate({ ...options, replicationsMin })).toThrow(
        `replicationsMin must be a whole number >= 2, got ${replicationsMin}`,
      );
    for (const replicationsMax of [9, 10.5, NaN, Infinity])
      expect(() => replicate({ ...options, replicationsMax })).toThrow(
        `replicationsMax must be a whole number >= replicationsMin (10), got ${replicationsMax}`,
      );
    expect(() => replicate({ ...options, confidence: 95 })).toThrow('confidence must be between 0 and 1');
  });

  test('a target for a result that is none', () => {
    const options = { seed: 's', run: (_: Replication): number => 1 };
    // @ts-expect-error: a number has the name "result"
    expect(() => replicate({ ...options, halfWidth: { days: { absolute: 1 } } })).toThrow(
      'halfWidth: unknown result "days". The results are: "result"',
    );
  });
});
