/**
 * What must hold: amounts are exact to the cent or refused, weights right to the gram. Shown by round trips and by the
 * definitions of the units.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInteger, scaled, unscaled } from './decimals.ts';
import { decimalOfMinor, grams, hundredths, kilograms, minorOfDecimal, minorOfHundredths } from './units.ts';

const AMOUNT = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 });

describe('amounts', () => {
  it.each(['USD', 'JPY', 'EUR'])('%s comes back', (currency) => {
    fc.assert(
      fc.property(AMOUNT, (amountMinor) => {
        expect(minorOfHundredths(hundredths(amountMinor, currency)!, currency)).toBe(amountMinor);
        expect(minorOfDecimal(decimalOfMinor(amountMinor, currency)!, currency)).toBe(amountMinor);
      }),
    );
  });

  it('what N2 cannot hold, or a currency has not, is refused', () => {
    expect(hundredths(1_234, 'KWD')).toBeNull();
    expect(hundredths(1_230, 'KWD')).toBe(123);
    expect(hundredths(7, 'JPY')).toBe(700);
    expect(minorOfHundredths(750, 'JPY')).toBeNull();
    expect(minorOfDecimal('12.345', 'USD')).toBeNull();
    expect(minorOfDecimal('12.340', 'USD')).toBe(1_234);
    expect(minorOfDecimal('-.5', 'USD')).toBe(-50);
  });
});

describe('decimals', () => {
  it('an integer of units comes back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (value, places) => {
        expect(scaled(unscaled(value, places), places)).toBe(value);
      }),
    );
  });

  it.each(['', '-', '.', '1.2.3', '1e5', '0x10', ' 1', '+1', '١'])('"%s" is no number', (text) => {
    expect([scaled(text, 2), readInteger(text)]).toEqual([null, null]);
  });

  it('an integer that is not safe is none', () => {
    expect(readInteger('9007199254740993')).toBeNull();
    expect(Object.is(readInteger('-0'), 0)).toBe(true);
  });
});

describe('weights', () => {
  it.each([
    ['1', 'L', 454],
    ['100', 'L', 45_359],
    ['5472.0', 'L', 2_482_057],
    ['12.3456', 'K', 12_346],
    ['1', 'O', 28],
    ['1', 'S', 907_185],
    ['2', 'T', 2_032_094],
    ['1.5', 'E', 1_500_000],
    ['7', 'G', 7],
    ['1', 'M', null],
    ['-1', 'K', null],
    ['1.23456789', 'K', null],
  ])('%s %s', (weight, unit, expected) => {
    expect(grams(weight, unit)).toBe(expected);
  });

  it('kilograms are exact to the gram', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (weight) => {
        expect(grams(kilograms(weight), 'K')).toBe(weight);
      }),
    );
  });
});
