/**
 * What becomes of a shipment at its end: delivered and billed, or claimed for.
 *
 * 1. A delivery that overtakes the goods issue is kept, and told to nobody before it: ERP bills only what it knows to have left.
 */
import { CONDITION } from '../../contracts/erp.ts';
import { WMS } from '../../contracts/partners.ts';
import type { Out } from '../../core/out.ts';
import { CLAIM, ORDER, orderOf, SHIPMENTS_MAX, type StopDelivered } from './inputs.ts';
import { moveShipment, moveStock, type ShipmentState } from './shipment-state.ts';

/** Its load has been delivered, or lost. */
export function arrived(
  draft: ShipmentState,
  { kind, key, a: deliveredAt, b: condition }: StopDelivered,
  out: Out,
): void {
  draft.deliveredAt = deliveredAt;
  draft.condition = condition;
  if (draft.status === 'in-transit') deliver(draft, key, out);
  else moveShipment(draft, kind);
}

/** What is known of its delivery takes effect. */
export function deliver(draft: ShipmentState, key: number, out: Out): void {
  const { lines, units, deliveredAt, condition } = draft;
  moveShipment(draft, 'stopDelivered');
  out.tell(ORDER, orderOf(key), 'shipmentDelivered', key % SHIPMENTS_MAX, condition, { deliveredAt });
  out.send(draft.erp, 'reportDelivery', key, deliveredAt, condition, { lines, units });
  if (condition === CONDITION.good) return;
  moveShipment(draft, 'notGood');
  if (condition === CONDITION.refused) {
    out.send(WMS, 'returnToStock', key, draft.node, 1, { units });
    moveStock(draft, -1, out);
  }
  claim(draft, key, out);
}

/** Without a carrier, or for goods of no value, there is nothing to ask of anybody: it is written off. */
function claim(draft: ShipmentState, key: number, out: Out): void {
  let valueMinor = 0;
  for (let line = 0; line < draft.units.length; line++) {
    valueMinor += draft.units[line]! * draft.unitPriceMinor[line]!;
  }
  if (valueMinor <= 0 || draft.carrier < 0) close(draft, 'nothingToClaim', key, out);
  else {
    const { condition } = draft;
    out.tell(CLAIM, key, 'openClaim', draft.load, draft.carrier, { condition, valueMinor });
  }
}

export function close(draft: ShipmentState, kind: string, key: number, out: Out): void {
  moveShipment(draft, kind);
  out.tell(ORDER, orderOf(key), 'shipmentClosed', key % SHIPMENTS_MAX, draft.billedMinor, null);
}
