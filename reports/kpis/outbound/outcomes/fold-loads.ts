/**
 * What business events say of loads, their tenders and their freight invoices.
 *
 * 1. Booking, pickup and the truck's arrival are those at the node: another carrier's, under way at a terminal, change nothing of them.
 * 2. A load that drives on after all, booked without a line of the rate table, has the line again that it left by.
 */
import type { OutboundBooks } from './books.ts';
import { LOAD_FLAG, ORDER_FLAG, TENDER_ANSWER } from './tables.ts';

/** `MILESTONE` of the carriers' contract: customs hold and release; an event's number is its milestone + 16 x which of its kind. */
const OF_BORDER: ReadonlySet<number> = new Set([7, 8]);
const MILESTONES = 16;
/** Delayed, held by customs: from then on somebody knows that it comes later. */
const OF_DELAY: ReadonlySet<number> = new Set([6, 7]);

/** `DOCUMENT_REFUSAL` of the TMS contract. */
const DENIED_PARTY = 1;

export function foldLoad(
  books: OutboundBooks,
  time: number,
  event: string,
  owner: string,
  key: number,
  n: number,
  a: number,
  b: number,
): void {
  const row = books.loadRow(key);
  if (row < 0) return;
  const { loads } = books;
  switch (event) {
    case 'milestone':
      // What happens at a border is due of no load.
      if (!OF_BORDER.has(n % MILESTONES)) loads.milestones[row]! += 1;
      if (OF_DELAY.has(n % MILESTONES)) noteDelay(books, row, a);
      noteLag(books, row, a, b);
      return;
    case 'loadFormed':
      loads.lane[row] = a;
      return;
    case 'tenderOffered':
      offer(books, time, row, n, a);
      noteTender(books, owner, row, a, b);
      return;
    case 'tenderAccepted':
      if (!endTender(books, row, n, TENDER_ANSWER.accepted)) return;
      books.carriers.accepted[books.carriers.row(a)]! += 1;
      if (n === 1) loads.flags[row]! |= LOAD_FLAG.firstAccepted;
      return;
    case 'tenderRejected':
      if (endTender(books, row, n, TENDER_ANSWER.rejected))
        books.carriers.rejected[books.carriers.row(a)]! += 1;
      return;
    case 'tenderCountered':
      if (endTender(books, row, n, TENDER_ANSWER.countered))
        books.carriers.countered[books.carriers.row(a)]! += 1;
      return;
    case 'tenderExpired':
      if (endTender(books, row, n, TENDER_ANSWER.silent)) books.carriers.silent[books.carriers.row(a)]! += 1;
      return;
    case 'loadBooked':
      if (!hasLeft(books, row)) loads.bookedAt[row] = books.second(time);
      loads.carrier[row] = a;
      loads.agreedMinor[row] = b;
      return;
    case 'bookingCancelled':
      if (!hasLeft(books, row)) loads.bookedAt[row] = -1;
      loads.agreedMinor[row] = -1;
      return;
    case 'pickupPlanned':
      planPickup(books, row, a, b);
      return;
    default:
      onTheWay(books, time, event, row, n, a, b);
  }
}

function onTheWay(
  books: OutboundBooks,
  time: number,
  event: string,
  row: number,
  n: number,
  a: number,
  b: number,
): void {
  const { loads } = books;
  switch (event) {
    case 'pickupSlotConfirmed':
      // Its truck is called for that; one that has come stays as late as it was.
      if (!hasLeft(books, row) && loads.arrivedAt[row]! < 0) loads.pickupAt[row] = books.second(a);
      return;
    case 'truckArrived':
      if (!hasLeft(books, row)) loads.arrivedAt[row] = books.second(time);
      return;
    case 'truckDetained':
      loads.detentionMinor[row] = a;
      return;
    case 'truckNoShow':
      loads.flags[row]! |= LOAD_FLAG.noShow;
      return;
    case 'documentsRefused':
      refusePapers(books, row, a, b);
      return;
    case 'loadDeparted':
      loads.departedAt[row] = books.second(time);
      loads.rateLeft[row] = loads.rate[row]!;
      return;
    case 'loadAtRisk':
      loads.atRiskAt[row] = books.second(time);
      return;
    case 'expediteRequested':
      loads.expediteMinor[row] = a;
      return;
    case 'expediteAnswered':
      if (a === 1) loads.flags[row]! |= LOAD_FLAG.expedited;
      return;
    case 'loadDelivered':
      loads.deliveredAt[row] = books.second(time);
      return;
    case 'proofUnread':
      loads.proofsUnread[row] = n;
      return;
    case 'proofReceived':
      loads.proofAt[row] = books.second(time);
      return;
    case 'proofWaived':
      loads.proofAt[row] = books.second(time);
      loads.flags[row]! |= LOAD_FLAG.proofWaived;
      return;
    case 'loadLost':
      loads.deliveredAt[row] = books.second(time);
      loads.flags[row]! |= LOAD_FLAG.lost;
      return;
    case 'freightBilled':
      // The bill that comes twice is no. 2.
      if (n !== 1) return;
      loads.billedMinor[row] = a;
      loads.billedAt[row] = books.second(time);
      return;
    case 'freightPaid':
      loads.paidMinor[row] = a;
      settleDispute(books, time, row);
      return;
    case 'invoiceCorrected':
      settleDispute(books, time, row);
  }
}

/** An event of the freight invoice, whose key is its load's. */
export function foldInvoice(books: OutboundBooks, time: number, event: string, key: number): void {
  const row = books.loadRow(key);
  if (row < 0) return;
  const { loads } = books;
  if (event === 'freightMatched') loads.flags[row]! |= LOAD_FLAG.matched;
  else if (event === 'freightDisputed') {
    loads.flags[row]! |= LOAD_FLAG.disputed;
    loads.disputedAt[row] = books.second(time);
  }
}

function settleDispute(books: OutboundBooks, time: number, row: number): void {
  const { loads } = books;
  if (loads.disputedAt[row]! >= 0 && loads.settledAt[row]! < 0) loads.settledAt[row] = books.second(time);
}

function offer(books: OutboundBooks, time: number, row: number, n: number, carrier: number): void {
  const { loads, carriers } = books;
  if (loads.offeredAt[row]! < 0) loads.offeredAt[row] = books.second(time);
  if (!hasLeft(books, row)) loads.attempts[row] = n;
  loads.openAttempt[row] = n;
  carriers.offered[carriers.row(carrier)]! += 1;
}

/** @param minor what was offered */
function noteTender(books: OutboundBooks, owner: string, load: number, carrier: number, minor: number): void {
  const { tenders, loads } = books;
  const row = tenders.add();
  tenders.load[row] = load;
  tenders.carrier[row] = carrier;
  tenders.priced[row] = minor > 0 ? 1 : 0;
  tenders.byTms[row] = owner === 'TMS' ? 1 : 0;
  loads.tender[load] = row;
}

function hasLeft({ loads }: OutboundBooks, row: number): boolean {
  return loads.departedAt[row]! >= 0;
}

function planPickup(books: OutboundBooks, row: number, at: number, rate: number): void {
  const { loads } = books;
  if (!hasLeft(books, row)) {
    loads.pickupAt[row] = books.second(at);
    loads.rate[row] = rate;
  } else loads.rate[row] = rate >= 0 ? rate : loads.rateLeft[row]!;
}

/** Whether the tender was open until now: a late answer ends nothing. */
function endTender({ loads, tenders }: OutboundBooks, row: number, n: number, answer: number): boolean {
  const { openAttempt, tender } = loads;
  if (openAttempt[row] !== n) return false;
  openAttempt[row] = 0;
  if (tender[row]! >= 0) tenders.answer[tender[row]!] = answer;
  return true;
}

/** The first of them, by when they occurred. */
function noteDelay(books: OutboundBooks, row: number, occurredAt: number): void {
  const { delayedAt } = books.loads;
  const at = books.second(occurredAt);
  if (delayedAt[row]! < 0 || at < delayedAt[row]!) delayedAt[row] = at;
}

function noteLag(books: OutboundBooks, row: number, occurredAt: number, reportedAt: number): void {
  const lag = books.lags.add();
  books.lags.load[lag] = row;
  books.lags.seconds[lag] = Math.round((reportedAt - occurredAt) / 1000);
}

/** Of its shipments only the smallest is known; the others show as lines cancelled by rule. */
function refusePapers(books: OutboundBooks, row: number, fault: number, reason: number): void {
  const { loads, shipments, orders } = books;
  const order = shipments.order[loads.shipment[row]!]!;
  const barred = reason === DENIED_PARTY && orders.customer[order] === fault;
  orders.flags[order]! |= barred ? ORDER_FLAG.barred : ORDER_FLAG.refusedByRule;
}
