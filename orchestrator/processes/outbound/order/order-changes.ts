/**
 * What a customer wants otherwise: other quantities, another day, another place. One change at a time, in the order in which they are heard of.
 *
 * 1. Each change is answered once: made, or not and why (`CHANGE_REFUSAL`). What is heard of a second time is known by its number.
 * 2. Units of a line are those that it is to come to in all: what was cancelled of it counts no more. More is opened, and sourced from any node;
 *    where all goes at once with the rest (`gathers`). Less comes from what is open, then from what waits for stock, then from the shipment that
 *    was sourced last, as far as WMS has not begun to pick it; a shipment of which nothing would be left is stopped, which goes until its goods
 *    leave. What was freed for a change that is not made after all is sourced again.
 * 3. Another day or place is for all of the order or for nothing of it: every shipment that has not left must say that it waits, and then
 *    hears how it goes on, by the new terms or by the old ones.
 * 4. A shipment that is too far for that (at work; with a load) is called back, if the change can't be made without it and can be with it: it is
 *    stopped, which goes until its goods leave, and what is still wanted of it is sourced anew. Not for a sooner day, for which nothing would
 *    come sooner by it, and not where too few sourcings are left.
 * 5. While a change waits for shipments nothing is sourced; while something is being sourced such a change waits.
 */
import {
  CHANGE_REFUSAL,
  type DeliveryDateChanged,
  type OrderChanged,
  type ShipToChanged,
} from '../../../contracts/erp.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network, ProcessLimits } from '../../../model/network.ts';
import { storeByRoute } from '../../../model/routes.ts';
import { SHIPMENT, SHIPMENTS_MAX, STOP_REASON, shipmentKey } from '../inputs.ts';
import { chaseLater } from './order-chase.ts';
import { isOver, total } from './order-lines.ts';
import {
  BACKORDER_TIMER,
  type ChangeWish,
  MATTER,
  moveOrder,
  noChanges,
  type OrderChanges,
  type OrderState,
  PHASE,
  PROMISE_TIMER,
} from './order-state.ts';
import { endTask } from './order-tasks.ts';

export type ChangeInput = OrderChanged | DeliveryDateChanged | ShipToChanged;

/** The shipments of the order have been asked, or it must be sourced first. */
const WAITS = -1;

export function isChange(input: { readonly kind: string }): input is ChangeInput {
  const { kind } = input;
  return kind === 'orderChanged' || kind === 'deliveryDateChanged' || kind === 'shipToChanged';
}

/** It is answered in its turn. @returns false where it was heard of before */
export function keepChange(draft: OrderState, input: ChangeInput): boolean {
  draft.changes ??= noChanges();
  const { changes } = draft;
  const wish = wishOf(input);
  if (changes.heard.includes(wish.no)) return false;
  changes.heard.push(wish.no);
  changes.matters.push(wish.matter);
  changes.waiting.push(wish);
  return true;
}

function wishOf(input: ChangeInput): ChangeWish {
  const { a, b } = input;
  if (input.kind === 'orderChanged') return { no: input.body.change, matter: a, value: b };
  return { no: b, matter: input.kind === 'shipToChanged' ? MATTER.place : MATTER.date, value: a };
}

/** Answers what can be answered now, and asks what must be asked. @returns whether nothing may be sourced meanwhile */
export function takeChanges(
  network: Network,
  draft: OrderState,
  key: number,
  now: Instant,
  out: Out,
): boolean {
  const { changes } = draft;
  if (changes === null) return false;
  for (let wish = changes.waiting[0]; wish !== undefined; wish = changes.waiting[0]) {
    const before = total(draft.ordered);
    const refusal = judge(network, draft, changes, wish, key, now, out);
    if (refusal === WAITS) return true;
    answer(draft, changes, wish, refusal, total(draft.ordered) - before, key, out);
  }
  return false;
}

function judge(
  network: Network,
  draft: OrderState,
  changes: OrderChanges,
  wish: ChangeWish,
  key: number,
  now: Instant,
  out: Out,
): number {
  if (isOver(draft) || !isLive(draft))
    return total(draft.shipped) > 0 && !draft.cancelAsked ? CHANGE_REFUSAL.gone : CHANGE_REFUSAL.over;
  if (changes.asked !== 0) return WAITS;
  if (isOvertaken(changes, wish)) return CHANGE_REFUSAL.overtaken;
  return wish.matter >= 0
    ? takeUnits(draft, changes, wish, key, out)
    : takeDelivery(network, draft, changes, wish, key, now, out);
}

function isLive({ status }: OrderState): boolean {
  return status !== 'aftercare' && status !== 'done';
}

function isOvertaken({ heard, matters }: OrderChanges, { no, matter }: ChangeWish): boolean {
  return heard.some((other, i) => other > no && matters[i] === matter);
}

function answer(
  draft: OrderState,
  changes: OrderChanges,
  wish: ChangeWish,
  reason: number,
  units: number,
  key: number,
  out: Out,
): void {
  const { no } = wish;
  for (let n = 0; n < draft.phases.length; n++) {
    if ((changes.agreed & (1 << n)) === 0) continue;
    out.tell(SHIPMENT, shipmentKey(key, n), 'deliverAs', draft.destination, draft.promisedAt, null);
  }
  // What was freed may be had where it was.
  if (reason !== CHANGE_REFUSAL.none && wish.matter >= 0 && changes.done !== 0) draft.nodesTried = [];
  changes.waiting.shift();
  changes.asked = 0;
  changes.done = 0;
  changes.agreed = 0;
  changes.late = 0;
  changes.refusal = CHANGE_REFUSAL.none;
  out.event('changeAnswered', no, reason, units);
  out.send(draft.erp, 'answerChange', key, reason === CHANGE_REFUSAL.none ? 1 : 0, no, { reason });
}

/** @returns `CHANGE_REFUSAL`, or `WAITS` */
function takeUnits(
  draft: OrderState,
  changes: OrderChanges,
  { no, matter: line, value: units }: ChangeWish,
  key: number,
  out: Out,
): number {
  if (!(line in draft.ordered) || units < 0) return CHANGE_REFUSAL.unknown;
  const more = units - (draft.ordered[line]! - draft.cancelled[line]!);
  if (more > 0) {
    draft.ordered[line]! += more;
    // Where all goes at once it waits with what waits.
    if (draft.shipComplete && total(draft.backordered) > 0) draft.backordered[line]! += more;
    else draft.open[line]! += more;
    // A node that had nothing left of the old quantity was asked for another one.
    draft.nodesTried = [];
    return CHANGE_REFUSAL.none;
  }
  const missing = -more - draft.open[line]! - draft.backordered[line]!;
  if (missing > 0) return askForUnits(draft, changes, no, line, missing, key, out);
  draft.ordered[line]! += more;
  const fromOpen = Math.min(draft.open[line]!, -more);
  const waiting = -more - fromOpen;
  draft.open[line]! -= fromOpen;
  draft.backordered[line]! -= waiting;
  if (waiting > 0 && total(draft.backordered) === 0) out.cancel(BACKORDER_TIMER);
  if (draft.status === 'no-route' && total(draft.open) === 0) {
    endTask(draft, out);
    moveOrder(draft, 'nothingOpen');
  }
  return CHANGE_REFUSAL.none;
}

/**
 * What a change has opened goes with all the rest where the customer takes no partial shipment: what is in a warehouse is called back, once,
 * and sourced anew with it. Not where the customer might be left with nothing: it must be possible to source all of it twice, and to wait
 * for stock. @returns whether that is waited for
 */
export function gathers(
  draft: OrderState,
  { backorderTriesMax }: ProcessLimits,
  key: number,
  out: Out,
): boolean {
  const { changes, attempt, backorderTries } = draft;
  if (changes === null || !draft.shipComplete) return false;
  if (attempt + 2 > SHIPMENTS_MAX || backorderTries >= backorderTriesMax) return false;
  let bits = 0;
  for (let n = 0; n < draft.phases.length; n++)
    if (draft.phases[n] === PHASE.reserved && (changes.called & (1 << n)) === 0) bits |= 1 << n;
  if (bits === 0) return false;
  changes.called |= bits;
  // What goes back may be had where it was.
  draft.nodesTried = [];
  stop(draft, bits, key, out);
  return true;
}

/** Asks the shipment that was sourced last of those not asked yet. */
function askForUnits(
  draft: OrderState,
  changes: OrderChanges,
  no: number,
  line: number,
  missing: number,
  key: number,
  out: Out,
): number {
  if (!isQuiet(draft)) return WAITS;
  const count = draft.ordered.length;
  let there = 0;
  let last = -1;
  for (let n = 0; n < draft.phases.length; n++) {
    const held = draft.held[n * count + line]!;
    if (draft.phases[n] !== PHASE.reserved || held <= 0 || (changes.done & (1 << n)) !== 0) continue;
    there += held;
    last = n;
  }
  if (there < missing) return instead(draft, changes, line, missing - there, key, out);
  const bit = 1 << last;
  const take = Math.min(missing, draft.held[last * count + line]!);
  const left = unitsLeft(draft, last, line, take);
  changes.done |= bit;
  if (total(left) === 0) stop(draft, bit, key, out);
  else {
    changes.asked |= bit;
    const turn = turnOf(changes, no);
    out.tell(SHIPMENT, shipmentKey(key, last), 'reduceShipment', turn, 0, { units: left });
  }
  return WAITS;
}

/** Those that could be asked have not enough: the last of those that were too far and hold some of it is called back. @returns `CHANGE_REFUSAL`, or `WAITS` */
function instead(
  draft: OrderState,
  changes: OrderChanges,
  line: number,
  missing: number,
  key: number,
  out: Out,
): number {
  const count = draft.ordered.length;
  let there = 0;
  let last = 0;
  for (let n = 0; n < draft.phases.length; n++) {
    const held = draft.held[n * count + line]!;
    if ((changes.late & (1 << n)) === 0 || held <= 0) continue;
    there += held;
    last = 1 << n;
  }
  if (there < missing) return changes.refusal === CHANGE_REFUSAL.none ? CHANGE_REFUSAL.gone : changes.refusal;
  return callBack(draft, changes, last, key, out) ? WAITS : CHANGE_REFUSAL.atWork;
}

/** @param bits of shipments that are too far for the change. @returns false where what they hold could not be sourced again */
function callBack(draft: OrderState, changes: OrderChanges, bits: number, key: number, out: Out): boolean {
  // What waits for stock, or to be sourced, needs one as well.
  const waiting = total(draft.open) + total(draft.backordered) > 0 ? 1 : 0;
  if (draft.attempt + bitsOf(bits) + waiting > SHIPMENTS_MAX) return false;
  changes.late &= ~bits;
  if (draft.status === 'no-route') {
    endTask(draft, out);
    moveOrder(draft, 'calledBack');
  }
  // What goes back may be had where it was.
  draft.nodesTried = [];
  stop(draft, bits, key, out);
  return true;
}

function stop(draft: OrderState, bits: number, key: number, out: Out): void {
  draft.stopping |= bits;
  const reason = STOP_REASON.changedByCustomer;
  for (let n = 0; n < draft.phases.length; n++)
    if ((bits & (1 << n)) !== 0) out.tell(SHIPMENT, shipmentKey(key, n), 'stopShipment', reason, 0, null);
}

function bitsOf(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** Ascending as changes are taken up, which their numbers are not where one overtakes another. */
function turnOf({ heard }: OrderChanges, no: number): number {
  return heard.indexOf(no) + 1;
}

/** By line of the shipment. */
function unitsLeft({ ordered, held }: OrderState, n: number, line: number, take: number): number[] {
  const left: number[] = [];
  for (let l = 0; l < ordered.length; l++) {
    const units = held[n * ordered.length + l]!;
    if (units >= 0) left.push(l === line ? units - take : units);
  }
  return left;
}

/** @returns `CHANGE_REFUSAL`, or `WAITS` */
function takeDelivery(
  network: Network,
  draft: OrderState,
  changes: OrderChanges,
  wish: ChangeWish,
  key: number,
  now: Instant,
  out: Out,
): number {
  const refusal =
    changes.refusal === CHANGE_REFUSAL.none ? whyNot(network, draft, wish, now) : changes.refusal;
  if (refusal !== CHANGE_REFUSAL.none) return refusal;
  const is = wish.matter === MATTER.date ? draft.promisedAt : draft.destination;
  if (wish.value === is) return CHANGE_REFUSAL.none;
  if (!isQuiet(draft)) return WAITS;
  if (askToWait(draft, changes, wish, key, out)) return WAITS;
  if (changes.late !== 0) {
    const sooner = wish.matter === MATTER.date && wish.value < draft.promisedAt;
    return !sooner && callBack(draft, changes, changes.late, key, out) ? WAITS : CHANGE_REFUSAL.withLoad;
  }
  if (wish.matter === MATTER.date) {
    draft.promisedAt = wish.value;
    if (draft.promiseWatched) out.timer(PROMISE_TIMER, instant(wish.value));
    else chaseLater(network, draft, now, out);
    return CHANGE_REFUSAL.none;
  }
  draft.destination = wish.value;
  draft.nodesTried = [];
  if (draft.status === 'no-route') {
    endTask(draft, out);
    moveOrder(draft, 'placeChanged');
  }
  return CHANGE_REFUSAL.none;
}

function whyNot(network: Network, draft: OrderState, { matter, value }: ChangeWish, now: Instant): number {
  if (total(draft.shipped) > 0) return CHANGE_REFUSAL.gone;
  // When and where a store is driven to is for its route.
  if (storeByRoute(network.routes, draft.customer) >= 0) return CHANGE_REFUSAL.prescribed;
  if (matter === MATTER.date) return value > now ? CHANGE_REFUSAL.none : CHANGE_REFUSAL.past;
  if (draft.instructed !== null) return CHANGE_REFUSAL.prescribed;
  return mayBeSentTo(network, draft, value) ? CHANGE_REFUSAL.none : CHANGE_REFUSAL.unknown;
}

/** A place of customers in the same country, to which every node that serves this one has a lane. */
function mayBeSentTo({ customers, nodes, lanes }: Network, { customer }: OrderState, place: number): boolean {
  const country = customers[customer]?.country;
  return (
    customers.some((other) => other.place === place && other.country === country) &&
    nodes.every(
      (node) =>
        node.customers?.has(customer) === false ||
        lanes.some((lane) => lane.node === node.no && lane.place === place),
    )
  );
}

/** Every shipment that has not left and was not asked. @returns whether any was */
function askToWait(
  draft: OrderState,
  changes: OrderChanges,
  { matter, value }: ChangeWish,
  key: number,
  out: Out,
): boolean {
  const place = matter === MATTER.place ? value : draft.destination;
  for (let n = 0; n < draft.phases.length; n++) {
    if (draft.phases[n] !== PHASE.reserved || (changes.done & (1 << n)) !== 0) continue;
    changes.asked |= 1 << n;
    out.tell(SHIPMENT, shipmentKey(key, n), 'holdDelivery', place, 0, null);
  }
  changes.done |= changes.asked;
  return changes.asked !== 0;
}

/** Nothing is being sourced or stopped. */
function isQuiet({ status, stopping, phases }: OrderState): boolean {
  const waits =
    status === 'held' || status === 'incomplete' || status === 'fulfilling' || status === 'no-route';
  return waits && stopping === 0 && !phases.includes(PHASE.planned);
}

/** What shipment n says, or what becomes of it, answers what it was asked. @param reason `CHANGE_REFUSAL` */
export function noteAsked(draft: OrderState, n: number, reason: number): void {
  const { changes } = draft;
  const bit = 1 << n;
  if (changes === null || (changes.done & bit) === 0) return;
  changes.asked &= ~bit;
  changes.late &= ~bit;
  if (reason === CHANGE_REFUSAL.atWork || reason === CHANGE_REFUSAL.withLoad) changes.late |= bit;
  else if (reason !== CHANGE_REFUSAL.none) changes.refusal = reason;
}

/** What shipment n holds now, of the change whose turn it was: said again, of another one, it answers nothing. */
export function noteReduced(draft: OrderState, n: number, turn: number, reason: number): void {
  const wish = draft.changes?.waiting[0];
  if (wish !== undefined && turn === turnOf(draft.changes!, wish.no)) noteAsked(draft, n, reason);
}

/** It waits to hear how it is delivered. */
export function noteHeld(draft: OrderState, n: number): void {
  const { changes } = draft;
  if (changes === null || (changes.asked & (1 << n)) === 0) return;
  changes.asked &= ~(1 << n);
  changes.agreed |= 1 << n;
}

/** No shipment of that number is there to be told. */
export function noteGone(draft: OrderState, n: number): void {
  if (draft.changes !== null) draft.changes.agreed &= ~(1 << n);
}
