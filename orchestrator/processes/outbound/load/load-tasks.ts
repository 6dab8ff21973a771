/** What a person answers to the task of a load: to ask again, to look on for it or that it is lost, to try again or to give it up. */
import type { TaskAnsweredInput } from '../../../core/actor.ts';
import { answersTask, closeTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { STOP_REASON } from '../inputs.ts';
import { tryAgain } from './load-rating.ts';
import { takeTraceAnswer } from './load-silence.ts';
import { ESCALATION_TIMER, type LoadState, PLANNER_ANSWER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { tellGivenUp } from './load-tender.ts';
import { askAgain, waitsForAnswer } from './load-waiting.ts';

/** The answer to the task that is open, or to its escalation. Another one's changes nothing. @returns whether there was anything to answer */
export function takeAnswer(
  draft: LoadState,
  input: TaskAnsweredInput,
  network: Network,
  now: Instant,
  out: Out,
): boolean {
  if (!answersTask(draft, input.b)) return false;
  if (waitsForAnswer(draft)) {
    askAgain(draft, input.key, network, now, out);
    return true;
  }
  closeTask(draft, ESCALATION_TIMER, out);
  if (draft.status === 'in-transit') takeTraceAnswer(draft, input, network, now, out);
  else if (draft.status !== 'planning') return false;
  else if (input.a === PLANNER_ANSWER.tryAgain) tryAgain(draft, input.key, network, now, out);
  else {
    moveLoad(draft, 'giveUp');
    tellGivenUp(draft, input.key, STOP_REASON.noRoute, out);
  }
  return true;
}
