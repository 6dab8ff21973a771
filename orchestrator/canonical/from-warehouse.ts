/** Stock, reservations and waves -> canonical documents. */
import type { StockLot, StockReserved } from '../contracts/wms.ts';
import type { StockViewState } from '../processes/outbound/stock-view.ts';
import { type CanonicalContext, eaches, momentOf, nameOf, shipmentId } from './context.ts';
import type { InventoryPosition, Reservation } from './inventory.ts';
import type { Wave } from './wave.ts';

/**
 * What the view knows of its node; products that no feed has named are left out.
 * @param lotsOf as the latest feed has named them; what was reserved since is not taken off them
 */
export function canonicalOfStock(
  context: CanonicalContext,
  node: number,
  { available, toldBy, countedAt }: StockViewState,
  lotsOf: (product: number) => readonly StockLot[],
): InventoryPosition[] {
  const { place } = context.network.nodes[node]!;
  return available.flatMap((units, product) =>
    units < 0
      ? []
      : [
          {
            canonical: 'inventory-position' as const,
            version: 2 as const,
            node: nameOf(context.nodes, node, 'node'),
            product: nameOf(context.products, product, 'product'),
            owner: context.owner,
            available: eaches(units),
            countedAt: momentOf(context, countedAt, place),
            feed: toldBy[product]!,
            lots: lotsOf(product).map((lot) => ({
              no: lot.no,
              status: lot.expiresAt <= countedAt ? ('expired' as const) : ('approved' as const),
              available: eaches(lot.available),
              expiresAt: momentOf(context, lot.expiresAt, place),
            })),
          },
        ],
  );
}

export function canonicalOfReservation(
  context: CanonicalContext,
  { key, a: node, b: missing, body }: StockReserved,
  status: Reservation['status'],
): Reservation {
  return {
    canonical: 'reservation',
    version: 2,
    shipment: shipmentId(context, key),
    node: nameOf(context.nodes, node, 'node'),
    status,
    reserved: body.units.map(eaches),
    missing: eaches(missing),
  };
}

/** A wave that the core has had released, or that WMS has begun. */
export interface WaveBegun {
  readonly node: number;
  readonly no: number;
  readonly releasedAt: number;
  readonly shipments: readonly number[];
}

export function canonicalOfWave(
  context: CanonicalContext,
  { node, no, releasedAt, shipments }: WaveBegun,
  status: Wave['status'],
): Wave {
  const name = nameOf(context.nodes, node, 'node');
  return {
    canonical: 'wave',
    version: 2,
    id: `${name}/${no}`,
    node: name,
    status,
    releasedAt: momentOf(context, releasedAt, context.network.nodes[node]!.place),
    shipments: shipments.map((shipment) => shipmentId(context, shipment)),
  };
}
