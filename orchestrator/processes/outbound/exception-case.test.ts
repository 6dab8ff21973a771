/** The exception case: one task for a key, however much arrives; answered, it closes. */
import { expect, test } from 'vitest';
import { given, input, TEST_NOW } from '#testing/core/given';
import { exceptionCaseActor } from './exception-case.ts';
import { type ExceptionCaseInput, ORDER } from './inputs.ts';

const late: ExceptionCaseInput = input('inputWithoutActor', input('loadDelivered', null, 5), ORDER, 1);

test('the first late input opens the case and gives a person the job', () => {
  expect(given(exceptionCaseActor).when(late)).toMatchObject({
    state: { status: 'open', count: 1, lastKind: 'loadDelivered' },
    effects: [
      { event: 'exceptionOpened', n: 1, a: ORDER, b: 1 },
      { task: 'lateInput', role: 'exception-desk', no: 1, dueAt: null },
    ],
  });
});

test('more late inputs are counted, without another task', () => {
  expect(given(exceptionCaseActor, [late]).when(late)).toMatchObject({ state: { count: 2 }, effects: [] });
});

test('an answer closes it', () => {
  const answer = input('taskAnswered', null, 0, 1);
  expect(given(exceptionCaseActor, [late]).when(answer).state.status).toBe('closed');
});

test('closed, it opens again with a task and an event of their own; an answer to the old task is late', () => {
  const history = [late, input('taskAnswered', null, 0, 1)];
  expect(given(exceptionCaseActor, history).when(late).effects).toMatchObject([
    { cancel: 0 },
    { event: 'exceptionOpened', n: 2 },
    { task: 'lateInput', no: 2 },
  ]);
  for (const [no, status] of [
    [1, 'open'],
    [2, 'closed'],
  ] as const) {
    const { state } = given(exceptionCaseActor, [...history, late]).when(input('taskAnswered', null, 0, no));
    expect(state.status).toBe(status);
  }
});

test('closed, it is forgotten after a while, and a timer that rings while it is open changes nothing', () => {
  const history = [late, input('taskAnswered', null, 0, 1)];
  const rang: ExceptionCaseInput = input('timer', null, 0);
  expect(given(exceptionCaseActor, history.slice(0, 1)).when(history[1]!).effects).toEqual([
    { timer: 0, at: TEST_NOW + 7 * 86_400_000 },
  ]);
  expect(given(exceptionCaseActor, history).when(rang).finished).toBe(true);
  expect(given(exceptionCaseActor, [late]).when(rang)).toMatchObject({
    state: { status: 'open' },
    effects: [{ audit: 'inputNotExpected' }],
  });
});

test('its outcome is how it stands and how much came; of another version it is refused', () => {
  const { state } = given(exceptionCaseActor, [late]).when(late);
  const seen: unknown[] = [];
  exceptionCaseActor.outcome(state, { number: (n) => seen.push(n), name: (name) => seen.push(name) });
  expect(seen).toEqual(['open', 2]);
  expect(() => exceptionCaseActor.migrate(state, 1)).toThrow('exception-case state of version 1 is unknown');
});
