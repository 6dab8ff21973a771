/** What a wave plan knows: its table, and what waits, in the order in which it goes. What it does is in `wave-plan.ts`. */
import { noTask, type OpenTask } from '../../../core/open-task.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import type { WaveDue } from '../inputs.ts';

export type WavePlanStatus = 'idle' | 'waiting';

export const WAVE_PLAN_TABLE = transitionTable<WavePlanStatus>(
  'idle',
  [],
  [
    ['idle', 'joinWave', 'waiting'],
    ['waiting', 'joinWave', 'waiting'],
    ['waiting', 'timer', 'waiting'],
    ['waiting', 'allReleased', 'idle'],
    // What leaves may have been released.
    ['idle', 'leaveWave', 'idle'],
    ['waiting', 'leaveWave', 'waiting'],
    // So may what is in a hurry.
    ['idle', 'hurryWave', 'idle'],
    ['waiting', 'hurryWave', 'waiting'],
    // Of WMS, where it owns waves. It may be ahead of what the plan has heard.
    ['idle', 'waveReleased', 'idle'],
    ['waiting', 'waveReleased', 'waiting'],
    // A desk has released what was listed. By then it may have left.
    ['idle', 'taskAnswered', 'idle'],
    ['waiting', 'taskAnswered', 'waiting'],
    // What may go elsewhere, or what goes first. By then all may have been released.
    ['idle', 'decided', 'idle'],
    ['waiting', 'decided', 'waiting'],
  ],
);

/** Numbers of waves start over after it. */
export const WAVES_OF_NODE = 65_536;

/** Timers of a wave plan, by number. */
export const WAVE_PLAN_TIMERS = ['wave', 'escalation'] as const;
export const WAVE_TIMER = 0;
export const ESCALATION_TIMER = 1;

/** What one that waits is put in sequence by, beside what orders the plan. */
export interface WaveTerms extends WaveDue {
  readonly joinedAt: number;
}

export interface WavePlanState extends OpenTask {
  status: WavePlanStatus;
  /** Index of the wave that is next; -1 = none is waited for. */
  next: number;
  /** Index of the last wave that was released; -1 = none yet. */
  last: number;
  /** Waves outside the timetable. */
  extra: number;
  /** Questions about workload so far. */
  asked: number;
  /** Waiting shipments, most urgent first: key, instant to be staged by, priority, lines, other nodes that could send it (bits); all at the same place. */
  shipments: number[];
  stagedBy: number[];
  priorities: number[];
  lines: number[];
  others: number[];
  /** At the same place where waves are put in sequence; empty = nobody asks. */
  terms: WaveTerms[];
  /** Questions about sequence so far, and the wave that waits for the answer to the last one; -1 = none does. */
  sequenced: number;
  openWave: number;
  /** Where a desk releases waves: what was listed for it, of which wave. */
  listed: number[];
  listedWave: number;
}

const NOTHING_LISTED = { listed: [], listedWave: -1, ...noTask() };
const NOTHING_SEQUENCED = { terms: [], sequenced: 0, openWave: -1 };

/** Before waves were put in sequence. */
export type WavePlanBeforeSequences = Omit<WavePlanState, keyof typeof NOTHING_SEQUENCED>;
/** Before a desk could release waves. */
export type WavePlanBeforeDesks = Omit<WavePlanBeforeSequences, keyof typeof NOTHING_LISTED>;
/** Before workload was asked about. */
export type WavePlanBeforeLevelling = Omit<WavePlanBeforeDesks, 'asked' | 'others'>;

export function withLevelling(old: WavePlanBeforeLevelling): WavePlanBeforeDesks {
  return { ...old, asked: 0, others: old.shipments.map(() => 0) };
}

export function withDesks(old: WavePlanBeforeDesks): WavePlanBeforeSequences {
  return { ...old, ...NOTHING_LISTED, listed: [] };
}

/** Of what waits already nobody knows what it is due: it counts as due at the cut-off that it must make. @param asks waves are put in sequence */
export function withSequences(old: WavePlanBeforeSequences, asks: boolean): WavePlanState {
  const terms = asks ? old.stagedBy.map((stagedBy) => termsOf(undefined, stagedBy, stagedBy)) : [];
  return { ...old, ...NOTHING_SEQUENCED, terms };
}

/** @param due as it said when it joined; undefined = it did not */
export function termsOf(due: WaveDue | undefined, stagedBy: number, joinedAt: number): WaveTerms {
  return { leaveBy: due?.leaveBy ?? stagedBy, valueMinor: due?.valueMinor ?? 0, joinedAt };
}

export function initialWavePlan(): WavePlanState {
  return {
    status: WAVE_PLAN_TABLE.initial,
    next: -1,
    last: -1,
    extra: 0,
    asked: 0,
    shipments: [],
    stagedBy: [],
    priorities: [],
    lines: [],
    others: [],
    ...NOTHING_LISTED,
    listed: [],
    ...NOTHING_SEQUENCED,
    terms: [],
  };
}

/** At its place: by the instant to be staged by, then priority, then key. @param terms null = waves are put in no sequence */
export function insert(
  draft: WavePlanState,
  shipment: number,
  stagedBy: number,
  priority: number,
  lines: number,
  others: number,
  terms: WaveTerms | null,
): void {
  let low = 0;
  let high = draft.shipments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(draft, middle, stagedBy, priority, shipment)) low = middle + 1;
    else high = middle;
  }
  draft.shipments.splice(low, 0, shipment);
  draft.stagedBy.splice(low, 0, stagedBy);
  draft.priorities.splice(low, 0, priority);
  draft.lines.splice(low, 0, lines);
  draft.others.splice(low, 0, others);
  if (terms !== null) draft.terms.splice(low, 0, terms);
}

/** Whether the one at `i` is more urgent. */
function isBefore(
  draft: WavePlanState,
  i: number,
  stagedBy: number,
  priority: number,
  shipment: number,
): boolean {
  const first = draft.stagedBy[i]! - stagedBy;
  if (first !== 0) return first < 0;
  const second = draft.priorities[i]! - priority;
  return second !== 0 ? second < 0 : draft.shipments[i]! < shipment;
}

export function takeOut(draft: WavePlanState, shipment: number): void {
  const at = draft.shipments.indexOf(shipment);
  if (at < 0) return;
  draft.shipments.splice(at, 1);
  draft.stagedBy.splice(at, 1);
  draft.priorities.splice(at, 1);
  draft.lines.splice(at, 1);
  draft.others.splice(at, 1);
  if (draft.terms.length > 0) draft.terms.splice(at, 1);
}
