/** What the scenario says, as the world has it: stock by the node's share of demand, customers by place and class, peaks, calendars. */
import { describe, expect, test } from 'vitest';
import { dockTime } from '#orchestrator/model/network';
import { distributorWith, type Edit, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from './build.ts';
import { expectedOrders, grouped, outboundFacts } from './facts.ts';

function world(...edits: Edit[]) {
  return buildOutboundWorld(outboundScenario(distributorWith(...edits)), 1);
}

test('labour shortage: so many of the workers come, rounded, at least one a station', () => {
  const workers = (present?: number) =>
    world(
      ...(present === undefined
        ? []
        : [['  parcelBelow:', `  staffPresent: ${present}\n  parcelBelow:`] as const]),
    ).wms.nodes.map(({ work }) =>
      work.kind === 'stations' ? [work.pick?.workers, work.pack?.workers, work.load?.workers] : [],
    );
  expect(workers()).toEqual([
    [9, 6, 4],
    [12, 8, 5],
    [12, 8, 5],
  ]);
  expect(workers(0.8)).toEqual([
    [7, 5, 3],
    [10, 6, 4],
    [10, 6, 4],
  ]);
  expect(workers(0.01).flat()).toEqual(Array(9).fill(1));
});

describe('stock', () => {
  const { wms, network } = world();
  const unitsAt = (node: number): Map<number, number> =>
    new Map(wms.nodes[node]!.stock!.lots.map(({ product, units }) => [product, units]));

  test('only products that the node keeps, each once', () => {
    wms.nodes.forEach(({ stock }, node) => {
      const products = stock!.lots.map(({ product }) => product);
      const kept = network.nodes[node]!.products;
      expect(products).toEqual(kept === null ? Array.from({ length: 600 }, (_, i) => i) : [...kept]);
    });
    expect(network.nodes.map(({ products }) => products === null)).toEqual([false, true, false]);
  });

  test('a product that fewer nodes keep is kept in greater number: demand is shared by those that keep it', () => {
    const keepers = (product: number): number =>
      network.nodes.filter(({ products }) => products === null || products.has(product)).length;
    const everywhere = [...unitsAt(1).keys()].find((product) => keepers(product) === 3)!;
    const onlyHere = [...unitsAt(1).keys()].find(
      (product) => keepers(product) === 1 && product > everywhere,
    )!;
    const weight = (product: number): number => (product + 1) ** -0.7;
    const ratio = unitsAt(1).get(onlyHere)! / unitsAt(1).get(everywhere)!;
    expect(ratio / ((3 * weight(onlyHere)) / weight(everywhere))).toBeCloseTo(1, 1);
    expect(unitsAt(0).get(everywhere)).toBe(unitsAt(1).get(everywhere));
  });

  test('days of demand: the stock of all nodes lasts so long at the mean', () => {
    const units = wms.nodes.flatMap(({ stock }) => stock!.lots).reduce((sum, lot) => sum + lot.units, 0);
    // 2740 orders of 3 x exp(0.55^2 / 2) lines of 4 x exp(0.8^2 / 2) units.
    const perDay = 2740 * 3 * 1.1633 * 4 * 1.3771;
    expect(units / perDay).toBeGreaterThan(35);
    expect(units / perDay).toBeLessThan(36);
  });

  test('reorder and target levels are in the same proportion', () => {
    const [plan] = wms.nodes[1]!.stock!.replenishment;
    const { reorderUnits, targetUnits } = plan!.products[0]!;
    expect(targetUnits / reorderUnits).toBeCloseTo(2, 2);
  });

  test('no stock section: everything is there, always', () => {
    const { wms: without } = world(['      stock: *stock\n', '']);
    expect(without.nodes.map(({ stock }) => stock === null)).toEqual([false, true, false]);
  });
});

describe('docks', () => {
  const HOURS = 'hours: { days: [mon, tue, wed, thu, fri, sat], from: "06:00", to: "22:00" }\n';

  test('are open in the hours of their node, by its clocks, and for ever after the last shift', () => {
    const { network, endAt } = world();
    const [reno] = network.nodes;
    const docks = reno!.docks!;
    // Pacific time: 06:00 to 22:00 is 14:00 to 06:00 UTC; from Saturday night on the next is Monday's.
    const at = (text: string): number => dockTime(reno!, Date.parse(text), 0);
    expect(at('2026-03-03T13:00:00Z')).toBe(Date.parse('2026-03-03T14:00:00Z'));
    expect(at('2026-03-04T05:59:00Z')).toBe(Date.parse('2026-03-04T05:59:00Z'));
    expect(at('2026-03-08T06:00:00Z')).toBe(Date.parse('2026-03-09T13:00:00Z'));
    expect(docks.length % 2).toBe(1);
    expect(docks.at(-1)).toBeGreaterThanOrEqual(endAt);
  });

  test('are always open where the node is, or loads without a station', () => {
    expect(world([`        ${HOURS}`, '']).network.nodes[0]!.docks).toBeUndefined();
    const load =
      '        load: { workers: 4, perShipment: { constant: 45 s }, perHandlingUnit: { constant: 20 s } }\n';
    expect(world([load, '']).network.nodes[0]!.docks).toBeUndefined();
  });
});

describe('customers', () => {
  const { network, names, demand } = world();
  const share = (holds: (no: number) => boolean): number =>
    network.customers.filter(({ no }) => holds(no)).length / network.customers.length;

  test('by place, in proportion to its demand, in the country of the place', () => {
    const newYork = names.places.indexOf('New York');
    expect(share((no) => network.customers[no]!.place === newYork)).toBeCloseTo(3.4 / 22.05, 1);
    const germany = names.countries.indexOf('DE');
    const hamburg = names.places.indexOf('Hamburg');
    for (const { place, country } of network.customers) expect(country === germany).toBe(place === hamburg);
  });

  test('none where there is no demand, and of no class without a share', () => {
    const edited = world(
      ['-119.81, demand: 0.3', '-119.81'],
      ['share: 0.1, shipComplete: 0,', 'share: 0, shipComplete: 0,'],
    );
    const reno = edited.names.places.indexOf('Reno');
    expect(edited.network.customers.some(({ place }) => place === reno)).toBe(false);
    if (edited.demand.kind !== 'generated') throw new Error('demand is generated');
    expect(edited.demand.settings.customers.some(({ classNo }) => classNo === 2)).toBe(false);
  });

  test('one more customer changes no other', () => {
    const more = world(['count: 2000', 'count: 2001']).network.customers;
    expect(more).toHaveLength(2001);
    expect(more.slice(0, 2000)).toEqual(network.customers);
  });

  test('classes are those of the demand', () => {
    if (demand.kind !== 'generated') throw new Error('demand is generated');
    const { customers } = demand.settings;
    expect(share((no) => customers[no]!.classNo === 0)).toBeCloseTo(0.7, 1);
    expect(customers.map(({ place }) => place)).toEqual(network.customers.map(({ place }) => place));
  });
});

describe('what is agreed', () => {
  test('nothing where nothing is said; else by class and supplier, null for who has agreed nothing', () => {
    expect(world().terms).toBeUndefined();
    const { terms } = world(['shipComplete: 0,', 'shipComplete: 0, window: 1 d, paysAfter: 30 d,']);
    expect(terms!.windowMs.filter((each) => each !== null)).toEqual([86_400_000]);
    expect(terms!.paysAfterMs).toEqual(
      terms!.windowMs.map((each) => (each === null ? null : 30 * 86_400_000)),
    );
    expect(terms!.windowMs).toHaveLength(3);
  });

  test('what retailers charge, where they do', () => {
    expect(world().costs.otifChargeShare).toBeUndefined();
    expect(world(['  latePenalty: 0.03', '  latePenalty: 0\n  otifCharge: 0.03']).costs).toMatchObject({
      latePenaltyShare: 0,
      otifChargeShare: 0.03,
    });
  });
});

describe('demand over time', () => {
  const peaks = (text: string): Edit => [
    'zone: America/Chicago\n  linesPerOrder',
    `zone: America/Chicago\n  peaks: [${text}]\n  linesPerOrder`,
  ];
  const settings = (...edits: Edit[]) => {
    const { demand } = world(...edits);
    if (demand.kind !== 'generated') throw new Error('demand is generated');
    return demand.settings;
  };
  const day = (text: string): number => Date.parse(`${text}T00:00Z`);

  test('a peak ends as another one begins: one change, not two', () => {
    const first = '{ from: 2026-03-05, to: 2026-03-07, factor: 2 }';
    const second = '{ from: 2026-03-03, to: 2026-03-05, factor: 3 }';
    expect(settings(peaks(`${first}, ${second}`)).volume).toEqual([
      [day('2026-03-03'), 3],
      [day('2026-03-05'), 2],
      [day('2026-03-07'), 1],
    ]);
  });

  test('expected orders: the mean of the days, more on a peak', () => {
    const [usual, doubled] = [settings(), settings(peaks('{ from: 2026-03-02, to: 2026-04-02, factor: 2 }'))];
    expect(expectedOrders(usual)).toBeGreaterThan(27_400);
    expect(expectedOrders(doubled)).toBeCloseTo(2 * expectedOrders(usual), 3);
  });
});

test('fuel is sorted by date, whatever the order in the file', () => {
  const sorted = world().tms.fuel;
  const swapped: Edit = [
    '{ from: 2026-01-01, share: 0.18 }, { from: 2026-07-01, share: 0.2 }',
    '{ from: 2026-07-01, share: 0.2 }, { from: 2026-01-01, share: 0.18 }',
  ];
  expect(world(swapped).tms.fuel).toEqual(sorted);
});

test('stations work to the end of the run, and what is left then is done some day', () => {
  const { wms, endAt } = world();
  const { work } = wms.nodes[0]!;
  if (work.kind !== 'stations') throw new Error('DC Reno has stations');
  const { shifts } = work.pick!;
  shifts.slice(1).forEach(([open], i) => {
    expect(open).toBeGreaterThanOrEqual(shifts[i]![1]);
  });
  expect(shifts.at(-1)).toEqual([expect.toSatisfy((at: number) => at >= endAt), Number.MAX_SAFE_INTEGER]);
});

test('facts: what a user wants to know before a run', () => {
  const scenario = outboundScenario(distributorWith(['      stock: *stock\n', '']));
  const facts = Object.fromEntries(outboundFacts(scenario, buildOutboundWorld(scenario, 1)));
  expect(facts).toMatchObject({
    orders: expect.stringMatching(/^about \d\d,\d{3} over 10 days$/),
    goods: '600 products for 2,000 customers',
    network: '3 nodes (1 with unlimited stock), 48 lanes to 16 places with customers',
    freight: expect.stringMatching(/^6 carriers, \d{3} rates$/),
  });
  expect(facts.settles).toMatch(/^within \d+ d of release/);
  expect([0, 999, 1000, 1_234_567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
});
