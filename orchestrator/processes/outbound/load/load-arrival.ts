/** A load whose way is over: it is there, or it is gone. Nobody looks for it any more. */
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { closeTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { FREIGHT_INVOICE, SHIPMENT } from '../inputs.ts';
import { tellTms } from './load-requests.ts';
import { ESCALATION_TIMER, type LoadState, WATCH_TIMER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { closeTrack, loseGoods } from './load-track.ts';

/** The whole load is gone. */
export function lose(draft: LoadState, key: number, at: number, out: Out): void {
  out.event('loadGivenUpAsLost', 1, draft.carrier, at);
  out.audit('loadLost', `load ${key}`);
  closeTrack(draft, key, out);
  loseGoods(draft, key, out);
  for (const shipment of draft.shipments)
    out.tell(SHIPMENT, shipment, 'stopDelivered', at, CONDITION.lost, null);
  tellTms(draft, key, MILESTONE.lost, at, draft.estimatedAt, out);
  // A carrier does not bill what it has lost.
  if (draft.billExpected && !draft.settled)
    out.tell(FREIGHT_INVOICE, key, 'expectNoBill', draft.carrier, 0, null);
  draft.settled = true;
  arrive(draft, 'lost', out);
}

/** Its way is over. */
export function arrive(draft: LoadState, kind: 'podReceived' | 'lost', out: Out): void {
  out.cancel(WATCH_TIMER);
  // Whoever was looking for it need not any more.
  closeTask(draft, ESCALATION_TIMER, out);
  moveLoad(draft, kind);
  if (draft.settled) moveLoad(draft, 'nothingToPay');
}
