/**
 * A promise that is over, of goods that have not left: whoever has them is chased, every `workGraceMs`, at most `CHASES_MAX` times.
 *
 * 1. An order that leaves in time costs nothing for it: the timer of its promise goes on to ring.
 * 2. It is the shipments that know what is owed to them; the order only says that it is time to ask.
 */
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { SHIPMENT, shipmentKey } from '../inputs.ts';
import { type OrderState, PHASE, PROMISE_TIMER } from './order-state.ts';

/** What nobody has sent after so many is in its last task, where everybody sees it. Source: assumption. */
export const CHASES_MAX = 5;

/** Where something is still to leave. */
export function chaseLater({ limits }: Network, draft: OrderState, now: Instant, out: Out): void {
  const chase = hasAllLeft(draft) ? 0 : draft.chase + 1;
  draft.chase = chase > CHASES_MAX ? 0 : chase;
  if (draft.chase > 0) out.timer(PROMISE_TIMER, instant(now + limits.workGraceMs));
}

export function chaseShipments(
  network: Network,
  draft: OrderState,
  key: number,
  now: Instant,
  out: Out,
): void {
  for (let n = 0; n < draft.phases.length; n++) {
    const phase = draft.phases[n]!;
    if (phase !== PHASE.planned && phase !== PHASE.reserved) continue;
    out.tell(SHIPMENT, shipmentKey(key, n), 'chaseShipment', draft.shipComplete ? 1 : 0, 0, null);
  }
  chaseLater(network, draft, now, out);
}

/** Everything has left. */
export function chaseNoMore(draft: OrderState, out: Out): void {
  if (draft.chase === 0 || !hasAllLeft(draft)) return;
  draft.chase = 0;
  out.cancel(PROMISE_TIMER);
}

function hasAllLeft({ open, backordered, phases }: OrderState): boolean {
  for (let line = 0; line < open.length; line++) if (open[line]! + backordered[line]! > 0) return false;
  return !phases.includes(PHASE.planned) && !phases.includes(PHASE.reserved);
}
