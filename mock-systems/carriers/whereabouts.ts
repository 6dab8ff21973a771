/**
 * How far a load on the road has come, as whoever rides with it could tell: its way is even, but for where it stands.
 *
 * 1. It stands at borders and terminals; from when it is sped up on it comes faster over what is left.
 * 2. What is lost is not seen after `LOST_AT` of the plan, what is sent back not from then on.
 */
import type { Ride } from '../under-way.ts';
import { type CarrierLoad, PHASE } from './carrier-load.ts';
import { LOST_AT } from './trip-plan.ts';

/** Share of the way, 0 to 1; -1 = nobody could see it. @param remainingFactor what is left is shortened to, where it is sped up */
export function progressOf(load: CarrierLoad, remainingFactor: number, now: number): number {
  const { phase, departedAt, plannedAt, deliveredAt, heldAt, heldMs, expeditedAt, allLost } = load;
  if (load.turnedBack || load.onward) return -1;
  if (phase === PHASE.delivered) return 1;
  if (phase !== PHASE.moving && phase !== PHASE.atBorder && phase !== PHASE.held) return -1;
  if (allLost) return lostProgress(now - departedAt, plannedAt - departedAt);
  // While it stands nothing has been added to its way yet.
  const standing = phase !== PHASE.moving;
  const stoodMs = standing || heldAt < 0 || now <= heldAt ? 0 : Math.min(heldMs, now - heldAt);
  const at = (standing ? Math.min(now, heldAt) : now) - stoodMs;
  const until = deliveredAt - (standing || heldAt < 0 ? 0 : heldMs);
  if (expeditedAt < 0) return share(at - departedAt, until - departedAt);
  const spedUpAt = expeditedAt - (heldAt >= 0 && heldAt < expeditedAt && !standing ? heldMs : 0);
  const wouldBe = spedUpAt + (until - spedUpAt) / remainingFactor;
  const then = share(spedUpAt - departedAt, wouldBe - departedAt);
  if (at <= spedUpAt) return share(at - departedAt, wouldBe - departedAt);
  return then + (1 - then) * share(at - spedUpAt, until - spedUpAt);
}

/** What is on the road with its first carrier. */
export function rideOf(load: CarrierLoad | undefined): Ride | null {
  if (load === undefined || load.tender === null || load.departedAt < 0 || load.onward) return null;
  const { lane, cutoff, mode } = load.tender;
  return { lane, cutoff, mode, departedAt: load.departedAt, plannedAt: load.plannedAt };
}

function lostProgress(elapsedMs: number, plannedMs: number): number {
  const progress = share(elapsedMs, plannedMs);
  return progress > LOST_AT ? -1 : progress;
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, part / whole));
}
