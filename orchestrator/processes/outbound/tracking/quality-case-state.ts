/** What a quality case knows: its table and its state. */
import type { LadingException } from '../../../contracts/carriers.ts';
import { noTask, type OpenTask, taskBefore } from '../../../core/open-task.ts';
import { transitionTable } from '../../../core/transition-table.ts';

export type QualityCaseStatus = 'new' | 'open' | 'arrived' | 'decided' | 'late' | 'lost' | 'closed';

/** Somebody has still to answer. */
const UNDECIDED = ['open', 'arrived', 'late', 'lost'] as const;

export const QUALITY_TABLE = transitionTable<QualityCaseStatus>(
  'new',
  ['closed'],
  [
    ['new', 'openQualityCase', 'open'],
    ['new', 'tolerated', 'closed'],
    ['new', 'tooLate', 'late'],
    ['open', 'goodsArrived', 'arrived'],
    ['open', 'goodsLost', 'lost'],
    // The delivery had been passed on already.
    ['open', 'tooLate', 'late'],
    ['open', 'taskAnswered', 'decided'],
    ['decided', 'goodsArrived', 'closed'],
    ['decided', 'goodsLost', 'closed'],
    ['decided', 'tooLate', 'closed'],
    // A person who answers twice.
    ['decided', 'taskAnswered', 'decided'],
    ...(['arrived', 'late', 'lost'] as const).map((from) => [from, 'taskAnswered', 'closed'] as const),
    ...UNDECIDED.map((from) => [from, 'timer', from] as const),
  ],
);

export interface QualityCaseState extends OpenTask {
  status: QualityCaseStatus;
  /** Shipments that need their temperature. */
  cold: readonly number[];
  /** -1 = not yet, 0 released, 1 refused. */
  decided: number;
  /** The proof of delivery that waits for it; -1 = none does. */
  arrivedAt: number;
  shipments: readonly number[];
  conditions: readonly number[];
  /** Of each shipment, where units of any differ from what was shipped; absent = they do not. */
  exceptions?: readonly (readonly LadingException[])[];
}

/** Timers of a quality case, by number. */
export const QUALITY_TIMERS = ['escalation'] as const;
export const QUALITY_ESCALATION = 0;

export function initialQuality(): QualityCaseState {
  return {
    status: QUALITY_TABLE.initial,
    cold: [],
    decided: -1,
    arrivedAt: -1,
    shipments: [],
    conditions: [],
    ...noTask(),
  };
}

/** Of version 1, which counted the tasks alone: 1, and 2 once it was escalated. */
export function withTask(old: Omit<QualityCaseState, 'openTask' | 'escalated'>): QualityCaseState {
  return { ...old, ...taskBefore(old.tasks, old.decided < 0 ? 1 : 0) };
}

/** Moves along a row that the table must have. */
export function moveQuality(draft: QualityCaseState, kind: string): void {
  const next = QUALITY_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`quality case has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
