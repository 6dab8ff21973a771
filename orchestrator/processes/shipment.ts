/**
 * The shipment of one order: tendered to a carrier, dispatched once goods and booking are both there, followed
 * to its delivery.
 *
 * 1. It moves along `SHIPMENT_TABLE` only.
 * 2. Goods and acceptance may come in either order.
 */
import { carrierPartner } from '../contracts/partners.ts';
import type { Actor } from '../core/actor.ts';
import type { Out } from '../core/out.ts';
import { transitionTable } from '../core/transition-table.ts';
import { FREIGHT_INVOICE, ORDER, type PlanShipment, SHIPMENT, type ShipmentInput } from './inputs.ts';

export type ShipmentStatus =
  | 'planned'
  | 'tendered'
  | 'ready'
  | 'booked'
  | 'dispatched'
  | 'in-transit'
  | 'delivered';

export const SHIPMENT_TABLE = transitionTable<ShipmentStatus>(
  'planned',
  ['delivered'],
  [
    ['planned', 'planShipment', 'tendered'],
    ['tendered', 'goodsReady', 'ready'],
    ['tendered', 'tenderAccepted', 'booked'],
    ['ready', 'tenderAccepted', 'dispatched'],
    ['booked', 'goodsReady', 'dispatched'],
    ['dispatched', 'loadDeparted', 'in-transit'],
    ['in-transit', 'loadDelivered', 'delivered'],
    // The delivery may overtake the departure; the departure is then late and changes nothing.
    ['dispatched', 'loadDelivered', 'delivered'],
  ],
);

export interface ShipmentState {
  status: ShipmentStatus;
  plant: number;
  carrier: number;
  ratedMinor: number | null;
}

export const shipmentActor: Actor<ShipmentState, ShipmentInput> = {
  type: SHIPMENT,
  name: 'shipment',
  version: 1,
  creates: ['planShipment'],
  timers: [],
  initial: () => ({ status: SHIPMENT_TABLE.initial, plant: -1, carrier: -1, ratedMinor: null }),
  migrate: (_old, from) => {
    throw new Error(`shipment state of version ${from} is unknown`);
  },
  step: (draft, input, _now, out) => {
    const next = SHIPMENT_TABLE.next(draft.status, input.kind);
    if (next === null) {
      out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      return;
    }
    draft.status = next;
    if (input.kind === 'planShipment') tender(draft, input, out);
    else if (next === 'dispatched') {
      out.send(carrierPartner(draft.carrier), 'dispatchLoad', input.key, draft.plant, draft.carrier, null);
    } else if (input.kind === 'loadDelivered') {
      out.tell(ORDER, input.key, 'shipmentDelivered', input.a, 0, null);
      // Nobody will send a bill for what was never rated.
      if (draft.ratedMinor === null) out.tell(ORDER, input.key, 'freightSettled', 0, 0, null);
    }
  },
  finished: (state) => SHIPMENT_TABLE.terminal.has(state.status),
  outcome: (state, sink) => {
    sink.name(state.status);
    sink.number(state.carrier);
    sink.number(state.ratedMinor ?? -1);
  },
};

function tender(draft: ShipmentState, input: PlanShipment, out: Out): void {
  draft.plant = input.a;
  draft.carrier = input.b;
  draft.ratedMinor = input.body.ratedMinor;
  if (draft.ratedMinor !== null) {
    out.tell(FREIGHT_INVOICE, input.key, 'expectInvoice', draft.ratedMinor, draft.carrier, null);
  }
  out.send(carrierPartner(draft.carrier), 'tenderLoad', input.key, 1, draft.carrier, input.body);
}
