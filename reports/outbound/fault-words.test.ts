import { expect, test } from 'vitest';
import { FAULT_KINDS } from '#scenarios/world/fault-settings';
import { faultWords } from './fault-words.ts';

/** Of lines that speak X12 or REST, as the recording has them. */
const OF_LINES = [
  ...['lost', 'duplicated', 'delayed', 'rejected', 'quarantined', 'acknowledgementLost'],
  ...['acknowledgementDelayed', 'answerLost', 'malformed', 'unavailable'],
].map((kind) => `line.${kind}`);

test('no two kinds have one label', () => {
  const kinds = [...FAULT_KINDS, ...OF_LINES];
  expect(new Set(kinds.map(faultWords)).size).toBe(kinds.length);
});

test('what a line does is said to be on the line', () => {
  expect([faultWords('answer-lost'), faultWords('line.answerLost')]).toEqual([
    'answer lost',
    'answer lost on the line',
  ]);
});
