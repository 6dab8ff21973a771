/** Orders of a history come as its columns have them, in their order, and what is drawn of them is keyed by their own names. */
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { demand } from './demand.fixture.ts';
import { type OrderColumns, OrderTable } from './order-table.ts';
import type { DemandSettings } from './settings.ts';

const AT = demand().startAt;

/** Orders with one line each but the second, which has two. */
function columns(keys: readonly number[] = [71, 72, 73]): OrderColumns {
  const count = keys.length;
  const each = (value: number): Uint32Array => new Uint32Array(count).fill(value);
  const firstLine = Uint32Array.from({ length: count + 1 }, (_, i) => (i < 2 ? i : i + 1));
  const lines = firstLine[count]!;
  return {
    releaseAt: Float64Array.from(keys, (_key, i) => AT + i),
    promisedAt: Float64Array.from(keys, (_key, i) => AT + 1000 + i),
    requestedAt: Float64Array.from(keys, (_key, i) => (i === 0 ? AT + 500 : Number.NaN)),
    customer: each(1),
    destination: each(12),
    drawKey: Uint32Array.from(keys),
    firstLine,
    product: Uint32Array.from({ length: lines }, (_, line) => line % 12),
    units: Uint32Array.from({ length: lines }, (_, line) => line + 1),
  };
}

const table = (from = columns(), changes: Partial<DemandSettings> = {}): OrderTable =>
  new OrderTable(from, demand(changes), new Random(1));

function all(source: OrderTable) {
  const orders = [];
  for (let order = source.next(); order !== null; order = source.next()) orders.push(order);
  return orders;
}

test('an order with its lines, their true weights and prices, and where it goes', () => {
  const [first, second, ...rest] = all(table());
  expect(first).toEqual({
    no: 1,
    drawKey: 71,
    releaseAt: AT,
    requestedAt: AT + 500,
    sales: {
      customer: 1,
      destination: 12,
      lines: [{ product: 0, units: 1, unitWeightGrams: 100, unitPriceMinor: 1000 }],
      shipComplete: false,
      priority: 0,
      promisedAt: AT + 1000,
      instructed: null,
    },
  });
  expect(second).not.toHaveProperty('requestedAt');
  expect(second!.sales.lines.map(({ product, units }) => [product, units])).toEqual([
    [1, 2],
    [2, 3],
  ]);
  expect(rest).toHaveLength(1);
});

test('it goes on from where it stood, and ends for good', () => {
  const source = table();
  source.next();
  const copy = table();
  copy.load(structuredClone(source.save()));
  expect(all(copy)).toEqual(all(source));
  expect([source.next(), copy.next()]).toEqual([null, null]);
});

test('orders left out leave gaps; no more come than are asked for', () => {
  expect(all(table(columns(), { leftOut: new Set([2]) })).map(({ no }) => no)).toEqual([1, 3]);
  expect(all(table(columns(), { ordersMax: 2 })).map(({ no }) => no)).toEqual([1, 2]);
});

test('what is drawn goes by the name of the order, not by its number', () => {
  const keys = Array.from({ length: 200 }, (_, i) => 1000 + i);
  const customers = demand().customers.map((each) => ({ ...each, classNo: 0 }));
  const drawn = (from: readonly number[]) =>
    new Map(
      all(table(columns(from), { customers })).map(({ drawKey, sales }) => [
        drawKey,
        `${sales.shipComplete} ${sales.priority}`,
      ]),
    );
  const whole = drawn(keys);
  expect(new Set(whole.values()).size).toBe(4);
  const without = drawn(keys.slice(3));
  for (const [key, luck] of without) expect(luck).toBe(whole.get(key));
});
