/** Who else could take a late load on: which loads may change carriers, who is asked of TMS and offered, and what the new one is told. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import type { Rating } from '../../../contracts/tms.ts';
import { instant } from '../../../model/instant.ts';
import type { LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  booked,
  bookedBy,
  countered,
  DAY_MS,
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
import { REROUTE_FAILURE } from './load-reroute.ts';
import { ESCALATION_TIMER, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';

const HOUR_MS = 3_600_000;
const PROMISE = TEST_NOW + 3 * DAY_MS;
const READY_AT = TEST_NOW + 9 * HOUR_MS;
const limits = { rerouteMinorMax: 3_000 };
const actor = loadActor(smallNetwork({ limits }));
const thrifty = loadActor(smallNetwork({ limits: { ...limits, expediteMinorMax: 0 } }));

const lateBy = (ms: number): LoadInput =>
  input(
    'milestoneReported',
    { rawCode: 'SD', occurredAt: TEST_NOW, estimatedAt: PROMISE + ms },
    MILESTONE.delayed,
    0,
  );
const late = lateBy(2 * DAY_MS);
const onwardRated = (...ratings: Rating[]): LoadInput => input('loadRated', { ratings }, 2);
const toReroute = (rate: number, attempt = 1): LoadInput => {
  const onward = { rate, carrier: rate - 50, mode: 'LTL', estimatedAt: 0 };
  const option = { action: 'reroute', costMinor: 2_000, onward };
  return input('decided', { point: 'delay-response', policy: 'p', fallback: null, option }, 2, attempt);
};
const held = (earnedMinor: number, readyAt = READY_AT): LoadInput =>
  input('holdAnswered', { readyAt, earnedMinor }, 1, 0);

const asked = [...onTheRoad, late];
const holding = [...asked, onwardRated(rating(1, 2_000, 2)), toReroute(51)];
const asksTms = (of: typeof actor, history: readonly LoadInput[], last: LoadInput) =>
  given(of, history)
    .when(last)
    .effects.find((each) => 'send' in each && each.send === 'requestRating');
const options = (effects: readonly object[]): readonly { readonly action: string }[] =>
  effects.flatMap((each) =>
    'options' in each ? (each as { readonly options: { readonly action: string }[] }).options : [],
  );

describe('TMS is asked who could take it on', () => {
  test('with what is on it, as if it left the node as soon as it can', () => {
    const two = [
      form(shipment(TEST_KEY), shipment(15, { weightGrams: 300, handlingUnits: 1 })),
      ...booked.slice(1),
      truckArrived,
      loaded(TEST_KEY, 15),
    ];
    expect(asksTms(actor, two, late)).toEqual({
      send: 'requestRating',
      partner: TMS,
      key: TEST_KEY,
      a: 2,
      b: 1,
      body: {
        origins: [10],
        destination: 21,
        weightGrams: 10_300,
        handlingUnits: 3,
        dangerous: false,
        pickupsAt: [TEST_NOW + LIMITS.pickupLeadMs],
      },
    });
  });

  const nobody = rating(0, 100, 1);
  const speed: LoadInput = input(
    'decided',
    { point: 'delay-response', policy: 'p', fallback: null, option: { action: 'expedite', costMinor: 9 } },
    1,
    1,
  );
  const outForDelivery: LoadInput = input(
    'milestoneReported',
    { rawCode: 'X6', occurredAt: TEST_NOW - 1, estimatedAt: null },
    MILESTONE.outForDelivery,
    0,
  );
  test.for([
    ['that has been settled', [...onTheRoad, settled]],
    ['for which speed was bought', [...onTheRoad, speed]],
    ['that is out for delivery', [...onTheRoad, outForDelivery]],
    [
      'that nobody prices',
      [form(), rated([{ ...nobody, lineHaulMinor: 0, fuelMinor: 0, amountMinor: 0 }]), ...onTheRoad.slice(2)],
    ],
    [
      'with papers',
      [
        form(shipment(TEST_KEY, { dangerous: true })),
        ...booked.slice(1),
        input('documentsPrepared', null),
        truckArrived,
        loaded(TEST_KEY),
      ],
    ],
  ] as const)('not of a load %s: what is left is to wait, or to pay for speed', ([, history]) => {
    const { state, effects } = given(actor, history as readonly LoadInput[]).when(late);
    expect(state.status).toBe('in-transit');
    expect(effects).not.toContainEqual(expect.objectContaining({ send: 'requestRating' }));
    expect(options(effects).map(({ action }) => action)).toEqual(['wait', 'expedite']);
  });

  test('not where nothing may be paid for that, nor by whom a third party carries', () => {
    const strict = loadActor(smallNetwork({ limits: { rerouteMinorMax: 0 } }));
    expect(asksTms(strict, onTheRoad, late)).toBeUndefined();
  });

  test('once while it is not answered, and no more when it has been tried', () => {
    expect(asksTms(actor, asked, lateBy(3 * DAY_MS))).toBeUndefined();
    expect(asksTms(actor, [...holding, rang(WATCH_TIMER)], lateBy(3 * DAY_MS))).toBeUndefined();
    // Decided otherwise, it may be asked again of a later estimate.
    const wait: LoadInput = input(
      'decided',
      { point: 'delay-response', policy: 'p', fallback: null, option: { action: 'wait', costMinor: 0 } },
      0,
      1,
    );
    const waited = [...asked, onwardRated(rating(1, 2_000, 2)), wait];
    expect(asksTms(actor, waited, lateBy(3 * DAY_MS))).toMatchObject({ a: 3 });
  });
});

describe('who is offered', () => {
  const SOON = TEST_NOW + LIMITS.pickupLeadMs;

  test('is who is there sooner than it is expected, with price and arrival, in the order of the ratings', () => {
    const ratings = [rating(2, 700, 3), rating(0, 500, 1), rating(1, 2_000, 2)];
    expect(options(given(actor, asked).when(onwardRated(...ratings)).effects).slice(2)).toEqual([
      {
        action: 'reroute',
        costMinor: 700,
        onward: { rate: 52, carrier: 2, mode: 'LTL', estimatedAt: SOON + 2 * DAY_MS },
      },
      {
        action: 'reroute',
        costMinor: 2_000,
        onward: { rate: 51, carrier: 1, mode: 'LTL', estimatedAt: SOON + 2 * DAY_MS },
      },
    ]);
  });

  test('is nobody who is there at the very same time', () => {
    const same = [...onTheRoad, lateBy(SOON + 2 * DAY_MS - PROMISE)];
    const barely = [...onTheRoad, lateBy(SOON + 2 * DAY_MS - PROMISE + 1)];
    const patient = loadActor(smallNetwork({ limits: { ...limits, slaRiskMs: -9 * DAY_MS } }));
    const rerouting = (history: readonly LoadInput[]) =>
      options(given(patient, history).when(onwardRated(rating(1, 2_000, 2))).effects).filter(
        ({ action }) => action === 'reroute',
      );
    expect(rerouting(same)).toHaveLength(0);
    expect(rerouting(barely)).toHaveLength(1);
  });

  test('are eight at most', () => {
    const many = Array.from({ length: 12 }, (_, n) => ({ ...rating(1, 2_000, 2), rate: 60 + n }));
    expect(options(given(actor, asked).when(onwardRated(...many)).effects)).toHaveLength(2 + 8);
  });

  test('where it is nobody, and nothing may be paid for speed, nobody is asked, and TMS may be asked again', () => {
    const none = onwardRated(rating(0, 900, 1));
    const { state, effects } = given(thrifty, asked).when(none);
    expect(state.onward).toBeNull();
    expect(effects).toEqual([]);
    expect(options(given(thrifty, asked).when(onwardRated(rating(1, 9, 1))).effects)).toMatchObject([
      { action: 'wait' },
      { action: 'reroute' },
    ]);
  });
});

describe('the question', () => {
  test('is the first of its kind, and is asked where nobody could take it, too, if speed may be paid for', () => {
    const none = given(actor, asked).when(onwardRated(rating(0, 900, 1))).effects;
    expect(none).toMatchObject([{ ask: 'delay-response', attempt: 1 }]);
    expect(options(none).map(({ action }) => action)).toEqual(['wait', 'expedite']);
  });

  test('is not asked by ratings that nobody wanted', () => {
    expect(given(actor, onTheRoad).when(rated()).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('is of a load on the first line of the rate table as of any other', () => {
    const first = [form(), rated([{ ...rating(0, 1_000, 1), rate: 0 }]), ...onTheRoad.slice(2)];
    expect(asksTms(actor, first, late)).toMatchObject({ a: 2 });
  });
});

describe('while another carrier is looked for', () => {
  const rerouting = [...holding, held(400)];
  const rebooking = [...rerouting, accepted(2, 1)];
  const missed = [1, 2, 3].map(() => rang(WATCH_TIMER));

  test('the one that has it is heard of', () => {
    const news: LoadInput = input(
      'milestoneReported',
      { rawCode: 'X6', occurredAt: TEST_NOW, estimatedAt: null },
      MILESTONE.outForDelivery,
      0,
    );
    for (const history of [holding, rerouting, rebooking]) {
      const { state, effects } = given(actor, history).when(news);
      expect(state.milestone).toBe(MILESTONE.outForDelivery);
      expect(effects).toMatchObject([{ send: 'reportMilestone', a: MILESTONE.outForDelivery, b: 0 }]);
    }
  });

  test('no other timer rings for an offer, and who accepts is booked and waited for', () => {
    expect(given(actor, rerouting).when(rang(WATCH_TIMER)).effects).toEqual([]);
    expect(given(actor, rerouting).when(accepted(2, 1)).effects).toMatchObject([
      { cancel: TENDER_TIMER },
      { send: 'bookLoad', a: 1, b: 2_400 },
      { timer: WATCH_TIMER, at: TEST_NOW + LIMITS.answerGraceMs },
    ]);
  });

  test('whoever goes after the booking need not once it is answered, either way', () => {
    const refused: LoadInput = input('bookingRefused', null, 1, 2);
    for (const answer of [bookedBy(1), refused]) {
      const { state, effects } = given(actor, [...rebooking, ...missed]).when(answer);
      expect(state).toMatchObject({ openTask: 0, asked: 0 });
      expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
    }
    const reverting = [...rebooking, bookedBy(1), ...missed, ...missed];
    const again = given(actor, reverting).when(bookedBy(0));
    expect(again.state).toMatchObject({ status: 'in-transit', openTask: 0, carrier: 0 });
    expect(again.effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('who was asked where its truck is, and comes, is asked after anew on its way', () => {
    const transferring = [...rebooking, bookedBy(1), rang(WATCH_TIMER)];
    const fetched: LoadInput = input('truckArrived', { arrivedAt: READY_AT }, 2, 1);
    expect(given(actor, transferring).when(fetched).state.asked).toBe(0);
  });

  test('an answer to a task of before ends that, and changes nothing else', () => {
    const searched = [...asked, onwardRated(rating(1, 2_000, 2)), ...missed, toReroute(51)];
    const { state, effects } = given(actor, searched).when(answered(0, 1));
    expect(state).toMatchObject({ status: 'holding', openTask: 0 });
    expect(effects).toMatchObject([{ cancel: ESCALATION_TIMER }, { audit: 'inputNotExpected' }]);
  });
});

describe('the decision for somebody', () => {
  test('who was not offered, or of a load that may no more change, is too late', () => {
    const offered = holding.slice(0, -1);
    expect(given(actor, offered).when(toReroute(59)).effects).toMatchObject([{ audit: 'rerouteTooLate' }]);
    expect(given(actor, [...offered, settled]).when(toReroute(51)).effects).toMatchObject([
      { audit: 'rerouteTooLate' },
    ]);
    expect(given(actor, onTheRoad).when(toReroute(51)).effects).toMatchObject([{ audit: 'rerouteTooLate' }]);
  });
});

describe('the new carrier', () => {
  test('is offered what the load is, from where it stands, no sooner than it can be there', () => {
    const { effects } = given(actor, holding).when(held(400));
    expect(effects).toMatchObject([
      { cancel: WATCH_TIMER },
      { timer: TENDER_TIMER, at: TEST_NOW + LIMITS.tenderResponseMs },
      { event: 'tenderOffered', n: 2, a: 1, b: 2_400 },
      { send: 'offerTender', key: TEST_KEY, a: 2, b: 1 },
    ]);
    expect(effects.at(-1)).toMatchObject({
      body: {
        origin: 10,
        destination: 21,
        rate: 51,
        transitDays: 2,
        weightGrams: 10_000,
        handlingUnits: 2,
        dangerous: false,
        respondBy: TEST_NOW + LIMITS.tenderResponseMs,
        lane: 1,
        cutoff: 3,
        rank: 2,
        shipments: [TEST_KEY],
      },
    });
    const soon = given(actor, holding).when(held(400, TEST_NOW)).effects.at(-1);
    expect(soon).toMatchObject({ body: { pickupAt: TEST_NOW + LIMITS.pickupLeadMs } });
  });

  test('is charged for as rated, the advance apart, and neither where it is nothing', () => {
    const charges = (changes: Partial<Rating>, earnedMinor: number) => {
      const each = { ...rating(1, 2_000, 2), ...changes };
      const { effects } = given(actor, [...asked, onwardRated(each), toReroute(51)]).when(held(earnedMinor));
      const told = effects.at(-1)!;
      return 'send' in told ? (told.body as { readonly charges: unknown }).charges : told;
    };
    expect(charges({ fuelMinor: 0 }, 0)).toEqual([{ code: '400', amountMinor: 1_900 }]);
    expect(charges({ accessorialsMinor: 5 }, 7)).toEqual([
      { code: '400', amountMinor: 1_900 },
      { code: 'FUE', amountMinor: 100 },
      { code: 'MSC', amountMinor: 5 },
      { code: 'ADV', amountMinor: 7 },
    ]);
  });

  test('may be asked for by a former one that wants just what was agreed with it', () => {
    expect(given(actor, holding).when(held(1_000)).state.status).toBe('rerouting');
    expect(given(actor, holding).when(held(1_001)).state.status).toBe('in-transit');
  });

  test('is taken at its price up to tolerance and authority, both of them, to the unit', () => {
    const rerouting = [...holding, held(400)];
    const statusBy = (of: typeof actor, minor: number) =>
      given(of, rerouting).when(countered(2, minor)).state.status;
    // 2,400 and five in a hundred.
    expect([statusBy(actor, 2_520), statusBy(actor, 2_521)]).toEqual(['rebooking', 'in-transit']);
    const tight = loadActor(smallNetwork({ limits: { rerouteMinorMax: 2_050 } }));
    expect([statusBy(tight, 2_450), statusBy(tight, 2_451)]).toEqual(['rebooking', 'in-transit']);
  });

  test('that is booked is called for when it was agreed, or now where that is over', () => {
    const rebooking = [...holding, held(400), accepted(2, 1)];
    const called = (now: number) => given(actor, rebooking).when(bookedBy(1), instant(now)).effects.slice(-2);
    for (const [now, pickupAt] of [
      [TEST_NOW, READY_AT],
      [READY_AT + 5, READY_AT + 5],
    ] as const)
      expect(called(now)).toMatchObject([
        { send: 'dispatchTruck', partner: carrierPartner(1), a: 2, b: 1, body: { pickupAt } },
        { timer: WATCH_TIMER, at: pickupAt + LIMITS.milestoneGraceMs },
      ]);
  });

  test('has it from its truck on: it is expected by its own transit, and only its own news count', () => {
    const then = instant(READY_AT);
    const fetched: LoadInput = input('truckArrived', { arrivedAt: READY_AT }, 2, 1);
    const transferring = [...holding, held(400), accepted(2, 1), bookedBy(1)];
    const { state, effects } = given(actor, transferring).when(fetched, then);
    expect(state).toMatchObject({
      milestone: MILESTONE.departed,
      estimateOf: 0,
      estimatedAt: READY_AT + 2 * DAY_MS,
      asked: 0,
      foretoldAt: 0,
    });
    expect(effects.at(-1)).toEqual({
      timer: WATCH_TIMER,
      at: READY_AT + 2 * DAY_MS + LIMITS.milestoneGraceMs,
    });
  });
});

describe('a load that stays', () => {
  test('is watched again from when it should arrive, and a search of before is over', () => {
    const due = PROMISE + 2 * DAY_MS + LIMITS.milestoneGraceMs;
    for (const [history, last] of [
      [holding, rang(WATCH_TIMER)],
      [[...holding, held(400)], rejected(2)],
      [[...holding, held(400)], rang(TENDER_TIMER)],
    ] as const)
      expect(given(actor, history).when(last).effects.at(-1)).toEqual({ timer: WATCH_TIMER, at: due });
    const { effects } = given(actor, [...holding, held(400)]).when(rang(TENDER_TIMER));
    expect(effects.slice(0, 2)).toMatchObject([
      { event: 'tenderExpired', n: 2, a: 1 },
      { send: 'withdrawTender', partner: carrierPartner(1), a: 2, b: 1 },
    ]);
    expect(effects).toContainEqual({ cancel: TENDER_TIMER });
    expect(effects).toContainEqual({ event: 'rerouteFailed', n: 1, a: REROUTE_FAILURE.silent, b: 1 });
    expect(effects).not.toContainEqual({ cancel: ESCALATION_TIMER });
  });
});

test('a shipment that would leave a load under way is left to the warehouse, whatever carrier is looked for', () => {
  const leaves: LoadInput = input('leaveLoad', null, TEST_KEY);
  for (const history of [holding, [...holding, held(400)], [...holding, held(400), accepted(2, 1)]]) {
    const { state, effects } = given(actor, history).when(leaves);
    expect(state.shipments).toEqual([TEST_KEY]);
    expect(effects).toEqual([]);
  }
});
