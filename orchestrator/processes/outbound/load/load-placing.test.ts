/** A load whose carrier TMS finds: it asks, hears who has it, and follows; what is told late or twice changes nothing. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { TMS } from '../../../contracts/partners.ts';
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
import { WATCH_TIMER } from './load-state.ts';

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

describe('a carrier that TMS has found', () => {
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
