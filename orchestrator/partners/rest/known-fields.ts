/**
 * Fields of events that the guide has, by type: what else a carrier writes is drift of its schema. It is kept and reported, and nothing
 * is done by it.
 */
import type { RestEvent } from '../../contracts/rest-payloads.ts';

const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['tender.accepted', new Set(['load', 'attempt'])],
  ['tender.rejected', new Set(['load', 'attempt', 'reason'])],
  ['tender.countered', new Set(['load', 'attempt', 'asked', 'detention'])],
  ['truck.arrived', new Set(['load', 'attempt', 'arrivedAt'])],
  ['shipment.status', new Set(['load', 'status', 'occurredAt', 'estimatedAt'])],
  ['shipment.delivered', new Set(['load', 'deliveredAt', 'shipments'])],
  ['expedite.answered', new Set(['load', 'done', 'estimatedAt'])],
  ['hold.answered', new Set(['load', 'held', 'readyAt', 'earned'])],
  ['invoice.issued', new Set(['load', 'invoice', 'total', 'charges'])],
  ['invoice.corrected', new Set(['load', 'invoice', 'total'])],
  ['dispute.rejected', new Set(['load', 'invoice', 'total'])],
  ['claim.answered', new Set(['shipment', 'credited'])],
]);

/** Names of the fields that nobody knows; null = there are none. */
export function unknownFields({ type, data }: RestEvent): readonly string[] | null {
  const known = FIELDS.get(type);
  if (known === undefined) return null;
  let unknown: string[] | null = null;
  for (const field in data) {
    if (known.has(field)) continue;
    unknown ??= [];
    unknown.push(field);
  }
  return unknown;
}
