/**
 * What is left of tracks and quality cases when nothing more can happen.
 *
 * 1. settles: a track is over, or its load waits for a person; a quality case is decided, or has a task that nobody has answered.
 */
import { QUALITY_CASE, TRACK } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { QualityCaseState } from '#orchestrator/processes/outbound/tracking/quality-case-state';
import { type CoreStates, orderOfShipment, violated } from '../part.ts';

const NAMED_MAX = 5;

/** Orders whose goods wait for the quality desk are added; @returns how many tasks that are. O(open cases) */
export function addQuality(core: CoreStates, orders: Set<number>, loads: Set<number>): number {
  let tasks = 0;
  for (const load of core.living(QUALITY_CASE as ActorTypeNo)) {
    const { decided, shipments } = core.state<QualityCaseState>(QUALITY_CASE as ActorTypeNo, load)!;
    if (decided >= 0) continue;
    tasks += 1;
    loads.add(load);
    for (const shipment of shipments) orders.add(orderOfShipment(shipment));
  }
  return tasks;
}

/** Throws `InvariantViolation`. Only where there is telematics. @param behind loads that wait for a person */
export function checkTelematicsLeft(core: CoreStates, behind: ReadonlySet<number>): void {
  for (const [type, what] of [
    [TRACK, 'tracks'],
    [QUALITY_CASE, 'quality cases'],
  ] as const) {
    const left = core.living(type as ActorTypeNo).filter((load) => !behind.has(load));
    if (left.length > 0)
      violated(
        'settles',
        `nothing more can happen, and ${left.length} ${what} wait for no person: ${left.slice(0, NAMED_MAX).join(', ')}`,
      );
  }
}
