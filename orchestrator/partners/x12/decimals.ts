/**
 * Numbers as X12 writes them, and integers.
 *
 * 1. Nothing goes through a binary fraction: a decimal is moved digit by digit, so that money is exact to the cent.
 * 2. What is not exact, or is no safe integer, is null.
 * 3. The cost of reading grows with the text, never with its square: a partner may send a megabyte of blanks or zeros.
 */

const DECIMAL = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;
const INTEGER = /^-?\d+$/;

/** R: digits with at most one written decimal point and a minus in front. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Nn: digits alone, the decimal point is implied. */
export function readInteger(text: string): number | null {
  if (!INTEGER.test(text)) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) return null;
  return value === 0 ? 0 : value;
}

/** Digits of an integer, padded with zeros in front to `digitsMin`. */
export function writeInteger(value: number, digitsMin: number): string {
  const digits = String(value < 0 ? -value : value).padStart(digitsMin, '0');
  return value < 0 ? `-${digits}` : digits;
}

/** A decimal as an integer of 10^-places units; null when it has more places, or is too large. */
export function scaled(decimal: string, places: number): number | null {
  if (!isDecimal(decimal)) return null;
  const [whole = '', fraction = ''] = decimal.split('.');
  const kept = withoutEnd(fraction, '0');
  if (kept.length > places) return null;
  return readInteger(`${whole === '' ? '0' : whole === '-' ? '-0' : whole}${kept.padEnd(places, '0')}`);
}

/** The shortest decimal of an integer of 10^-places units: 12500 with 3 places is `12.5`. */
export function unscaled(value: number, places: number): string {
  const digits = writeInteger(value < 0 ? -value : value, places + 1);
  const whole = digits.slice(0, digits.length - places);
  const fraction = withoutEnd(digits.slice(digits.length - places), '0');
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Without any of this character at the end. */
export function withoutEnd(text: string, char: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === char) end -= 1;
  return text.slice(0, end);
}
