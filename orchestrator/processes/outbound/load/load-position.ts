/**
 * What a load makes of what its track says of it: where it is, that the device is silent, that it can't be right, or that its goods were
 * too warm.
 *
 * 1. A position never advances the load. It moves the estimate: the last to have occurred counts, of devices and of milestones. But a
 *    device thinks that what is left goes as planned, and a carrier knows of what is ahead: what it estimates that is later stands,
 *    whenever it is heard of, unless the load is farther along than that allows.
 * 2. A position knows nothing of how long customs keeps the goods: while they stand at a border it moves nothing.
 * 3. A device that is not half-way when the carrier has the goods at the door is on another vehicle: its track is told.
 */
import { MILESTONE } from '../../../contracts/carriers.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { type PositionEstimated, QUALITY_CASE, TRACK } from '../tracking/inputs.ts';
import { noteDelay } from './load-delay.ts';
import { hear, watchFrom } from './load-silence.ts';
import type { LoadState } from './load-state.ts';
import { ESTIMATE_BY, goBy, TRACKED } from './load-track.ts';

/** At the door it can't be nearer to its origin than that, in thousandths of the way. Source: assumption. */
const HALF_WAY = 500;

export function takePosition(
  draft: LoadState,
  { key, a: estimatedAt, b: readAt, body }: PositionEstimated,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (draft.status !== 'in-transit' || draft.tracked === TRACKED.none) {
    out.audit('positionNotUsed', `reading ${body.reading} in status ${draft.status}`);
    return;
  }
  const occurred = readAt * 16;
  const newest = occurred >= draft.estimateOf;
  if (newest && draft.milestone >= MILESTONE.outForDelivery && body.progress < HALF_WAY) {
    out.audit(
      'positionContradicts',
      `at ${body.progress / 10} % of the way after milestone ${draft.milestone}`,
    );
    out.tell(TRACK, key, 'contradicted', draft.milestone, body.progress, null);
    return;
  }
  hear(draft, now, out);
  if (newest && draft.heldAt < 0) {
    if (draft.tracked === TRACKED.followed) {
      draft.tracked = TRACKED.heard;
      draft.carrierEstimate = draft.estimatedAt;
      draft.carrierOf = draft.estimateOf;
      out.event('carrierEstimated', 0, draft.carrierEstimate, draft.pickupAt);
    }
    draft.estimateOf = occurred;
    draft.latestAt = body.latestAt;
    out.event('deviceEstimated', body.reading, estimatedAt, readAt);
    const { carrierEstimate, latestAt } = draft;
    const announced = carrierEstimate > estimatedAt && carrierEstimate <= latestAt;
    if (goBy(draft, announced ? carrierEstimate : estimatedAt, ESTIMATE_BY.device, out))
      noteDelay(draft, key, network, now, out);
  }
  watchFrom(draft, network, now, out);
}

/** Nothing comes from its device any more: its carrier is asked where it is. */
export function deviceSilent(draft: LoadState, key: number, out: Out): void {
  if (draft.status !== 'in-transit' || draft.tracked === TRACKED.none) return;
  out.send(carrierPartner(draft.carrier), 'requestStatus', key, 1, draft.carrier, null);
}

/** The device rides with something else: what its carrier said last counts again. */
export function positionsVoid(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  if (draft.status !== 'in-transit' || draft.tracked !== TRACKED.heard) return;
  draft.tracked = TRACKED.followed;
  draft.estimateOf = 0;
  const standsMs = draft.heldAt < 0 ? 0 : draft.heldUsualMs;
  if (draft.estimatedAt !== draft.carrierEstimate + standsMs) {
    draft.estimatedAt = draft.carrierEstimate + standsMs;
    noteDelay(draft, key, network, now, out);
  }
  watchFrom(draft, network, now, out);
}

/** Somebody has to look at its goods first. */
export function quarantine(draft: LoadState, key: number, out: Out): void {
  if (draft.status === 'delivered') out.tell(QUALITY_CASE, key, 'tooLate', 0, 0, null);
  else draft.quarantined = true;
}
