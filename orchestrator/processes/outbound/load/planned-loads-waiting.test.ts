/** What TMS is silent about on a lane, of several shipments at several times: which are announced again, when it is looked again, and who is told. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { TMS } from '../../../contracts/partners.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { LOAD, type LoadedShipment, type PlannedLoadsInput } from '../inputs.ts';
import { INSTRUCTED, LIMITS, MONDAY, plannedByTms, smallNetwork } from '../network.fixture.ts';
import { shipment } from './load.fixture.ts';
import { plannedLoadsActor } from './planned-loads.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './planned-loads-state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVERY_MS = 2 * HOUR_MS;
const GRACE_MS = LIMITS.answerGraceMs;
const small = smallNetwork();
/** TEST_KEY is a lane of node 1; goods leave at five, and TMS plans every two hours. */
const network = plannedByTms(
  { ...small, lanes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.lanes[3]!, no })) },
  EVERY_MS,
);
const planned = plannedLoadsActor(network);
const CUTOFF = MONDAY + 17 * HOUR_MS;
const DUE = CUTOFF + GRACE_MS;
const NEXT_DUE = DUE + DAY_MS;

const join = (no: number, changes: Partial<LoadedShipment> = {}): PlannedLoadsInput =>
  input('joinLoad', shipment(no, changes), TEST_KEY, 0);
const leave = (no: number): PlannedLoadsInput => input('leaveLoad', null, no);
const plan = (load: number, ...shipments: number[]): PlannedLoadsInput =>
  input('loadPlanned', { shipments }, load, 2);
const looks: PlannedLoadsInput = input('timer', null, WATCH_TIMER);
const said = (no: number): PlannedLoadsInput => input('taskAnswered', null, 0, no);
const sent = (effects: readonly object[]) =>
  effects.flatMap((each) => {
    const { send, key } = each as { readonly send?: string; readonly key: number };
    return send === undefined ? [] : [[send, key]];
  });
const later = (at: number): Instant => instant(at);

describe('what is announced', () => {
  test('says what a planner needs, and whether it must travel alone', () => {
    const instructed = INSTRUCTED;
    const announced = (changes: Partial<LoadedShipment>) => given(planned).when(join(40, changes)).effects[0];
    expect(announced({ dangerous: true })).toEqual({
      send: 'announceShipment',
      partner: TMS,
      key: 40,
      a: TEST_KEY,
      b: 0,
      body: { weightGrams: 10_000, handlingUnits: 2, dangerous: true, alone: false },
    });
    expect(announced({ instructed })).toMatchObject({ body: { dangerous: false, alone: true } });
  });

  test.for([
    ['a run is left before the cut-off', CUTOFF - EVERY_MS, DUE],
    ['none is left: the next day', CUTOFF - EVERY_MS + 1, NEXT_DUE],
    [
      'no cut-off is left: the run after next',
      CUTOFF + 9 * DAY_MS,
      CUTOFF + 9 * DAY_MS + 2 * EVERY_MS + GRACE_MS,
    ],
  ] as const)('is due where %s', ([, now, dueAt]) => {
    expect(given(planned).when(join(40), later(now)).effects[1]).toEqual({ timer: WATCH_TIMER, at: dueAt });
  });
});

describe('when it is looked', () => {
  test('only what is due is announced again, and what is due first is watched', () => {
    const actor = given(planned, [join(40)]);
    actor.when(join(48), later(CUTOFF));
    const { state, effects } = actor.when(looks, later(DUE));
    expect(sent(effects)).toEqual([['announceShipment', 40]]);
    expect(effects.at(-1)).toEqual({ timer: WATCH_TIMER, at: DUE + GRACE_MS });
    expect(state).toMatchObject({ dueAt: [DUE + GRACE_MS, NEXT_DUE], asked: 1, watched: true });
  });

  test('and nothing is due yet it is looked again then', () => {
    const actor = given(planned, [join(40), join(48)]);
    const { state, effects } = actor.when(looks, later(DUE - 1));
    expect(effects).toEqual([{ timer: WATCH_TIMER, at: DUE }]);
    expect(state.asked).toBe(0);
  });

  test('what has left, or is in a load, is not announced again; the others are counted anew', () => {
    const actor = given(planned, [join(40), join(48), join(56)]);
    actor.when(looks, later(DUE));
    actor.when(leave(48), later(DUE));
    const { state, effects } = actor.when(plan(40, 40), later(DUE));
    expect(state).toMatchObject({ status: 'waiting', asked: 0, rounds: 0, dueAt: [DUE + GRACE_MS] });
    expect(effects).not.toContainEqual({ cancel: WATCH_TIMER });
    expect(sent(actor.when(looks, later(DUE + GRACE_MS)).effects)).toEqual([['announceShipment', 56]]);
  });
});

describe('a planner who has the task', () => {
  /** Asked twice, then told. */
  const told = () => {
    const actor = given(planned, [join(40)]);
    for (const n of [0, 1, 2]) actor.when(looks, later(DUE + n * GRACE_MS));
    return actor;
  };
  const NOW = later(DUE + 3 * GRACE_MS);

  test('is not watched beside: who joins meanwhile is announced, and watched with the answer', () => {
    const actor = told();
    const joined = actor.when(join(48), NOW);
    expect(sent(joined.effects)).toEqual([['announceShipment', 48]]);
    expect(joined.effects).toHaveLength(1);
    const { state, effects } = actor.when(said(1), NOW);
    expect(state).toMatchObject({ openTask: 0, asked: 0, rounds: 1 });
    // 48 is not due yet.
    expect(sent(effects)).toEqual([['announceShipment', 40]]);
  });

  test('is not needed once all of it is planned, and an answer is none then', () => {
    const actor = told();
    const { state, effects } = actor.when(plan(40, 40), NOW);
    expect(state).toMatchObject({ status: 'idle', openTask: 0, watched: false });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
    expect(effects).not.toContainEqual({ cancel: WATCH_TIMER });
    actor.when(join(48), NOW);
    for (const no of [0, 1])
      expect(actor.when(said(no), NOW).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    // A supervisor hears of no task that is over.
    expect(actor.when(input('timer', null, ESCALATION_TIMER), NOW).effects).toEqual([]);
  });

  test('is the one whose answer counts, until the supervisor has it as well', () => {
    const actor = told();
    expect(actor.when(said(2), NOW).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    actor.when(input('timer', null, ESCALATION_TIMER), NOW);
    expect(actor.when(said(3), NOW).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(sent(actor.when(said(1), NOW).effects)).toEqual([['announceShipment', 40]]);
  });
});

describe('a plan', () => {
  test('takes who is meant out of what waits, wherever that stands, and what it is due', () => {
    const actor = given(planned, [join(48)]);
    actor.when(join(40), later(CUTOFF));
    actor.when(join(56), instant(TEST_NOW));
    const { state } = actor.when(plan(40, 40), later(CUTOFF));
    expect(state.waiting.map(({ shipment: no }) => no)).toEqual([48, 56]);
    expect(state.dueAt).toEqual([DUE, DUE]);
  });

  test('that is all there was leaves nothing to look for: a timer that rings then is noted', () => {
    const actor = given(planned, [join(40), plan(40, 40)]);
    expect(actor.when(looks, later(DUE)).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'timer in status idle' },
    ]);
  });

  test('is kept for a day to the millisecond, with all that was planned after it', () => {
    const actor = given(planned, [join(40), join(48), join(56)]);
    actor.when(plan(40, 40), instant(TEST_NOW));
    actor.when(plan(48, 48), instant(TEST_NOW + 5));
    const before = actor.when(plan(99, 99), instant(TEST_NOW + DAY_MS - 1)).state;
    expect(before).toMatchObject({
      shipments: [40, 48],
      loads: [40, 48],
      plannedAt: [TEST_NOW, TEST_NOW + 5],
    });
    const after = actor.when(plan(99, 99), instant(TEST_NOW + DAY_MS)).state;
    expect(after).toMatchObject({ shipments: [48], loads: [48], plannedAt: [TEST_NOW + 5] });
    // Who leaves what is forgotten is nobody here; who leaves the other is taken out of its load.
    expect(actor.when(leave(40), instant(TEST_NOW + DAY_MS)).effects).toEqual([]);
    expect(actor.when(leave(48), instant(TEST_NOW + DAY_MS)).effects).toEqual([
      { tell: 'leaveLoad', type: LOAD, key: 48, a: 48, b: 0 },
    ]);
    expect(actor.when(plan(99, 99), instant(TEST_NOW + 9 * DAY_MS)).state.loads).toEqual([]);
  });
});
