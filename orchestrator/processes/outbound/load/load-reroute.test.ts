/**
 * A load that changes carriers under way: held, tendered on, booked, fetched. Read each test as given inputs, when an
 * input, then these effects; whatever comes, one carrier has it, by one booking.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import { FREIGHT_INVOICE, type LoadInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  bookedBy,
  countered,
  DETENTION,
  decided,
  form,
  loaded,
  onTheRoad,
  rang,
  rated,
  rating,
  rejected,
  settled,
  shipment,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import {
  actor,
  asked,
  cannotHold,
  decidedFor,
  EARNED,
  fetchedBy,
  from,
  held,
  holding,
  late,
  onwardRated,
  podOf,
  READY_AT,
  rebooking,
  rerouted,
  rerouting,
  sends,
  toReroute,
  transferring,
} from './load-reroute.fixture.ts';
import { ESCALATION_TIMER, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';

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

test('a shipment that would leave it while the new truck is waited for, or the former carrier is booked again, stays', () => {
  const absent = [...transferring, rang(WATCH_TIMER), rang(WATCH_TIMER), rang(WATCH_TIMER)];
  for (const history of [transferring, absent]) {
    const { state, effects } = given(actor, history).when(input('leaveLoad', null, TEST_KEY));
    expect(state).toMatchObject({
      shipments: [TEST_KEY],
      status: history === absent ? 'reverting' : 'transferring',
    });
    expect(effects).toEqual([]);
  }
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
