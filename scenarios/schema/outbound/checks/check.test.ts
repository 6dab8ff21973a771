/**
 * What is wrong with a scenario is told with its place, the reason and a way out; what is only odd is a
 * warning, and the run goes on. Shown on the library's file with a text or two replaced.
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

/** Where a text of the library's file stands: `mine.yaml:line:column`. */
function placeOf(text: string): string {
  const library = libraryText('b2b-distributor.yaml');
  const before = library.slice(0, library.indexOf(text)).split('\n');
  return `mine.yaml:${before.length}:${before.at(-1)!.length + 1}`;
}

const RENO_HOURS = 'days: [mon, tue, wed, thu, fri, sat], from: "06:00", to: "22:00"';
const MONDAYS = Array.from({ length: 9 }, (_, week) =>
  new Date(Date.UTC(2026, 2, 2 + 7 * week)).toISOString().slice(0, 10),
).join(', ');
const AFTER_ZONE = 'zone: America/Chicago\n  linesPerOrder';
const DOMESTIC_LTL = /(service: standard, mode: LTL, minWeight:) \d+ kg/;
const CREDIT = 'creditDecision: { lognormal: { median: 5 h, sigma: 0.9 } }';

test('the library file has neither problem nor warning', () => {
  const loaded = loadFrom('b2b-distributor');
  expect(problemsIn(loaded)).toEqual([]);
  expect(warningsIn(loaded)).toEqual([]);
});

describe('names', () => {
  test.each<[string, Edit, RegExp]>([
    [
      'a node in no place',
      ['      place: Reno\n', '      place: Renno\n'],
      /unknown place: "Renno"\. Did you mean "Reno"/,
    ],
    [
      'a tariff of nobody',
      ['{ carrier: Kestrel Air, service: n', '{ carrier: Kestrl Air, service: n'],
      /carrier: "Kestrl Air"\. Did you mean "Kestrel Air"/,
    ],
    [
      'a mode that emits nothing known',
      [', OCEAN: 0.012 }', ' }'],
      /no factor for OCEAN, which tariffs go by: add "OCEAN/,
    ],
    [
      'a guide with a stranger',
      ['[Swallow Parcel, C', '[Swalow Parcel, C'],
      /carrier: "Swalow Parcel"\. Did you mean "Swallow Parcel"/,
    ],
    [
      'a sourcing policy',
      ['policies: [cheapest-in-', 'policies: [cheapest-in'],
      /policy: "cheapest-instock"\. Did you mean "cheapest-in-stock"/,
    ],
    [
      'a policy for recorded orders',
      ['fastest-feasible]', 'as-recorded]'],
      /"as-recorded" follows an order list/,
    ],
    [
      'a policy for carriers',
      ['carrierPolicy: guide-', 'carrierPolicy: gide-'],
      /for carriers: "gide-order"\. Did you mean "guide-order"/,
    ],
    [
      'a policy for delays',
      ['delayPolicy: expedite-', 'delayPolicy: expedit-'],
      /for delays: "expedit-where-worth"\. Did you mean/,
    ],
    [
      'a policy twice',
      ['fastest-feasible]', 'cheapest-in-stock]'],
      /policy "cheapest-in-stock" is there twice/,
    ],
    ['a place twice', ['{ name: Seattle,', '{ name: Reno,'], /place "Reno" is there twice/],
    [
      'a carrier twice',
      ['{ name: Magpie Logistics, p', '{ name: Heron Freight, p'],
      /carrier "Heron Freight" is there twice/,
    ],
    ['a class twice', ['{ name: plant,', '{ name: trade,'], /class "trade" is there twice/],
    [
      'a profile',
      ['profile: truckload', 'profile: truckloud'],
      /"truckloud" is none of .*Did you mean "truckload"/,
    ],
    ['a role', ['role: planner,', 'role: planer,'], /unknown role: "planer"\. Did you mean "planner"/],
    [
      'a kind of task',
      ['answers: { disputedB', 'answers: { disputdB'],
      /freight-auditor: "disputdBill"\. Did you mean "disputedBill"/,
    ],
    [
      'a licence for no place',
      ['{ country: DE, units', '{ country: FR, units'],
      /no place is in "FR": the licence is for nobody/,
    ],
    ['another currency', ['expediteMax: 120 USD', 'expediteMax: 120 EUR'], /"120 EUR" is not in USD/],
    ['another currency in a tariff', ['perKm: 1.35 USD', 'perKm: 1.35 CAD'], /"1\.35 CAD" is not in USD/],
    [
      'a KPI',
      ['delayPolicy:', 'thresholds: [{ kpi: otiff, atLeast: 0.9 }]\ndelayPolicy:'],
      /KPI: "otiff"\. Did you mean "otif"/,
    ],
    [
      'a bound in per cent',
      ['delayPolicy:', 'thresholds: [{ kpi: otif, atLeast: 90 }]\ndelayPolicy:'],
      /90 is no share: write 95 % as 0\.95/,
    ],
    [
      'no bound',
      ['delayPolicy:', 'thresholds: [{ kpi: otif }]\ndelayPolicy:'],
      /a bound is needed: atLeast or atMost/,
    ],
    [
      'a key',
      ['ordersPerDay: 2740', 'orderPerDay: 2740'],
      /unknown key "orderPerDay" in demand\. Did you mean "ordersPerDay"/,
    ],
  ])('%s', expectProblem);
});

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
  ])('%s', expectProblem);

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

  test('a gap at the top of what a load may weigh', () => {
    const [problem] = problemsIn(distributorWith(['maxLoadWeight: 6000 kg', 'maxLoadWeight: 24 t']));
    expect(problem).toMatch(/there is no rate between 19000 kg and 24000 kg/);
  });
});

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
  ])('%s', expectProblem);

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

describe('places', () => {
  test('are those of the value that is wrong', () => {
    expect(problemsIn(distributorWith(['perKm: 1.35 USD', 'perKm: 1.35 CAD']))).toEqual([
      expect.stringContaining(placeOf('1.35 USD')),
    ]);
    expect(problemsIn(distributorWith(['"15:30"]', '"23:30"]']))).toEqual([
      expect.stringContaining(placeOf('"15:30"')),
    ]);
  });

  test('what is wrong at an anchor is told there, for every node that uses it', () => {
    const place = placeOf('7 d\n');
    expect(problemsIn(distributorWith(['review: 7 d', 'review: 7']))).toEqual(
      [0, 1, 2].map((node) =>
        expect.stringContaining(`${place}: network.nodes[${node}].stock.review: 7 has no unit`),
      ),
    );
  });

  test('what is told of each node that uses an anchor in the same words is told once', () => {
    expect(problemsIn(distributorWith(['reorderDays: 21', 'reorderDays: 60']))).toEqual([
      `${placeOf('42\n')}: targetDays 42 is less than reorderDays 60: nothing would be ordered`,
    ]);
  });

  test('what an alias stands for is looked at as if it were written there', () => {
    expect(problemsIn(distributorWith(['stock: *stock', 'stock: *packing']))).toContainEqual(
      `${placeOf('unitsPerHandlingUnit')}: unknown key "unitsPerHandlingUnit" in network.nodes[1].stock. Known: daysOfDemand, reorderDays, targetDays, review, leadTime, counts, source.`,
    );
  });
});

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
    expect(warningsIn(loaded)[0]).toMatch(/^mine\.yaml:\d+:\d+: /);
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

function expectProblem(_what: string, edit: Edit, says: RegExp): void {
  const problems = problemsIn(distributorWith(edit));
  expect(problems).toContainEqual(expect.stringMatching(says));
  for (const problem of problems) expect(problem).toMatch(/^mine\.yaml:\d+:\d+: /);
}

/** Takes the customers abroad away. */
function noForeigners(): Edit[] {
  return ['0.7', '0.4', '0.15'].map((demand, i): Edit => {
    const zone = [
      'America/Toronto, latitude: 43.65, longitude: -79.38',
      'America/Monterrey, latitude: 25.69, longitude: -100.32',
      'Europe/Berlin, latitude: 53.55, longitude: 9.99',
    ][i];
    return [`zone: ${zone}, demand: ${demand}`, `zone: ${zone}`];
  });
}

function peaks(...dates: readonly string[]): Edit {
  const list = [];
  for (let i = 0; i < dates.length; i += 2)
    list.push(`{ from: ${dates[i]}, to: ${dates[i + 1]}, factor: 2 }`);
  return [AFTER_ZONE, AFTER_ZONE.replace('\n', `\n  peaks: [${list.join(', ')}]\n`)];
}
