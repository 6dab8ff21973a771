/** Tasks of a dock appointment: opened once, escalated once, ended with what they are about; and timers that nobody waits for. */

import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { WMS } from '../../contracts/partners.ts';
import { answersTask } from '../../core/open-task.ts';
import { dockAppointmentActor } from './dock-appointment.ts';
import { PLANNER_ANSWER } from './dock-appointment-waiting.ts';
import { answered, DAY, DUE_AT, HOUR, inboundSettings, rang } from './inbound.fixture.ts';
import type { DockAppointmentInput } from './inputs.ts';
import { ESCALATION_TIMER, initialWaiting, WATCH_TIMER } from './waiting.ts';

const actor = dockAppointmentActor(inboundSettings());
const ETA = TEST_NOW + 3 * DAY;
const SLOT = { door: 2, from: ETA + HOUR, until: ETA + 2 * HOUR };
const expected = { products: [3, 5], units: [100, 20], handlingUnits: 4 };
const make: DockAppointmentInput = input('makeAppointment', { supplier: 0, dueAt: DUE_AT, expected }, 1, ETA);
const offered = (...slots: readonly (typeof SLOT)[]): DockAppointmentInput =>
  input('slotsOffered', { slots }, 1, ETA);
const decided: DockAppointmentInput = input(
  'decided',
  { point: 'dock-slot', policy: 'first-slot', fallback: null, option: SLOT },
  0,
  1,
);
const bookedIt: DockAppointmentInput = input('slotBooked', { door: 2 }, 1, SLOT.from);
const came = (late: number): DockAppointmentInput => input('truckCame', null, late);
const off: DockAppointmentInput = input('callOffAppointment', null);
const asks = { send: 'requestSlots', partner: WMS, key: TEST_KEY, a: 1, b: ETA, body: expected };
const watch = (ms: number) => ({ timer: WATCH_TIMER, at: TEST_NOW + ms });
const audited = [{ audit: 'inputNotExpected' }];

const chased = [make, rang(WATCH_TIMER), rang(WATCH_TIMER)];
const stuck = [make, offered(), rang(WATCH_TIMER), offered(), rang(WATCH_TIMER)];
const booking = [make, offered(SLOT), decided];

describe('WMS that does not answer', () => {
  test('is asked again, which is nothing to note, then a planner is asked', () => {
    expect(given(actor, [make]).when(rang(WATCH_TIMER)).effects).toEqual([asks, watch(4 * HOUR)]);
    expect(given(actor, chased.slice(0, -1)).when(rang(WATCH_TIMER)).effects).toEqual([
      { timer: ESCALATION_TIMER, at: TEST_NOW + 12 * HOUR },
      { task: 'slotUnanswered', role: 'dock-planner', no: 1, dueAt: TEST_NOW + 12 * HOUR },
    ]);
  });

  test('is not asked while a planner has it', () => {
    expect(given(actor, chased).when(rang(WATCH_TIMER))).toMatchObject({
      state: { status: 'asking', tasks: 1 },
      effects: audited,
    });
  });

  test('and answers after all: the planner has nothing to say any more', () => {
    const { state, effects } = given(actor, chased).when(offered(SLOT));
    expect(state.openTask).toBe(0);
    expect(effects.slice(0, 2)).toEqual([{ cancel: ESCALATION_TIMER }, { cancel: WATCH_TIMER }]);
    expect(given(actor, [...chased, offered(SLOT), decided]).when(answered(0, 1)).effects).toMatchObject(
      audited,
    );
  });

  test('is asked again where the planner says so, and may miss as often as before', () => {
    const { effects } = given(actor, chased).when(answered(0, 1));
    expect(effects).toEqual([{ cancel: ESCALATION_TIMER }, asks, watch(4 * HOUR)]);
    expect(given(actor, [...chased, answered(0, 1)]).when(rang(WATCH_TIMER)).effects).toEqual([
      asks,
      watch(4 * HOUR),
    ]);
  });
});

describe('a planner with a truck and no slot', () => {
  test.each([
    ['has slots asked for again', PLANNER_ANSWER.tryAgain, 'asking'],
    ['lets it come without one', PLANNER_ANSWER.comeWithout, 'without-slot'],
  ])('%s, and the task is over', (_what, answer, status) => {
    const { state, effects } = given(actor, stuck).when(answered(answer, 1));
    expect(state).toMatchObject({ status, openTask: 0 });
    expect(effects[0]).toEqual({ cancel: ESCALATION_TIMER });
  });

  test('is not given another task by a late timer', () => {
    expect(given(actor, stuck).when(rang(WATCH_TIMER))).toMatchObject({
      state: { status: 'stuck', tasks: 1 },
      effects: audited,
    });
  });

  test('who is late answers all the same, or the supervisor does, and no timer is left to cancel', () => {
    const late = [...stuck, rang(ESCALATION_TIMER)];
    for (const no of [1, 2]) {
      const { effects, state } = given(actor, late).when(answered(PLANNER_ANSWER.comeWithout, no));
      expect(effects).toEqual([]);
      expect(state).toMatchObject({ status: 'without-slot', openTask: 0 });
    }
    expect(given(actor, late).when(rang(ESCALATION_TIMER)).effects).toMatchObject(audited);
  });

  test.each([
    ['comes', came(1), 'walked-in'],
    ['is given up', off, 'called-off'],
  ] as const)('has nothing to answer once it %s', (_what, news, status) => {
    const { effects, state } = given(actor, stuck).when(news);
    expect(state).toMatchObject({ status, openTask: 0 });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });
});

test('an escalation of no task is noted', () => {
  expect(given(actor, booking).when(rang(ESCALATION_TIMER)).effects).toMatchObject(audited);
});

describe('only a slot can be missed', () => {
  const missed = expect.objectContaining({ event: 'appointmentMissed' });

  test.each<readonly [string, readonly DockAppointmentInput[], DockAppointmentInput]>([
    ['in time for it', [...booking, bookedIt], came(0)],
    ['without one', stuck, came(1)],
    ['before one is booked', booking, came(1)],
  ])('by a truck that does not come %s', (_what, history, news) => {
    expect(given(actor, history).when(news).effects).not.toContainEqual(missed);
  });

  test('by one that comes too late for it, also where another is looked for', () => {
    const moved: DockAppointmentInput = input('arrivalMoved', null, 0, SLOT.until);
    for (const history of [
      [...booking, bookedIt],
      [...booking, bookedIt, moved],
    ])
      expect(given(actor, history).when(came(1)).effects).toContainEqual(missed);
  });
});

test('a truck that is expected when its slot is over does not have it', () => {
  const at = (estimatedAt: number): DockAppointmentInput => input('arrivalMoved', null, 0, estimatedAt);
  expect(given(actor, [...booking, bookedIt]).when(at(SLOT.until - 1)).state.status).toBe('booked');
  expect(given(actor, [...booking, bookedIt]).when(at(SLOT.until)).state.status).toBe('asking');
  expect(given(actor, [make, offered(SLOT), at(SLOT.until - 1)]).when(decided).state.status).toBe('booking');
});

describe('the answer to a task', () => {
  const waiting = { ...initialWaiting(), tasks: 3, openTask: 2 };

  test.each([
    ['that is open', waiting, 2, true],
    ['before it', waiting, 1, false],
    ['that was given after it and not by it', waiting, 3, false],
    ['that is its escalation', { ...waiting, escalated: true }, 3, true],
    ['of none that is open', { ...waiting, openTask: 0, escalated: true }, 3, false],
    ['without a number, of none that is open', { ...waiting, openTask: 0 }, 0, false],
  ])('counts or not: one %s', (_what, state, no, counts) => {
    expect(answersTask(state, no)).toBe(counts);
  });

  test('at the beginning there is none, and nothing has been escalated', () => {
    expect(initialWaiting()).toEqual({ asked: 0, rounds: 0, tasks: 0, openTask: 0, escalated: false });
  });
});
