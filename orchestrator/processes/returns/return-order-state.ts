/** What a return knows: its table and its state. */
import { noTask, type OpenTask, taskBefore } from '../../core/open-task.ts';
import { transitionTable } from '../../core/transition-table.ts';

export type ReturnStatus =
  | 'new'
  | 'checking'
  | 'awaiting-goods'
  | 'at-bench'
  | 'with-person'
  | 'crediting'
  | 'refused'
  | 'credited'
  | 'closed';

export const RETURN_TABLE = transitionTable<ReturnStatus>(
  'new',
  ['refused', 'credited', 'closed'],
  [
    ['new', 'returnRequested', 'checking'],
    ['checking', 'deliveryStands', 'checking'],
    ['checking', 'authorise', 'awaiting-goods'],
    ['checking', 'refuse', 'refused'],
    // The order is long gone.
    ['checking', 'gone', 'refused'],
    // Or does not know yet that it was delivered: it is asked again.
    ['checking', 'timer', 'checking'],
    // A parcel that is there is waited for, however long the bench takes.
    ['awaiting-goods', 'returnArrived', 'at-bench'],
    ['awaiting-goods', 'returnReceived', 'at-bench'],
    ['at-bench', 'returnReceived', 'at-bench'],
    ['at-bench', 'asAnnounced', 'crediting'],
    ['at-bench', 'differs', 'with-person'],
    ['at-bench', 'nothingToCredit', 'closed'],
    ['awaiting-goods', 'timer', 'closed'],
    ['with-person', 'timer', 'with-person'],
    ['with-person', 'taskAnswered', 'with-person'],
    ['with-person', 'credit', 'crediting'],
    ['with-person', 'nothingToCredit', 'closed'],
    ['crediting', 'creditNoteIssued', 'credited'],
    // Said again, or late: it changes nothing.
    ...(['checking', 'awaiting-goods', 'at-bench', 'with-person', 'crediting'] as const).map(
      (from) => [from, 'returnRequested', from] as const,
    ),
    ...(['awaiting-goods', 'at-bench', 'with-person', 'crediting'] as const).map(
      (from) => [from, 'deliveryStands', from] as const,
    ),
    ...(['at-bench', 'with-person', 'crediting'] as const).map(
      (from) => [from, 'returnArrived', from] as const,
    ),
    ...(['with-person', 'crediting'] as const).map((from) => [from, 'returnReceived', from] as const),
    ['crediting', 'taskAnswered', 'crediting'],
  ],
);

export const RETURN_TIMERS = ['wait'] as const;
export const WAIT_TIMER = 0;

/** Why it ended without a credit: `b` of `returnClosed`; 0 = with one. */
export const RETURN_END = { credited: 0, neverCame: 1, nothingToCredit: 2, byPerson: 3 } as const;

export interface ReturnState extends OpenTask {
  status: ReturnStatus;
  /** `RETURN_REASON`. */
  reason: number;
  requestedAt: number;
  /** How often its order has not known yet that it was delivered; and whether it is asked again when the timer rings. */
  unknown: number;
  pausing: boolean;
  node: number;
  /** By line of the shipment: wanted, then what came back and may be credited. */
  units: readonly number[];
  unitPriceMinor: readonly number[];
  /** What came back in all, and what it is worth by the rule. */
  receivedUnits: number;
  dueMinor: number;
  creditedMinor: number;
}

const NO_UNITS: readonly number[] = [];

export function initialReturn(): ReturnState {
  return {
    status: RETURN_TABLE.initial,
    reason: -1,
    requestedAt: 0,
    unknown: 0,
    pausing: false,
    node: -1,
    units: NO_UNITS,
    unitPriceMinor: NO_UNITS,
    ...noTask(),
    receivedUnits: 0,
    dueMinor: 0,
    creditedMinor: 0,
  };
}

/** Of version 1, which counted the tasks alone: 1, and 2 once it was escalated. */
export function withTask(old: Omit<ReturnState, 'openTask' | 'escalated'>): ReturnState {
  return { ...old, ...taskBefore(old.tasks, old.status === 'with-person' ? 1 : 0) };
}

/** Moves along a row that the table must have. */
export function moveReturn(draft: ReturnState, kind: string): void {
  const next = RETURN_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`return has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
