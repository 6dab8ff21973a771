/** A log says what another policy would have earned. Shown by a world whose answer is known: rewards by action and context, drawn with an exploring policy. */
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { evaluateOffPolicy, type LoggedDecision } from './off-policy.ts';

const random = new Random('off-policy');
const FLOOR = 0.1;
/** Reward of action a where the context is c: 1 where they agree. The log prefers action 0; the target does what agrees. */
const reward = (context: number, action: number): number => (context === action ? 1 : 0);
const TRUTH = 1;

function logOf(
  count: number,
  options: { readonly model?: (c: number, a: number) => number; readonly skew?: number } = {},
): LoggedDecision[] {
  const [contexts, draws, noise] = ['contexts', 'draws', 'noise'].map((path) => random.stream(path));
  return Array.from({ length: count }, (_, i) => {
    const context = Math.floor(contexts!.unit(i, 0) * 3);
    const propensities = [1 - 2 * FLOOR, FLOOR, FLOOR];
    const drawn = draws!.unit(i, 0);
    const chosen = drawn < propensities[0]! ? 0 : drawn < 1 - FLOOR ? 1 : 2;
    const stated =
      options.skew === undefined ? propensities : [1 - 2 * options.skew, options.skew, options.skew];
    return {
      chosen,
      propensities: stated,
      reward: reward(context, chosen) + noise!.unit(i, 0) - 0.5,
      target: [0, 1, 2].map((action) => (action === context ? 1 : 0)),
      ...(options.model === undefined ? {} : { predicted: [0, 1, 2].map((a) => options.model!(context, a)) }),
    };
  });
}

describe('what it says', () => {
  test('all three hold the truth; the log earned less', () => {
    const { logged, ips, snips, dr, enough } = evaluateOffPolicy(logOf(5000, { model: () => 0.5 }));
    for (const interval of [ips, snips, dr!]) {
      expect(interval.low).toBeLessThan(TRUTH);
      expect(interval.high).toBeGreaterThan(TRUTH);
    }
    expect(logged.high).toBeLessThan(0.5);
    expect(enough).toBe(true);
    expect(snips.halfWidth).toBeLessThan(ips.halfWidth);
  });

  test('a good model makes it narrow; wrong propensities bias IPS, and not DR with a right model', () => {
    const rough = evaluateOffPolicy(logOf(5000, { model: () => 0.5 }));
    const good = evaluateOffPolicy(logOf(5000, { model: reward }));
    expect(good.dr!.halfWidth).toBeLessThan(0.7 * rough.dr!.halfWidth);
    const wrong = evaluateOffPolicy(logOf(5000, { model: reward, skew: 0.3 }));
    expect(wrong.ips.high).toBeLessThan(TRUTH);
    expect(wrong.dr!.low).toBeLessThan(TRUTH);
    expect(wrong.dr!.high).toBeGreaterThan(TRUTH);
  });

  test('SNIPS is the weighted mean itself, within the range of rewards', () => {
    const row = { chosen: 0, propensities: [0.9, 0.1], target: [0.5, 0.5] };
    const log = [
      { ...row, reward: 1 },
      { ...row, reward: 2 },
      { ...row, chosen: 1, reward: 4 },
    ];
    const [often, rarely] = [0.5 / 0.9, 0.5 / 0.1];
    expect(evaluateOffPolicy(log).snips.mean).toBeCloseTo(
      (often * 1 + often * 2 + rarely * 4) / (2 * often + rarely),
      12,
    );
  });

  test('one decision that both share is not enough', () => {
    const row = { propensities: [0.5, 0.5], reward: 1, target: [1, 0] };
    expect(() => evaluateOffPolicy([0, 1, 1].map((chosen) => ({ ...row, chosen })))).toThrow(
      /in one decision alone: nothing can be said of it/,
    );
  });

  test('the same policy as the log: weights of 1, and what was earned', () => {
    const same = logOf(500).map((row) => ({ ...row, target: row.propensities }));
    const { ips, logged, effectiveSampleSize, largestWeight, dr } = evaluateOffPolicy(same);
    expect(ips.mean).toBeCloseTo(logged.mean, 12);
    expect([effectiveSampleSize, largestWeight, dr]).toEqual([expect.closeTo(500, 6), 1, null]);
  });

  test('few decisions that the other policy would share are not enough', () => {
    expect(evaluateOffPolicy(logOf(60)).enough).toBe(false);
  });
});

describe('what it refuses, by its place', () => {
  const good: LoggedDecision = { chosen: 0, propensities: [0.5, 0.5], reward: 1, target: [1, 0] };
  test.each([
    [{ chosen: 2 }, /decision 2 of the log: 2 is none of its 2 actions/],
    [
      { propensities: [0.5, 0.4] },
      /decision 2 of the log: probabilities must be 0 to 1 and sum up to 1, got 0\.5, 0\.4/,
    ],
    [{ propensities: [0, 1] }, /what was done had a probability of 0/],
    [{ propensities: [1, 0], target: [0.5, 0.5] }, /would never have done action 1.* explore with a floor/],
    [{ target: [1] }, /2 propensities, 1 probabilities of the other policy, no predictions/],
    [{ reward: Number.NaN }, /the reward is NaN/],
  ])('%o', (wrong, said) => {
    expect(() => evaluateOffPolicy([good, { ...good, ...wrong }])).toThrow(said);
  });
});
