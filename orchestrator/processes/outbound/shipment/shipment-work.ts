/**
 * A shipment that the warehouse has not packed, or not put back, long after its promise: it is asked again, and its desk has a task.
 *
 * 1. What it had of the shipment before the promise is chased by the order, once (`order-chase.ts`). Each status at the warehouse that begins after the
 *    promise has `workGraceMs` of its own.
 * 2. Asked again is a reservation and a cancellation: it answers the same question the same way. Work under way is nobody's to ask for: a
 *    person looks. So is a reduction: it is answered when the goods leave, at the latest.
 * 3. One task at a time, escalated once; it ends with the status that it is about. Once it is answered the warehouse has as long again. After
 *    `TASKS_MAX` of them, escalations too, the last stays open.
 */
import { WMS } from '../../../contracts/partners.ts';
import { closeTask, escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import type { ChaseShipment } from '../inputs.ts';
import { deliverTo } from './shipment-load.ts';
import {
  ESCALATION_TIMER,
  isAtWarehouse,
  type ShipmentState,
  type ShipmentStatus,
} from './shipment-state.ts';

/** Source: assumption. */
const TASKS_MAX = 5;

const DETAIL: Partial<Record<ShipmentStatus, string>> = {
  reserving: 'the warehouse has not said what it reserved',
  reserved: 'the warehouse has not picked it',
  picked: 'the warehouse has not packed it',
  stopping: 'the warehouse has not said that it is put back',
};

export function reserveStock(network: Network, draft: ShipmentState, key: number, out: Out): void {
  const lines = draft.products.map((product, line) => ({ product, units: draft.units[line]! }));
  const goods = network.freight === undefined ? { lines } : { lines, deliverTo: deliverTo(network, draft) };
  out.send(WMS, 'reserveStock', key, draft.node, draft.shipComplete ? 1 : 0, goods);
}

/** Once it is packed, who chases it asks for nothing. */
export function chase(
  network: Network,
  draft: ShipmentState,
  { key }: ChaseShipment,
  now: Instant,
  out: Out,
): void {
  if (isAtWarehouse(draft.status) && draft.openTask === 0) lookAfter(network, draft, key, now, out);
}

/** It has come to another status. @param openTask of the status before */
export function clockWork(
  { limits }: Network,
  draft: ShipmentState,
  before: ShipmentStatus,
  openTask: number,
  now: Instant,
  out: Out,
): void {
  const isLate = now > draft.promisedAt;
  if (isAtWarehouse(before) && draft.openTask === openTask) {
    if (openTask > 0) closeTask(draft, ESCALATION_TIMER, out);
    else if (isLate && !isAtWarehouse(draft.status)) out.cancel(ESCALATION_TIMER);
  }
  if (isLate && isAtWarehouse(draft.status)) out.timer(ESCALATION_TIMER, instant(now + limits.workGraceMs));
}

/** It is promised for another day: its order has a clock for that. */
export function clockNoMore(draft: ShipmentState, now: Instant, out: Out): void {
  if (isAtWarehouse(draft.status) && draft.openTask === 0 && now > draft.promisedAt)
    out.cancel(ESCALATION_TIMER);
}

export function ringWork(network: Network, draft: ShipmentState, key: number, now: Instant, out: Out): void {
  if (draft.openTask === 0) lookAfter(network, draft, key, now, out);
  else escalateTask(draft, 'the warehouse desk has not answered', out, 'notPacked');
}

function lookAfter(network: Network, draft: ShipmentState, key: number, now: Instant, out: Out): void {
  askAgain(network, draft, key, out);
  const detail = DETAIL[draft.status]!;
  const within = { timer: ESCALATION_TIMER, withinMs: network.limits.taskEscalationMs };
  giveTask(draft, { role: 'warehouse-desk', kind: 'notPacked', detail }, within, now, out);
}

function askAgain(network: Network, draft: ShipmentState, key: number, out: Out): void {
  if (draft.status === 'reserving') reserveStock(network, draft, key, out);
  else if (draft.status === 'stopping') out.send(WMS, 'cancelShipment', key, draft.node, 0, null);
}

/** Its last task stays open, whatever is said. */
export function looksOn({ status, tasks }: ShipmentState): boolean {
  return isAtWarehouse(status) && tasks >= TASKS_MAX;
}

/** The desk has looked. */
export function workAnswered(
  network: Network,
  draft: ShipmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  if (looksOn(draft)) {
    out.audit('askedOftenEnough', `${draft.tasks} tasks of a shipment in status ${draft.status}`);
    return;
  }
  draft.openTask = 0;
  askAgain(network, draft, key, out);
  out.timer(ESCALATION_TIMER, instant(now + network.limits.workGraceMs));
}
