/**
 * Cuts text into X12 segments. Tolerant of what real files hold: a byte-order mark, blanks before segments, wrapped
 * lines, any terminator (`~`, `.`, newline, CRLF), any separator, an ISA that is padded or not, a last segment without
 * its terminator.
 *
 * 1. One character of the text is one byte (Latin-1), so an offset is a byte offset.
 * 2. Delimiters come from each ISA: the separator is what follows the letters ISA; the component separator and the
 *    terminator are what follows the sixteenth separator.
 * 3. Every character is looked at a bounded number of times, and each step moves forward: no text makes it loop.
 */
import { Issues } from './issues.ts';

export interface Delimiters {
  readonly element: string;
  readonly component: string;
  readonly segment: string;
}

export interface Segment {
  readonly id: string;
  /** `elements[0]` is element 01; line breaks inside are taken out. */
  readonly elements: readonly string[];
  /** Of each element's first byte; `offsets[0]` is that of the segment's id, `offsets[1]` of element 01. */
  readonly offsets: readonly number[];
  /** From 1, counted from its ISA. */
  readonly number: number;
}

export interface InterchangeText {
  readonly delimiters: Delimiters;
  readonly segments: readonly Segment[];
}

export interface Tokens {
  readonly interchanges: readonly InterchangeText[];
  readonly issues: Issues;
}

/** The byte-order mark as a character, and as the three bytes of UTF-8 read as Latin-1. */
const BYTE_ORDER_MARKS = ['\uFEFF', '\u00EF\u00BB\u00BF'];
const ISA_SEPARATORS = 16;
/** An ISA is 106 bytes; one that is longer than this has no separators in it. */
const ISA_LENGTH_MAX = 400;
/** Blanks, line breaks, NUL and the end-of-file mark of DOS lie between segments and after the last one. */
const BLANK = 0x20;

/** @param text of one or more interchanges, one character a byte */
export function tokenize(text: string, partner: string): Tokens {
  const issues = new Issues(partner, 'interchange');
  const interchanges: InterchangeText[] = [];
  let at = skipMark(text);
  for (;;) {
    at = nextVisible(text, at);
    if (at === text.length) break;
    const delimiters = readDelimiters(text, at, issues);
    if (delimiters === null) break;
    const cutter = new Cutter(text, at, delimiters);
    interchanges.push({ delimiters, segments: cutter.cut(issues) });
    at = cutter.at;
  }
  if (interchanges.length === 0 && issues.list.length === 0) {
    issues.error('notX12', placeAt(0), null, 'there is nothing in the text');
  }
  return { interchanges, issues };
}

function placeAt(offset: number) {
  return { offset, segmentNumber: 1, positionInSet: 0, segment: '', element: null };
}

function skipMark(text: string): number {
  return BYTE_ORDER_MARKS.find((mark) => text.startsWith(mark))?.length ?? 0;
}

function nextVisible(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= BLANK) at += 1;
  return at;
}

function isBreak(char: string): boolean {
  return char === '\n' || char === '\r';
}

function readDelimiters(text: string, isaAt: number, issues: Issues): Delimiters | null {
  if (!text.startsWith('ISA', isaAt)) {
    const begin = text.slice(isaAt, isaAt + 20);
    issues.error('notX12', placeAt(isaAt), begin, 'an interchange begins with ISA, this text with');
    return null;
  }
  const element = text.charAt(isaAt + 3);
  if (element === '' || /[A-Za-z0-9\s]/.test(element)) {
    issues.error('delimiters', placeAt(isaAt + 3), element, 'no separator follows ISA');
    return null;
  }
  const end = afterSeparators(text, isaAt, element);
  if (end === null) {
    issues.error('delimiters', placeAt(isaAt), null, `the ISA has fewer than 16 separators "${element}"`);
    return null;
  }
  const component = text.charAt(end);
  const segment = text.charAt(end + 1);
  if (component === '' || segment === '' || segment === element || /[A-Za-z0-9]/.test(segment)) {
    issues.error('delimiters', placeAt(end), component + segment, 'no terminator ends the ISA');
    return null;
  }
  return { element, component, segment };
}

/** Index after the sixteenth separator; null when it does not come where an ISA could end. */
function afterSeparators(text: string, isaAt: number, element: string): number | null {
  let at = isaAt + 2;
  for (let n = 0; n < ISA_SEPARATORS; n += 1) {
    at = text.indexOf(element, at + 1);
    if (at === -1 || at > isaAt + ISA_LENGTH_MAX) return null;
  }
  return at + 1;
}

/** Cuts one interchange, from its ISA to its IEA, the next ISA or the end of the text. */
class Cutter {
  at: number;
  private readonly text: string;
  private readonly delimiters: Delimiters;

  constructor(text: string, at: number, delimiters: Delimiters) {
    this.text = text;
    this.at = at;
    this.delimiters = delimiters;
  }

  cut(issues: Issues): Segment[] {
    const segments: Segment[] = [];
    for (;;) {
      this.at = nextVisible(this.text, this.at);
      if (this.at === this.text.length) return segments;
      if (segments.length > 0 && this.isIsa()) return segments;
      const segment = this.segment(segments.length + 1, issues);
      // Two terminators in a row: nothing between them.
      if (segment === null) continue;
      segments.push(segment);
      if (segment.id === 'IEA') return segments;
    }
  }

  /** The next interchange may have a separator of its own. */
  private isIsa(): boolean {
    return this.text.startsWith('ISA', this.at) && /[^A-Za-z0-9\s]/.test(this.text.charAt(this.at + 3));
  }

  private segment(number: number, issues: Issues): Segment | null {
    const from = this.at;
    const end = this.text.indexOf(this.delimiters.segment, from + (number === 1 ? this.isaLength() : 0));
    const to = end === -1 ? this.text.length : end;
    this.at = end === -1 ? to : end + 1;
    if (to === from) return null;
    const { parts, offsets } = split(this.text, from, to, this.delimiters.element);
    const id = parts[0]!.trim();
    if (end === -1) {
      const place = { offset: from, segmentNumber: number, positionInSet: 0, segment: id, element: null };
      issues.warning('segmentUnfinished', place, null, 'the text ends without a terminator');
    }
    return { id, elements: parts.slice(1), offsets, number };
  }

  /** Up to the terminator: the component separator of an ISA may be the same character as the terminator. */
  private isaLength(): number {
    return afterSeparators(this.text, this.at, this.delimiters.element)! + 1 - this.at;
  }
}

function split(text: string, from: number, to: number, separator: string) {
  const offsets: number[] = [];
  let begin = from;
  const parts = text
    .slice(from, to)
    .split(separator)
    .map((part) => {
      offsets.push(begin);
      begin += part.length + 1;
      return withoutBreaks(part);
    });
  return { parts, offsets };
}

function withoutBreaks(part: string): string {
  for (let i = 0; i < part.length; i += 1) if (isBreak(part.charAt(i))) return part.replace(/[\r\n]/g, '');
  return part;
}
