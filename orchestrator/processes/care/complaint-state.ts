/** What a complaint knows: its table and its state. */
import { noTask, type OpenTask, taskBefore } from '../../core/open-task.ts';
import { transitionTable } from '../../core/transition-table.ts';

export type ComplaintStatus = 'new' | 'looking' | 'with-person' | 'crediting' | 'answered' | 'closed';

export const COMPLAINT_TABLE = transitionTable<ComplaintStatus>(
  'new',
  ['closed'],
  [
    ['new', 'complaintRaised', 'looking'],
    // What the order says settles it by rule, or a person has to.
    ['looking', 'orderStands', 'looking'],
    ['looking', 'timer', 'looking'],
    ['looking', 'unclear', 'with-person'],
    ['looking', 'resolved', 'answered'],
    ['looking', 'credit', 'crediting'],
    ['with-person', 'timer', 'with-person'],
    ['with-person', 'taskAnswered', 'with-person'],
    ['with-person', 'resolved', 'answered'],
    ['with-person', 'credit', 'crediting'],
    ['crediting', 'creditGranted', 'crediting'],
    ['crediting', 'resolved', 'answered'],
    ['answered', 'timer', 'closed'],
    // Said again: it counts, and is answered once; after that with the same answer.
    ...(['looking', 'with-person', 'crediting', 'answered'] as const).map(
      (from) => [from, 'complaintRaised', from] as const,
    ),
    // An order that answers late, when a person has it.
    ...(['with-person', 'crediting', 'answered'] as const).map(
      (from) => [from, 'orderStands', from] as const,
    ),
    ...(['crediting', 'answered'] as const).map((from) => [from, 'taskAnswered', from] as const),
  ],
);

export const COMPLAINT_TIMERS = ['wait'] as const;
export const WAIT_TIMER = 0;

export interface ComplaintState extends OpenTask {
  status: ComplaintStatus;
  /** How often the customer has said it. */
  raised: number;
  raisedAt: number;
  /** `BILL_DISPUTE`, as the customer says; -1 = it is of no bill. */
  reason: number;
  /** What a credit may be at most, by what the order has said. */
  creditMinorMax: number;
  /** `RESOLUTION`; -1 = not yet. And what was credited. */
  resolution: number;
  creditedMinor: number;
  /** A person has decided. */
  byPerson: boolean;
}

export function initialComplaint(): ComplaintState {
  return {
    status: COMPLAINT_TABLE.initial,
    raised: 0,
    raisedAt: 0,
    reason: -1,
    ...noTask(),
    creditMinorMax: 0,
    resolution: -1,
    creditedMinor: 0,
    byPerson: false,
  };
}

/** Of version 2, which counted the tasks alone: 1 = a person's, 2 = the supervisor's as well. */
export function withTask(old: Omit<ComplaintState, 'openTask' | 'escalated'>): ComplaintState {
  return { ...old, ...taskBefore(old.tasks, old.status === 'with-person' ? 1 : 0) };
}

/** Moves along a row that the table must have. */
export function moveComplaint(draft: ComplaintState, kind: string): void {
  const next = COMPLAINT_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`complaint has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
