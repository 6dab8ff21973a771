/** Reasons are told by how often they were there, and each that the gate knows has words of its own. Shown by counts that are written down. */
import { expect, test } from 'vitest';
import type { Fallback } from '#orchestrator/decisions/gate';
import { fallbackWords } from './fallback-words.ts';

test('the most frequent reason comes first; of many the rest is one', () => {
  expect(fallbackWords({ 'timed-out': 3, 'model-failed': 1200 })).toBe(
    'the model failed 1,200, no answer in time 3',
  );
  const many = { 'invalid-answer': 1, 'timed-out': 4, 'not-finite': 2, 'wrong-length': 5, 'poor-data': 1 };
  expect(fallbackWords(many)).toBe(
    'too few or too many scores 5, no answer in time 4, a figure that is none (NaN, infinite, or a probability outside of 0 to 1) 2, other reasons 2',
  );
  expect(fallbackWords({})).toBe('');
});

/** Of a reason that the gate learns the compiler asks for a line here. */
const ALL: Readonly<Record<Fallback, true>> = {
  'no-option-left': true,
  'policy-declined': true,
  'invalid-answer': true,
  'not-finite': true,
  'wrong-length': true,
  'model-failed': true,
  'timed-out': true,
  'stepped-down': true,
  'low-confidence': true,
  'poor-data': true,
  'beyond-authority': true,
};

test('every reason of the gate has words', () => {
  const told = Object.keys(ALL).map((reason) => fallbackWords({ [reason]: 1 }));
  expect(new Set(told).size).toBe(told.length);
  for (const [i, reason] of Object.keys(ALL).entries()) expect(told[i]).not.toContain(reason);
});
