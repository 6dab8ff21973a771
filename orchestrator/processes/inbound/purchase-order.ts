/**
 * A purchase order: from ERP's release until all of it has come or nobody waits for the rest. ERP owns what is bought, the supplier
 * what it promises and ships; each delivery is its receipt's matter.
 *
 * 1. It moves along `PURCHASE_ORDER_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. ERP hears the confirmation once, and the end once.
 * 3. It ends only when every delivery that it knows of has ended.
 */

import { ERP } from '../../contracts/partners.ts';
import type { PurchaseOrderReleased } from '../../contracts/purchasing.ts';
import type { PurchaseOrderConfirmed } from '../../contracts/suppliers.ts';
import type { Actor } from '../../core/actor.ts';
import { answersTask, escalateTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { InboundSettings } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';
import {
  type DeliveryDone,
  type DeliveryNoticed,
  PURCHASE_ORDER,
  type PurchaseOrderInput,
  RECEIPTS_MAX,
} from './inputs.ts';
import { endDelivery, noteDelivery, reportEnd, settle } from './purchase-order-deliveries.ts';
import { sendOrder, watchNotices } from './purchase-order-requests.ts';
import {
  initialPurchaseOrder,
  misses,
  movePurchaseOrder,
  PURCHASE_ORDER_TABLE,
  type PurchaseOrderState,
  wantsNotice,
  wholeUnits,
} from './purchase-order-state.ts';
import { missAnswer, takeBuyerAnswer } from './purchase-order-waiting.ts';
import { ESCALATION_TIMER, INBOUND_TIMERS, waitsNoMore } from './waiting.ts';

export function purchaseOrderActor(settings: InboundSettings): Actor<PurchaseOrderState, PurchaseOrderInput> {
  return {
    type: PURCHASE_ORDER,
    name: 'purchase-order',
    version: 1,
    creates: ['purchaseOrderReleased'],
    timers: INBOUND_TIMERS,
    initial: initialPurchaseOrder,
    migrate: (_old, from) => {
      throw new Error(`purchase-order state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (PURCHASE_ORDER_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else step(settings, draft, input, now, out);
    },
    finished: (state) => PURCHASE_ORDER_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.supplier);
      for (let line = 0; line < state.ordered.length; line++) {
        sink.number(state.ordered[line]!);
        sink.number(state.received[line]!);
      }
    },
  };
}

function step(
  settings: InboundSettings,
  draft: PurchaseOrderState,
  input: PurchaseOrderInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'purchaseOrderReleased':
      release(settings, draft, input, now, out);
      return;
    case 'purchaseOrderConfirmed':
      confirm(settings, draft, input, now, out);
      return;
    case 'purchaseOrderDeclined':
      decline(draft, input, out);
      return;
    case 'remainderCancelled':
      movePurchaseOrder(draft, input.kind);
      waitsNoMore(draft, out);
      draft.shipped = Math.max(draft.shipped, Math.min(RECEIPTS_MAX, wholeUnits(input.b)));
      watchNotices(draft, settings, now, out);
      settle(draft, key, settings, now, out);
      return;
    case 'deliveryNoticed':
      notice(settings, draft, input, now, out);
      return;
    case 'deliveryDone':
      ended(settings, draft, input, now, out);
      return;
    case 'taskAnswered':
      if (answersTask(draft, input.b)) takeBuyerAnswer(draft, input, settings, now, out);
      else unexpected(draft, input, out);
      return;
    case 'timer':
      if (input.a === ESCALATION_TIMER) {
        if (!escalateTask(draft, draft.status, out)) unexpected(draft, input, out);
      } else if (!missAnswer(draft, key, settings, now, out)) unexpected(draft, input, out);
  }
}

function release(
  settings: InboundSettings,
  draft: PurchaseOrderState,
  { kind, key, body }: PurchaseOrderReleased,
  now: Instant,
  out: Out,
): void {
  movePurchaseOrder(draft, kind);
  draft.supplier = body.supplier;
  draft.node = body.node;
  draft.dueAt = body.dueAt;
  draft.products = body.lines.map(({ product }) => product);
  draft.unitCostMinor = body.lines.map(({ unitCostMinor }) => unitCostMinor);
  draft.ordered = body.lines.map(({ units }) => units);
  draft.confirmed = draft.ordered;
  draft.received = draft.ordered.map(() => 0);
  draft.coming = draft.received;
  sendOrder(draft, key, settings, now, out);
}

/** Taken once; never more than was ordered. */
function confirm(
  settings: InboundSettings,
  draft: PurchaseOrderState,
  input: PurchaseOrderConfirmed,
  now: Instant,
  out: Out,
): void {
  if (draft.isConfirmed || draft.isDeclined) {
    unexpected(draft, input, out);
    return;
  }
  const { kind, key, b: shipAt, body } = input;
  const wasSent = draft.status === 'sent';
  const units = draft.ordered.map((each, line) => Math.min(each, wholeUnits(body.units[line])));
  draft.isConfirmed = true;
  draft.confirmed = units;
  draft.shipAt = instant(shipAt);
  movePurchaseOrder(draft, kind);
  out.send(ERP, 'reportConfirmation', key, draft.supplier, shipAt, { units });
  if (wasSent) {
    waitsNoMore(draft, out);
    watchNotices(draft, settings, now, out);
  } else if (draft.status === 'open' && !wantsNotice(draft)) waitsNoMore(draft, out);
  settle(draft, key, settings, now, out);
}

function decline(draft: PurchaseOrderState, input: PurchaseOrderInput, out: Out): void {
  const { status } = draft;
  if (draft.isConfirmed || draft.known !== 0 || draft.isDeclined) {
    unexpected(draft, input, out);
    return;
  }
  draft.isDeclined = true;
  movePurchaseOrder(draft, input.kind);
  // Asked to cancel, the portal owes an answer all the same.
  if (status !== 'sent') return;
  waitsNoMore(draft, out);
  reportEnd(draft, input.key, out);
}

function notice(
  settings: InboundSettings,
  draft: PurchaseOrderState,
  input: DeliveryNoticed,
  now: Instant,
  out: Out,
): void {
  const wanted = wantsNotice(draft);
  if (!noteDelivery(draft, input, out)) {
    unexpected(draft, input, out);
    return;
  }
  movePurchaseOrder(draft, input.kind);
  if (draft.status === 'open' || (draft.status === 'closing' && !misses(draft))) waitsNoMore(draft, out);
  // While it closes, what is heard of may tell of one before it that nobody has heard of.
  if (draft.status === 'open' || !wanted) watchNotices(draft, settings, now, out);
  settle(draft, input.key, settings, now, out);
}

function ended(
  settings: InboundSettings,
  draft: PurchaseOrderState,
  input: DeliveryDone,
  now: Instant,
  out: Out,
): void {
  const wanted = wantsNotice(draft);
  if (!endDelivery(draft, input)) {
    unexpected(draft, input, out);
    return;
  }
  const wasSent = draft.status === 'sent';
  movePurchaseOrder(draft, input.kind);
  if (wasSent) waitsNoMore(draft, out);
  // It brought less than was under way.
  if (wasSent || !wanted) watchNotices(draft, settings, now, out);
  settle(draft, input.key, settings, now, out);
}

function unexpected(draft: PurchaseOrderState, { kind }: PurchaseOrderInput, out: Out): void {
  out.audit('inputNotExpected', `${kind} in status ${draft.status}`);
}
