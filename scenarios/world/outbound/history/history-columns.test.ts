/**
 * Whether an order has a product is found among its own lines, however far apart these stand. Shown by counting what is read of the columns
 * while rows come sorted by line: each order's first, then each one's second, ...
 */
import { expect, test } from 'vitest';
import { HistoryColumns } from './history-columns.ts';

const LINES = 6;

const orderNamed = (id: string) => ({
  id,
  releaseAt: 0,
  promisedAt: 1,
  requestedAt: Number.NaN,
  customer: 0,
  destination: 0,
});

/** Each list of it counts how often one of its entries is read. */
function counted(columns: HistoryColumns): { reads: number } {
  const count = { reads: 0 };
  for (const [key, list] of Object.entries(columns)) {
    if (!Array.isArray(list)) continue;
    const counting = new Proxy(list, {
      get: (target, entry, receiver) => {
        if (typeof entry === 'string' && /^\d+$/.test(entry)) count.reads += 1;
        return Reflect.get(target, entry, receiver);
      },
    });
    Reflect.set(columns, key, counting);
  }
  return count;
}

/** Most that one look for a product read, of orders whose lines stand as far apart as there are orders. */
function readsOfOneLook(orders: number): number {
  const columns = new HistoryColumns();
  const count = counted(columns);
  for (let order = 0; order < orders; order++) columns.add(order + 2, orderNamed(String(order)));
  let most = 0;
  for (let line = 0; line < LINES; line++)
    for (let order = 0; order < orders; order++) {
      const before = count.reads;
      expect(columns.has(order, line)).toBe(false);
      most = Math.max(most, count.reads - before);
      columns.addLine(order, line, 1);
      expect(columns.has(order, line)).toBe(true);
    }
  for (let line = 0; line < LINES; line++) expect(columns.has(orders - 1, line)).toBe(true);
  expect(columns.has(0, LINES)).toBe(false);
  return most;
}

test('a look for a product reads what its order has, not what the file has', () => {
  const few = readsOfOneLook(2);
  expect(few).toBeGreaterThanOrEqual(LINES - 1);
  expect(readsOfOneLook(400)).toBe(few);
});
