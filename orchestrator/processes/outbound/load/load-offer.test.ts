/** What a carrier is offered, word by word: of several shipments, at which price and terms, when, and in which order of the guide. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { Instructed } from '../../../contracts/erp.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Rating } from '../../../contracts/tms.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  answered,
  DAY_MS,
  DETENTION,
  decided,
  form,
  rated,
  rating,
  rejected,
  shipment,
  tendered,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, PLANNER_ANSWER, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());
const SOON = TEST_NOW + LIMITS.pickupLeadMs;
const two = form(
  shipment(TEST_KEY, { weightGrams: 10_000, handlingUnits: 2 }),
  shipment(15, { weightGrams: 5_500, handlingUnits: 3, dangerous: true, promisedAt: TEST_NOW + DAY_MS }),
);
const offerOf = (history: readonly LoadInput[], last: LoadInput, now: Instant = instant(TEST_NOW)) =>
  given(actor, history)
    .when(last, now)
    .effects.find((each) => 'send' in each && each.send === 'offerTender');
const asked = (effects: readonly Effect[]) => effects.find((each) => 'ask' in each);

describe('an offer', () => {
  const priced: Rating = {
    ...rating(1, 1_300, 2),
    lineHaulMinor: 1_000,
    fuelMinor: 200,
    accessorialsMinor: 100,
  };
  const charges = (extra: string) => [
    { code: '400', amountMinor: 1_000 },
    { code: 'FUE', amountMinor: 200 },
    { code: extra, amountMinor: 100 },
  ];

  test('says all of what is on it, where from and to, by when, and for how much', () => {
    const history = [two, rated([rating(0, 1_000, 1), priced])];
    expect(given(actor, history).when(decided(1)).effects).toEqual([
      { timer: TENDER_TIMER, at: TEST_NOW + LIMITS.tenderResponseMs },
      { event: 'tenderOffered', n: 1, a: 1, b: 1_300 },
      {
        send: 'offerTender',
        partner: carrierPartner(1),
        key: TEST_KEY,
        a: 1,
        b: 1,
        body: {
          origin: 10,
          destination: 20,
          rate: 51,
          service: 0,
          mode: 'LTL',
          transitDays: 2,
          weightGrams: 15_500,
          handlingUnits: 5,
          dangerous: true,
          pickupAt: SOON,
          respondBy: TEST_NOW + LIMITS.tenderResponseMs,
          offeredMinor: 1_300,
          charges: charges('HAZ'),
          detention: DETENTION,
          lane: 1,
          cutoff: 3,
          rank: 2,
          shipments: [TEST_KEY, 15],
        },
      },
    ]);
  });

  test('names what is charged beside freight and fuel for goods that are not dangerous, and only what is charged', () => {
    const body = (each: Rating) => offerOf([form(), rated([each])], decided(0));
    expect(body(priced)).toMatchObject({ body: { dangerous: false, charges: charges('MSC') } });
    const plain = { ...priced, fuelMinor: 0, accessorialsMinor: 0, amountMinor: 1_000 };
    expect(body(plain)).toMatchObject({ body: { charges: [{ code: '400', amountMinor: 1_000 }] } });
  });

  test('is for a pickup that is still possible, never sooner than the one before', () => {
    const later = instant(TEST_NOW + 5_000_000);
    expect(offerOf(tendered, rejected(1), later)).toMatchObject({
      body: { pickupAt: later + LIMITS.pickupLeadMs, respondBy: later + LIMITS.tenderResponseMs },
    });
    expect(offerOf(tendered, rejected(1))).toMatchObject({ body: { pickupAt: SOON } });
  });

  test('goes along the guide, around it again, and no more often than allowed', () => {
    const carriers = [tendered[2]!, rejected(1), rejected(2), rejected(3)].map((last, n, all) => {
      const offer = offerOf([...tendered.slice(0, 2), ...all.slice(0, n)], last);
      return offer !== undefined && 'send' in offer ? offer.b : -1;
    });
    expect(carriers).toEqual([0, 1, 0, 1]);
    expect(LIMITS.tendersMax).toBe(4);
    expect(offerOf([...tendered, rejected(1), rejected(2), rejected(3)], rejected(4))).toBeUndefined();
  });
});

describe('the choice', () => {
  test('is asked for with what the load is, and what may carry it', () => {
    const ratings = [rating(2, 800, 3), rating(0, 1_000, 1), rating(1, 1_200, 2)];
    const { effects } = given(actor, [two]).when(rated(ratings));
    expect(asked(effects)).toEqual({
      ask: 'carrier',
      attempt: 1,
      context: {
        lane: 1,
        shipments: 2,
        weightGrams: 15_500,
        handlingUnits: 5,
        dangerous: true,
        pickupAt: SOON,
        promisedAt: TEST_NOW + DAY_MS,
        planned: { carrier: 0, service: 0, transitDays: 2 },
      },
      // Carrier 2 takes no dangerous goods.
      options: ratings.slice(1).map(({ carrier, service, mode, transitDays, amountMinor, guideRank }) => ({
        carrier,
        service,
        mode,
        transitDays,
        amountMinor,
        guideRank,
      })),
      views: [],
    });
    expect(given(actor, [two]).when(rated([rating(2, 800, 3)])).state.status).toBe('planning');
    expect(given(actor, [form()]).when(rated([rating(2, 800, 3)])).state.status).toBe('choosing');
  });

  const way = (carrier: number, service = 1, transitDays = 3) => ({ carrier, service, transitDays });
  test.for([
    ['one way', [[10, way(0)]], way(0)],
    [
      'two alike',
      [
        [10, way(0)],
        [20, way(0)],
      ],
      way(0),
    ],
    [
      'the heavier of two',
      [
        [10, way(0)],
        [11, way(1)],
      ],
      way(1),
    ],
    [
      'the first of two as heavy',
      [
        [10, way(0)],
        [10, way(1)],
      ],
      way(0),
    ],
    [
      'more than half, spread',
      [
        [30, way(1)],
        [25, way(0)],
        [20, way(1)],
      ],
      way(1),
    ],
    [
      'another service is another way',
      [
        [10, way(0)],
        [9, way(0, 2)],
        [9, way(0, 2)],
      ],
      way(0, 2),
    ],
    [
      'so is another transit',
      [
        [10, way(0)],
        [9, way(0, 1, 4)],
        [9, way(0, 1, 4)],
      ],
      way(0, 1, 4),
    ],
    [
      'two alike outweigh a third',
      [
        [10, way(0)],
        [5, way(0)],
        [12, way(1)],
      ],
      way(0),
    ],
    [
      'a lead that was lost and won again',
      [
        [10, way(0)],
        [11, way(1)],
        [5, way(0)],
      ],
      way(0),
    ],
    [
      'one that lost its lead to another',
      [
        [10, way(0)],
        [25, way(1)],
        [14, way(0)],
      ],
      way(1),
    ],
  ] as const)('knows what most of the weight was sourced with: %s', ([, members, expected]) => {
    const shipments = members.map(([weightGrams, planned], i) =>
      shipment(TEST_KEY + 8 * i, { weightGrams, planned }),
    );
    expect(asked(given(actor, [form(...shipments)]).when(rated()).effects)).toMatchObject({
      context: { planned: expected },
    });
  });

  test("of none that was offered is a planner's", () => {
    const { state, effects } = given(actor, [form(), rated()]).when(decided(7));
    expect(state.status).toBe('planning');
    expect(effects).toEqual([
      { cancel: TENDER_TIMER },
      { timer: ESCALATION_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
      { task: 'loadWithoutCarrier', role: 'planner', no: 1, dueAt: TEST_NOW + LIMITS.taskEscalationMs },
    ]);
  });
});

describe('what an order list prescribes', () => {
  const said: Instructed = {
    plant: 0,
    origin: 4,
    carrier: 1,
    service: 0,
    mode: null,
    transitDays: 2,
    customerArranged: false,
  };
  const prescribed = (changes: Partial<Instructed>, dangerous = false) => {
    const load = form(shipment(TEST_KEY, { instructed: { ...said, ...changes }, dangerous }));
    const { state, effects } = given(actor, [load]).when(rated());
    return { state, offer: effects.find((each) => 'send' in each), effects };
  };

  test('is offered at its rate, where one covers it', () => {
    const { state, offer, effects } = prescribed({});
    expect(state).toMatchObject({ status: 'tendering', unpriced: false, agreedMinor: 1_200 });
    expect(offer).toMatchObject({
      partner: carrierPartner(1),
      body: { rate: 51, origin: 10, offeredMinor: 1_200 },
    });
    expect(asked(effects)).toBeUndefined();
  });

  test.for([
    ['another carrier', { carrier: 2 }, { origin: 4, mode: 'unknown', transitDays: 2 }],
    ['another service', { service: 9 }, { origin: 4, mode: 'unknown', transitDays: 2 }],
    ['another transit', { transitDays: 5, mode: 'AIR' }, { origin: 4, mode: 'AIR', transitDays: 5 }],
    [
      'no transit and no place',
      { transitDays: -1, origin: -1 },
      { origin: 10, mode: 'unknown', transitDays: 1 },
    ],
    ['a customer who pays', { customerArranged: true }, { origin: 4, mode: 'unknown', transitDays: 2 }],
    [
      'a place at the very first',
      { customerArranged: true, origin: 0, transitDays: 0 },
      { origin: 0, transitDays: 0 },
    ],
  ] as const)('is offered for nothing with %s', ([, changes, body]) => {
    const { state, offer } = prescribed(changes);
    expect(state).toMatchObject({ status: 'tendering', unpriced: true });
    const charges = [{ code: '400', amountMinor: 0 }];
    expect(offer).toMatchObject({
      body: { rate: -1, offeredMinor: 0, charges, detention: NO_DETENTION, rank: 0, ...body },
    });
  });

  test('is not followed to who may not carry it', () => {
    expect(prescribed({ carrier: 2 }, true).state.status).toBe('choosing');
    expect(prescribed({ carrier: 1 }, true).state.status).toBe('tendering');
  });
});

test('whom a planner has try again is rated anew, for a pickup from then on, and no supervisor is asked', () => {
  const later = instant(TEST_NOW + DAY_MS);
  const { state, effects } = given(actor, [two, rated([])]).when(answered(PLANNER_ANSWER.tryAgain), later);
  expect(state).toMatchObject({ status: 'rating', ratings: 2, offered: 0, openTask: 0 });
  expect(effects).toMatchObject([
    { cancel: ESCALATION_TIMER },
    {
      send: 'requestRating',
      a: 2,
      b: 1,
      body: {
        origins: [10],
        weightGrams: 15_500,
        handlingUnits: 5,
        dangerous: true,
        pickupsAt: [later + LIMITS.pickupLeadMs],
      },
    },
    { timer: WATCH_TIMER, at: later + LIMITS.answerGraceMs },
  ]);
});
