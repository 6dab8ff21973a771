/**
 * The load from the door of the warehouse to that of the customer: trucks, milestones, delays, speed that is paid for,
 * silence, the hours of the docks, the proof of delivery. Read each test as given inputs, when an input, then these
 * effects.
 */
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { WMS } from '../../../contracts/partners.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { FREIGHT_INVOICE, type LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  answered,
  booked,
  DAY_MS,
  decided,
  form,
  loaded,
  milestone,
  offerBody,
  offerTo,
  onTheRoad,
  pod,
  rang,
  rated,
  settled,
  shipment,
  truckArrived,
  truckLoaded,
  withdraw,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, TASKS_MAX, TRACE_ANSWER, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());

const offer = (attempt: number, carrier: number, rank: number) =>
  expect.objectContaining({
    ...offerTo(attempt, carrier),
    body: expect.objectContaining(offerBody(rank)),
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
  /** Its carrier is asked once more, and does not answer. */
  const GIVEN_UP_AT = instant(LOST_AT + LIMITS.milestoneGraceMs);
  const asked = (history: readonly LoadInput[]) =>
    givenState(actor, given(actor, history).when(rang(WATCH_TIMER), LOST_AT).state);

  test('is looked for until it counts as lost: also where nobody answers', () => {
    expect(given(actor, silent).when(rang(WATCH_TIMER)).effects).toContainEqual({
      timer: WATCH_TIMER,
      at: LOST_AT,
    });
    const { finished, effects } = asked(task).when(rang(WATCH_TIMER), GIVEN_UP_AT);
    expect(finished).toBe(true);
    expect(effects).toContainEqual(isLost);
    expect(effects).toContainEqual({ event: 'loadGivenUpAsLost', n: 1, a: 0, b: GIVEN_UP_AT });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('has its carrier asked once more before it is lost, while a person has it', () => {
    const { state, effects, finished } = given(actor, task).when(rang(WATCH_TIMER), LOST_AT);
    expect(effects).toEqual([
      expect.objectContaining({ send: 'requestStatus', a: LIMITS.statusRequestsMax + 1 }),
      { timer: WATCH_TIMER, at: GIVEN_UP_AT },
    ]);
    expect(finished).toBe(false);
    expect(state.openTask).toBe(1);
    const there = givenState(actor, state).when(milestone(MILESTONE.delivered), LOST_AT);
    expect(there.state).toMatchObject({ status: 'in-transit', openTask: 0, asked: 0 });
    const later = givenState(actor, there.state).when(rang(WATCH_TIMER), GIVEN_UP_AT);
    expect(later.effects).not.toContainEqual(isLost);
  });

  test('is lost then, whoever says to wait on; not a moment sooner', () => {
    const waiting = [...task, answered(TRACE_ANSWER.wait)];
    const sooner = given(actor, waiting).when(rang(WATCH_TIMER), (LOST_AT - 1) as Instant);
    expect(sooner.state.status).toBe('in-transit');
    expect(sooner.effects).toContainEqual(expect.objectContaining({ send: 'requestStatus' }));
    expect(asked(waiting).when(rang(WATCH_TIMER), GIVEN_UP_AT).effects).toContainEqual(isLost);
  });

  test('is a task again after each word to wait, so many times; then nobody is asked until it is lost', () => {
    const round = [rang(WATCH_TIMER), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const rounds = [...onTheRoad];
    for (let no = 1; no <= TASKS_MAX; no++) rounds.push(...round, answered(TRACE_ANSWER.wait, no));
    const waited = [...rounds, ...round.slice(1)];
    const { state, effects } = given(actor, waited).when(rang(WATCH_TIMER));
    expect(effects).toEqual([
      { timer: WATCH_TIMER, at: LOST_AT },
      expect.objectContaining({ audit: 'askedOftenEnough' }),
    ]);
    expect(state).toMatchObject({ openTask: 0, tasks: TASKS_MAX });
    expect(asked(waited).when(rang(WATCH_TIMER), GIVEN_UP_AT).effects).toContainEqual(isLost);
    const heard = given(actor, rounds).when(milestone(MILESTONE.outForDelivery));
    expect(heard.state).toMatchObject({ asked: 0, rounds: 0 });
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
    proof.when(rang(WATCH_TIMER), lostAt);
    expect(proof.when(rang(WATCH_TIMER), instant(lostAt + LIMITS.milestoneGraceMs)).effects).toContainEqual(
      isLost,
    );
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
