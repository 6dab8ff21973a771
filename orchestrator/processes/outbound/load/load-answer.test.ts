/** Answers to a tender that come late, twice or from somebody else, who has accepted and what that books; and what is not waited for. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CARRIER_FIRST, carrierPartner } from '../../../contracts/partners.ts';
import { FREIGHT_INVOICE, type LoadInput } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  booked,
  bookedBy,
  countered,
  decided,
  form,
  onTheRoad,
  RATINGS,
  rang,
  rated,
  rating,
  rejected,
  tendered,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { PLANNER_ANSWER, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());
const counteredBy = (carrier: number, attempt: number): LoadInput => ({
  ...countered(attempt, 900),
  fromKey: CARRIER_FIRST + carrier,
});

describe('an answer that comes late', () => {
  test('is withdrawn from whoever gave it, and a price for an offer that is over as well', () => {
    const other = counteredBy(2, 1);
    expect(given(actor, [...tendered, rejected(1)]).when(other).effects).toEqual([
      expect.objectContaining({ audit: 'inputNotExpected' }),
      { send: 'withdrawTender', partner: CARRIER_FIRST + 2, key: TEST_KEY, a: 1, b: 2 },
    ]);
    // Of an offer that there never was, or of the one that was taken: nothing is withdrawn.
    for (const each of [counteredBy(0, 9), counteredBy(0, 1)])
      expect(given(actor, [...tendered, accepted(1, 0)]).when(each).effects).toHaveLength(1);
  });

  // The last offer is sent once more by who mends dead letters, when it has been withdrawn: whoever names a price then holds a load ready.
  test.each([
    ['planning', []],
    ['rating', [answered(PLANNER_ANSWER.tryAgain)]],
    ['choosing', [answered(PLANNER_ANSWER.tryAgain), rated(RATINGS, 2)]],
  ])('is withdrawn when the guide is used up and the load is %s', (status, more) => {
    const usedUp = [...tendered, rejected(1), rejected(2), rejected(3), rejected(4)];
    const { state } = given(actor, usedUp).when(rejected(4));
    const { attempt, carrier } = state;
    const before = [...usedUp, ...more];
    for (const late of [counteredBy(carrier, attempt), accepted(attempt, carrier)]) {
      const { state: after, effects } = given(actor, before).when(late);
      expect(after.status).toBe(status);
      expect(effects).toContainEqual(
        expect.objectContaining({ send: 'withdrawTender', a: attempt, b: carrier }),
      );
    }
  });

  test('is a repeat only from who has it, of the offer that counts', () => {
    const booking = [...tendered, accepted(1, 0)];
    expect(given(actor, booking).when(accepted(1, 0)).effects).toMatchObject([{ audit: 'repeatedAnswer' }]);
    expect(given(actor, booking).when(accepted(1, 1)).effects).toMatchObject([
      { event: 'lateAcceptance', n: 1, a: 1 },
      { send: 'withdrawTender', b: 1 },
    ]);
    expect(given(actor, booking).when(accepted(2, 0)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    const usedUp = [...tendered, rejected(1), rejected(2), rejected(3), rejected(4)];
    expect(given(actor, usedUp).when(accepted(4, 1)).effects).toMatchObject([
      { event: 'lateAcceptance', n: 4, a: 1 },
      { send: 'withdrawTender', a: 4, b: 1 },
    ]);
  });

  test('to another offer than that under way changes nothing', () => {
    for (const each of [rejected(2), rejected(0)]) {
      const { state, effects } = given(actor, tendered).when(each);
      expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
      expect(state).toMatchObject({ attempt: 1, carrier: 0 });
    }
  });
});

describe('who has accepted', () => {
  const guide = [rating(0, 1_000, 1), rating(1, 1_200, 2), { ...rating(2, 1_400, 3), rate: 0 }];
  const offered = [form(), rated(guide), decided(0)];
  const bills = (history: readonly LoadInput[], last: LoadInput) =>
    given(actor, history)
      .when(last)
      .effects.find((each) => 'tell' in each && each.tell === 'expectBill');

  test('is booked by its own line, and billed by its own charges, wherever it stands in the guide', () => {
    for (const [n, rate, minor] of [
      [1, 50, 1_000],
      [2, 51, 1_200],
      [3, 0, 1_400],
    ] as const) {
      const history = [...offered, ...[1, 2].slice(0, n - 1).map(rejected)];
      const { effects } = given(actor, history).when(accepted(n, n - 1));
      expect(effects).toContainEqual(
        expect.objectContaining({
          send: 'bookLoad',
          a: n - 1,
          b: minor,
          body: expect.objectContaining({ rate }),
        }),
      );
      expect(bills([...history, accepted(n, n - 1)], bookedBy(n - 1))).toMatchObject({
        a: minor,
        b: n - 1,
        body: {
          charges: [
            ['400', minor - 100],
            ['FUE', 100],
          ],
        },
      });
    }
  });

  test('once, and again later, is late with the first', () => {
    const second = [...tendered, rejected(1), rejected(2), accepted(3, 0)];
    expect(given(actor, second).when(accepted(1, 0)).effects).toMatchObject([
      { event: 'lateAcceptance', n: 1, a: 0 },
      { send: 'withdrawTender', a: 1, b: 0 },
    ]);
  });

  test('and is refused by TMS is watched no more', () => {
    const refused = input('bookingRefused', null, 0, 1) as LoadInput;
    expect(given(actor, [...tendered, accepted(1, 0)]).when(refused).effects).toContainEqual({
      cancel: WATCH_TIMER,
    });
  });
});

describe('what is not waited for', () => {
  test('is no timer: a watch while it is tendered, an offer while it is on the road', () => {
    expect(given(actor, tendered).when(rang(WATCH_TIMER)).effects).toEqual([]);
    expect(given(actor, onTheRoad).when(rang(TENDER_TIMER)).effects).toEqual([]);
  });

  test('is no truck of an earlier tender, and no shipment of another load', () => {
    const other: LoadInput = input('truckArrived', { arrivedAt: TEST_NOW }, 9, 0);
    expect(given(actor, booked).when(other)).toMatchObject({
      state: { status: 'dispatched' },
      effects: [{ audit: 'inputNotExpected' }],
    });
    const { state, effects } = given(actor, tendered).when(input('leaveLoad', null, 99));
    expect(state).toMatchObject({ status: 'tendering', shipments: [TEST_KEY] });
    expect(effects).toEqual([]);
  });

  test('is an offer to which the last shipment has left', () => {
    expect(given(actor, tendered).when(input('leaveLoad', null, TEST_KEY)).effects).toContainEqual({
      cancel: TENDER_TIMER,
    });
  });

  test('is an offer, once a load that nobody takes is given up', () => {
    const rounds: LoadInput[] = [form()];
    for (let round = 1; round <= 5; round++) {
      rounds.push(rated(RATINGS, round), decided(0, round));
      for (let n = 1; n <= 4; n++) rounds.push(rejected(4 * (round - 1) + n));
      rounds.push(answered(PLANNER_ANSWER.tryAgain, round));
    }
    const last = given(actor, rounds.slice(0, -2)).when(rounds.at(-2)!);
    expect(last.state.status).toBe('given-up');
    expect(last.effects).toContainEqual({ cancel: TENDER_TIMER });
  });
});

describe('a truck that never came', () => {
  test("is nobody's bill, and who is asked next is asked after from the beginning", () => {
    const waited = [...booked, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const { state, effects } = given(actor, waited).when(rang(WATCH_TIMER));
    expect(effects.slice(0, 4)).toEqual([
      { event: 'truckNoShow', n: 1, a: 0, b: 0 },
      { send: 'withdrawTender', partner: carrierPartner(0), key: TEST_KEY, a: 1, b: 0 },
      expect.objectContaining({ send: 'cancelBooking', a: 0, b: 1 }),
      { tell: 'expectNoBill', type: FREIGHT_INVOICE, key: TEST_KEY, a: 0, b: 0 },
    ]);
    expect(state).toMatchObject({ asked: 0, billExpected: false, carrier: 1 });
    const again = [...waited, rang(WATCH_TIMER), accepted(2, 1), bookedBy(1)];
    expect(given(actor, again).when(rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ send: 'requestStatus', partner: carrierPartner(1), a: 1 }),
    );
    // The bill is that of the carrier that comes.
    expect(given(actor, again.slice(0, -1)).when(again.at(-1)!).effects).toContainEqual(
      expect.objectContaining({ tell: 'expectBill', a: 1_200, b: 1 }),
    );
  });
});
