/** Quantities in scenario files: texts with a unit, within bounds in which every product of two stays a safe integer. */
import { z } from 'zod';
import {
  DURATION_PATTERN,
  durationMs,
  MONEY_PATTERN,
  moneyMinor,
  WEIGHT_PATTERN,
  weightGrams,
} from './units.ts';

// No code generation: the pure rooms must run where `new Function` is forbidden.
z.config({ jitless: true });

/** Orders a day of one plant: beyond it an order would take less than a ms or so. */
export const CAPACITY_MAX = 1_000_000;
/** Units of one order. */
export const UNITS_MAX = 10_000_000;
const DURATION_MS_MAX = 100 * 365 * 86_400_000;
const AMOUNT_MINOR_MAX = 100_000_000;
const WEIGHT_GRAMS_MAX = 1e10;

function quantity(pattern: RegExp, what: string, example: string, units: string) {
  const say = (input: unknown): string => {
    if (input === undefined) return 'is missing';
    return typeof input === 'number'
      ? `${input} has no unit; write e.g. "${example}" (${units})`
      : `${JSON.stringify(input)} is no ${what}; write e.g. "${example}" (${units})`;
  };
  return z.string({ error: ({ input }) => say(input) }).regex(pattern, { error: ({ input }) => say(input) });
}

/** A check of the figure; what is no quantity at all has been complained of already. */
function figure(pattern: RegExp, read: (text: string) => number, fits: (value: number) => boolean) {
  return (text: string): boolean => !pattern.test(text) || fits(read(text));
}

export const duration = quantity(DURATION_PATTERN, 'duration', '15 min', 'ms, s, min, h, d')
  .refine(
    figure(DURATION_PATTERN, durationMs, (ms) => ms <= DURATION_MS_MAX),
    { error: 'must be at most 36500 d' },
  )
  .describe('A duration: 15 min');

export const weight = quantity(WEIGHT_PATTERN, 'weight', '0.4 kg', 'g, kg, t, lb')
  .refine(
    figure(WEIGHT_PATTERN, weightGrams, (grams) => grams <= WEIGHT_GRAMS_MAX),
    { error: 'must be at most 10000 t' },
  )
  .describe('A weight: 0.4 kg');

export const money = quantity(MONEY_PATTERN, 'amount', '12.50 USD', 'a currency code')
  .refine(
    figure(MONEY_PATTERN, moneyMinor, (minor) => minor <= AMOUNT_MINOR_MAX),
    { error: 'must be at most 1000000' },
  )
  .describe('An amount: 12.50 USD');

const SOME = { error: 'must be more than 0' };

/** Of something that may not be 0: the logarithm of a median, the scale of a shape. */
export const someDuration = duration.refine(
  figure(DURATION_PATTERN, durationMs, (ms) => ms > 0),
  SOME,
);
/** Of something that comes again and again: shorter ones would fill the memory, or stop the clock. */
export function durationFrom(least: string) {
  return duration.refine(
    figure(DURATION_PATTERN, durationMs, (ms) => ms >= durationMs(least)),
    { error: `must be at least ${least}` },
  );
}
export const someMoney = money.refine(
  figure(MONEY_PATTERN, moneyMinor, (minor) => minor > 0),
  SOME,
);
export const someWeight = weight.refine(
  figure(WEIGHT_PATTERN, weightGrams, (grams) => grams > 0),
  SOME,
);
