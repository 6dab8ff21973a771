/**
 * The order: from ERP's release to its last shipment being billed. It owns the plan (which node sends what, what waits, what is
 * cancelled), not the stock, the loads or the money.
 *
 * 1. It moves along `ORDER_TABLE` only. What the table does not know, or a shipment says out of turn, is noted in the audit
 *    trail and changes nothing.
 * 2. No unit of a line is lost (`order-lines.ts`).
 * 3. What its customer wants otherwise is answered once (`order-changes.ts`).
 * 4. A cancellation is answered once, when every living shipment has said that it stopped or that its goods have left.
 */
import { HOLD, type OrderTakenOver, type SalesOrderReleased } from '../../../contracts/erp.ts';
import { ERP } from '../../../contracts/partners.ts';
import type { Actor, DecidedInput, TaskAnsweredInput } from '../../../core/actor.ts';
import { answersTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { OrderPriorityOption } from '../../../decisions/order-priority.ts';
import type { SourcingOption } from '../../../decisions/sourcing.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { EARLY_CARE_KINDS } from '../care-inputs.ts';
import { ORDER, type OrderInput, SHIPMENT, STOP_REASON, shipmentKey } from '../inputs.ts';
import { noCare, takeCare } from './order-care.ts';
import { isChange, keepChange, takeChanges } from './order-changes.ts';
import { chaseLater, chaseShipments } from './order-chase.ts';
import { cancelOpen, isOver, reopenBackordered, total } from './order-lines.ts';
import {
  giveUpOpen,
  planNext,
  rateAgain,
  retryBackorder,
  takeAllocation,
  takeRatings,
  takeSourcing,
} from './order-plan.ts';
import { takeRank } from './order-rank.ts';
import { fromShipment, isInTurn, type ShipmentSays } from './order-shipments.ts';
import {
  AFTERCARE_TIMER,
  AWAITING,
  BACKORDER_TIMER,
  type EarlyInput,
  initialOrder,
  markTried,
  moveOrder,
  ORDER_TABLE,
  ORDER_TIMERS,
  type OrderOfStages,
  type OrderState,
  type OrderUncalled,
  type OrderUnchased,
  PHASE,
  PROMISE_TIMER,
  TASK_TIMER,
  withCalled,
  withChase,
  withTask,
} from './order-state.ts';
import { askAfter, askOrEscalate, endTask, NO_ROUTE_ANSWER, takesAskAgain } from './order-tasks.ts';

export function orderActor(network: Network): Actor<OrderState, OrderInput> {
  return {
    type: ORDER,
    name: 'order',
    version: 11,
    creates: [
      'salesOrderReleased',
      'holdReleased',
      'orderRejected',
      'orderCancelled',
      'orderChanged',
      'deliveryDateChanged',
      'shipToChanged',
      'orderTakenOver',
      // CRM is not slowed by ERP's files.
      ...(network.care === undefined ? [] : EARLY_CARE_KINDS),
    ],
    timers: ORDER_TIMERS,
    initial: initialOrder,
    migrate: (old, from) => {
      if (from === 10) return withCalled(old as OrderUncalled);
      if (from === 9) return withChase(old as OrderUnchased);
      if (from === 8) return { ...(old as OrderState), chases: false, changes: null };
      const seventh = { ...withTask(old as OrderOfStages), changes: null };
      // What is under way keeps the rank that ERP gave it.
      const before = { ...seventh, ranked: true };
      if (from === 2) return { ...before, rounds: 0, care: null, erp: ERP };
      if (from === 3) return { ...before, care: null, erp: ERP };
      if (from === 4) return knowingBills({ ...before, erp: ERP });
      if (from === 5) return knowingBills(before);
      if (from === 6) return before;
      if (from === 7) return seventh;
      throw new Error(`order state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (ORDER_TABLE.next(draft.status, input.kind) === null) tooLate(network, draft, input, now, out);
      else step(network, draft, input, now, out);
    },
    finished: (state) => ORDER_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      for (let line = 0; line < state.ordered.length; line++) {
        sink.number(state.ordered[line]!);
        sink.number(state.shipped[line]!);
        sink.number(state.cancelled[line]!);
      }
    },
  };
}

/** Bills of before are not known: who disputes one is heard by a person. */
function knowingBills(old: OrderState): OrderState {
  return old.care === null ? old : { ...old, care: { ...old.care, billedMinor: [] } };
}

function step(network: Network, draft: OrderState, input: OrderInput, now: Instant, out: Out): void {
  const { key } = input;
  if (draft.status === 'new' && input.kind !== 'salesOrderReleased') {
    draft.early ??= [];
    draft.early.push(input as EarlyInput);
    return;
  }
  switch (input.kind) {
    case 'salesOrderReleased':
      take(network, draft, input, now, out);
      takeEarly(network, draft, now, out);
      return;
    case 'holdReleased':
      moveOrder(draft, input.kind);
      endTask(draft, out);
      begin(network, draft, key, now, out);
      return;
    case 'orderRejected':
      moveOrder(draft, input.kind);
      endTask(draft, out);
      giveUpOpen(network, draft, STOP_REASON.creditRefused, key, now, out);
      return;
    case 'masterDataProvided':
      takeWeights(network, draft, input.body.unitWeightGrams, key, now, out);
      return;
    case 'orderChanged':
    case 'deliveryDateChanged':
    case 'shipToChanged':
      if (keepChange(draft, input)) planNext(network, draft, key, now, out);
      else unexpected(draft, input, out);
      return;
    case 'orderCancelled':
      if (draft.cancelAsked) unexpected(draft, input, out);
      else cancel(network, draft, key, now, out);
      return;
    case 'orderTakenOver':
      takeOver(draft, input, out);
      return;
    case 'orderRated':
      if (draft.awaiting !== AWAITING.rating || input.a !== draft.attempt) unexpected(draft, input, out);
      else if (isOver(draft)) tooLateToPlan(network, draft, key, now, out);
      else takeRatings(network, draft, input.body.ratings, key, now, out);
      return;
    case 'orderAllocated':
      if (draft.awaiting !== AWAITING.rating || input.a !== draft.attempt) unexpected(draft, input, out);
      else if (isOver(draft)) tooLateToPlan(network, draft, key, now, out);
      else takeAllocation(network, draft, input, now, out);
      return;
    case 'decided':
      if (input.body.point === 'order-priority') hearRank(network, draft, input, now, out);
      else if (draft.awaiting !== AWAITING.decision || input.b !== draft.attempt)
        unexpected(draft, input, out);
      else if (isOver(draft)) tooLateToPlan(network, draft, key, now, out);
      else takeSourcing(network, draft, input.body.option as SourcingOption | null, key, now, out);
      return;
    case 'taskAnswered':
      if (answersTask(draft, input.b)) answered(network, draft, input, now, out);
      else unexpected(draft, input, out);
      return;
    case 'urgencyChanged':
    case 'promiseAsked':
    case 'standAsked':
    case 'returnAsked':
      takeCare(draft, input, out);
      return;
    case 'timer':
      if (!ring(network, draft, input.a, key, now, out)) unexpected(draft, input, out);
      return;
    default:
      hear(network, draft, input, now, out);
  }
}

function take(network: Network, draft: OrderState, input: SalesOrderReleased, now: Instant, out: Out): void {
  const { body } = input;
  moveOrder(draft, input.kind);
  draft.erp = input.fromKey;
  draft.customer = body.customer;
  draft.destination = body.destination;
  draft.shipComplete = body.shipComplete;
  draft.priority = body.priority;
  draft.releasedAt = now;
  draft.promisedAt = body.promisedAt;
  draft.instructed = body.instructed;
  if (body.note !== undefined) draft.note = body.note;
  draft.products = body.lines.map((line) => line.product);
  draft.unitPriceMinor = body.lines.map((line) => line.unitPriceMinor);
  draft.unitWeightGrams = body.lines.map((line) => line.unitWeightGrams ?? -1);
  draft.ordered = body.lines.map((line) => line.units);
  draft.open = draft.ordered.slice();
  draft.allocated = body.lines.map(() => 0);
  draft.backordered = draft.allocated.slice();
  draft.cancelled = draft.allocated.slice();
  draft.shipped = draft.allocated.slice();
  if (network.care !== undefined) draft.care = noCare();
  if (body.promisedAt > now) {
    draft.promiseWatched = true;
    out.timer(PROMISE_TIMER, instant(body.promisedAt));
  }
  if (input.a === HOLD.none) begin(network, draft, input.key, now, out);
  else {
    moveOrder(draft, 'creditHold');
    askAfter(draft, network.limits.holdTaskAfterMs, now, out);
  }
}

/** What had overtaken the order is heard now. */
function takeEarly(network: Network, draft: OrderState, now: Instant, out: Out): void {
  const { early } = draft;
  if (early === null) return;
  draft.early = null;
  for (const input of early) {
    if (ORDER_TABLE.next(draft.status, input.kind) !== null) step(network, draft, input, now, out);
    else tooLate(network, draft, input, now, out);
  }
}

/** Nothing in its state expects it. The order may be over (refused by a rule, say): ERP waits for an answer none the less. */
function tooLate(network: Network, draft: OrderState, input: OrderInput, now: Instant, out: Out): void {
  unexpected(draft, input, out);
  if (isChange(input) && keepChange(draft, input)) takeChanges(network, draft, input.key, now, out);
  if (input.kind !== 'orderCancelled' || draft.cancelAsked) return;
  draft.cancelAsked = true;
  tellCancelled(draft, input.key, out);
}

/** Plans it, if everything is there to plan it with. */
function begin(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  if (draft.unitWeightGrams.includes(-1)) {
    moveOrder(draft, 'weightMissing');
    requestWeights(network, draft, key, now, out);
  } else planNext(network, draft, key, now, out);
}

function requestWeights(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  out.send(draft.erp, 'requestMasterData', key, draft.unitWeightGrams.indexOf(-1), 0, null);
  askAfter(draft, network.limits.holdTaskAfterMs, now, out);
}

function takeWeights(
  network: Network,
  draft: OrderState,
  provided: readonly number[],
  key: number,
  now: Instant,
  out: Out,
): void {
  for (let line = 0; line < draft.unitWeightGrams.length; line++) {
    const grams = provided[line];
    if (draft.unitWeightGrams[line] === -1 && grams !== undefined && grams >= 0) {
      draft.unitWeightGrams[line] = grams;
    }
  }
  if (draft.unitWeightGrams.includes(-1)) {
    // Whoever is asked next sees it: asking ERP at once again would get the same answer.
    out.audit('masterDataIncomplete', 'a line is still without a weight');
    return;
  }
  moveOrder(draft, 'weightsComplete');
  endTask(draft, out);
  planNext(network, draft, key, now, out);
}

function cancel(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  moveOrder(draft, 'orderCancelled');
  draft.cancelAsked = true;
  endTask(draft, out);
  if (total(draft.backordered) > 0) out.cancel(BACKORDER_TIMER);
  takeChanges(network, draft, key, now, out);
  reopenBackordered(draft);
  cancelOpen(draft, STOP_REASON.cancelledByCustomer, out);
  for (let n = 0; n < draft.phases.length; n++) {
    const phase = draft.phases[n]!;
    const stops = (phase === PHASE.planned || phase === PHASE.reserved) && (draft.stopping & (1 << n)) === 0;
    if (!stops) continue;
    draft.stopping |= 1 << n;
    out.tell(SHIPMENT, shipmentKey(key, n), 'stopShipment', STOP_REASON.cancelledByCustomer, 0, null);
  }
  answerIfAllHave(network, draft, key, now, out);
}

/** After goods issue nothing is cancelled: what has left, or could not be stopped, goes on. */
function answerIfAllHave(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  if (draft.stopping !== 0) return;
  tellCancelled(draft, key, out);
  if (draft.status === 'cancelling') moveOrder(draft, 'answered');
  planNext(network, draft, key, now, out);
}

function tellCancelled(draft: OrderState, key: number, out: Out): void {
  const goesOn = total(draft.shipped) + total(draft.allocated);
  out.send(draft.erp, 'answerCancellation', key, goesOn === 0 ? 1 : 0, goesOn, null);
}

/** The answer to a question from before the customer cancelled. */
function tooLateToPlan(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  draft.awaiting = AWAITING.nothing;
  planNext(network, draft, key, now, out);
}

function hearRank(network: Network, draft: OrderState, input: DecidedInput, now: Instant, out: Out): void {
  if (draft.awaiting !== AWAITING.rank) unexpected(draft, input, out);
  else if (isOver(draft)) tooLateToPlan(network, draft, input.key, now, out);
  else {
    takeRank(draft, input.body.option as OrderPriorityOption | null, out);
    planNext(network, draft, input.key, now, out);
  }
}

function hear(network: Network, draft: OrderState, input: ShipmentSays, now: Instant, out: Out): void {
  if (!isInTurn(draft, input)) {
    unexpected(draft, input, out);
    return;
  }
  fromShipment(draft, input, out);
  if (input.kind === 'shipmentStopped' && input.b >= STOP_REASON.reassigned)
    sourceOnlyAt(network, draft, input.b - STOP_REASON.reassigned);
  if (draft.status === 'cancelling') answerIfAllHave(network, draft, input.key, now, out);
  else planNext(network, draft, input.key, now, out);
}

/** What another node is to send is sourced there; what that has not of it waits, as with any node that was tried. */
function sourceOnlyAt({ nodes }: Network, draft: OrderState, node: number): void {
  for (const { no } of nodes) if (no !== node) markTried(draft, no);
}

function answered(
  network: Network,
  draft: OrderState,
  input: TaskAnsweredInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  const { status } = draft;
  if (status === 'incomplete' || status === 'rating') {
    if (!takesAskAgain(draft, out)) return;
    if (status === 'incomplete') requestWeights(network, draft, key, now, out);
    else rateAgain(network, draft, key, now, out);
    return;
  }
  endTask(draft, out);
  if (status === 'no-route') {
    moveOrder(draft, input.kind);
    if (input.a === NO_ROUTE_ANSWER.tryAgain) planNext(network, draft, key, now, out);
    else giveUpOpen(network, draft, STOP_REASON.noRoute, key, now, out);
  }
}

/** @returns whether the timer means anything now */
function ring(
  network: Network,
  draft: OrderState,
  timer: number,
  key: number,
  now: Instant,
  out: Out,
): boolean {
  if (timer === AFTERCARE_TIMER && draft.status === 'aftercare') {
    moveOrder(draft, 'timer');
    return true;
  }
  if (timer === PROMISE_TIMER && draft.promiseWatched) {
    draft.promiseWatched = false;
    out.event('promiseMissed', 1, draft.promisedAt, 0);
    chaseLater(network, draft, now, out);
    return true;
  }
  if (timer === PROMISE_TIMER && draft.chases) {
    chaseShipments(draft, key, out);
    return true;
  }
  if (timer === BACKORDER_TIMER && total(draft.backordered) > 0) {
    retryBackorder(network, draft, key, now, out);
    return true;
  }
  return timer === TASK_TIMER && askOrEscalate(draft, network.limits, now, out);
}

/** Another ERP has it: whoever reports for it reports there. */
function takeOver(draft: OrderState, { key, fromKey: erp }: OrderTakenOver, out: Out): void {
  draft.erp = erp;
  for (let n = 0; n < draft.phases.length; n++) {
    const phase = draft.phases[n]!;
    if (phase !== PHASE.none && phase !== PHASE.gone)
      out.tell(SHIPMENT, shipmentKey(key, n), 'moveToErp', erp, 0, null);
  }
}

function unexpected(draft: OrderState, input: OrderInput, out: Out): void {
  // The business key says that it is the same order, whoever says it again.
  if (input.kind === 'salesOrderReleased' && input.fromKey !== ERP)
    out.event('orderDoubled', 1, input.fromKey, draft.erp);
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
