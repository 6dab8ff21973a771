/** The first event at which two runs part is named, whichever run it is missing from. */
import { expect, test } from 'vitest';
import { describeDivergence, type EventLine, firstDivergence } from './first-divergence.ts';

const event = (a: number): EventLine => ({ time: 1_000 * a, handler: 'erp.release', priority: 0, a, b: 0 });
const run = (...numbers: number[]): EventLine[] => numbers.map(event);

test.each([
  ['equal runs', run(1, 2, 3), run(1, 2, 3), null],
  ['another event', run(1, 2, 3), run(1, 9, 3), { n: 2, left: event(2), right: event(9) }],
  ['left is longer', run(1, 2), run(1), { n: 2, left: event(2), right: null }],
  ['right is longer', run(), run(5), { n: 1, left: null, right: event(5) }],
])('%s', (_name, left, right, expected) => {
  expect(firstDivergence(left, right)).toEqual(expected);
});

test('an event that differs in its time or a number only is another event', () => {
  for (const change of [{ time: 5 }, { priority: 1 }, { b: 7 }, { handler: 'wms.shipped' }]) {
    expect(firstDivergence(run(1), [{ ...event(1), ...change }])?.n).toBe(1);
  }
});

test('reads as a sentence', () => {
  expect(describeDivergence({ n: 7, left: event(2), right: null })).toBe(
    'the runs part at event 7: erp.release(2, 0) at 1970-01-01T00:00:02.000Z | the run had ended',
  );
});
