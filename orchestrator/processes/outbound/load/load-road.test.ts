/** A load on the road: what TMS and customers hear of it, when somebody is asked about a delay, what speed costs, and who looks for it. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import { instant } from '../../../model/instant.ts';
import { FREIGHT_INVOICE, type LoadInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  answered,
  booked,
  DAY_MS,
  form,
  loaded,
  milestone,
  onTheRoad,
  pod,
  rang,
  rated,
  rating,
  settled,
  shipment,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, TRACE_ANSWER, WATCH_TIMER } from './load-state.ts';

const HOUR_MS = 3_600_000;
const actor = loadActor(smallNetwork());
const PROMISE = TEST_NOW + 3 * DAY_MS;
const DUE = TEST_NOW + 2 * DAY_MS;

const reported = (code: number, estimatedAt: number | null, occurredAt: number = TEST_NOW): LoadInput =>
  input('milestoneReported', { rawCode: 'X6', occurredAt, estimatedAt }, code, 0);
const late = (ms: number): LoadInput => reported(MILESTONE.delayed, PROMISE + ms);
const decidedFor = (action: string, attempt = 1, costMinor = 5_000): LoadInput => {
  const option = { action, costMinor, onward: null };
  return input('decided', { point: 'delay-response', policy: 'p', fallback: null, option }, 1, attempt);
};
const asks = (history: readonly LoadInput[], last: LoadInput, of = actor) =>
  given(of, history)
    .when(last)
    .effects.filter((each) => 'ask' in each);
const toTms = (history: readonly LoadInput[], last: LoadInput) =>
  given(actor, history)
    .when(last)
    .effects.filter((each) => 'send' in each && each.partner === TMS);
const tells = (history: readonly LoadInput[], last: LoadInput, of = actor) =>
  given(of, history)
    .when(last)
    .effects.filter((each) => 'tell' in each);

describe('a truck that leaves', () => {
  const three = [
    form(shipment(TEST_KEY), shipment(15, { weightGrams: 3_000, handlingUnits: 1 }), shipment(23)),
    ...booked.slice(1),
    truckArrived,
  ];

  test('has on it what the warehouse says, of what was meant for it; that is what it weighs', () => {
    // 99 is of another load.
    const { state, effects } = given(actor, three).when(loaded(15, 99, TEST_KEY));
    expect(state).toMatchObject({
      shipments: [15, TEST_KEY],
      weightGrams: 13_000,
      handlingUnits: 3,
      valueMinor: 180_000,
      estimatedAt: DUE,
    });
    expect(effects).toContainEqual({
      send: 'releaseTruck',
      partner: carrierPartner(0),
      key: TEST_KEY,
      a: 1,
      b: 0,
      body: { shipments: [15, 99, TEST_KEY], takenOverFrom: -1 },
    });
    expect(effects).toContainEqual({ timer: WATCH_TIMER, at: DUE + LIMITS.milestoneGraceMs });
  });
});

describe('TMS hears', () => {
  const underWay = [...onTheRoad, milestone(MILESTONE.inTransit)];

  test('of a later milestone and of another estimate, and what is known of its arrival', () => {
    expect(toTms(onTheRoad, reported(MILESTONE.departed, null, TEST_NOW - 5))).toEqual([
      {
        send: 'reportMilestone',
        partner: TMS,
        key: TEST_KEY,
        a: MILESTONE.departed,
        b: 0,
        body: { occurredAt: TEST_NOW - 5, estimatedAt: DUE },
      },
    ]);
    expect(toTms(underWay, reported(MILESTONE.inTransit, DUE + 1))).toMatchObject([
      { a: MILESTONE.inTransit, body: { estimatedAt: DUE + 1 } },
    ]);
  });

  test('nothing of the same milestone or an earlier one that says nothing new', () => {
    expect(toTms(underWay, milestone(MILESTONE.inTransit))).toEqual([]);
    expect(toTms(underWay, milestone(MILESTONE.departed))).toEqual([]);
    expect(toTms(underWay, reported(MILESTONE.inTransit, DUE))).toEqual([]);
  });

  test('of a milestone that overtakes the warehouse; the load is not on its way by that', () => {
    const { state, effects } = given(actor, [...booked, truckArrived]).when(
      reported(MILESTONE.departed, null),
    );
    expect(state).toMatchObject({ status: 'loading', milestone: MILESTONE.departed });
    expect(effects).toMatchObject([{ send: 'reportMilestone' }]);
  });

  test('that it has been delivered, and when', () => {
    const at = TEST_NOW + DAY_MS;
    expect(toTms(onTheRoad, pod(CONDITION.good))).toMatchObject([
      { send: 'reportMilestone', a: MILESTONE.delivered, b: 0, body: { occurredAt: at, estimatedAt: at } },
    ]);
  });

  test('that it is lost, and when', () => {
    expect(toTms(onTheRoad, reported(MILESTONE.lost, null, TEST_NOW - 7))).toMatchObject([
      { send: 'reportMilestone', a: MILESTONE.lost, body: { occurredAt: TEST_NOW - 7, estimatedAt: DUE } },
    ]);
  });
});

describe('an estimate', () => {
  test('by a clock that runs ahead does not have the last word', () => {
    const ahead = [...onTheRoad, reported(MILESTONE.inTransit, DUE + 1, TEST_NOW + DAY_MS)];
    const then = instant(TEST_NOW + HOUR_MS);
    expect(
      given(actor, ahead).when(reported(MILESTONE.inTransit, DUE + 2, then), then).state.estimatedAt,
    ).toBe(DUE + 2);
  });

  test('is watched from when it should arrive, or from now where that is over', () => {
    const watched = (estimatedAt: number) =>
      given(actor, onTheRoad).when(reported(MILESTONE.inTransit, estimatedAt)).effects.at(-1);
    const grace = LIMITS.milestoneGraceMs;
    expect(watched(DUE + 9)).toEqual({ timer: WATCH_TIMER, at: DUE + 9 + grace });
    expect(watched(TEST_NOW - 9)).toEqual({ timer: WATCH_TIMER, at: TEST_NOW + grace });
  });

  test('is a risk beyond the promise and what that may wait, not before; then on record once', () => {
    const patient = loadActor(smallNetwork({ limits: { slaRiskMs: HOUR_MS } }));
    const told = (of: typeof actor, ms: number) => given(of, onTheRoad).when(late(ms)).state.atRisk;
    expect([told(actor, 0), told(actor, 1)]).toEqual([false, true]);
    expect([told(patient, HOUR_MS), told(patient, HOUR_MS + 1)]).toEqual([false, true]);
    expect(tells(onTheRoad, late(HOUR_MS), patient)).toEqual([]);
    expect(tells(onTheRoad, late(HOUR_MS + 1), patient)).toHaveLength(1);
    // Of two, the one whose promise it breaks.
    const two = [
      form(shipment(TEST_KEY), shipment(15, { promisedAt: PROMISE + HOUR_MS / 2 })),
      ...booked.slice(1),
      truckArrived,
      loaded(TEST_KEY, 15),
    ];
    expect(tells(two, late(HOUR_MS + 1), patient)).toMatchObject([{ tell: 'deliveryAtRisk', key: TEST_KEY }]);
    const events = (history: readonly LoadInput[], last: LoadInput) =>
      given(actor, history)
        .when(last)
        .effects.filter((each) => 'event' in each && each.event === 'loadAtRisk');
    expect(events(onTheRoad, late(1))).toEqual([{ event: 'loadAtRisk', n: 1, a: PROMISE + 1, b: PROMISE }]);
    expect(events([...onTheRoad, late(1)], late(DAY_MS))).toEqual([]);
  });
});

describe('about a delay', () => {
  test('it is asked what to do, with what the load is worth and what speed may cost', () => {
    expect(asks(onTheRoad, late(DAY_MS))).toEqual([
      {
        ask: 'delay-response',
        attempt: 1,
        context: {
          lane: 1,
          carrier: 0,
          shipments: 1,
          valueMinor: 90_000,
          promisedAt: PROMISE,
          estimatedAt: PROMISE + DAY_MS,
          freightMinor: 1_000,
        },
        options: [
          { action: 'wait', costMinor: 0, onward: null },
          { action: 'expedite', costMinor: LIMITS.expediteMinorMax, onward: null },
        ],
        views: [],
      },
    ]);
  });

  test('it is asked twice, no more; not where nothing may be paid; not of one that is in time again', () => {
    const twice = [...onTheRoad, late(DAY_MS), late(2 * DAY_MS)];
    expect(asks(twice.slice(0, -1), twice.at(-1)!)).toMatchObject([{ attempt: 2 }]);
    expect(asks(twice, late(3 * DAY_MS))).toEqual([]);
    const poor = loadActor(smallNetwork({ limits: { expediteMinorMax: 0 } }));
    expect(asks(onTheRoad, late(DAY_MS), poor)).toEqual([]);
    const better = [...onTheRoad, late(DAY_MS)];
    expect(asks(better, reported(MILESTONE.delayed, PROMISE))).toEqual([]);
    expect(tells(better, reported(MILESTONE.delayed, PROMISE))).toMatchObject([
      { tell: 'deliveryAtRisk', a: PROMISE },
    ]);
  });
});

describe('speed', () => {
  const granted: LoadInput = input('expediteAnswered', null, 1, TEST_NOW);
  const wanted = [...onTheRoad, late(DAY_MS), decidedFor('expedite')];

  test('is asked of the carrier once a load', () => {
    expect(given(actor, wanted.slice(0, -1)).when(wanted.at(-1)!).effects).toEqual([
      { event: 'expediteRequested', n: 1, a: 5_000, b: 0 },
      { send: 'requestExpedite', partner: carrierPartner(0), key: TEST_KEY, a: 5_000, b: 0 },
    ]);
    const again = [...wanted, late(2 * DAY_MS)];
    expect(given(actor, again).when(decidedFor('expedite', 2, 900)).effects).toEqual([]);
    expect(given(actor, [...again, granted]).when(decidedFor('expedite', 2, 900)).effects).toEqual([]);
    expect(given(actor, onTheRoad).when(decidedFor('wait')).effects).toEqual([]);
  });

  test('that is granted is charged; not where nobody bills the load, or its bill has been settled', () => {
    expect(given(actor, wanted).when(granted).effects).toEqual([
      { event: 'expediteAnswered', n: 1, a: 1, b: TEST_NOW },
      {
        tell: 'expectCharge',
        type: FREIGHT_INVOICE,
        key: TEST_KEY,
        a: 5_000,
        b: 0,
        body: { code: 'EXP' },
      },
    ]);
    const event = [expect.objectContaining({ event: 'expediteAnswered' })];
    expect(given(actor, [...wanted, settled]).when(granted).effects).toEqual(event);
    const gift = { ...rating(0, 100, 1), lineHaulMinor: 0, fuelMinor: 0, amountMinor: 0 };
    const free = [form(), rated([gift]), ...wanted.slice(2)];
    expect(given(actor, free).when(granted).effects).toEqual(event);
  });

  test('that nobody asked for, or that was answered, is no news', () => {
    for (const history of [onTheRoad, [...wanted, granted]])
      expect(given(actor, history).when(granted).effects).toMatchObject([{ audit: 'repeatedAnswer' }]);
  });
});

describe('a load of which nothing is heard', () => {
  const searched = [...onTheRoad, rang(WATCH_TIMER), rang(WATCH_TIMER)];
  const task = [...searched, rang(WATCH_TIMER)];

  test("is asked after by number, at intervals, then is a person's and soon a supervisor's", () => {
    const asked = (n: number) => [
      { send: 'requestStatus', partner: carrierPartner(0), key: TEST_KEY, a: n, b: 0 },
      { timer: WATCH_TIMER, at: TEST_NOW + LIMITS.milestoneGraceMs },
    ];
    expect(given(actor, onTheRoad).when(rang(WATCH_TIMER)).effects).toEqual(asked(1));
    expect(given(actor, searched.slice(0, -1)).when(rang(WATCH_TIMER)).effects).toEqual(asked(2));
    const dueAt = TEST_NOW + LIMITS.taskEscalationMs;
    const { state, effects } = given(actor, searched).when(rang(WATCH_TIMER));
    expect(state).toMatchObject({ openTask: 1, escalated: false });
    expect(effects).toEqual([
      { timer: WATCH_TIMER, at: DUE + LIMITS.lostAfterMs },
      { timer: ESCALATION_TIMER, at: dueAt },
      { task: 'noNews', role: 'track-and-trace', no: 1, dueAt },
    ]);
  });

  test('is waited for where a person says so, and asked after anew', () => {
    const { state, effects } = given(actor, task).when(answered(TRACE_ANSWER.wait));
    expect(state).toMatchObject({ status: 'in-transit', openTask: 0, asked: 0 });
    expect(effects).toEqual([
      { cancel: ESCALATION_TIMER },
      { timer: WATCH_TIMER, at: TEST_NOW + LIMITS.milestoneGraceMs },
    ]);
    expect(
      given(actor, [...task, answered(TRACE_ANSWER.wait)]).when(rang(WATCH_TIMER)).effects,
    ).toContainEqual(expect.objectContaining({ send: 'requestStatus', a: 1 }));
  });

  test('is news once it is heard of: then it is asked after from the beginning', () => {
    const heard = [...searched, milestone(MILESTONE.inTransit)];
    expect(given(actor, heard).when(rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ send: 'requestStatus', a: 1 }),
    );
  });

  test("and that a person gives up as lost is nobody's bill, unless that has been settled", () => {
    const lost = answered(TRACE_ANSWER.lost);
    const { state, effects } = given(actor, task).when(lost);
    expect(state).toMatchObject({ status: 'closed', settled: true, openTask: 0 });
    expect(effects.filter((each) => 'tell' in each)).toEqual([
      { tell: 'stopDelivered', type: SHIPMENT, key: TEST_KEY, a: TEST_NOW, b: CONDITION.lost },
      { tell: 'expectNoBill', type: FREIGHT_INVOICE, key: TEST_KEY, a: 0, b: 0 },
    ]);
    expect(effects).toContainEqual({ cancel: WATCH_TIMER });
    const paid = given(actor, [...onTheRoad, settled, ...task.slice(-3)]).when(lost);
    expect(paid.effects).not.toContainEqual(expect.objectContaining({ tell: 'expectNoBill' }));
  });
});

describe('an answer to a task', () => {
  test('that was over, or of another status, changes nothing', () => {
    const searched = [...onTheRoad, ...[1, 2, 3].map(() => rang(WATCH_TIMER))];
    for (const [history, no] of [
      [onTheRoad, 0],
      [searched, 2],
      [[...searched, milestone(MILESTONE.inTransit)], 1],
      [[...searched, rang(ESCALATION_TIMER)], 3],
    ] as const) {
      const { state, effects } = given(actor, history).when(answered(TRACE_ANSWER.lost, no));
      expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
      expect(state.status).toBe('in-transit');
    }
    const escalated = [...searched, rang(ESCALATION_TIMER)];
    for (const no of [1, 2])
      expect(given(actor, escalated).when(answered(TRACE_ANSWER.lost, no)).state.status).toBe('closed');
  });
});

test('a proof of who does not have it, or a milestone, is noted; what is delivered stays delivered', () => {
  const other: LoadInput = { ...pod(CONDITION.good), b: 1 } as LoadInput;
  expect(given(actor, onTheRoad).when(other)).toMatchObject({
    state: { status: 'in-transit' },
    effects: [{ audit: 'formerCarrier', detail: 'proof of delivery of carrier 1' }],
  });
  const gone = [...onTheRoad, pod(CONDITION.good)];
  for (const each of [milestone(MILESTONE.lost), pod(CONDITION.lost), rang(WATCH_TIMER)])
    expect(given(actor, gone).when(each).state.status).toBe('delivered');
});
