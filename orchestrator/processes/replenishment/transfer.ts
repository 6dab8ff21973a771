/**
 * The open transfer of a replenishment: ordered at ERP, issued, delivered, received; called off where nothing leaves in time, asked after
 * where it does not come.
 *
 * 1. It is over when every unit ordered is accounted for: received, delivered in no good condition, never sent, or written off by a
 *    person.
 * 2. What is not with the first delivery is called off: the next review wants it anew.
 * 3. Each shipment is received once, and posted to ERP once: also one that was written off before.
 */
import { ERP, STORES, WMS } from '../../contracts/partners.ts';
import {
  CONDITIONS,
  type TransferClosed,
  type TransferDelivered,
  type TransferIssued,
  type TransferReleased,
  transferNo,
} from '../../contracts/replenishment.ts';
import type { TransferReceived } from '../../contracts/stores.ts';
import type { TaskAnsweredInput } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { dueAt, type ReplenishmentSettings, type StoreTerms } from '../../model/replenishment.ts';
import { closeTask, lastRound, WATCH_TIMER, waitsNoMore } from '../inbound/waiting.ts';
import { askPlanner, PLANNER_QUESTIONS } from './planner.ts';
import {
  closeTransfer,
  isAccountedFor,
  issuedUnits,
  moveReplenishment,
  openTransfer,
  type ReplenishmentState,
} from './replenishment-state.ts';

/** What a planner says of a transfer that does not come. */
export const MISSING_TRANSFER_ANSWER = { waitOn: 0, writeOff: 1 } as const;

type TransferInput =
  | TransferReleased
  | TransferIssued
  | TransferDelivered
  | TransferReceived
  | TransferClosed;

export function orderTransfer(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { numbering, stores, groups, limits } = settings;
  const terms = stores[Math.floor(key / numbering.groups)]!;
  const transfer = transferNo(numbering, key, draft.review, draft.attempt);
  openTransfer(draft, transfer, dueAt(terms, now, groups[key % numbering.groups]!.leadTimeMs));
  draft.orderedUnits = 0;
  for (const units of draft.units) draft.orderedUnits += units;
  moveReplenishment(draft, 'order');
  out.event('transferRequested', transfer, draft.orderedUnits, draft.dueAt);
  request(settings, draft, key, out);
  out.timer(WATCH_TIMER, instant(now + limits.answerGraceMs));
}

function request(
  { numbering }: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  out: Out,
): void {
  const { transfer, source, products, units } = draft;
  const store = Math.floor(key / numbering.groups);
  out.send(ERP, 'requestTransfer', key, transfer, draft.dueAt, { store, source, products, units });
}

/** Who has the books of a store. */
export function booksOf({ node }: StoreTerms): number {
  return node === undefined ? STORES : WMS;
}

/** @returns whether it is over without anything having come */
export function hearTransfer(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  input: TransferInput,
  now: Instant,
  out: Out,
): 'nothing came' | 'goes on' {
  switch (input.kind) {
    case 'transferReleased':
      if (draft.released) return 'goes on';
      draft.released = true;
      watchIssue(settings, draft, now, out);
      return 'goes on';
    case 'transferIssued':
      issue(settings, draft, input, now, out);
      break;
    case 'transferDelivered':
      draft.conditions[Math.floor(input.b / CONDITIONS)] = input.b % CONDITIONS;
      break;
    case 'transferReceived':
      receive(settings, draft, input, out);
      break;
    case 'transferClosed':
      draft.cancelledUnits = input.b;
  }
  return endIfOver(draft, now, out);
}

/** What was written off and comes after all is posted; else nothing of a transfer that is over matters any more. */
export function hearOver(draft: ReplenishmentState, input: TransferInput, out: Out): void {
  out.audit('transferOver', `${input.kind} of transfer ${input.a}, open is ${draft.transfer}`);
  if (input.kind === 'transferReceived')
    out.send(ERP, 'postTransferReceipt', input.key, input.a, input.b, input.body);
}

/** Released, and nothing has left: so long, then it is called off. */
function watchIssue(
  { limits }: ReplenishmentSettings,
  draft: ReplenishmentState,
  now: Instant,
  out: Out,
): void {
  waitsNoMore(draft, out);
  if (draft.status === 'ordered') out.timer(WATCH_TIMER, instant(now + limits.issueGraceMs));
}

function issue(
  { limits }: ReplenishmentSettings,
  draft: ReplenishmentState,
  { b: n, body }: TransferIssued,
  now: Instant,
  out: Out,
): void {
  if (draft.issued[n]! >= 0) return;
  let units = 0;
  for (const each of body.units) units += each;
  draft.issued[n] = units;
  draft.released = true;
  if (draft.status === 'ordered') {
    waitsNoMore(draft, out);
    out.timer(WATCH_TIMER, instant(Math.max(now, draft.dueAt) + limits.receiptGraceMs));
  }
  moveReplenishment(draft, 'transferIssued');
}

function receive(
  { groups, numbering }: ReplenishmentSettings,
  draft: ReplenishmentState,
  { key, b: n, body }: TransferReceived,
  out: Out,
): void {
  if (draft.received[n]) return;
  draft.received[n] = true;
  const { products } = groups[key % numbering.groups]!;
  for (let i = 0; i < body.products.length; i++) {
    const units = body.units[i]!;
    draft.receivedUnits += units;
    const line = products.indexOf(body.products[i]!);
    if (line >= 0) draft.onHand[line]! += units;
  }
  out.send(ERP, 'postTransferReceipt', key, draft.transfer, n, body);
  const complete = issuedUnits(draft) >= draft.orderedUnits || draft.cancelledUnits >= 0;
  if (!complete && !draft.cancelAsked) callOff(draft, key, out);
}

function callOff(draft: ReplenishmentState, key: number, out: Out): void {
  draft.cancelAsked = true;
  out.send(ERP, 'cancelTransfer', key, draft.transfer, 0, null);
}

function endIfOver(draft: ReplenishmentState, now: Instant, out: Out): 'nothing came' | 'goes on' {
  if (!isAccountedFor(draft)) return 'goes on';
  waitsNoMore(draft, out);
  const never = draft.receivedUnits === 0 && issuedUnits(draft) === 0;
  out.event('transferDone', draft.transfer, draft.receivedUnits, now - draft.dueAt);
  if (never) return 'nothing came';
  moveReplenishment(draft, 'arrived');
  closeTransfer(draft);
  return 'goes on';
}

/** What was waited for has not come. */
export function ringTransfer(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  if (draft.status !== 'ordered' && draft.status !== 'in-transit') {
    out.audit('inputNotExpected', `timer in status ${draft.status}`);
    return;
  }
  const { statusRequestsMax } = settings.limits;
  // Nothing has left in time: that is no silence yet.
  if (draft.status === 'ordered' && draft.released && !draft.cancelAsked) {
    callOff(draft, key, out);
    watchAnswer(settings, now, out);
  } else if (draft.asked < statusRequestsMax) {
    draft.asked += 1;
    askAfter(settings, draft, key, out);
    watchAnswer(settings, now, out);
  } else {
    const { transferMissing, transferUnanswered } = PLANNER_QUESTIONS;
    const question = draft.released ? transferMissing : transferUnanswered;
    askPlanner(draft, question, `transfer ${draft.transfer}`, settings.limits, now, out);
  }
}

function askAfter(settings: ReplenishmentSettings, draft: ReplenishmentState, key: number, out: Out): void {
  request(settings, draft, key, out);
  if (draft.status !== 'in-transit') return;
  const { stores, numbering } = settings;
  const books = booksOf(stores[Math.floor(key / numbering.groups)]!);
  out.send(books, 'askForReceipts', key, draft.transfer, 0, null);
}

function watchAnswer({ limits }: ReplenishmentSettings, now: Instant, out: Out): void {
  out.timer(WATCH_TIMER, instant(now + limits.answerGraceMs));
}

/** A planner has said what to do about a transfer that does not come. */
export function answerTransfer(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  { key, a: answer }: TaskAnsweredInput,
  now: Instant,
  out: Out,
): void {
  const last = lastRound(draft);
  const writesOff = draft.released && (answer === MISSING_TRANSFER_ANSWER.writeOff || last);
  closeTask(draft, out);
  if (!writesOff) {
    askAfter(settings, draft, key, out);
    out.timer(WATCH_TIMER, instant(now + settings.limits.receiptGraceMs));
    return;
  }
  waitsNoMore(draft, out);
  out.event('transferWrittenOff', draft.transfer, draft.orderedUnits, draft.receivedUnits);
  out.event('transferDone', draft.transfer, draft.receivedUnits, now - draft.dueAt);
  moveReplenishment(draft, 'arrived');
  closeTransfer(draft);
}
