/**
 * Quantities as people write them: a number and its unit. A bare number is refused, since nobody can tell what it means.
 */

const DURATION_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const WEIGHT_GRAMS: Readonly<Record<string, number>> = { g: 1, kg: 1_000, t: 1_000_000, lb: 453.59237 };

const NUMBER = '(\\d+(?:\\.\\d+)?)';
export const DURATION_PATTERN = new RegExp(`^${NUMBER} ?(ms|s|min|h|d)$`);
export const WEIGHT_PATTERN = new RegExp(`^${NUMBER} ?(g|kg|t|lb)$`);
export const MONEY_PATTERN = new RegExp(`^${NUMBER} ([A-Z]{3})$`);

function quantity(text: string, pattern: RegExp, units: Readonly<Record<string, number>>): number {
  const match = pattern.exec(text);
  if (match === null)
    throw new Error(`"${text}" is no number with a unit (${Object.keys(units).join(', ')})`);
  return Number(match[1]) * units[match[2]!]!;
}

/** `15 min` -> ms, a whole number. */
export function durationMs(text: string): number {
  return Math.round(quantity(text, DURATION_PATTERN, DURATION_MS));
}

/** ms -> `15 min`, `2.5 d`: in the largest unit of which it is at least one, to a tenth. */
export function durationText(ms: number): string {
  const units = Object.entries(DURATION_MS);
  const [unit, unitMs] = units.findLast(([, each]) => ms >= each) ?? units[0]!;
  return `${Math.round((10 * ms) / unitMs) / 10} ${unit}`;
}

/** ms -> `26 h`, `1.5 d`, `93.784 s`: the same length again, in the largest unit that says it in three decimals. @param ms whole */
export function exactDuration(ms: number): string {
  for (const [unit, unitMs] of Object.entries(DURATION_MS).reverse()) {
    const text = `${Math.round((1000 * ms) / unitMs) / 1000} ${unit}`;
    if (ms >= unitMs && durationMs(text) === ms) return text;
  }
  return `${ms} ms`;
}

/** `0.4 kg` -> grams, may be fractional. */
export function weightGrams(text: string): number {
  return quantity(text, WEIGHT_PATTERN, WEIGHT_GRAMS);
}

/** `0.52 USD` -> minor units of a currency with two decimals, may be fractional (a rate a kilogram). */
export function moneyMinor(text: string): number {
  const match = MONEY_PATTERN.exec(text);
  if (match === null) throw new Error(`"${text}" is no amount with a currency, such as 12.50 USD`);
  return Math.round(Number(match[1]) * 1e6) / 1e4;
}
