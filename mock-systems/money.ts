/**
 * Rounds an amount >= 0 to minor units, half up. A half is one in decimals, to a millionth: 32.3 x 5 = 161.5, though its
 * float is a little less.
 */
export function roundHalfUp(amountMinor: number): number {
  return Math.floor(Math.round(amountMinor * 1e6) / 1e6 + 0.5);
}
