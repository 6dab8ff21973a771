/**
 * Values that canonical documents are made of.
 *
 * 1. Money is integer minor units with its currency; a quantity has its unit; an instant is UTC text to the millisecond with the
 *    IANA zone of its place, null where the place is not known.
 * 2. Objects are strict: what a document does not know is an error of whoever wrote it, not something to be lost in silence.
 * 3. zod runs here, at the edges, and nowhere in a step.
 */
import { z } from 'zod';

// No code generation: the pure rooms must run where `new Function` is forbidden.
z.config({ jitless: true });

/** Every document opens with what it is, and in which version. */
export function kind<const Name extends string, const Version extends number>(name: Name, version: Version) {
  return { canonical: z.literal(name), version: z.literal(version) };
}

export const identifier = z.string().min(1).max(64);

export const currency = z.string().regex(/^[A-Z]{3}$/);

export const money = z.strictObject({ minor: z.int(), currency });

/** Common codes of UN/ECE Recommendation 20: each, gram, millimetre, day. */
export const unit = z.enum(['EA', 'GRM', 'MMT', 'DAY']);

export const quantity = z.strictObject({ value: z.int().min(0), unit });

export const zone = z.string().regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/);

export const moment = z.strictObject({ at: z.iso.datetime({ precision: 3 }), zone: zone.nullable() });

/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);

/** From 1: lines, attempts, stops. */
export const ordinal = z.int().min(1);

export const charge = z.strictObject({
  /** X12 element 150. */
  code: z.string().regex(/^[A-Z0-9]{1,8}$/),
  amount: money,
});

/** What a truck that stands at the door costs: nothing for so long, then each hour begun. */
export const detention = z.strictObject({
  freeTime: z.strictObject({ value: z.int().min(0), unit: z.literal('MIN') }),
  perHour: money,
});

export const condition = z.enum(['good', 'damaged', 'refused', 'lost']);

/** Modes as visibility platforms name them; `OTHER` beside the raw word for what is none of them. */
export const mode = z.enum(['TL', 'LTL', 'PARCEL', 'AIR', 'OCEAN', 'RAIL', 'DRAY', 'OTHER']);

export type Money = z.infer<typeof money>;
export type Quantity = z.infer<typeof quantity>;
export type Moment = z.infer<typeof moment>;
export type Charge = z.infer<typeof charge>;
export type Detention = z.infer<typeof detention>;
export type Condition = z.infer<typeof condition>;
export type Mode = z.infer<typeof mode>;
