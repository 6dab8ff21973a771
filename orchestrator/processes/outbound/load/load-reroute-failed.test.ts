/**
 * A load that was to change carriers under way, and does not: every way in which that comes to nothing, and a new carrier
 * whose truck does not come. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import { FREIGHT_INVOICE, type LoadInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { accepted, bookedBy, countered, DETENTION, rang, rejected, settled } from './load.fixture.ts';
import { loadActor } from './load.ts';
import {
  actor,
  cannotHold,
  failed,
  fetchedBy,
  from,
  held,
  holding,
  podOf,
  rebooking,
  rerouting,
  sends,
  transferring,
} from './load-reroute.fixture.ts';
import { REROUTE_FAILURE } from './load-reroute.ts';
import { TENDER_TIMER, WATCH_TIMER } from './load-state.ts';

describe('comes to nothing', () => {
  test.each([
    ['the carrier cannot hold it', holding, cannotHold, REROUTE_FAILURE.cannotHold, []],
    ['no answer', holding, rang(WATCH_TIMER), REROUTE_FAILURE.noAnswer, ['driveOn']],
    ['it wants more than was agreed', holding, held(1_001), REROUTE_FAILURE.tooDear, ['driveOn']],
    ['the new one rejects', rerouting, rejected(2), REROUTE_FAILURE.rejected, ['driveOn']],
    [
      'it asks for other terms',
      rerouting,
      countered(2, 2_400, { ...DETENTION, perHourMinor: 9_000 }),
      REROUTE_FAILURE.tooDear,
      ['withdrawTender', 'driveOn'],
    ],
    [
      'it asks too much',
      rerouting,
      countered(2, 2_521),
      REROUTE_FAILURE.tooDear,
      ['withdrawTender', 'driveOn'],
    ],
    ['it is silent', rerouting, rang(TENDER_TIMER), REROUTE_FAILURE.silent, ['withdrawTender', 'driveOn']],
    [
      'TMS has no capacity',
      rebooking,
      input('bookingRefused', null, 1, 2) as LoadInput,
      REROUTE_FAILURE.noCapacity,
      ['withdrawTender', 'driveOn'],
    ],
  ] as const)('%s: it stays with whoever has it, as agreed', (_name, history, last, why, sent) => {
    const { state, effects } = given(actor, history).when(last);
    expect(state).toMatchObject({
      status: 'in-transit',
      carrier: 0,
      rate: 50,
      agreedMinor: 1_000,
      detention: DETENTION,
      former: null,
      onward: null,
    });
    expect(effects).toContainEqual(failed(why));
    expect(effects.flatMap((each) => ('send' in each ? [each.send] : []))).toEqual(sent);
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'expectBill' }));
  });

  test('a counter-offer beyond the authority is refused, however little it is beyond the offer', () => {
    const tight = loadActor(smallNetwork({ limits: { rerouteMinorMax: 2_000 } }));
    expect(given(tight, rerouting).when(countered(2, 2_401)).effects).toContainEqual(
      failed(REROUTE_FAILURE.tooDear),
    );
  });

  test('an acceptance that comes after it is withdrawn', () => {
    const { state, effects } = given(actor, [...rerouting, rang(TENDER_TIMER)]).when(accepted(2, 1));
    expect(state.carrier).toBe(0);
    expect(effects).toContainEqual({ ...sends('withdrawTender', 1, 2, 1) });
  });

  test('a late answer to the hold changes nothing', () => {
    expect(given(actor, [...holding, rang(WATCH_TIMER)]).when(held())).toMatchObject({
      state: { status: 'in-transit', carrier: 0 },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('a late answer to the question where its truck is changes nothing', () => {
    const { state } = given(actor, [...transferring, rang(WATCH_TIMER)]).when(from(1, MILESTONE.inTransit));
    expect(state).toMatchObject({ status: 'transferring', carrier: 1, milestone: MILESTONE.delayed });
  });
});

describe('a new carrier whose truck does not come', () => {
  const silent = [...transferring, rang(WATCH_TIMER), rang(WATCH_TIMER)];
  const reverting = [...silent, rang(WATCH_TIMER)];
  const bookedAgain = bookedBy(0);
  const drivenOn = [...reverting, bookedAgain];

  test('is asked where it is; then its booking is void, and who holds the load is booked again, as agreed', () => {
    for (const history of [transferring, silent.slice(0, -1)])
      expect(given(actor, history).when(rang(WATCH_TIMER)).effects).toContainEqual(
        expect.objectContaining({ send: 'requestStatus', partner: carrierPartner(1) }),
      );
    const { state, effects } = given(actor, silent).when(rang(WATCH_TIMER));
    expect(state).toMatchObject({
      status: 'reverting',
      carrier: 0,
      rate: 50,
      agreedMinor: 1_000,
      attempt: 3,
    });
    expect(effects).toEqual([
      { event: 'truckNoShow', n: 2, a: 1, b: 0 },
      failed(REROUTE_FAILURE.noTruck),
      sends('withdrawTender', 1, 2, 1),
      { send: 'cancelBooking', partner: TMS, key: TEST_KEY, a: 1, b: 2 },
      {
        send: 'bookLoad',
        partner: TMS,
        key: TEST_KEY,
        a: 0,
        b: 1_000,
        body: {
          rate: -1,
          detention: DETENTION,
          pickupAt: expect.any(Number),
          attempt: 3,
          onward: false,
        },
      },
      { timer: WATCH_TIMER, at: TEST_NOW + LIMITS.answerGraceMs },
    ]);
  });

  test('booked again, the former one is told to drive on, to be paid and claimed from', () => {
    const { state, effects } = given(actor, reverting).when(bookedAgain);
    expect(state).toMatchObject({ status: 'in-transit', carrier: 0, former: null, onward: null, asked: 0 });
    expect(effects).toEqual([
      { tell: 'shipmentBooked', type: SHIPMENT, key: TEST_KEY, a: TEST_KEY, b: 0 },
      { tell: 'expectFormerBill', type: FREIGHT_INVOICE, key: TEST_KEY, a: 0, b: 0 },
      sends('driveOn', 0, 1, 0),
      { timer: WATCH_TIMER, at: expect.any(Number) },
    ]);
    expect(given(actor, [...drivenOn, podOf(0)]).when(settled).finished).toBe(true);
  });

  test('nobody else is told of a load that is nowhere booked: TMS is asked again, then a planner has the task', () => {
    const once = given(actor, reverting).when(rang(WATCH_TIMER)).effects;
    expect(once).toContainEqual(expect.objectContaining({ send: 'bookLoad', a: 0 }));
    const twice = [...reverting, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const { state, effects } = given(actor, twice).when(rang(WATCH_TIMER));
    expect(state.status).toBe('reverting');
    expect(effects).toContainEqual(expect.objectContaining({ task: 'bookingUnanswered', role: 'planner' }));
  });

  test('refused by TMS it is driven on all the same, and that is noted', () => {
    const refused = input('bookingRefused', null, 0, 3) as LoadInput;
    const { state, effects } = given(actor, reverting).when(refused);
    expect(state).toMatchObject({ status: 'in-transit', carrier: 0 });
    expect(effects).toContainEqual(expect.objectContaining({ audit: 'drivesUnbooked' }));
    expect(effects).toContainEqual(sends('driveOn', 0, 1, 0));
  });

  test('comes too late, whatever it says then', () => {
    const late: readonly (readonly [LoadInput, string])[] = [
      [fetchedBy(2), 'inputNotExpected'],
      [bookedBy(1), 'inputNotExpected'],
      [from(1, MILESTONE.inTransit), 'formerCarrier'],
      [from(1, MILESTONE.lost), 'formerCarrier'],
    ];
    for (const history of [reverting, drivenOn]) {
      const { state: before } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
      for (const [said, audit] of late)
        expect(given(actor, history).when(said)).toMatchObject({
          state: { ...before },
          effects: [{ audit }],
        });
      expect(given(actor, history).when(accepted(2, 1))).toMatchObject({
        state: { ...before },
        effects: [{ event: 'lateAcceptance', n: 2, a: 1, b: 0 }, sends('withdrawTender', 1, 2, 1)],
      });
    }
    expect(given(actor, drivenOn).when(podOf(1))).toMatchObject({
      state: { status: 'in-transit' },
      effects: [{ audit: 'formerCarrier' }],
    });
  });

  test('is not taken for a load that is lost: the former one is looked for when it is silent itself', () => {
    const { effects } = given(actor, drivenOn).when(rang(WATCH_TIMER));
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'requestStatus', partner: carrierPartner(0) }),
    );
  });
});
