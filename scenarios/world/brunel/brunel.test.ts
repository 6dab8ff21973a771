/**
 * The data set is imported as it is: every row is an order or a reject with its reason, every other fault stops the
 * import with its place, and what the data does not say is counted. Shown on a small set of the same layout, and on the
 * real one where it is there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadThinScenario } from '../../schema/load.ts';
import { showProblem } from '../../schema/source-files.ts';
import { type BuildResult, buildWorld } from '../build.ts';

const REAL = fileURLToPath(new URL('../../../../shared/data/brunel', import.meta.url));

const ORDER_HEADER =
  'Order ID,Order Date,Origin Port,Carrier,TPT,Service Level,Ship ahead day count,Ship Late Day count,Customer,Product ID,Plant Code,Destination Port,Unit quantity,Weight';

const FILES: Readonly<Record<string, string>> = {
  'brunel_OrderList.csv': [
    ORDER_HEADER,
    '1.0,5/26/13,PORT-A,FAST,1,DTD,0,0,C1,P1,PLANT-1,PORT-Z,10,2.5',
    '2.0,5/26/13,PORT-A,FAST,1,DTD,0,2,C2,P1,PLANT-1,PORT-Z,20,7.5',
    '3.0,5/26/13,PORT-A,OWN,1,CRF,0,0,C1,P2,PLANT-1,PORT-Z,5,1',
  ].join('\n'),
  'brunel_FreightRates.csv': [
    'Carrier,orig_port_cd,dest_port_cd,minm_wgh_qty,max_wgh_qty,svc_cd,minimum cost,rate,mode_dsc,tpt_day_cnt,Carrier type',
    'FAST,PORT-A,PORT-Z,0,5,DTD,$ 4.00,$ 1.00,AIR   ,1,V1',
    'FAST,PORT-A,PORT-Z,0,5,DTD,$ 5.00,$ 1.00,AIR   ,1,V1',
    'SLOW,PORT-A,PORT-Z,0,50,DTP,$ 1.00,$ 0.10,GROUND,4,V2',
  ].join('\n'),
  'brunel_PlantPorts.csv': 'Plant Code,Port\nPLANT-1,PORT-A\n',
  'brunel_ProductsPerPlant.csv': 'Plant Code,Product ID\nPLANT-1,P1\nPLANT-1,P2\nPLANT-9,P1\n',
  'brunel_VmiCustomers.csv': 'Plant Code,Customers\nPLANT-1,C1\nPLANT-1,C2\n',
  'brunel_WhCapacities.csv': 'Plant ID,Daily Capacity \nPLANT-1,2\n',
  'brunel_WhCosts.csv': 'WH,Cost/unit\nPLANT-1,$ 0.50\n',
};

function build(
  files: Readonly<Record<string, string | null>> = FILES,
  set: readonly string[] = [],
): BuildResult {
  const read = (path: string): string | null => {
    if (path.startsWith('library:'))
      return readFileSync(
        fileURLToPath(new URL(`../../library/${path.slice('library:'.length)}`, import.meta.url)),
        'utf8',
      );
    return files[path.slice('data:'.length)] ?? null;
  };
  const loaded = loadThinScenario(
    'brunel',
    { read },
    {
      policies: ['cheapest-feasible', 'as-recorded'],
      kpis: {},
      set,
    },
  );
  if (!loaded.ok) throw new Error(loaded.problems.map(showProblem).join('\n'));
  return buildWorld(loaded.scenario, 1, { read });
}

function built(files?: Readonly<Record<string, string>>, set?: readonly string[]) {
  const result = build(files, set);
  if (!result.ok) throw new Error(result.problems.map(showProblem).join('\n'));
  return result;
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
  const { rejects, rowsRead, world } = built({
    ...FILES,
    'brunel_OrderList.csv': text.replace(line, line.replace(from, to)),
  });
  expect(rowsRead).toBe(world.orders.length + rejects.length);
  expect(rejects.every((reject) => reject.file === 'brunel_OrderList.csv' && reject.line === 3)).toBe(true);
  return rejects.map(({ reason }) => reason);
}

describe('a small set', () => {
  test('gives orders, plants, rates and what was recorded', () => {
    const { world, rejects } = built();
    expect(rejects).toEqual([]);
    expect(world.orders).toMatchObject([
      { no: 1, id: '1.0', units: 10, weightGrams: 2500, recorded: { customerArranged: false, mode: 'AIR' } },
      { no: 2, units: 20, weightGrams: 7500, recorded: { mode: 'AIR' } },
      { no: 3, recorded: { customerArranged: true, mode: null } },
    ]);
    expect(world.plants).toMatchObject([{ name: 'PLANT-1', dailyCapacity: 2, unitCostMinor: 50 }]);
    expect(world.plants[0]!.customers).toEqual(new Set([0, 1]));
    expect(world.rates).toMatchObject([
      { mode: 'AIR', minWeightGrams: 0, maxWeightGrams: 5000, minimumChargeMinor: 400, ratePerKgMinor: 100 },
      {},
      { mode: 'GROUND', transitDays: 4 },
    ]);
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
    const keys = (text: string): unknown =>
      built({ ...FILES, 'brunel_OrderList.csv': text }).world.orders.map(({ id, drawKey }) => [id, drawKey]);
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

  test('maxOrders and exclude leave orders out and change no number', () => {
    const one = built(FILES, ['demand.maxOrders=1']);
    expect([one.world.orders.map(({ no }) => no), one.leftOut]).toEqual([[1], 2]);
    const two = built(FILES, ['demand.exclude=[2]']);
    expect([two.world.orders.map(({ no }) => no), two.leftOut]).toEqual([[1, 3], 1]);
    expect(build(FILES, ['demand.exclude=[1, 2, 3]']).ok).toBe(false);
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

test.runIf(existsSync(REAL))('the real set: the counts that are known of it', () => {
  const names = Object.keys(FILES);
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(`${REAL}/${name}`, 'utf8')]));
  const { world, rejects, facts } = built(files);
  expect([world.orders.length, rejects.length, world.rates.length]).toEqual([9215, 0, 1540]);
  expect(new Set(world.orders.map(({ drawKey }) => drawKey)).size).toBe(9215);
  expect(facts).toEqual(
    expect.arrayContaining([
      '9215 orders meet capacities of 5791 a day in all',
      'PLANT03 can ship 1013 a day; the order list puts 8541 orders there',
      '2224 recorded choices have no rate: 854 arranged by the customer, 1370 not in the rate table',
    ]),
  );
});
