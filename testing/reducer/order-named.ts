/** The order that a violation is about. */
import { orderOf } from '#orchestrator/contracts/shipment-key';

/** `order 17`, `shipment 136` -> 17; null = something else. */
export function orderNamedIn(subject: string): number | null {
  const [, entity, key] = /^(order|shipment|claim|invoice) (\d+)$/.exec(subject) ?? [];
  if (entity === undefined) return null;
  return entity === 'order' ? Number(key) : orderOf(Number(key));
}
