/** What can be wrong with inbound, each with its place, what is wrong, and the way out. */
import { describe, expect, test } from 'vitest';
import type { Loaded } from '#scenarios/schema/load';
import { type Edit, libraryText, loadFrom, problemsIn, warningsIn } from '#testing/worlds/library-scenario';

function inboundWith(...edits: readonly Edit[]): Loaded {
  let text = libraryText('inbound-dock.yaml');
  for (const [from, to] of edits) {
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`inbound-dock.yaml holds no ${from}`);
    text = edited;
  }
  return loadFrom('mine.yaml', { 'mine.yaml': text });
}

const AT = /^mine\.yaml:\d+:\d+/;

test('the scenario of the library is right, and says so without a warning', () => {
  const loaded = loadFrom('inbound-dock');
  expect(problemsIn(loaded)).toEqual([]);
  expect(warningsIn(loaded)).toEqual([]);
  expect(problemsIn(loadFrom('inbound-dock', {}, { with: ['first-come'] }))).toEqual([]);
});

describe('refused, with its place', () => {
  test.each<readonly [what: string, edits: readonly Edit[], message: RegExp]>([
    [
      'a supplier of nothing',
      [
        ['products: 0.4', 'products: 0.01'],
        ['products: 0.25', 'products: 0.64'],
      ],
      /"Alder Mills" is the supplier of nothing: 0\.01 of 40 products is none\. Give it more/,
    ],
    [
      'shares that are no whole',
      [['products: 0.4', 'products: 0.5']],
      /sum to 1\.1: each product is bought from one of them\. Make it 1/,
    ],
    ['goods for nothing', [['price: 0.62', 'price: 0']], /"Alder Mills" gives its goods away/],
    ['a supplier twice', [['Birch Imports', 'Alder Mills']], /supplier "Alder Mills" is there twice/],
    [
      'an unknown profile',
      [['profile: ordinary', 'profile: ordinay']],
      /"ordinay" is none of dependable, ordinary, unreliable\. Did you mean "ordinary"/,
    ],
    [
      'an unknown zone',
      [['zone: America/Chicago', 'zone: America/Chikago']],
      /unknown time zone: "America\/Chikago"\. Did you mean "America\/Chicago"/,
    ],
    [
      'a departure twice',
      [['departures: ["18:00"]', 'departures: ["18:00", "18:00"]']],
      /departure "18:00" is there twice/,
    ],
    [
      'days of one that leaves at any time',
      [['departures: ["18:00"], ', '']],
      /"Alder Mills" leaves at any time: its days do nothing/,
    ],
    [
      'a dock of a node that is not',
      [['- node: DC Central', '- node: DC Centrall']],
      /unknown node: "DC Centrall"\. Did you mean "DC Central"/,
    ],
    [
      'a node without doors',
      [['- node: DC Central', '- node: DC Nowhere']],
      /"DC Central" has stock to be bought and no dock where it could come in\. Add it to inbound\.docks/,
    ],
    ['a dock without doors', [['doors: 2', 'doors: 0']], /docks\[0\]\.doors: must be at least 1, got 0/],
    [
      'hours that never open',
      [['from: "06:00", to: "18:00"', 'from: "06:00", to: "06:00"']],
      /begin and end at 06:00: never open/,
    ],
    [
      'a slot that fits in no day',
      [['slot: 2 h', 'slot: 13 h']],
      /no slot of 13 h fits between 06:00 and 18:00: no truck could come/,
    ],
    [
      'an unknown policy',
      [['dockPolicy: first-slot', 'dockPolicy: first-slat']],
      /unknown policy for docks: "first-slat"\. Did you mean "first-slot"/,
    ],
    ['a limit that is no time', [['slotRetry: 4 h', 'slotRetry: 4']], /slotRetry/],
    [
      'a key that is none',
      [['arrivalBuffer: 1 h', 'arivalBuffer: 1 h']],
      /unknown key "arivalBuffer" in inbound\.limits\. Did you mean "arrivalBuffer"/,
    ],
  ])('%s', (_what, edits, message) => {
    const problems = problemsIn(inboundWith(...edits));
    const found = problems.filter((each) => message.test(each));
    expect(problems.length > 0 && found.length > 0 ? '' : problems.join('\n')).toBe('');
    expect(found[0]).toMatch(AT);
  });

  test('hours on days that do not come in the run', () => {
    const edits: Edit[] = [
      ['horizon: 330 d', 'horizon: 4 d'],
      ['days: 20', 'days: 3'],
      [
        'hours: { days: [mon, tue, wed, thu, fri, sat], from: "06:00", to: "18:00" }',
        'hours: { days: [sun], from: "06:00", to: "18:00" }',
      ],
    ];
    expect(problemsIn(inboundWith(...edits)).join('\n')).toMatch(/never open in the run/);
  });

  test('a dock of a node whose stock has no end', () => {
    const loaded = inboundWith([/ {6}stock:\n(?: {8}.*\n)+/, '']);
    expect(problemsIn(loaded).join('\n')).toMatch(
      /"DC Central" has unlimited stock: nothing is ever bought for it/,
    );
  });

  test('inbound with an order list', () => {
    const loaded = loadFrom('mine.yaml', {
      'mine.yaml': 'extends: brunel\ninbound: { appointments: false }\n',
    });
    expect(problemsIn(loaded).join('\n')).toMatch(
      /"inbound" does not fit a scenario whose demand is an order list/,
    );
  });
});

test('a slot shorter than the work on a truck is warned of', () => {
  const loaded = inboundWith(['perShipment: { constant: 20 min }', 'perShipment: { constant: 3 h }']);
  expect(warningsIn(loaded).join('\n')).toMatch(/a truck takes 180 min to unload and has a slot of 2 h/);
});

test('roles of inbound are missed where there is inbound, and only there', () => {
  expect(warningsIn(inboundWith([/ {2}- \{ role: buyer.*\n/, ''])).join('\n')).toMatch(/nobody is "buyer"/);
  expect(warningsIn(loadFrom('quickstart')).join('\n')).not.toMatch(/buyer|dock-planner|receiving-desk/);
});
