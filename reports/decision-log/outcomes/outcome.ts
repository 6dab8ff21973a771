/**
 * What came of a decision: figures that business events tell later, by point.
 *
 * 1. NaN = not known: it had not come to that when the run ended.
 * 2. A figure is known from the instant of the event that settled it: whoever trains on what was known at an instant leaves out
 *    what became known later.
 * 3. One definition serves a recording, all of whose decisions are followed before its first event is heard, and a run that goes on, in
 *    which a decision is followed from when it is made until its outcome is told (`RunningOutcomes`).
 */
import type { Listeners } from '../business-scan.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface OutcomeColumn {
  readonly name: string;
  readonly unit: string;
  readonly doc: string;
  /** For a reward: which way is better; null = neither. */
  readonly better: 'less' | 'more' | null;
}

/** Decisions of one point whose outcome is wanted, by row. */
export interface AskedRows {
  readonly keys: ArrayLike<number>;
  /** Epoch ms. */
  readonly now: ArrayLike<number>;
  readonly attempts: ArrayLike<number>;
  /** A number of the question, as `reads` has them. */
  told(row: number, which: number): number;
}

export interface Collected {
  readonly listeners: Listeners;
  /** Follows a row from now on; in the order in which they were asked. */
  add(row: number): void;
  /** It is wanted no longer, and its number may come again for another. */
  drop(row: number): void;
  /** Of a row, once all events have been heard, or it is settled. */
  valuesOf(row: number): readonly number[];
  /** Epoch ms; NaN = the outcome is not known. */
  knownAt(row: number): number;
  /** Plain data, which shares nothing with what goes on. */
  save(): unknown;
  load(saved: unknown): void;
}

/** Told that nothing more will come of a row; of one that was dropped, too, or told of before. */
export type OnSettled = (row: number) => void;

export interface OutcomeOf {
  /** In a sentence. */
  readonly summary: string;
  readonly columns: readonly OutcomeColumn[];
  /** The column that a reward is made of where nothing else is said. */
  readonly reward: string;
  /** Numbers of a question that are wanted for it, as many for each. */
  readonly told: number;
  /** @param chosen the option that was chosen, where it is wanted; null = none was */
  reads(context: Fields, chosen: () => Fields | null): readonly number[];
  collect(asked: AskedRows, onSettled: OnSettled): Collected;
}

/** A reward: the more the better. */
export function rewardOf({ better }: OutcomeColumn, value: number): number {
  return better === 'less' ? 0 - value : value;
}
