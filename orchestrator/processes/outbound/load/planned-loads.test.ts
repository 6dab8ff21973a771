/** The loads that TMS plans, as the core follows: announced, withdrawn, formed once; what is told late or twice changes nothing. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { TMS } from '../../../contracts/partners.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { LOAD, type LoadedShipment, type PlannedLoadsInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, MONDAY, plannedByTms, smallNetwork } from '../network.fixture.ts';
import { TASKS_MAX } from './load-state.ts';
import { plannedLoadsActor } from './planned-loads.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './planned-loads-state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVERY_MS = 2 * HOUR_MS;
const small = smallNetwork();
/** TEST_KEY is a lane of node 1. */
const network = plannedByTms(
  { ...small, lanes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.lanes[3]!, no })) },
  EVERY_MS,
);
const planned = plannedLoadsActor(network);
/** Today at 17:00 is planned for at 16:00; TEST_NOW is 08:00. */
const DUE = MONDAY + 17 * HOUR_MS + LIMITS.answerGraceMs;

const member = (shipment: number, changes: Partial<LoadedShipment> = {}): LoadedShipment => ({
  shipment,
  customer: 0,
  destination: 21,
  promisedAt: 0,
  weightGrams: 400_000,
  handlingUnits: 3,
  dangerous: false,
  documents: false,
  valueMinor: 1,
  products: [],
  units: [],
  instructed: null,
  planned: { carrier: 0, service: 0, transitDays: 2 },
  ...changes,
});
const join = (shipment: number): PlannedLoadsInput => input('joinLoad', member(shipment), TEST_KEY, 0);
const leave = (shipment: number): PlannedLoadsInput => input('leaveLoad', null, shipment);
const plan = (load: number, ...shipments: number[]): PlannedLoadsInput =>
  input('loadPlanned', { shipments }, load, 2);
const rang = (timer: number): PlannedLoadsInput => input('timer', null, timer);
const said = (no: number): PlannedLoadsInput => input('taskAnswered', null, 0, no);

const announced = (shipment: number): Effect => ({
  send: 'announceShipment',
  partner: TMS,
  key: shipment,
  a: TEST_KEY,
  b: 0,
  body: { weightGrams: 400_000, handlingUnits: 3, dangerous: false, alone: false },
});
const formed = (load: number, ...shipments: number[]): Effect => ({
  tell: 'formLoad',
  type: LOAD,
  key: load,
  a: 0,
  b: 0,
  body: { lane: TEST_KEY, node: 1, cutoff: 2, shipments: shipments.map((each) => member(each)) },
});
const joined = (shipment: number, load: number): Effect => ({
  tell: 'joinedLoad',
  type: SHIPMENT,
  key: shipment,
  a: load,
  b: 2,
});
const later = (ms: number): Instant => instant(TEST_NOW + ms);

describe('a shipment that is packed', () => {
  test('is announced, once, and watched until the run that should have planned it', () => {
    expect(given(planned).when(join(40)).effects).toEqual([announced(40), { timer: WATCH_TIMER, at: DUE }]);
    expect(given(planned, [join(40)]).when(join(40)).effects).toEqual([]);
    expect(given(planned, [join(40)]).when(join(48)).effects).toEqual([announced(48)]);
  });

  test('that leaves is withdrawn; when nobody waits any more, nothing is watched', () => {
    expect(given(planned, [join(40), join(48)]).when(leave(48)).effects).toEqual([
      { send: 'withdrawShipment', partner: TMS, key: 48, a: TEST_KEY, b: 0 },
    ]);
    const { state, effects } = given(planned, [join(40)]).when(leave(40));
    expect(state.status).toBe('idle');
    expect(effects).toContainEqual({ cancel: WATCH_TIMER });
  });
});

describe('a plan', () => {
  test('is formed as TMS says, whoever else waits', () => {
    const { state, effects } = given(planned, [join(48), join(40), join(56)]).when(plan(40, 40, 48));
    expect(effects).toEqual([formed(40, 40, 48), joined(40, 40), joined(48, 40)]);
    expect(state.waiting.map(({ shipment }) => shipment)).toEqual([56]);
  });

  test('is formed without who has left meanwhile, under the name that TMS has given it', () => {
    expect(given(planned, [join(40), join(48), leave(40)]).when(plan(40, 40, 48)).effects).toEqual([
      formed(40, 48),
      joined(48, 40),
      { cancel: WATCH_TIMER },
    ]);
  });

  test('of whom all have left is nothing; nor is one that is told again', () => {
    expect(given(planned, [join(40), leave(40)]).when(plan(40, 40)).effects).toEqual([]);
    const again = given(planned, [join(40), plan(40, 40)]).when(plan(40, 40));
    expect(again).toMatchObject({ effects: [], state: { status: 'idle' } });
  });

  test('that puts more into a load that is formed is not followed: who is meant goes on waiting', () => {
    const { state, effects } = given(planned, [join(40), plan(40, 40), join(48)]).when(plan(40, 40, 48));
    expect(effects).toEqual([
      { audit: 'planContradicted', detail: 'load 40 is formed, and 1 more are planned for it' },
    ]);
    expect(state.waiting).toHaveLength(1);
  });

  test('for a day, who leaves it is taken out of its load; then nobody asks here', () => {
    const out = { tell: 'leaveLoad', type: LOAD, key: 40, a: 48, b: 0 };
    const both = given(planned, [join(40), join(48), plan(40, 40, 48)]);
    expect(both.when(leave(48), later(DAY_MS - 1)).effects).toEqual([out]);
    const { state } = given(planned, [join(40), plan(40, 40), join(48)]).when(plan(48, 48), later(DAY_MS));
    expect(state.loads).toEqual([48]);
  });
});

describe('TMS is silent', () => {
  const late = instant(DUE);
  const askedTwice = [join(40), rang(WATCH_TIMER), rang(WATCH_TIMER)];

  test('what is due is announced again, what is not is waited for', () => {
    const early = given(planned, [join(40)]).when(rang(WATCH_TIMER));
    expect(early.effects).toEqual([{ timer: WATCH_TIMER, at: DUE }]);
    expect(given(planned, [join(40)]).when(rang(WATCH_TIMER), late).effects).toEqual([
      announced(40),
      { timer: WATCH_TIMER, at: DUE + LIMITS.answerGraceMs },
    ]);
  });

  test('asked often enough, a planner has the task, and the supervisor once', () => {
    const actor = given(planned, [join(40)]);
    let at = DUE;
    for (let i = 0; i < LIMITS.statusRequestsMax; i++) {
      actor.when(rang(WATCH_TIMER), instant(at));
      at += LIMITS.answerGraceMs;
    }
    const { effects } = actor.when(rang(WATCH_TIMER), instant(at));
    expect(effects).toEqual([
      { timer: ESCALATION_TIMER, at: at + LIMITS.taskEscalationMs },
      { task: 'loadsUnplanned', role: 'planner', no: 1, dueAt: at + LIMITS.taskEscalationMs },
    ]);
    const escalated = actor.when(rang(ESCALATION_TIMER), instant(at + 1));
    expect(escalated.effects).toEqual([{ task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null }]);
    expect(actor.when(rang(ESCALATION_TIMER), instant(at + 2)).effects).toEqual([]);
    expect(actor.when(said(9), instant(at + 3)).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'taskAnswered 9; task 1 is open' },
    ]);
    // The supervisor's answer is one, too.
    expect(actor.when(said(2), instant(at + 4)).effects).toEqual([
      announced(40),
      { timer: WATCH_TIMER, at: at + 4 + LIMITS.answerGraceMs },
    ]);
  });

  test('after so many answers the task stays open, until TMS plans after all', () => {
    const actor = given(planned, askedTwice);
    let at = DUE;
    const silent = (): void => {
      for (let i = 0; i <= LIMITS.statusRequestsMax; i++) {
        actor.when(rang(WATCH_TIMER), instant(at));
        at += LIMITS.answerGraceMs;
      }
    };
    for (let no = 1; no < TASKS_MAX; no++) {
      silent();
      actor.when(said(no), instant(at));
      at += LIMITS.answerGraceMs;
    }
    silent();
    expect(actor.when(said(TASKS_MAX), instant(at)).effects).toEqual([
      { audit: 'askedOftenEnough', detail: `${TASKS_MAX} tasks of lane ${TEST_KEY}` },
    ]);
    const { state, effects } = actor.when(plan(40, 40), instant(at));
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
    expect(state).toMatchObject({ status: 'idle', openTask: 0, rounds: 0 });
  });
});
