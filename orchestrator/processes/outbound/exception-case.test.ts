/** The exception case: one task for a key, however much arrives; escalated once; answered, it closes. */
import { expect, test } from 'vitest';
import { given, givenState, input, TEST_NOW } from '#testing/core/given';
import { exceptionCaseActor } from './exception-case.ts';
import { type ExceptionCaseInput, ORDER } from './inputs.ts';
import { LIMITS } from './network.fixture.ts';

const actor = exceptionCaseActor(LIMITS);
const dueAt = TEST_NOW + LIMITS.taskEscalationMs;
const late: ExceptionCaseInput = input('inputWithoutActor', input('loadDelivered', null, 5), ORDER, 1);

test('the first late input opens the case and gives a person the job', () => {
  expect(given(actor).when(late)).toMatchObject({
    state: { status: 'open', count: 1, lastKind: 'loadDelivered' },
    effects: [
      { event: 'exceptionOpened', n: 1, a: ORDER, b: 1 },
      { timer: 1, at: dueAt },
      { task: 'lateInput', role: 'exception-desk', no: 1, dueAt },
    ],
  });
});

test('more late inputs are counted, without another task', () => {
  expect(given(actor, [late]).when(late)).toMatchObject({ state: { count: 2 }, effects: [] });
});

test('an answer closes it', () => {
  const answer = input('taskAnswered', null, 0, 1);
  expect(given(actor, [late]).when(answer).state.status).toBe('closed');
});

test('nobody looks: the supervisor has it as well, once; then it stays open, and either answer closes it', () => {
  const overdue: ExceptionCaseInput = input('timer', null, 1);
  expect(given(actor, [late]).when(overdue)).toMatchObject({
    state: { status: 'open', openTask: 1, escalated: true },
    effects: [{ task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null }],
    finished: false,
  });
  const escalated = [late, overdue];
  expect(given(actor, escalated).when(overdue).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  expect(given(actor, escalated).when(late).effects).toEqual([]);
  for (const no of [1, 2])
    expect(given(actor, escalated).when(input('taskAnswered', null, 0, no)).state.status).toBe('closed');
  expect(given(actor, escalated).when(input('taskAnswered', null, 0, 3)).state.status).toBe('open');
  // Opened again, the next task has the next number, and an escalation of its own.
  const again = [...escalated, input('taskAnswered', null, 0, 2), late];
  expect(given(actor, again.slice(0, -1)).when(late).effects).toMatchObject([
    { cancel: 0 },
    { event: 'exceptionOpened', n: 2 },
    { timer: 1 },
    { task: 'lateInput', no: 3 },
  ]);
  expect(given(actor, again).when(overdue).effects).toMatchObject([{ task: 'taskUnanswered', no: 4 }]);
});

test('of version 2 it is taken over: its last opening was its last task', () => {
  const old = { openings: 2, count: 3, lastKind: 'podReceived' };
  const open = actor.migrate({ ...old, status: 'open' }, 2);
  expect(open).toEqual({ ...old, status: 'open', tasks: 2, openTask: 2, escalated: false });
  expect(givenState(actor, open).when(input('taskAnswered', null, 0, 2)).state.status).toBe('closed');
  expect(actor.migrate({ ...old, status: 'closed' }, 2)).toMatchObject({ tasks: 2, openTask: 0 });
});

test('closed, it opens again with a task and an event of their own; an answer to the old task is late', () => {
  const history = [late, input('taskAnswered', null, 0, 1)];
  expect(given(actor, history).when(late).effects).toMatchObject([
    { cancel: 0 },
    { event: 'exceptionOpened', n: 2 },
    { timer: 1, at: dueAt },
    { task: 'lateInput', no: 2 },
  ]);
  for (const [no, status] of [
    [1, 'open'],
    [2, 'closed'],
  ] as const) {
    const { state } = given(actor, [...history, late]).when(input('taskAnswered', null, 0, no));
    expect(state.status).toBe(status);
  }
});

test('closed, it is forgotten after a while, and a timer that rings while it is open changes nothing', () => {
  const history = [late, input('taskAnswered', null, 0, 1)];
  const rang: ExceptionCaseInput = input('timer', null, 0);
  expect(given(actor, history.slice(0, 1)).when(history[1]!).effects).toEqual([
    { cancel: 1 },
    { timer: 0, at: TEST_NOW + 7 * 86_400_000 },
  ]);
  expect(given(actor, history).when(rang).finished).toBe(true);
  expect(given(actor, [late]).when(rang)).toMatchObject({
    state: { status: 'open' },
    effects: [{ audit: 'inputNotExpected' }],
  });
});

test('its outcome is how it stands and how much came; of another version it is refused', () => {
  const { state } = given(actor, [late]).when(late);
  const seen: unknown[] = [];
  actor.outcome(state, { number: (n) => seen.push(n), name: (name) => seen.push(name) });
  expect(seen).toEqual(['open', 2]);
  expect(() => actor.migrate(state, 1)).toThrow('exception-case state of version 1 is unknown');
});
