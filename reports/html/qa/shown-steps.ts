/**
 * Which steps of two runs of one case are drawn, and which stand in which row: what happens in both stands in one row of both, what happens in
 * one alone beside what happens in the other instead.
 *
 * 1. Events from outside, faults and what is about the finding come before anything else; of a fault that comes again and again, the first and
 *    the last.
 * 2. What is left out is counted where it was. Of two runs the same is left out as long as they are the same.
 */
import type { CaseRun, CaseStep } from './failure-case.ts';

/** Rows of a picture, at most. */
const ROWS_MAX = 58;
/** Rows that what a run does by itself has at least, whatever it has in common with the other. */
const OWN_ROWS_MIN = 14;

/** So many steps are not drawn: what most of them are. */
export interface LeftOut {
  readonly kind: 'left-out';
  readonly steps: number;
  readonly mostly: string;
}

export type Shown = CaseStep | LeftOut;

/** A row of both pictures; null = it has none there. */
export type Row = readonly [one: Shown | null, other: Shown | null];

/** @param subject what the case is about, such as `shipment 72`; '' = nothing in particular */
export function rowsOf(run: CaseRun, beside: CaseRun | null, subject: string): readonly Row[] {
  const about = ordersOf(subject);
  if (beside === null)
    return thinned(run.steps, importance(run, about), null).map((shown): Row => [shown, null]);
  const same = sameUpTo(run.steps, beside.steps);
  const [one, other] = [importance(run, about), importance(beside, about)];
  const kept = keptOf(run.steps, one, same);
  // Up to where they part, both show the same.
  const common = new Set([...kept].filter((at) => at < same));
  const keptBeside = keptOf(beside.steps, other, same, common);
  return aligned(withGaps(run.steps, kept), withGaps(beside.steps, keptBeside));
}

export function isLeftOut(shown: Shown): shown is LeftOut {
  return shown.kind === 'left-out';
}

/** Steps that are alike in both, from the beginning. */
function sameUpTo(one: readonly CaseStep[], other: readonly CaseStep[]): number {
  let at = 0;
  while (at < one.length && at < other.length && idOf(one[at]!, 'exact') === idOf(other[at]!, 'exact'))
    at += 1;
  return at;
}

/** exact: at the same time, with the same states. */
function idOf(
  { at, lane, from, what, about, before, after, kind }: CaseStep,
  how: 'exact' | 'alike',
): string {
  const parts = [kind, lane, from, what, about];
  return (how === 'exact' ? [...parts, at, before, after] : parts).join('\t');
}

const SUBJECT = /^(order|shipment|load|claim|freight-invoice) (\d+)$/;
/** A shipment's number, and all that is numbered by one, is order x 8 + n. Source: `orchestrator/contracts/shipment-key.ts`. */
const SHIPMENTS_MAX = 8;

/** Orders that the case is about; null = all of them. */
function ordersOf(subject: string): ReadonlySet<number> | null {
  const [, type, key] = SUBJECT.exec(subject) ?? [];
  if (type === undefined) return null;
  return new Set([type === 'order' ? Number(key) : Math.floor(Number(key) / SHIPMENTS_MAX)]);
}

/** 0 = noise, 1 = of another order, or of nobody in particular, 2 = of an order it is about, 3 = it changes a state there, 4 = from outside. */
function importance({ steps, finding }: CaseRun, about: ReadonlySet<number> | null): readonly number[] {
  const lastFault = new Map<string, number>();
  steps.forEach((step, at) => {
    if (step.kind === 'fault') lastFault.set(faultOf(step), at);
  });
  const seen = new Set<string>();
  return steps.map((step, at) => {
    if (step.kind === 'fault') {
      const fault = faultOf(step);
      const isFirst = !seen.has(fault);
      seen.add(fault);
      return isFirst || lastFault.get(fault) === at ? 4 : 0;
    }
    if (step.outside !== null || isHeardOf(steps, at)) return 4;
    if (finding !== null && at === steps.length - 1) return 4;
    const isChange = step.after !== null && step.after !== step.before;
    const isOwn = step.order >= 0 && (about === null || about.has(step.order));
    if (isOwn) return isChange ? 3 : 2;
    if (step.kind === 'undelivered' || step.kind === 'task') return 2;
    return isChange || step.order >= 0 ? 1 : 0;
  });
}

/** So many steps after an event from outside its message is looked for. */
const HEARD_WITHIN = 6;

/** Whether it is the first message about an order after something has come from outside about it. */
function isHeardOf(steps: readonly CaseStep[], at: number): boolean {
  const { kind, order } = steps[at]!;
  if (kind !== 'message' || order < 0) return false;
  for (let before = at - 1; before >= Math.max(0, at - HEARD_WITHIN); before--) {
    const step = steps[before]!;
    if (step.order === order) return step.outside !== null;
  }
  return false;
}

function faultOf({ what, from, lane, about }: CaseStep): string {
  return [what.replace(/ \(attempt \d+\)$/, ''), from, lane, about].join('\t');
}

/**
 * Places of those that are drawn.
 * @param same steps that the other run has as well; null = there is no other
 * @param common what is drawn of these; absent = that is chosen, too
 */
function keptOf(
  steps: readonly CaseStep[],
  important: readonly number[],
  same: number | null,
  common?: ReadonlySet<number>,
): Set<number> {
  const from = common === undefined ? 0 : (same ?? 0);
  const places = important.flatMap((value, at) => (value === 0 || at < from ? [] : [at]));
  const all = new Set([...(common ?? []), ...places]);
  const most = common === undefined ? ROWS_MAX : Math.max(ROWS_MAX, rowsFor(common, from) + OWN_ROWS_MIN);
  if (rowsFor(all, steps.length) <= most) return all;
  const ranked = places.sort(
    (x, y) => important[y]! - important[x]! || distanceOf(x, steps, same) - distanceOf(y, steps, same),
  );
  const kept = new Set(common);
  for (const place of ranked) {
    kept.add(place);
    if (rowsFor(kept, steps.length) > most) kept.delete(place);
  }
  return kept;
}

/** From where the runs part, or from the end: what is nearest to it tells most. */
function distanceOf(place: number, steps: readonly CaseStep[], same: number | null): number {
  const toEnd = steps.length - 1 - place;
  return same === null ? toEnd : Math.min(toEnd, Math.abs(place - same));
}

function rowsFor(kept: ReadonlySet<number>, steps: number): number {
  let gaps = steps === 0 || kept.has(0) ? 0 : 1;
  for (const place of kept) if (place + 1 < steps && !kept.has(place + 1)) gaps += 1;
  return kept.size + gaps;
}

function thinned(steps: readonly CaseStep[], important: readonly number[], same: number | null): Shown[] {
  return withGaps(steps, keptOf(steps, important, same));
}

/** One step that is left out would take its row all the same. */
function withGaps(steps: readonly CaseStep[], kept: ReadonlySet<number>): Shown[] {
  const shown: Shown[] = [];
  let gap: CaseStep[] = [];
  const flush = (): void => {
    if (gap.length > 0) shown.push(gap.length === 1 ? gap[0]! : leftOutOf(gap));
    gap = [];
  };
  steps.forEach((step, at) => {
    if (!kept.has(at)) {
      gap.push(step);
      return;
    }
    flush();
    shown.push(step);
  });
  flush();
  return shown;
}

function leftOutOf(steps: readonly CaseStep[]): LeftOut {
  const counts = new Map<string, number>();
  for (const { what } of steps) counts.set(what, (counts.get(what) ?? 0) + 1);
  const [most] = [...counts].sort(([, x], [, y]) => y - x);
  const [what, count] = most!;
  const mostly = counts.size === 1 ? `all ${what}` : count * 2 > steps.length ? `most of them ${what}` : '';
  return { kind: 'left-out', steps: steps.length, mostly };
}

/** The longest common course in the same rows; between two rows of it, both beside each other. */
function aligned(one: readonly Shown[], other: readonly Shown[]): Row[] {
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...commonOf(one, other), [one.length, other.length] as const]) {
    for (; i < x || j < y; i++, j++) rows.push([i < x ? one[i]! : null, j < y ? other[j]! : null]);
    [i, j] = [x, y];
    if (x < one.length && y < other.length) rows.push([one[i++]!, other[j++]!]);
  }
  return rows;
}

/** Pairs of places. Cost: product of the lengths, which are bounded. */
function commonOf(one: readonly Shown[], other: readonly Shown[]): (readonly [number, number])[] {
  const alike = (i: number, j: number): boolean => shownId(one[i]!) === shownId(other[j]!);
  const lengths = Array.from({ length: one.length + 1 }, () => new Int32Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      lengths[i]![j] = alike(i, j)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (alike(i, j)) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

function shownId(shown: Shown): string {
  return isLeftOut(shown) ? 'left out' : idOf(shown, 'alike');
}
