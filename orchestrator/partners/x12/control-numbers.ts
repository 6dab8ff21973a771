/**
 * Control numbers of what a partner sends and of what is sent to it: gaps and repeats, as plain state.
 *
 * 1. Numbers run from 1 to 999,999,999 and begin again at 1.
 * 2. A number is taken once. One that was skipped may still come, and closes its gap; any other one that is not new is a
 *    duplicate.
 * 3. State stays bounded: the oldest gap is given up when there are more than `GAPS_MAX`; a number out of it, when it comes
 *    after all, counts as a duplicate. Nothing is done twice so, but what it brings is lost.
 * 4. A number more than half of the range ahead is behind: it was sent before.
 */

/** Numbers that were skipped, both ends included; `from` may be the larger one where the numbers begin again. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface ReceivedNumbers {
  /** The furthest number taken; 0 = none yet. */
  readonly last: number;
  /** Oldest first. */
  readonly gaps: readonly Gap[];
}

export type Verdict =
  | { readonly kind: 'inOrder' }
  /** Taken; the numbers of `missing` were skipped. */
  | { readonly kind: 'gap'; readonly missing: Gap }
  /** Taken; it had been skipped before. */
  | { readonly kind: 'late' }
  | { readonly kind: 'duplicate' }
  /** Not from 1 to 999,999,999. */
  | { readonly kind: 'invalid' };

export interface Judged {
  readonly numbers: ReceivedNumbers;
  readonly verdict: Verdict;
}

export const CONTROL_MAX = 999_999_999;
/** Twice what is open at once where a file is closed each minute, three of ten are lost, and put again after two days. */
export const GAPS_MAX = 2_048;

export const NO_NUMBERS: ReceivedNumbers = { last: 0, gaps: [] };
/** Of a partner that is known to begin at 1: what comes first may have overtaken that. */
export const FROM_ONE: ReceivedNumbers = { last: CONTROL_MAX, gaps: [] };

/** The number after this one; 0 = none was sent yet. */
export function nextControl(control: number): number {
  return control >= CONTROL_MAX ? 1 : control + 1;
}

/** Takes a number in. The first one ever is in order, whatever it is. */
export function receiveControl(numbers: ReceivedNumbers, control: number): Judged {
  if (!Number.isSafeInteger(control) || control < 1 || control > CONTROL_MAX) {
    return { numbers, verdict: { kind: 'invalid' } };
  }
  const { last, gaps } = numbers;
  if (last === 0) return { numbers: { last: control, gaps }, verdict: { kind: 'inOrder' } };
  const ahead = distance(last, control);
  if (ahead === 1) return { numbers: { last: control, gaps }, verdict: { kind: 'inOrder' } };
  if (ahead === 0 || ahead > CONTROL_MAX / 2) return fill(numbers, control);
  const missing = { from: nextControl(last), to: control === 1 ? CONTROL_MAX : control - 1 };
  const kept = [...gaps, missing].slice(-GAPS_MAX);
  return { numbers: { last: control, gaps: kept }, verdict: { kind: 'gap', missing } };
}

/** Steps forward from one number to another. */
function distance(from: number, to: number): number {
  return (to - from + CONTROL_MAX) % CONTROL_MAX;
}

function fill(numbers: ReceivedNumbers, control: number): Judged {
  const { last, gaps } = numbers;
  const index = gaps.findIndex((gap) => distance(gap.from, control) <= distance(gap.from, gap.to));
  const gap = gaps[index];
  if (gap === undefined) return { numbers, verdict: { kind: 'duplicate' } };
  const rest: Gap[] = [];
  if (control !== gap.from) rest.push({ from: gap.from, to: control === 1 ? CONTROL_MAX : control - 1 });
  if (control !== gap.to) rest.push({ from: nextControl(control), to: gap.to });
  const kept = [...gaps.slice(0, index), ...rest, ...gaps.slice(index + 1)].slice(-GAPS_MAX);
  return { numbers: { last, gaps: kept }, verdict: { kind: 'late' } };
}
