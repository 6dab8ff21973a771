/**
 * What an order does for its customer beside being delivered: it hurries, says when it will come, and says how it stands to whoever
 * handles a complaint or a return.
 *
 * 1. Only what is not picked yet can hurry. Nobody's promise moves: neither this customer's nor another's.
 * 2. An answer is made of what the order knows, and says how sure that is.
 */

import { COMPLAINT, COMPLAINT_KINDS, kindOfComplaint } from '../../../contracts/complaint-key.ts';
import { SURE, type UrgencyChanged } from '../../../contracts/crm.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { CRM } from '../../../contracts/partners.ts';
import type { Out } from '../../../core/out.ts';
import type { BillStanding, OrderCareInput } from '../care-inputs.ts';
import {
  COMPLAINT_CASE,
  RETURN_ORDER,
  SHIPMENT,
  SHIPMENTS_MAX,
  type ShipmentArrival,
  shipmentKey,
} from '../inputs.ts';
import { isOver, total } from './order-lines.ts';
import { AWAITING, type OrderCare, type OrderState, PHASE } from './order-state.ts';

export function noCare(): OrderCare {
  return {
    wantedBy: 0,
    hurries: 0,
    estimatedAt: 0,
    nodes: [],
    sent: [],
    deliveredAt: [],
    conditions: [],
    billedMinor: [],
  };
}

export function takeCare(draft: OrderState, input: OrderCareInput, out: Out): void {
  switch (input.kind) {
    case 'urgencyChanged':
      hurry(draft, input, out);
      return;
    case 'promiseAsked':
      answer(draft, input.key, input.a, out);
      return;
    case 'standAsked':
      tellStanding(draft, input.a, out);
      return;
    case 'returnAsked':
      tellDelivery(draft, input.key, input.a, out);
  }
}

/** What shipment n has sent, before its goods leave the order's books. */
export function keepSent(draft: OrderState, n: number): void {
  const { care } = draft;
  if (care === null) return;
  const count = draft.ordered.length;
  while (care.sent.length < (n + 1) * count) care.sent.push(-1);
  for (let line = 0; line < count; line++) care.sent[n * count + line] = draft.held[n * count + line]!;
}

export function keepDelivery(
  draft: OrderState,
  n: number,
  arrival: ShipmentArrival,
  condition: number,
): void {
  const { care } = draft;
  if (care === null) return;
  const { deliveredAt } = arrival;
  keepDiffering(draft, care, n, arrival);
  while (care.deliveredAt.length <= n) {
    care.deliveredAt.push(0);
    care.conditions.push(-1);
  }
  care.deliveredAt[n] = deliveredAt;
  care.conditions[n] = condition;
}

/** What arrived well counts from now on as what was sent. */
function keepDiffering(
  { ordered }: OrderState,
  care: OrderCare,
  n: number,
  { arrived, apartMinor = 0 }: ShipmentArrival,
): void {
  if (arrived === undefined) return;
  let missingUnits = 0;
  let at = 0;
  for (let line = 0; line < ordered.length; line++) {
    const place = n * ordered.length + line;
    const sent = care.sent[place] ?? -1;
    if (sent < 0) continue;
    // Nobody sends back more than was sent.
    const there = Math.min(sent, arrived[at++] ?? sent);
    missingUnits += sent - there;
    care.sent[place] = there;
  }
  care.differing ??= [];
  care.differing.push({ n, missingUnits, apartMinor });
}

export function keepBill(draft: OrderState, n: number, minor: number): void {
  const { care } = draft;
  if (care === null || minor === 0) return;
  while (care.billedMinor.length <= n) care.billedMinor.push(0);
  care.billedMinor[n] = minor;
}

export function keepNode(draft: OrderState, n: number, node: number): void {
  const { care } = draft;
  if (care === null) return;
  while (care.nodes.length <= n) care.nodes.push(-1);
  care.nodes[n] = node;
}

function hurry(draft: OrderState, { key, a: priority, b: wantedBy }: UrgencyChanged, out: Out): void {
  const { care } = draft;
  if (care === null || priority < 0) {
    out.audit('urgencyRefused', `priority ${priority}`);
    return;
  }
  let moved = 0;
  for (let n = 0; n < draft.phases.length; n++) {
    const phase = draft.phases[n]!;
    if ((phase !== PHASE.planned && phase !== PHASE.reserved) || (draft.stopping & (1 << n)) !== 0) continue;
    out.tell(SHIPMENT, shipmentKey(key, n), 'hurryShipment', priority, wantedBy, null);
    moved += 1;
  }
  const plans =
    !isOver(draft) &&
    (total(draft.open) + total(draft.backordered) > 0 || draft.awaiting !== AWAITING.nothing);
  if (moved === 0 && !plans) {
    out.audit('urgencyTooLate', `order in status ${draft.status}`);
    return;
  }
  draft.priority = priority;
  care.wantedBy = wantedBy;
  care.hurries += 1;
  out.event('orderHurried', care.hurries, priority, moved);
}

function answer(draft: OrderState, key: number, question: number, out: Out): void {
  const known = whenDelivered(draft);
  out.event('promiseAnswered', question, known.at, known.sure);
  out.send(CRM, 'answerPromise', key, known.at, known.sure, { question });
}

/** When the last of it comes, or has come, and how sure that is. */
function whenDelivered(draft: OrderState): { readonly at: number; readonly sure: number } {
  const { care, promisedAt } = draft;
  const { deliveredUnits, lostUnits, lastAt } = arrivals(draft);
  const coming =
    total(draft.ordered) - total(draft.cancelled) - deliveredUnits - lostUnits - missingUnits(draft);
  if (coming === 0 && deliveredUnits > 0) return { at: lastAt, sure: SURE.delivered };
  const estimatedAt = care?.estimatedAt ?? 0;
  if (coming > 0 && estimatedAt > 0) return { at: estimatedAt, sure: SURE.estimated };
  // What is held, or lacks a weight, is all open.
  const everythingPlanned = coming > 0 && total(draft.open) + total(draft.backordered) === 0;
  return { at: promisedAt, sure: everythingPlanned ? SURE.promised : SURE.unknown };
}

/** Left with shipments that arrived, and did not arrive with them. */
function missingUnits({ care }: OrderState): number {
  let units = 0;
  for (const each of care?.differing ?? []) units += each.missingUnits;
  return units;
}

interface Arrivals {
  readonly deliveredUnits: number;
  readonly lostUnits: number;
  /** Of what has arrived: when the last did. */
  readonly lastAt: number;
}

function arrivals({ care, ordered }: OrderState): Arrivals {
  let deliveredUnits = 0;
  let lostUnits = 0;
  let lastAt = 0;
  for (let n = 0; n < (care?.conditions.length ?? 0); n++) {
    if (care!.conditions[n]! < 0) continue;
    let units = 0;
    for (let line = 0; line < ordered.length; line++)
      units += Math.max(0, care!.sent[n * ordered.length + line] ?? 0);
    if (care!.conditions[n] === CONDITION.lost) lostUnits += units;
    else {
      deliveredUnits += units;
      lastAt = Math.max(lastAt, care!.deliveredAt[n]!);
    }
  }
  return { deliveredUnits, lostUnits, lastAt };
}

function tellStanding(draft: OrderState, complaint: number, out: Out): void {
  const { ordered, unitPriceMinor, care } = draft;
  let valueMinor = 0;
  for (let line = 0; line < ordered.length; line++)
    valueMinor += (ordered[line]! - draft.cancelled[line]!) * unitPriceMinor[line]!;
  const n = Math.floor(complaint / COMPLAINT_KINDS) % SHIPMENTS_MAX;
  const { at, sure } = whenDelivered(draft);
  const { deliveredUnits, lostUnits } = arrivals(draft);
  const cancelledUnits = total(draft.cancelled);
  const missing = missingUnits(draft);
  out.tell(COMPLAINT_CASE, complaint, 'orderStands', draft.promisedAt, care?.conditions[n] ?? -1, {
    valueMinor,
    comingUnits: total(ordered) - cancelledUnits - deliveredUnits - lostUnits - missing,
    deliveredUnits,
    lostUnits,
    ...(missing > 0 ? { missingUnits: missing } : {}),
    cancelledUnits,
    estimatedAt: sure === SURE.unknown ? 0 : at,
    bill: kindOfComplaint(complaint) === COMPLAINT.bill ? billOf(draft, n) : null,
  });
}

function billOf({ care, ordered, unitPriceMinor }: OrderState, n: number): BillStanding {
  let dueMinor = care?.differing?.find((each) => each.n === n)?.apartMinor ?? 0;
  for (let line = 0; line < ordered.length; line++)
    dueMinor += Math.max(0, care?.sent[n * ordered.length + line] ?? 0) * unitPriceMinor[line]!;
  return {
    dueMinor,
    billedMinor: care?.billedMinor[n] ?? 0,
    deliveredAt: care?.deliveredAt[n] ?? 0,
  };
}

function tellDelivery(draft: OrderState, key: number, n: number, out: Out): void {
  const { care, ordered } = draft;
  const condition = care?.conditions[n] ?? -1;
  const lines: number[] = [];
  for (let line = 0; line < ordered.length; line++)
    if ((care?.sent[n * ordered.length + line] ?? -1) >= 0) lines.push(line);
  out.tell(RETURN_ORDER, shipmentKey(key, n), 'deliveryStands', care?.deliveredAt[n] ?? 0, condition, {
    node: care?.nodes[n] ?? -1,
    products: lines.map((line) => draft.products[line]!),
    units: lines.map((line) => care!.sent[n * ordered.length + line]!),
    unitPriceMinor: lines.map((line) => draft.unitPriceMinor[line]!),
  });
}
