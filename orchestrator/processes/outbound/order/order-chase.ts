/**
 * A promise that is over, of goods that have not left: whoever has them is chased, once, `workGraceMs` after it. From then on, and of what is
 * planned after the promise, shipments look after themselves (`shipment-work.ts`).
 *
 * 1. An order that leaves in time costs nothing for it: the timer of its promise goes on to ring.
 */
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { SHIPMENT, shipmentKey } from '../inputs.ts';
import { type OrderState, PHASE, PROMISE_TIMER } from './order-state.ts';

/** Where something is still to leave. At once, where the core itself has come to the promise so late. */
export function chaseLater({ limits }: Network, draft: OrderState, now: Instant, out: Out): void {
  draft.chases = !hasAllLeft(draft);
  if (draft.chases) out.timer(PROMISE_TIMER, instant(Math.max(now, draft.promisedAt + limits.workGraceMs)));
}

export function chaseShipments(draft: OrderState, key: number, out: Out): void {
  draft.chases = false;
  for (let n = 0; n < draft.phases.length; n++) {
    const phase = draft.phases[n]!;
    if (phase !== PHASE.planned && phase !== PHASE.reserved) continue;
    out.tell(SHIPMENT, shipmentKey(key, n), 'chaseShipment', 0, 0, null);
  }
}

/** Everything has left. */
export function chaseNoMore(draft: OrderState, out: Out): void {
  if (!draft.chases || !hasAllLeft(draft)) return;
  draft.chases = false;
  out.cancel(PROMISE_TIMER);
}

function hasAllLeft({ open, backordered, phases }: OrderState): boolean {
  for (let line = 0; line < open.length; line++) if (open[line]! + backordered[line]! > 0) return false;
  return !phases.includes(PHASE.planned) && !phases.includes(PHASE.reserved);
}
