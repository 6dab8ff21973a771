/**
 * The best of several policies, by the sequential procedure KN of Kim and Nelson: with probability `confidence` the one kept is the best, if
 * it is better than the second by the indifference zone; common random numbers may tie them together.
 *
 * 1. Replications go on for those still in; one that falls behind the boundary of another is out for good.
 * 2. Of two that never differ, the first given stays.
 *
 * Source: Kim and Nelson, "A Fully Sequential Procedure for Indifference-Zone Selection in Simulation", ACM TOMACS 11 (2001).
 */
import { assert } from '#sim/assert';
import { exp, log } from '#sim/random/math';

export interface BestOfOptions {
  /** The smallest difference worth telling apart: in the unit of the results, or as a part of the least mean of the first look that is not 0; > 0. */
  readonly indifference: number | { readonly share: number };
  readonly confidence?: number;
  /** Replications of each before the first look. */
  readonly first?: number;
  /** Of one policy; then the best mean of those still in is kept, and `sure` is false. */
  readonly most: number;
}

export interface Selection {
  readonly best: number;
  /** Whether all others are out. */
  readonly sure: boolean;
  /** Replications used of each. */
  readonly replications: readonly number[];
  readonly means: readonly number[];
  /** Results of each, by replication. */
  readonly values: readonly (readonly number[])[];
}

/** What these policies make of a replication, in their order: less is better. */
export type Replicated = (policies: readonly number[], replication: number) => Promise<readonly number[]>;

export async function bestOf(
  policies: number,
  results: Replicated,
  { indifference, confidence = 0.95, first = 20, most }: BestOfOptions,
): Promise<Selection> {
  assert(policies >= 1, 'the best of none was asked for');
  const zone = typeof indifference === 'number' ? indifference : indifference.share;
  assert(zone > 0, `the indifference zone must be > 0, got ${zone}`);
  assert(first >= 2 && most >= first, `replications: first ${first} (at least 2), at most ${most}`);
  const taken: number[][] = Array.from({ length: policies }, () => []);
  const take = async (left: readonly number[], replication: number): Promise<void> => {
    const values = await results(left, replication);
    for (const [i, policy] of left.entries()) taken[policy]!.push(values[i]!);
  };
  let left = taken.map((_, policy) => policy);
  for (let n = 0; n < first; n++) await take(left, n);
  const delta = typeof indifference === 'number' ? zone : zone * leastSize(taken.map(meanOf));
  const bounds = boundsOf(taken, delta, confidence);
  for (let n = first; ; n++) {
    left = screened(left, taken, n, bounds);
    if (left.length === 1 || n >= most) break;
    await take(left, n);
  }
  const means = taken.map(meanOf);
  const best = left.reduce((one, other) => (means[other]! < means[one]! ? other : one));
  return {
    best,
    sure: left.length === 1,
    replications: taken.map(({ length }) => length),
    means,
    values: taken,
  };
}

/** Nothing has no part to tell others apart by; where all are 0, any zone will do. */
function leastSize(means: readonly number[]): number {
  const sizes = means.map(Math.abs).filter((size) => size > 0);
  return sizes.length === 0 ? 1 : Math.min(...sizes);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** How far one may be behind another after n replications, by pair. */
type Bounds = (one: number, other: number, n: number) => number;

function boundsOf(taken: readonly (readonly number[])[], indifference: number, confidence: number): Bounds {
  const policies = taken.length;
  const first = taken[0]!.length;
  const alpha = 1 - confidence;
  const eta = policies < 2 ? 0 : 0.5 * (exp(-(2 / (first - 1)) * log((2 * alpha) / (policies - 1))) - 1);
  const hSquared = 2 * eta * (first - 1);
  return (one, other, n) => {
    const spread = varianceOfDifference(taken[one]!, taken[other]!, first);
    return Math.max(0, (indifference / (2 * n)) * ((hSquared * spread) / indifference ** 2 - n));
  };
}

function varianceOfDifference(one: readonly number[], other: readonly number[], first: number): number {
  let mean = 0;
  for (let i = 0; i < first; i++) mean += (one[i]! - other[i]!) / first;
  let squares = 0;
  for (let i = 0; i < first; i++) squares += (one[i]! - other[i]! - mean) ** 2;
  return squares / (first - 1);
}

function screened(
  left: readonly number[],
  taken: readonly (readonly number[])[],
  n: number,
  bounds: Bounds,
): number[] {
  const mean = (policy: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += taken[policy]![i]!;
    return sum / n;
  };
  const means = new Map(left.map((policy) => [policy, mean(policy)]));
  const stays = left.filter((one) =>
    left.every((other) => {
      const behind = means.get(one)! - means.get(other)!;
      const bound = bounds(one, other, n);
      // Where the boundary has closed, of two alike the first stays.
      return other === one || behind < bound || (behind === bound && (bound > 0 || one < other));
    }),
  );
  return stays;
}
