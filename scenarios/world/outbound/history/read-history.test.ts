/**
 * A history of orders becomes what its file says, and what can't be an order is told with line and column. Shown on small files over
 * quickstart: Chicago, Detroit ... have demand, classes are shop and workshop, the days are 2 to 6 March 2026 on the clocks of Chicago.
 */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type SourceFiles, showProblem } from '../../../schema/source-files.ts';
import { type History, readHistory } from './read-history.ts';

const HEAD = 'order,released,customer,place,promised,product,units';
const ROW = '1,2026-03-02 08:15,Acme,Chicago,2026-03-05,BOLT,4';

function read(
  files: Readonly<Record<string, string>>,
  history = '{ file: orders.csv, source: x }',
  ...set: string[]
): ReturnType<typeof readHistory> {
  const scenario = outboundScenario(
    loadFrom('quickstart', {}, { set: [`demand.history=${history}`, ...set] }),
  );
  const sources: SourceFiles = { read: (path) => files[path] ?? null };
  return readHistory(scenario, sources);
}

function right(found: ReturnType<typeof readHistory>): History {
  if (!('columns' in found)) throw new Error(found.map(showProblem).join('\n'));
  return found;
}

function wrong(found: ReturnType<typeof readHistory>): string[] {
  if ('columns' in found) throw new Error('it is right');
  return found.map(showProblem);
}

const rows = (...more: string[]) => read({ 'orders.csv': [HEAD, ...more].join('\n') });

test('rows of one order are its lines, wherever they stand; orders are sorted by release', () => {
  const { columns, ids, products, customers } = right(
    rows(
      'B,2026-03-03 09:00,Best,Detroit,2026-03-06,NUT,5',
      'A,2026-03-02 08:15,Acme,Chicago,2026-03-05,BOLT,4',
      'C,2026-03-03 09:00,Best,Detroit,2026-03-06 12:00,BOLT,1',
      'A,2026-03-02 08:15,Acme,Chicago,2026-03-05,"NUT, left",2',
    ),
  );
  // C stands behind B, released at the same instant.
  expect(ids).toEqual(['A', 'B', 'C']);
  expect([...columns.firstLine]).toEqual([0, 2, 3, 4]);
  const iso = (at: number): string => new Date(at).toISOString();
  expect([...columns.releaseAt].map(iso)).toEqual([
    '2026-03-02T14:15:00.000Z',
    '2026-03-03T15:00:00.000Z',
    '2026-03-03T15:00:00.000Z',
  ]);
  // A date alone is promised until the end of that delivery day, 18:00.
  expect([...columns.promisedAt].map(iso)).toEqual([
    '2026-03-06T00:00:00.000Z',
    '2026-03-07T00:00:00.000Z',
    '2026-03-06T18:00:00.000Z',
  ]);
  // The most ordered first: BOLT and NUT with 5 units each, as they came; and Best with two orders.
  expect(products.map(({ name }) => name)).toEqual(['NUT', 'BOLT', 'NUT, left']);
  expect([...columns.product]).toEqual([1, 2, 0, 1]);
  expect([...columns.units]).toEqual([4, 2, 5, 1]);
  expect(customers.map(({ name, place }) => [name, place])).toEqual([
    ['Best', 3],
    ['Acme', 2],
  ]);
  expect([...columns.customer]).toEqual([1, 0, 0]);
  expect([...columns.requestedAt]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('rows sorted by line give what rows sorted by order give, and a product twice is told as well', () => {
  const cells = (order: number, line: number): string =>
    `O${order},2026-03-02 ${10 + order}:00,Customer ${order % 3},Chicago,2026-03-05,P${line},${(order + 1) * 7 ** line}`;
  const five = [0, 1, 2, 3, 4];
  const byOrder = five.flatMap((order) => five.map((line) => cells(order, line)));
  const byLine = five.flatMap((line) => five.map((order) => cells(order, line)));
  expect(byLine).not.toEqual(byOrder);
  expect(right(rows(...byLine))).toEqual(right(rows(...byOrder)));
  const twice = expect.stringMatching(/^orders\.csv:27:\d+: order O1 has product "P0" twice\. Sum its units/);
  expect(wrong(rows(...byLine, cells(1, 0)))).toEqual([twice]);
  expect(wrong(rows(...byOrder, cells(1, 0)))).toEqual([twice]);
});

test('an order is keyed by its name: another one taken out changes no key', () => {
  const two = right(rows(ROW, '2,2026-03-02 09:00,Acme,Chicago,2026-03-05,BOLT,1'));
  const one = right(rows('2,2026-03-02 09:00,Acme,Chicago,2026-03-05,BOLT,1'));
  expect(one.columns.drawKey[0]).toBe(two.columns.drawKey[1]);
  expect(two.columns.drawKey[0]).not.toBe(two.columns.drawKey[1]);
});

test('columns by names of the file, with class and requested day; others are passed over', () => {
  const text = [
    'Remark,SKU,Qty,Order No,Created,Sold-to,City,Due,Segment,Wanted',
    'x,BOLT,3,7,2026-03-04T10:00Z,Acme,Atlanta,2026-03-09,workshop,2026-03-06',
  ].join('\n');
  const columns =
    'columns: { order: Order No, released: Created, customer: Sold-to, place: City, promised: Due, product: SKU, units: Qty, class: Segment, requested: Wanted }';
  const { customers, columns: found } = right(
    read({ 'orders.csv': text }, `{ file: orders.csv, zone: Europe/Berlin, ${columns}, source: x }`),
  );
  expect(customers).toEqual([{ name: 'Acme', place: 7, classNo: 1 }]);
  expect(new Date(found.releaseAt[0]!).toISOString()).toBe('2026-03-04T10:00:00.000Z');
  // The end of the day on the clocks of the file.
  expect(new Date(found.requestedAt[0]!).toISOString()).toBe('2026-03-06T17:00:00.000Z');
});

test('orders of other days are left out and counted, whatever else their rows say', () => {
  const found = right(
    rows(
      '0,2026-03-01 23:59,Acme,Nowhere,2026-03-05,BOLT,4',
      ROW,
      '9,2026-03-07 00:00,Acme,Chicago,?,BOLT,4',
    ),
  );
  expect([found.ids, found.rowsRead, found.rowsOutside]).toEqual([['1'], 3, 2]);
  expect(wrong(rows('0,2026-02-01 12:00,Acme,Chicago,2026-03-05,BOLT,4'))).toEqual([
    'orders.csv: none of its 1 rows was released in the days of the demand, 2026-03-02 to 2026-03-07: see start and demand.days of the scenario',
  ]);
});

describe('what can not be an order', () => {
  test.each<[string, string]>([
    ['1,2026-03-02,Acme,Chcago,2026-03-05,BOLT,4', '2:19: unknown place: "Chcago". Did you mean "Chicago"?'],
    ['1,02.03.2026,Acme,Chicago,2026-03-05,BOLT,4', '2:3: released is no instant from 2000 on'],
    ['1,2026-02-30,Acme,Chicago,2026-03-05,BOLT,4', '2:3: released is no instant from 2000 on'],
    [
      '1,2026-03-04,Acme,Chicago,2026-03-03,BOLT,4',
      '2:27: promised 2026-03-03 is before released 2026-03-04',
    ],
    ['1,2026-03-02,Acme,Chicago,2026-03-05,BOLT,0', '2:43: units is no whole number from 1'],
    ['1,2026-03-02,Acme,Chicago,2026-03-05,BOLT,2.5', '2:43: units is no whole number from 1'],
    ['1,2026-03-02,Acme,Chicago,2026-03-05,,4', '2:38: product is empty'],
    ['1,2026-03-02,Acme,Chicago,2026-03-05,BOLT', '2:1: 6 of 7 cells: the row is cut off'],
    ['1,2026-03-02,Acme, Inc,Chicago,2026-03-05,BOLT,4', '2:1: 8 of 7 cells'],
  ])('%s', (row, says) => {
    expect(wrong(rows(row))).toEqual([expect.stringContaining(`orders.csv:${says}`)]);
  });

  test('a day that stands for none, with the way out; the last that is one is taken', () => {
    const days = (promised: string, requested: string) =>
      read({
        'orders.csv': `${HEAD},requested\n1,2026-03-02,Acme,Chicago,${promised},BOLT,4,${requested}`,
      });
    const promised = (day: string): string =>
      `orders.csv:2:27: promised ${day} is more than 3650 days after the scenario's start. Write until when it was promised, or take the order out`;
    expect(wrong(days('9999-12-31', ''))).toEqual([promised('9999-12-31')]);
    expect(wrong(days('2095-12-31', ''))).toEqual([promised('2095-12-31')]);
    expect(wrong(days('2026-03-05', '9999-12-31'))).toEqual([
      "orders.csv:2:45: requested 9999-12-31 is more than 3650 days after the scenario's start. Leave the cell empty where no day was asked for",
    ]);
    // The scenario starts at midnight in Chicago, 06:00Z.
    const last = '2036-02-28T06:00Z';
    expect(right(days(last, last)).columns.promisedAt[0]).toBe(Date.parse(last));
    expect(wrong(days('2036-02-28T06:01Z', ''))).toEqual([promised('2036-02-28T06:01Z')]);
  });

  test('rows of one order that differ, and a product that it has twice', () => {
    expect(wrong(rows(ROW, ROW.replace('BOLT', 'NUT').replace('Acme', 'Best')))).toEqual([
      'orders.csv:3:20: order 1: customer is "Best" here, and another one in line 2',
    ]);
    expect(wrong(rows('1,2026-03-02,"Best, Inc",Chcago,2026-03-05,BOLT,4'))).toEqual([
      expect.stringContaining('orders.csv:2:26: unknown place'),
    ]);
    expect(wrong(rows(ROW, '2,2026-03-02 09:00,Acme,Chicago,2026-03-05,BOLT,1', ROW))).toEqual([
      'orders.csv:4:44: order 1 has product "BOLT" twice. Sum its units in one row',
    ]);
  });

  test('a place that nobody has looked at, and more problems than one reads', () => {
    expect(
      wrong(read({ 'orders.csv': `${HEAD}\n1,2026-03-02,Acme,Reno,2026-03-05,BOLT,4` }, undefined)),
    ).toEqual([expect.stringContaining('unknown place: "Reno"')]);
    const many = wrong(rows(...Array.from({ length: 30 }, (_, i) => `${i},?,Acme,Chicago,?,BOLT,4`)));
    expect([many.length, many.at(-1)]).toEqual([21, 'orders.csv: 10 more such rows']);
  });

  test('a column that is not there, under the name that it should have', () => {
    const history = '{ file: orders.csv, columns: { units: Quantity, class: Segment }, source: x }';
    expect(wrong(read({ 'orders.csv': `${HEAD}\n${ROW}` }, history))).toEqual([
      expect.stringContaining('orders.csv:1:1: column "Quantity" is missing'),
      expect.stringContaining('orders.csv:1:1: column "Segment" is missing'),
    ]);
    expect(wrong(read({}))).toEqual(['orders.csv: there is no such file']);
  });
});

describe('with lists of products and customers', () => {
  const history = '{ file: orders.csv, products: p.csv, customers: c.csv, source: x }';
  const files = {
    'orders.csv': `${HEAD}\n${ROW}`,
    'p.csv': 'product,unitWeight,unitPrice\nNUT,20 g,0.10 USD\nBOLT,0.4 kg,1.25 USD\n',
    'c.csv': 'customer,class\nAcme,workshop\n',
  };

  test('weights, prices and classes are theirs; what nobody ordered is there, too, and comes last', () => {
    const { products, customers } = right(read(files, history));
    expect(products).toEqual([
      { name: 'BOLT', unitWeightGrams: 400, unitPriceMinor: 125 },
      { name: 'NUT', unitWeightGrams: 20, unitPriceMinor: 10 },
    ]);
    expect(customers).toEqual([{ name: 'Acme', place: 2, classNo: 1 }]);
  });

  test('what they do not list is unknown, and what they say wrongly is told of them', () => {
    const row = (text: string) => wrong(read({ ...files, 'orders.csv': `${HEAD}\n${text}` }, history));
    expect(row(ROW.replace('BOLT', 'BLOT'))).toEqual([
      'orders.csv:2:44: unknown product: "BLOT". Did you mean "BOLT"?',
    ]);
    expect(row(ROW.replace('Acme', 'Ajax'))).toEqual([
      expect.stringContaining('orders.csv:2:20: unknown customer: "Ajax"'),
    ]);
    const list = (changes: object) => wrong(read({ ...files, ...changes }, history));
    expect(list({ 'p.csv': 'product,unitWeight,unitPrice\nBOLT,400,1.25 EUR\n' })).toEqual([
      'p.csv:2:1: unitWeight is no weight such as 0.4 kg: "400"',
    ]);
    expect(list({ 'p.csv': 'product,unitWeight,unitPrice\nBOLT,0.4 kg,1.25 EUR\n' })).toEqual([
      'p.csv:2:1: unitPrice is no amount such as 12.50 USD: "1.25 EUR"',
    ]);
    expect(list({ 'c.csv': 'customer,class\nAcme,shop\nAcme,shop\n' })).toEqual([
      'c.csv:3:1: customer "Acme" is there twice. Take one out',
    ]);
    expect(list({ 'c.csv': 'customer,class\nAcme,shops\n' })).toEqual([
      'c.csv:2:1: unknown class: "shops". Did you mean "shop"?',
    ]);
  });
});
