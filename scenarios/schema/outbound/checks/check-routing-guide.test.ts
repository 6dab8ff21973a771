/** What is wrong with a routing guide is told with its place and the way out; one list for all lanes means what it always did. */
import { describe, expect, test } from 'vitest';
import { loadFrom, problemsIn, warningsIn } from '#testing/worlds/library-scenario';

const GENERAL = 'general: [Sparrow Parcel, Bluebird Freight, Swift Air]';

const row = (from: string, to: string, rank: number, carrier: string, more = ''): string =>
  `{ from: '${from}', to: '${to}', rank: ${rank}, carrier: ${carrier}${more} }`;

/** Each row stands in a line of its own, the first in line 6; the general list behind them. */
function guided(rows: readonly string[], general = GENERAL, base = 'quickstart') {
  const lanes = rows.length === 0 ? ' []' : rows.map((each) => `\n      - ${each}`).join('');
  const lines = [
    'name: mine',
    'network:',
    '  routingGuide:',
    `    lanes:${lanes}`,
    `    ${general}`,
    '    source: assumption',
  ];
  return loadFrom('mine.yaml', { 'mine.yaml': `extends: ${base}\n${lines.join('\n')}\n` });
}

test('rows that are right', () => {
  const loaded = guided([
    row('DC North', 'South', 1, 'Swift Air', ', mode: AIR, service: express'),
    row('DC North', 'South', 5, 'Bluebird Freight'),
    row('Central', 'US', 1, 'Sparrow Parcel'),
    row('*', 'South', 1, 'Bluebird Freight'),
  ]);
  expect([problemsIn(loaded), warningsIn(loaded)]).toEqual([[], []]);
});

describe('refused', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'two of one rank',
      [row('*', 'South', 1, 'Swift Air'), row('*', 'South', 1, 'Bluebird Freight')],
      ['7:41: from "*" to "South" rank 1 is that of "Swift Air" already. Give each its own'],
    ],
    [
      'a carrier twice',
      [row('*', 'South', 1, 'Swift Air'), row('*', 'South', 2, 'Swift Air')],
      ['7:53: from "*" to "South" "Swift Air" is there twice. Name a carrier once'],
    ],
    [
      'no such service, no such mode',
      [
        row('*', 'South', 1, 'Swift Air', ', service: expres'),
        row('*', 'North', 1, 'Swift Air', ', mode: LTL'),
      ],
      [
        '6:73: "Swift Air" has no such tariff; it has express (AIR). Name one of these',
        '7:70: "Swift Air" has no such tariff; it has express (AIR). Name one of these',
      ],
    ],
    [
      'a place',
      [row('Chicago', 'South', 1, 'Swift Air')],
      ['6:17: unknown node or region of a node: "Chicago".'],
    ],
    [
      'a region without nodes',
      [row('East', 'South', 1, 'Swift Air')],
      ['6:17: unknown node or region of a node: "East".'],
    ],
    [
      'no rank below 1',
      [row('*', 'South', 0, 'Swift Air')],
      ['6:41: network.routingGuide.lanes[0].rank: must be'],
    ],
  ])('%s', (_what, rows, problems) => {
    expect(problemsIn(guided(rows))).toEqual(
      problems.map((each) => expect.stringContaining(`mine.yaml:${each}`)),
    );
  });

  test('nobody at all', () => {
    expect(problemsIn(guided([], 'general: []'))).toEqual([
      'mine.yaml:5:5: it names nobody. Give rows (lanes, or a file), or carriers for every lane (general)',
    ]);
  });

  test('a list with a name that nobody has, or one twice, in its own place', () => {
    expect(problemsIn(guided([], 'general: [Swift Aer]'))).toEqual([
      'mine.yaml:6:15: unknown carrier: "Swift Aer". Did you mean "Swift Air"?',
    ]);
    expect(problemsIn(guided([], 'general: [Swift Air, Swift Air]'))).toEqual([
      expect.stringMatching(/^mine\.yaml:6:26: routing goes in a circle: Swift Air -> Swift Air\./),
    ]);
  });

  test('lanes that have no rows, where there is no general list', () => {
    expect(
      problemsIn(
        guided([row('*', 'North', 1, 'Swift Air'), row('*', 'Central', 1, 'Swift Air')], 'general: []'),
      ),
    ).toEqual(
      ['DC North', 'DC Central', 'DC South'].map((node) =>
        expect.stringMatching(
          new RegExp(
            `^mine\\.yaml:\\d+:\\d+: nobody of the guide carries from "${node}" to "South"\\. Add a row with "Sparrow Parcel", "Bluebird Freight", "Swift Air", or name one in general$`,
          ),
        ),
      ),
    );
  });

  test('a carrier with no tariff there, and a lane that none of its rows serves', () => {
    const all =
      'general: [Swallow Parcel, Condor Truckload, Heron Freight, Magpie Logistics, Kestrel Air, Albatross Ocean]';
    const home = guided(
      [row('*', 'Germany', 1, 'Swallow Parcel'), row('*', 'Germany', 2, 'Heron Freight')],
      all,
      'b2b-distributor',
    );
    expect(problemsIn(home)).toEqual([
      'mine.yaml:6:55: "Swallow Parcel" carries on no lane from "*" to "Germany": it has no tariff there. Give it one, or take the row out',
    ]);
    // Heron goes there by another service.
    const rows = [row('*', 'Germany', 1, 'Heron Freight', ', service: standard')];
    expect(problemsIn(guided(rows, all, 'b2b-distributor'))).toEqual([
      expect.stringContaining('"Heron Freight" carries on no lane from "*" to "Germany"'),
    ]);
    const [first, ...others] = problemsIn(
      guided([row('*', '*', 1, 'Swallow Parcel')], all, 'b2b-distributor'),
    );
    expect(first).toMatch(
      /^mine\.yaml:6:26: nobody of the guide carries from "\S[^"]*" to "[^"]+"\. Add a row with "[^"]+"(, "[^"]+")*$/,
    );
    expect(others.length).toBeGreaterThan(0);
  });

  test('guides of two nodes at one place; a country where a region is in two', () => {
    const together =
      'extends: quickstart\nname: two\nnetwork: { nodes: { DC South: { place: Minneapolis } } }\n';
    const lanes = [row('DC North', 'South', 1, 'Swift Air'), row('DC South', 'South', 1, 'Swift Air')];
    const files = {
      'two.yaml': together,
      'mine.yaml': `extends: two.yaml\nname: mine\nnetwork:\n  routingGuide:\n    lanes:\n      - ${lanes.join('\n      - ')}\n    ${GENERAL}\n    source: assumption\n`,
    };
    expect(problemsIn(loadFrom('mine.yaml', files))).toContainEqual(
      'mine.yaml:7:17: "DC South" and "DC North" are both in "Minneapolis", and nodes of a place have one guide. Give rows from one of them',
    );
    const abroad = loadFrom(
      'quickstart',
      {},
      {
        set: [
          `network.routingGuide={ lanes: [${row('*', 'US', 1, 'Swift Air')}], ${GENERAL}, source: assumption }`,
          'network.places={ Chicago: { country: CA } }',
        ],
      },
    );
    expect(problemsIn(abroad)).toContainEqual(
      '--set network.routingGuide: region "North" is in US, CA, and has one guide. Give its rows by region',
    );
  });
});

describe('told', () => {
  test('rows that no lane goes by', () => {
    const rows = [row('DC South', 'US', 1, 'Swift Air')];
    for (const region of ['North', 'Central', 'South']) rows.push(row('DC South', region, 1, 'Swift Air'));
    expect(warningsIn(guided(rows))).toEqual([
      'mine.yaml:6:17: no load goes by the rows from "DC South" to "US": rows that say more of their lane come first, or nobody carries there',
    ]);
  });

  test('a list that names nobody, or nobody for some lanes: the cheapest carries', () => {
    const set = (guide: string) =>
      warningsIn(loadFrom('b2b-distributor', {}, { set: [`network.routingGuide=${guide}`] }));
    expect(set('[]')).toEqual([
      '--set network.routingGuide: it names nobody: each load is offered to the cheapest carrier that may take it first. Name carriers in order of rank, if that is not meant',
    ]);
    expect(set('[Swallow Parcel]')).toContainEqual(
      expect.stringMatching(
        /^--set network\.routingGuide: it names nobody who carries from "[^"]+" to "[^"]+", nor on \d+ more lanes: loads there are offered to the cheapest first\. Name a carrier that does$/,
      ),
    );
  });

  test('carriers that are in no row', () => {
    const rows = [row('*', '*', 1, 'Bluebird Freight'), row('*', '*', 2, 'Sparrow Parcel')];
    expect(warningsIn(guided(rows, 'general: []'))).toEqual([
      expect.stringMatching(/"Swift Air" is not in the routing guide: it is asked last$/),
    ]);
  });
});
