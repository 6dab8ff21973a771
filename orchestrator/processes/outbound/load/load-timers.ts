/** What a load does when one of its timers rings: nobody has answered a tender or a task, or it is time to look after what is waited for. */
import type { TimerInput } from '../../../core/actor.ts';
import { escalateTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { loadTruck } from './load-pickup.ts';
import { onwardExpired, REROUTE_FAILURE, stayWith } from './load-reroute.ts';
import { revert } from './load-revert.ts';
import { lookFor, takeSilence } from './load-silence.ts';
import { ESCALATION_TIMER, type LoadState, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';
import { noShow, tenderExpired } from './load-tender.ts';
import { missAnswer } from './load-waiting.ts';

/** One of its timers rings. */
export function ring(draft: LoadState, input: TimerInput, network: Network, now: Instant, out: Out): void {
  const { key, a: timer } = input;
  if (timer === TENDER_TIMER && draft.status === 'tendering') tenderExpired(draft, key, network, now, out);
  else if (timer === TENDER_TIMER && draft.status === 'rerouting')
    onwardExpired(draft, key, network, now, out);
  else if (timer === ESCALATION_TIMER) escalateTask(draft, draft.status, out);
  else if (timer === WATCH_TIMER) look(draft, key, network, now, out);
}

/** It is time to see whether what was waited for has come. */
function look(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  switch (draft.status) {
    case 'in-transit':
      lookFor(draft, key, network, now, out);
      return;
    case 'dispatched':
    case 'transferring':
      waitForTruck(draft, key, network, now, out);
      return;
    case 'standing':
      loadTruck(draft, key, 'slotOpens', network, now, out);
      return;
    case 'holding':
      stayWith(draft, key, 'cannotHold', REROUTE_FAILURE.noAnswer, network, now, out);
      return;
    default:
      missAnswer(draft, key, network, now, out);
  }
}

function waitForTruck(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  if (draft.asked < network.limits.statusRequestsMax) takeSilence(draft, key, network, now, out);
  else if (draft.status === 'transferring') revert(draft, key, network, now, out);
  else noShow(draft, key, network, now, out);
}
