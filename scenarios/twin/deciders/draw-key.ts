/** What draws about a decision are keyed by: the order that it is about, of a load its smallest shipment's. */
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import type { Ask } from '../../host/ports.ts';

/** What is about no order is keyed by itself. */
const OF_ORDERS: ReadonlySet<string> = new Set(['order', 'load']);

/** @param keyOf what the draws of an order are keyed by */
export function drawKeyOf({ entityType, entityKey }: Ask, keyOf: (order: number) => number): number {
  if (!OF_ORDERS.has(entityType)) return entityKey >>> 0;
  return keyOf(entityType === 'load' ? Math.floor(entityKey / SHIPMENTS_MAX) : entityKey);
}
