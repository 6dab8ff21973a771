/**
 * How many pairs a comparison takes: at least 20, then batches of 10 until its intervals are narrow enough, at most 400; or as many as were
 * asked for.
 *
 * 1. It stops on width alone, never because something is significant: a look at each batch would else find what is not there.
 * 2. It looks between batches, at pairs in their order: the result does not depend on who ran them, or how many at once.
 */
import type { Stopped } from '#reports/comparison/comparison-report';
import { assert } from '#sim/assert';
import { type Judged, type JudgeOptions, judge, type PairedKpis } from './verdict.ts';

/** With a first look at fewer, intervals cover less than they say. Source: experiment protocol, 3. */
export const PAIRS_MIN = 20;
const BATCH = 10;
export const PAIRS_MOST = 400;

export interface SequentialPlan extends JudgeOptions {
  /** As many, whatever the widths; absent = until they are narrow enough. */
  readonly replications?: number;
  readonly most?: number;
}

export interface Sequential {
  readonly judged: Judged;
  readonly pairs: readonly PairedKpis[];
  readonly stopped: Stopped;
}

/** Runs pairs `from` to `until` (not included), in any order, and answers them in theirs; fewer where it was interrupted. */
export type RunPairs = (from: number, until: number) => Promise<readonly PairedKpis[]>;

export async function sequentialComparison(plan: SequentialPlan, run: RunPairs): Promise<Sequential> {
  const { replications, most = PAIRS_MOST } = plan;
  assert(
    replications === undefined || replications >= PAIRS_MIN,
    `${replications} pairs are too few for an interval that can be trusted: ${PAIRS_MIN} or more`,
  );
  const pairs: PairedKpis[] = [];
  for (;;) {
    const from = pairs.length;
    const until = replications ?? (from === 0 ? Math.min(PAIRS_MIN, most) : Math.min(from + BATCH, most));
    pairs.push(...(await run(from, until)));
    const interrupted = pairs.length < until;
    if (interrupted && pairs.length < PAIRS_MIN) throw new TooFewPairs(pairs.length);
    const judged = judge(pairs, plan);
    const stopped = stopOf(judged, pairs.length, interrupted, plan, most);
    if (stopped !== null) return { judged, pairs, stopped };
  }
}

function stopOf(
  { primary, guardrails }: Judged,
  count: number,
  interrupted: boolean,
  { replications }: SequentialPlan,
  most: number,
): Stopped | null {
  if (interrupted) return 'interrupted';
  if (replications !== undefined) return 'as-many-as-asked';
  if ([primary, ...guardrails].every(({ narrow }) => narrow)) return 'narrow';
  return count >= most ? 'most' : null;
}

/** It was interrupted before there was anything to say. */
export class TooFewPairs extends Error {
  override readonly name = 'TooFewPairs';
  readonly pairs: number;

  constructor(pairs: number) {
    super(
      `interrupted after ${pairs === 1 ? 'one pair' : `${pairs} pairs`}: ${PAIRS_MIN} are the least that anything can be said from`,
    );
    this.pairs = pairs;
  }
}
