/** Lies that nobody could tell from the truth are refused, with the place and the way out. */
import { expect, test } from 'vitest';
import { distributorWith, problemsIn } from '#testing/worlds/library-scenario';

const UNAVAILABLE = 'unavailable: 0.005';

test.each(['forged', 'replayed'])('%s posts need a webhook that looks at signatures', (fault) => {
  expect(problemsIn(distributorWith([UNAVAILABLE, `unavailable: 0.005, ${fault}: 0.01`]))).toEqual([
    expect.stringMatching(
      /mine.yaml:145:\d+: events of Kestrel Air are not signed: nobody could tell. Give it `webhook: \{ tolerance: 5 min \}`/,
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

test.each<[string, RegExp]>([
  [
    'token: { lifetime: 1 h, refresh: 20 s }',
    /20 s is longer than the core's calls may wait for a new token: at most 10 s/,
  ],
  [
    'token: { lifetime: 1 h, refresh: 1 s, skewed: 0.1 }',
    /nothing says how far such a clock is off. Give `ahead`/,
  ],
  [
    'webhook: { tolerance: 2 s }',
    /posts are 2 s on their way, and signed by the second: within 2 s some would be refused however often they come. Give it 2 s and 1 s at least/,
  ],
  [
    'webhook: { tolerance: 5 min, rotation: { at: 900 d, overlap: 1 h } }',
    /900 d after the start the run has ended: the horizon is \d+ d/,
  ],
  [
    'webhook: { tolerance: 5 min, rotation: { at: 1 d, overlap: 1 h, takenOver: 6 d } }',
    /from 1 h to 6 d nothing of the carrier would be taken, and it posts an event again for 5 days\. Let it take over sooner/,
  ],
])('%s is refused', (token, message) => {
  const problems = problemsIn(
    distributorWith(['repostAfter: 5 min', `repostAfter: 5 min\n        ${token}`]),
  );
  expect(problems).toEqual([expect.stringMatching(message)]);
});

test('a tolerance of the way and a second is enough, and a token must outlast its own way', () => {
  const problemsOf = (lines: string, latency: string): readonly string[] =>
    problemsIn(
      distributorWith(
        ['repostAfter: 5 min', `repostAfter: 5 min\n        ${lines}`],
        ['linkLatency: 2 s', `linkLatency:  ${latency}`],
      ),
    );
  expect(problemsOf('webhook: { tolerance: 3 s }', '2 s')).toEqual([]);
  expect(problemsOf('token: { lifetime: 1 min, refresh: 1 s }', '25 s')).toEqual([]);
  expect(problemsOf('token: { lifetime: 1 min, refresh: 1 s }', '30 s')).toEqual([
    expect.stringMatching(/it has expired before it is used\. Give it more than 1 min/),
  ]);
});

test('a call or an event that may come again later than it is known is refused', () => {
  const by = (hours: number): readonly string[] =>
    problemsIn(
      distributorWith([
        'delayBy: { uniform: { min: 1 s, max: 5 min } } }\n        source: API',
        `delayBy: { constant: ${hours} h } }\n        source: API`,
      ]),
    );
  expect(by(12)).toEqual([]);
  expect(by(15)).toEqual([
    expect.stringMatching(
      /mine.yaml:145:\d+: calls and events come again up to 15\.0 h later: both ends know a message again for 48 h.*At most 12 h/,
    ),
  ]);
});
