/**
 * What is only odd is a warning with its place, and the run goes on. Shown on the library's file with a text or two
 * replaced.
 */
import { describe, expect, test } from 'vitest';
import {
  distributorWith,
  type Edit,
  libraryText,
  loadFrom,
  problemsIn,
  warningsIn,
} from '#testing/worlds/library-scenario';
import { noForeigners, PLACED, peaks, RENO_HOURS } from './check.fixture.ts';

describe('warnings', () => {
  test.each<[string, Edit, RegExp]>([
    [
      'a station that is asked for too much',
      ['pick: { workers: 9,', 'pick: { workers: 2,'],
      /pick of "DC Reno" is asked for 1\.\d\d times what it can do/,
    ],
    [
      'waves that are too small',
      ['linesPerWave: 1200', 'linesPerWave: 120'],
      /waves of "DC Reno" is asked for 7\.\d\d times/,
    ],
    [
      'a horizon that is too short',
      ['horizon: 330 d', 'horizon: 60 d'],
      /10 days of orders may take \d+ d to settle; the run ends before/,
    ],
    [
      'a horizon within the demand',
      ['horizon: 330 d', 'horizon: 6 d'],
      /6 d is shorter than the 10 days of demand: orders after it never come\. Give it more than 10 d/,
    ],
    [
      'holidays outside of the run',
      [RENO_HOURS, `${RENO_HOURS}, holidays: [2026-12-25]`],
      /2026-12-25: outside of the days worked in the run/,
    ],
    [
      'a carrier out of the guide',
      ['Kestrel Air, Albatross Ocean]', 'Kestrel Air]'],
      /"Albatross Ocean" is not in the routing guide: it is asked last/,
    ],
    [
      'what is late charged twice',
      ['latePenalty: 0.03', 'latePenalty: 0.03\n  otifCharge: 0.02'],
      /what is late costs latePenalty 0\.03 and otifCharge 0\.02, one on top of the other\. Set one to 0/,
    ],
    [
      'shares that leave somebody out',
      ['share: 0.7, shipC', 'share: 0.6, shipC'],
      /shares sum to 0\.9: the rest is spread/,
    ],
    [
      'products that nobody keeps',
      ['products: all', 'products: 0.5'],
      /about \d+ of 600 products are kept at no node/,
    ],
    [
      'no licence for a country',
      ['{ country: DE, units: 2000 }', '{ country: CA, units: 1 }'],
      /none is for DE: controlled products/,
    ],
    [
      'a peak after the last order',
      peaks('2027-03-03', '2027-03-06'),
      /2027-03-03 to 2027-03-06 is outside of the days with demand/,
    ],
    [
      'a role that nobody fills',
      ['  - { role: claims-desk,', '  # - { role: claims-desk,'],
      /nobody is "claims-desk": such tasks stay open/,
    ],
    [
      'nobody for messages that a wired carrier never got',
      ['  - { role: integration-desk,', '  # - { role: integration-desk,'],
      /nobody is "integration-desk", and "Heron Freight" has a line of its own: .*dead letters.* Add the role/,
    ],
  ])('%s', (_what, edit, says) => {
    const loaded = distributorWith(edit);
    expect(problemsIn(loaded)).toEqual([]);
    expect(warningsIn(loaded)).toEqual([expect.stringMatching(says)]);
    expect(warningsIn(loaded)[0]).toMatch(PLACED);
  });

  test.each([
    ['bySeed: { intensity: 0.1, heal: 2 d }'],
    ['written: [{ kind: outage, from: 1 d, lasts: 1 h }]'],
  ])('nobody for messages that faults kill: %s', (section) => {
    const text = libraryText('quickstart.yaml').replace(/ {2}- \{ role: integration-desk.*\n/, '');
    const warnings = (more: string): string[] =>
      warningsIn(loadFrom('mine.yaml', { 'mine.yaml': `${text}\n${more}` }));
    expect(warnings('')).toEqual([]);
    expect(warnings(`faults: { ${section}, source: assumption }`)).toEqual([
      expect.stringMatching(/^mine\.yaml:\d+:\d+: nobody is "integration-desk", and there are faults: /),
    ]);
  });

  test.each([
    ['resent within a week', '{ constant: 7 d }', 'deadLetter: 1', []],
    ['dropped, however late', '{ constant: 30 d }', 'deadLetter: 0', []],
    [
      'resent when partners may have forgotten them',
      '{ lognormal: { median: 1 d, sigma: 0.8 } }',
      'deadLetter: 1',
      [
        /dead letters are sent again after up to 44\.\d d, 5 times each: partners remember .* for 60 d, .* At most 10 d/,
      ],
    ],
  ])('dead letters %s', (_what, answer, answers, problems) => {
    const found = problemsIn(
      distributorWith([
        /role: integration-desk, answer: .*?, answers: \{ deadLetter: 1 \}/,
        `role: integration-desk, answer: ${answer}, answers: { ${answers} }`,
      ]),
    );
    expect(found).toEqual(problems.map((each) => expect.stringMatching(each)));
  });

  test('a weight at which no carrier takes dangerous goods, though parcels go', () => {
    const edits = [
      /(service: standard, .*?minWeight:) \d+ kg/,
      /(service: economy, .*?minWeight:) \d+ kg/,
    ].map((pattern): Edit => [pattern, '$1 30 kg']);
    const air: Edit = [/(service: next day, .*?minWeight:) \d+ kg/, '$1 40 kg'];
    expect(warningsIn(distributorWith(...edits, air))).toEqual([
      expect.stringMatching(
        /no rate between 0\.\d+ kg and 30 kg; .* or orders of dangerous goods find no carrier$/,
      ),
    ]);
    expect(warningsIn(distributorWith(...edits, air, ['dangerous: 0.02', 'dangerous: 0']))).toEqual([]);
  });

  test('stock that comes too late, at each node', () => {
    expect(warningsIn(distributorWith(['reorderDays: 21', 'reorderDays: 3']))).toEqual(
      ['DC Reno', 'DC Dallas', 'DC Harrisburg'].map((node) =>
        expect.stringMatching(`"${node}" orders with 3 days of demand left, and waits 9.6 days`),
      ),
    );
  });

  test('a node without a stock section, where others have one', () => {
    const text = libraryText('b2b-distributor.yaml').replace('      stock: *stock\n', '');
    expect(warningsIn(loadFrom('mine.yaml', { 'mine.yaml': text }))).toEqual([
      expect.stringMatching(/"DC Dallas" has no stock section: it has everything, always/),
    ]);
  });

  test('tariffs for nobody', () => {
    const text = noForeigners().reduce(
      (all, [from, to]) => all.replace(from, to),
      libraryText('b2b-distributor.yaml')
        .replace('    - { name: Albatross Ocean, profile: ocean }\n', '')
        .replace(/ {4}- \{ carrier: Albatross.*\n/, '')
        .replace(', Albatross Ocean]', ']'),
    );
    const says = warningsIn(loadFrom('mine.yaml', { 'mine.yaml': text }));
    expect(says).toContainEqual(
      expect.stringMatching(/no lane crosses a border: "international" of "Kestrel Air" is for nobody/),
    );
  });
});
