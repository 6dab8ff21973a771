/** What an order's shipments say, and what it makes of it. A shipment that speaks out of turn changes nothing. */
import { CHANGE_REFUSAL } from '../../../contracts/erp.ts';
import type { Out } from '../../../core/out.ts';
import { type OrderInput, SHIPMENT, STOP_REASON, shipmentKey } from '../inputs.ts';
import { keepBill, keepDelivery, keepSent } from './order-care.ts';
import { noteAsked, noteGone, noteHeld, noteReduced } from './order-changes.ts';
import { giveBack, isOver, ship, total } from './order-lines.ts';
import { type OrderState, PHASE } from './order-state.ts';

export type ShipmentSays = Extract<
  OrderInput,
  {
    readonly kind:
      | 'shipmentReserved'
      | 'shipmentShort'
      | 'shipmentReduced'
      | 'deliveryHeld'
      | 'shipmentShipped'
      | 'shipmentDelivered'
      | 'shipmentStopped'
      | 'shipmentTooLate'
      | 'shipmentClosed'
      | 'deliveryAtRisk';
  }
>;

/** Whether the shipment it speaks of is as far as that. */
export function isInTurn(draft: OrderState, input: ShipmentSays): boolean {
  const n = input.kind === 'deliveryAtRisk' ? input.b : input.a;
  const phase = draft.phases[n] ?? PHASE.none;
  switch (input.kind) {
    case 'shipmentReserved':
      return phase === PHASE.planned;
    case 'shipmentShort':
    case 'shipmentReduced':
    case 'deliveryHeld':
      return phase === PHASE.reserved;
    // Asked to stop before it was reserved it never says that it is; its goods may have left all the same.
    case 'shipmentShipped':
    case 'shipmentStopped':
      return phase === PHASE.planned || phase === PHASE.reserved;
    case 'shipmentTooLate':
      return (draft.stopping & (1 << n)) !== 0;
    case 'shipmentDelivered':
      return phase === PHASE.shipped;
    case 'shipmentClosed':
      return phase === PHASE.delivered;
    case 'deliveryAtRisk':
      return phase === PHASE.reserved || phase === PHASE.shipped;
  }
}

/** Takes in what a shipment says in turn. */
export function fromShipment(draft: OrderState, input: ShipmentSays, out: Out): void {
  const { key, a: n } = input;
  switch (input.kind) {
    case 'shipmentReserved':
      giveBack(draft, n, input.body.units, STOP_REASON.noStock, out);
      draft.phases[n] = PHASE.reserved;
      return;
    case 'shipmentShort':
      short(draft, n, input.body.units, key, out);
      return;
    case 'shipmentReduced':
      reduced(draft, n, input.b, input.body.units, out);
      return;
    case 'deliveryHeld':
      if (input.b === CHANGE_REFUSAL.none) noteHeld(draft, n);
      else noteAsked(draft, n, input.b);
      return;
    case 'shipmentShipped':
      leaves(draft, n, CHANGE_REFUSAL.gone);
      giveBack(draft, n, input.body.units, STOP_REASON.noStock, out);
      keepSent(draft, n);
      ship(draft, n);
      draft.phases[n] = PHASE.shipped;
      return;
    case 'shipmentDelivered':
      keepDelivery(draft, n, input.body, input.b);
      draft.phases[n] = PHASE.delivered;
      return;
    case 'shipmentStopped':
      leaves(draft, n, CHANGE_REFUSAL.none);
      giveBack(draft, n, null, input.b, out);
      draft.phases[n] = PHASE.gone;
      draft.stopping &= ~(1 << n);
      return;
    case 'shipmentTooLate':
      draft.stopping &= ~(1 << n);
      noteAsked(draft, n, CHANGE_REFUSAL.gone);
      return;
    case 'shipmentClosed':
      keepBill(draft, n, input.b);
      draft.phases[n] = PHASE.gone;
      // It may have closed before it heard that it should stop.
      draft.stopping &= ~(1 << n);
      return;
    case 'deliveryAtRisk':
      if (draft.care !== null) draft.care.estimatedAt = input.a;
      if (draft.atRisk) return;
      draft.atRisk = true;
      out.event('orderAtRisk', 1, input.a, draft.promisedAt);
      out.audit('orderAtRisk', `shipment ${input.b} is estimated after the promise`);
  }
}

/** What it holds no more is open, for the change that it was asked for. */
function reduced(draft: OrderState, n: number, turn: number, units: readonly number[], out: Out): void {
  const before = total(draft.allocated);
  giveBack(draft, n, units, STOP_REASON.noStock, out);
  const freed = before - total(draft.allocated);
  noteReduced(draft, n, turn, freed > 0 ? CHANGE_REFUSAL.none : CHANGE_REFUSAL.atWork);
}

function leaves(draft: OrderState, n: number, reason: number): void {
  noteAsked(draft, n, reason);
  noteGone(draft, n);
}

/** A customer who takes no partial shipment gets all of it from somewhere else, or later. */
function short(draft: OrderState, n: number, units: readonly number[], key: number, out: Out): void {
  const before = total(draft.allocated);
  giveBack(draft, n, units, STOP_REASON.noStock, out);
  const missing = before - total(draft.allocated);
  const bit = 1 << n;
  if (missing === 0 || !draft.shipComplete || isOver(draft) || (draft.stopping & bit) !== 0) return;
  draft.stopping |= bit;
  out.tell(SHIPMENT, shipmentKey(key, n), 'stopShipment', STOP_REASON.noStock, 0, null);
}
