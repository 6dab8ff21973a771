/**
 * A load on the road of which nothing new is heard: its carrier is asked, then a person, and after a while it counts as lost.
 *
 * 1. News is what says more of when it arrives: a later milestone, another estimate, a reading of its device, word of customs. It ends the
 *    search, and begins the count of questions anew.
 * 2. So does a carrier that says the same again, for a week after the last news, or after the load was due: "en route" of one that is some days
 *    late, or "delivered" of one whose proof is on its way, is an answer. After that it is as good as silence: a person goes after the
 *    load, or its proof.
 * 3. One of which nothing is heard for `lostAfterMs`, from when it was due, is lost. Whatever its carrier says of it begins that time anew. While
 *    a person has the load its carrier is not asked, but once more before it counts as lost: it may be one that speaks when it is asked.
 * 4. A person may say to wait, and have it asked after anew. When `TASKS_MAX` tasks have said so without a word of its carrier, nobody is asked
 *    again: it waits until it counts as lost.
 */
import { carrierPartner } from '../../../contracts/partners.ts';
import type { TaskAnsweredInput } from '../../../core/actor.ts';
import { giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { lose } from './load-arrival.ts';
import { ESCALATION_TIMER, type LoadState, TASKS_MAX, TRACE_ANSWER, WATCH_TIMER } from './load-state.ts';
import { waitsNoMore } from './load-waiting.ts';

/** How long a carrier that says the same again is taken at its word. Source: assumption; all but one in a hundred proofs of truckloads come in it. */
const REPEATS_MS = 7 * 86_400_000;

/** News of it: nobody need look for it, and it is asked after from the beginning. */
export function hear(draft: LoadState, now: Instant, out: Out): void {
  draft.newsAt = now;
  draft.heardAt = now;
  waitsNoMore(draft, out);
}

/**
 * Its carrier says what it has said before.
 * @returns whether that is an answer: nobody need look for the load yet
 */
export function hearAgain(draft: LoadState, now: Instant, out: Out): boolean {
  draft.heardAt = now;
  draft.rounds = 0;
  if (now >= Math.max(draft.newsAt, draft.estimatedAt) + REPEATS_MS) return false;
  waitsNoMore(draft, out);
  return true;
}

/** The next look at it: the grace after it should have arrived. */
export function watchFrom(draft: LoadState, network: Network, now: Instant, out: Out): void {
  const due = Math.max(draft.estimatedAt, now) + network.limits.milestoneGraceMs;
  out.timer(WATCH_TIMER, instant(due));
}

/** It is time to look for it on the road: not heard of for so long after it was due, it counts as lost, whatever people say. */
export function lookFor(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  if (now >= lostFrom(draft, network)) {
    if (mayStillSpeak(draft, network))
      askAfter(draft, key, network.limits.statusRequestsMax + 1, network, now, out);
    else lose(draft, key, now, out);
  }
  // A person has it, and its carrier has spoken of it since.
  else if (draft.openTask > 0) out.timer(WATCH_TIMER, lostFrom(draft, network));
  else takeSilence(draft, key, network, now, out);
}

/** It may have been heard of after it was due. */
function lostFrom({ estimatedAt, heardAt }: LoadState, { limits }: Network): Instant {
  return instant(Math.max(estimatedAt, heardAt) + limits.lostAfterMs);
}

/** It has not been asked since it counts as lost, and owes more than a proof that can be read. */
function mayStillSpeak({ asked, proofsUnread }: LoadState, { limits }: Network): boolean {
  return asked <= limits.statusRequestsMax && proofsUnread === 0;
}

/** @param no how often it has been asked then */
function askAfter(draft: LoadState, key: number, no: number, network: Network, now: Instant, out: Out): void {
  draft.asked = no;
  out.send(carrierPartner(draft.carrier), 'requestStatus', key, no, draft.carrier, null);
  out.timer(WATCH_TIMER, instant(now + network.limits.milestoneGraceMs));
}

/** No news. The carrier is asked, some times; then a person, whose answer is not waited for longer than the load. */
export function takeSilence(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { statusRequestsMax, taskEscalationMs } = network.limits;
  if (draft.asked < statusRequestsMax) {
    askAfter(draft, key, draft.asked + 1, network, now, out);
    return;
  }
  out.timer(WATCH_TIMER, lostFrom(draft, network));
  if (draft.rounds === TASKS_MAX) {
    out.audit('askedOftenEnough', `${TASKS_MAX} tasks of a load of which nothing is heard`);
    return;
  }
  draft.rounds += 1;
  const question = { role: 'track-and-trace', kind: 'noNews', detail: 'no milestone, no answer' };
  giveTask(draft, question, { timer: ESCALATION_TIMER, withinMs: taskEscalationMs }, now, out);
}

export function takeTraceAnswer(
  draft: LoadState,
  input: TaskAnsweredInput,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (input.a === TRACE_ANSWER.lost) {
    lose(draft, input.key, now, out);
    return;
  }
  draft.asked = 0;
  out.timer(WATCH_TIMER, instant(now + network.limits.milestoneGraceMs));
}
