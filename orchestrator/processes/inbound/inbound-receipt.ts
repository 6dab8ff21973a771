/**
 * An inbound receipt: one delivery of a purchase order, from the first that is heard of it to goods that may be picked. The supplier
 * owns the way to the gate, WMS the dock, the count and the stock; the slot is the dock appointment's matter.
 *
 * 1. It moves along `INBOUND_RECEIPT_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. Partners are not in step: what is heard before the purchase order has said what it is, is kept.
 * 3. The purchase order hears of it before it hears of its end, and of its end once.
 * 4. A truck that never comes is given up, so long after the later of its estimate and the slot that it was told to come for: it is not
 *    late before that. Its slot is given back. If it is at the gate just then, it is unloaded and sent back; as long as a count may take,
 *    word of that is waited for.
 */

import { WMS } from '../../contracts/partners.ts';
import { DISCREPANCY } from '../../contracts/purchasing.ts';
import type { ReceiptCounted } from '../../contracts/receiving.ts';
import type { ShipmentNoticed } from '../../contracts/suppliers.ts';
import type { Actor } from '../../core/actor.ts';
import { answersTask, escalateTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import { type InboundSettings, termsOf } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { compare, judge, tellDone } from './inbound-receipt-count.ts';
import {
  endReceipt,
  FIRST_WORDS,
  INBOUND_RECEIPT_TABLE,
  type InboundReceiptState,
  initialInboundReceipt,
  moveReceipt,
  sumOf,
} from './inbound-receipt-state.ts';
import { awaitCount, missWarehouse, takeDeskAnswer } from './inbound-receipt-waiting.ts';
import {
  DELIVERY_END,
  DELIVERY_LAST,
  DOCK_APPOINTMENT,
  deliveryOf,
  type ExpectReceipt,
  INBOUND_RECEIPT,
  type InboundReceiptInput,
  PURCHASE_ORDER,
  purchaseOrderOf,
} from './inputs.ts';
import { wholeUnits } from './purchase-order-state.ts';
import { ESCALATION_TIMER, INBOUND_TIMERS, WATCH_TIMER, waitsNoMore } from './waiting.ts';

export function inboundReceiptActor(
  settings: InboundSettings,
): Actor<InboundReceiptState, InboundReceiptInput> {
  return {
    type: INBOUND_RECEIPT,
    name: 'inbound-receipt',
    version: 2,
    creates: FIRST_WORDS,
    timers: INBOUND_TIMERS,
    initial: initialInboundReceipt,
    migrate: (old, from) => {
      // What slot it has it hears with the next one.
      if (from === 1) return { ...(old as Omit<InboundReceiptState, 'appointedAt'>), appointedAt: 0 };
      throw new Error(`inbound-receipt state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (INBOUND_RECEIPT_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else step(settings, draft, input, now, out);
    },
    finished: (state) => INBOUND_RECEIPT_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.discrepancy);
      for (let line = 0; line < state.taken.length; line++) sink.number(state.taken[line]!);
    },
  };
}

function step(
  settings: InboundSettings,
  draft: InboundReceiptState,
  input: InboundReceiptInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'shipmentNoticed':
      notice(settings, draft, input, now, out);
      return;
    case 'arrivalDelayed':
      delay(settings, draft, input, now, out);
      return;
    case 'appointmentMade':
      draft.appointedAt = input.b;
      if (draft.status === 'expected') awaitTruck(settings, draft, now, out);
      return;
    case 'truckAtGate':
      arrive(settings, draft, input, now, out);
      return;
    case 'receiptCounted':
      count(settings, draft, input, now, out);
      return;
    case 'expectReceipt':
      expect(settings, draft, input, now, out);
      return;
    case 'receiptPutAway':
      if (draft.status === 'unannounced') unexpected(draft, input, out);
      else putAway(draft, key, input.b, now, out);
      return;
    case 'purchaseOrderEnded':
      // What is late by then is still taken without a word, a while.
      draft.isOrderDone = true;
      out.timer(WATCH_TIMER, instant(now + termsOf(settings, draft.supplier).noticeGraceMs));
      return;
    case 'taskAnswered':
      if (!answersTask(draft, input.b)) unexpected(draft, input, out);
      else if (draft.status === 'judging') judge(draft, key, input.a, settings, now, out);
      else takeDeskAnswer(draft, key, settings, now, out);
      return;
    case 'timer':
      if (input.a === ESCALATION_TIMER) {
        if (!escalateTask(draft, draft.status, out)) unexpected(draft, input, out);
      } else ring(settings, draft, input, now, out);
  }
}

/** Heard of for the first time: the purchase order is asked what it is. */
function ask(
  { limits }: InboundSettings,
  draft: InboundReceiptState,
  { kind, key }: InboundReceiptInput,
  now: Instant,
  out: Out,
): void {
  moveReceipt(draft, kind);
  const last = DELIVERY_LAST.notNoticed;
  if (kind !== 'shipmentNoticed')
    out.tell(PURCHASE_ORDER, purchaseOrderOf(key), 'deliveryNoticed', deliveryOf(key), last, { units: [] });
  out.timer(WATCH_TIMER, instant(now + limits.answerGraceMs));
}

function notice(
  settings: InboundSettings,
  draft: InboundReceiptState,
  input: ShipmentNoticed,
  now: Instant,
  out: Out,
): void {
  if (draft.isNoticed) {
    unexpected(draft, input, out);
    return;
  }
  if (draft.status === 'new') ask(settings, draft, input, now, out);
  const { key, b: estimatedAt, body } = input;
  const units = body.units.map(wholeUnits);
  draft.isNoticed = true;
  draft.announced = units;
  draft.handlingUnits = wholeUnits(body.handlingUnits);
  // A delay that was heard of first is the news.
  if (draft.estimatedAt === 0) draft.estimatedAt = instant(estimatedAt);
  const last = body.last ? DELIVERY_LAST.last : DELIVERY_LAST.more;
  if (!draft.isOrderDone)
    out.tell(PURCHASE_ORDER, purchaseOrderOf(key), 'deliveryNoticed', deliveryOf(key), last, { units });
  if (draft.status === 'expected') makeAppointment(settings, draft, key, now, out);
  else if (draft.status === 'unannounced') close(draft, out);
}

function delay(
  settings: InboundSettings,
  draft: InboundReceiptState,
  input: InboundReceiptInput,
  now: Instant,
  out: Out,
): void {
  const { key, b: estimatedAt } = input;
  if (draft.status === 'new') ask(settings, draft, input, now, out);
  else if (estimatedAt <= draft.estimatedAt) {
    unexpected(draft, input, out);
    return;
  }
  draft.estimatedAt = instant(estimatedAt);
  if (draft.status !== 'expected') return;
  if (draft.isNoticed) out.tell(DOCK_APPOINTMENT, key, 'arrivalMoved', 0, estimatedAt, null);
  awaitTruck(settings, draft, now, out);
}

function arrive(
  settings: InboundSettings,
  draft: InboundReceiptState,
  input: InboundReceiptInput,
  now: Instant,
  out: Out,
): void {
  const { status } = draft;
  if (draft.atGateAt !== 0) {
    unexpected(draft, input, out);
    return;
  }
  // Overtaken by the count: when it came, is not known any more.
  if (status === 'judging' || status === 'putting-away' || status === 'unannounced') return;
  draft.atGateAt = now;
  draft.isWalkIn = input.b === 1;
  if (draft.node < 0) draft.node = input.a;
  if (status === 'new') ask(settings, draft, input, now, out);
  else if (status === 'expected') atGate(settings, draft, input.key, now, out);
  else if (status === 'unordered' || status === 'given-up') awaitCount(settings, now, out);
}

/** The purchase order has answered for it, and the truck is there. */
function atGate(
  settings: InboundSettings,
  draft: InboundReceiptState,
  key: number,
  now: Instant,
  out: Out,
): void {
  moveReceipt(draft, 'truckAtGate');
  if (draft.isNoticed) out.tell(DOCK_APPOINTMENT, key, 'truckCame', draft.isWalkIn ? 1 : 0, 0, null);
  awaitCount(settings, now, out);
}

function count(
  settings: InboundSettings,
  draft: InboundReceiptState,
  input: ReceiptCounted,
  now: Instant,
  out: Out,
): void {
  if (draft.isCounted) {
    unexpected(draft, input, out);
    return;
  }
  const { key, a: node, body } = input;
  const lines = Math.max(body.units.length, body.damaged.length, draft.open.length);
  draft.isCounted = true;
  draft.units = Array.from({ length: lines }, (_, line) => wholeUnits(body.units[line]));
  draft.damaged = Array.from({ length: lines }, (_, line) => wholeUnits(body.damaged[line]));
  if (draft.node < 0) draft.node = node;
  if (draft.status === 'new') ask(settings, draft, input, now, out);
  else if (draft.status !== 'asking') {
    // It may have overtaken the truck.
    if (draft.status === 'expected' && draft.isNoticed)
      out.tell(DOCK_APPOINTMENT, key, 'truckCame', 0, 0, null);
    compare(draft, key, settings, now, out);
  }
}

/** The purchase order has said what it is: what was heard of it in the meantime counts. */
function expect(
  settings: InboundSettings,
  draft: InboundReceiptState,
  { kind, key, a: node, b: supplier, body }: ExpectReceipt,
  now: Instant,
  out: Out,
): void {
  moveReceipt(draft, kind);
  waitsNoMore(draft, out);
  draft.isOrdered = true;
  draft.node = node;
  draft.supplier = supplier;
  draft.products = body.products;
  draft.open = body.open;
  draft.dueAt = body.dueAt;
  if (draft.isCounted) compare(draft, key, settings, now, out);
  else if (draft.atGateAt !== 0) {
    moveReceipt(draft, 'truckAtGate');
    awaitCount(settings, now, out);
  } else if (draft.isNoticed) makeAppointment(settings, draft, key, now, out);
  else awaitTruck(settings, draft, now, out);
}

/** It will come, and needs a slot. */
function makeAppointment(
  settings: InboundSettings,
  draft: InboundReceiptState,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { node, supplier, dueAt, products, announced: units, handlingUnits, estimatedAt } = draft;
  const expected = { products, units, handlingUnits };
  out.tell(DOCK_APPOINTMENT, key, 'makeAppointment', node, estimatedAt, { supplier, dueAt, expected });
  awaitTruck(settings, draft, now, out);
}

function awaitTruck({ limits }: InboundSettings, draft: InboundReceiptState, now: Instant, out: Out): void {
  const dueAt = Math.max(now, draft.estimatedAt, draft.appointedAt);
  out.timer(WATCH_TIMER, instant(dueAt + limits.neverCameMs));
}

function putAway(draft: InboundReceiptState, key: number, units: number, now: Instant, out: Out): void {
  const released = sumOf(draft.taken);
  if (units !== released) out.audit('putAwayDiffers', `released ${released}, put away ${units}`);
  endReceipt(draft, 'receiptPutAway');
  waitsNoMore(draft, out);
  if (draft.atGateAt !== 0) out.kpi('dockToStock', now - draft.atGateAt, 'ms');
  tellDone(draft, key, DELIVERY_END.putAway, out);
}

function ring(
  settings: InboundSettings,
  draft: InboundReceiptState,
  input: InboundReceiptInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (draft.status) {
    case 'asking':
      moveReceipt(draft, 'timer');
      out.audit('noPurchaseOrder', `purchase order ${purchaseOrderOf(key)} has not answered for it`);
      if (draft.isCounted) compare(draft, key, settings, now, out);
      else if (draft.atGateAt !== 0) awaitCount(settings, now, out);
      else awaitTruck(settings, draft, now, out);
      return;
    case 'unannounced':
      if (draft.isOrderDone) close(draft, out);
      else unexpected(draft, input, out);
      return;
    case 'expected':
      lose(settings, draft, key, now, out);
      return;
    default:
      if (draft.status === 'unordered' && draft.atGateAt === 0) lose(settings, draft, key, now, out);
      else if (draft.status === 'given-up' && draft.atGateAt === 0) forget(draft, out);
      else if (!missWarehouse(draft, key, settings, now, out)) unexpected(draft, input, out);
  }
}

/** The truck never came. */
function lose(
  settings: InboundSettings,
  draft: InboundReceiptState,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { isOrdered, isNoticed, announced, estimatedAt, node } = draft;
  moveReceipt(draft, 'neverCame');
  waitsNoMore(draft, out);
  draft.isGivenUp = true;
  out.event('receiptLost', 1, sumOf(announced), estimatedAt);
  if (isOrdered && isNoticed) out.tell(DOCK_APPOINTMENT, key, 'callOffAppointment', 0, 0, null);
  else if (isOrdered) out.send(WMS, 'cancelSlot', key, node, 0, null);
  tellDone(draft, key, DELIVERY_END.lost, out);
  // It may be at the gate by now, or counted: of what is sent back, ERP is to hear as well.
  awaitCount(settings, now, out);
}

/** Ended before, it owed its notice. */
function close(draft: InboundReceiptState, out: Out): void {
  moveReceipt(draft, draft.discrepancy === DISCREPANCY.rejected ? 'rejected' : 'receiptPutAway');
  waitsNoMore(draft, out);
}

/** WMS turns away what comes now. */
function forget(draft: InboundReceiptState, out: Out): void {
  moveReceipt(draft, 'forgotten');
  waitsNoMore(draft, out);
}

function unexpected(draft: InboundReceiptState, { kind }: InboundReceiptInput, out: Out): void {
  out.audit('inputNotExpected', `${kind} in status ${draft.status}`);
}
