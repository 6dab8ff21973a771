/** A load whose carrier TMS finds: it asks, hears who has it, and follows; what is told late or twice changes nothing. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { TMS } from '../../../contracts/partners.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { FREIGHT_INVOICE, type LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  bookedBy,
  DETENTION,
  form,
  rang,
  rating,
  shipment,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './load-state.ts';

const PLACING_MS = 3_600_000;
const dividedBy = (book: 'tms' | 'orchestrator'): Network => ({
  ...smallNetwork(),
  responsibilities: {
    allocate: 'orchestrator',
    wave: 'orchestrator',
    tender: 'tms',
    book,
    placingMs: PLACING_MS,
  },
});
const load = loadActor(dividedBy('orchestrator'));
const booksItself = loadActor(dividedBy('tms'));

const assigned = (attempt: number, carrier = 1, agreedMinor = 1_250): LoadInput =>
  input(
    'carrierAssigned',
    { rating: rating(carrier, 1_200, 2), agreedMinor, detention: DETENTION, pickupAt: TEST_NOW + 9_000_000 },
    attempt,
    carrier,
  );
const nobody = (attempt: number, round = 1): LoadInput => input('noCarrierFound', null, attempt, round);
const leave: LoadInput = input('leaveLoad', null, TEST_KEY);
const missed = rang(WATCH_TIMER);
const asks = (voidUpTo: number, round: number) =>
  expect.objectContaining({ send: 'placeLoad', partner: TMS, key: TEST_KEY, a: voidUpTo, b: round });
const sends = (effects: readonly object[]): unknown[] =>
  effects.flatMap((effect) => ('send' in effect ? [effect.send] : []));

describe('a load that is formed', () => {
  test('is handed to TMS, which has so long; nothing is rated, decided or offered', () => {
    const { state, effects } = given(load).when(form());
    expect(state.status).toBe('placing');
    expect(sends(effects)).toEqual(['placeLoad']);
    expect(effects).toContainEqual(asks(0, 1));
    expect(effects).toContainEqual({ timer: WATCH_TIMER, at: TEST_NOW + PLACING_MS });
    expect(effects.some((effect) => 'ask' in effect)).toBe(false);
  });

  test('is asked after when TMS is silent, then a planner has it', () => {
    const silent = [form(), missed, missed];
    expect(given(load, [form()]).when(missed).effects).toContainEqual(asks(0, 1));
    expect(given(load, silent).when(missed).effects).toContainEqual(
      expect.objectContaining({ task: 'carrierUnanswered', role: 'planner' }),
    );
    expect(LIMITS.statusRequestsMax).toBe(2);
  });
});

describe('what TMS is asked', () => {
  const two = form(
    shipment(TEST_KEY, { weightGrams: 4_000, handlingUnits: 1 }),
    shipment(15, { weightGrams: 500, handlingUnits: 2, dangerous: true }),
  );
  const placed = (history: readonly LoadInput[], last: LoadInput, now = TEST_NOW as Instant) =>
    given(load, history)
      .when(last, now)
      .effects.find((effect) => 'send' in effect && effect.send === 'placeLoad');
  const soon = TEST_NOW + LIMITS.pickupLeadMs;

  test('is all of it, from where and to where, and when it may be fetched', () => {
    expect(placed([], two)).toEqual({
      send: 'placeLoad',
      partner: TMS,
      key: TEST_KEY,
      a: 0,
      b: 1,
      body: {
        origins: [10],
        destination: 20,
        weightGrams: 4_500,
        handlingUnits: 3,
        dangerous: true,
        pickupsAt: [soon],
        lane: 1,
        cutoff: 3,
        shipments: [TEST_KEY, 15],
      },
    });
    expect(placed([], form())).toMatchObject({ body: { dangerous: false } });
  });

  test('again is for no sooner a pickup than before, and for one that is still possible', () => {
    const refused: LoadInput = input('bookingRefused', null, 1, 1);
    expect(placed([form(), assigned(1)], refused)).toMatchObject({
      body: { pickupsAt: [TEST_NOW + 9_000_000] },
    });
    const later = instant(TEST_NOW + 9_000_000);
    expect(placed([form(), assigned(1)], refused, later)).toMatchObject({
      body: { pickupsAt: [later + LIMITS.pickupLeadMs] },
    });
  });
});

describe('a carrier that TMS has found', () => {
  test('is what the load goes by from then on; nobody need ask for one', () => {
    const silent = [form(), missed, missed, missed];
    const { state, effects } = given(load, silent).when(assigned(3));
    expect(state).toMatchObject({
      carrier: 1,
      attempt: 3,
      offered: 1,
      rate: 51,
      transitDays: 2,
      agreedMinor: 1_250,
      detention: DETENTION,
      pickupAt: TEST_NOW + 9_000_000,
      openTask: 0,
      asked: 0,
      rounds: 0,
    });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
    expect(effects).toContainEqual({ timer: WATCH_TIMER, at: TEST_NOW + LIMITS.answerGraceMs });
    expect(effects).not.toContainEqual(expect.objectContaining({ audit: expect.anything() }));
    // Nor need anybody go after a booking that TMS has refused.
    const unbooked = [form(), assigned(1), missed, missed, missed];
    expect(given(load, unbooked).when(input('bookingRefused', null, 1, 1))).toMatchObject({
      state: { status: 'placing', openTask: 0 },
      effects: expect.arrayContaining([{ cancel: ESCALATION_TIMER }]),
    });
  });

  test('is booked by the core at what was agreed', () => {
    const { state, effects } = given(load, [form()]).when(assigned(3));
    expect(state).toMatchObject({ status: 'booking', attempt: 3, carrier: 1, agreedMinor: 1_250 });
    expect(effects).toContainEqual(expect.objectContaining({ send: 'bookLoad', a: 1, b: 1_250 }));
  });

  test('is left to TMS to book where TMS books; what was agreed is expected of the bill', () => {
    const { state, effects } = given(booksItself, [form()]).when(assigned(1));
    expect(state.status).toBe('booking');
    expect(sends(effects)).toEqual([]);
    expect(given(booksItself, [form(), assigned(1)]).when(bookedBy(1)).effects).toContainEqual(
      expect.objectContaining({ tell: 'expectBill', type: FREIGHT_INVOICE, a: 1_250, b: 1 }),
    );
  });

  test('gives way to the next where TMS found no capacity with it', () => {
    const { state } = given(booksItself, [form(), assigned(1)]).when(assigned(2, 0));
    expect(state).toMatchObject({ status: 'booking', attempt: 2, carrier: 0 });
  });

  test('told again, or late, changes nothing', () => {
    for (const late of [assigned(2), assigned(1, 0)])
      expect(given(load, [form(), assigned(2)]).when(late)).toMatchObject({
        state: { attempt: 2, carrier: 1 },
        effects: [{ audit: 'inputNotExpected' }],
      });
  });
});

describe('where it goes wrong', () => {
  const dispatched = [form(), assigned(1), bookedBy(1)];

  test('no capacity at booking: TMS goes on in its guide', () => {
    const { state, effects } = given(load, [form(), assigned(1)]).when(input('bookingRefused', null, 1, 1));
    expect(state.status).toBe('placing');
    expect(sends(effects)).toEqual(['placeLoad']);
    expect(effects).toContainEqual(asks(1, 1));
  });

  test('no truck: the bill is not expected, the tender void, and the carrier hears it from TMS', () => {
    const asked = [...dispatched, missed, missed];
    const { state, effects } = given(load, asked).when(missed);
    expect(state.status).toBe('placing');
    expect(effects).toContainEqual(expect.objectContaining({ event: 'truckNoShow' }));
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'expectNoBill' }));
    expect(effects).toContainEqual(asks(1, 1));
    expect(sends(effects)).toEqual(['placeLoad']);
    // The truck that comes after all is nobody's.
    expect(given(load, [...asked, missed]).when(truckArrived).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('nobody takes it: a planner says whether TMS begins at the top again', () => {
    const { state, effects } = given(load, [form()]).when(nobody(4));
    expect(state).toMatchObject({ status: 'planning', attempt: 4 });
    expect(effects).toContainEqual(expect.objectContaining({ task: 'loadWithoutCarrier' }));
    const again = given(load, [form(), nobody(4)]).when(answered(0));
    expect(again.state.status).toBe('placing');
    expect(again.effects).toContainEqual(asks(4, 2));
    // Of the first time, told again.
    expect(given(load, [form(), nobody(4), answered(0)]).when(nobody(4)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('nobody takes it: nothing is waited for but the planner, and an answer of before is none', () => {
    const silent = [form(), missed, missed, missed];
    const { state, effects } = given(load, silent).when(nobody(4));
    expect(state).toMatchObject({ asked: 0, rounds: 0, openTask: 2 });
    expect(effects).toContainEqual({ cancel: WATCH_TIMER });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
    // TMS books, has had a second carrier, and tells late of having found none before it.
    const second = [form(), assigned(1), assigned(2, 0)];
    for (const late of [nobody(1), nobody(2, 2)])
      expect(given(booksItself, second).when(late).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(given(booksItself, second).when(nobody(2)).state.status).toBe('planning');
  });

  test('what is withdrawn is named by the tender and the carrier that have it', () => {
    expect(given(load, dispatched).when(leave).effects).toContainEqual({
      send: 'withdrawLoad',
      partner: TMS,
      key: TEST_KEY,
      a: 1,
      b: 1,
    });
  });

  test('the last shipment leaves: TMS withdraws what it has, before and after booking', () => {
    for (const history of [[form()], [form(), assigned(1)], dispatched]) {
      const { state, effects } = given(load, history).when(leave);
      expect(state.status).toBe('cancelled');
      expect(sends(effects)).toEqual(['withdrawLoad']);
    }
  });

  test('a carrier that answers the core is not heard: TMS tenders', () => {
    expect(given(load, [form(shipment(TEST_KEY))]).when(accepted(1, 0)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });
});
