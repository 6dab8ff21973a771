/** A list of orders as a source: sorted, from where it stands, and complete. */
import { expect, test } from 'vitest';
import { OrderList } from './order-source.ts';
import type { ErpOrder } from './settings.ts';

function order(no: number, releaseAt: number, unitWeightGrams: number | null = 1): ErpOrder {
  const lines = [{ product: 0, units: 1, unitWeightGrams, unitPriceMinor: 1 }];
  const sales = { customer: 0, destination: 0, lines, shipComplete: false, priority: 0, promisedAt: 9 };
  return { no, drawKey: no, releaseAt, sales: { ...sales, instructed: null } };
}

test('gives its orders by (release, number), and goes on from where it stood', () => {
  const orders = [order(3, 5), order(2, 5), order(9, 1)];
  const list = new OrderList(orders);
  expect(list.next()?.no).toBe(9);
  const copy = new OrderList(orders);
  copy.load(list.save());
  expect([list.next()?.no, list.next()?.no, list.next(), list.next()]).toEqual([2, 3, null, null]);
  expect(copy.next()?.no).toBe(2);
});

test('refuses a line without its true weight, and an order without lines', () => {
  expect(() => new OrderList([order(3, 5, null)])).toThrow('a line of order 3 has no weight');
  const empty = { ...order(4, 5), sales: { ...order(4, 5).sales, lines: [] } };
  expect(() => new OrderList([empty])).toThrow('order 4 has no lines');
});
