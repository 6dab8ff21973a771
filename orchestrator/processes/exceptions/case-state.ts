/** What a case knows: its table, its timer, its state. */
import { noTask, type OpenTask, taskBefore } from '../../core/open-task.ts';
import type { HumanTask } from '../../core/out.ts';
import { transitionTable } from '../../core/transition-table.ts';

export type CaseStatus =
  | 'new'
  | 'in-process'
  | 'deciding'
  | 'with-role'
  | 'with-next-role'
  | 'resolved'
  | 'ended';

const OPEN = ['in-process', 'deciding', 'with-role', 'with-next-role'] as const;

export const CASE_TABLE = transitionTable<CaseStatus>(
  'new',
  ['ended'],
  [
    // The process is at it by its own rules, or gives a task.
    ['new', 'exceptionDetected', 'in-process'],
    ['in-process', 'exceptionDetected', 'in-process'],
    ['with-role', 'exceptionDetected', 'in-process'],
    ['with-next-role', 'exceptionDetected', 'in-process'],
    // It happens again.
    ['resolved', 'exceptionDetected', 'in-process'],
    ['in-process', 'ask', 'deciding'],
    ['deciding', 'decided', 'in-process'],
    ['deciding', 'exceptionDetected', 'deciding'],
    ['in-process', 'taskGiven', 'with-role'],
    ['in-process', 'timer', 'with-role'],
    ['with-role', 'timer', 'with-next-role'],
    ['with-role', 'exceptionEscalated', 'with-next-role'],
    ['with-next-role', 'exceptionEscalated', 'with-next-role'],
    ['with-role', 'taskAnswered', 'in-process'],
    ['with-next-role', 'taskAnswered', 'in-process'],
    // What crosses a matter that has moved on.
    ['in-process', 'exceptionEscalated', 'in-process'],
    ['in-process', 'taskAnswered', 'in-process'],
    ['resolved', 'taskAnswered', 'resolved'],
    ...(['in-process', 'with-role', 'with-next-role', 'resolved'] as const).map(
      (from) => [from, 'decided', from] as const,
    ),
    ['resolved', 'exceptionOver', 'resolved'],
    ...OPEN.map((from) => [from, 'exceptionHandled', from === 'deciding' ? from : 'in-process'] as const),
    ...OPEN.map((from) => [from, 'exceptionOver', 'resolved'] as const),
    ...(['in-process', 'deciding', 'resolved'] as const).map((from) => [from, 'finished', 'ended'] as const),
  ],
);

/** Timers of a case, by number. */
export const CASE_TIMERS = ['sla'] as const;
export const SLA_TIMER = 0;

/** Its tasks are those of the case itself. */
export interface CaseState extends OpenTask {
  status: CaseStatus;
  /** Whose matter it is: type and key of the actor that noticed it. */
  type: number;
  key: number;
  /** How often it was opened; tasks of the actor, and questions, over all openings: what did not help once is not new the next time. */
  openings: number;
  rounds: number;
  asked: number;
  severity: number;
  stakeMinor: number;
  /** The task that is being decided about: its actor waits for what becomes of it. null = none. */
  asking: HumanTask | null;
  /** The actor's task that is not answered, as far as the case knows; null = none. */
  task: HumanTask | null;
  /** Next roles that have had it in this opening: 0 or 1. */
  escalations: number;
  /** `RESOLVED_BY` of who did the last thing about it. */
  by: number;
}

export function initialCase(): CaseState {
  return {
    status: CASE_TABLE.initial,
    type: -1,
    key: -1,
    openings: 0,
    rounds: 0,
    asked: 0,
    severity: 0,
    stakeMinor: 0,
    asking: null,
    task: null,
    ...noTask(),
    escalations: 0,
    by: 0,
  };
}

/** Of version 1, which counted its tasks alone. */
export function withOpenTask(old: Omit<CaseState, 'openTask' | 'escalated'>): CaseState {
  const { status, tasks, task } = old;
  const given = status === 'with-role' ? tasks : status === 'with-next-role' ? Math.max(0, tasks - 1) : 0;
  return { ...old, ...taskBefore(tasks, task === null ? given : 0) };
}

/** Moves along a row that the table must have. */
export function moveCase(draft: CaseState, kind: string): void {
  const next = CASE_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`case has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
