/**
 * What is left of routes when nothing more can happen.
 *
 * 1. settles: a route is over, or stands behind a task that nobody has answered; no plan waits for its cut-off.
 */
import { ROUTE, ROUTE_PLAN } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { type RouteState, shipmentsOf } from '#orchestrator/processes/replenishment/route-state';
import { type CoreStates, orderOfShipment, violated } from '../part.ts';

const NAMED_MAX = 5;

/** Orders whose route waits for a planner are added; @returns how many tasks that are. O(open routes) */
export function addRoutes(core: CoreStates, orders: Set<number>): number {
  let tasks = 0;
  for (const key of core.living(ROUTE as ActorTypeNo)) {
    const route = core.state<RouteState>(ROUTE as ActorTypeNo, key)!;
    if (route.openTask === 0) continue;
    tasks += 1;
    for (const { goods } of shipmentsOf(route)) orders.add(orderOfShipment(goods.shipment));
  }
  return tasks;
}

/** Throws `InvariantViolation`. Only where there are routes. */
export function checkRoutesLeft(core: CoreStates): void {
  const plans = core.living(ROUTE_PLAN as ActorTypeNo);
  if (plans.length > 0)
    violated(
      'nothing-left-over',
      `${plans.length} route plans are open at the end: ${plans.slice(0, NAMED_MAX)}`,
    );
  const left = core
    .living(ROUTE as ActorTypeNo)
    .filter((key) => core.state<RouteState>(ROUTE as ActorTypeNo, key)!.openTask === 0);
  if (left.length > 0)
    violated(
      'settles',
      `nothing more can happen, and ${left.length} routes wait for no person: ${left.slice(0, NAMED_MAX)}`,
    );
}
