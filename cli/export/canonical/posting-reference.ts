/** What a posting is for, in the words of documents. */
import { loadId, shipmentId } from '#orchestrator/canonical/context';
import { type InboundCanonicalContext, receiptId } from '#orchestrator/canonical/from-inbound';

const IDS: Readonly<Record<string, (context: InboundCanonicalContext, key: number) => string>> = {
  order: (context, key) => context.orderName(key),
  shipment: shipmentId,
  claim: shipmentId,
  load: loadId,
  'freight-invoice': loadId,
  'customs-entry': loadId,
  'purchase-order': (context, key) => context.purchaseOrderName(key),
  'inbound-receipt': receiptId,
};

/** @param actor that posts, and its key */
export function referenceOf(context: InboundCanonicalContext, actor: string, key: number): string {
  return IDS[actor]?.(context, key) ?? `${actor} ${key}`;
}
