/**
 * What a truck costs that stands at the door of a load: terms tendered with the rate, accepted or countered, and booked.
 *
 * 1. What the carrier has accepted counts, for what is expected of its bill, too: TMS confirms, it does not agree. Booked terms that
 *    differ are put on record, for whoever keeps the rate agreements.
 * 2. A counter-offer's terms are held to the same tolerance as its price, each of the two.
 */
import { APPOINTMENT_MS } from '../../../contracts/carriers.ts';
import { type DetentionTerms, sameDetention } from '../../../contracts/detention.ts';
import type { LoadBooked, Rating } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import { FREIGHT_INVOICE } from '../inputs.ts';
import type { LoadState } from './load-state.ts';

const HOUR_MS = 3_600_000;
/** What lies between the carrier's clock and what is heard of it. Source: assumption. */
const CLOCK_MS = 15 * 60_000;
/** X12 element 150 of a truck that stood. */
const DETENTION = 'DTL';

/** What it goes by: tendered last, then accepted. */
export function currentRating({ guide, offered }: LoadState): Rating {
  return guide![(offered - 1) % guide!.length]!;
}

export function toleratesTerms(tendered: DetentionTerms, asked: DetentionTerms, tolerance: number): boolean {
  if (asked.perHourMinor === 0) return true;
  return (
    asked.freeTimeMs >= tendered.freeTimeMs * (1 - tolerance) &&
    asked.perHourMinor <= tendered.perHourMinor * (1 + tolerance)
  );
}

/** TMS has it booked. */
export function confirmTerms({ detention, attempt }: LoadState, { body }: LoadBooked, out: Out): void {
  const booked = body.detention;
  if (sameDetention(booked, detention)) return;
  out.event('bookedTermsDiffer', attempt, booked.freeTimeMs, booked.perHourMinor);
}

/** A truck that stood beyond its free time may bill it, as agreed: that much is expected. */
export function noteDetention(draft: LoadState, key: number, now: Instant, out: Out): void {
  const { arrivedAt, pickupAt, detention } = draft;
  const { freeTimeMs, perHourMinor } = detention;
  if (arrivedAt > pickupAt + APPOINTMENT_MS + CLOCK_MS) return;
  const stoodMs = now + CLOCK_MS - Math.max(arrivedAt, pickupAt) - freeTimeMs;
  if (stoodMs <= 0 || perHourMinor === 0 || draft.unpriced || draft.settled) return;
  const minor = Math.ceil(stoodMs / HOUR_MS) * perHourMinor;
  out.event('detentionExpected', 1, minor, stoodMs);
  out.tell(FREIGHT_INVOICE, key, 'expectCharge', minor, 0, { code: DETENTION });
}
