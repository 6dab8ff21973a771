/**
 * Pieces that bodies of partner messages are made of. What is said to the core comes from elsewhere: numbers are finite and within what
 * can be counted with, texts and lists have an end.
 */
import { z } from 'zod';
import type { Envelope } from '../../contracts/envelope.ts';

/** A shape for the body of each message of a union, by kind: a kind left out, or a body that is another one, is no such thing. */
export type BodiesOf<Message extends Envelope> = {
  readonly [Kind in Message['kind']]: z.ZodType<Extract<Message, { readonly kind: Kind }>['body']>;
};

/** Longer lists and texts come from nobody who means well. Source: assumption; the longest of a run of the library has some thousands. */
const LIST_MAX = 100_000;
const TEXT_MAX = 500;

/** Index or number of a thing: from 0. */
export const no = z.int().min(0);
/** Base units, counts of things. */
export const count = z.int().min(0);
/** Minor units, never below 0. */
export const amount = z.int().min(0);
/** Epoch ms. */
export const instant = z.int().min(0);
export const durationMs = z.int().min(0);
/** May be fractional: rates have breaks finer than a gram. */
export const grams = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
/** -1 = none. */
export const noOrNone = z.int().min(-1);
export const text = z.string().max(TEXT_MAX);
export const nothing = z.null();

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(LIST_MAX);
}

export const counts = listOf(count);
export const numbers = listOf(no);
/** Units by line. */
export const byLine = z.object({ units: counts });
export const shipments = z.object({ shipments: numbers });
export const productUnits = z.object({ products: numbers, units: counts });
export const detention = z.object({ freeTimeMs: durationMs, perHourMinor: amount });
