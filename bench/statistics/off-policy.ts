/**
 * What another policy would have earned, from a log of what one did: without running it. It needs the probabilities with which the log's
 * policy drew; where decisions press on each other (a full warehouse, a carrier without trucks) it is biased, since the log knows only the world in
 * which the others decided as they did.
 *
 * Sources: Horvitz and Thompson (1952); Swaminathan and Joachims, "The Self-Normalized Estimator" (2015); Dudík, Langford and Li, "Doubly Robust
 * Policy Evaluation and Learning" (2011).
 */
import { assert } from '#sim/assert';
import { type ConfidenceInterval, confidenceInterval } from '#sim/stats/confidence';
import { ratioInterval } from './ratio-interval.ts';

/** One decision. Lists go by action. */
export interface LoggedDecision {
  readonly chosen: number;
  /** With which the log's policy would have drawn each; > 0 where the other policy's is. */
  readonly propensities: readonly number[];
  readonly reward: number;
  /** With which the policy under evaluation would. */
  readonly target: readonly number[];
  /** A model's reward of each action; absent = there is none. */
  readonly predicted?: readonly number[];
}

export interface OffPolicyEstimate {
  /** Of a decision, what the log's policy earned. */
  readonly logged: ConfidenceInterval;
  /** Inverse propensity: without bias, and wide. */
  readonly ips: ConfidenceInterval;
  /** Weights made to sum up to one: a little bias, much narrower. */
  readonly snips: ConfidenceInterval;
  /** Doubly robust: right where either the propensities or the model are; null where there is no model of rewards. */
  readonly dr: ConfidenceInterval | null;
  /** Decisions that the weighted log is worth. */
  readonly effectiveSampleSize: number;
  readonly largestWeight: number;
  /** Whether the log is worth enough decisions to be believed. */
  readonly enough: boolean;
}

/** Source: assumption. */
const EFFECTIVE_MIN = 50;

/** @param log at least two decisions */
export function evaluateOffPolicy(log: readonly LoggedDecision[], confidence = 0.95): OffPolicyEstimate {
  log.forEach(check);
  const weights = log.map(({ chosen, propensities, target }) => target[chosen]! / propensities[chosen]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0);
  const shared = weights.filter((weight) => weight > 0).length;
  assert(
    shared >= 2,
    `the other policy would have done what the log did in ${shared === 1 ? 'one decision alone' : 'no decision'}: nothing can be said of it`,
  );
  const interval = (of: (row: LoggedDecision, weight: number) => number): ConfidenceInterval =>
    confidenceInterval(
      log.map((row, i) => of(row, weights[i]!)),
      confidence,
    );
  const modelled = log.every(({ predicted }) => predicted !== undefined);
  const effectiveSampleSize = total ** 2 / squares;
  return {
    logged: interval(({ reward }) => reward),
    ips: interval(({ reward }, weight) => weight * reward),
    snips: selfNormalised(log, weights, confidence),
    dr: modelled ? interval(doublyRobust) : null,
    effectiveSampleSize,
    largestWeight: weights.reduce((most, weight) => Math.max(most, weight), 0),
    enough: effectiveSampleSize >= EFFECTIVE_MIN,
  };
}

/** The estimate itself, which never leaves the range of rewards; how far it may be off by the jackknife. */
function selfNormalised(
  log: readonly LoggedDecision[],
  weights: readonly number[],
  confidence: number,
): ConfidenceInterval {
  const quotients = log.map(({ reward }, i) => ({ over: weights[i]! * reward, under: weights[i]! }));
  const interval = ratioInterval(quotients, confidence);
  const over = quotients.reduce((sum, each) => sum + each.over, 0);
  const mean = over / weights.reduce((sum, weight) => sum + weight, 0);
  return { ...interval, mean, low: mean - interval.halfWidth, high: mean + interval.halfWidth };
}

function doublyRobust({ chosen, reward, target, predicted }: LoggedDecision, weight: number): number {
  const expected = target.reduce((sum, share, action) => sum + share * predicted![action]!, 0);
  return expected + weight * (reward - predicted![chosen]!);
}

/** Refuses what is no decision, by its place. */
function check(row: LoggedDecision, no: number): void {
  const { chosen, propensities, target, predicted, reward } = row;
  const place = `decision ${no + 1} of the log`;
  const actions = propensities.length;
  assert(
    target.length === actions && (predicted === undefined || predicted.length === actions),
    `${place}: ${actions} propensities, ${target.length} probabilities of the other policy, ${predicted?.length ?? 'no'} predictions`,
  );
  assert(
    Number.isInteger(chosen) && chosen >= 0 && chosen < actions,
    `${place}: ${chosen} is none of its ${actions} actions`,
  );
  assert(Number.isFinite(reward), `${place}: the reward is ${reward}`);
  for (const shares of [propensities, target]) {
    const sum = shares.reduce((total, share) => total + share, 0);
    assert(
      shares.every((share) => share >= 0 && share <= 1) && Math.abs(sum - 1) < 1e-6,
      `${place}: probabilities must be 0 to 1 and sum up to 1, got ${shares.join(', ')}`,
    );
  }
  assert(propensities[chosen]! > 0, `${place}: what was done had a probability of 0`);
  const unseen = target.findIndex((share, action) => share > 0 && propensities[action] === 0);
  assert(
    unseen < 0,
    `${place}: the log would never have done action ${unseen}, which the other policy may: explore with a floor, such as 0.02`,
  );
}
