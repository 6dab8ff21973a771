/**
 * Segments of the foreign library, read one after the other and written as rows.
 *
 * 1. Strict: a mock reads in the order of the standard. What is left over is a complaint, never dropped in silence.
 * 2. Nothing here is of the core's codec, and nothing may be: two sides that share code hide each other's faults.
 */
import type { X12Segment } from 'node-x12';

/** What a mock cannot read. */
export class WireError extends Error {}

/** Element `n`, from 1; null when it is absent or blank. */
export function text(segment: X12Segment, n: number): string | null {
  const value = withoutPadding(segment.valueOf(n) ?? '');
  return value === '' ? null : value;
}

/** An expression would look at every run of blanks from each of its ends. */
function withoutPadding(value: string): string {
  let end = value.length;
  while (end > 0 && value[end - 1] === ' ') end -= 1;
  return value.slice(0, end);
}

export function needText(segment: X12Segment, n: number): string {
  const value = text(segment, n);
  if (value === null) throw new WireError(`${segment.tag}-${n} is absent`);
  return value;
}

/** A number without a decimal point: Nn counts in its last implied place. */
export function whole(segment: X12Segment, n: number): number | null {
  const value = text(segment, n);
  if (value === null) return null;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || value.includes('.')) {
    throw new WireError(`${segment.tag}-${n} is no whole number: "${value}"`);
  }
  return number === 0 ? 0 : number;
}

export function needWhole(segment: X12Segment, n: number): number {
  const value = whole(segment, n);
  if (value === null) throw new WireError(`${segment.tag}-${n} is absent`);
  return value;
}

/** Hands out the segments of a set in order. */
export class SegmentReader {
  private readonly segments: readonly X12Segment[];
  private at = 0;

  constructor(segments: readonly X12Segment[]) {
    this.segments = segments;
  }

  get next(): X12Segment | undefined {
    return this.segments[this.at];
  }

  need(tag: string): X12Segment {
    const found = this.maybe(tag);
    if (found === null) throw new WireError(`${tag} is needed, ${this.next?.tag ?? 'the end'} comes`);
    return found;
  }

  maybe(tag: string): X12Segment | null {
    const next = this.next;
    if (next?.tag !== tag) return null;
    this.at += 1;
    return next;
  }

  /** All that come one after the other with this tag. */
  all<T>(tag: string, read: (segment: X12Segment) => T): T[] {
    const list: T[] = [];
    for (let next = this.maybe(tag); next !== null; next = this.maybe(tag)) list.push(read(next));
    return list;
  }

  /** Loops that begin with this tag. */
  loops<T>(tag: string, read: (first: X12Segment) => T): T[] {
    return this.all(tag, read);
  }

  /** Passes over what a mock has no use for. */
  skip(...tags: readonly string[]): void {
    while (this.next !== undefined && tags.includes(this.next.tag)) this.at += 1;
  }

  end(): void {
    if (this.next !== undefined) throw new WireError(`${this.next.tag} comes where nothing more may`);
  }
}

/** A segment to write: tag and elements. */
export type Row = readonly [tag: string, ...elements: string[]];

/** @param elements by their number, from 1 */
export function row(tag: string, elements: Readonly<Record<number, string | number | null>>): Row {
  const list: string[] = [];
  for (const [n, value] of Object.entries(elements)) {
    if (value === null) continue;
    while (list.length < Number(n)) list.push('');
    list[Number(n) - 1] = `${value}`;
  }
  return [tag, ...list];
}
