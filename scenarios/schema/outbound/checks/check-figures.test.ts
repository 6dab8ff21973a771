/**
 * Figures and times that cannot be, alone or beside each other, are told with their place. Shown on the library's file with
 * a text or two replaced.
 */
import { describe, expect, test } from 'vitest';
import {
  distributorWith,
  type Edit,
  libraryText,
  loadFrom,
  problemsIn,
  quickstartWith,
  warningsIn,
} from '#testing/worlds/library-scenario';
import { AFTER_ZONE, PLACED, peaks, RENO_HOURS } from './check.fixture.ts';

const MONDAYS = Array.from({ length: 9 }, (_, week) =>
  new Date(Date.UTC(2026, 2, 2 + 7 * week)).toISOString().slice(0, 10),
).join(', ');
const CREDIT = 'creditDecision: { lognormal: { median: 5 h, sigma: 0.9 } }';

describe('figures and times', () => {
  test.each<[string, Edit, RegExp]>([
    ['a node that keeps nothing', ['products: 0.85', 'products: 0'], /"DC Reno" keeps no product/],
    ['shares over all', ['share: 0.7, shipC', 'share: 0.8, shipC'], /shares sum to 1\.1; 1 at most/],
    [
      'a target below the reorder point',
      ['targetDays: 42', 'targetDays: 12'],
      /targetDays 12 is less than reorderDays 21/,
    ],
    [
      'too long a tail',
      [CREDIT, 'creditDecision: { weibull: { shape: 0.2, scale: 9 d } }'],
      /its mean is \d+ d and its standard dev/,
    ],
    [
      'too few orders to see',
      ['ordersPerDay: 2740', 'ordersPerDay: 0.01'],
      /0\.1 orders in 10 days: likely none/,
    ],
    [
      'a feed without a pause',
      ['{ every: 1 h, fullE', '{ every: 1 s, fullE'],
      /feed\.every: must be at least 1 min/,
    ],
    ['a price of nothing', ['median: 14 USD', 'median: 0 USD'], /: must be more than 0/],
    [
      'an order worth a country',
      ['median: 14 USD, sigma: 0.9', 'median: 14000 USD, sigma: 4'],
      /an order may be worth \d+ USD/,
    ],
    [
      'hours of no length',
      [RENO_HOURS, 'days: [mon], from: "06:00", to: "06:00"'],
      /begin and end at 06:00: never open/,
    ],
    ['no days', [RENO_HOURS, 'days: [], from: "06:00", to: "22:00"'], /days: must have at least 1 entries/],
    ['a day twice', [RENO_HOURS, 'days: [mon, mon], from: "06:00", to: "22:00"'], /day "mon" is there twice/],
    ['an hour after midnight', ['to: "22:00"', 'to: "24:30"'], /to: a time of day is needed/],
    [
      'holidays on every day of work',
      [RENO_HOURS, `days: [mon], from: "06:00", to: "22:00", holidays: [${MONDAYS}]`],
      /never open in the run: its days are holidays/,
    ],
    [
      'a zone',
      ['zone: America/Denver', 'zone: America/Denvr'],
      /time zone: "America\/Denvr"\. Did you mean "America\/Denver"/,
    ],
    [
      'the zone of demand',
      [AFTER_ZONE, 'zone: Chicago\n  linesPerOrder'],
      /time zone: "Chicago"\. Did you mean "America\/Chicago"/,
    ],
    [
      'a wave at night',
      ['waves: ["07:00"', 'waves: ["05:00"'],
      /"05:00" never comes while "DC Reno" works \(06:00 to 22:00\)/,
    ],
    [
      'a cut-off at closing time',
      ['cutoffs: ["18:00"]', 'cutoffs: ["22:00"]'],
      /"22:00" never comes while "DC Reno" works/,
    ],
    ['a wave twice', ['waves: ["07:00", "10:00"', 'waves: ["07:00", "07:00"'], /wave "07:00" is there twice/],
    [
      'a date that is none',
      ['from: 2026-07-01, share', 'from: 2026-02-30, share'],
      /fuel\[1\]\.from: a date is needed/,
    ],
    [
      'fuel twice from one day',
      ['from: 2026-07-01, share', 'from: 2026-01-01, share'],
      /fuel from 2026-01-01 is there twice/,
    ],
    ['a start before time zones', ['start: 2026', 'start: 1999'], /start: must be from 2000-01-02 to 2099/],
    [
      'peaks that overlap',
      peaks('2026-03-03', '2026-03-06', '2026-03-05', '2026-03-07'),
      /it overlaps the peak from 2026-03-03/,
    ],
    [
      'a peak from after to before',
      peaks('2026-03-06', '2026-03-03'),
      /it ends on 2026-03-03, and begins on 2026-03-06/,
    ],
  ])('%s', (_what, edit, says) => {
    const problems = problemsIn(distributorWith(edit));
    expect(problems).toContainEqual(expect.stringMatching(says));
    for (const problem of problems) expect(problem).toMatch(PLACED);
  });

  test.each([
    [
      '0.005',
      41,
      /"DC North" keeps 0\.005 of 41 products: none at all with 81 % of the seeds, .*Raise the share to 0\.107$/,
    ],
    ['0.3', 1, /"DC North" keeps 0\.3 of 1 products: none at all with 70 % .* Raise the share to 0\.99$/],
  ])('a share of %s of %i products, which comes to none', (share, count, says) => {
    const loaded = quickstartWith(['products: 0.8', `products: ${share}`], ['count: 40', `count: ${count}`]);
    expect(problemsIn(loaded)).toContainEqual(expect.stringMatching(says));
    for (const problem of problemsIn(loaded)) expect(problem).toMatch(PLACED);
  });

  test.each([
    [
      '0.1',
      [expect.stringMatching(/"DC North" keeps 0\.1 of 40 products: none at all with 1\.5 % of the seeds/)],
    ],
    ['0.11', []],
  ])('a share of %s of 40 products, which some seeds make none of', (share, warnings) => {
    const loaded = quickstartWith(['products: 0.8', `products: ${share}`]);
    expect(problemsIn(loaded)).toEqual([]);
    expect(warningsIn(loaded)).toEqual(warnings);
  });

  test('no customers: every place without demand', () => {
    const text = libraryText('b2b-distributor.yaml').replace(/, demand: [\d.]+/g, '');
    expect(problemsIn(loadFrom('mine.yaml', { 'mine.yaml': text }))).toEqual([
      expect.stringMatching(/:\d+:\d+: no place has demand: there are no customers/),
    ]);
  });

  test('weights of hours and weekdays that are all 0', () => {
    const text = libraryText('b2b-distributor.yaml')
      .replace(/hourWeights: \[[^\]]*\]/, `hourWeights: [${Array.from({ length: 24 }, () => 0)}]`)
      .replace(/weekdayWeights: \[[^\]]*\]/, 'weekdayWeights: [0, 0, 0, 0, 0, 0, 0]');
    expect(problemsIn(loadFrom('mine.yaml', { 'mine.yaml': text }))).toEqual([
      expect.stringMatching(/all hours have weight 0/),
      expect.stringMatching(/all weekdays have weight 0/),
    ]);
  });
});
