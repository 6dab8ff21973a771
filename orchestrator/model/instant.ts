/** Points of virtual time as the core knows them. */

declare const instantBrand: unique symbol;

/** Integer milliseconds since the Unix epoch, UTC. */
export type Instant = number & { readonly [instantBrand]: true };

/** Throws on anything that is no safe integer. */
export function instant(epochMs: number): Instant {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError(`not an instant in integer ms: ${epochMs}`);
  return epochMs as Instant;
}
