/**
 * A load whose vehicle may have a device: it has it followed, keeps what its carrier estimates beside what the device says, and hands
 * goods in quarantine to whoever decides on them. What it makes of positions is in `load-position.ts`.
 *
 * 1. Goods in quarantine are delivered to nobody before somebody has decided on them.
 */
import type { MilestoneReported, PodReceived } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import type { Out } from '../../../core/out.ts';
import type { Network } from '../../../model/network.ts';
import { QUALITY_CASE, TRACK } from '../tracking/inputs.ts';
import type { LoadState } from './load-state.ts';

/** How a load stands with its device. */
export const TRACKED = { none: 0, followed: 1, heard: 2 } as const;

/** After whose word it goes by another estimate: first part of `arrivalEstimated`. */
export const ESTIMATE_BY = { device: 1, carrier: 2 } as const;

/** Goes by another estimate. While its device is heard, that is put on record. @returns whether it is another one */
export function goBy(draft: LoadState, estimatedAt: number, by: number, out: Out): boolean {
  if (estimatedAt === draft.estimatedAt) return false;
  if (draft.tracked === TRACKED.heard) out.event('arrivalEstimated', by, estimatedAt, draft.estimatedAt);
  draft.estimatedAt = estimatedAt;
  // Somebody has said by how much: what was predicted counts no longer.
  draft.foretoldAt = 0;
  return true;
}

/**
 * What the carrier knew before the last reading and is heard of now. That it will come later no device could know; none has shown that it
 * can't.
 * @param reported when it occurred x 16 + its milestone
 */
export function announcesDelay(draft: LoadState, reported: number, estimatedAt: number): boolean {
  if (draft.tracked !== TRACKED.heard || reported < draft.carrierOf) return false;
  return estimatedAt > draft.estimatedAt && estimatedAt <= draft.latestAt;
}

/** It departs: where its carrier may have a device on it, that is asked for. Before what was planned is forgotten. */
export function openTrack(draft: LoadState, key: number, { telematics }: Network, out: Out): void {
  if (telematics === undefined) return;
  if (telematics.connected[draft.carrier] !== true) return;
  const cold = draft
    .plan!.shipments.filter(
      ({ shipment, coldChain }) => coldChain === true && draft.shipments.includes(shipment),
    )
    .map(({ shipment }) => shipment);
  draft.tracked = TRACKED.followed;
  out.tell(TRACK, key, 'openTrack', draft.carrier, cold.length, { cold });
}

/** It has arrived, is lost, or rides with another carrier: whoever has the device says no more of it. */
export function closeTrack(draft: LoadState, key: number, out: Out): void {
  if (draft.tracked === TRACKED.none) return;
  draft.tracked = TRACKED.none;
  out.tell(TRACK, key, 'closeTrack', 0, 0, null);
}

/**
 * What the carrier estimates stands beside what the device says, for when that falls silent or is wrong.
 * @param reported when it occurred x 16 + its milestone
 */
export function noteCarrierEstimate(
  draft: LoadState,
  { a: milestone, body }: MilestoneReported,
  reported: number,
  out: Out,
): void {
  if (draft.tracked !== TRACKED.heard || body.estimatedAt === null || reported < draft.carrierOf) return;
  draft.carrierOf = reported;
  if (body.estimatedAt === draft.carrierEstimate) return;
  draft.carrierEstimate = body.estimatedAt;
  out.event('carrierEstimated', milestone, body.estimatedAt, body.occurredAt);
}

/** What the proof of delivery says is told to the case. @returns whether it has one */
export function handToQuality(
  draft: LoadState,
  { key, a: deliveredAt, body }: PodReceived,
  out: Out,
): boolean {
  if (!draft.quarantined) return false;
  const proven = new Map(body.shipments.map((each) => [each.shipment, each]));
  const exceptions = draft.shipments.map((each) => proven.get(each)?.exceptions ?? []);
  out.tell(QUALITY_CASE, key, 'goodsArrived', deliveredAt, draft.carrier, {
    shipments: [...draft.shipments],
    conditions: draft.shipments.map((each) => proven.get(each)?.condition ?? CONDITION.lost),
    ...(exceptions.some(({ length }) => length > 0) ? { exceptions } : {}),
  });
  return true;
}

/** Nothing is left to be looked at. */
export function loseGoods(draft: LoadState, key: number, out: Out): void {
  if (draft.quarantined) out.tell(QUALITY_CASE, key, 'goodsLost', 0, 0, null);
}
