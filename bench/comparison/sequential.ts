/**
 * How many pairs a comparison takes: at least 20, then batches of 10 until its intervals are narrow enough, at most 400; or as many as were
 * asked for.
 *
 * 1. It stops on width alone, never because something is significant: a look at each batch would else find what is not there.
 * 2. It looks between batches, at pairs in their order: the result does not depend on who ran them, or how many at once.
 */
import type { Stopped } from '#reports/comparison/comparison-report';
import { assert } from '#sim/assert';
import { type Judged, type JudgeOptions, judge, type PairedKpis, pairsEnough } from './verdict.ts';

/** With a first look at fewer, intervals cover less than they say. Source: experiment protocol, 3. */
export const PAIRS_MIN = 20;
const BATCH = 10;
export const PAIRS_MOST = 400;

export interface HowMany {
  /** As many, whatever the widths; absent = until they are narrow enough. */
  readonly replications?: number;
  readonly most?: number;
}

export interface SequentialPlan extends JudgeOptions, HowMany {
  /** Told once, after the first look, where it goes on: how many pairs it may take is known by then, more or less. */
  readonly onGoingOn?: (judged: Judged, pairs: number) => void;
}

/** What is seen of all pairs so far. */
export interface Look {
  /** Whether every interval is narrow enough. */
  readonly narrow: boolean;
}

export interface Sequential<Seen extends Look, Pair> {
  readonly seen: Seen;
  readonly pairs: readonly Pair[];
  readonly stopped: Stopped;
}

/** Runs pairs `from` to `until` (not included), in any order, and answers them in theirs; fewer where it was interrupted. */
export type RunPairs<Pair> = (from: number, until: number) => Promise<readonly Pair[]>;

/** Two designs. */
export async function sequentialComparison(
  plan: SequentialPlan,
  run: RunPairs<PairedKpis>,
): Promise<{ readonly judged: Judged } & Pick<Sequential<Look, PairedKpis>, 'pairs' | 'stopped'>> {
  const look = (all: readonly PairedKpis[]): { readonly judged: Judged; readonly narrow: boolean } => {
    const judged = judge(all, plan);
    const { primary, guardrails } = judged;
    const narrow = [primary, ...guardrails].every((each) => each.narrow);
    if (!narrow && all.length === PAIRS_MIN && plan.replications === undefined)
      plan.onGoingOn?.(judged, all.length);
    return { judged, narrow };
  };
  const enough = (few: readonly PairedKpis[]): number | null =>
    pairsEnough(judge(few, plan), few.length, plan.halfWidth);
  const { seen, pairs, stopped } = await sequentially(plan, run, look, enough);
  return { judged: seen.judged, pairs, stopped };
}

/**
 * @param look at all pairs so far, 20 at least
 * @param enough how many there had to be, by the spread of two pairs or more; null = these would do, or none would
 */
export async function sequentially<Seen extends Look, Pair>(
  { replications, most = PAIRS_MOST }: HowMany,
  run: RunPairs<Pair>,
  look: (pairs: readonly Pair[]) => Seen,
  enough: (pairs: readonly Pair[]) => number | null = () => null,
): Promise<Sequential<Seen, Pair>> {
  assert(
    replications === undefined || replications >= PAIRS_MIN,
    `${replications} pairs are too few for an interval that can be trusted: ${PAIRS_MIN} or more`,
  );
  const pairs: Pair[] = [];
  for (;;) {
    const from = pairs.length;
    const until = replications ?? (from === 0 ? Math.min(PAIRS_MIN, most) : Math.min(from + BATCH, most));
    pairs.push(...(await run(from, until)));
    const interrupted = pairs.length < until;
    if (interrupted && pairs.length < PAIRS_MIN)
      throw new TooFewPairs(pairs.length, pairs.length < 2 ? null : enough(pairs));
    const seen = look(pairs);
    const stopped = interrupted ? 'interrupted' : stopOf(seen, pairs.length, replications, most);
    if (stopped !== null) return { seen, pairs, stopped };
  }
}

function stopOf(
  { narrow }: Look,
  count: number,
  replications: number | undefined,
  most: number,
): Stopped | null {
  if (replications !== undefined) return 'as-many-as-asked';
  if (narrow) return 'narrow';
  return count >= most ? 'most' : null;
}

/** It was interrupted before there was anything to say. */
export class TooFewPairs extends Error {
  override readonly name = 'TooFewPairs';
  readonly pairs: number;

  /** @param enough by their spread, for intervals as narrow as is asked for; null = nobody knows */
  constructor(pairs: number, enough: number | null = null) {
    const more = enough === null || enough <= PAIRS_MIN ? '' : `; by their spread it takes some ${enough}`;
    super(
      `interrupted after ${pairs === 1 ? 'one pair' : `${pairs} pairs`}: ${PAIRS_MIN} are the least that anything can be said from${more}`,
    );
    this.pairs = pairs;
  }
}
