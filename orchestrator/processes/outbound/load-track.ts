/**
 * A load whose vehicle may have a device: it has it followed, keeps what its carrier estimates beside what the device says, and hands
 * goods in quarantine to whoever decides on them. What it makes of positions is in `load-position.ts`.
 *
 * 1. Goods in quarantine are delivered to nobody before somebody has decided on them.
 */
import type { MilestoneReported, PodReceived } from '../../contracts/carriers.ts';
import { CONDITION } from '../../contracts/erp.ts';
import type { Out } from '../../core/out.ts';
import type { Network } from '../../model/network.ts';
import { QUALITY_CASE, TRACK } from './inputs.ts';
import type { LoadState } from './load-state.ts';

/** How a load stands with its device. */
export const TRACKED = { none: 0, followed: 1, heard: 2 } as const;

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

/** What the carrier estimates stands beside what the device says, for when that falls silent or is wrong. */
export function noteCarrierEstimate(
  draft: LoadState,
  { a: milestone, body }: MilestoneReported,
  out: Out,
): void {
  if (draft.tracked !== TRACKED.heard || body.estimatedAt === null) return;
  if (milestone < draft.milestone || body.estimatedAt === draft.carrierEstimate) return;
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
  const conditions = new Map(body.shipments.map((each) => [each.shipment, each.condition]));
  out.tell(QUALITY_CASE, key, 'goodsArrived', deliveredAt, draft.carrier, {
    shipments: [...draft.shipments],
    conditions: draft.shipments.map((each) => conditions.get(each) ?? CONDITION.lost),
  });
  return true;
}

/** Nothing is left to be looked at. */
export function loseGoods(draft: LoadState, key: number, out: Out): void {
  if (draft.quarantined) out.tell(QUALITY_CASE, key, 'goodsLost', 0, 0, null);
}
