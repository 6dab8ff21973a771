/** Words for decision points: each means one point, the names of the programme among them, and none is another point's own name. */
import { expect, test } from 'vitest';
import { otherWordsFor, POINT_WORDS, pointNamed } from './point-words.ts';
import { DECISION_POINTS } from './points.ts';

test('the nine names of the programme are understood, and so is each point’s own', () => {
  const programme = [
    'order-priority',
    'node-selection',
    'wave-sequence',
    'carrier-selection',
    'delay-prediction',
    'exception-routing',
    'invoice-anomaly',
    'workload-balance',
    'dock-slot',
  ];
  expect(new Set(programme.map(pointNamed)).size).toBe(9);
  expect(programme.map(pointNamed)).not.toContain(undefined);
  for (const point of DECISION_POINTS) expect(pointNamed(point)).toBe(point);
  expect(pointNamed('carier')).toBeUndefined();
});

test('no word means two points', () => {
  const words = POINT_WORDS.map(([word]) => word);
  expect(new Set(words).size).toBe(words.length);
  for (const point of DECISION_POINTS)
    for (const word of otherWordsFor(point)) expect(pointNamed(word)).toBe(point);
});
