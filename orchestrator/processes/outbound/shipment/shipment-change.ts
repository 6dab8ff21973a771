/**
 * A customer wants less of what a shipment holds, or wants it elsewhere or on another day, and its order asks whether that can still be had.
 *
 * 1. Each question is answered once. Less: as WMS says, and not at all when it has heard that the goods are picked.
 * 2. Another day or place: until its load is formed. Then it leaves its consolidation, and joins no load before it hears how it goes on.
 */
import { CHANGE_REFUSAL } from '../../../contracts/erp.ts';
import { WMS } from '../../../contracts/partners.ts';
import type { ReservationReduced } from '../../../contracts/wms.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { tmsConsolidates } from '../../../model/responsibilities.ts';
import {
  CONSOLIDATION,
  type DeliverAs,
  ORDER,
  orderOf,
  type ReduceShipment,
  SHIPMENTS_MAX,
} from '../inputs.ts';
import { joinLoad } from './shipment-load.ts';
import { keepOnly, moveStock, NOT_PLANNED, type ShipmentState } from './shipment-state.ts';
import { clockNoMore } from './shipment-work.ts';

export function reduce(draft: ShipmentState, { key, a: change, body }: ReduceShipment, out: Out): void {
  const { units } = body;
  if (draft.status === 'reserved') out.send(WMS, 'reduceReservation', key, draft.node, change, { units });
  else tellReduced(draft, change, key, out);
}

/** What WMS has freed is free in the view of its node, too. */
export function keepReduced(draft: ShipmentState, units: readonly number[], out: Out): void {
  const { node, products, units: before } = draft;
  if (keepOnly(draft, units) === 0) return;
  const freed = before.map((held, line) => held - draft.units[line]!);
  moveStock({ node, products, units: freed }, -1, out);
}

export function reduced(draft: ShipmentState, { key, b: change, body }: ReservationReduced, out: Out): void {
  keepReduced(draft, body.units, out);
  tellReduced(draft, change, key, out);
}

function tellReduced(draft: ShipmentState, change: number, key: number, out: Out): void {
  out.tell(ORDER, orderOf(key), 'shipmentReduced', key % SHIPMENTS_MAX, change, { units: draft.units });
}

/** @param place where its customer would have it */
export function hold(network: Network, draft: ShipmentState, place: number, key: number, out: Out): void {
  const refusal = whyNot(network, draft, place);
  if (refusal !== CHANGE_REFUSAL.none) tellHeld(refusal, key, out);
  else if (draft.status === 'packed') {
    out.tell(CONSOLIDATION, draft.consolidation, 'leaveLoad', key, 1, null);
  } else {
    draft.onHold = true;
    tellHeld(CHANGE_REFUSAL.none, key, out);
  }
}

function whyNot(network: Network, draft: ShipmentState, place: number): number {
  const { status, load } = draft;
  // Who carries it knows already where it is to go.
  if (network.freight !== undefined) return CHANGE_REFUSAL.prescribed;
  if (!network.lanes.some((lane) => lane.node === draft.node && lane.place === place))
    return CHANGE_REFUSAL.unknown;
  if (status === 'reserved' || status === 'picked') return CHANGE_REFUSAL.none;
  if (status === 'stopping') return CHANGE_REFUSAL.atWork;
  if (status === 'booked' || status === 'awaiting-licence') return CHANGE_REFUSAL.withLoad;
  if (status !== 'packed') return CHANGE_REFUSAL.gone;
  // Where TMS plans the loads it is announced there.
  return load >= 0 || tmsConsolidates(network) ? CHANGE_REFUSAL.withLoad : CHANGE_REFUSAL.none;
}

/** What its consolidation says. */
export function left(draft: ShipmentState, done: number, key: number, out: Out): void {
  if (done === 0) {
    tellHeld(CHANGE_REFUSAL.withLoad, key, out);
    return;
  }
  draft.consolidation = -1;
  draft.onHold = true;
  tellHeld(CHANGE_REFUSAL.none, key, out);
}

function tellHeld(refusal: number, key: number, out: Out): void {
  out.tell(ORDER, orderOf(key), 'deliveryHeld', key % SHIPMENTS_MAX, refusal, null);
}

export function deliverAs(
  network: Network,
  draft: ShipmentState,
  { key, a: place, b: promisedAt }: DeliverAs,
  now: Instant,
  out: Out,
): void {
  draft.onHold = false;
  if (promisedAt > now) clockNoMore(draft, now, out);
  draft.promisedAt = promisedAt;
  if (place !== draft.destination) {
    draft.destination = place;
    draft.lane = network.laneOf(draft.node, place);
    // It was sourced with a way to somewhere else.
    draft.planned = NOT_PLANNED;
  }
  if (draft.status === 'packed' && draft.load < 0 && draft.consolidation < 0)
    joinLoad(network, draft, key, now, out);
}
