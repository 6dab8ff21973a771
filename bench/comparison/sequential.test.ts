/**
 * A comparison runs as many pairs as its widths need, and looks only between batches. Shown by counting who asks for what, by pairs of known
 * spread, and by how often two equal policies are told apart.
 */
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { long } from '#testing/properties/properties';
import { sequentialComparison, TooFewPairs } from './sequential.ts';
import type { Judged, PairedKpis } from './verdict.ts';

const random = new Random('sequential');

function source(path: string, spread: number, stopAt = Infinity) {
  const asked: (readonly [number, number])[] = [];
  const stream = random.stream(path);
  const run = async (from: number, until: number): Promise<PairedKpis[]> => {
    asked.push([from, until]);
    return Array.from({ length: Math.min(until, stopAt) - from }, (_, i) => ({
      baseline: { landedCostPerOrder: 100 },
      candidate: { landedCostPerOrder: 100 + spread * normalQuantile(stream.unit(from + i, 0)) },
    }));
  };
  return { asked, run };
}

const plan = { confidence: 0.95 };

describe('how many', () => {
  test('narrow at the first look: twenty', async () => {
    const { asked, run } = source('narrow', 0.2);
    const { stopped, pairs } = await sequentialComparison(plan, run);
    expect([stopped, pairs.length, asked]).toEqual(['narrow', 20, [[0, 20]]]);
  });

  test('batches of ten until it is', async () => {
    const { asked, run } = source('wider', 2);
    const { stopped, pairs, judged } = await sequentialComparison(plan, run);
    expect(stopped).toBe('narrow');
    expect(asked.slice(0, 3)).toEqual([
      [0, 20],
      [20, 30],
      [30, 40],
    ]);
    expect(judged.primary.difference.halfWidth).toBeLessThanOrEqual(0.5);
    expect(pairs.length).toBeGreaterThan(40);
  });

  test('where it goes on after the first look it is told, once; where it does not, or goes by a number, never', async () => {
    const told: number[] = [];
    const onGoingOn = (judged: Judged, count: number): void => {
      told.push(count);
      expect(judged.primary.narrow).toBe(false);
    };
    await sequentialComparison({ ...plan, onGoingOn }, source('narrow', 0.2).run);
    await sequentialComparison({ ...plan, onGoingOn, replications: 20 }, source('wide', 50).run);
    expect(told).toEqual([]);
    await sequentialComparison({ ...plan, onGoingOn }, source('wider', 2).run);
    expect(told).toEqual([20]);
  });

  test('never more than the most; as many as asked for; a width of one wish', async () => {
    const most = await sequentialComparison({ ...plan, most: 40 }, source('wide', 50).run);
    expect([most.stopped, most.pairs.length]).toEqual(['most', 40]);
    const asked = await sequentialComparison({ ...plan, replications: 33 }, source('asked', 50).run);
    expect([asked.stopped, asked.pairs.length]).toEqual(['as-many-as-asked', 33]);
    const wish = await sequentialComparison({ ...plan, halfWidth: 0.2 }, source('wish', 2).run);
    expect([wish.stopped, wish.pairs.length]).toEqual(['narrow', 20]);
  });

  test('too few are refused, with what would be enough', async () => {
    await expect(sequentialComparison({ ...plan, replications: 5 }, source('few', 1).run)).rejects.toThrow(
      '5 pairs are too few for an interval that can be trusted: 20 or more',
    );
  });
});

describe('interrupted', () => {
  test('what is whole is told', async () => {
    const { stopped, pairs } = await sequentialComparison(plan, source('cut', 5, 27).run);
    expect([stopped, pairs.length]).toEqual(['interrupted', 27]);
  });

  test('before twenty pairs there is nothing to say', async () => {
    await expect(sequentialComparison(plan, source('early', 5, 7).run)).rejects.toThrow(TooFewPairs);
  });

  test('of what has been run is told how many would be enough; of one pair, or where twenty would do, the least', async () => {
    const said = (spread: number, pairs: number): Promise<string> =>
      sequentialComparison(plan, source(`early-${spread}`, spread, pairs).run).then(
        () => '',
        (error: Error) => error.message,
      );
    const [, enough] =
      /^interrupted after 12 pairs: 20 are the least .*; by their spread it takes some (\d+)$/.exec(
        await said(5, 12),
      )!;
    const known = await sequentialComparison({ ...plan, replications: 400 }, source('early-5', 5).run);
    // Half of a hundredth of 100. Of twelve pairs the variance is known to a factor of two, and the quantile is wider.
    const needed = 400 * (known.judged.primary.difference.halfWidth / 0.5) ** 2;
    expect(Number(enough) / needed).toBeGreaterThan(0.4);
    expect(Number(enough) / needed).toBeLessThan(2.5);
    const least = /: 20 are the least that anything can be said from$/;
    expect(await said(0.1, 12)).toMatch(least);
    expect(await said(5, 1)).toMatch(least);
  });
});

test('looking after every batch tells two equal policies apart no oftener than one look would', async () => {
  const trials = long ? 2000 : 200;
  let falsely = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { judged } = await sequentialComparison({ ...plan, most: 60 }, source(`equal-${trial}`, 2.2).run);
    const { low, high } = judged.primary.difference;
    if (low > 0 || high < 0) falsely += 1;
  }
  // 5 %, and three standard errors.
  expect(falsely / trials).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / trials));
});
