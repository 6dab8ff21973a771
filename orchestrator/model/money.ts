/**
 * Money as integer minor units in a `number`.
 *
 * 1. An amount is a safe integer: |amount| <= 2^53 - 1. checked on the way in.
 * 2. Rounding happens once, where a rate meets a quantity, half away from zero.
 */

declare const minorBrand: unique symbol;

/** Integer minor units (cents) of a currency known from the context. */
export type Minor = number & { readonly [minorBrand]: true };

/** Throws when the amount is not a safe integer. */
function minor(amount: number): Minor {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount in integer minor units: ${amount}`);
  return amount as Minor;
}

/** Nearest integer, halves away from zero. */
export function roundHalfAway(amount: number): Minor {
  return minor(amount < 0 ? -Math.floor(0.5 - amount) : Math.floor(amount + 0.5));
}
