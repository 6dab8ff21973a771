/** What becomes of a tender and of a booking is what was said last that still counted; a late word changes nothing. */
import { describe, expect, test } from 'vitest';
import { smallDistributor } from '#testing/worlds/outbound-world';
import type { OfferTender } from '../contracts/carriers.ts';
import { type Envelope, envelope } from '../contracts/envelope.ts';
import type { BookLoad } from '../contracts/tms.ts';
import type { CanonicalContext } from './context.ts';
import { canonicalSchema } from './schemas.ts';
import { TenderBook } from './tender-book.ts';

const { network, currency, names } = smallDistributor({ ordersPerDay: 10 });
const { nodes, carriers, products, customers } = names;
const context: CanonicalContext = {
  network,
  currency,
  nodes,
  carriers,
  products,
  customers,
  owner: 'shipper',
  scacs: new Map(),
  unitWeightsGrams: [],
  places: names.places.map((name) => ({ name, zone: 'America/Chicago', country: 'US' })),
  orderName: names.order,
};
const LOAD = 8;
const AT = 1_772_500_000_000;
const RESPOND_BY = AT + 3_600_000;
const DETENTION = { freeTimeMs: 3_600_000, perHourMinor: 6000 };

function said(kind: string, a: number, b: number, body: unknown = null): Envelope {
  return envelope(kind, 1, 101, 0, 0, 101, 1, LOAD, a, b, body);
}

function offer(attempt: number): OfferTender {
  return said('offerTender', attempt, 1, {
    origin: 0,
    destination: 1,
    rate: 0,
    service: 0,
    mode: 'LTL',
    transitDays: 2,
    weightGrams: 1000,
    handlingUnits: 1,
    dangerous: false,
    pickupAt: AT,
    respondBy: RESPOND_BY,
    offeredMinor: 900,
    charges: [{ code: '400', amountMinor: 900 }],
    detention: DETENTION,
    lane: 1,
    cutoff: -1,
    rank: 1,
    shipments: [LOAD],
  }) as OfferTender;
}

function booking(attempt: number): BookLoad {
  const body = { rate: 0, detention: DETENTION, pickupAt: AT, attempt, onward: false };
  return said('bookLoad', 1, 900, body) as BookLoad;
}

/** One tender that heard these, one minute after the other from `from` on. */
function tenderAfter(kinds: readonly string[], from = AT): string {
  const book = new TenderBook(context);
  book.offered(offer(1));
  kinds.forEach((kind, minute) => {
    if (kind === 'bookLoad') book.asked(booking(1), 0);
    else book.heard(said(kind, 1, 1), from + minute * 60_000);
  });
  const [tender] = book.close(LOAD);
  expect(canonicalSchema.safeParse(tender).success).toBe(true);
  return tender!.status;
}

test.each([
  ['tendered', []],
  ['accepted', ['tenderAccepted']],
  ['declined', ['tenderRejected']],
  ['countered', ['tenderCountered']],
  ['accepted', ['tenderCountered', 'bookLoad']],
  ['countered', ['tenderCountered', 'withdrawTender']],
  ['withdrawn', ['withdrawTender']],
  ['withdrawn', ['tenderAccepted', 'withdrawTender']],
  ['withdrawn', ['withdrawTender', 'tenderAccepted']],
  ['declined', ['tenderRejected', 'withdrawTender']],
  ['accepted', ['tenderAccepted', 'tenderAccepted', 'freightBilled']],
])('a tender is %s after %j', (status, kinds) => {
  expect(tenderAfter(kinds)).toBe(status);
});

test('a tender that nobody answered in time is expired, and stays so when an acceptance is late and refused', () => {
  expect(tenderAfter(['withdrawTender'], RESPOND_BY)).toBe('expired');
  expect(tenderAfter(['withdrawTender', 'tenderAccepted', 'withdrawTender'], RESPOND_BY)).toBe('expired');
});

describe('bookings', () => {
  function bookingsAfter(words: readonly Envelope[]): (string | null)[] {
    const book = new TenderBook(context);
    book.asked(booking(1), 0);
    for (const word of words)
      if (word.kind === 'bookLoad') book.asked(word as BookLoad, null);
      else book.heard(word, AT);
    return book.close(LOAD).map(({ status }) => status);
  }

  test.each([
    [['requested'], []],
    [['booked'], [said('loadBooked', 1, 77)]],
    [['refused'], [said('bookingRefused', 1, 1)]],
    [['cancelled'], [said('loadBooked', 1, 77), said('cancelBooking', 1, 1)]],
    // Asked again since no answer came: one booking.
    [['booked'], [booking(1), said('loadBooked', 1, 77)]],
    [
      ['cancelled', 'booked'],
      [said('cancelBooking', 1, 1), booking(2), said('loadBooked', 1, 78)],
    ],
    // Of another carrier.
    [['requested'], [said('loadBooked', 0, 77), said('cancelBooking', 0, 1)]],
  ])('are %j', (statuses, words) => {
    expect(bookingsAfter(words)).toEqual(statuses);
  });
});

test('attempts are told apart, and a load that is closed is forgotten', () => {
  const book = new TenderBook(context);
  book.offered(offer(1));
  book.offered(offer(2));
  book.heard(said('tenderRejected', 1, 1), AT);
  book.heard(said('tenderAccepted', 2, 1), AT);
  expect(book.close(LOAD).map(({ status }) => status)).toEqual(['declined', 'accepted']);
  book.heard(said('withdrawTender', 2, 1), AT);
  expect(book.close(LOAD)).toEqual([]);
});
