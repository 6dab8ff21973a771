/**
 * How orders, shipments and loads are numbered, for all who speak of them: a shipment's key is order x `SHIPMENTS_MAX` + n, n = which
 * sourcing of the order it came from, from 0; a load's is that of its smallest shipment.
 */

/** Shipments an order may come to. */
export const SHIPMENTS_MAX = 8;

export function shipmentKey(order: number, n: number): number {
  return order * SHIPMENTS_MAX + n;
}

/** Order of a shipment, or of a load's smallest one. */
export function orderOf(shipment: number): number {
  return Math.floor(shipment / SHIPMENTS_MAX);
}

/** Which sourcing of its order it came from, from 0. */
export function sourcingOf(shipment: number): number {
  return shipment % SHIPMENTS_MAX;
}
