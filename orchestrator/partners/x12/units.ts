/**
 * Amounts and weights between X12 and the core.
 *
 * 1. An amount is exact or it is null. N2 counts hundredths whatever the currency; a currency's minor unit may be a whole
 *    one (JPY) or a thousandth (KWD).
 * 2. A weight is rounded to the gram, once, halves up.
 */
import { scaled, unscaled } from './decimals.ts';

/** Decimal places of currencies that have not two. Source: ISO 4217. */
const PLACES: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF'].map(
    (code) => [code, 0] as const,
  ),
  ...['XOF', 'XPF'].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
]);
const N2_PLACES = 2;

/** N2 elements of amounts have twelve digits. */
const N2_MAX = 999_999_999_999;

/** Hundredths of the currency as N2 holds them; null when that is not exact, or too much. */
export function hundredths(amountMinor: number, currency: string): number | null {
  const decimal = decimalOfMinor(amountMinor, currency);
  const amount = decimal === null ? null : scaled(decimal, N2_PLACES);
  return amount !== null && Math.abs(amount) <= N2_MAX ? amount : null;
}

/** Minor units of N2's hundredths; null when that is not exact. */
export function minorOfHundredths(amount: number, currency: string): number | null {
  return scaled(unscaled(amount, N2_PLACES), placesOf(currency));
}

/** An amount with its decimal point written; null when it is no amount in minor units. */
export function decimalOfMinor(amountMinor: number, currency: string): string | null {
  return Number.isSafeInteger(amountMinor) ? unscaled(amountMinor, placesOf(currency)) : null;
}

/** Minor units of an amount with its decimal point written; null when that is not exact. */
export function minorOfDecimal(amount: string, currency: string): number | null {
  return scaled(amount, placesOf(currency));
}

function placesOf(currency: string): number {
  return PLACES.get(currency) ?? 2;
}

/** Element 188, in billionths of a gram. Source: the international pound of 1959. */
const UNIT_NANOGRAMS: ReadonlyMap<string, bigint> = new Map([
  ['G', 1_000_000_000n],
  ['K', 1_000_000_000_000n],
  ['E', 1_000_000_000_000_000n],
  ['O', 28_349_523_125n],
  ['L', 453_592_370_000n],
  ['S', 907_184_740_000_000n],
  ['T', 1_016_046_908_800_000n],
]);
const NANOGRAMS = 1_000_000_000n;
const WEIGHT_PLACES = 6;
const KILOGRAM_PLACES = 3;

/** @param weight a decimal; null for a unit that is no weight, or a weight of more than six decimal places */
export function grams(weight: string, unit: string): number | null {
  const factor = UNIT_NANOGRAMS.get(unit);
  const millionths = scaled(weight, WEIGHT_PLACES);
  if (factor === undefined || millionths === null || millionths < 0) return null;
  const divisor = NANOGRAMS * 1_000_000n;
  const rounded = (BigInt(millionths) * factor + divisor / 2n) / divisor;
  return rounded > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(rounded);
}

/** Kilograms as a decimal, exact to the gram. */
export function kilograms(weightGrams: number): string {
  return unscaled(weightGrams, KILOGRAM_PLACES);
}
