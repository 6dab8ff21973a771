/** Lies that nobody could tell from the truth are refused, with the place and the way out. */
import { expect, test } from 'vitest';
import { distributorWith, problemsIn } from '#testing/library-scenario';

const UNAVAILABLE = 'unavailable: 0.005';

test.each(['forged', 'replayed'])('%s posts need a webhook that looks at signatures', (fault) => {
  expect(problemsIn(distributorWith([UNAVAILABLE, `unavailable: 0.005, ${fault}: 0.01`]))).toEqual([
    expect.stringMatching(
      /mine.yaml:145:\d+: events of Swallow Parcel are not signed: nobody could tell. Give it `webhook: \{ tolerance: 5 min \}`/,
    ),
  ]);
  expect(
    problemsIn(
      distributorWith(
        [UNAVAILABLE, `unavailable: 0.005, ${fault}: 0.01`],
        ['repostAfter: 5 min', 'repostAfter: 5 min\n        webhook: { tolerance: 5 min }'],
      ),
    ),
  ).toEqual([]);
});
