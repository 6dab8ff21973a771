/** A warm-up that leaves nothing to count is named with its place and a way out. */
import { expect, test } from 'vitest';
import { loadFrom, problemsIn } from '#testing/worlds/library-scenario';

const problems = (scenario: string, ...set: string[]): string =>
  problemsIn(loadFrom(scenario, {}, { set })).join('\n');

test.each([
  ['quickstart', ['warmUp=1 d'], /^$/],
  ['brunel', ['warmUp=1 d'], /^$/],
  ['quickstart', ['warmUp=5 d'], /after 5 d no order comes any more: there are 5 days of demand/],
  ['quickstart', ['warmUp=400 d'], /after 400 d the run has ended: the horizon is 330 d/],
  ['quickstart', ['warmUp=3'], /warmUp: 3 has no unit; write e\.g\. "15 min"/],
  ['quickstart', ['warmUp=0 h'], /warmUp: must be more than 0/],
])('%s, %o', (scenario, set, said) => {
  expect(problems(scenario, ...set)).toMatch(said);
});
