/** The load: along the routing guide to a carrier, papers, the truck, the road, the door; and all that comes late or never. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { type DetentionTerms, NO_DETENTION } from '../../../contracts/detention.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner, TMS, WMS } from '../../../contracts/partners.ts';
import type { Rating } from '../../../contracts/tms.ts';
import type { Instant } from '../../../model/instant.ts';
import { FREIGHT_INVOICE, type LoadedShipment, type LoadInput, SHIPMENT, STOP_REASON } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  booked,
  bookedBy,
  countered,
  DAY_MS,
  DETENTION,
  decided,
  form,
  loaded,
  milestone,
  onTheRoad,
  pod,
  rang,
  rated,
  rating,
  rejected,
  settled,
  shipment,
  tendered,
  truckArrived,
  truckLoaded,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import {
  ESCALATION_TIMER,
  type LoadState,
  PLANNER_ANSWER,
  TENDER_TIMER,
  TRACE_ANSWER,
  WATCH_TIMER,
} from './load-state.ts';

const actor = loadActor(smallNetwork());

const withdraw = (attempt: number, carrier: number) => ({
  send: 'withdrawTender',
  partner: carrierPartner(carrier),
  key: TEST_KEY,
  a: attempt,
  b: carrier,
});
const offer = (attempt: number, carrier: number, rank: number) =>
  expect.objectContaining({
    send: 'offerTender',
    partner: carrierPartner(carrier),
    a: attempt,
    b: carrier,
    body: expect.objectContaining({
      rank,
      lane: 1,
      cutoff: 3,
      respondBy: TEST_NOW + LIMITS.tenderResponseMs,
    }),
  });

describe('rating and choice', () => {
  test('asks TMS what the whole of it costs', () => {
    const { effects } = given(actor).when(form(shipment(TEST_KEY), shipment(15, { weightGrams: 5_000 })));
    expect(effects).toContainEqual({
      send: 'requestRating',
      partner: TMS,
      key: TEST_KEY,
      a: 1,
      b: 1,
      body: expect.objectContaining({
        origins: [10],
        destination: 20,
        weightGrams: 15_000,
        handlingUnits: 4,
      }),
    });
  });

  test('asks which carrier comes first, and tenders to the one chosen, the guide behind it', () => {
    expect(given(actor, [form()]).when(rated()).effects).toEqual([
      expect.objectContaining({
        ask: 'carrier',
        options: [expect.objectContaining({ carrier: 0 }), expect.objectContaining({ carrier: 1 })],
      }),
    ]);
    const { state, effects } = given(actor, [form(), rated()]).when(decided(1));
    expect(effects).toContainEqual(offer(1, 1, 2));
    expect(state.guide!.map((each) => each.carrier)).toEqual([1, 0]);
  });

  test('says what most of its weight was sourced with, whatever stands first', () => {
    const way = (carrier: number) => ({ carrier, service: 1, transitDays: 3 });
    const load = form(
      shipment(TEST_KEY, { weightGrams: 4_000, planned: way(0) }),
      shipment(15, { weightGrams: 3_000, planned: way(1) }),
      shipment(23, { weightGrams: 2_000, planned: way(1) }),
    );
    expect(given(actor, [load]).when(rated()).effects).toEqual([
      expect.objectContaining({ context: expect.objectContaining({ planned: way(1) }) }),
    ]);
  });

  test.each([
    ['no rate', [form()], rated([])],
    ['no choice', [form(), rated()], decided(-1)],
  ] as const)('gives a planner the job with %s', (_name, before, last) => {
    const { state, effects } = given(actor, before).when(last);
    expect(state.status).toBe('planning');
    expect(effects).toContainEqual(
      expect.objectContaining({ task: 'loadWithoutCarrier', role: 'planner', no: 1 }),
    );
  });

  test('follows what an order list prescribes, unpriced where the customer pays', () => {
    const instructed = {
      plant: 0,
      origin: 4,
      carrier: 2,
      service: 1,
      mode: 'AIR',
      transitDays: 5,
      customerArranged: true,
    };
    const { state, effects } = given(actor, [form(shipment(TEST_KEY, { instructed }))]).when(rated());
    expect(state).toMatchObject({ status: 'tendering', carrier: 2, unpriced: true, transitDays: 5 });
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'offerTender', partner: carrierPartner(2) }),
    );
  });
});

describe('tender', () => {
  test('an acceptance is booked at TMS at the offered price', () => {
    const { effects, state } = given(actor, tendered).when(accepted(1, 0));
    expect(state.status).toBe('booking');
    expect(effects).toEqual([
      { cancel: TENDER_TIMER },
      expect.objectContaining({
        send: 'bookLoad',
        partner: TMS,
        a: 0,
        b: 1_000,
        body: expect.objectContaining({ rate: 50, detention: DETENTION, onward: false }),
      }),
      { timer: WATCH_TIMER, at: TEST_NOW + LIMITS.answerGraceMs },
    ]);
  });

  test('a rejection goes to the next of the guide', () => {
    expect(given(actor, tendered).when(rejected(1)).effects).toContainEqual(offer(2, 1, 2));
  });

  test('silence goes to the next of the guide, and the offer is void', () => {
    const { effects } = given(actor, tendered).when(rang(TENDER_TIMER));
    expect(effects).toEqual(expect.arrayContaining([withdraw(1, 0), offer(2, 1, 2)]));
  });

  test('a counter-offer within tolerance is taken, beyond it the next is asked', () => {
    expect(given(actor, tendered).when(countered(1, 1_050)).state).toMatchObject({
      status: 'booking',
      agreedMinor: 1_050,
    });
    const { effects } = given(actor, tendered).when(countered(1, 1_051));
    expect(effects).toEqual(expect.arrayContaining([withdraw(1, 0), offer(2, 1, 2)]));
  });

  test('free time and detention rate of the rating are tendered', () => {
    const terms = { freeTimeMs: 1_800_000, perHourMinor: 4_500 };
    const { effects } = given(actor, [form(), rated([{ ...rating(0, 1_000, 1), detention: terms }])]).when(
      decided(0),
    );
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'offerTender', body: expect.objectContaining({ detention: terms }) }),
    );
  });

  const terms = (minutes: number, perHourMinor: number): DetentionTerms => ({
    freeTimeMs: minutes * 60_000,
    perHourMinor,
  });

  test.each([
    ['kept', DETENTION],
    ['a little worse', terms(114, 6_300)],
    ['better', terms(240, 0)],
    ['of no charge, so of no free time', terms(0, 0)],
  ])('terms of a counter-offer that are %s are booked with its price', (_name, asked) => {
    const { state, effects } = given(actor, tendered).when(countered(1, 1_050, asked));
    expect(state).toMatchObject({ status: 'booking', agreedMinor: 1_050, detention: asked });
    expect(effects).toContainEqual(
      expect.objectContaining({
        send: 'bookLoad',
        b: 1_050,
        body: expect.objectContaining({ detention: asked }),
      }),
    );
  });

  test.each([
    ['less free time', terms(113, 6_000)],
    ['a higher rate', terms(120, 6_301)],
  ])('a counter-offer at the price tendered, with %s than tolerated, is not taken', (_name, asked) => {
    const { effects } = given(actor, tendered).when(countered(1, 1_000, asked));
    expect(effects).toEqual(expect.arrayContaining([withdraw(1, 0), offer(2, 1, 2)]));
  });

  test('a booking confirms the terms accepted; others are put on record, and change nothing', () => {
    const confirmed = given(actor, [...tendered, accepted(1, 0)]).when(bookedBy(0));
    expect(confirmed.effects).not.toContainEqual(expect.objectContaining({ event: 'bookedTermsDiffer' }));
    const { state, effects } = given(actor, [...tendered, accepted(1, 0)]).when(
      bookedBy(0, terms(60, 9_000)),
    );
    expect(effects).toContainEqual({ event: 'bookedTermsDiffer', n: 1, a: 3_600_000, b: 9_000 });
    expect(state).toEqual(confirmed.state);
  });

  test('an acceptance after the next tender has gone out is withdrawn', () => {
    const { state, effects } = given(actor, [...tendered, rejected(1)]).when(accepted(1, 0));
    expect(state).toMatchObject({ status: 'tendering', attempt: 2, carrier: 1 });
    expect(effects).toEqual([{ event: 'lateAcceptance', n: 1, a: 0, b: 0 }, withdraw(1, 0)]);
  });

  test('an acceptance after the booking of another is withdrawn', () => {
    const { effects } = given(actor, [...tendered, rang(TENDER_TIMER), accepted(2, 1), bookedBy(1)]).when(
      accepted(1, 0),
    );
    expect(effects).toContainEqual(withdraw(1, 0));
  });

  test('the same acceptance again does not cancel what it has booked', () => {
    const { effects } = given(actor, booked).when(accepted(1, 0));
    expect(effects).toEqual([expect.objectContaining({ audit: 'repeatedAnswer' })]);
  });

  test('the guide starts over until the limit; then a planner decides, and it starts with fresh rates', () => {
    const all = [...tendered, rejected(1), rejected(2), rejected(3)];
    expect(given(actor, all).when(rejected(4))).toMatchObject({ state: { status: 'planning', attempt: 4 } });
    const again = given(actor, [...all, rejected(4)]).when(answered(PLANNER_ANSWER.tryAgain));
    expect(again.state).toMatchObject({ status: 'rating', ratings: 2, offered: 0 });
    const given5 = given(actor, [...all, rejected(4), answered(PLANNER_ANSWER.tryAgain), rated()]).when(
      decided(0, 2),
    );
    expect(given5.effects).toContainEqual(expect.objectContaining({ send: 'offerTender', a: 5 }));
  });

  test('a planner may give it up, and all that wait for it hear', () => {
    const { state, effects, finished } = given(actor, [form(), rated([])]).when(
      answered(PLANNER_ANSWER.giveUp),
    );
    expect([state.status, finished]).toEqual(['given-up', true]);
    expect(effects).toContainEqual({
      tell: 'loadGivenUp',
      type: SHIPMENT,
      key: TEST_KEY,
      a: STOP_REASON.noRoute,
      b: 0,
    });
  });

  test('a load that five ratings find nobody for is given up, whatever the planner says', () => {
    const tries = [form(), rated([])];
    for (let n = 1; n <= 3; n++) tries.push(answered(PLANNER_ANSWER.tryAgain, n), rated([]));
    expect(given(actor, tries).when(answered(PLANNER_ANSWER.tryAgain, 4)).state.ratings).toBe(5);
    const last = given(actor, [...tries, answered(PLANNER_ANSWER.tryAgain, 4)]).when(rated([]));
    expect(last).toMatchObject({ state: { status: 'given-up' }, finished: true });
    expect(last.effects).toContainEqual(expect.objectContaining({ tell: 'loadGivenUp' }));
  });

  test('an answer to another task is none; one to the escalation is', () => {
    const silent = [form(), rated([])];
    expect(given(actor, silent).when(answered(PLANNER_ANSWER.giveUp, 7)).state.status).toBe('planning');
    const escalated = [...silent, rang(ESCALATION_TIMER)];
    expect(given(actor, escalated).when(answered(PLANNER_ANSWER.giveUp, 2)).state.status).toBe('given-up');
  });

  test('a load that costs nothing is billed by nobody', () => {
    const free = [
      form(),
      rated([{ ...rating(0, 100, 1), lineHaulMinor: 0, fuelMinor: 0, amountMinor: 0 }]),
      decided(0),
    ];
    const { state, effects } = given(actor, [...free, accepted(1, 0)]).when(bookedBy(0));
    expect(state).toMatchObject({ unpriced: true, settled: true });
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'expectBill' }));
  });

  test('a planner who does not answer is escalated once; the task stays open', () => {
    const silent = [form(), rated([])];
    expect(given(actor, silent).when(rang(ESCALATION_TIMER)).effects).toEqual([
      expect.objectContaining({ task: 'taskUnanswered', role: 'supervisor' }),
    ]);
    expect(given(actor, [...silent, rang(ESCALATION_TIMER)]).when(rang(ESCALATION_TIMER)).effects).toEqual(
      [],
    );
  });
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
        body: { customers: [1], products: [1], units: [3] },
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
        expect.objectContaining({ task: 'papersRefused', role: 'export-desk' }),
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
    expect.objectContaining({ task: 'papersRefused' }),
    { tell: 'loadGivenUp', type: SHIPMENT, key: TEST_KEY, a: STOP_REASON.refusedByRule, b: 0 },
    expect.objectContaining({
      send: 'prepareDocuments',
      body: { customers: [0], products: [0], units: [2] },
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

describe('truck and road', () => {
  test('the warehouse loads when the truck is there; the truck drives when it is loaded', () => {
    expect(given(actor, booked).when(truckArrived).effects).toContainEqual({
      send: 'loadTruck',
      partner: WMS,
      key: TEST_KEY,
      a: 0,
      b: 0,
      body: { shipments: [TEST_KEY] },
    });
    const { state, effects } = given(actor, [...booked, truckArrived]).when(truckLoaded);
    expect(state).toMatchObject({ status: 'in-transit', plan: null, guide: null });
    expect(effects).toContainEqual(expect.objectContaining({ send: 'releaseTruck', a: 1 }));
  });

  test('a truck that never comes is asked after, then replaced', () => {
    expect(given(actor, booked).when(rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ send: 'requestStatus', a: 1 }),
    );
    const { state, effects } = given(actor, [...booked, rang(WATCH_TIMER), rang(WATCH_TIMER)]).when(
      rang(WATCH_TIMER),
    );
    expect(state).toMatchObject({ status: 'tendering', attempt: 2 });
    expect(effects).toEqual(expect.arrayContaining([withdraw(1, 0), offer(2, 1, 2)]));
  });

  test('a milestone never moves back, and an unknown code moves nothing', () => {
    const later = [...onTheRoad, milestone(MILESTONE.outForDelivery)];
    expect(given(actor, later).when(milestone(MILESTONE.departed)).state.milestone).toBe(
      MILESTONE.outForDelivery,
    );
    const { state, effects } = given(actor, later).when(milestone(MILESTONE.unknown));
    expect(state.milestone).toBe(MILESTONE.outForDelivery);
    expect(effects).toEqual([{ audit: 'unknownMilestone', detail: 'X6' }]);
  });

  test('a late estimate tells the customers, again only when it has moved by a step, and asks whether to pay for speed', () => {
    const late = milestone(MILESTONE.delayed, TEST_NOW + 5 * DAY_MS);
    const { effects } = given(actor, onTheRoad).when(late);
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'deliveryAtRisk', key: TEST_KEY }));
    expect(effects).toContainEqual(expect.objectContaining({ ask: 'delay-response', attempt: 1 }));
    const tells = expect.objectContaining({ tell: 'deliveryAtRisk', key: TEST_KEY });
    const movedBy = (ms: number) =>
      given(actor, [...onTheRoad, late]).when(milestone(MILESTONE.delayed, TEST_NOW + 5 * DAY_MS + ms))
        .effects;
    for (const ms of [0, LIMITS.noticeStepMs - 1, 1 - LIMITS.noticeStepMs])
      expect(movedBy(ms)).not.toContainEqual(tells);
    for (const ms of [LIMITS.noticeStepMs, -LIMITS.noticeStepMs]) expect(movedBy(ms)).toContainEqual(tells);
  });

  test('expedites when that is the answer', () => {
    const answer: LoadInput = input(
      'decided',
      {
        point: 'delay-response',
        policy: 'p',
        fallback: null,
        option: { action: 'expedite', costMinor: 5_000 },
      },
      1,
      1,
    );
    expect(given(actor, onTheRoad).when(answer).effects).toContainEqual(
      expect.objectContaining({ send: 'requestExpedite', a: 5_000 }),
    );
  });

  test('an answer to a delay that has been asked about again meanwhile counts for nothing: the later one does', () => {
    const answer = (attempt: number): LoadInput =>
      input(
        'decided',
        {
          point: 'delay-response',
          policy: 'p',
          fallback: null,
          option: { action: 'expedite', costMinor: 5_000 },
        },
        1,
        attempt,
      );
    const twice = [
      ...onTheRoad,
      milestone(MILESTONE.delayed, TEST_NOW + 5 * DAY_MS),
      milestone(MILESTONE.delayed, TEST_NOW + 7 * DAY_MS),
    ];
    const { effects } = given(actor, twice).when(answer(1));
    expect(effects).toEqual([{ audit: 'inputNotExpected', detail: 'response to delay 1, asked about is 2' }]);
    expect(given(actor, [...twice, answer(1)]).when(answer(2)).effects).toContainEqual(
      expect.objectContaining({ send: 'requestExpedite', a: 5_000 }),
    );
  });

  test('speed that was granted is expected on the bill, once', () => {
    const answer: LoadInput = input(
      'decided',
      {
        point: 'delay-response',
        policy: 'p',
        fallback: null,
        option: { action: 'expedite', costMinor: 5_000 },
      },
      1,
      1,
    );
    const granted: LoadInput = input('expediteAnswered', null, 1, TEST_NOW);
    const expects = expect.objectContaining({ tell: 'expectCharge', a: 5_000, body: { code: 'EXP' } });
    expect(given(actor, [...onTheRoad, answer]).when(granted).effects).toContainEqual(expects);
    expect(given(actor, [...onTheRoad, answer, granted]).when(granted).effects).not.toContainEqual(expects);
    const declined: LoadInput = input('expediteAnswered', null, 0, TEST_NOW);
    expect(given(actor, [...onTheRoad, answer]).when(declined).effects).not.toContainEqual(expects);
  });

  test('silence is asked after, then given to a person, who may say it is lost', () => {
    const silent = [...onTheRoad, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, silent).when(rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ task: 'noNews', role: 'track-and-trace' }),
    );
    const { effects, finished } = given(actor, [...silent, rang(WATCH_TIMER)]).when(
      answered(TRACE_ANSWER.lost),
    );
    expect(finished).toBe(true);
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'stopDelivered', b: CONDITION.lost }));
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'expectNoBill' }));
  });
});

describe('what nobody can find', () => {
  const DUE = TEST_NOW + 2 * DAY_MS;
  const LOST_AT = (DUE + LIMITS.lostAfterMs) as Instant;
  const silent = [...onTheRoad, rang(WATCH_TIMER), rang(WATCH_TIMER)];
  const task = [...silent, rang(WATCH_TIMER)];
  const isLost = expect.objectContaining({ tell: 'stopDelivered', b: CONDITION.lost });

  test('is looked for until it counts as lost: also where nobody answers', () => {
    expect(given(actor, silent).when(rang(WATCH_TIMER)).effects).toContainEqual({
      timer: WATCH_TIMER,
      at: LOST_AT,
    });
    const { finished, effects } = given(actor, task).when(rang(WATCH_TIMER), LOST_AT);
    expect(finished).toBe(true);
    expect(effects).toContainEqual(isLost);
    expect(effects).toContainEqual({ event: 'loadGivenUpAsLost', n: 1, a: 0, b: LOST_AT });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('is lost then, whoever says to wait on; not a moment sooner', () => {
    const waiting = [...task, answered(TRACE_ANSWER.wait)];
    const sooner = given(actor, waiting).when(rang(WATCH_TIMER), (LOST_AT - 1) as Instant);
    expect(sooner.state.status).toBe('in-transit');
    expect(sooner.effects).toContainEqual(expect.objectContaining({ send: 'requestStatus' }));
    expect(given(actor, waiting).when(rang(WATCH_TIMER), LOST_AT).effects).toContainEqual(isLost);
  });

  test('is due when it was last said to be', () => {
    const heard = [...onTheRoad, milestone(MILESTONE.delayed, DUE + 5 * DAY_MS)];
    expect(given(actor, heard).when(rang(WATCH_TIMER), LOST_AT).state.status).toBe('in-transit');
  });

  test('and what was heard of since is not lost: only when as long has passed again', () => {
    const heardAt = (LOST_AT - DAY_MS) as Instant;
    const { state } = given(actor, onTheRoad).when(milestone(MILESTONE.delivered), heardAt);
    const proof = givenState(actor, state);
    expect(proof.when(rang(WATCH_TIMER), LOST_AT).state.status).toBe('in-transit');
    const lostAt = (heardAt + LIMITS.lostAfterMs) as Instant;
    expect(proof.when(rang(WATCH_TIMER), (lostAt - 1) as Instant).state.status).toBe('in-transit');
    expect(proof.when(rang(WATCH_TIMER), lostAt).effects).toContainEqual(isLost);
  });
});

describe('hours of the docks', () => {
  const OPEN = TEST_NOW + 10 * 3_600_000;
  const docks = [OPEN - DAY_MS, TEST_NOW + 3 * 3_600_000, OPEN, OPEN + 8 * 3_600_000];
  const night = loadActor(smallNetwork({ docks }));

  test('a truck that could not be loaded before they close is called for when they open', () => {
    const { effects } = given(night, [form(), rated()]).when(decided(0));
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'offerTender', body: expect.objectContaining({ pickupAt: OPEN }) }),
    );
    expect(given(night, booked.slice(0, -1)).when(booked.at(-1)!).effects).toContainEqual(
      expect.objectContaining({ send: 'dispatchTruck', body: { pickupAt: OPEN } }),
    );
  });

  test('papers that took longer than they are open put it off to the next opening', () => {
    const evening = (OPEN + 9 * 3_600_000) as Instant;
    const days = smallNetwork({ docks: [...docks, OPEN + DAY_MS, OPEN + DAY_MS + 8 * 3_600_000] });
    expect(given(loadActor(days), booked.slice(0, -1)).when(booked.at(-1)!, evening).effects).toContainEqual(
      expect.objectContaining({ send: 'dispatchTruck', body: { pickupAt: OPEN + DAY_MS } }),
    );
  });
});

describe('delivery', () => {
  test('each shipment hears how it arrived; what the proof does not name is lost', () => {
    const two = [
      form(shipment(TEST_KEY), shipment(15)),
      ...booked.slice(1),
      truckArrived,
      loaded(TEST_KEY, 15),
    ];
    const { effects } = given(actor, two).when(pod(CONDITION.good));
    expect(effects).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ tell: 'stopDelivered', key: TEST_KEY, b: CONDITION.good }),
        expect.objectContaining({ tell: 'stopDelivered', key: 15, b: CONDITION.lost }),
      ]),
    );
  });

  test.each([
    ['delivered first', [pod(CONDITION.good)], settled],
    ['settled first', [settled], pod(CONDITION.good)],
  ] as const)('closes when delivered and settled: %s', (_name, before, last) => {
    expect(given(actor, [...onTheRoad, ...before]).when(last)).toMatchObject({
      state: { status: 'closed' },
      finished: true,
    });
  });

  test('a proof of delivery that overtakes the warehouse counts, and the warehouse is then late', () => {
    const overtaken = [...booked, truckArrived, pod(CONDITION.good)];
    expect(given(actor, overtaken).when(truckLoaded)).toMatchObject({
      state: { status: 'delivered' },
      effects: [expect.objectContaining({ audit: 'inputNotExpected' })],
    });
  });
});

test('its freight invoice hears when it has been delivered, if a bill is still to come', () => {
  const due = { tell: 'billDue', type: FREIGHT_INVOICE, key: TEST_KEY, a: 0, b: 0 };
  expect(given(actor, onTheRoad).when(pod(CONDITION.good)).effects).toContainEqual(due);
  expect(given(actor, [...onTheRoad, settled]).when(pod(CONDITION.good)).effects).not.toContainEqual(due);
});

describe('cancellation', () => {
  const leave = (no: number): LoadInput => input('leaveLoad', null, no);

  test('one of two leaves: the other goes on', () => {
    const { state } = given(actor, [form(shipment(TEST_KEY), shipment(15)), rated(), decided(0)]).when(
      leave(TEST_KEY),
    );
    expect(state).toMatchObject({ status: 'tendering', shipments: [15] });
  });

  test.each([
    ['tendering', tendered, ['withdrawTender']],
    ['booking', [...tendered, accepted(1, 0)], ['withdrawTender', 'cancelBooking']],
    ['dispatched', booked, ['withdrawTender', 'cancelBooking']],
  ] as const)('the last one leaves while %s: nothing is left standing', (_name, before, sends) => {
    const { effects, finished } = given(actor, before).when(leave(TEST_KEY));
    expect(finished).toBe(true);
    expect(effects.flatMap((each) => ('send' in each ? [each.send] : []))).toEqual(sends);
  });

  test('while the truck is loaded, the warehouse says who is on it', () => {
    const two = [form(shipment(TEST_KEY), shipment(15)), ...booked.slice(1), truckArrived, leave(TEST_KEY)];
    expect(given(actor, two).when(loaded(15))).toMatchObject({
      state: { status: 'in-transit', shipments: [15] },
    });
    const { effects, finished } = given(actor, [...booked, truckArrived]).when(loaded());
    expect(finished).toBe(true);
    expect(effects.flatMap((each) => ('send' in each ? [each.send] : []))).toEqual([
      'withdrawTender',
      'cancelBooking',
    ]);
  });
});

describe('what crosses', () => {
  test('papers refused for who has left are asked for once more, for the rest', () => {
    const faulty = shipment(TEST_KEY, { documents: true, products: [1], units: [3] });
    const good = shipment(15, { documents: true, products: [0], units: [2] });
    const before = [form(faulty, good), rated(), decided(0), accepted(1, 0), bookedBy(0)];
    const left: LoadInput = input('leaveLoad', null, TEST_KEY);
    const { state, effects } = given(actor, [...before, left]).when(
      input('documentsRefused', { unitsLeft: 0 }, 1, 2),
    );
    expect(state).toMatchObject({ status: 'papers', shipments: [15] });
    expect(effects).toContainEqual(expect.objectContaining({ send: 'prepareDocuments' }));
  });

  test('an older report does not overwrite a newer estimate', () => {
    const later = milestone(MILESTONE.delayed, TEST_NOW + 9 * DAY_MS);
    const { state } = given(actor, [...onTheRoad, later]).when(
      milestone(MILESTONE.departed, TEST_NOW + 2 * DAY_MS),
    );
    expect(state.estimatedAt).toBe(TEST_NOW + 9 * DAY_MS);
  });

  test('each customer hears of a risk when it is one to them, once', () => {
    const patient = shipment(15, { promisedAt: TEST_NOW + 6 * DAY_MS });
    const two = [form(shipment(TEST_KEY), patient), ...booked.slice(1), truckArrived, loaded(TEST_KEY, 15)];
    const told = (effects: readonly unknown[]): unknown[] =>
      effects
        .filter((each) => (each as { tell?: string }).tell === 'deliveryAtRisk')
        .map((each) => (each as { key: number }).key);
    const first = milestone(MILESTONE.delayed, TEST_NOW + 4 * DAY_MS);
    // Less than a step for the one who has heard of it, a risk now for the other.
    const second = milestone(MILESTONE.delayed, TEST_NOW + 6 * DAY_MS + 1);
    const between = milestone(MILESTONE.delayed, TEST_NOW + 6 * DAY_MS);
    expect(told(given(actor, two).when(first).effects)).toEqual([TEST_KEY]);
    expect(told(given(actor, [...two, first]).when(between).effects)).toEqual([TEST_KEY]);
    expect(told(given(actor, [...two, first, between]).when(second).effects)).toEqual([15]);
    expect(told(given(actor, [...two, first, between, second]).when(second).effects)).toEqual([]);
  });

  test('who leaves takes promise and value along', () => {
    const urgent = shipment(TEST_KEY, { promisedAt: TEST_NOW + DAY_MS, valueMinor: 70_000 });
    const before = [form(urgent, shipment(15, { valueMinor: 20_000 })), rated(), decided(0)];
    const { state } = given(actor, before).when(input('leaveLoad', null, TEST_KEY));
    expect(state).toMatchObject({ promisedAt: TEST_NOW + 3 * DAY_MS, valueMinor: 20_000 });
  });

  test('news ends the search: no supervisor is bothered', () => {
    const searched = [...onTheRoad, rang(WATCH_TIMER), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const { state, effects } = given(actor, searched).when(milestone(MILESTONE.inTransit));
    expect(state.openTask).toBe(0);
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('a booking called off before it is confirmed has no invoice to call off', () => {
    const { effects } = given(actor, [...tendered, accepted(1, 0)]).when(input('leaveLoad', null, TEST_KEY));
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'expectNoBill' }));
  });

  test('what may not carry dangerous goods is never asked, first or later', () => {
    const dangerous = [
      form(shipment(TEST_KEY, { dangerous: true })),
      rated([rating(0, 1_000, 1), rating(2, 900, 2)]),
      decided(0),
    ];
    expect(given(actor, dangerous).when(rejected(1)).effects).toContainEqual(offer(2, 0, 1));
  });
});

describe('whatever comes', () => {
  const anything: fc.Arbitrary<LoadInput> = fc.oneof(
    fc.constantFrom(
      rated(),
      rated([]),
      decided(0),
      decided(1),
      decided(-1),
      truckArrived,
      truckLoaded,
      settled,
    ),
    fc.constantFrom(milestone(MILESTONE.departed), milestone(MILESTONE.unknown), milestone(MILESTONE.lost)),
    fc.constantFrom(
      pod(CONDITION.good),
      pod(CONDITION.damaged),
      answered(0),
      answered(1),
      input('leaveLoad', null, TEST_KEY),
    ),
    fc.integer({ min: 1, max: 6 }).map((attempt) => accepted(attempt, attempt & 1)),
    fc.integer({ min: 1, max: 6 }).map(rejected),
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 900, max: 1_300 }))
      .map(([a, minor]) => countered(a, minor)),
    fc.integer({ min: 0, max: 2 }).map(rang),
    fc.integer({ min: 0, max: 1 }).map(bookedBy),
    fc.constantFrom(
      input('bookingRefused', null, 0, 1),
      input('documentsPrepared', null),
      input('documentsRefused', { unitsLeft: 0 }, 1, 1),
    ),
  ) as fc.Arbitrary<LoadInput>;

  test('at most one carrier has an offer or a booking, at most one booking stands, and none once it has ended', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (inputs) => {
        const actorState = actor.initial(TEST_KEY);
        const engaged = new Set<number>();
        let bookings = 0;
        let asked = '';
        for (const each of [form(), ...inputs]) {
          const { status, attempt } = actorState;
          const { effects, finished } = givenState(actor, actorState).when(each, TEST_NOW);
          // What the partner ends by itself: a rejection, and a booking that TMS refuses.
          if (each.kind === 'tenderRejected' && status === 'tendering' && each.a === attempt)
            engaged.delete(attempt);
          if (each.kind === 'bookingRefused' && status === 'booking') bookings -= 1;
          for (const effect of effects) {
            if (!('send' in effect)) continue;
            if (effect.send === 'withdrawTender') engaged.delete(effect.a);
            if (effect.send === 'cancelBooking') bookings -= 1;
            if (effect.send === 'bookLoad') {
              // Asked again where no answer came it is the same booking, to the letter: TMS knows it by load and attempt.
              const words = JSON.stringify(effect);
              if (status !== 'booking' || words !== asked) bookings += 1;
              asked = words;
            }
            if (effect.send === 'offerTender') engaged.add(effect.a);
          }
          expect(engaged.size).toBeLessThanOrEqual(1);
          expect(bookings === 0 || bookings === 1).toBe(true);
          if (finished && ['given-up', 'cancelled'].includes(actorState.status)) {
            expect([...engaged]).toEqual([]);
            expect(bookings).toBe(0);
          }
          if (finished) return;
        }
      }),
    );
  });
});

describe('a state from before terms were tendered', () => {
  const before = ({ detention, ...state }: LoadState) => {
    const { freeTimeMs, perHourMinor } = detention;
    const old = ({ detention: _, ...rest }: Rating) => rest;
    return {
      ...state,
      guide: state.guide?.map(old) ?? null,
      freeTimeMs,
      detentionPerHourMinor: perHourMinor,
    };
  };

  test('is carried over: what was booked stands, what was rated has no terms', () => {
    const { state } = given(actor, booked.slice(0, -1)).when(booked.at(-1)!);
    expect(actor.migrate(before(state), 2)).toEqual({
      ...state,
      guide: state.guide!.map((each) => ({ ...each, detention: NO_DETENTION })),
    });
    expect(() => actor.migrate(state, 1)).toThrow('load state of version 1 is unknown');
  });
});
