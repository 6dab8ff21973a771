/**
 * The load that a carrier has taken: TMS books it or refuses, all who wait for it hear, papers are made, refused and
 * amended. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import { PAPER } from '../../../contracts/tms.ts';
import type { Instant } from '../../../model/instant.ts';
import {
  FREIGHT_INVOICE,
  type LoadedShipment,
  type LoadInput,
  REFUSAL_REVIEW,
  SHIPMENT,
  STOP_REASON,
} from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  bookedBy,
  countered,
  DAY_MS,
  decided,
  form,
  loaded,
  offerBody,
  offerTo,
  rated,
  shipment,
  tendered,
  truckArrived,
  withdraw,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());

const offer = (attempt: number, carrier: number, rank: number) =>
  expect.objectContaining({
    ...offerTo(attempt, carrier),
    body: expect.objectContaining(offerBody(rank)),
  });

describe('booking and papers', () => {
  test('TMS refuses: that carrier is let go, the next is asked', () => {
    const { effects } = given(actor, [...tendered, accepted(1, 0)]).when(input('bookingRefused', null, 0, 1));
    expect(effects).toEqual(expect.arrayContaining([withdraw(1, 0), offer(2, 1, 2)]));
  });

  test('once booked, shipments and freight invoice hear, and the truck is called', () => {
    const { effects } = given(actor, [...tendered, accepted(1, 0)]).when(bookedBy(0));
    expect(effects).toEqual(
      expect.arrayContaining([
        { tell: 'shipmentBooked', type: SHIPMENT, key: TEST_KEY, a: TEST_KEY, b: 0 },
        {
          tell: 'expectBill',
          type: FREIGHT_INVOICE,
          key: TEST_KEY,
          a: 1_000,
          b: 0,
          body: {
            charges: [
              ['400', 900],
              ['FUE', 100],
            ],
          },
        },
        expect.objectContaining({ send: 'dispatchTruck', partner: carrierPartner(0), a: 1 }),
      ]),
    );
  });

  test('a counter-offer stands over the line haul in what is expected of the bill', () => {
    const { effects } = given(actor, [...tendered, countered(1, 1_030)]).when(bookedBy(0));
    expect(effects).toContainEqual(
      expect.objectContaining({
        tell: 'expectBill',
        a: 1_030,
        body: expect.objectContaining({
          charges: [
            ['400', 930],
            ['FUE', 100],
          ],
        }),
      }),
    );
  });

  test('the confirmation of a booking that is void changes nothing', () => {
    const after = [
      ...tendered,
      accepted(1, 0),
      input('bookingRefused', null, 0, 1) as LoadInput,
      accepted(2, 1),
    ];
    expect(given(actor, after).when(bookedBy(0))).toMatchObject({ state: { status: 'booking' } });
  });

  test('asks for papers where a border or dangerous goods want them', () => {
    const abroad = shipment(TEST_KEY, { documents: true, customer: 1, products: [1], units: [3] });
    const { state, effects } = given(actor, [form(abroad), rated(), decided(0), accepted(1, 0)]).when(
      bookedBy(0),
    );
    expect(state.status).toBe('papers');
    expect(effects).toContainEqual(
      expect.objectContaining({
        send: 'prepareDocuments',
        body: {
          papers: [PAPER.exportDeclaration, PAPER.commercialInvoice],
          customers: [1],
          products: [1],
          units: [3],
        },
      }),
    );
  });

  test('what a rule of trade forbids does not move, and its booking is void', () => {
    const abroad = shipment(TEST_KEY, { documents: true, products: [1], units: [1] });
    const before = [form(abroad), rated(), decided(0), accepted(1, 0), bookedBy(0)];
    const { finished, effects } = given(actor, before).when(
      input('documentsRefused', { unitsLeft: 0 }, 1, 2),
    );
    expect(finished).toBe(true);
    expect(effects).toEqual(
      expect.arrayContaining([
        withdraw(1, 0),
        expect.objectContaining({ send: 'cancelBooking', partner: TMS, a: 0 }),
        expect.objectContaining({ tell: 'expectNoBill', type: FREIGHT_INVOICE }),
        expect.objectContaining({ tell: 'loadGivenUp', a: STOP_REASON.refusedByRule }),
        { tell: 'reviewRefusal', type: REFUSAL_REVIEW, key: TEST_KEY, a: 1, b: 2 },
      ]),
    );
  });
});

test('papers are refused for one of two: the other goes on, with papers of its own', () => {
  const faulty = shipment(TEST_KEY, { documents: true, products: [1], units: [3] });
  const good = shipment(15, { documents: true, products: [0], units: [2] });
  const before = [form(faulty, good), rated(), decided(0), accepted(1, 0), bookedBy(0)];
  const { state, effects } = given(actor, before).when(input('documentsRefused', { unitsLeft: 0 }, 1, 2));
  expect(state).toMatchObject({ status: 'papers', shipments: [15] });
  expect(effects).toEqual([
    { event: 'loadRefusedByRule', n: 1, a: 1, b: 2 },
    { tell: 'reviewRefusal', type: REFUSAL_REVIEW, key: TEST_KEY, a: 1, b: 2 },
    { tell: 'loadGivenUp', type: SHIPMENT, key: TEST_KEY, a: STOP_REASON.refusedByRule, b: 0 },
    expect.objectContaining({
      send: 'prepareDocuments',
      body: { papers: [PAPER.commercialInvoice], customers: [0], products: [0], units: [2] },
    }),
    { timer: WATCH_TIMER, at: TEST_NOW + LIMITS.answerGraceMs },
  ]);
});

test('TMS hears what has left when less has than its papers were for', () => {
  const abroad = (no: number, units: number): LoadedShipment =>
    shipment(no, { documents: true, products: [1], units: [units] });
  const amended = (...aboard: number[]) => {
    const before = [
      form(abroad(TEST_KEY, 3), abroad(15, 2), shipment(23)),
      rated(),
      decided(0),
      accepted(1, 0),
      bookedBy(0),
      input('documentsPrepared', null, TEST_KEY, 7) as LoadInput,
      truckArrived,
    ];
    return given(actor, before)
      .when(loaded(...aboard))
      .effects.filter((effect) => 'send' in effect && effect.send === 'amendDocuments');
  };
  expect(amended(TEST_KEY, 15, 23)).toEqual([]);
  expect(amended(TEST_KEY, 15)).toEqual([]);
  expect(amended(15, 23)).toEqual([expect.objectContaining({ a: 1, body: { products: [1], units: [2] } })]);
  expect(amended(23)).toEqual([expect.objectContaining({ a: 0, body: { products: [], units: [] } })]);
});

test('a truck whose papers took longer than agreed is called for now', () => {
  const late = (TEST_NOW + 3 * DAY_MS) as Instant;
  const before = [
    form(shipment(TEST_KEY, { documents: true })),
    rated(),
    decided(0),
    accepted(1, 0),
    bookedBy(0),
  ];
  const { effects } = given(actor, before).when(input('documentsPrepared', null), late);
  expect(effects).toEqual([
    expect.objectContaining({ send: 'dispatchTruck', body: { pickupAt: late } }),
    { timer: WATCH_TIMER, at: late + LIMITS.milestoneGraceMs },
  ]);
});
