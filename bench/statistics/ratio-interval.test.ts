/**
 * The jackknife of a ratio covers what it says. Shown by a case whose answer is known: runs of very different numbers of orders, whose cost is a part for the
 * day and a part an order, so that cost an order is the ratio of the two means, and no mean of quotients. As a verdict takes it (Student's t, or BCa
 * where it is skewed), of one policy and of two on the same orders. `npm test` repeats it less often than `npm run test:long`.
 */
import { describe, expect, test } from 'vitest';
import { exp } from '#sim/random/math';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { confidenceInterval } from '#sim/stats/confidence';
import { long } from '#testing/properties/properties';
import { meanInterval } from './mean-interval.ts';
import { pseudoRatios, type Quotient } from './ratio-interval.ts';

const MACRO = long ? 10_000 : 400;
/** Three standard errors of a share of 95 % in so many. */
const SPREAD = 3 * Math.sqrt((0.95 * 0.05) / MACRO);
const REPLICATIONS = 20;

/** Orders of a run are lognormal about 100, of this sigma. */
const SIGMA = 0.2;
const LUCK = 0.1;

interface Policy {
  readonly aDay: number;
  readonly anOrder: number;
  /** How far its own luck moves what an order costs; 0 = no more than that of the day. */
  readonly own: number;
}
const BEFORE: Policy = { aDay: 100_000, anOrder: 1000, own: 0 };
const AFTER: Policy = { aDay: 80_000, anOrder: 1050, own: 0.1 };

/** What is true: mean cost to mean number of orders. */
function costAnOrder({ aDay, anOrder }: Policy, sigma = SIGMA): number {
  return aDay / (100 * exp(sigma ** 2 / 2)) + anOrder;
}

const stream = new Random('statistics').stream('ratios');

/** The same orders and luck of the day for every policy: common random numbers. */
function runsOf({ aDay, anOrder, own }: Policy, macro: number, sigma = SIGMA): Quotient[] {
  return Array.from({ length: REPLICATIONS }, (_, replication) => {
    const normal = (draw: number): number =>
      normalQuantile(stream.unit(macro * REPLICATIONS + replication, draw));
    const orders = 100 * exp(sigma * normal(0));
    const luck = (1 + LUCK * normal(1)) * (1 + own * normal(2));
    return { over: aDay + anOrder * orders * luck, under: orders };
  });
}

/** Share of repetitions in which the interval of these numbers holds what is true. */
function coverage(truth: number, numbersOf: (macro: number) => readonly number[]): number {
  let covered = 0;
  for (let macro = 0; macro < MACRO; macro++) {
    const { low, high } = meanInterval(numbersOf(macro));
    if (low <= truth && truth <= high) covered += 1;
  }
  return covered / MACRO;
}

const DIFFERENCE = costAnOrder(AFTER) - costAnOrder(BEFORE);

describe('95 % intervals of a ratio cover it in 94 to 96 of 100 cases', () => {
  const asItSays = (share: number): void => {
    expect(share).toBeGreaterThanOrEqual(long ? 0.94 : 0.95 - SPREAD);
    expect(share).toBeLessThanOrEqual(long ? 0.96 : 0.95 + SPREAD);
  };

  test('cost an order of one policy', () => {
    asItSays(coverage(costAnOrder(BEFORE), (macro) => pseudoRatios(runsOf(BEFORE, macro))));
  });

  test('and the difference of two, pair by pair', () => {
    asItSays(
      coverage(DIFFERENCE, (macro) => {
        const before = pseudoRatios(runsOf(BEFORE, macro));
        return pseudoRatios(runsOf(AFTER, macro)).map((each, i) => each - before[i]!);
      }),
    );
  });

  test('the mean of quotients, where runs differ more, does not: it is about something else', () => {
    const sigma = 0.5;
    const truth = costAnOrder(AFTER, sigma) - costAnOrder(BEFORE, sigma);
    let covered = 0;
    for (let macro = 0; macro < 400; macro++) {
      const [before, after] = [BEFORE, AFTER].map((policy) =>
        runsOf(policy, macro, sigma).map(({ over, under }) => over / under),
      );
      const { low, high } = confidenceInterval(after!.map((each, i) => each - before![i]!));
      if (low <= truth && truth <= high) covered += 1;
    }
    expect(covered / 400).toBeLessThan(0.85);
  });
});

test('the bias of a quotient of totals is taken off', () => {
  let [plain, jackknifed] = [0, 0];
  const [macros, few] = [4000, 4];
  for (let macro = 0; macro < macros; macro++) {
    const runs = runsOf(BEFORE, macro).slice(0, few);
    const total = (of: (run: Quotient) => number): number => runs.reduce((sum, run) => sum + of(run), 0);
    plain += total(({ over }) => over) / total(({ under }) => under);
    jackknifed += pseudoRatios(runs).reduce((sum, each) => sum + each, 0) / few;
  }
  const off = (sum: number): number => Math.abs(sum / macros - costAnOrder(BEFORE));
  expect(off(jackknifed)).toBeLessThan(off(plain) / 2);
});
