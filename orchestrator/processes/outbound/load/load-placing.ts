/**
 * A load whose carrier TMS finds: what the core asks it for, and what it makes of the answer.
 *
 * 1. TMS rates, offers and hears carriers' answers by its own rules and at its own times; the core knows of none of them but the
 *    carrier that has accepted.
 * 2. A tender that TMS has told of is known by its number, and numbers only grow: what is told again, or late, changes nothing.
 * 3. What the core finds out afterwards (no truck, no capacity booked) makes that tender void; TMS goes on in its guide.
 */
import { TMS } from '../../../contracts/partners.ts';
import type { CarrierAssigned, NoCarrierFound } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { tmsBooks } from '../../../model/responsibilities.ts';
import { requestCarrier, sendBooking } from './load-requests.ts';
import { type LoadState, WATCH_TIMER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { waitForAnswer, waitsNoMore } from './load-waiting.ts';
import { pickupFrom } from './pickup.ts';

/** From the state that `kind` leaves: TMS is to find a carrier, another one than those so far. */
export function handToTms(
  draft: LoadState,
  key: number,
  kind: 'handedToTms' | 'refusedAtTms' | 'noShowAtTms',
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { limits, nodes } = network;
  moveLoad(draft, kind);
  waitsNoMore(draft, out);
  const earliest = Math.max(draft.pickupAt, now + limits.pickupLeadMs);
  draft.pickupAt = pickupFrom(nodes[draft.node]!, earliest, draft.shipments.length, limits);
  requestCarrier(draft, key, out, network);
  waitForAnswer(draft, network, now, out);
}

/** A carrier takes it. Who books it, does so now. @returns false: it is no news */
export function takeCarrier(
  draft: LoadState,
  { key, a: attempt, b: carrier, body }: CarrierAssigned,
  network: Network,
  now: Instant,
  out: Out,
): boolean {
  if (attempt <= draft.attempt) return false;
  const { rating, agreedMinor, detention, pickupAt } = body;
  moveLoad(draft, 'carrierAssigned');
  waitsNoMore(draft, out);
  draft.attempt = attempt;
  draft.carrier = carrier;
  draft.guide = [rating];
  draft.offered = 1;
  draft.rate = rating.rate;
  draft.transitDays = rating.transitDays;
  draft.agreedMinor = agreedMinor;
  draft.detention = detention;
  draft.pickupAt = pickupAt;
  if (!tmsBooks(network)) sendBooking(draft, key, out);
  waitForAnswer(draft, network, now, out);
  return true;
}

/** Nobody does. @returns false: it is no news */
export function takeNoCarrier(draft: LoadState, { a: attempt, b: round }: NoCarrierFound, out: Out): boolean {
  if (round !== draft.ratings || attempt < draft.attempt) return false;
  moveLoad(draft, 'noCarrierFound');
  draft.attempt = attempt;
  waitsNoMore(draft, out);
  out.cancel(WATCH_TIMER);
  return true;
}

/** It will not leave, whatever TMS has made of it so far. */
export function withdrawFromTms({ attempt, carrier }: LoadState, key: number, out: Out): void {
  out.send(TMS, 'withdrawLoad', key, attempt, carrier, null);
}
