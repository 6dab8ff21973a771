/**
 * The data set is imported as it is: every row is an order or a reject with its reason, every other fault stops the
 * import with its place, and what the data does not say is counted. Shown on a small set of the same layout, and on the
 * real one where it is there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BRUNEL_FILES as FILES } from '#testing/worlds/brunel-set';
import { loadFrom, recordedScenario } from '#testing/worlds/library-scenario';
import { showProblem } from '../../schema/source-files.ts';
import { buildAnyOutbound, type OutboundBuilt } from '../outbound/build-any.ts';

const REAL = fileURLToPath(new URL('../../../../shared/data/brunel', import.meta.url));

function build(
  files: Readonly<Record<string, string | null>> = FILES,
  set: readonly string[] = [],
): OutboundBuilt {
  const read = (path: string): string | null => files[path.slice('data:'.length)] ?? null;
  return buildAnyOutbound(recordedScenario(loadFrom('brunel', {}, { set })), 1, { read });
}

/** World and what was read, of files in which nothing is wrong. */
function built(files?: Readonly<Record<string, string>>, set?: readonly string[]) {
  const result = build(files, set);
  if (!result.ok) throw new Error(result.problems.map(showProblem).join('\n'));
  const { demand } = result.world;
  if (demand.kind !== 'listed') throw new Error('the orders are not listed');
  return { ...result.input!, world: result.world, orders: demand.orders };
}

function problems(file: string, from: string, to: string): string[] {
  const text = FILES[file]!;
  if (!text.includes(from)) throw new Error(`${file} holds no "${from}"`);
  const result = build({ ...FILES, [file]: text.replace(from, to) });
  return result.ok ? [] : result.problems.map(showProblem);
}

/** Reasons of the rejects when the second order is changed. */
function rejected(from: string, to: string): string[] {
  const text = FILES['brunel_OrderList.csv']!;
  const line = text.split('\n')[2]!;
  if (!line.includes(from)) throw new Error(`no "${from}" in the second order`);
  const { rejects, rowsRead, orders } = built({
    ...FILES,
    'brunel_OrderList.csv': text.replace(line, line.replace(from, to)),
  });
  expect(rowsRead).toBe(orders.length + rejects.length);
  expect(rejects.every((reject) => reject.file === 'brunel_OrderList.csv' && reject.line === 3)).toBe(true);
  return rejects.map(({ reason }) => reason);
}

function keysOf({ world, orders }: ReturnType<typeof built>): unknown {
  return orders.map(({ no, drawKey }) => [world.names.order(no), drawKey]);
}

describe('a small set', () => {
  test('gives orders with their names, weights, promises and what was recorded', () => {
    const { world, orders, rejects } = built();
    expect(rejects).toEqual([]);
    const weightOf = ({ sales: { lines } }: (typeof orders)[number]): number =>
      lines[0]!.units * lines[0]!.unitWeightGrams!;
    expect(orders.map((order) => [order.no, world.names.order(order.no), weightOf(order)])).toEqual([
      [1, '1.0', 2500],
      [2, '2.0', 7500],
      [3, '3.0', 1000],
    ]);
    const releaseAt = Date.UTC(2013, 4, 26);
    expect(orders[0]).toMatchObject({
      releaseAt,
      sales: { promisedAt: releaseAt + 7 * 86_400_000, lines: [{ units: 10, unitPriceMinor: 500 }] },
    });
    expect(orders.map(({ sales }) => sales.instructed)).toMatchObject([
      { plant: 0, carrier: 0, service: 0, transitDays: 1, mode: 'AIR', customerArranged: false },
      { mode: 'AIR' },
      { carrier: 2, mode: null, customerArranged: true },
    ]);
  });

  test('gives nodes with everything and a capacity a day, no waves and no cut-offs', () => {
    const { network, wms, names } = built().world;
    expect([names.nodes, names.places, names.carriers]).toEqual([
      ['PLANT-1'],
      ['PORT-A', 'PORT-Z'],
      ['FAST', 'SLOW', 'OWN'],
    ]);
    expect(wms.nodes).toMatchObject([
      { stock: null, work: { kind: 'dailyCapacity', perDay: 2 }, unitCostMinor: 50, feed: null },
    ]);
    expect(network.nodes).toMatchObject([{ waves: [], ports: [0], customers: new Set([0, 1]) }]);
    expect(network.lanes.every(({ cutoffs }) => cutoffs.length === 0)).toBe(true);
  });

  test('gives rates by port, carrier, service and weight, and carriers as punctual as their modes', () => {
    const { tms, carriers } = built().world;
    expect(tms.lines).toMatchObject([
      {
        origin: 0,
        destination: { place: 1 },
        mode: 'AIR',
        minWeightGrams: 0,
        maxWeightGrams: 5000,
        minimumChargeMinor: 400,
        ratePerKgMinor: 100,
      },
      {},
      { mode: 'GROUND', transitDays: 4 },
    ]);
    for (const { name, transit, transitOf, freight } of carriers) {
      expect([name, transit.lateShare, transit.earlyShare]).toEqual([name, 0, 0]);
      expect(transitOf).toMatchObject({ AIR: { lateShare: 0.096 }, GROUND: { lateShare: 0.199 } });
      expect(freight.errorShare).toBe(0.06);
    }
  });

  test('a product is as many as it has unit weights, and its plants make them all', () => {
    const list = FILES['brunel_OrderList.csv']!.replace(',20,7.5', ',40,10').replace(',5,1', ',5,0');
    const { world, orders } = built({ ...FILES, 'brunel_OrderList.csv': list });
    expect(orders.map(({ sales }) => sales.lines[0]!.product)).toEqual([0, 0, 1]);
    expect([...world.network.nodes[0]!.products!]).toEqual([0, 1]);
    const other = built();
    expect(other.world.names.products).toEqual(['P1', 'P1', 'P2']);
    expect(other.world.network.nodes[0]!.products!.size).toBe(3);
    // Weightless by the list: a warehouse must weigh it all the same.
    expect(world.wms.products[1]!.unitWeightGrams).toBeGreaterThan(0);
  });

  test('a weight is what the list says, to the last bit where it lies at a break of the rates', () => {
    for (const [units, kg] of [
      [7, 4.99],
      [49, 5],
      [361, 499.99],
      [999, 0.45359],
    ]) {
      const text = FILES['brunel_OrderList.csv']!.replace(',20,7.5', `,${units},${kg}`);
      const { lines } = built({ ...FILES, 'brunel_OrderList.csv': text }).orders[1]!.sales;
      expect(lines[0]!.units * lines[0]!.unitWeightGrams!).toBe(kg! * 1000);
    }
  });

  test('a plant with several ports may ship from each of them', () => {
    const ports = `${FILES['brunel_PlantPorts.csv']}PLANT-1,PORT-B\n`;
    const { network, names } = built({ ...FILES, 'brunel_PlantPorts.csv': ports }).world;
    expect(network.nodes[0]!.ports!.map((port) => names.places[port])).toEqual(['PORT-A', 'PORT-B']);
  });

  test('says what it does not carry', () => {
    expect(built().facts).toEqual([
      '3 rows read = 3 orders + 0 rejects',
      '3 orders on 1 day: no arrival process in the data',
      '3 orders meet capacities of 2 a day in all',
      'PLANT-1 can ship 2 a day; the order list puts 3 orders there',
      '2 recorded choices have no rate: 1 arranged by the customer, 1 not in the rate table',
      '1 recorded choices fit several lines of the rate table: the first is taken',
      '1 recorded choices have no known mode: they take exactly the days of the list, never late',
      '1 plants may serve listed customers only; the others serve all',
      'PLANT-9 makes products and has no port: nothing can ship from there',
      '1 rows say that they were shipped late; when they were delivered is not in the data',
    ]);
  });

  test('a row taken out of the file changes the draws of no other order', () => {
    const keys = (text: string): unknown => keysOf(built({ ...FILES, 'brunel_OrderList.csv': text }));
    const list = FILES['brunel_OrderList.csv']!;
    const lines = list.split('\n');
    expect(keys(list)).toEqual([
      ['1.0', 1],
      ['2.0', 2],
      ['3.0', 3],
    ]);
    expect(keys(lines.toSpliced(1, 1).join('\n'))).toEqual([
      ['2.0', 2],
      ['3.0', 3],
    ]);
    const named = list.replace('2.0,', 'SO-2,');
    expect(keys(named)).toEqual([
      ['1.0', 1],
      ['SO-2', expect.any(Number)],
      ['3.0', 3],
    ]);
  });

  test('carriers behave as the profile but for what is said of them', () => {
    const said = ['carriers.behaviour.delivery.lost=0.2', 'carriers.behaviour.pickup.freeTime=3 h'];
    const [before, { world }] = [built().world, built(FILES, said)];
    for (const [no, { delivery, transitOf }] of world.carriers.entries()) {
      expect(delivery).toEqual({ ...before.carriers[no]!.delivery, lostShare: 0.2 });
      expect(transitOf).toEqual(before.carriers[no]!.transitOf);
      expect(world.tms.detention![no]!.freeTimeMs).toBe(3 * 3_600_000);
    }
  });

  test('emissions go by the mean haul of a mode', () => {
    const { costs, distanceKm } = built().world;
    expect(costs.co2eKgPerTonneKm).toEqual({ AIR: 0.8 * 2850, GROUND: 0.12 * 307 });
    expect(distanceKm(0, 1)).toBe(1);
    expect(
      built(FILES, ['costs.emissions.kmByMode={ AIR: 1000, GROUND: 1 }']).world.costs.co2eKgPerTonneKm,
    ).toEqual({
      AIR: 800,
      GROUND: 0.12,
    });
  });

  test('maxOrders and exclude leave orders out and change no number', () => {
    const one = built(FILES, ['demand.maxOrders=1']);
    expect([one.orders.map(({ no }) => no), one.leftOut]).toEqual([[1], 2]);
    const two = built(FILES, ['demand.exclude=[2]']);
    expect([two.orders.map(({ no }) => no), two.leftOut]).toEqual([[1, 3], 1]);
    expect(build(FILES, ['demand.exclude=[1, 2, 3]']).ok).toBe(false);
  });
});

test('a plant that makes nothing is told with its place, and stops nothing', () => {
  const { facts } = built({
    ...FILES,
    'brunel_PlantPorts.csv': `${FILES['brunel_PlantPorts.csv']}PLANT-2,PORT-A\n`,
    'brunel_WhCapacities.csv': `${FILES['brunel_WhCapacities.csv']}PLANT-2,2\n`,
    'brunel_WhCosts.csv': `${FILES['brunel_WhCosts.csv']}PLANT-2,$ 0.50\n`,
  });
  expect(facts).toContain('PLANT-2 makes no product: nothing can ship from there (brunel_PlantPorts.csv:3)');
});

describe('a promise', () => {
  /** What is said of it; the second and third order weigh so much, and only SLOW, 4 d, takes more than 5 kg. */
  function promising(
    within: string,
    weights: readonly [number, number],
    set: readonly string[] = [],
  ): readonly [ok: boolean, said: string[]] {
    const list = FILES['brunel_OrderList.csv']!.replace(',20,7.5', `,20,${weights[0]}`).replace(
      ',5,1',
      `,5,${weights[1]}`,
    );
    const result = build({ ...FILES, 'brunel_OrderList.csv': list }, [`promise.within=${within}`, ...set]);
    return [result.ok, (result.ok ? result.warnings : result.problems).map(showProblem)];
  }

  test('that most orders have a rate for is right', () => {
    expect(promising('26 h', [7.5, 1])).toEqual([true, []]);
  });

  test('that no rate keeps is refused: its days, and the time until it is picked up', () => {
    for (const within of ['1 min', '25 h'])
      expect(promising(within, [7.5, 1])).toEqual([
        false,
        [
          expect.stringMatching(
            new RegExp(
              `promise\\.within: ${within} is less than the 1 d of the fastest rate and the 2 h until`,
            ),
          ),
        ],
      ]);
  });

  test('that rates keep for a third of the orders is told, for none of them refused: by what these weigh', () => {
    expect(promising('2 d', [7.5, 6])).toEqual([
      true,
      [
        expect.stringMatching(
          /promise\.within: in 2 d rates can bring 1 of the 3 orders that have one \(33 %\)/,
        ),
      ],
    ]);
    expect(promising('5 d', [7.5, 6])).toEqual([true, []]);
    expect(promising('2 d', [7.5, 6], ['demand.exclude=[1]'])).toEqual([
      false,
      [expect.stringMatching(/in 2 d rates can bring 0 of the 2 orders that have one \(0 %\)/)],
    ]);
  });

  test('is kept by a rate for such a weight alone', () => {
    const rates = FILES['brunel_FreightRates.csv']!.replaceAll(
      'FAST,PORT-A,PORT-Z,0,5',
      'FAST,PORT-A,PORT-Z,2,5',
    );
    const result = build({ ...FILES, 'brunel_FreightRates.csv': rates }, ['promise.within=2 d']);
    expect(result.ok && result.warnings.map(showProblem)).toEqual([
      expect.stringMatching(/in 2 d rates can bring 1 of the 3 orders that have one/),
    ]);
  });

  test('of an order that no rate takes says nothing: it is not the promise that is wrong', () => {
    expect(promising('2 d', [70, 1])).toEqual([true, []]);
  });

  test('to orders that go the same day is as long as carriers take for that', () => {
    const rates = FILES['brunel_FreightRates.csv']!.replaceAll('AIR   ,1,', 'AIR   ,0,');
    const within = (text: string): boolean =>
      build({ ...FILES, 'brunel_FreightRates.csv': rates }, [`promise.within=${text}`]).ok;
    expect([within('13 h'), within('14 h')]).toEqual([false, true]);
  });
});

describe('a row that is no order', () => {
  test.each([
    [',20,7.5', '', '12 of 14 cells: the row is cut off'],
    [',20,', ',,', 'Unit quantity is empty'],
    ['2.0,', '1.0,', 'Order ID 1.0 was there before'],
    ['5/26/13', '2013-05-26', 'Order Date is no date (month/day/year): "2013-05-26"'],
    ['5/26/13', '2/30/13', 'Order Date is no date (month/day/year): "2/30/13"'],
    [',PLANT-1,', ',PLANT-7,', 'unknown Plant Code: "PLANT-7"'],
    [',20,', ',0,', 'Unit quantity is no whole number from 1 to 10000000: "0"'],
    [',20,', ',2.5,', 'Unit quantity is no whole number from 1 to 10000000: "2.5"'],
    [
      ',20,',
      ',99999999999999999999,',
      'Unit quantity is no whole number from 1 to 10000000: "99999999999999999999"',
    ],
    [',7.5', ',-7.5', 'Weight is no number from 0 to 10000000: "-7.5"'],
    [',7.5', ',NaN', 'Weight is no number from 0 to 10000000: "NaN"'],
    [',7.5', ',"14,3"', 'Weight is no number from 0 to 10000000: "14,3"'],
  ])('%j as %j', (from, to, reason) => {
    expect(rejected(from, to)).toEqual([reason]);
  });

  test('a date outside the run is one: one slip must not move the run by a century', () => {
    expect(rejected('5/26/13', '5/26/1913')[0]).toMatch(
      /Order Date 5\/26\/1913 is outside the run, 2013-05-26 to/,
    );
    expect(rejected('5/26/13', '5/26/31')[0]).toMatch(/outside the run/);
  });
});

describe('a fault that stops the import', () => {
  test.each([
    [
      'brunel_WhCapacities.csv',
      'PLANT-1,2',
      'PLANT-1,1,013',
      'brunel_WhCapacities.csv:2:1: 3 cells instead of 2',
    ],
    [
      'brunel_WhCapacities.csv',
      'PLANT-1,2',
      'PLANT-1,0',
      'brunel_WhCapacities.csv:2:1: Daily Capacity must be 1 to',
    ],
    ['brunel_WhCapacities.csv', 'PLANT-1,2', 'PLANT-1,many', 'Daily Capacity is no number: "many"'],
    ['brunel_WhCapacities.csv', 'PLANT-1,2', 'PLANT-2,2', 'no Daily Capacity for PLANT-1'],
    [
      'brunel_WhCapacities.csv',
      'PLANT-1,2',
      'PLANT-1,2\nPLANT-1,3',
      'brunel_WhCapacities.csv:3:1: a second row for PLANT-1',
    ],
    ['brunel_WhCosts.csv', '$ 0.50', '$ -0.50', 'Cost/unit is negative: "$ -0.50"'],
    [
      'brunel_WhCosts.csv',
      'Cost/unit',
      'Cost/units',
      'column "Cost/unit" is missing. Did you mean "Cost/units"?',
    ],
    ['brunel_PlantPorts.csv', 'PLANT-1,PORT-A', 'PLANT-1,', 'brunel_PlantPorts.csv:2:1: Port is empty'],
    ['brunel_FreightRates.csv', 'AIR   ', 'ROCKET', 'unknown mode_dsc: "ROCKET". Known: AIR, GROUND, OCEAN'],
    [
      'brunel_FreightRates.csv',
      ',0,5,DTD,$ 4.00',
      ',9,5,DTD,$ 4.00',
      'minm_wgh_qty 9 is more than max_wgh_qty 5',
    ],
    [
      'brunel_FreightRates.csv',
      'SLOW,PORT-A',
      'SLOW,PORT-B',
      'brunel_FreightRates.csv:4:1: "SLOW" is on no lane: no plant ships from "PORT-B"',
    ],
    ['brunel_FreightRates.csv', ',1,V1', ',1.5,V1', 'tpt_day_cnt is no whole number from 0 to 365: "1.5"'],
    [
      'brunel_OrderList.csv',
      'Order ID',
      'Order No',
      'column "Order ID" is missing. Did you mean "Order No"?',
    ],
  ])('%s: %j as %j', (file, from, to, says) => {
    expect(problems(file, from, to)).toContainEqual(expect.stringContaining(says));
  });

  test('a file that is not there, and a list without an order', () => {
    const missing = build({ ...FILES, 'brunel_WhCosts.csv': null });
    expect(missing.ok ? [] : missing.problems.map(showProblem)).toEqual([
      'brunel_WhCosts.csv: is not in the data folder. Name the folder with --data DIR',
    ]);
    const iso = FILES['brunel_OrderList.csv']!.replaceAll('5/26/13', '2013-05-26');
    const none = build({ ...FILES, 'brunel_OrderList.csv': iso });
    expect(none.ok ? [] : none.problems.map(showProblem)).toEqual([
      'brunel_OrderList.csv:1:1: none of its 3 rows is an order: Order Date is no date (month/day/year): "2013-05-26" (line 2)',
    ]);
  });
});

describe('what the scenario says and the data does not bear out', () => {
  test.each([
    ['promise.within=6 h', /promise\.within: 6 h is less than the 1 d of the fastest rate/],
    [
      'faults={ written: [{ kind: outage, partner: FSAT, from: 1 d, lasts: 1 h }], source: x }',
      /faults\.written\[0\]\.partner: unknown partner: "FSAT"\. Did you mean "FAST"\?/,
    ],
  ])('%s', (set, says) => {
    const result = build(FILES, [set]);
    expect(result.ok ? [] : result.problems.map(showProblem)).toEqual([expect.stringMatching(says)]);
  });
});

test.runIf(existsSync(REAL))('the real set: the counts that are known of it', () => {
  const names = Object.keys(FILES);
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(`${REAL}/${name}`, 'utf8')]));
  const { world, orders, rejects, facts } = built(files);
  expect([orders.length, rejects.length, world.tms.lines.length]).toEqual([9215, 0, 1540]);
  expect(new Set(orders.map(({ drawKey }) => drawKey)).size).toBe(9215);
  expect(facts).toEqual(
    expect.arrayContaining([
      '9215 orders meet capacities of 5791 a day in all',
      'PLANT03 can ship 1013 a day; the order list puts 8541 orders there',
      '2224 recorded choices have no rate: 854 arranged by the customer, 1370 not in the rate table',
    ]),
  );
});
