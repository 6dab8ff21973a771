/**
 * The deliveries of a purchase order, and when it ends.
 *
 * 1. A delivery counts once: what is heard of it again changes nothing but that it is the last.
 * 2. Deliveries are numbered without a gap: one that is heard of tells of those before it.
 * 3. It ends when nothing is under way, and all has come that was confirmed, or nobody wants the rest.
 */
import { ERP } from '../../contracts/partners.ts';
import type { Out } from '../../core/out.ts';
import type { InboundSettings } from '../../model/inbound.ts';
import type { Instant } from '../../model/instant.ts';
import {
  DELIVERY_END,
  DELIVERY_LAST,
  type DeliveryDone,
  type DeliveryNoticed,
  INBOUND_RECEIPT,
  receiptKey,
} from './inputs.ts';
import { cancelRemainder } from './purchase-order-requests.ts';
import {
  END_OF,
  isUnderWay,
  missingOf,
  movePurchaseOrder,
  openOf,
  type PurchaseOrderState,
  plus,
} from './purchase-order-state.ts';
import { askPerson, QUESTIONS, waitsNoMore } from './waiting.ts';

/** @returns whether it is news */
export function noteDelivery(
  draft: PurchaseOrderState,
  { key, a: n, b: last, body }: DeliveryNoticed,
  out: Out,
): boolean {
  const bit = 1 << n;
  const isNew = (draft.known & bit) === 0;
  const isLast = last === DELIVERY_LAST.last && !draft.isLast;
  const isAnnounced = last !== DELIVERY_LAST.notNoticed && (draft.announced & bit) === 0;
  if (isNew) {
    const { node, supplier, products, dueAt } = draft;
    const open = openOf(draft);
    out.tell(INBOUND_RECEIPT, receiptKey(key, n), 'expectReceipt', node, supplier, { products, open, dueAt });
  }
  draft.known |= bit;
  draft.shipped = Math.max(draft.shipped, n + 1);
  if (isLast) draft.isLast = true;
  if (isAnnounced) {
    draft.announced |= bit;
    if ((draft.ended & bit) === 0) draft.coming = plus(draft.coming, body.units, 1);
  }
  return isNew || isLast || isAnnounced;
}

/** @returns whether it is news */
export function endDelivery(draft: PurchaseOrderState, { a: n, b: end, body }: DeliveryDone): boolean {
  const bit = 1 << n;
  if ((draft.ended & bit) !== 0) return false;
  draft.ended |= bit;
  draft.known |= bit;
  draft.shipped = Math.max(draft.shipped, n + 1);
  draft.received = plus(draft.received, body.units, 1);
  if ((draft.announced & bit) !== 0) draft.coming = plus(draft.coming, body.announced, -1);
  // What never came owes no notice any more.
  if (end === DELIVERY_END.lost) draft.announced |= bit;
  return true;
}

/** Ends it if nothing more can come, or nothing more is wanted. */
export function settle(
  draft: PurchaseOrderState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  const { status, confirmed, isLast } = draft;
  if (isUnderWay(draft)) return;
  if (status === 'closing') finish(draft, key, out);
  else if (status !== 'open' && status !== 'short') return;
  else if (missingOf(draft, confirmed) === 0) finish(draft, key, out);
  else if (isLast && status === 'open') takeShort(draft, key, settings, now, out);
}

/** The supplier is done, and not all has come. */
function takeShort(
  draft: PurchaseOrderState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  const { confirmed, supplier } = draft;
  const { limits } = settings;
  let wanted = 0;
  for (let line = 0; line < confirmed.length; line++) wanted += confirmed[line]!;
  const missing = missingOf(draft, confirmed);
  if (missing <= wanted * limits.shortCloseShare) {
    cancelRemainder(draft, key, settings, now, out);
    return;
  }
  movePurchaseOrder(draft, 'endedShort');
  const detail = `supplier ${supplier} is done, ${missing} of ${wanted} units have not come`;
  askPerson(draft, QUESTIONS.shortDelivery, detail, limits, now, out);
}

function finish(draft: PurchaseOrderState, key: number, out: Out): void {
  movePurchaseOrder(draft, endingOf(draft));
  waitsNoMore(draft, out);
  for (let n = 0; n < draft.shipped; n++)
    if ((draft.announced & (1 << n)) === 0)
      out.tell(INBOUND_RECEIPT, receiptKey(key, n), 'purchaseOrderEnded', n, 0, null);
  reportEnd(draft, key, out);
}

function endingOf(draft: PurchaseOrderState): string {
  if (missingOf(draft, draft.ordered) === 0) return 'allReceived';
  if (draft.shipped > 0) return 'partReceived';
  return draft.isDeclined || draft.status === 'open' ? 'nothingConfirmed' : 'nothingShipped';
}

/** ERP hears how it ended, once: what was committed to the rest is free. */
export function reportEnd(draft: PurchaseOrderState, key: number, out: Out): void {
  const end = END_OF[draft.status]!;
  const missing = missingOf(draft, draft.ordered);
  out.event('purchaseOrderDone', 1, end, missing);
  out.send(ERP, 'reportPurchaseOrderDone', key, end, missing, null);
}
