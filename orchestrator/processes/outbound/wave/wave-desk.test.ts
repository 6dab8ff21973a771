/** Waves that a desk releases by hand: a list at each instant, one in hand at a time; what is answered late, twice or by half. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY } from '#testing/core/given';
import { WMS } from '../../../contracts/partners.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import type { WavePlanInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { LIST_ANSWER } from './wave-desk.ts';
import { wavePlanActor } from './wave-plan.ts';
import { ESCALATION_TIMER, WAVE_TIMER, withDesks, withLevelling } from './wave-state.ts';

const small = smallNetwork();
const { waves } = small.nodes[0]!;
const [first, second] = waves as [Instant, Instant];
const network: Network = {
  ...small,
  nodes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.nodes[0]!, no })),
  responsibilities: {
    allocate: 'orchestrator',
    wave: 'people',
    tender: 'orchestrator',
    book: 'orchestrator',
    placingMs: 0,
  },
};
const plan = wavePlanActor(network);

const join = (shipment: number, lines = 2): WavePlanInput =>
  input('joinWave', { lines, priority: 1 }, shipment, 100);
const leave = (shipment: number): WavePlanInput => input('leaveWave', null, shipment);
const rang = (timer: number): WavePlanInput => input('timer', null, timer);
const said = (no: number, answer: number = LIST_ANSWER.all): WavePlanInput =>
  input('taskAnswered', null, answer, no);
const list = (no: number, at: number): Effect => ({
  task: 'releaseWave',
  role: 'warehouse-desk',
  no,
  dueAt: at + LIMITS.taskEscalationMs,
});
const released = (n: number, ...shipments: number[]): Effect => ({
  send: 'releaseWave',
  partner: WMS,
  key: TEST_KEY * 65_536 + n,
  a: TEST_KEY,
  b: n,
  body: { shipments },
});
const sent = (effects: readonly Effect[]): readonly Effect[] => effects.filter((each) => 'send' in each);

describe('a wave', () => {
  test('is listed at its instant, and nothing is released', () => {
    const { effects } = given(plan, [join(1), join(2), join(3)]).when(rang(WAVE_TIMER), first);
    expect(effects).toEqual([
      { timer: ESCALATION_TIMER, at: first + LIMITS.taskEscalationMs },
      list(1, first),
      { timer: WAVE_TIMER, at: second },
    ]);
  });

  test('is released when the desk has come to its list: what was on it, whoever has joined since', () => {
    const actor = given(plan, [join(1), join(2)]);
    actor.when(rang(WAVE_TIMER), first);
    actor.when(join(3), instant(first + 1));
    const { state, effects } = actor.when(said(1), instant(first + 2));
    expect(effects).toEqual([{ cancel: ESCALATION_TIMER }, released(0, 1, 2)]);
    expect(state.shipments).toEqual([3]);
  });

  test('without who has left meanwhile; of a list that all have left there is nothing to release', () => {
    const actor = given(plan, [join(1), join(2)]);
    actor.when(rang(WAVE_TIMER), first);
    actor.when(leave(1), first);
    expect(sent(actor.when(said(1), first).effects)).toEqual([released(0, 2)]);
    const none = given(plan, [join(1)]);
    none.when(rang(WAVE_TIMER), first);
    expect(none.when(leave(1), first).effects).toContainEqual({ cancel: ESCALATION_TIMER });
    expect(none.when(said(1), first).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    const other = given(plan, [join(1)]);
    other.when(rang(WAVE_TIMER), first);
    other.when(join(2), first);
    other.when(leave(1), first);
    expect(sent(other.when(said(1), first).effects)).toEqual([]);
  });

  test('a page that gets lost waits for the next list', () => {
    const actor = given(plan, [join(1, 1), join(2, 1), join(3, 1)]);
    actor.when(rang(WAVE_TIMER), first);
    const { state, effects } = actor.when(said(1, LIST_ANSWER.half), first);
    expect(sent(effects)).toEqual([released(0, 1, 2)]);
    expect(state).toMatchObject({ shipments: [3], openTask: 0, listed: [] });
  });
});

describe('a list that nobody has come to', () => {
  test('goes to the supervisor as well, once; either answer counts, and only once', () => {
    const actor = given(plan, [join(1)]);
    actor.when(rang(WAVE_TIMER), first);
    expect(actor.when(rang(ESCALATION_TIMER), instant(first + 1)).effects).toEqual([
      { task: 'releaseWave', role: 'supervisor', no: 2, dueAt: null },
    ]);
    expect(actor.when(rang(ESCALATION_TIMER), instant(first + 2)).effects).toEqual([]);
    expect(sent(actor.when(said(2), instant(first + 3)).effects)).toEqual([released(0, 1)]);
    expect(actor.when(said(1), instant(first + 4)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('is not escalated where somebody has come to it, and no other answer stands for it', () => {
    const actor = given(plan, [join(1), join(2), join(3)]);
    actor.when(rang(WAVE_TIMER), first);
    expect(actor.when(said(77), first).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(sent(actor.when(said(1), first).effects)).toEqual([released(0, 1, 2)]);
    expect(actor.when(rang(ESCALATION_TIMER), instant(first + 1)).effects).toEqual([]);
    actor.when(rang(WAVE_TIMER), second);
    actor.when(rang(ESCALATION_TIMER), second);
    // The list is task 2, of the supervisor 3.
    expect(actor.when(said(1), second).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(sent(actor.when(said(3), second).effects)).toEqual([released(1, 3)]);
    expect(actor.when(said(3), second).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('answered to the supervisor is over, for who answers twice while others wait', () => {
    const actor = given(plan, [join(1)]);
    actor.when(rang(WAVE_TIMER), first);
    actor.when(join(2), first);
    actor.when(rang(ESCALATION_TIMER), first);
    expect(sent(actor.when(said(2), first).effects)).toEqual([released(0, 1)]);
    expect(actor.when(said(2), first).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('gives way to that of the next instant, which holds what was on it', () => {
    const actor = given(plan, [join(1)]);
    actor.when(rang(WAVE_TIMER), first);
    actor.when(join(2), first);
    expect(actor.when(rang(WAVE_TIMER), second).effects).toContainEqual(list(2, second));
    expect(actor.when(said(1), second).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(sent(actor.when(said(2), second).effects)).toEqual([released(1, 1, 2)]);
  });

  test('is waited for also when the timetable has ended; what has joined since goes at once then', () => {
    const last = waves.at(-1) as Instant;
    const late = instant(last + 1);
    const actor = given(plan);
    actor.when(join(1), last);
    actor.when(rang(WAVE_TIMER), last);
    expect(sent(actor.when(join(2), late).effects)).toEqual([]);
    expect(sent(actor.when(said(1), late).effects)).toEqual([
      released(waves.length - 1, 1),
      released(waves.length, 2),
    ]);
  });
});

test('a plan from before there were desks has nothing in hand', () => {
  const { terms: _terms, sequenced: _sequenced, openWave: _openWave, ...before } = plan.initial(TEST_KEY);
  const { listed, listedWave, openTask, tasks, escalated, asked, others, ...oldest } = before;
  expect(plan.migrate(oldest, 1)).toEqual(plan.initial(TEST_KEY));
  expect(plan.migrate({ ...oldest, asked, others }, 2)).toMatchObject(withDesks(withLevelling(oldest)));
  expect([listed, listedWave, openTask, tasks, escalated]).toEqual([[], -1, 0, 0, false]);
});
