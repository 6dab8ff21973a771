/**
 * What every mapper needs: keys that must come through whole, codes that may be left out with a remark.
 *
 * 1. A key that the format cannot carry is an error: cut or blanked it would name something else.
 * 2. A code of a place that the format cannot carry is left out and reported; a name is cut (`text.ts`).
 */
import type { WhenThere } from '../carrier-shapes.ts';
import { isDate, isTime } from './elements.ts';
import { Issues, NOWHERE } from './issues.ts';
import { carriedText } from './text.ts';
import { writeTime, type X12Time } from './time.ts';

export interface MapperOptions {
  /** How the partner is called in issues. */
  readonly partner: string;
}

const YEAR_10000 = Date.UTC(10_000, 0, 1);
const NO_TIME: X12Time = { date: '', time: null, timeCode: null };

export class Mapping {
  readonly issues: Issues;

  constructor(options: MapperOptions, message: string) {
    this.issues = new Issues(options.partner, message);
  }

  /** A key as it is; an error when the format cannot carry it. */
  key(what: string, text: string, min: number, max: number): string {
    if (carriedText(text, max) !== text || text.length < min) {
      const fault = `${what} is not carried (${min} to ${max} characters)`;
      this.issues.error('factMissing', NOWHERE, text, fault);
    }
    return text;
  }

  /** A date and time; an error when they are none, or an instant is not of the years 1970 to 9999. */
  when(what: string, when: WhenThere): X12Time {
    const inRange =
      when.kind === 'local' || (Number.isInteger(when.at) && when.at >= 0 && when.at < YEAR_10000);
    const written = inRange ? writeTime(when) : NO_TIME;
    if (isDate(written.date) && (written.time === null || isTime(written.time))) return written;
    this.issues.error('factMissing', NOWHERE, JSON.stringify(when), `${what} is not carried`);
    return NO_TIME;
  }

  /** A count from 0 to `most`, or null with a remark. */
  count(what: string, count: number | null, most: number): number | null {
    if (count === null || (Number.isInteger(count) && count >= 0 && count <= most)) return count;
    this.remark(`${what} is left out: not a whole number up to ${most}`, String(count));
    return null;
  }

  /** A code of `min` to `max` characters, or null with a remark. */
  code(what: string, text: string | null, min: number, max: number): string | null {
    if (text === null) return null;
    const carried = carriedText(text, max);
    if (carried === text && text.length >= min) return text;
    this.issues.warning('factMissing', NOWHERE, text, `${what} is left out: not ${min} to ${max} characters`);
    return null;
  }

  /** A fact that must be there. */
  needed<Fact>(what: string, fact: Fact | null | undefined): Fact | null {
    if (fact !== null && fact !== undefined) return fact;
    this.issues.error('factMissing', NOWHERE, null, `${what} is missing`);
    return null;
  }

  /** An amount that must be exact: an error when `converted` is null. */
  exact(what: string, given: string | number, converted: number | null): number {
    if (converted === null) {
      this.issues.error('factMissing', NOWHERE, String(given), `${what} is not exact in its currency`);
    }
    return converted ?? 0;
  }

  remark(what: string, value: string | null): void {
    this.issues.warning('factDiffers', NOWHERE, value, what);
  }
}
