/**
 * A load on the road of which nothing new is heard: its carrier is asked, then a person, and after a while it counts as lost.
 *
 * 1. News is what says more of when it arrives: a later milestone, another estimate, a reading of its device, word of customs. It ends the
 *    search, and begins the count of questions anew.
 * 2. So does a carrier that says the same again, for a week after the last news, or after the load was due: "en route" of one that is some days
 *    late, or "delivered" of one whose proof is on its way, is an answer. After that it is as good as silence: a person goes after the
 *    load, or its proof.
 * 3. One of which nothing is heard for `lostAfterMs`, from when it was due, is lost. Whatever its carrier says of it begins that time anew; while
 *    a person has the load, its carrier is not asked.
 */
import { carrierPartner } from '../../../contracts/partners.ts';
import type { TaskAnsweredInput } from '../../../core/actor.ts';
import { closeTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { lose } from './load-arrival.ts';
import { ESCALATION_TIMER, type LoadState, TRACE_ANSWER, WATCH_TIMER } from './load-state.ts';

/** How long a carrier that says the same again is taken at its word. Source: assumption; all but one in a hundred proofs of truckloads come in it. */
const REPEATS_MS = 7 * 86_400_000;

/** News of it: nobody need look for it, and it is asked after from the beginning. */
export function hear(draft: LoadState, now: Instant, out: Out): void {
  draft.newsAt = now;
  draft.heardAt = now;
  beAnswered(draft, out);
}

/**
 * Its carrier says what it has said before.
 * @returns whether that is an answer: nobody need look for the load yet
 */
export function hearAgain(draft: LoadState, now: Instant, out: Out): boolean {
  draft.heardAt = now;
  if (now >= Math.max(draft.newsAt, draft.estimatedAt) + REPEATS_MS) return false;
  beAnswered(draft, out);
  return true;
}

function beAnswered(draft: LoadState, out: Out): void {
  draft.asked = 0;
  closeTask(draft, ESCALATION_TIMER, out);
}

/** The next look at it: the grace after it should have arrived. */
export function watchFrom(draft: LoadState, network: Network, now: Instant, out: Out): void {
  const due = Math.max(draft.estimatedAt, now) + network.limits.milestoneGraceMs;
  out.timer(WATCH_TIMER, instant(due));
}

/** It is time to look for it on the road: not heard of for so long after it was due, it counts as lost, whatever people say. */
export function lookFor(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  if (now >= lostFrom(draft, network)) lose(draft, key, now, out);
  // A person has it, and its carrier has spoken of it since.
  else if (draft.openTask > 0) out.timer(WATCH_TIMER, lostFrom(draft, network));
  else takeSilence(draft, key, network, now, out);
}

/** It may have been heard of after it was due. */
function lostFrom({ estimatedAt, heardAt }: LoadState, { limits }: Network): Instant {
  return instant(Math.max(estimatedAt, heardAt) + limits.lostAfterMs);
}

/** No news. The carrier is asked, some times; then a person, whose answer is not waited for longer than the load. */
export function takeSilence(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { statusRequestsMax, milestoneGraceMs, taskEscalationMs } = network.limits;
  if (draft.asked < statusRequestsMax) {
    draft.asked += 1;
    out.send(carrierPartner(draft.carrier), 'requestStatus', key, draft.asked, draft.carrier, null);
    out.timer(WATCH_TIMER, instant(now + milestoneGraceMs));
    return;
  }
  const question = { role: 'track-and-trace', kind: 'noNews', detail: 'no milestone, no answer' };
  out.timer(WATCH_TIMER, lostFrom(draft, network));
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
