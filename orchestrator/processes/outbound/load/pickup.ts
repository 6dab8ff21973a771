/**
 * When a truck may fetch what leaves a node, and when that would arrive: what an order is sourced by and a load is tendered with,
 * so that both reckon alike.
 */
import { dockTime, type NodeMaster, type ProcessLimits } from '../../../model/network.ts';

const DAY_MS = 86_400_000;

/**
 * A truck that may come from `at` on: within the hours of the docks, with enough left of them to load it. O(log n).
 * @param shipments that it fetches
 */
export function pickupFrom(
  node: NodeMaster,
  at: number,
  shipments: number,
  { lastPickupMs, loadingMsPerShipment }: ProcessLimits,
): number {
  return dockTime(node, at, lastPickupMs + shipments * loadingMsPerShipment);
}

/** What leaves then, by the transit of its rate: a day at least. */
export function arrivalOf(leavesAt: number, transitDays: number): number {
  return leavesAt + Math.max(1, transitDays) * DAY_MS;
}
