/**
 * TMS is silent about what was announced to it: it is announced again, some times; then a planner has the task, whose answer announces
 * it once more. After `TASKS_MAX` of them the task stays open, where everybody sees it.
 */
import { TMS } from '../../../contracts/partners.ts';
import type { TaskAnsweredInput } from '../../../core/actor.ts';
import { answersTask, closeTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { indexFrom, type Network } from '../../../model/network.ts';
import type { LoadedShipment } from '../inputs.ts';
import { TASKS_MAX } from './load-state.ts';
import {
  ESCALATION_TIMER,
  movePlannedLoads,
  type PlannedLoadsState,
  WATCH_TIMER,
} from './planned-loads-state.ts';

/** The same again asks what has become of it. */
export function announce(member: LoadedShipment, lane: number, out: Out): void {
  const { shipment, weightGrams, handlingUnits, dangerous, instructed } = member;
  const alone = instructed !== null;
  out.send(TMS, 'announceShipment', shipment, lane, 0, { weightGrams, handlingUnits, dangerous, alone });
}

/** When TMS has told of what is announced now: at the run for a cut-off that is a run away, and what an answer may take. */
export function dueBy({ lanes, limits, responsibilities }: Network, lane: number, now: number): number {
  const { cutoffs } = lanes[lane]!;
  const everyMs = responsibilities!.planEveryMs!;
  const cutoff = indexFrom(cutoffs, now + everyMs);
  return (cutoff < 0 ? now + 2 * everyMs : cutoffs[cutoff]!) + limits.answerGraceMs;
}

/** Sets the watch for what is due first. */
export function watch(draft: PlannedLoadsState, out: Out): void {
  if (draft.watched || draft.openTask > 0 || draft.dueAt.length === 0) return;
  draft.watched = true;
  out.timer(WATCH_TIMER, instant(draft.dueAt.reduce((first, each) => Math.min(first, each))));
}

/** Once nothing is waited for any more. */
export function nothingWaits(draft: PlannedLoadsState, out: Out): void {
  draft.asked = 0;
  draft.rounds = 0;
  if (draft.waiting.length > 0) return;
  movePlannedLoads(draft, 'nothingWaits');
  if (draft.watched) out.cancel(WATCH_TIMER);
  draft.watched = false;
  closeTask(draft, ESCALATION_TIMER, out);
}

/** It is time to see whether what was due has been planned. */
export function look(network: Network, draft: PlannedLoadsState, lane: number, now: Instant, out: Out): void {
  const { limits } = network;
  draft.watched = false;
  if (draft.dueAt.every((dueAt) => dueAt > now)) watch(draft, out);
  else if (draft.asked < limits.statusRequestsMax) {
    draft.asked += 1;
    askAgain(network, draft, lane, now, out);
  } else askPlanner(network, draft, now, out);
}

function askAgain(network: Network, draft: PlannedLoadsState, lane: number, now: Instant, out: Out): void {
  draft.waiting.forEach((member, at) => {
    if (draft.dueAt[at]! > now) return;
    draft.dueAt[at] = now + network.limits.answerGraceMs;
    announce(member, lane, out);
  });
  watch(draft, out);
}

function askPlanner({ limits }: Network, draft: PlannedLoadsState, now: Instant, out: Out): void {
  draft.rounds += 1;
  const detail = `${draft.waiting.length} shipments announced ${draft.asked + 1} times, in no load`;
  const question = { role: 'planner', kind: 'loadsUnplanned', detail };
  giveTask(draft, question, { timer: ESCALATION_TIMER, withinMs: limits.taskEscalationMs }, now, out);
}

/** The answer to the task that is open, or to its escalation: announced once more. */
export function answer(
  network: Network,
  draft: PlannedLoadsState,
  { key: lane, b: no }: TaskAnsweredInput,
  now: Instant,
  out: Out,
): void {
  const { openTask, rounds } = draft;
  if (!answersTask(draft, no)) {
    out.audit('inputNotExpected', `taskAnswered ${no}; task ${openTask} is open`);
    return;
  }
  if (rounds >= TASKS_MAX) {
    out.audit('askedOftenEnough', `${rounds} tasks of lane ${lane}`);
    return;
  }
  closeTask(draft, ESCALATION_TIMER, out);
  draft.asked = 0;
  askAgain(network, draft, lane, now, out);
}
