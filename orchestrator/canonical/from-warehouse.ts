/** Stock, reservations and waves, and what has gone astray -> canonical documents. */
import type { ReleaseWave, StockReserved } from '../contracts/wms.ts';
import type { ExceptionCaseState } from '../processes/outbound/exception-case.ts';
import type { StockViewState } from '../processes/outbound/stock-view.ts';
import { type CanonicalContext, eaches, momentOf, nameOf, shipmentId } from './context.ts';
import type { Exception } from './exception.ts';
import type { InventoryPosition, Reservation } from './inventory.ts';
import type { Wave } from './wave.ts';

/** What the view knows of its node; products that no feed has named are left out. */
export function canonicalOfStock(
  context: CanonicalContext,
  node: number,
  { available, toldBy, countedAt }: StockViewState,
): InventoryPosition[] {
  const { place } = context.network.nodes[node]!;
  return available.flatMap((units, product) =>
    units < 0
      ? []
      : [
          {
            canonical: 'inventory-position' as const,
            version: 1 as const,
            node: nameOf(context.nodes, node, 'node'),
            product: nameOf(context.products, product, 'product'),
            available: eaches(units),
            countedAt: momentOf(context, countedAt, place),
            feed: toldBy[product]!,
          },
        ],
  );
}

export function canonicalOfReservation(
  context: CanonicalContext,
  { key, a: node, b: missing, body }: StockReserved,
): Reservation {
  return {
    canonical: 'reservation',
    version: 1,
    shipment: shipmentId(context, key),
    node: nameOf(context.nodes, node, 'node'),
    reserved: body.units.map(eaches),
    missing: eaches(missing),
  };
}

export function canonicalOfWave(context: CanonicalContext, { a: node, b: n, body }: ReleaseWave): Wave {
  const name = nameOf(context.nodes, node, 'node');
  return {
    canonical: 'wave',
    version: 1,
    id: `${name}/${n}`,
    node: name,
    status: 'released',
    shipments: body.shipments.map((shipment) => shipmentId(context, shipment)),
  };
}

/** @param key business key of what it is about */
export function canonicalOfException(key: number, state: ExceptionCaseState): Exception {
  return {
    canonical: 'exception',
    version: 1,
    key: String(key),
    // It is forgotten once nothing more has come to a closed one.
    status: state.status === 'closed' || state.status === 'forgotten' ? 'closed' : 'open',
    opening: state.openings,
    inputs: state.count,
    lastInput: state.lastKind,
  };
}
