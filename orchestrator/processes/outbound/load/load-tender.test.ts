/**
 * The load on its way to a carrier: rated, tendered along the routing guide, countered, given to a planner where nobody
 * takes it. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { type DetentionTerms, NO_DETENTION } from '../../../contracts/detention.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import type { Rating } from '../../../contracts/tms.ts';
import { SHIPMENT, STOP_REASON } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  booked,
  bookedBy,
  countered,
  DETENTION,
  decided,
  form,
  offerBody,
  offerTo,
  RATINGS,
  rang,
  rated,
  rating,
  rejected,
  shipment,
  tendered,
  withdraw,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, type LoadState, PLANNER_ANSWER, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());

const offer = (attempt: number, carrier: number, rank: number) =>
  expect.objectContaining({
    ...offerTo(attempt, carrier),
    body: expect.objectContaining(offerBody(rank)),
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
      { cancel: WATCH_TIMER },
      expect.objectContaining({
        ask: 'carrier',
        options: [expect.objectContaining({ carrier: 0 }), expect.objectContaining({ carrier: 1 })],
      }),
    ]);
    const { state, effects } = given(actor, [form(), rated()]).when(decided(1));
    expect(effects).toContainEqual(offer(1, 1, 2));
    expect(state.guide!.map((each) => each.carrier)).toEqual([1, 0]);
  });

  test('an answer to the question before is none to this one', () => {
    const again = [form(), rated([]), answered(PLANNER_ANSWER.tryAgain)];
    expect(given(actor, again).when(rated())).toMatchObject({
      state: { status: 'rating' },
      effects: [{ audit: 'inputNotExpected' }],
    });
    expect(given(actor, again).when(rated(RATINGS, 2)).state.status).toBe('choosing');
  });

  test('says what most of its weight was sourced with, whatever stands first', () => {
    const way = (carrier: number) => ({ carrier, service: 1, transitDays: 3 });
    const load = form(
      shipment(TEST_KEY, { weightGrams: 4_000, planned: way(0) }),
      shipment(15, { weightGrams: 3_000, planned: way(1) }),
      shipment(23, { weightGrams: 2_000, planned: way(1) }),
    );
    expect(given(actor, [load]).when(rated()).effects).toEqual([
      { cancel: WATCH_TIMER },
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
    const given5 = given(actor, [
      ...all,
      rejected(4),
      answered(PLANNER_ANSWER.tryAgain),
      rated(RATINGS, 2),
    ]).when(decided(0, 2));
    expect(given5.effects).toContainEqual(expect.objectContaining({ send: 'offerTender', a: 5 }));
  });

  test('a planner may give it up, and all that wait for it hear', () => {
    const { state, effects, finished } = given(actor, [form(), rated([])]).when(
      answered(PLANNER_ANSWER.giveUp),
    );
    expect([state.status, finished]).toEqual(['given-up', true]);
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
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
    for (let n = 1; n <= 3; n++) tries.push(answered(PLANNER_ANSWER.tryAgain, n), rated([], n + 1));
    expect(given(actor, tries).when(answered(PLANNER_ANSWER.tryAgain, 4)).state.ratings).toBe(5);
    const last = given(actor, [...tries, answered(PLANNER_ANSWER.tryAgain, 4)]).when(rated([], 5));
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
