/**
 * Data elements of X12 004010: how each type is checked, read and written.
 *
 * 1. Reading never throws. A code that is in no table is kept and reported; so are lengths and characters that the
 *    standard does not allow. A number, date or time that is none, and a mandatory element that is absent, are errors.
 * 2. Writing is strict: what would not be read back as it was is an error.
 * 3. Lengths of numbers leave out sign and decimal point.
 */
import { isDecimal, readInteger, withoutEnd, writeInteger } from './decimals.ts';
import type { IssuePlace, Issues } from './issues.ts';
import type { Delimiters } from './tokenizer.ts';

export interface Element<Value> {
  /** Position in the segment, from 1. */
  readonly at: number;
  /** Data element reference number, such as 140 for a SCAC. */
  readonly reference: number;
  readonly type: 'AN' | 'ID' | 'N' | 'R' | 'DT' | 'TM';
  readonly min: number;
  readonly max: number;
  readonly required: boolean;
  /** Codes that are not worth a remark; null = any. */
  readonly codes: ReadonlySet<string> | null;
  /** From 1: which component of a composite element; null = the element is simple. */
  readonly component: number | null;
  /** Never there: ties the element to the type of its value. */
  readonly value?: Value;
}

type Simple<Value> = (at: number, reference: number, min: number, max: number) => Element<Value>;

function simple<Value>(type: Element<Value>['type']): Simple<Value> {
  return (at, reference, min, max) => ({
    at,
    reference,
    type,
    min,
    max,
    required: true,
    codes: null,
    component: null,
  });
}

/** Text. */
export const an = simple<string>('AN');
/** Integer with implied decimals. */
export const nn = simple<number>('N');
/** Decimal with its point written. */
export const r = simple<string>('R');

/** Code; `codes` are those worth no remark. */
export function id(
  at: number,
  reference: number,
  min: number,
  max: number,
  codes: ReadonlySet<string> | null = null,
): Element<string> {
  return { ...simple<string>('ID')(at, reference, min, max), codes };
}

/** CCYYMMDD. */
export function dt(at: number): Element<string> {
  return simple<string>('DT')(at, 373, 8, 8);
}

/** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
export function tm(at: number): Element<string> {
  return simple<string>('TM')(at, 337, 4, 8);
}

/** The element may be absent. */
export function opt<Value>(element: Element<Value>): Element<Value | null> {
  return { ...element, required: false } as Element<Value | null>;
}

/** Component `component`, from 1, of a composite element. */
export function part<Value>(component: number, element: Element<Value>): Element<Value> {
  return { ...element, component };
}

const TEXT = /^[\x20-\x7E\u00A0-\u00FF]*$/;

export function readElement(
  element: Element<unknown>,
  raw: string,
  place: IssuePlace,
  issues: Issues,
): unknown {
  const text = withoutEnd(raw, ' ');
  if (text === '') {
    if (element.required) issues.error('elementMissing', place, null, 'mandatory element is absent');
    return null;
  }
  checkLength(element, text, (code, what) => issues.warning(code, place, text, what));
  switch (element.type) {
    case 'AN':
      return readText(text, place, issues);
    case 'ID':
      if (element.codes !== null && !element.codes.has(text)) {
        issues.warning('codeUnknown', place, text, 'unknown code is kept as it is');
      }
      return readText(text, place, issues);
    case 'N':
      return readNumber(text, place, issues);
    case 'R':
      if (isDecimal(text)) return text;
      issues.error('elementNotNumber', place, text, 'not a decimal number');
      return null;
    case 'DT':
      if (isDate(text)) return text;
      issues.error('dateInvalid', place, text, 'not a date CCYYMMDD');
      return null;
    case 'TM':
      if (isTime(text)) return text;
      issues.error('timeInvalid', place, text, 'not a time HHMM[SS[D[D]]]');
      return null;
  }
}

function readText(text: string, place: IssuePlace, issues: Issues): string {
  if (!TEXT.test(text)) issues.warning('elementCharacter', place, text, 'character that X12 does not allow');
  return text;
}

function readNumber(text: string, place: IssuePlace, issues: Issues): number | null {
  const value = readInteger(text);
  if (value === null) {
    issues.error('elementNotNumber', place, text, 'not a whole number (its decimal point is implied)');
  }
  return value;
}

/** The text of a value; an empty one for null or after an error. */
export function writeElement(
  element: Element<unknown>,
  value: unknown,
  delimiters: Delimiters,
  place: IssuePlace,
  issues: Issues,
): string {
  if (value === null || value === undefined) {
    if (element.required) issues.error('elementMissing', place, null, 'mandatory element is absent');
    return '';
  }
  const text = textOf(element, value);
  const fault = text === null ? 'not what the element holds' : faultOf(element, text, delimiters);
  if (fault !== null) {
    issues.error('elementCharacter', place, String(value), fault);
    return '';
  }
  checkLength(element, text!, (code, what) => issues.error(code, place, text, what));
  return text!;
}

function textOf(element: Element<unknown>, value: unknown): string | null {
  if (element.type === 'N') {
    return typeof value === 'number' && Number.isSafeInteger(value) ? writeInteger(value, element.min) : null;
  }
  return typeof value === 'string' ? value : null;
}

function faultOf(element: Element<unknown>, text: string, delimiters: Delimiters): string | null {
  if (text === '') return 'an empty text is not carried: use null';
  if (text.endsWith(' ')) return 'a blank at the end is not carried';
  if (!TEXT.test(text)) return 'a character that is not printable Latin-1 is not carried';
  for (const each of [delimiters.element, delimiters.component, delimiters.segment]) {
    if (text.includes(each)) return `the delimiter "${each}" is not carried`;
  }
  if (element.type === 'R' && !isDecimal(text)) return 'not a decimal number';
  if (element.type === 'DT' && !isDate(text)) return 'not a date CCYYMMDD';
  if (element.type === 'TM' && !isTime(text)) return 'not a time HHMM[SS[D[D]]]';
  return null;
}

function checkLength(
  element: Element<unknown>,
  text: string,
  report: (code: 'elementTooShort' | 'elementTooLong', what: string) => void,
): void {
  const numeric = element.type === 'N' || element.type === 'R';
  const length = numeric ? text.replace(/[-.]/g, '').length : text.length;
  if (length < element.min) report('elementTooShort', `shorter than ${element.min}`);
  if (length > element.max) report('elementTooLong', `longer than ${element.max}`);
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the calendar as CCYYMMDD. */
export function isDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(4, 6));
  const day = Number(text.slice(6, 8));
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > DAYS_OF_MONTH[month - 1]!) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** A time of the day; 24 hours and 60 seconds are none. */
export function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{0,2})?$/.test(text);
}
