/**
 * The section must say which lanes carry what and where that is late, in picture, sentence and table alike; must trust no name; and must
 * show what there is where positions, flows, or the whole of it are missing.
 */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import { flow, NETWORK } from '../../aggregates/network/network.fixture.ts';
import type { NetworkFlows } from '../../aggregates/network/network-flows.ts';
import { sampleReport } from '../../outbound/sample.fixture.ts';
import { html } from '../markup.ts';
import { networkMap } from './network-map.ts';

const report = sampleReport();
const [CHEAP, DEAR] = report.arms.map(({ policy }) => policy) as [string, string];

const CHANGED: NetworkFlows = {
  ...NETWORK,
  flows: [flow(1, 1, 90, 1), flow(1, 0, 50, 0), flow(0, 1, 20, 1)],
};

function shown(...networks: readonly (NetworkFlows | undefined)[]) {
  const drawn = networks.map(
    (network, i): ArmAggregates => ({
      policy: [CHEAP, DEAR][i]!,
      ...(network === undefined ? {} : { network }),
    }),
  );
  const section = networkMap(report, drawn);
  return parseHTML(`<!doctype html><html><body>${section?.text ?? ''}</body></html>`).document;
}

type Page = ReturnType<typeof shown>;

const mapsOf = (page: Page) => [...page.querySelectorAll('svg.map')];
const waysOf = (page: Page, map = 0): string[] =>
  [...mapsOf(page)[map]!.querySelectorAll('path > title, circle > title')].map(
    ({ textContent }) => textContent,
  );
const wayOf = (page: Page, says: RegExp, map = 0) =>
  [...mapsOf(page)[map]!.querySelectorAll('path, circle')].find((each) =>
    says.test(each.querySelector('title')?.textContent ?? ''),
  )!;
/** Without the marks that isolate names. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '');

describe('the network map', () => {
  test('says what left and where most of what is late goes', () => {
    const says = [...shown(NETWORK).querySelectorAll('#network > p')].map(({ textContent }) =>
      plain(textContent),
    );
    expect(says).toEqual([
      `Under ${CHEAP} 193 shipments left 2 nodes for 3 destinations; 45 of 193 due were late (23.3 %). Most late ones: DC Oslo → Paris, 40 of the 100 due there, 88.9 % of all late ones.`,
    ]);
  });

  test('draws each lane once, named, with a frame, land, a key and words for who sees no picture', () => {
    const page = shown(NETWORK);
    const [map] = mapsOf(page);
    expect(mapsOf(page)).toHaveLength(1);
    expect(waysOf(page).map(plain).sort()).toEqual([
      'DC Oslo → Minsk: 3 shipments, 100.0 % late',
      'DC Oslo → Paris: 100 shipments, 40.0 % late',
      'DC Rome → Minsk: 40 shipments, 5.0 % late',
      'DC Rome → Rome: 50 shipments, 0.0 % late',
    ]);
    expect(map!.getAttribute('role')).toBe('img');
    expect(map!.getAttribute('aria-label')).toBe(map!.querySelector('title')!.textContent);
    expect(map!.outerHTML.length).toBeLessThan(60_000);
    const texts = [...map!.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toEqual(
      expect.arrayContaining(['DC Oslo', 'DC Rome', 'Paris', 'Minsk', 'over 30 %', 'node']),
    );
  });

  test('tells late lanes by dashes and a mark, not by colour alone; the widest is what carries most', () => {
    const page = shown(NETWORK);
    const looks = (says: RegExp) => {
      const way = wayOf(page, says);
      return [way.getAttribute('stroke'), way.getAttribute('stroke-dasharray') !== null];
    };
    expect(looks(/Paris/)).toEqual(['var(--bad)', true]);
    expect(looks(/Rome . → .Minsk|Rome.*Minsk/)).toEqual(['var(--arm0)', false]);
    expect(looks(/Oslo.*Minsk/), 'too few to say').toEqual(['var(--soft)', false]);
    const wide = (says: RegExp): number => Number(wayOf(page, says).getAttribute('stroke-width'));
    expect(wide(/Paris/) / wide(/Rome.*Rome/)).toBeCloseTo(2, 1);
  });

  test('a lane from a node to its own place is a ring about it', () => {
    expect(wayOf(shown(NETWORK), /Rome.*Rome/).localName).toBe('circle');
  });

  test('shows what another policy changes, as a map and as a table', () => {
    const page = shown(NETWORK, CHANGED);
    expect(mapsOf(page)).toHaveLength(3);
    expect(waysOf(page, 2).map(plain).sort()).toEqual([
      'DC Oslo → Minsk: 0 shipments, not 3',
      'DC Oslo → Paris: 20 shipments, not 100',
      'DC Rome → Minsk: 0 shipments, not 40',
      'DC Rome → Paris: 90 shipments, not 0',
    ]);
    const looks = (says: RegExp) => wayOf(page, says, 2).getAttribute('stroke-dasharray') !== null;
    expect([looks(/Oslo.*Paris/), looks(/Rome.*Paris/)], 'fewer is dashed, more is not').toEqual([
      true,
      false,
    ]);
    const rows = [...page.querySelectorAll('table')[0]!.querySelectorAll('tbody tr')].map(({ textContent }) =>
      plain(textContent),
    );
    expect(rows.slice(0, 4)).toEqual([
      `DC Rome → Paris${CHEAP}0––––`,
      `${DEAR}90+901.1 %3.0 h late2.5 d`,
      `DC Oslo → Paris${CHEAP}100–40.0 %3.0 h late2.5 d`,
      `${DEAR}20-805.0 %3.0 h late2.5 d`,
    ]);
  });

  test('where lanes are summed up nobody can say that one carries nothing', () => {
    const rest = { ...flow(0, 0, 7, 0), flows: 4 };
    const page = shown(NETWORK, { ...CHANGED, rest });
    expect(plain(page.querySelectorAll('#network > p')[1]!.textContent)).toContain('7 went over 4 lanes');
    expect(waysOf(page, 2).map(plain).sort()).toEqual([
      'DC Oslo → Paris: 20 shipments, not 100',
      'DC Rome → Paris: 90 shipments, not 0',
    ]);
  });

  test('lists what suppliers send, where there is inbound', () => {
    const { due, late, arrived, latenessHoursMean, latenessHoursMedian, lateHoursMean } = flow(0, 0, 4, 1);
    const punctuality = { due, late, arrived, latenessHoursMean, latenessHoursMedian, lateHoursMean };
    const inbound = [{ supplier: 'Mill', node: 1, trucks: 4, units: 1200, ...punctuality }];
    const text = plain(shown({ ...NETWORK, inbound }).querySelector('#network')!.textContent);
    expect(text).toMatch(new RegExp(`Mill → DC Rome\\s*${CHEAP}41,20025.0 %3.0 h late2.5 d`));
  });

  test('stores and customers at one place are one line of the map and two of the table', () => {
    const page = shown({ ...NETWORK, flows: [flow(0, 1, 10, 0), flow(0, 1, 5, 5, { receiver: 'stores' })] });
    expect(waysOf(page).map(plain)).toEqual(['DC Oslo → Paris: 15 shipments, 33.3 % late']);
    expect(plain(page.querySelector('table')!.textContent)).toContain('DC Oslo → Paris (stores)');
  });
});

describe('what stands on the map beside its lanes', () => {
  const keyOf = (page: Page, map = 0): string[] =>
    [...mapsOf(page)[map]!.querySelectorAll(':scope > text')].map(({ textContent }) => textContent);
  const NEW_IN_KEY = [
    'stores',
    'stores and customers',
    'customers',
    'comes by air, too',
    'comes by sea, too',
  ];

  test('stores, customers and both have marks of different shapes, and only what there is is in the key', () => {
    const [rome, paris, minsk] = NETWORK.destinations;
    const destinations = [
      rome!,
      { ...paris!, stores: 2, storesAlone: true as const },
      { ...minsk!, stores: 1 },
    ];
    const page = shown({ ...NETWORK, destinations });
    expect(keyOf(page)).toEqual(expect.arrayContaining(['customers', 'stores', 'stores and customers']));
    expect(keyOf(page)).not.toContain('destination');
    // A triangle each in the picture and the key; the dot of both is its own.
    expect(mapsOf(page)[0]!.querySelectorAll('path[d$="h-11.6Z"]')).toHaveLength(4);
    expect(mapsOf(page)[0]!.querySelectorAll('circle[r="1.7"]')).toHaveLength(2);
    const plain = keyOf(shown(NETWORK));
    expect(plain).toContain('destination');
    expect(plain.filter((title) => NEW_IN_KEY.includes(title))).toEqual([]);
    expect(plain.join()).not.toMatch(/customs|supplier/);
  });

  test('a place to which something comes by air or by sea is marked, from five shipments on', () => {
    const flows = [
      flow(0, 1, 100, 0, {
        modes: [
          ['LTL', 90],
          ['AIR', 5],
          ['OCEAN', 4],
        ],
      }),
      flow(1, 2, 100, 0, { modes: [['OCEAN', 9]] }),
    ];
    const page = shown({ ...NETWORK, flows });
    expect(keyOf(page)).toEqual(expect.arrayContaining(['comes by air, too', 'comes by sea, too']));
    expect(mapsOf(page)[0]!.querySelectorAll('path[d^="M6,-5L"]')).toHaveLength(2);
    expect(mapsOf(page)[0]!.querySelectorAll('path[d^="M-6,1.5H"]')).toHaveLength(2);
    expect(waysOf(page).map(plain)).toContain(
      'DC Oslo → Paris: 100 shipments, 0.0 % late, 5 by air, 4 by sea',
    );
  });

  test('a lane over a guarded border has a barrier half-way, and the caption says what stood there', () => {
    const border = { loads: 1200, held: 30, refused: 2 };
    const page = shown({ ...NETWORK, flows: [flow(0, 1, 2000, 900, { border }), flow(1, 2, 40, 0)] });
    expect(keyOf(page)).toContain('customs, half-way');
    expect(mapsOf(page)[0]!.querySelectorAll('path[d$="h5.6"]')).toHaveLength(2);
    expect(waysOf(page).map(plain)).toContain(
      'DC Oslo → Paris: 2,000 shipments, 45.0 % late, 1,200 loads at the border, 30 held and 2 refused',
    );
    expect(page.querySelector('figcaption')!.textContent).toContain(
      '1,200 stood at a border, 30 of them were held and 2 refused',
    );
  });

  const trucks = (supplier: string, node: number, count: number, late: number) => ({
    ...flow(0, 0, count, late),
    supplier,
    node,
    trucks: count,
    units: 9,
  });

  test('suppliers stand above the map with lines to their nodes; beyond six the others are one', () => {
    const few = shown({ ...NETWORK, inbound: [trucks('Mill', 1, 8, 2), trucks('Mine', 0, 4, 0)] });
    expect(keyOf(few)).toEqual(
      expect.arrayContaining(['Mill', 'Mine', 'trucks of suppliers', 'supplier (nobody says where)']),
    );
    expect(waysOf(few).map(plain)).toEqual(
      expect.arrayContaining([
        'Mill → DC Rome: 8 trucks, 25.0 % late at the gate',
        'Mine → DC Oslo: 4 trucks, 0.0 % late at the gate',
      ]),
    );
    const [, top] = mapsOf(few)[0]!.getAttribute('viewBox')!.split(' ').map(Number);
    expect(top).toBeLessThan(0);
    const names = [...'ABCDEFGHIJ'];
    const many = shown({ ...NETWORK, inbound: names.map((name, i) => trucks(name, 0, 20 - i, 0)) });
    const titles = waysOf(many)
      .map(plain)
      .filter((title) => title.includes('trucks'));
    expect(titles).toHaveLength(7);
    // 14 + 13 + 12 + 11 of the four with fewest.
    expect(titles.at(-1)).toBe('4 others → DC Oslo: 50 trucks, 0.0 % late at the gate');
  });

  test('lines from suppliers have one scale in all arms, and it is said', () => {
    const own = (count: number) => ({ ...NETWORK, inbound: [trucks('Mill', 1, count, 0)] });
    const page = shown(own(8), own(4));
    const widths = [0, 1].map((map) => Number(wayOf(page, /Mill/, map).getAttribute('stroke-width')));
    expect(widths).toEqual([5, 2.5]);
    expect(page.querySelector('figcaption')!.textContent).toContain(
      'Lines from suppliers have a scale of their own (the widest: 8 trucks).',
    );
    expect(shown(NETWORK).querySelector('figcaption')!.textContent).not.toContain('suppliers');
  });

  test('tours of the own fleet have a map of their own: a line a leg, there and back, late ones marked', () => {
    const legs = [
      { from: 0, to: 3, drives: 10, late: 0 },
      { from: 3, to: 0, drives: 10, late: 0 },
      { from: 0, to: 4, drives: 4, late: 2 },
    ];
    const tours = { routes: 12, stops: 14, late: 2, legs, restDrives: 5 };
    const page = shown({ ...NETWORK, tours });
    expect(mapsOf(page)).toHaveLength(2);
    expect(waysOf(page, 1).map(plain)).toEqual([
      'DC Oslo → Paris: driven 10 times',
      'Paris → DC Oslo: driven 10 times',
      'DC Oslo → Minsk: driven 4 times, 2 times after the window had closed',
    ]);
    const lines = new Set(
      [...mapsOf(page)[1]!.querySelectorAll('path:has(title)')].map((line) => line.getAttribute('d')),
    );
    expect(lines.size).toBe(3);
    expect(keyOf(page, 1)).toContain('over 10 % after the window');
    const caption = [...page.querySelectorAll('figcaption')].at(-1)!.textContent;
    expect(caption).toContain('12 vehicles left and made 14 stops at stores, 2 of them after the window');
    expect(caption).toContain('a ring: a leg within one place');
    expect(caption).toContain('5 drives on other legs are not drawn');
    expect(mapsOf(shown(NETWORK))).toHaveLength(1);
  });
});

describe('where something is missing', () => {
  test('without aggregates there is no section; of two arms the one that has them is shown', () => {
    expect(networkMap(report, [])).toBeNull();
    expect(networkMap(report, [{ policy: CHEAP }])).toBeNull();
    const page = shown(undefined, CHANGED);
    expect(mapsOf(page)).toHaveLength(1);
    expect(page.querySelector('#network')!.textContent).not.toContain(CHEAP);
  });

  test('without positions there is no map: the page says so, and has the table', () => {
    const nodes = NETWORK.nodes.map(({ name }) => ({ name, latitude: null, longitude: null }));
    const page = shown({ ...NETWORK, nodes });
    expect(mapsOf(page)).toHaveLength(0);
    expect(page.querySelector('#network')!.textContent).toContain('No map: the scenario does not say where');
    expect(page.querySelectorAll('tbody tr')).toHaveLength(4);
  });

  test('where nothing left there are no figures of nothing', () => {
    const page = shown({ ...NETWORK, flows: [] });
    expect(page.querySelector('#network')!.textContent).toContain(`Under ${CHEAP} nothing left any node.`);
    expect(page.querySelectorAll('svg, table')).toHaveLength(0);
  });
});

test.each([
  '<img src=x onerror=alert(1)>',
  '" onload="alert(1)',
  '</title><script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  'ש'.repeat(300),
  'N'.repeat(10_000),
])('a name is shown as text, wherever it stands (%#)', (name) => {
  const hostile: NetworkFlows = {
    ...NETWORK,
    nodes: NETWORK.nodes.map((node) => ({ ...node, name })),
    destinations: NETWORK.destinations.map((stop) => ({ ...stop, name })),
    flows: [flow(0, 1, 9, 1, { modes: [[name, 9]], carriers: [[name, 9]] })],
    inbound: [{ ...flow(0, 0, 1, 1), supplier: name, trucks: 1, units: 1 }],
    tours: { routes: 1, stops: 1, late: 0, legs: [{ from: 0, to: 3, drives: 1, late: 0 }], restDrives: 0 },
  };
  const page = shown(hostile, { ...hostile, flows: [flow(1, 2, 9, 1)] });
  expect(page.querySelectorAll('img, script')).toHaveLength(0);
  const attributes = [...page.querySelectorAll('*')].flatMap((each) =>
    [...each.attributes].map((own) => own.name),
  );
  expect(attributes.filter((own) => own.startsWith('on'))).toEqual([]);
  const text = networkMap(report, [{ policy: CHEAP, network: hostile }])!.text;
  expect(text).toContain(html`${name}`.text);
  for (const label of page.querySelectorAll('svg text'))
    expect([...label.textContent].length).toBeLessThan(40);
});

test('two hundred lanes of four arms: each map is below 150 kB', () => {
  const destinations = Array.from({ length: 50 }, (_, i) => ({
    name: `Place ${i}`,
    latitude: -50 + ((i * 37) % 110),
    longitude: -170 + ((i * 97) % 340),
    places: 3,
    customers: 1,
  }));
  const nodes = destinations
    .slice(0, 4)
    .map(({ name, latitude, longitude }) => ({ name: `DC ${name}`, latitude, longitude }));
  const flows = destinations.flatMap((_, to) => nodes.map((_node, node) => flow(node, to, 10 + to, to % 7)));
  const page = shown(
    { ...NETWORK, nodes, destinations, flows },
    {
      ...NETWORK,
      nodes,
      destinations,
      flows: flows.map((each) => ({ ...each, shipments: each.shipments + each.node })),
    },
  );
  expect(flows).toHaveLength(200);
  for (const map of mapsOf(page)) expect(map.outerHTML.length).toBeLessThan(150_000);
  expect(page.querySelector('#network')!.outerHTML.length).toBeLessThan(500_000);
});
