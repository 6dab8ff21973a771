/**
 * The 997 that answers what was received: one a group, never one for a group of 997s.
 *
 * 1. A set with an error is rejected (R), one with warnings accepted with errors (E), else accepted (A).
 * 2. A group is accepted (A), with errors (E), in part (P) when some sets were rejected, or rejected (R) when none was
 *    accepted.
 * 3. Whatever came, the answer can be encoded: copies of bad data are cut to what the format carries.
 *
 * Source: X12 004010 elements 716, 718, 720, 723.
 */
import type {
  X12Acknowledgement,
  X12SegmentError,
  X12SetAcknowledgement,
} from '../../contracts/x12-payloads.ts';
import type { ReceivedGroup, ReceivedInterchange, ReceivedSet } from './codec.ts';
import type { IssueCode, X12Issue } from './issues.ts';
import { carriedText } from './text.ts';

const COUNT_MAX = 999_999;
const ELEMENT_ERRORS_MAX = 99;
const COPY_LENGTH_MAX = 99;

const GROUP_ERRORS: Partial<Record<IssueCode, string>> = {
  versionDiffers: '2',
  trailerMissing: '3',
  controlDiffers: '4',
  countDiffers: '5',
  controlInvalid: '6',
};

const SET_ERRORS: Partial<Record<IssueCode, string>> = {
  setUnsupported: '1',
  trailerMissing: '2',
  controlDiffers: '3',
  countDiffers: '4',
  setOfOtherGroup: '6',
  controlInvalid: '7',
};
const SEGMENTS_IN_ERROR = '5';

const SEGMENT_ERRORS: Partial<Record<IssueCode, string>> = {
  segmentUnknown: '2',
  segmentMissing: '3',
  segmentRepeated: '5',
  segmentOutOfOrder: '7',
};
const ELEMENTS_IN_ERROR = '8';

const ELEMENT_ERRORS: Partial<Record<IssueCode, string>> = {
  elementMissing: '1',
  elementsTooMany: '3',
  elementTooShort: '4',
  elementTooLong: '5',
  elementCharacter: '6',
  elementNotNumber: '6',
  codeUnknown: '7',
  dateInvalid: '8',
  timeInvalid: '9',
  elementsExclude: '10',
};

/** @returns payloads of the 997s to send, one for each group that wants one */
export function acknowledge(received: ReceivedInterchange): X12Acknowledgement[] {
  return received.groups.filter((group) => group.header.functionalId !== 'FA').map(acknowledgeGroup);
}

function acknowledgeGroup(group: ReceivedGroup): X12Acknowledgement {
  const sets = group.sets.map(acknowledgeSet);
  const accepted = sets.filter((set) => set.outcome.code !== 'R').length;
  const noted = group.issues.length > 0 || sets.some((set) => set.outcome.code !== 'A');
  const [error1, error2] = firstTwo(group.issues.map((issue) => GROUP_ERRORS[issue.code]));
  return {
    group: {
      functionalId: fixed(group.header.functionalId, 2, 2),
      control: group.header.control,
    },
    sets,
    outcome: {
      code: groupOutcome(sets.length, accepted, noted),
      included: Math.min(Math.max(group.claimed ?? sets.length, 0), COUNT_MAX),
      received: Math.min(sets.length, COUNT_MAX),
      accepted: Math.min(accepted, COUNT_MAX),
      error1,
      error2,
    },
  };
}

function groupOutcome(received: number, accepted: number, noted: boolean): string {
  if (!noted) return 'A';
  if (accepted === 0) return 'R';
  return accepted < received ? 'P' : 'E';
}

function acknowledgeSet(set: ReceivedSet): X12SetAcknowledgement {
  const { result } = set;
  const errors = segmentErrors(result.issues);
  const codes = result.issues.map((issue) => SET_ERRORS[issue.code]);
  if (errors.length > 0) codes.push(SEGMENTS_IN_ERROR);
  const [error1, error2] = firstTwo(codes);
  const code = result.ok ? (result.issues.length === 0 ? 'A' : 'E') : 'R';
  return {
    set: { id: fixed(set.id, 3, 3), control: carriedText(set.control, 30) ?? '0000' },
    errors,
    outcome: { code, error1, error2 },
  };
}

/** AK3 loops: the issues of each segment together, in the order in which they lie in the set. */
function segmentErrors(issues: readonly X12Issue[]): X12SegmentError[] {
  const bySegment = new Map<string, X12Issue[]>();
  for (const issue of issues) {
    if (SEGMENT_ERRORS[issue.code] === undefined && ELEMENT_ERRORS[issue.code] === undefined) continue;
    const own = SEGMENT_ERRORS[issue.code] ?? ELEMENTS_IN_ERROR;
    const key = `${issue.positionInSet} ${issue.segment} ${own}`;
    const list = bySegment.get(key);
    if (list === undefined) bySegment.set(key, [issue]);
    else list.push(issue);
  }
  const lists = [...bySegment.values()];
  lists.sort((x, y) => x[0]!.positionInSet - y[0]!.positionInSet);
  return lists.map(segmentError);
}

function segmentError(issues: readonly X12Issue[]): X12SegmentError {
  const first = issues[0]!;
  const elements = issues
    .filter((issue) => ELEMENT_ERRORS[issue.code] !== undefined)
    .slice(0, ELEMENT_ERRORS_MAX)
    .map((issue) => ({
      position: issue.element ?? 1,
      component: null,
      reference: null,
      code: ELEMENT_ERRORS[issue.code]!,
      copy: issue.value === null ? null : carriedText(issue.value, COPY_LENGTH_MAX),
    }));
  return {
    segment: {
      id: fixed(first.segment, 2, 3),
      position: Math.min(first.positionInSet, COUNT_MAX),
      loop: null,
      code: SEGMENT_ERRORS[first.code] ?? ELEMENTS_IN_ERROR,
    },
    elements,
  };
}

function firstTwo(codes: readonly (string | undefined)[]): [string | null, string | null] {
  const distinct = [...new Set(codes.filter((code) => code !== undefined))];
  return [distinct[0] ?? null, distinct[1] ?? null];
}

/** An id as it came, or with zeros where it is too short to be one. */
function fixed(text: string, min: number, max: number): string {
  return (carriedText(text, max) ?? '').padEnd(min, '0');
}
