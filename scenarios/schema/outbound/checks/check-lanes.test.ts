/**
 * Every place with demand can be reached, at every weight, by a carrier that the guide asks, in the time promised: what is
 * not so is told with its place. Shown on the library's file with a text or two replaced.
 */
import { describe, expect, test } from 'vitest';
import {
  distributorWith,
  type Edit,
  problemsIn,
  quickstartWith,
  warningsIn,
} from '#testing/worlds/library-scenario';
import { noForeigners, PLACED } from './check.fixture.ts';

const DOMESTIC_LTL = /(service: standard, mode: LTL, minWeight:) \d+ kg/;

describe('routing', () => {
  test.each<[string, Edit, RegExp]>([
    [
      'a circle in the guide',
      ['Kestrel Air, Albatross Ocean]', 'Kestrel Air, Heron Freight]'],
      /in a circle: Heron Freight -> Magpie Logistics -> Kestrel Air -> Heron Freight\. Name a carrier once/,
    ],
    [
      'a carrier without a tariff',
      ['    - { name: Swallow P', '    - { name: Idle Freight, profile: ltl }\n    - { name: Swallow P'],
      /"Idle Freight" is on no lane: it has no tariff\. Give it one, or take it out/,
    ],
    [
      'a carrier of the guide without a tariff',
      ['{ carrier: Condor Truckload, service', '{ carrier: Heron Freight, service'],
      /"Condor Truckload" has no tariff, so it can't be asked/,
    ],
    [
      'weights from more to less',
      [DOMESTIC_LTL, '$1 7000 kg'],
      /minWeight 7000 kg is more than maxWeight 6000 kg/,
    ],
    ['a snail', ['kmPerDay: 900', 'kmPerDay: 9'], /km at 9 km a day take \d+ days; 365 at most/],
    [
      'a parcel heavier than a load',
      ['parcelBelow: 15 kg', 'parcelBelow: 7 t'],
      /parcelBelow 7 t is more than maxLoadWeight/,
    ],
  ])('%s', (_what, edit, says) => {
    const problems = problemsIn(distributorWith(edit));
    expect(problems).toContainEqual(expect.stringMatching(says));
    for (const problem of problems) expect(problem).toMatch(PLACED);
  });

  test.each(['2 d', '36 h', '1 h', '10 min'])(
    'a promise of %s, shorter than the transit, with the place where most is missing',
    (lead) => {
      const edits: Edit[] = [
        ['priority: 0, lead: { constant: 3 d }', `priority: 0, lead: { constant: ${lead} }`],
        [', extraLead: 24 d', ''],
      ];
      expect(problemsIn(distributorWith(...edits))).toEqual([
        expect.stringContaining(
          `"emergency" is promised ${lead === '36 h' ? '1.5 d' : lead} to "Hamburg", but the fastest way takes 3 d ("Kestrel Air" from "DC Harrisburg")`,
        ),
      ]);
    },
  );

  test('a carrier whose tariffs are for lanes that there are not', () => {
    const problems = problemsIn(distributorWith(...noForeigners()));
    expect(problems).toContainEqual(
      expect.stringMatching(/"Albatross Ocean" is on no lane: its tariffs are for other lanes/),
    );
  });

  test('a place that no node can reach', () => {
    const edits = [
      'kmPerDay: 4000, extraDays: 1',
      'kmPerDay: 600, extraDays: 1',
      'kmPerDay: 500, extraDays: 6',
    ].map((text): Edit => [`${text}, international: true`, text]);
    expect(problemsIn(distributorWith(...edits))).toEqual(
      ['Toronto', 'Monterrey', 'Hamburg'].map((name) =>
        expect.stringMatching(`no node can reach "${name}": there is no international tariff`),
      ),
    );
  });

  test('a gap between the weights that rates cover is told once, with lane and weights', () => {
    const edits: Edit[] = [
      [DOMESTIC_LTL, '$1 80 kg'],
      [/(service: economy, mode: LTL, minWeight:) \d+ kg/, '$1 90 kg'],
      [
        'service: next day, mode: AIR, minWeight: 0 kg, maxWeight: 1000 kg',
        'service: next day, mode: AIR, minWeight: 0 kg, maxWeight: 70 kg',
      ],
    ];
    expect(problemsIn(distributorWith(...edits))).toEqual([
      expect.stringMatching(
        /from "DC Reno" to "Reno" there is no rate between 70 kg and 80 kg; a mean order weighs 2\d/,
      ),
    ]);
  });

  describe('weights that no load has', () => {
    const HEAVY = [
      '    - { name: Swift Air, profile: air }',
      '    - { name: Swift Air, profile: air }\n    - { name: Heron Haulage, profile: truckload }',
    ] as const;
    const ASKED = ['Bluebird Freight, Swift Air]', 'Bluebird Freight, Swift Air, Heron Haulage]'] as const;
    const tariff = (carrier: string, from: string): readonly [string, string] => [
      '  fuel: [',
      `    - { carrier: ${carrier}, service: full truck, mode: TL, minWeight: ${from}, maxWeight: 20 t, minimumCharge: 90 USD, perKg: 0.05 USD, perKgAnd1000Km: 0.06 USD, kmPerDay: 700 }\n  fuel: [`,
    ];

    test('a carrier that is for nothing else is on no lane', () => {
      const [problem, ...others] = problemsIn(
        quickstartWith(HEAVY, ASKED, tariff('Heron Haulage', '5000 kg')),
      );
      expect(problem).toMatch(
        /"Heron Haulage" is on no lane: its tariffs begin at 5000 kg, and a load weighs 2000 kg at most\. Lower minWeight, raise maxLoadWeight, or take it out$/,
      );
      expect(problem).toMatch(PLACED);
      expect(others).toEqual([]);
    });

    test('one that takes what a load may weigh is on a lane', () => {
      const loaded = quickstartWith(HEAVY, ASKED, tariff('Heron Haulage', '2000 kg'));
      expect([problemsIn(loaded), warningsIn(loaded)]).toEqual([[], []]);
    });

    test('one that takes only single orders that are heavier than a load is odd', () => {
      const loaded = quickstartWith(...[HEAVY, ASKED, tariff('Heron Haulage', '2100 kg')], [
        'unitsPerLine: { lognormal: { median: 4, sigma: 0.8 } }',
        'unitsPerLine: { lognormal: { median: 8, sigma: 0.8 } }',
      ]);
      expect(problemsIn(loaded)).toEqual([]);
      expect(warningsIn(loaded)).toContainEqual(
        expect.stringMatching(
          /"Heron Haulage" is asked for single orders alone: its tariffs begin at 2100 kg/,
        ),
      );
    });

    test('a further tariff of a carrier that is on a lane is for nobody', () => {
      const loaded = quickstartWith(tariff('Bluebird Freight', '5000 kg'));
      expect(problemsIn(loaded)).toEqual([]);
      expect(warningsIn(loaded)).toEqual([
        expect.stringMatching(/"full truck" of "Bluebird Freight" begins at 5000 kg, .* it is for nobody$/),
      ]);
    });
  });

  test('a gap at the top of what a load may weigh', () => {
    const [problem] = problemsIn(distributorWith(['maxLoadWeight: 6000 kg', 'maxLoadWeight: 24 t']));
    expect(problem).toMatch(/there is no rate between 19000 kg and 24000 kg/);
  });
});
