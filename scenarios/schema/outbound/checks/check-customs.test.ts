/** Customs sections that the format allows and no run could honour: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom } from '#testing/worlds/library-scenario';
import { showProblem } from '../../source-files.ts';

function problemsOf(from: string | RegExp, to: string): string[] {
  const text = libraryText('customs-heavy.yaml');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  const loaded = loadFrom('mine.yaml', { 'mine.yaml': edited });
  return loaded.ok ? [] : loaded.problems.map(showProblem);
}

test.each<[string, string | RegExp, string, RegExp]>([
  [
    'a country without places',
    '- country: MX',
    '- country: BR',
    /no place is in "BR": its customs have nothing to do. Places are in US, CA, MX, DE/,
  ],
  [
    'the country of all nodes',
    '- country: MX',
    '- country: US',
    /every node is in "US": nothing crosses its border/,
  ],
  ['a country twice', '- country: MX', '- country: CA', /customs of country "CA" is there twice/],
  [
    'a zone that is none',
    'zone: America/Toronto\n        hours',
    'zone: America/Torono\n        hours',
    /unknown time zone: "America\/Torono". Did you mean "America\/Toronto"/,
  ],
  [
    'a desk that never opens',
    'from: "08:00", to: "20:00"',
    'from: "08:00", to: "08:00"',
    /they begin and end at 08:00: never open/,
  ],
  [
    'more exams than loads',
    'factor: 4',
    'factor: 40',
    /1.6 of all loads would be examined at the tightest: no more than 1 can be/,
  ],
  ['an exam twice', 'kind: tailgate', 'kind: x-ray', /x-ray/],
  [
    'fees upside down',
    'feeFrom: 1000 USD, feeTo: 2500 USD',
    'feeFrom: 2600 USD, feeTo: 2500 USD',
    /2600 USD is more than feeTo, 2500 USD/,
  ],
  ['fees in another currency', 'feeFrom: 0 USD', 'feeFrom: 0 EUR', /EUR/],
  ['a kind of exam that nobody knows', 'kind: tailgate', 'kind: taillight', /exams/],
])('%s', (_what, from, to, says) => {
  const problems = problemsOf(from, to);
  expect(problems).toContainEqual(expect.stringMatching(says));
  for (const problem of problems) expect(problem).toMatch(/^mine\.yaml:\d+:\d+: /);
});

test('as it is, nothing is wrong with it', () => {
  expect(loadFrom('customs-heavy').ok).toBe(true);
  expect(loadFrom('b2b-distributor', {}, { with: ['customs-heavy'] }).ok).toBe(true);
});
