/**
 * Off-policy against truth in a comparison whose baseline explores: what its log says of the candidate, and what the candidate brought on the same seeds.
 *
 * 1. A decision is the first one on an order. Costs stand where `evaluateOffPolicy` has rewards, turned.
 */
import type { OffPolicyInterval, OffPolicyTruthReport } from '#reports/comparison/off-policy-report';
import { AssertionError } from '#sim/assert';
import { meanInterval } from '../statistics/mean-interval.ts';
import type { LoggedCase } from '../training/learning/logged-cases.ts';
import { truthOf } from '../training/learning/off-policy-truth.ts';

/** Of one replication. */
export interface LoggedPair {
  /** Of the baseline, which explores; each with what the candidate would have done. */
  readonly log: readonly LoggedCase[];
  /** Of the candidate in force. */
  readonly truth: readonly LoggedCase[];
}

/** null = the log and the candidate have too little in common to say anything. @param pairs two at least */
export function offPolicyOfPairs(
  point: string,
  floor: number,
  pairs: readonly LoggedPair[],
): OffPolicyTruthReport | null {
  try {
    const { estimate, decisions } = truthOf(
      pairs.map(({ log }) => log),
      pairs.flatMap(({ truth }) => truth),
      floor,
    );
    const { logged, ips, snips, dr, effectiveSampleSize, enough } = estimate;
    return {
      ...{ point, replications: pairs.length, decisions, floor },
      ...{ logged: turned(logged), ips: turned(ips), snips: turned(snips) },
      dr: dr === null ? null : turned(dr),
      truth: overReplications(pairs),
      ...{ effectiveSampleSize, enough },
    };
  } catch (error) {
    // No decision in common.
    if (error instanceof AssertionError) return null;
    throw error;
  }
}

function turned({ mean, low, high }: OffPolicyInterval): OffPolicyInterval {
  return { mean: -mean, low: -high, high: -low };
}

function overReplications(pairs: readonly LoggedPair[]): OffPolicyInterval {
  const means = pairs.map(
    ({ truth }) => truth.reduce((sum, { costMinor }) => sum + costMinor, 0) / truth.length,
  );
  const { mean, low, high } = meanInterval(means);
  return { mean, low, high };
}
