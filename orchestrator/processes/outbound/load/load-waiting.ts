/**
 * What a load waits for from TMS, the warehouse or a new carrier without having been told when it comes: it is asked for again,
 * some times; then a person is given the task, whose answer asks again. After `TASKS_MAX` of them the task stays open.
 */
import { closeTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import {
  requestAppointment,
  requestCarrier,
  requestLoading,
  requestPapers,
  requestRating,
  sendBooking,
} from './load-requests.ts';
import { ESCALATION_TIMER, type LoadState, SLOT_REFUSED, TASKS_MAX, WATCH_TIMER } from './load-state.ts';
import type { LoadStatus } from './load-table.ts';

interface Wait {
  readonly role: string;
  readonly kind: string;
  readonly limit: 'answerGraceMs' | 'loadingGraceMs' | 'placingMs';
  again(draft: LoadState, key: number, out: Out, network: Network): void;
}

const BOOKING: Wait = {
  role: 'planner',
  kind: 'bookingUnanswered',
  limit: 'answerGraceMs',
  again: sendBooking,
};

const APPOINTMENT: Wait = {
  role: 'planner',
  kind: 'noAppointment',
  limit: 'answerGraceMs',
  again: requestAppointment,
};

const WAITS: Partial<Record<LoadStatus, Wait>> = {
  rating: {
    role: 'planner',
    kind: 'loadUnrated',
    limit: 'answerGraceMs',
    again: requestRating,
  },
  placing: {
    role: 'planner',
    kind: 'carrierUnanswered',
    limit: 'placingMs',
    again: requestCarrier,
  },
  booking: BOOKING,
  rebooking: BOOKING,
  reverting: BOOKING,
  papers: {
    role: 'export-desk',
    kind: 'papersUnanswered',
    limit: 'answerGraceMs',
    again: requestPapers,
  },
  appointing: APPOINTMENT,
  reappointing: APPOINTMENT,
  loading: {
    role: 'warehouse-desk',
    kind: 'truckNotLoaded',
    limit: 'loadingGraceMs',
    again: requestLoading,
  },
};

/** From now on an answer is waited for. */
export function waitForAnswer(draft: LoadState, network: Network, now: Instant, out: Out): void {
  const { limit } = WAITS[draft.status]!;
  const ms = limit === 'placingMs' ? network.responsibilities!.placingMs : network.limits[limit];
  out.timer(WATCH_TIMER, instant(now + ms));
}

/** The answer has not come, if one is waited for. */
export function missAnswer(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const wait = WAITS[draft.status];
  if (wait === undefined) return;
  const { limits } = network;
  if (draft.asked < limits.statusRequestsMax) {
    draft.asked += 1;
    wait.again(draft, key, out, network);
    waitForAnswer(draft, network, now, out);
    return;
  }
  draft.rounds += 1;
  const { role, kind } = wait;
  const heard = draft.slotFrom === SLOT_REFUSED ? 'no slot is free' : 'no answer';
  const detail = `asked ${draft.asked + 1} times, ${heard}`;
  const withinMs = limits.taskEscalationMs;
  giveTask(draft, { role, kind, detail }, { timer: ESCALATION_TIMER, withinMs }, now, out);
}

/** Whether the load waits for an answer that a person may have it ask for again. */
export function waitsForAnswer({ status }: LoadState): boolean {
  return WAITS[status] !== undefined;
}

/** A person says: ask again. Said often enough, it changes nothing, and the task stays open. */
export function askAgain(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  if (draft.rounds >= TASKS_MAX) {
    out.audit('askedOftenEnough', `${draft.rounds} tasks of a load in status ${draft.status}`);
    return;
  }
  const wait = WAITS[draft.status]!;
  closeTask(draft, ESCALATION_TIMER, out);
  draft.asked = 0;
  wait.again(draft, key, out, network);
  waitForAnswer(draft, network, now, out);
}

/** What was waited for has come: nobody need ask for it any more. */
export function waitsNoMore(draft: LoadState, out: Out): void {
  draft.asked = 0;
  draft.rounds = 0;
  closeTask(draft, ESCALATION_TIMER, out);
}
