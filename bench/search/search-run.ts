/** One run of a search as it is kept: what was asked, what came out, on one short line. */
import type { Finding } from '#testing/search/finding';
import { SEARCH_KINDS } from '#testing/search/kinds';
import { PROBES } from '#testing/search/probes/probes';
import type { TrialOutcome } from '#testing/search/trial';
import type { Variation } from '#testing/search/variation';

/** What a lane is asked to run. */
export interface SearchTask {
  /** Number of the run, from 0. */
  readonly n: number;
  readonly seed: number;
  /** A kind that is left out beside those that the swarm leaves out; null = none. */
  readonly without: string | null;
}

/** What it answers. Names are numbers in the lists that a version of Dray has. */
export interface SearchRun {
  readonly seed: number;
  readonly policy: string;
  /** Of its events, and of what is on record of the business: a count that is off moves no event. */
  readonly digest: string;
  readonly events: number;
  readonly orders: number;
  readonly simulatedMs: number;
  /** Kinds of fault that were in, and those of them that are on record. */
  readonly kinds: readonly number[];
  readonly happened: readonly number[];
  /** Probes that were reached; none where nobody watched. */
  readonly probes: readonly number[];
  readonly finding: Finding | null;
}

/** A run, and what need not be kept of it. */
export interface SearchAnswer {
  readonly run: SearchRun;
  /** Wall time of the run, building its world included. */
  readonly tookMs: number;
}

export function searchRun(
  seed: number,
  { policy, kinds }: Pick<Variation, 'policy' | 'kinds'>,
  outcome: TrialOutcome,
): SearchRun {
  const { finding, digests, events, orders, simulatedMs, fired, probes } = outcome;
  const numbers = SEARCH_KINDS.flatMap(({ name }, i) => (kinds.includes(name) ? [i] : []));
  return {
    seed,
    policy,
    digest: `${digests.digest} ${digests.businessDigest}`,
    events,
    orders,
    simulatedMs,
    kinds: numbers,
    happened: numbers.filter((i) => SEARCH_KINDS[i]!.seen.some((what) => fired.has(what))),
    probes: PROBES.flatMap(({ name }, i) => (probes.has(name) ? [i] : [])),
    finding,
  };
}
