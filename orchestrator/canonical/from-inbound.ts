/** Purchase orders, ship notices and receipts as the core knows them -> canonical documents. */
import { DISCREPANCY } from '../contracts/purchasing.ts';
import type { ShipmentNoticed } from '../contracts/suppliers.ts';
import type {
  InboundReceiptState,
  InboundReceiptStatus,
} from '../processes/inbound/inbound-receipt-state.ts';
import { deliveryOf, purchaseOrderOf, RECEIPTS_MAX, receiptKey } from '../processes/inbound/inputs.ts';
import type { PurchaseOrderState, PurchaseOrderStatus } from '../processes/inbound/purchase-order-state.ts';
import { type CanonicalContext, eaches, momentOf, moneyOf, nameOf } from './context.ts';
import type { CanonicalGoodsReceipt } from './goods-receipt.ts';
import type { CanonicalPurchaseOrder } from './purchase-order.ts';
import type { CanonicalShipNotice } from './ship-notice.ts';
import type { Quantity } from './values.ts';

export interface InboundCanonicalContext extends CanonicalContext {
  readonly suppliers: readonly string[];
  purchaseOrderName(no: number): string;
}

/** `PO-0000017/0`: which delivery of which order. */
export function receiptId({ purchaseOrderName }: InboundCanonicalContext, key: number): string {
  return `${purchaseOrderName(purchaseOrderOf(key))}/${deliveryOf(key)}`;
}

const ORDER_STATUS: Readonly<Record<PurchaseOrderStatus, CanonicalPurchaseOrder['status']>> = {
  new: 'draft',
  sent: 'to_receive_and_bill',
  open: 'to_receive_and_bill',
  short: 'to_receive_and_bill',
  cancelling: 'to_receive_and_bill',
  closing: 'to_receive_and_bill',
  received: 'to_bill',
  'received-short': 'closed',
  declined: 'cancelled',
  'never-shipped': 'cancelled',
};

export function canonicalOfPurchaseOrder(
  context: InboundCanonicalContext,
  no: number,
  state: PurchaseOrderState,
): CanonicalPurchaseOrder {
  const { place } = context.network.nodes[state.node]!;
  const { isConfirmed } = state;
  return {
    canonical: 'purchase-order',
    version: 1,
    id: context.purchaseOrderName(no),
    supplier: nameOf(context.suppliers, state.supplier, 'supplier'),
    node: nameOf(context.nodes, state.node, 'node'),
    status: ORDER_STATUS[state.status],
    acknowledgement: acknowledgementOf(state),
    dueAt: momentOf(context, state.dueAt, place),
    shipAt: isConfirmed ? momentOf(context, state.shipAt, null) : null,
    lines: state.products.map((product, line) => ({
      line: line + 1,
      product: nameOf(context.products, product, 'product'),
      ordered: eaches(state.ordered[line]!),
      confirmed: isConfirmed ? eaches(state.confirmed[line]!) : null,
      received: eaches(state.received[line]!),
      unitCost: moneyOf(context, state.unitCostMinor[line]!),
    })),
    receipts: deliveriesOf(state).map((n) => receiptId(context, receiptKey(no, n))),
  };
}

function acknowledgementOf(state: PurchaseOrderState): CanonicalPurchaseOrder['acknowledgement'] {
  if (state.isDeclined || state.status === 'declined') return 'rejected';
  if (!state.isConfirmed) return 'pending';
  const isCut = state.ordered.some((units, line) => units !== state.confirmed[line]);
  return isCut ? 'accepted_with_changes' : 'accepted';
}

function deliveriesOf({ known }: PurchaseOrderState): number[] {
  return Array.from({ length: RECEIPTS_MAX }, (_, n) => n).filter((n) => (known & (1 << n)) !== 0);
}

/** @param order node and products of the purchase order that it is of: a notice names lines only */
export function canonicalOfShipNotice(
  context: InboundCanonicalContext,
  { key, a: supplier, b: estimatedAt, body }: ShipmentNoticed,
  order: Pick<PurchaseOrderState, 'node' | 'products'>,
): CanonicalShipNotice {
  const { place } = context.network.nodes[order.node]!;
  return {
    canonical: 'ship-notice',
    version: 1,
    id: receiptId(context, key),
    purchaseOrder: context.purchaseOrderName(purchaseOrderOf(key)),
    supplier: nameOf(context.suppliers, supplier, 'supplier'),
    node: nameOf(context.nodes, order.node, 'node'),
    estimatedAt: momentOf(context, estimatedAt, place),
    handlingUnits: body.handlingUnits,
    last: body.last,
    lines: order.products.map((product, line) => ({
      orderLine: line + 1,
      product: nameOf(context.products, product, 'product'),
      shipped: eaches(body.units[line] ?? 0),
    })),
  };
}

const RECEIPT_STATUS: Readonly<
  Record<Exclude<InboundReceiptStatus, 'unannounced'>, CanonicalGoodsReceipt['status']>
> = {
  new: 'announced',
  asking: 'announced',
  unordered: 'unordered',
  expected: 'expected',
  'at-gate': 'at_gate',
  counted: 'counted',
  judging: 'discrepant',
  'putting-away': 'putting_away',
  'given-up': 'lost',
  'put-away': 'put_away',
  'sent-back': 'sent_back',
  lost: 'lost',
};

/** That the notice is still owed, is nothing to the goods. */
function receiptStatusOf({ status, discrepancy }: InboundReceiptState): CanonicalGoodsReceipt['status'] {
  if (status !== 'unannounced') return RECEIPT_STATUS[status];
  return discrepancy === DISCREPANCY.rejected ? 'sent_back' : 'put_away';
}

const DISCREPANCIES = new Map<number, CanonicalGoodsReceipt['discrepancy']>([
  [DISCREPANCY.none, 'none'],
  [DISCREPANCY.accepted, 'accepted'],
  [DISCREPANCY.rejected, 'rejected'],
]);

/** Before the purchase order has answered for it, it has no lines: nobody knows of what. */
export function canonicalOfGoodsReceipt(
  context: InboundCanonicalContext,
  key: number,
  state: InboundReceiptState,
): CanonicalGoodsReceipt {
  const { node, supplier, isNoticed, isCounted, estimatedAt, atGateAt } = state;
  const place = node < 0 ? null : context.network.nodes[node]!.place;
  const unitsAt = (units: readonly number[], line: number, isKnown: boolean): Quantity | null =>
    isKnown ? eaches(units[line] ?? 0) : null;
  return {
    canonical: 'goods-receipt',
    version: 1,
    id: receiptId(context, key),
    purchaseOrder: context.purchaseOrderName(purchaseOrderOf(key)),
    supplier: supplier < 0 ? null : nameOf(context.suppliers, supplier, 'supplier'),
    node: node < 0 ? null : nameOf(context.nodes, node, 'node'),
    status: receiptStatusOf(state),
    estimatedAt: estimatedAt === 0 ? null : momentOf(context, estimatedAt, place),
    atGateAt: atGateAt === 0 ? null : momentOf(context, atGateAt, place),
    discrepancy: DISCREPANCIES.get(state.discrepancy)!,
    lines: state.products.map((product, line) => ({
      orderLine: line + 1,
      product: nameOf(context.products, product, 'product'),
      announced: unitsAt(state.announced, line, isNoticed),
      good: unitsAt(state.units, line, isCounted),
      damaged: unitsAt(state.damaged, line, isCounted),
      taken: unitsAt(state.taken, line, state.taken.length > 0),
    })),
  };
}
