/**
 * A task that an actor has given a person: what it keeps of it, and how it goes on when nobody answers.
 *
 * 1. At most one task is open, and its one escalation to the next role; then both stay open, where everybody sees it.
 * 2. Either number answers it: the task's own, or that of its escalation.
 * 3. The numbers are those of all tasks of the actor, in the order in which they were given.
 */
import { type Instant, instant } from '../model/instant.ts';
import type { Out } from './out.ts';

/** What an actor keeps for it. */
export interface OpenTask {
  /** Given so far, escalations too. */
  tasks: number;
  /** The one that waits for an answer; 0 = none. */
  openTask: number;
  escalated: boolean;
}

/** What a person is asked. */
export interface Question {
  readonly role: string;
  readonly kind: string;
  readonly detail: string;
}

/** Who is asked when nobody has answered. */
export const NEXT_ROLE = 'supervisor';

/** The kind of an escalation that says no more than that: its answers are those of the task that it is about. */
export const ESCALATION = 'taskUnanswered';

/**
 * None so far. States of which thousands are in flight write it out: what stands beside a spread in a literal lies outside of the object, in a list that
 * grows by three.
 */
export function noTask(): OpenTask {
  return { tasks: 0, openTask: 0, escalated: false };
}

/** As it was before this was kept of it. @param openTask its number, 0 = none is open: what was given after it is its escalation */
export function taskBefore(tasks: number, openTask: number): OpenTask {
  return { tasks, openTask, escalated: openTask > 0 && openTask < tasks };
}

/** Gives the task. @param timer of the actor, which rings when nobody has answered within `withinMs` */
export function giveTask(
  draft: OpenTask,
  { role, kind, detail }: Question,
  { timer, withinMs }: { readonly timer: number; readonly withinMs: number },
  now: Instant,
  out: Out,
): void {
  const dueAt = instant(now + withinMs);
  draft.tasks += 1;
  draft.openTask = draft.tasks;
  draft.escalated = false;
  out.timer(timer, dueAt);
  out.task({ role, kind, no: draft.tasks, dueAt, detail });
}

/**
 * It was not answered in time: the next role has it as well, once.
 * @param kind of its task
 * @returns whether there was one to escalate
 */
export function escalateTask(draft: OpenTask, detail: string, out: Out, kind = ESCALATION): boolean {
  if (draft.openTask === 0 || draft.escalated) return false;
  draft.escalated = true;
  draft.tasks += 1;
  out.task({ role: NEXT_ROLE, kind, no: draft.tasks, dueAt: null, detail });
  return true;
}

/** Whether it is the task that waits for an answer, or its escalation. */
export function answersTask({ openTask, escalated, tasks }: OpenTask, no: number): boolean {
  return openTask > 0 && (no === openTask || (escalated && no === tasks));
}

/** It has been answered, or what it is about is over. */
export function closeTask(draft: OpenTask, timer: number, out: Out): void {
  if (draft.openTask > 0 && !draft.escalated) out.cancel(timer);
  draft.openTask = 0;
}
