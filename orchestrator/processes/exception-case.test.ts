/** The exception case: one task for a key, however much arrives; answered, it closes. */
import { expect, test } from 'vitest';
import { given, input } from '#testing/given';
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
  expect(given(exceptionCaseActor, [late]).when(input('taskAnswered', null))).toMatchObject({
    finished: true,
  });
});
