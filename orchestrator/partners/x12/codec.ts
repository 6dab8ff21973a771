/**
 * The core's X12 codec: text to payloads and back.
 *
 * 1. Nothing throws on a partner's text, whatever it is; each set has its own result, and one bad set spoils no other.
 * 2. `decode(encode(x))` gives the payloads of `x`. Encoding refuses what would not come back as it was.
 */
import type {
  X12Group,
  X12GroupHeader,
  X12Interchange,
  X12InterchangeHeader,
  X12Set,
} from '../../contracts/x12-interchange.ts';
import type { Result } from '../result.ts';
import { type EnvelopedGroup, type EnvelopedSet, openEnvelope, placeOf } from './envelope.ts';
import type { LoopSpec } from './grammar.ts';
import { Issues, NOWHERE, type X12Issue } from './issues.ts';
import { readSet } from './read-set.ts';
import { FUNCTIONAL_IDS, isSetId, SPECS } from './sets.ts';
import { type Delimiters, tokenize } from './tokenizer.ts';
import { type WrittenSegment, writeSet } from './write-set.ts';

export interface ReceivedSet {
  readonly id: string;
  readonly control: string;
  readonly result: Result<X12Set, X12Issue>;
}

export interface ReceivedGroup {
  readonly header: X12GroupHeader;
  /** Sets that GE says are in it; null without a GE. */
  readonly claimed: number | null;
  readonly sets: readonly ReceivedSet[];
  /** Of the group itself, its sets' are with them. */
  readonly issues: readonly X12Issue[];
}

export interface ReceivedInterchange {
  readonly header: X12InterchangeHeader;
  readonly groups: readonly ReceivedGroup[];
  /** Of the interchange itself, its groups' are with them. */
  readonly issues: readonly X12Issue[];
}

export const DELIMITERS: Delimiters = { element: '*', component: '>', segment: '~' };

/**
 * Reads every interchange of a text.
 *
 * @param text one character a byte (Latin-1): see `bytes.ts`
 * @param partner how the sender is called in issues
 * @returns an error only when the text holds no interchange at all
 */
export function decode(text: string, partner: string): Result<readonly ReceivedInterchange[], X12Issue> {
  const tokens = tokenize(text, partner);
  const interchanges = tokens.interchanges.map((each) => {
    const { header, groups, issues } = openEnvelope(each, partner);
    const read = groups.map((group) => readGroup(group, each.delimiters));
    return { header, groups: read, issues: issues.list };
  });
  const issues = tokens.issues.list;
  return interchanges.length === 0 ? { ok: false, issues } : { ok: true, value: interchanges, issues };
}

function readGroup(group: EnvelopedGroup, delimiters: Delimiters): ReceivedGroup {
  const sets = group.sets.map((set) => readOne(set, group.header, delimiters));
  return { header: group.header, claimed: group.claimed, sets, issues: group.issues.list };
}

function readOne(set: EnvelopedSet, group: X12GroupHeader, delimiters: Delimiters): ReceivedSet {
  const { id, control, issues, segments } = set;
  if (!isSetId(id)) {
    issues.error('setUnsupported', placeOf(set.header, 1), id, 'this transaction set is not read');
    return { id, control, result: issues.result<X12Set>(null) };
  }
  if (FUNCTIONAL_IDS[id] !== group.functionalId) {
    const what = `belongs in a group ${FUNCTIONAL_IDS[id]}, and is in one of`;
    issues.warning('setOfOtherGroup', placeOf(set.header, 1), group.functionalId, what);
  }
  const payload = readSet<unknown>(SPECS[id] as LoopSpec<unknown>, segments, delimiters, issues);
  return { id, control, result: issues.result({ id, control, payload } as X12Set) };
}

/** Every issue of what was received, in the order of the text's envelopes. */
export function issuesOf(received: Result<readonly ReceivedInterchange[], X12Issue>): readonly X12Issue[] {
  if (!received.ok) return received.issues;
  const inside = received.value.flatMap((interchange) => [
    ...interchange.issues,
    ...interchange.groups.flatMap((group) => [
      ...group.issues,
      ...group.sets.flatMap((set) => set.result.issues),
    ]),
  ]);
  return [...received.issues, ...inside];
}

/** @returns the text of an interchange, a line a segment, one character a byte */
export function encode(
  interchange: X12Interchange,
  partner: string,
  delimiters: Delimiters = DELIMITERS,
): Result<string, X12Issue> {
  const issues = new Issues(partner, `interchange ${interchange.control}`);
  const segments: WrittenSegment[] = [isaOf(interchange, delimiters)];
  for (const group of interchange.groups) segments.push(...groupSegments(group, partner, delimiters, issues));
  segments.push(['IEA', String(interchange.groups.length), controlText(interchange.control, 9)]);
  checkHeader(interchange, delimiters, issues);
  const text = segments.map((each) => each.join(delimiters.element) + delimiters.segment).join('\n');
  return issues.result(`${text}\n`);
}

function isaOf(interchange: X12Interchange, delimiters: Delimiters): WrittenSegment {
  const { senderQualifier, sender, receiverQualifier, receiver, date, time, version } = interchange;
  const blank = ' '.repeat(10);
  const parties = [senderQualifier, sender.padEnd(15), receiverQualifier, receiver.padEnd(15)];
  const control = controlText(interchange.control, 9);
  const last = [date, time, 'U', version, control, interchange.acknowledgement, interchange.usage];
  return ['ISA', '00', blank, '00', blank, ...parties, ...last, delimiters.component];
}

function controlText(control: number, digits: number): string {
  return String(control).padStart(digits, '0');
}

function groupSegments(
  group: X12Group,
  partner: string,
  delimiters: Delimiters,
  issues: Issues,
): WrittenSegment[] {
  const { functionalId, sender, receiver, date, time, control, version } = group;
  const segments: WrittenSegment[] = [
    ['GS', functionalId, sender, receiver, date, time, String(control), 'X', version],
  ];
  for (const set of group.sets) {
    const ofSet = new Issues(partner, `${set.id} ${set.control}`);
    const body = writeSet<unknown>(SPECS[set.id] as LoopSpec<unknown>, set.payload, delimiters, ofSet);
    if (!/^[A-Za-z0-9]{4,9}$/.test(set.control)) {
      ofSet.error(
        'controlInvalid',
        { ...NOWHERE, segment: 'ST', element: 2 },
        set.control,
        'not 4 to 9 characters',
      );
    }
    issues.addAll(ofSet);
    segments.push(['ST', set.id, set.control], ...body);
    segments.push(['SE', String(body.length + 2), set.control]);
  }
  segments.push(['GE', String(group.sets.length), String(control)]);
  return segments;
}

/** Fixed widths of the ISA and characters of ISA and GS. */
function checkHeader(interchange: X12Interchange, delimiters: Delimiters, issues: Issues): void {
  const check = (segment: string, element: number, text: string, pattern: RegExp) => {
    const carried = ![delimiters.element, delimiters.component, delimiters.segment].some((d) =>
      text.includes(d),
    );
    if (carried && pattern.test(text)) return;
    issues.error('headerInvalid', { ...NOWHERE, segment, element }, text, 'is not carried');
  };
  check('ISA', 5, interchange.senderQualifier, /^[\x21-\x7E]{2}$/);
  check('ISA', 6, interchange.sender, /^[\x21-\x7E](?:[\x20-\x7E]{0,13}[\x21-\x7E])?$/);
  check('ISA', 7, interchange.receiverQualifier, /^[\x21-\x7E]{2}$/);
  check('ISA', 8, interchange.receiver, /^[\x21-\x7E](?:[\x20-\x7E]{0,13}[\x21-\x7E])?$/);
  check('ISA', 9, interchange.date, /^\d{6}$/);
  check('ISA', 10, interchange.time, /^\d{4}$/);
  check('ISA', 12, interchange.version, /^\d{5}$/);
  check('ISA', 13, String(interchange.control), /^[1-9]\d{0,8}$/);
  check('ISA', 14, interchange.acknowledgement, /^[01]$/);
  check('ISA', 15, interchange.usage, /^[A-Z]$/);
  for (const group of interchange.groups) {
    check('GS', 1, group.functionalId, /^[A-Z]{2}$/);
    check('GS', 2, group.sender, /^[\x21-\x7E](?:[\x20-\x7E]{0,13}[\x21-\x7E])$/);
    check('GS', 3, group.receiver, /^[\x21-\x7E](?:[\x20-\x7E]{0,13}[\x21-\x7E])$/);
    check('GS', 4, group.date, /^\d{8}$/);
    check('GS', 5, group.time, /^\d{4}(?:\d\d){0,2}$/);
    check('GS', 6, String(group.control), /^[1-9]\d{0,8}$/);
    check('GS', 8, group.version, /^[\x21-\x7E]{1,12}$/);
  }
}
