/**
 * Writes a payload as the segments of one transaction set, as its description says.
 *
 * 1. Strict: what the format cannot carry is an error that names segment and element.
 * 2. Absent elements at the end of a segment are left out.
 */
import { writeElement } from './elements.ts';
import type { LoopSpec, SegmentSpec, Spec } from './grammar.ts';
import type { Issues } from './issues.ts';
import type { Delimiters } from './tokenizer.ts';

/** Segment id and elements. */
export type WrittenSegment = readonly string[];

export function writeSet<Payload>(
  spec: LoopSpec<Payload>,
  payload: Payload,
  delimiters: Delimiters,
  issues: Issues,
): WrittenSegment[] {
  const segments: WrittenSegment[] = [];
  write(spec, payload, { segments, delimiters, issues });
  return segments;
}

interface Writing {
  readonly segments: WrittenSegment[];
  readonly delimiters: Delimiters;
  readonly issues: Issues;
}

type Values = Readonly<Record<string, unknown>>;

function write(spec: Spec<unknown>, value: unknown, to: Writing): void {
  if (spec.kind === 'segment') {
    to.segments.push(writeSegment(spec, value as Values, to));
    return;
  }
  for (const member of spec.members) {
    const held = (value as Values)[member.name];
    const list = member.use === 'many' ? (held as readonly unknown[]) : held === null ? [] : [held];
    if (list.length > member.max) {
      const place = { ...placeOf(to, ''), segment: member.name };
      to.issues.error(
        'segmentRepeated',
        place,
        String(list.length),
        `more than ${member.max} are not carried`,
      );
    }
    for (const each of list) write(member.spec, each, to);
  }
}

function writeSegment(spec: SegmentSpec<unknown>, values: Values, to: Writing): WrittenSegment {
  const elements: string[] = [spec.id];
  for (const [name, element] of spec.fields) {
    const place = { ...placeOf(to, spec.id), element: element.at };
    const text = writeElement(element, values[name], to.delimiters, place, to.issues);
    if (text === '') continue;
    while (elements.length <= element.at) elements.push('');
    elements[element.at] =
      (element.component ?? 1) > 1 ? `${elements[element.at]}${to.delimiters.component}${text}` : text;
  }
  if (elements.length === 1) {
    to.issues.error(
      'segmentEmpty',
      placeOf(to, spec.id),
      null,
      'a segment with nothing in it is not carried',
    );
  }
  const [first, second] = spec.exclusive ?? [0, 0];
  if (spec.exclusive !== null && elements[first] && elements[second]) {
    const place = { ...placeOf(to, spec.id), element: second };
    to.issues.error('elementsExclude', place, elements[second], `excludes element ${first}`);
  }
  return elements;
}

function placeOf(to: Writing, segment: string) {
  const positionInSet = to.segments.length + 2;
  return { offset: null, segmentNumber: 0, positionInSet, segment, element: null };
}
