/** Which arm a design is: the point may be called by any word for it, and it is the same arm. */
import { expect, test } from 'vitest';
import { decisionOf, designOfPolicy } from './design-words.ts';

const WORDS = { ref: 'quickstart' };

test('a point is the same by each word for it', () => {
  const arm = (decision: string) => designOfPolicy(WORDS, 'mine.ts', decision).arm;
  expect([arm('carrier'), arm('carrier-selection')]).toEqual(['carrier=mine.ts', 'carrier=mine.ts']);
  expect([arm('sourcing'), arm('node-selection')]).toEqual(['mine.ts', 'mine.ts']);
  expect(designOfPolicy(WORDS, undefined, 'carrier-selection').arm).toBeUndefined();
});

test('a word for no point is refused with the one that may be meant, else with all, by each word for them, once', () => {
  expect([decisionOf('workload-balance'), decisionOf(undefined)]).toEqual(['workload', undefined]);
  expect(() => decisionOf('workload-ballance')).toThrow(
    /--decision workload-ballance: there is no such decision point\. Did you mean "workload-balance"\?$/,
  );
  expect(() => decisionOf('foo')).toThrow(
    /^--decision foo: there is no such decision point\. There are order-priority, sourcing \(or node-selection\), carrier \(or carrier-selection\), (?!.*sourcing)/,
  );
});
