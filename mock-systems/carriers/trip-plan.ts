/**
 * What becomes of a load on the road: how long it takes, which milestones it passes, what arrives of it, what is said of it.
 *
 * 1. One uniform number an order says how punctual it is; the profile's shares are thresholds on it. So an order that is late
 *    with a good carrier is late with a worse one.
 * 2. Each shipment's condition is drawn by its own order.
 * 3. Of a load that is wholly lost nothing is seen after `LOST_AT` of the way, until it is declared lost.
 */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import { drawMs } from '#sim/random/draw-ms';
import { DAY_MS } from '#sim/shifts/civil';
import type { CarrierBehaviours, CompiledProfile, CompiledTransit } from './behaviours.ts';
import type { CarrierLoad } from './carrier-load.ts';
import { loadLuck, tripOf } from './conduct-cases.ts';

/** Share of the way after which a lost load is not seen any more. Source: assumption. */
export const LOST_AT = 0.6;
/** A report that is out of order comes so long after the one that follows it, ms. Source: assumption. */
const BEHIND_MS = 60_000;

/** Where on the way the border lies, of the transit as planned for this load. Source: assumption. */
const BORDER_AT = 0.5;

/** When a load that departs now stands at the border; -1 = it never gets there. */
export function borderAt({ departedAt, plannedAt, deliveredAt, allLost }: CarrierLoad): number {
  if (allLost && BORDER_AT > LOST_AT) return -1;
  // A lost load is on the way as long as it was to be, and missed for longer.
  const until = allLost ? plannedAt : deliveredAt;
  return departedAt + Math.floor(BORDER_AT * (until - departedAt));
}

export const REPORT_FAULT = { none: 0, missing: 1, repeated: 2, outOfOrder: 3, unknownCode: 4 } as const;

/** Fills in plan and steps of a load that departs now. */
export function planTrip(
  behaviours: CarrierBehaviours,
  profile: CompiledProfile,
  load: CarrierLoad,
  departedAt: number,
): void {
  const { reporting, delivery, conduct } = profile.settings;
  const { transitDays, mode } = load.tender!;
  const transit = profile.transitOf.get(mode) ?? profile.transit;
  const plannedMs = transitDays > 0 ? Math.round(transitDays * DAY_MS) : transit.settings.sameDayMs;
  const usualMs = transitTime(behaviours, transit, load, plannedMs);
  const transitMs =
    conduct?.planTrip === undefined
      ? usualMs
      : conduct.planTrip(tripOf(load, departedAt, plannedMs), usualMs, loadLuck(behaviours, 'trip', load));
  load.departedAt = departedAt;
  load.plannedAt = departedAt + plannedMs;
  load.allLost = everyShipment(behaviours, profile, load, CONDITION.lost);
  load.deliveredAt = load.allLost ? load.plannedAt + delivery.lostAfterMs : departedAt + transitMs;
  const noticed =
    transitMs > plannedMs &&
    behaviours.streams['delay-notice'].unit(load.luckKey, load.luckN) < reporting.delayNoticeShare;
  load.stepAt = reporting.route.map(({ milestone, at }) => {
    if (load.allLost && at > LOST_AT) return -1;
    if (milestone === MILESTONE.delayed) return noticed ? departedAt + Math.round(at * plannedMs) : -1;
    return departedAt + Math.round(at * transitMs);
  });
}

/** ms from departure to delivery. */
export function transitTime(
  { streams }: CarrierBehaviours,
  transit: CompiledTransit,
  { luckKey, luckN }: Pick<CarrierLoad, 'luckKey' | 'luckN'>,
  plannedMs: number,
): number {
  const { lateShare, earlyShare } = transit.settings;
  const u = streams.punctuality.unit(luckKey, luckN);
  if (u < lateShare) {
    const days = transit.lateDays.sample(streams['late-days'], luckKey, luckN);
    return plannedMs + Math.max(1, Math.round(days * DAY_MS));
  }
  if (u < 1 - earlyShare) return plannedMs;
  const days = transit.earlyDays.sample(streams['early-days'], luckKey, luckN);
  return plannedMs - Math.min(Math.max(0, Math.round(days * DAY_MS)), Math.floor(plannedMs / 2));
}

/** `CONDITION` in which a shipment of a load arrives. What has been turned back comes back, unless it is lost. */
export function conditionIn(
  behaviours: CarrierBehaviours,
  profile: CompiledProfile,
  { turnedBack }: CarrierLoad,
  shipment: number,
): number {
  const condition = conditionOf(behaviours, profile, shipment);
  return turnedBack && condition !== CONDITION.lost ? CONDITION.refused : condition;
}

/** `CONDITION` in which a shipment arrives where nobody turns it back. */
export function conditionOf(
  behaviours: CarrierBehaviours,
  profile: CompiledProfile,
  shipment: number,
): number {
  const { lostShare, damagedShare, refusedShare } = profile.settings.delivery;
  const u = behaviours.streams.condition.unit(
    behaviours.keyOfShipment(shipment),
    behaviours.sourcingOf(shipment),
  );
  if (u < lostShare) return CONDITION.lost;
  if (u < lostShare + damagedShare) return CONDITION.damaged;
  return u < lostShare + damagedShare + refusedShare ? CONDITION.refused : CONDITION.good;
}

export function everyShipment(
  behaviours: CarrierBehaviours,
  profile: CompiledProfile,
  load: CarrierLoad,
  condition: number,
): boolean {
  return load.shipments.every((shipment) => conditionIn(behaviours, profile, load, shipment) === condition);
}

/** `REPORT_FAULT` of one step's report. */
export function reportFault(
  { streams }: CarrierBehaviours,
  profile: CompiledProfile,
  load: CarrierLoad,
  step: number,
): number {
  const { missingShare, repeatedShare, outOfOrderShare, unknownCodeShare } = profile.settings.reporting;
  const u = streams['report-fault'].unit(load.luckKey, stepIndex(load, step));
  let upTo = missingShare;
  if (u < upTo) return REPORT_FAULT.missing;
  upTo += repeatedShare;
  if (u < upTo) return REPORT_FAULT.repeated;
  upTo += outOfOrderShare;
  if (u < upTo) return REPORT_FAULT.outOfOrder;
  return u < upTo + unknownCodeShare ? REPORT_FAULT.unknownCode : REPORT_FAULT.none;
}

/** When a step is reported. Out of order = after the next one that is reported. */
export function reportAt(
  behaviours: CarrierBehaviours,
  profile: CompiledProfile,
  load: CarrierLoad,
  step: number,
  fault: number,
): number {
  const lags = behaviours.streams['report-lag'];
  const at = load.stepAt[step]! + drawMs(profile.lagMs, lags, load.luckKey, stepIndex(load, step));
  if (fault !== REPORT_FAULT.outOfOrder) return at;
  for (let next = step + 1; next < load.stepAt.length; next++) {
    if (load.stepAt[next]! < 0) continue;
    const nextFault = reportFault(behaviours, profile, load, next);
    if (nextFault === REPORT_FAULT.missing) continue;
    return Math.max(at, reportAt(behaviours, profile, load, next, nextFault) + BEHIND_MS);
  }
  return at;
}

/** Index of a draw that belongs to one step of a load. */
export function stepIndex(load: CarrierLoad, step: number): number {
  return load.luckN * 64 + step;
}

/** The estimate of delivery that goes with a step's report; null = none. */
export function estimateOf(
  { streams }: CarrierBehaviours,
  profile: CompiledProfile,
  load: CarrierLoad,
  step: number,
): number | null {
  const { route, estimates } = profile.settings.reporting;
  const { milestone } = route[step]!;
  if (!estimates || milestone === MILESTONE.delivered) return null;
  const at = load.stepAt[step]!;
  if (load.expeditedAt >= 0 && at > load.expeditedAt) return load.deliveredAt;
  if (!load.allLost && milestone >= MILESTONE.outForDelivery) return load.deliveredAt;
  const noticedAt = profile.delayedStep < 0 ? -1 : load.stepAt[profile.delayedStep]!;
  if (noticedAt >= 0 && at >= noticedAt && !load.allLost) {
    const error = profile.estimateError.sample(streams.estimate, load.luckKey, load.luckN);
    return Math.max(at, load.plannedAt + Math.round((load.deliveredAt - load.plannedAt) * (1 + error)));
  }
  return load.plannedAt >= at ? load.plannedAt : null;
}
