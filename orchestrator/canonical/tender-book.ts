/**
 * Tenders and bookings of loads that are not over, with what has come of each.
 *
 * 1. What was withdrawn, or answered by nobody in time, stays so: a late answer changes nothing. A counter-offer that is not taken
 *    stays one.
 * 2. Memory is what is kept of loads under way; `close` gives it back.
 */
import type { OfferTender } from '../contracts/carriers.ts';
import type { BookLoad } from '../contracts/tms.ts';
import type { Booking } from './booking.ts';
import type { CanonicalContext } from './context.ts';
import { canonicalOfBooking, canonicalOfTender } from './from-load.ts';
import type { Tender } from './tender.ts';

interface OpenTender {
  readonly message: OfferTender;
  status: Tender['status'];
}

interface OpenBooking {
  readonly message: BookLoad;
  /** Place of pickup; null = not known. */
  readonly from: number | null;
  status: Booking['status'];
}

interface OpenLoad {
  readonly tenders: OpenTender[];
  readonly bookings: OpenBooking[];
}

/** An answer of a carrier or of TMS, or what the core takes back. */
export interface TenderWord {
  readonly kind: string;
  readonly key: number;
  readonly a: number;
  readonly b: number;
}

export class TenderBook {
  private readonly context: CanonicalContext;
  private readonly loads = new Map<number, OpenLoad>();

  constructor(context: CanonicalContext) {
    this.context = context;
  }

  offered(message: OfferTender): void {
    this.load(message.key).tenders.push({ message, status: 'tendered' });
  }

  /**
   * What was countered is taken by it.
   * @param from place of pickup; null = not known
   */
  asked(message: BookLoad, from: number | null): void {
    const load = this.load(message.key);
    const isAskedAgain = load.bookings.some(
      (each) => each.status === 'requested' && isSame(each.message, message),
    );
    if (!isAskedAgain) load.bookings.push({ message, from, status: 'requested' });
    const tender = openTender(load, message.body.attempt);
    if (tender !== undefined) tender.status = 'accepted';
  }

  /** Any message to or from a partner; those that say nothing of tenders and bookings change nothing. */
  heard({ kind, key, a, b }: TenderWord, now: number): void {
    const load = this.loads.get(key);
    if (load === undefined) return;
    switch (kind) {
      case 'tenderAccepted':
        answered(load, a, 'accepted');
        break;
      case 'tenderRejected':
        answered(load, a, 'declined');
        break;
      case 'tenderCountered':
        answered(load, a, 'countered');
        break;
      case 'withdrawTender':
        withdrawn(load, a, now);
        break;
      case 'loadBooked':
        booked(load, (booking) => booking.status === 'requested' && booking.message.a === a, 'booked');
        break;
      case 'bookingRefused':
        booked(load, ({ message }) => message.a === a && message.body.attempt === b, 'refused');
        break;
      case 'cancelBooking':
        booked(load, ({ message }) => message.a === a && message.body.attempt === b, 'cancelled');
        break;
    }
  }

  /** As it was tendered; null = nobody of the core tendered it. */
  modeOf(key: number, attempt: number): string | null {
    const load = this.loads.get(key);
    return (load === undefined ? undefined : openTender(load, attempt))?.message.body.mode ?? null;
  }

  /** A load is over. @returns its tenders and bookings, in the order in which they were made */
  close(key: number): (Tender | Booking)[] {
    const load = this.loads.get(key);
    if (load === undefined) return [];
    this.loads.delete(key);
    return [
      ...load.tenders.map(({ message, status }) => canonicalOfTender(this.context, message, status)),
      ...load.bookings.map(({ message, from, status }) =>
        canonicalOfBooking(this.context, message, from, status),
      ),
    ];
  }

  private load(key: number): OpenLoad {
    const known = this.loads.get(key) ?? { tenders: [], bookings: [] };
    this.loads.set(key, known);
    return known;
  }
}

/** The last of this number: TMS, too, counts over all carriers. */
function openTender({ tenders }: OpenLoad, attempt: number): OpenTender | undefined {
  return tenders.findLast(({ message }) => message.a === attempt);
}

function answered(load: OpenLoad, attempt: number, status: Tender['status']): void {
  const tender = openTender(load, attempt);
  if (tender?.status === 'tendered') tender.status = status;
}

function withdrawn(load: OpenLoad, attempt: number, now: number): void {
  const tender = openTender(load, attempt);
  if (tender?.status !== 'tendered' && tender?.status !== 'accepted') return;
  const isSilent = tender.status === 'tendered' && now >= tender.message.body.respondBy;
  tender.status = isSilent ? 'expired' : 'withdrawn';
}

function isSame(one: BookLoad, other: BookLoad): boolean {
  return one.a === other.a && one.body.attempt === other.body.attempt;
}

function booked(
  { bookings }: OpenLoad,
  isMeant: (booking: OpenBooking) => boolean,
  status: Booking['status'],
): void {
  const booking = bookings.findLast(isMeant);
  if (booking !== undefined) booking.status = status;
}
