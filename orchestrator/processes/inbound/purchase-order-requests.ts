/** What a purchase order asks of its supplier. Each may be sent again: the portal knows it by the order's number. */
import { SUPPLIER_PORTAL } from '../../contracts/partners.ts';
import type { Out } from '../../core/out.ts';
import { type InboundSettings, termsOf } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { movePurchaseOrder, type PurchaseOrderState, wantsNotice } from './purchase-order-state.ts';
import { WATCH_TIMER, waitsNoMore } from './waiting.ts';

/** The order goes to its supplier, once more. */
export function sendOrder(
  draft: PurchaseOrderState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  const { supplier, node, dueAt, products, ordered, unitCostMinor } = draft;
  const lines = products.map((product, line) => ({
    product,
    units: ordered[line]!,
    unitCostMinor: unitCostMinor[line]!,
  }));
  out.send(SUPPLIER_PORTAL, 'sendPurchaseOrder', key, supplier, dueAt, { supplier, node, lines, dueAt });
  out.timer(WATCH_TIMER, instant(now + termsOf(settings, supplier).confirmGraceMs));
}

/** A notice is waited for, if one is owed: from the promised instant of shipping on, or from now. */
export function watchNotices(
  draft: PurchaseOrderState,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  if (!wantsNotice(draft)) return;
  const from = draft.known === 0 ? Math.max(now, draft.shipAt) : now;
  out.timer(WATCH_TIMER, instant(from + termsOf(settings, draft.supplier).noticeGraceMs));
}

/** What has not been shipped is not wanted any more. */
export function cancelRemainder(
  draft: PurchaseOrderState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  movePurchaseOrder(draft, 'cancelRemainder');
  waitsNoMore(draft, out);
  sendCancellation(draft, key, settings, now, out);
}

export function sendCancellation(
  draft: PurchaseOrderState,
  key: number,
  { limits }: InboundSettings,
  now: Instant,
  out: Out,
): void {
  out.send(SUPPLIER_PORTAL, 'cancelRemainder', key, draft.supplier, bitsOf(draft.known), null);
  out.timer(WATCH_TIMER, instant(now + limits.answerGraceMs));
}

/** No notice has come of what was promised. */
export function askForNotice(
  draft: PurchaseOrderState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  draft.noticeAsks += 1;
  out.send(SUPPLIER_PORTAL, 'askForNotice', key, draft.supplier, draft.noticeAsks, null);
  watchNotices(draft, settings, now, out);
}

function bitsOf(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
