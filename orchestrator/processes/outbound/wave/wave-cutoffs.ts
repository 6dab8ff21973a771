/** The cut-offs that what waits at a node can make. Those of a node's lanes are alike. */
import type { Instant } from '../../../model/instant.ts';
import { indexFrom, type Network } from '../../../model/network.ts';
import type { WaveDue } from '../inputs.ts';
import { arrivalOf } from '../load/pickup.ts';
import type { ShipmentState } from '../shipment/shipment-state.ts';

/** The cut-off that it can still make: the one that it must, or the first from now. */
export function cutoffFor(network: Network, node: number, stagedBy: number, now: Instant): number {
  return stagedBy >= now ? stagedBy : cutoffFrom(network, node, now);
}

/** The first of a node from then on; beyond all time where there is none. */
export function cutoffFrom({ lanes }: Network, node: number, at: number): number {
  const lane = lanes.find((each) => each.node === node);
  return lane?.cutoffs[indexFrom(lane.cutoffs, at)] ?? Number.MAX_SAFE_INTEGER;
}

/** By which cut-off it must leave to keep its promise by the transit that was planned, and what its goods are worth. */
export function dueOf(
  { lanes, limits }: Network,
  { lane, promisedAt, planned, units, unitPriceMinor }: ShipmentState,
): WaveDue {
  const latest = promisedAt - arrivalOf(limits.pickupLeadMs, planned.transitDays);
  const { cutoffs } = lanes[lane]!;
  const after = indexFrom(cutoffs, latest + 1);
  // Before the first there is none: then it is when it would have to leave.
  const leaveBy = cutoffs[after < 0 ? cutoffs.length - 1 : after - 1] ?? latest;
  let valueMinor = 0;
  for (let line = 0; line < units.length; line++) valueMinor += units[line]! * unitPriceMinor[line]!;
  return { leaveBy, valueMinor };
}
