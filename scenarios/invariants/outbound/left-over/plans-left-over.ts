/** What is left of the loads that TMS was to plan: who waits for a plan at the end, and who of them stands behind a planner's task. */
import type { ActorTypeNo } from '#orchestrator/core/address';
import { PLANNED_LOADS } from '#orchestrator/processes/outbound/inputs';
import type { PlannedLoadsState } from '#orchestrator/processes/outbound/load/planned-loads-state';
import { type CoreStates, nameOfShipment, orderOfShipment, violated } from '../part.ts';

/** Throws where a shipment waits for TMS, and nobody asks after it. */
export function checkUnplanned(core: CoreStates): void {
  for (const [lane, { waiting, openTask }] of lanesOf(core)) {
    const first = waiting[0];
    if (first !== undefined && openTask === 0)
      violated(
        'nothing-left-over',
        `${waiting.length} shipments of lane ${lane} wait for TMS to plan them at the end, the first is ${nameOfShipment(first.shipment)}`,
      );
  }
}

/** @returns tasks; their orders are added */
export function addUnplanned(core: CoreStates, orders: Set<number>): number {
  let tasks = 0;
  for (const [, { waiting, openTask }] of lanesOf(core)) {
    if (openTask === 0) continue;
    tasks += 1;
    for (const { shipment } of waiting) orders.add(orderOfShipment(shipment));
  }
  return tasks;
}

function lanesOf(core: CoreStates): (readonly [lane: number, state: PlannedLoadsState])[] {
  const type = PLANNED_LOADS as ActorTypeNo;
  return core.living(type).map((lane) => [lane, core.state<PlannedLoadsState>(type, lane)!] as const);
}
