/**
 * Reads the segments of one transaction set into its payload, as a description says.
 *
 * 1. A segment goes to the innermost open loop that has a place for it, else to the next one out. One that no loop knows
 *    is reported and passed over.
 * 2. Order within a loop is not insisted on: a segment that comes late is taken and reported.
 * 3. Each segment is taken or passed over once, so reading ends.
 */
import { readElement } from './elements.ts';
import { type LoopSpec, type Member, openedBy, type SegmentSpec, type Spec } from './grammar.ts';
import type { IssuePlace, Issues } from './issues.ts';
import type { Delimiters, Segment } from './tokenizer.ts';

/** @param segments between ST and SE */
export function readSet<Payload>(
  spec: LoopSpec<Payload>,
  segments: readonly Segment[],
  delimiters: Delimiters,
  issues: Issues,
): Payload {
  return new Reader(segments, delimiters, issues).loop(spec, []) as Payload;
}

type Values = Record<string, unknown>;

class Reader {
  private readonly segments: readonly Segment[];
  private readonly delimiters: Delimiters;
  private readonly issues: Issues;
  private at = 0;

  constructor(segments: readonly Segment[], delimiters: Delimiters, issues: Issues) {
    this.segments = segments;
    this.delimiters = delimiters;
    this.issues = issues;
  }

  loop(spec: LoopSpec<unknown>, outer: readonly LoopSpec<unknown>[]): Values {
    const values = emptyValues(spec);
    const inner = [...outer, spec];
    let furthest = 0;
    for (let next = this.segments[this.at]; next !== undefined; next = this.segments[this.at]) {
      const index = spec.byId.get(next.id);
      if (index === undefined) {
        if (!spec.unread.has(next.id) && takes(outer, next.id)) break;
        this.passOver(next, spec);
        continue;
      }
      const member = spec.members[index]!;
      const full = isFull(member, values[member.name]);
      // The segment that opens this loop again opens the next one of its kind.
      if (full && index === 0 && takes(outer, next.id)) break;
      this.take(member, values, full, index < furthest, inner);
      furthest = Math.max(furthest, index);
    }
    this.reportMissing(spec, values);
    return values;
  }

  private take(
    member: Member,
    values: Values,
    full: boolean,
    late: boolean,
    inner: readonly LoopSpec<unknown>[],
  ): void {
    const segment = this.segments[this.at]!;
    const place = this.place(segment, null);
    if (late) this.issues.warning('segmentOutOfOrder', place, null, 'comes later than the standard says');
    if (full) this.issues.warning('segmentRepeated', place, null, `comes more than ${member.max} times`);
    const value = this.read(member.spec, inner);
    if (member.use === 'many') (values[member.name] as unknown[]).push(value);
    else if (!full) values[member.name] = value;
  }

  private read(spec: Spec<unknown>, inner: readonly LoopSpec<unknown>[]): unknown {
    if (spec.kind === 'loop') return this.loop(spec, inner);
    const value = this.segment(spec, this.segments[this.at]!);
    this.at += 1;
    return value;
  }

  private segment(spec: SegmentSpec<unknown>, segment: Segment): Values {
    const { elements } = segment;
    const values: Values = {};
    for (const [name, element] of spec.fields) {
      const whole = elements[element.at - 1] ?? '';
      const raw =
        element.component === null
          ? whole
          : (whole.split(this.delimiters.component)[element.component - 1] ?? '');
      values[name] = readElement(element, raw, this.place(segment, element.at), this.issues);
    }
    this.checkWhole(spec, segment);
    return values;
  }

  private checkWhole(spec: SegmentSpec<unknown>, segment: Segment): void {
    const { elements } = segment;
    if (elements.length > spec.length && elements.slice(spec.length).some((text) => text.trim() !== '')) {
      const place = this.place(segment, spec.length + 1);
      this.issues.warning('elementsTooMany', place, null, `has more than ${spec.length} elements`);
    }
    const [first, second] = spec.exclusive ?? [0, 0];
    if (spec.exclusive !== null && elements[first - 1] && elements[second - 1]) {
      const place = this.place(segment, second);
      this.issues.error('elementsExclude', place, elements[second - 1]!, `excludes element ${first}`);
    }
  }

  private passOver(segment: Segment, spec: LoopSpec<unknown>): void {
    if (!spec.unread.has(segment.id)) {
      this.issues.warning('segmentUnknown', this.place(segment, null), null, 'unknown here, passed over');
    }
    this.at += 1;
  }

  private reportMissing(spec: LoopSpec<unknown>, values: Values): void {
    for (const member of spec.members) {
      if (member.use !== 'one' || values[member.name] !== undefined) continue;
      const near = this.segments[Math.min(this.at, this.segments.length - 1)];
      const place =
        near === undefined
          ? { offset: null, segmentNumber: 0, positionInSet: 2, segment: '', element: null }
          : this.place(near, null);
      const id = openedBy(member.spec);
      this.issues.error('segmentMissing', { ...place, segment: id }, null, 'mandatory segment is absent');
    }
  }

  private place(segment: Segment, element: number | null): IssuePlace {
    // The first segment handed over is the one after ST, which is 1.
    const positionInSet = segment.number - this.segments[0]!.number + 2;
    const offset = segment.offsets[element ?? 0] ?? segment.offsets[0]!;
    return { offset, segmentNumber: segment.number, positionInSet, segment: segment.id, element };
  }
}

function emptyValues(spec: LoopSpec<unknown>): Values {
  const values: Values = {};
  for (const { name, use } of spec.members) {
    values[name] = use === 'many' ? [] : use === 'maybe' ? null : undefined;
  }
  return values;
}

function isFull(member: Member, value: unknown): boolean {
  return Array.isArray(value) ? value.length >= member.max : value !== null && value !== undefined;
}

function takes(loops: readonly LoopSpec<unknown>[], id: string): boolean {
  return loops.some((spec) => spec.byId.has(id));
}
