/**
 * KPIs of inbound: from the dock to stock, and how suppliers keep their word.
 *
 * 1. Of the whole run only; null where there is no inbound, and where nothing of the kind has happened.
 * 2. Censoring: a receipt that is not put away has no time from dock to stock; a purchase order that is not done is not judged, but it is
 *    late once it is past its date and no truck of it has come.
 */

import type { ReceiptKpi } from './catalogue/receipt-catalogue.ts';
import type { OutboundFacts } from './facts.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

/** `PURCHASE_END` of the purchasing contract: all of it has come. */
const RECEIVED = 0;

export function receiptKpis(
  { receiptBooks, epoch }: OutboundOutcomes,
  { doorMs, endAt }: Pick<OutboundFacts, 'doorMs' | 'endAt'>,
): Record<ReceiptKpi, number | null> {
  const { receipts, purchases } = receiptBooks;
  const toStock = new Sample();
  const wait = new Sample();
  const posting = new Sample();
  const sums = { atGate: 0, onTime: 0, counted: 0, accurate: 0, booked: 0, kept: 0, doorSeconds: 0 };
  const hasCome = new Uint8Array(purchases.size);
  let first = Infinity;
  let last = 0;
  for (let row = 0; row < receipts.size; row++) {
    const atGateAt = receipts.atGateAt[row]!;
    if (atGateAt < 0) continue;
    sums.atGate += 1;
    hasCome[receipts.order[row]!] = 1;
    if (atGateAt <= purchases.dueAt[receipts.order[row]!]!) sums.onTime += 1;
    if (receipts.slots[row]! > 0) {
      sums.booked += 1;
      if (receipts.missed[row] === 0) sums.kept += 1;
    }
    if (receipts.dockedAt[row]! >= 0) wait.add(receipts.dockedAt[row]! - atGateAt);
    if (receipts.putAwayAt[row]! >= 0) toStock.add(receipts.putAwayAt[row]! - atGateAt);
    const countedAt = receipts.countedAt[row]!;
    if (countedAt < 0) continue;
    sums.counted += 1;
    if (receipts.postedAt[row]! >= 0) posting.add(receipts.postedAt[row]! - countedAt);
    const noticedInTime = receipts.noticedAt[row]! >= 0 && receipts.noticedAt[row]! <= atGateAt;
    if (noticedInTime && receipts.noticedUnits[row] === receipts.countedUnits[row]) sums.accurate += 1;
    sums.doorSeconds += countedAt - receipts.dockedAt[row]!;
    first = Math.min(first, receipts.dockedAt[row]!);
    last = Math.max(last, countedAt);
  }
  return {
    dockToStockP50: toStock.quantileMs(0.5),
    dockToStockP95: toStock.quantileMs(0.95),
    gateWaitMean: wait.meanMs(),
    receiptsOnTime: ratio(sums.onTime, sums.atGate + overdue(purchases, hasCome, (endAt - epoch) / 1000)),
    noticeAccuracy: ratio(sums.accurate, sums.counted),
    supplierInFull: inFull(purchases),
    appointmentsKept: ratio(sums.kept, sums.booked),
    dockOccupancy:
      doorMs === undefined || last === 0
        ? null
        : ratio(sums.doorSeconds * 1000, doorMs(epoch + first * 1000, epoch + last * 1000)),
    receiptPostingLagMean: posting.meanMs(),
  };
}

/** Purchase orders past their date of which nothing has come, and may. */
function overdue(
  { size, end, dueAt }: OutboundOutcomes['receiptBooks']['purchases'],
  hasCome: Uint8Array,
  endSecond: number,
): number {
  let late = 0;
  for (let row = 0; row < size; row++)
    if (hasCome[row] === 0 && end[row]! < 0 && dueAt[row]! < endSecond) late += 1;
  return late;
}

function inFull({ size, end }: OutboundOutcomes['receiptBooks']['purchases']): number | null {
  let done = 0;
  let whole = 0;
  for (let row = 0; row < size; row++) {
    if (end[row]! < 0) continue;
    done += 1;
    if (end[row] === RECEIVED) whole += 1;
  }
  return ratio(whole, done);
}
