/**
 * A shipment that the warehouse has not packed, or not put back, long after its promise: it is asked again, and its desk has a task.
 *
 * 1. Asked again is what it owes an answer to (a reservation, a cancellation): it answers the same question the same way. Work under way is
 *    nobody's to ask for: a person looks.
 * 2. One task at a time, escalated once; it ends with what the shipment waits for. After `TASKS_MAX` of them, escalations too, it stays open.
 */
import { WMS } from '../../../contracts/partners.ts';
import { closeTask, escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
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

export function reserveStock(
  network: Network,
  draft: ShipmentState,
  shipComplete: number,
  key: number,
  out: Out,
): void {
  const lines = draft.products.map((product, line) => ({ product, units: draft.units[line]! }));
  const goods = network.freight === undefined ? { lines } : { lines, deliverTo: deliverTo(network, draft) };
  out.send(WMS, 'reserveStock', key, draft.node, shipComplete, goods);
}

/** @param input that changes nothing once the shipment is packed */
export function chase(
  network: Network,
  draft: ShipmentState,
  { key, a: shipComplete }: ChaseShipment,
  now: Instant,
  out: Out,
): void {
  const { status } = draft;
  if (!isAtWarehouse(status)) return;
  if (status === 'reserving') reserveStock(network, draft, shipComplete, key, out);
  else if (status === 'stopping') out.send(WMS, 'cancelShipment', key, draft.node, 0, null);
  if (draft.openTask > 0) return;
  const detail = DETAIL[status]!;
  const within = { timer: ESCALATION_TIMER, withinMs: network.limits.taskEscalationMs };
  giveTask(draft, { role: 'warehouse-desk', kind: 'notPacked', detail }, within, now, out);
}

const DETAIL: Partial<Record<ShipmentStatus, string>> = {
  reserving: 'the warehouse has not said what it reserved',
  reserved: 'the warehouse has not picked it',
  picked: 'the warehouse has not packed it',
  stopping: 'the warehouse has not said that it is put back',
};

export function escalateWork(draft: ShipmentState, out: Out): void {
  escalateTask(draft, 'the warehouse desk has not answered', out);
}

/** Its last task stays open, whatever is said. */
export function looksOn({ status, tasks }: ShipmentState): boolean {
  return isAtWarehouse(status) && tasks >= TASKS_MAX;
}

/** The desk has looked. */
export function workAnswered(draft: ShipmentState, out: Out): void {
  if (!looksOn(draft)) closeTask(draft, ESCALATION_TIMER, out);
  else out.audit('askedOftenEnough', `${draft.tasks} tasks of a shipment in status ${draft.status}`);
}

/** It has come further than where the desk was asked to look. */
export function workGoesOn(draft: ShipmentState, out: Out): void {
  closeTask(draft, ESCALATION_TIMER, out);
}
