/** What a load waits for and is not told: its rating, booking, papers, loading. Asked for again, then a task, then a task that stays open. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { APPOINTMENT_MS } from '../../../contracts/carriers.ts';
import { NO_DETENTION } from '../../../contracts/detention.ts';
import { TMS, WMS } from '../../../contracts/partners.ts';
import type { Instant } from '../../../model/instant.ts';
import { FREIGHT_INVOICE, type LoadInput } from '../inputs.ts';
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
  rang,
  rated,
  rating,
  shipment,
  tendered,
  truckArrived,
  truckLoaded,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());
const missed = rang(WATCH_TIMER);

const booking = [...tendered, accepted(1, 0)];
const papers = [
  form(shipment(TEST_KEY, { documents: true, products: [0], units: [3] })),
  rated(),
  decided(0),
  accepted(1, 0),
  bookedBy(0),
];
const prepared: LoadInput = input('documentsPrepared', null);
const loading = [...booked, truckArrived];

const WAITS = [
  ['rating', [form()], rated(), 'requestRating', TMS, 'planner', 'loadUnrated', LIMITS.answerGraceMs],
  ['booking', booking, bookedBy(0), 'bookLoad', TMS, 'planner', 'bookingUnanswered', LIMITS.answerGraceMs],
  [
    'papers',
    papers,
    prepared,
    'prepareDocuments',
    TMS,
    'export-desk',
    'papersUnanswered',
    LIMITS.answerGraceMs,
  ],
  [
    'loading',
    loading,
    truckLoaded,
    'loadTruck',
    WMS,
    'warehouse-desk',
    'truckNotLoaded',
    LIMITS.loadingGraceMs,
  ],
] as const;

describe.each(WAITS)('in %s', (status, history, answer, send, partner, role, kind, graceMs) => {
  const again = expect.objectContaining({ send, partner, key: TEST_KEY });
  const due = { timer: WATCH_TIMER, at: TEST_NOW + graceMs };
  const silent = [...history, missed, missed];
  const task = [...silent, missed];

  test('the answer is waited for', () => {
    expect(given(actor, history.slice(0, -1)).when(history.at(-1)!)).toMatchObject({
      state: { status },
      effects: expect.arrayContaining([again, due]),
    });
  });

  test('it is asked for again, some times; then a person has the task', () => {
    for (const before of [history, [...history, missed]])
      expect(given(actor, before).when(missed).effects).toEqual([again, due]);
    expect(given(actor, silent).when(missed)).toMatchObject({
      state: { status, openTask: 1 },
      effects: [
        { timer: ESCALATION_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
        { task: kind, role, no: 1 },
      ],
    });
  });

  test('whose answer asks again; nobody answers: a supervisor has it, once', () => {
    expect(given(actor, task).when(answered(0)).effects).toEqual([{ cancel: ESCALATION_TIMER }, again, due]);
    const escalated = [...task, rang(ESCALATION_TIMER)];
    expect(given(actor, task).when(rang(ESCALATION_TIMER)).effects).toEqual([
      expect.objectContaining({ task: 'taskUnanswered', role: 'supervisor', no: 2 }),
    ]);
    expect(given(actor, escalated).when(rang(ESCALATION_TIMER)).effects).toEqual([]);
    expect(given(actor, escalated).when(answered(0, 2)).effects).toContainEqual(again);
  });

  test('after so many tasks the last stays open, whatever is answered', () => {
    const rounds: LoadInput[] = [...task];
    for (let no = 1; no < TASKS_MAX; no++) rounds.push(answered(0, no), missed, missed, missed);
    expect(given(actor, rounds).when(answered(0, TASKS_MAX))).toMatchObject({
      state: { status, openTask: TASKS_MAX },
      effects: [{ audit: 'askedOftenEnough' }],
    });
  });

  test('the answer ends it whenever it comes; an answer to the task is then none', () => {
    const { state, effects } = given(actor, task).when(answer);
    expect(state).toMatchObject({ openTask: 0, rounds: 0 });
    expect(state.status).not.toBe(status);
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
    expect(given(actor, [...task, answer]).when(answered(0)).effects).toEqual([
      expect.objectContaining({ audit: 'inputNotExpected' }),
    ]);
  });
});

test('the warehouse is asked again as often, however often a carrier was asked where its truck is', () => {
  const { state, effects } = given(actor, [...booked, missed, missed, truckArrived, missed]).when(missed);
  expect(state).toMatchObject({ status: 'loading', openTask: 0 });
  expect(effects).toMatchObject([{ send: 'loadTruck' }, { timer: WATCH_TIMER }]);
});

test('TMS refuses after all: the task is over, the next carrier is asked', () => {
  const { state, effects } = given(actor, [...booking, missed, missed, missed]).when(
    input('bookingRefused', null, 0, 1),
  );
  expect(state).toMatchObject({ status: 'tendering', openTask: 0 });
  expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
});

describe('a truck that stands', () => {
  const HOUR_MS = 3_600_000;
  const standing = (ms: number) =>
    given(actor, loading).when(truckLoaded, (TEST_NOW + LIMITS.pickupLeadMs + ms) as Instant).effects;
  const expects = (minor: number) => ({
    tell: 'expectCharge',
    type: FREIGHT_INVOICE,
    key: TEST_KEY,
    a: minor,
    b: 0,
    body: { code: 'DTL' },
  });

  test('within its free time costs nothing', () => {
    expect(standing(DETENTION.freeTimeMs - HOUR_MS)).not.toContainEqual(
      expect.objectContaining({ tell: 'expectCharge' }),
    );
  });

  test('beyond it costs each hour begun, from the pickup agreed, by the contract', () => {
    expect(standing(DETENTION.freeTimeMs + 30 * 60_000)).toContainEqual(expects(DETENTION.perHourMinor));
    expect(standing(DETENTION.freeTimeMs + 2.5 * HOUR_MS)).toContainEqual(
      expects(3 * DETENTION.perHourMinor),
    );
  });

  test('having missed its appointment, it stands at its own cost', () => {
    const at = (afterMs: number) =>
      given(actor, [
        ...booked,
        input('truckArrived', { arrivedAt: TEST_NOW + LIMITS.pickupLeadMs + afterMs }, 1, 0) as LoadInput,
      ]).when(truckLoaded, (TEST_NOW + LIMITS.pickupLeadMs + 9 * HOUR_MS) as Instant).effects;
    const charge = expect.objectContaining({ tell: 'expectCharge' });
    expect(at(APPOINTMENT_MS)).toContainEqual(charge);
    // What lies between the carrier's clock and what is heard of it is not held against it.
    expect(at(APPOINTMENT_MS + 15 * 60_000 + 1)).not.toContainEqual(charge);
  });

  test('costs nothing where nothing was tendered for it', () => {
    const free = { ...rating(0, 1_000, 1), detention: NO_DETENTION };
    const { effects } = given(actor, [
      form(),
      rated([free]),
      decided(0),
      accepted(1, 0),
      bookedBy(0, NO_DETENTION),
      truckArrived,
    ]).when(truckLoaded, (TEST_NOW + 9 * HOUR_MS) as Instant);
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'expectCharge' }));
  });

  test('costs what the carrier has countered with, where that was taken', () => {
    const dear = { freeTimeMs: DETENTION.freeTimeMs, perHourMinor: 6_300 };
    const standing = [...tendered, countered(1, 1_000, dear), bookedBy(0, dear), truckArrived];
    const { effects } = given(actor, standing).when(
      truckLoaded,
      (TEST_NOW + LIMITS.pickupLeadMs + DETENTION.freeTimeMs) as Instant,
    );
    expect(effects).toContainEqual(expects(6_300));
  });

  test('costs what was accepted, whatever TMS has booked', () => {
    const { effects } = given(actor, [...booking, bookedBy(0, NO_DETENTION), truckArrived]).when(
      truckLoaded,
      (TEST_NOW + LIMITS.pickupLeadMs + DETENTION.freeTimeMs) as Instant,
    );
    expect(effects).toContainEqual(expects(DETENTION.perHourMinor));
  });
});
