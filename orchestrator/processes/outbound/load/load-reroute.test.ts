/** A load that changes carriers under way: held, tendered on, booked, fetched; and every way in which that comes to nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import { FREIGHT_INVOICE, type LoadInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  bookedBy,
  countered,
  DAY_MS,
  DETENTION,
  decided,
  form,
  loaded,
  onTheRoad,
  pod,
  rang,
  rated,
  rating,
  rejected,
  settled,
  shipment,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { REROUTE_FAILURE } from './load-reroute.ts';
import { ESCALATION_TIMER, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';

const REROUTE_MAX = 3_000;
const EARNED = 400;
const READY_AT = TEST_NOW + 9 * 3_600_000;
const actor = loadActor(smallNetwork({ limits: { rerouteMinorMax: REROUTE_MAX } }));

const late: LoadInput = input(
  'milestoneReported',
  { rawCode: 'SD', occurredAt: TEST_NOW, estimatedAt: TEST_NOW + 5 * DAY_MS },
  MILESTONE.delayed,
  0,
);
const from = (carrier: number, code: number): LoadInput =>
  input('milestoneReported', { rawCode: 'X6', occurredAt: TEST_NOW, estimatedAt: null }, code, carrier);
/** Carrier 1 is there sooner; the one that has it, and one as slow, are no way out. */
const SLOW = { ...rating(2, 700, 0), transitDays: 6 };
const onwardRated: LoadInput = input(
  'loadRated',
  { ratings: [rating(0, 1_000, 1), SLOW, rating(1, 2_000, 2)] },
  2,
);
const ONWARD = { rate: 51, carrier: 1, mode: 'LTL', estimatedAt: 0 };
const decidedFor = (option: object | null): LoadInput =>
  input('decided', { point: 'delay-response', policy: 'p', fallback: null, option }, 2, 1);
const toReroute = decidedFor({ action: 'reroute', costMinor: 2_000, onward: ONWARD });
const held = (earnedMinor = EARNED): LoadInput =>
  input('holdAnswered', { readyAt: READY_AT, earnedMinor }, 1, 0);
const cannotHold: LoadInput = input('holdAnswered', { readyAt: 0, earnedMinor: 0 }, 0, 0);
const fetchedBy = (attempt: number): LoadInput => input('truckArrived', { arrivedAt: READY_AT }, attempt, 1);
const podOf = (carrier: number): LoadInput => ({ ...pod(CONDITION.good), b: carrier }) as LoadInput;

const asked = [...onTheRoad, late];
const holding = [...asked, onwardRated, toReroute];
const rerouting = [...holding, held()];
const rebooking = [...rerouting, accepted(2, 1)];
const transferring = [...rebooking, bookedBy(1)];
const rerouted = [...transferring, fetchedBy(2)];

const sends = (send: string, carrier: number, a: number, b: number) => ({
  send,
  partner: carrierPartner(carrier),
  key: TEST_KEY,
  a,
  b,
});
const failed = (why: number) => ({ event: 'rerouteFailed', n: 1, a: why, b: 1 });

describe('the decision', () => {
  test('is asked for with who could be there sooner, beside waiting and speed', () => {
    expect(given(actor, onTheRoad).when(late).effects).toContainEqual(
      expect.objectContaining({ send: 'requestRating', partner: TMS, a: 2, b: 1 }),
    );
    expect(given(actor, asked).when(onwardRated).effects).toEqual([
      expect.objectContaining({
        ask: 'delay-response',
        options: [
          { action: 'wait', costMinor: 0, onward: null },
          { action: 'expedite', costMinor: LIMITS.expediteMinorMax, onward: null },
          { action: 'reroute', costMinor: 2_000, onward: expect.objectContaining({ rate: 51, carrier: 1 }) },
        ],
      }),
    ]);
  });

  test('for it has the carrier that has the load asked to hold it', () => {
    expect(given(actor, [...asked, onwardRated]).when(toReroute)).toMatchObject({
      state: { status: 'holding', rerouted: true },
      effects: [
        { event: 'rerouteRequested', n: 1, a: 2_000, b: 1 },
        sends('requestHold', 0, 1, 0),
        { timer: WATCH_TIMER, at: TEST_NOW + LIMITS.milestoneGraceMs },
      ],
    });
  });

  test('for waiting leaves all as it is', () => {
    const { state } = given(actor, [...asked, onwardRated]).when(
      decidedFor({ action: 'wait', costMinor: 0 }),
    );
    expect(state).toMatchObject({ status: 'in-transit', onward: null, rerouted: false });
  });

  test('that comes when the carrier is out for delivery is too late', () => {
    const { state, effects } = given(actor, [...asked, onwardRated, from(0, MILESTONE.outForDelivery)]).when(
      toReroute,
    );
    expect(state.status).toBe('in-transit');
    expect(effects).toEqual([expect.objectContaining({ audit: 'rerouteTooLate' })]);
  });

  test('is not asked for with papers, or where no money may be spent on it', () => {
    const papers = [
      form(shipment(TEST_KEY, { documents: true })),
      rated(),
      decided(0),
      accepted(1, 0),
      bookedBy(0),
      input('documentsPrepared', null) as LoadInput,
      truckArrived,
      loaded(TEST_KEY),
    ];
    const mean = loadActor(smallNetwork());
    for (const [who, history] of [
      [actor, papers],
      [mean, onTheRoad],
    ] as const) {
      const { effects } = given(who, history).when(late);
      expect(effects).not.toContainEqual(expect.objectContaining({ send: 'requestRating' }));
      expect(effects).toContainEqual(expect.objectContaining({ ask: 'delay-response' }));
    }
  });

  test('ratings of an earlier question are none', () => {
    const { effects } = given(actor, asked).when(rated());
    expect(effects).toEqual([expect.objectContaining({ audit: 'inputNotExpected' })]);
  });
});

describe('on to another carrier', () => {
  test('it is tendered from the terminal, with what the former one has earned as an advance', () => {
    const { state, effects } = given(actor, holding).when(held());
    expect(state).toMatchObject({ status: 'rerouting', carrier: 1, attempt: 2, agreedMinor: 2_400 });
    expect(effects).toContainEqual(
      expect.objectContaining({
        send: 'offerTender',
        partner: carrierPartner(1),
        a: 2,
        body: expect.objectContaining({
          pickupAt: READY_AT,
          offeredMinor: 2_400,
          charges: [
            { code: '400', amountMinor: 1_900 },
            { code: 'FUE', amountMinor: 100 },
            { code: 'ADV', amountMinor: EARNED },
          ],
        }),
      }),
    );
  });

  test('accepted, it is booked beside the booking in force; booked, all who pay or claim hear', () => {
    expect(given(actor, rerouting).when(accepted(2, 1)).effects).toContainEqual(
      expect.objectContaining({
        send: 'bookLoad',
        partner: TMS,
        a: 1,
        b: 2_400,
        body: expect.objectContaining({ onward: true, attempt: 2 }),
      }),
    );
    const { effects } = given(actor, rebooking).when(bookedBy(1));
    expect(effects).toEqual(
      expect.arrayContaining([
        { tell: 'shipmentBooked', type: SHIPMENT, key: TEST_KEY, a: TEST_KEY, b: 1 },
        expect.objectContaining({
          tell: 'expectBill',
          type: FREIGHT_INVOICE,
          a: 2_400,
          b: 1,
          body: { charges: expect.arrayContaining([['ADV', EARNED]]) },
        }),
        expect.objectContaining({ send: 'dispatchTruck', partner: carrierPartner(1), a: 2 }),
      ]),
    );
  });

  test('when its truck stands at the terminal the load is handed over, and the new one drives', () => {
    const { state, effects } = given(actor, transferring).when(fetchedBy(2));
    expect(state).toMatchObject({ status: 'in-transit', former: null, carrier: 1 });
    expect(effects).toEqual(
      expect.arrayContaining([
        { event: 'loadRerouted', n: 1, a: 1, b: 0 },
        sends('handOver', 0, 1, 1),
        { ...sends('releaseTruck', 1, 2, 1), body: { shipments: [TEST_KEY], takenOverFrom: 0 } },
      ]),
    );
  });

  test('then only the new one is heard of, and it is not rerouted again', () => {
    expect(given(actor, rerouted).when(from(0, MILESTONE.outForDelivery)).effects).toEqual([
      expect.objectContaining({ audit: 'formerCarrier' }),
    ]);
    expect(given(actor, rerouted).when(podOf(0))).toMatchObject({
      state: { status: 'in-transit' },
      effects: [{ audit: 'formerCarrier' }],
    });
    const again = { ...late, b: 1 } as LoadInput;
    expect(given(actor, rerouted).when(again).effects).not.toContainEqual(
      expect.objectContaining({ send: 'requestRating' }),
    );
    expect(given(actor, [...rerouted, podOf(1)]).when(settled).finished).toBe(true);
  });

  test('a counter-offer within tolerance and authority is the price, over the line haul', () => {
    const { effects } = given(actor, [...rerouting, countered(2, 2_450)]).when(bookedBy(1));
    expect(effects).toContainEqual(
      expect.objectContaining({
        tell: 'expectBill',
        a: 2_450,
        body: expect.objectContaining({ charges: expect.arrayContaining([['400', 1_950]]) }),
      }),
    );
  });
});

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

test('whatever comes, whoever has it has one booking, and nobody else is told to drive', () => {
  const anything = fc.oneof(
    fc.constantFrom(
      late,
      onwardRated,
      toReroute,
      held(),
      held(1_001),
      cannotHold,
      fetchedBy(2),
      fetchedBy(1),
    ),
    fc.constantFrom(
      accepted(2, 1),
      rejected(2),
      countered(2, 2_450),
      countered(2, 9_000),
      bookedBy(1),
      bookedBy(0),
    ),
    fc.constantFrom(podOf(0), podOf(1), settled, answered(0), answered(1)),
    fc.constantFrom(rang(TENDER_TIMER), rang(WATCH_TIMER), rang(ESCALATION_TIMER)),
    fc.constantFrom(from(0, MILESTONE.inTransit), from(1, MILESTONE.inTransit), from(0, MILESTONE.lost)),
    fc.constant(input('bookingRefused', null, 1, 2) as LoadInput),
  ) as fc.Arbitrary<LoadInput>;
  const absent = [...transferring, rang(WATCH_TIMER), rang(WATCH_TIMER), rang(WATCH_TIMER)];
  const histories = [onTheRoad, asked, holding, rerouting, rebooking, transferring, rerouted, absent];
  fc.assert(
    fc.property(fc.constantFrom(...histories), fc.array(anything, { maxLength: 25 }), (history, inputs) => {
      const state = actor.initial(TEST_KEY);
      let has = -1;
      let released = 0;
      for (const each of [...history, ...inputs]) {
        const { effects, finished } = givenState(actor, state).when(each);
        for (const effect of effects) {
          if (!('send' in effect)) continue;
          if (effect.send === 'releaseTruck') {
            has = effect.b;
            released += 1;
          }
          if (effect.send === 'requestHold' || effect.send === 'driveOn') expect(effect.b).toBe(has);
          if (effect.send === 'handOver') expect(has).toBe(0);
        }
        expect(released).toBeLessThanOrEqual(2);
        if (state.status === 'in-transit') expect(state.carrier).toBe(has);
        if (finished) return;
      }
    }),
  );
});

test('the new one is tendered and booked on the terms of its own rate, the former one has those agreed with it', () => {
  const own = { freeTimeMs: 0, perHourMinor: 9_000 };
  const dear = input('loadRated', { ratings: [{ ...rating(1, 2_000, 2), detention: own }] }, 2) as LoadInput;
  const tendering = given(actor, [...asked, dear, toReroute]).when(held());
  expect(tendering.effects).toContainEqual(
    expect.objectContaining({ send: 'offerTender', body: expect.objectContaining({ detention: own }) }),
  );
  const history = [...asked, dear, toReroute, held()];
  const { state, effects } = given(actor, history).when(accepted(2, 1));
  expect(effects).toContainEqual(
    expect.objectContaining({ send: 'bookLoad', body: expect.objectContaining({ detention: own }) }),
  );
  expect(state.former).toMatchObject({ carrier: 0, detention: DETENTION });
  // Where the new one will not have it, the former one's count again.
  expect(given(actor, history).when(rejected(2)).state).toMatchObject({ carrier: 0, detention: DETENTION });
  expect(given(actor, [...history, accepted(2, 1)]).when(bookedBy(1)).effects).toContainEqual({
    event: 'bookedTermsDiffer',
    n: 2,
    a: DETENTION.freeTimeMs,
    b: DETENTION.perHourMinor,
  });
});
