/** Each answer that nobody can obey is counted by its reason, one that can is not, and what was taken is not counted twice. Shown by a source that answers as told. */
import { expect, test } from 'vitest';
import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import type { ModelQuestion } from '#scenarios/host/ports';
import { FailureNotes } from './failure-notes.ts';
import { REAL_TIME } from './outside-model.ts';

const QUESTION: ModelQuestion = {
  policy: 'm',
  point: 'carrier',
  entityType: 'load',
  entityKey: 1,
  attempt: 1,
  inputDigest: '',
  features: new Float32Array(4),
  rows: 2,
};

const scored = (scores: readonly number[], action: number | null = null): ModelAnswer => ({
  kind: 'answered',
  ...{ scores, action, confidence: null, propensity: null },
});
const failed = (reason: string): ModelAnswer => ({ kind: 'failed', reason });

/** Two options were offered. */
async function heard(...answers: readonly ModelAnswer[]): Promise<FailureNotes> {
  const notes = new FailureNotes();
  const left = [...answers];
  const source = notes.listeningTo({ kind: 'outside', ask: async () => left.shift()! });
  if (source.kind !== 'outside') throw new Error('another kind of source');
  for (const _ of answers) await source.ask(QUESTION);
  return notes;
}

test.each([
  ['scores that can be used', scored([1, 2]), null],
  ['an option that was offered', scored([0, 0], 1), null],
  ['none of the options, which is an answer', scored([0, 0], -1), null],
  ['NaN', scored([Number.NaN, 1]), { 'not-finite': 1 }],
  ['a score too many', scored([1, 2, 3]), { 'wrong-length': 1 }],
  ['an option that was not offered', scored([0, 0], 77), { 'invalid-answer': 1 }],
  ['half an option', scored([0, 0], 0.5), { 'invalid-answer': 1 }],
  ['nothing', failed('it died'), { 'model-failed': 1 }],
])('%s', async (_, answer, reasons) => {
  const taken = (await heard(scored([1, 2]), answer)).take();
  expect(taken?.reasons ?? null).toEqual(reasons);
  if (taken !== null) expect(taken.asked).toBe(2);
});

test('where all failed the text says so; where some said what nobody can obey, how often which', async () => {
  const notes = await heard(scored([1, 2]), failed('it died'), failed('it is dead'));
  expect(notes.text('m')).toBe(
    'policy "m": 2 of 3 answers of its model failed, and the baseline decided; the first: it died',
  );
  const mixed = await heard(failed('it died'), scored([1]), scored([1]));
  expect(mixed.text('m')).toBe(
    'policy "m": 3 of 3 answers of its model could not be used, and the baseline decided (too few or too many scores 2, the model failed 1); the first that failed: it died',
  );
  expect((await heard(scored([1, 2]))).text('m')).toBeNull();
});

test('what was taken is not taken again; what is late in real time is told', async () => {
  const notes = await heard(failed(`no answer within 5 ms ${REAL_TIME}`));
  expect(notes.text('m')).toMatch(/depends on the machine/);
  expect(notes.take()).toMatchObject({ asked: 1, late: 1, first: `no answer within 5 ms ${REAL_TIME}` });
  expect(notes.take()).toBeNull();
});
