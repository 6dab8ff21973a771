/**
 * Slots asked for, and what if there is none: asked for again, some times; then a dock planner has the task.
 *
 * 1. A planner may have slots asked for again, or let the truck come without one; the `TASKS_MAX`th answer lets it come.
 * 2. WMS that does not answer is asked again, `statusRequestsMax` times, then by a planner; after `TASKS_MAX` tasks the last stays open.
 */
import { WMS } from '../../contracts/partners.ts';
import type { Out } from '../../core/out.ts';
import type { InboundLimits } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { type DockAppointmentState, moveAppointment } from './dock-appointment-state.ts';
import {
  askPerson,
  closeTask,
  lastRound,
  QUESTIONS,
  TASKS_MAX,
  WATCH_TIMER,
  waitsNoMore,
} from './waiting.ts';

/** What a dock planner answers to `noSlot`. */
export const PLANNER_ANSWER = { tryAgain: 0, comeWithout: 1 } as const;

/** Slots are asked for, from the estimate on. */
export function askAnew(
  draft: DockAppointmentState,
  key: number,
  limits: InboundLimits,
  now: Instant,
  out: Out,
): void {
  waitsNoMore(draft, out);
  if (draft.tries >= limits.slotTriesMax) {
    moveAppointment(draft, 'triesUsedUp');
    draft.slotTasks += 1;
    const detail = `node ${draft.node}, no slot in ${draft.tries} tries`;
    askPerson(draft, QUESTIONS.noSlot, detail, limits, now, out);
    return;
  }
  draft.tries += 1;
  draft.askedFrom = Math.max(now, draft.estimatedAt);
  requestSlots(draft, key, limits, now, out);
}

function requestSlots(
  draft: DockAppointmentState,
  key: number,
  limits: InboundLimits,
  now: Instant,
  out: Out,
): void {
  out.send(WMS, 'requestSlots', key, draft.node, draft.askedFrom, draft.expected!);
  out.timer(WATCH_TIMER, instant(now + limits.answerGraceMs));
}

/** The slot chosen is asked for, once more. */
export function bookSlot(
  draft: DockAppointmentState,
  key: number,
  limits: InboundLimits,
  now: Instant,
  out: Out,
): void {
  const { node, from, door, expected } = draft;
  out.send(WMS, 'bookSlot', key, node, from, { door, expected: expected! });
  out.timer(WATCH_TIMER, instant(now + limits.answerGraceMs));
}

/** None is free, or none is good enough: later there may be one. */
export function tryLater(draft: DockAppointmentState, limits: InboundLimits, now: Instant, out: Out): void {
  moveAppointment(draft, 'noSlot');
  waitsNoMore(draft, out);
  out.timer(WATCH_TIMER, instant(now + limits.slotRetryMs));
}

/** WMS has not answered. @returns whether it owes an answer */
export function missSlot(
  draft: DockAppointmentState,
  key: number,
  limits: InboundLimits,
  now: Instant,
  out: Out,
): boolean {
  const { status, openTask, asked } = draft;
  if ((status !== 'asking' && status !== 'booking') || openTask > 0) return false;
  if (asked < limits.statusRequestsMax) {
    draft.asked += 1;
    askAgain(draft, key, limits, now, out);
    return true;
  }
  const detail = `node ${draft.node}, ${status}, asked ${asked} times more`;
  askPerson(draft, QUESTIONS.slotUnanswered, detail, limits, now, out);
  return true;
}

function askAgain(
  draft: DockAppointmentState,
  key: number,
  limits: InboundLimits,
  now: Instant,
  out: Out,
): void {
  if (draft.status === 'asking') requestSlots(draft, key, limits, now, out);
  else bookSlot(draft, key, limits, now, out);
}

/** A dock planner has answered the task that is open. */
export function takePlannerAnswer(
  draft: DockAppointmentState,
  key: number,
  answer: number,
  limits: InboundLimits,
  now: Instant,
  out: Out,
): void {
  if (draft.status !== 'stuck') {
    if (lastRound(draft)) {
      out.audit('askedOftenEnough', `${draft.rounds} tasks of a dock appointment in status ${draft.status}`);
      return;
    }
    closeTask(draft, out);
    askAgain(draft, key, limits, now, out);
    return;
  }
  closeTask(draft, out);
  if (answer === PLANNER_ANSWER.tryAgain && draft.slotTasks < TASKS_MAX) {
    moveAppointment(draft, 'tryAgain');
    draft.tries = 0;
    askAnew(draft, key, limits, now, out);
  } else moveAppointment(draft, 'goWithout');
}
