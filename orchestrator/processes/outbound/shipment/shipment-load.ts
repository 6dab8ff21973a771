/** How a packed shipment comes to a load, and leaves it. */
import { isRoute } from '../../../contracts/route-key.ts';
import type { DeliverTo } from '../../../contracts/three-pl.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import { indexFrom, type Network } from '../../../model/network.ts';
import { tmsConsolidates } from '../../../model/responsibilities.ts';
import { storeByRoute } from '../../../model/routes.ts';
import { ROUTE, ROUTE_PLAN } from '../../replenishment/route-inputs.ts';
import { CONSOLIDATION, LOAD, type LoadedShipment, PLANNED_LOADS } from '../inputs.ts';
import type { ShipmentState } from './shipment-state.ts';

const NO_NUMBERS: readonly number[] = [];
const COLD = { coldChain: true } as const;
/** `cutoff` of a load that waits for none. */
const NO_CUTOFF = -1;

/** Joins the first cut-off from now; where there is none, or it is a parcel, it is a load of its own. */
export function joinLoad(network: Network, draft: ShipmentState, key: number, now: Instant, out: Out): void {
  // Who arranges the freight knows where it is to go, and says what it has left with.
  if (network.freight !== undefined || draft.onHold) return;
  const { cutoffs, parcelBelowGrams } = network.lanes[draft.lane]!;
  const parcel = draft.weightGrams < parcelBelowGrams && storeByRoute(network.routes, draft.customer) < 0;
  join(network, draft, parcel ? NO_CUTOFF : indexFrom(cutoffs, now), key, out);
}

/** It came too late for cut-off `missed`. */
export function joinNext(
  network: Network,
  draft: ShipmentState,
  missed: number,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { cutoffs } = network.lanes[draft.lane]!;
  const from = indexFrom(cutoffs, now);
  const index = from < 0 ? from : Math.max(from, missed + 1);
  join(network, draft, index < cutoffs.length ? index : -1, key, out);
}

function join(network: Network, draft: ShipmentState, index: number, key: number, out: Out): void {
  const { lane, node } = draft;
  const shipment = asLoaded(network, draft, key);
  if (index < 0) {
    draft.consolidation = -1;
    draft.load = key;
    out.tell(LOAD, key, 'formLoad', 0, 0, { lane, node, cutoff: NO_CUTOFF, shipments: [shipment] });
    return;
  }
  const store = storeByRoute(network.routes, draft.customer);
  if (store >= 0) {
    draft.consolidation = index * network.nodes.length + node;
    out.tell(ROUTE_PLAN, draft.consolidation, 'joinRoute', store, index, { goods: shipment, store, ride: 1 });
    return;
  }
  if (tmsConsolidates(network)) {
    draft.consolidation = lane;
    out.tell(PLANNED_LOADS, lane, 'joinLoad', lane, index, shipment);
    return;
  }
  draft.consolidation = index * network.lanes.length + lane;
  out.tell(CONSOLIDATION, draft.consolidation, 'joinLoad', lane, index, shipment);
}

/** Its load, or where it waits to be part of one. */
export function leaveLoad(network: Network, draft: ShipmentState, key: number, out: Out): void {
  const { load, consolidation } = draft;
  if (isRoute(load)) out.tell(ROUTE, load, 'leaveLoad', key, 0, null);
  else if (load >= 0) out.tell(LOAD, load, 'leaveLoad', key, 0, null);
  else if (consolidation < 0) return;
  else if (storeByRoute(network.routes, draft.customer) >= 0)
    out.tell(ROUTE_PLAN, consolidation, 'leaveLoad', key, 0, null);
  else if (tmsConsolidates(network)) out.tell(PLANNED_LOADS, consolidation, 'leaveLoad', key, 0, null);
  else out.tell(CONSOLIDATION, consolidation, 'leaveLoad', key, 0, null);
}

function asLoaded(network: Network, draft: ShipmentState, key: number): LoadedShipment {
  const { products, units, unitPriceMinor } = draft;
  let dangerous = false;
  let coldChain = false;
  let documents = network.nodes[draft.node]?.country !== network.customers[draft.customer]?.country;
  let valueMinor = 0;
  for (let line = 0; line < units.length; line++) {
    if (units[line] === 0) continue;
    const product = network.products[products[line]!];
    if (product !== undefined && product.unNumber !== 0) dangerous = true;
    if (product?.exportControlled) documents = true;
    if (product?.coldChain === true) coldChain = true;
    valueMinor += units[line]! * unitPriceMinor[line]!;
  }
  return {
    shipment: key,
    customer: draft.customer,
    destination: draft.destination,
    promisedAt: draft.promisedAt,
    weightGrams: draft.weightGrams,
    handlingUnits: draft.handlingUnits,
    dangerous,
    ...(coldChain ? COLD : {}),
    documents,
    valueMinor,
    products: documents || dangerous ? products : NO_NUMBERS,
    units: documents || dangerous ? units : NO_NUMBERS,
    instructed: draft.instructed,
    planned: draft.planned,
  };
}

/** Where a third party carries it from the node: what its order says of that. */
export function deliverTo(network: Network, draft: ShipmentState): DeliverTo {
  const { destination, lane, promisedAt, products, units, unitPriceMinor } = draft;
  let valueMinor = 0;
  let dangerous = false;
  for (let line = 0; line < units.length; line++) {
    valueMinor += units[line]! * unitPriceMinor[line]!;
    if ((network.products[products[line]!]?.unNumber ?? 0) !== 0) dangerous = true;
  }
  return { destination, lane, promisedAt, valueMinor, dangerous };
}
