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

/**
 * Nearest integer, halves away from zero. A half is one in decimals, to a millionth: 32.3 x 5 = 161.5, though its float
 * is a little less.
 */
export function roundHalfAway(amount: number): Minor {
  const size = Math.round(Math.abs(amount) * 1e6) / 1e6;
  return minor((amount < 0 ? -1 : 1) * Math.floor(size + 0.5));
}
