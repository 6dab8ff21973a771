/**
 * What a codec or mapper noticed: a fault of the partner's text, or of a payload that the format cannot carry.
 *
 * 1. An issue says which partner, message, byte offset, segment and element, the value, and in plain words what is wrong.
 * 2. An error means that what holds it is not used; a warning is reported and changes nothing.
 * 3. A message keeps at most `ISSUES_MAX` of them, so that hostile text cannot fill the memory; that there was an error is
 *    never forgotten.
 */
import type { Result } from '../result.ts';

export type IssueCode =
  | 'notX12'
  | 'delimiters'
  | 'segmentUnfinished'
  | 'headerInvalid'
  | 'trailerMissing'
  | 'headerMissing'
  | 'controlDiffers'
  | 'countDiffers'
  | 'versionDiffers'
  | 'setUnsupported'
  | 'setOfOtherGroup'
  | 'controlInvalid'
  | 'segmentUnknown'
  | 'segmentMissing'
  | 'segmentRepeated'
  | 'segmentOutOfOrder'
  | 'segmentEmpty'
  | 'elementMissing'
  | 'elementsTooMany'
  | 'elementTooShort'
  | 'elementTooLong'
  | 'elementCharacter'
  | 'elementNotNumber'
  | 'codeUnknown'
  | 'dateInvalid'
  | 'timeInvalid'
  | 'elementsExclude'
  | 'factMissing'
  | 'factDiffers';

export interface X12Issue {
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly partner: string;
  /** `interchange 18718`, `group SM 17878`, `204 178780001`. */
  readonly message: string;
  /** From the first byte of the text; null where no text was read. */
  readonly offset: number | null;
  /** From 1, counted from the ISA; 0 where no text was read. */
  readonly segmentNumber: number;
  /** From 1, counted from the ST; 0 outside of sets. */
  readonly positionInSet: number;
  readonly segment: string;
  /** From 1; null where the whole segment is meant. */
  readonly element: number | null;
  readonly value: string | null;
  /** The whole thing in one sentence. */
  readonly text: string;
}

/** Where an issue lies: everything of it but what is wrong. */
export interface IssuePlace {
  readonly offset: number | null;
  readonly segmentNumber: number;
  readonly positionInSet: number;
  readonly segment: string;
  readonly element: number | null;
}

export const NOWHERE: IssuePlace = {
  offset: null,
  segmentNumber: 0,
  positionInSet: 0,
  segment: '',
  element: null,
};

const VALUE_SHOWN_MAX = 40;
const ISSUES_MAX = 1000;

/** Collects issues of one message. */
export class Issues {
  readonly list: X12Issue[] = [];
  private readonly partner: string;
  private readonly message: string;
  private errors = 0;

  constructor(partner: string, message: string) {
    this.partner = partner;
    this.message = message;
  }

  get failed(): boolean {
    return this.errors > 0;
  }

  error(code: IssueCode, place: IssuePlace, value: string | null, what: string): void {
    this.errors += 1;
    this.keep('error', code, place, value, what);
  }

  warning(code: IssueCode, place: IssuePlace, value: string | null, what: string): void {
    this.keep('warning', code, place, value, what);
  }

  /** Takes over what was noticed of a part. */
  addAll(part: Issues): void {
    this.errors += part.errors;
    this.list.push(...part.list.slice(0, ISSUES_MAX - this.list.length));
  }

  /** As `addAll`, of a part that is finished. */
  take(issues: readonly X12Issue[]): void {
    for (const issue of issues) {
      if (issue.severity === 'error') this.errors += 1;
      if (this.list.length < ISSUES_MAX) this.list.push(issue);
    }
  }

  /** The result of a message of which `value` is made, or nothing after an error. */
  result<Value>(value: Value | null): Result<Value, X12Issue> {
    return value === null || this.failed
      ? { ok: false, issues: this.list }
      : { ok: true, value, issues: this.list };
  }

  private keep(
    severity: X12Issue['severity'],
    code: IssueCode,
    place: IssuePlace,
    value: string | null,
    what: string,
  ): void {
    if (this.list.length >= ISSUES_MAX) return;
    const { partner, message } = this;
    const text = `${partner}: ${message}${sentence(place, value, what)}`;
    this.list.push({ severity, code, partner, message, ...place, value, text });
  }
}

function sentence(place: IssuePlace, value: string | null, what: string): string {
  const element = place.element === null ? '' : `-${String(place.element).padStart(2, '0')}`;
  const where = place.segment === '' ? '' : ` ${place.segment}${element}`;
  const shown = value === null ? '' : `: "${value.slice(0, VALUE_SHOWN_MAX)}"`;
  const at = place.offset === null ? '' : ` (segment ${place.segmentNumber}, byte ${place.offset})`;
  return `${where}: ${what}${shown}${at}`;
}
