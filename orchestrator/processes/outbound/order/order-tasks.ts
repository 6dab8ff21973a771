/**
 * When an order waits for somebody: who is asked, and what happens if nobody answers.
 *
 * 1. A status has at most one task open, and its one escalation to the supervisor; then it stays, where everybody sees it.
 * 2. The task of a status ends with the status. A hold is ERP's: no answer to a task lifts it.
 * 3. ERP and TMS are asked again at most `TASKS_MAX` - 1 times for the same answer; then the task stays open, whatever is said.
 */
import type { TaskAnsweredInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { ProcessLimits } from '../../../model/network.ts';
import { type OrderState, type OrderStatus, TASK_TIMER } from './order-state.ts';

interface Question {
  readonly role: string;
  readonly kind: string;
  readonly detail: string;
}

const QUESTIONS: Partial<Record<OrderStatus, Question>> = {
  held: { role: 'credit-clerk', kind: 'creditHold', detail: 'on credit hold' },
  incomplete: { role: 'master-data', kind: 'weightMissing', detail: 'a line has no weight' },
  rating: { role: 'planner', kind: 'ratingUnanswered', detail: 'TMS has not rated it' },
  'no-route': { role: 'planner', kind: 'noRoute', detail: 'no node can send it' },
};

/** What a planner answers to an order that no node can send. */
export const NO_ROUTE_ANSWER = { tryAgain: 0, giveUp: 1 } as const;

/** Tasks of an order that wait for the same answer; then the last stays open, where everybody sees it. Source: assumption. */
export const TASKS_MAX = 5;

/** A person is asked if the order still stands so after `afterMs`. */
export function askAfter(draft: OrderState, afterMs: number, now: Instant, out: Out): void {
  draft.taskStage = 0;
  out.timer(TASK_TIMER, instant(now + afterMs));
}

/** Asks the person that the status names. */
export function askPerson(draft: OrderState, limits: ProcessLimits, now: Instant, out: Out): void {
  const { role, kind, detail } = QUESTIONS[draft.status]!;
  const dueAt = instant(now + limits.taskEscalationMs);
  draft.tasks += 1;
  draft.taskStage = 1;
  out.task({ role, kind, no: draft.tasks, dueAt, detail });
  out.timer(TASK_TIMER, dueAt);
}

/** The task timer rang. @returns whether it meant anything */
export function askOrEscalate(draft: OrderState, limits: ProcessLimits, now: Instant, out: Out): boolean {
  const question = QUESTIONS[draft.status];
  if (question === undefined || draft.taskStage === 2) return false;
  if (draft.taskStage === 0) {
    draft.rounds += 1;
    askPerson(draft, limits, now, out);
    return true;
  }
  draft.tasks += 1;
  draft.taskStage = 2;
  const { kind, detail } = question;
  out.task({ role: 'supervisor', kind, no: draft.tasks, dueAt: null, detail });
  return true;
}

/** Whether it answers the task that is open now, or the one it was escalated from. */
export function answersOpenTask({ taskStage, tasks }: OrderState, { b: no }: TaskAnsweredInput): boolean {
  return taskStage > 0 && (no === tasks || (taskStage === 2 && no === tasks - 1));
}

/** A person says: ask again. @returns whether it is asked again: said often enough, it changes nothing */
export function takesAskAgain(draft: OrderState, out: Out): boolean {
  const { rounds, status } = draft;
  if (rounds >= TASKS_MAX) {
    out.audit('askedOftenEnough', `${rounds} tasks of an order in status ${status}`);
    return false;
  }
  draft.taskStage = 0;
  out.cancel(TASK_TIMER);
  return true;
}

/** Nobody needs to be asked any more. */
export function endTask(draft: OrderState, out: Out): void {
  draft.taskStage = 0;
  draft.rounds = 0;
  out.cancel(TASK_TIMER);
}
