/**
 * What came of a decision: figures that business events tell later, by point.
 *
 * 1. NaN = not known: it had not come to that when the run ended.
 * 2. A figure is known from the instant of the event that settled it: whoever trains on what was known at an instant leaves out
 *    what became known later.
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

/** Decisions of one point whose outcome is wanted, in the order of the recording. */
export interface AskedRows {
  readonly size: number;
  readonly keys: Float64Array;
  /** Epoch ms. */
  readonly now: Float64Array;
  readonly attempts: Float64Array;
  /** A number of the question, as `reads` has them. */
  told(row: number, which: number): number;
}

export interface Collected {
  readonly listeners: Listeners;
  /** Of a row, once all events have been heard. */
  valuesOf(row: number): readonly number[];
  /** Epoch ms; NaN = the outcome is not known. */
  knownAt(row: number): number;
}

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
  collect(asked: AskedRows): Collected;
}

/** A reward: the more the better. */
export function rewardOf({ better }: OutcomeColumn, value: number): number {
  return better === 'less' ? 0 - value : value;
}
