/** Points and spans of virtual time as the core knows them. */

declare const instantBrand: unique symbol;
declare const durationBrand: unique symbol;

/** Integer milliseconds since the Unix epoch, UTC. */
export type Instant = number & { readonly [instantBrand]: true };

/** Integer milliseconds. */
export type DurationMs = number & { readonly [durationBrand]: true };

/** Throws on anything that is no safe integer. */
export function instant(epochMs: number): Instant {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError(`not an instant in integer ms: ${epochMs}`);
  return epochMs as Instant;
}

/** Throws on anything that is no safe integer. */
export function durationMs(ms: number): DurationMs {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not a duration in integer ms: ${ms}`);
  return ms as DurationMs;
}

export function plus(at: Instant, span: DurationMs): Instant {
  return (at + span) as Instant;
}
