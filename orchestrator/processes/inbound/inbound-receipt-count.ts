/**
 * What was counted of a delivery, beside what was announced and ordered: it goes into stock at once, or the receiving desk judges.
 *
 * 1. WMS hears once what to do with the goods, but for a reminder; ERP is told of each counted receipt once.
 * 2. Nothing but good units that were counted goes into stock.
 * 3. What no purchase order answers for goes back, and so does what had been given up.
 */
import { ERP, WMS } from '../../contracts/partners.ts';
import { DISCREPANCY } from '../../contracts/purchasing.ts';
import type { Out } from '../../core/out.ts';
import { type InboundSettings, termsOf } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { endReceipt, type InboundReceiptState, moveReceipt, sumOf } from './inbound-receipt-state.ts';
import { DELIVERY_END, deliveryOf, PURCHASE_ORDER, purchaseOrderOf } from './inputs.ts';
import { askPerson, QUESTIONS, WATCH_TIMER, waitsNoMore } from './waiting.ts';

/** What the receiving desk answers to `discrepancy`. */
export const DESK_ANSWER = { accept: 0, sendBack: 1 } as const;

/** All of it is counted. */
export function compare(
  draft: InboundReceiptState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  moveReceipt(draft, 'receiptCounted');
  waitsNoMore(draft, out);
  const isWanted = draft.isOrdered && !draft.isGivenUp;
  if (isWanted && isAsAnnounced(draft, settings)) {
    moveReceipt(draft, 'asAnnounced');
    takeIn(draft, key, settings, now, out);
    return;
  }
  const { announced, units, damaged } = draft;
  const [missing, broken] = [sumOf(announced) - sumOf(units) - sumOf(damaged), sumOf(damaged)];
  out.event('receiptDiscrepant', 1, missing, broken);
  if (!isWanted) {
    sendBack(draft, key, out);
    return;
  }
  moveReceipt(draft, 'differs');
  const detail = `announced ${sumOf(announced)}, counted ${sumOf(units)} good and ${broken} damaged`;
  askPerson(draft, QUESTIONS.discrepancy, detail, settings.limits, now, out);
}

/** By line: as announced, whole, and no more than is open. Without a notice, what is open is what may come. */
function isAsAnnounced(draft: InboundReceiptState, settings: InboundSettings): boolean {
  const { units, damaged, announced, open, isNoticed, supplier } = draft;
  const { damageTolerance, overTolerance } = settings.limits;
  const { countTolerance } = termsOf(settings, supplier);
  if (sumOf(units) === 0) return false;
  for (let line = 0; line < Math.max(open.length, units.length); line++) {
    const broken = damaged[line] ?? 0;
    const all = broken + (units[line] ?? 0);
    if (all > (open[line] ?? 0) * (1 + overTolerance)) return false;
    if (broken > all * damageTolerance) return false;
    if (!isNoticed) continue;
    const said = announced[line] ?? 0;
    if (Math.abs(all - said) > said * countTolerance) return false;
  }
  return true;
}

/** The receiving desk has judged. Where nothing is good, there is nothing to accept. */
export function judge(
  draft: InboundReceiptState,
  key: number,
  answer: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  waitsNoMore(draft, out);
  if (answer !== DESK_ANSWER.accept || sumOf(draft.units) === 0) {
    sendBack(draft, key, out);
    return;
  }
  moveReceipt(draft, 'accepted');
  draft.discrepancy = DISCREPANCY.accepted;
  takeIn(draft, key, settings, now, out);
}

function takeIn(
  draft: InboundReceiptState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  draft.taken = draft.units;
  releaseGoods(draft, key, settings, now, out);
  post(draft, key, out);
}

/** WMS may put it away; asked again, it does so once. */
export function releaseGoods(
  draft: InboundReceiptState,
  key: number,
  { limits }: InboundSettings,
  now: Instant,
  out: Out,
): void {
  out.send(WMS, 'releaseReceipt', key, draft.node, 1, null);
  out.timer(WATCH_TIMER, instant(now + limits.putAwayGraceMs));
}

function sendBack(draft: InboundReceiptState, key: number, out: Out): void {
  endReceipt(draft, 'rejected');
  draft.discrepancy = DISCREPANCY.rejected;
  draft.taken = draft.units.map(() => 0);
  out.send(WMS, 'releaseReceipt', key, draft.node, 0, null);
  post(draft, key, out);
  if (!draft.isGivenUp) tellDone(draft, key, DELIVERY_END.sentBack, out);
}

function post({ node, discrepancy, taken, damaged }: InboundReceiptState, key: number, out: Out): void {
  out.send(ERP, 'postGoodsReceipt', key, node, discrepancy, { units: taken, damaged });
}

/** The purchase order hears that nothing more comes of it. */
export function tellDone(
  { announced, taken }: InboundReceiptState,
  key: number,
  end: number,
  out: Out,
): void {
  out.tell(PURCHASE_ORDER, purchaseOrderOf(key), 'deliveryDone', deliveryOf(key), end, {
    announced,
    units: taken,
  });
}
