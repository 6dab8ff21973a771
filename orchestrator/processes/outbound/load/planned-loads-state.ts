/** What the core knows of the loads that TMS plans on a lane: its table and its state. What it does is in `planned-loads.ts`. */
import { noTask, type OpenTask } from '../../../core/open-task.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import type { LoadedShipment } from '../inputs.ts';

export type PlannedLoadsStatus = 'new' | 'waiting' | 'idle';

export const PLANNED_LOADS_TABLE = transitionTable<PlannedLoadsStatus>(
  'new',
  [],
  [
    ['new', 'joinLoad', 'waiting'],
    ['idle', 'joinLoad', 'waiting'],
    ['waiting', 'joinLoad', 'waiting'],
    ['waiting', 'loadPlanned', 'waiting'],
    ['waiting', 'nothingWaits', 'idle'],
    ['waiting', 'timer', 'waiting'],
    ['waiting', 'taskAnswered', 'waiting'],
    // Told again, or of who has left meanwhile.
    ['idle', 'loadPlanned', 'idle'],
    ['waiting', 'leaveLoad', 'waiting'],
    ['idle', 'leaveLoad', 'idle'],
  ],
);

export interface PlannedLoadsState extends OpenTask {
  status: PlannedLoadsStatus;
  /** Announced, and in no load yet; and when TMS should have planned each, at the same place. */
  waiting: LoadedShipment[];
  dueAt: number[];
  /** Planned within the last day: each shipment, its load, and when; at the same place. */
  shipments: number[];
  loads: number[];
  plannedAt: number[];
  /** Whether the watch is set. */
  watched: boolean;
  /** How often TMS has been asked again since it last answered; tasks for what is waited for now. */
  asked: number;
  rounds: number;
}

/** Timers, by number. */
export const PLANNED_LOADS_TIMERS = ['watch', 'escalation'] as const;
export const WATCH_TIMER = 0;
export const ESCALATION_TIMER = 1;

export function initialPlannedLoads(): PlannedLoadsState {
  return {
    ...noTask(),
    status: PLANNED_LOADS_TABLE.initial,
    waiting: [],
    dueAt: [],
    shipments: [],
    loads: [],
    plannedAt: [],
    watched: false,
    asked: 0,
    rounds: 0,
  };
}

/** Moves along a row that the table must have. */
export function movePlannedLoads(draft: PlannedLoadsState, kind: string): void {
  const next = PLANNED_LOADS_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`planned-loads has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
