/** What a wave plan knows: its table, and what waits, in the order in which it goes. What it does is in `wave-plan.ts`. */
import { transitionTable } from '../../../core/transition-table.ts';

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
    // What may go elsewhere. By then all may have been released.
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

export interface WavePlanState {
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
  /** Where a desk releases waves: what was listed for it, of which wave; its task, 0 = none is open; tasks so far. */
  listed: number[];
  listedWave: number;
  openTask: number;
  tasks: number;
  escalated: boolean;
}

const NOTHING_LISTED = { listed: [], listedWave: -1, openTask: 0, tasks: 0, escalated: false };

/** Before a desk could release waves. */
export type WavePlanBeforeDesks = Omit<WavePlanState, keyof typeof NOTHING_LISTED>;
/** Before workload was asked about. */
export type WavePlanBeforeLevelling = Omit<WavePlanBeforeDesks, 'asked' | 'others'>;

export function withLevelling(old: WavePlanBeforeLevelling): WavePlanBeforeDesks {
  return { ...old, asked: 0, others: old.shipments.map(() => 0) };
}

export function withDesks(old: WavePlanBeforeDesks): WavePlanState {
  return { ...old, ...NOTHING_LISTED, listed: [] };
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
  };
}

/** At its place: by the instant to be staged by, then priority, then key. */
export function insert(
  draft: WavePlanState,
  shipment: number,
  stagedBy: number,
  priority: number,
  lines: number,
  others: number,
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
}
