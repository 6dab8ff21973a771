/** What is looked for must be what belongs to the order: keys that are left out would be rows that nobody sees. Shown for any things of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderParts } from './order-parts.ts';

const TYPES = [
  'order',
  'internal-order',
  'shipment',
  'claim',
  'return',
  'return-order',
  'transfer',
  'load',
  'freight-invoice',
  'customs-entry',
  'declaration',
  'track',
  'trip',
  'quality-case',
  'route',
  'case',
  'exception-case',
  'outbound-message',
  'complaint',
  'stock-view',
];
const some = fc.array(fc.nat(1_400), { maxLength: 4 });

test('of each type the keys are those that it has, and all of them together are all keys', () => {
  fc.assert(
    fc.property(fc.nat(20), some, some, some, some, some, (order, loads, routes, cases, late, troubled) => {
      const parts = new OrderParts(order);
      for (const load of loads) parts.loads.add(load);
      for (const route of routes) parts.routes.add(route);
      for (const key of cases) parts.cases.add(key);
      for (const key of late) parts.exceptionCases.add(key);
      for (const key of troubled) parts.troubled.add(key);
      const had = new Set<number>();
      for (const type of TYPES) {
        const keys = parts.keysOf(type);
        for (let key = 0; key < 1_500; key++) {
          const isAmong =
            keys !== null && key >= keys.low && key <= keys.high && (keys.among?.has(key) ?? true);
          if (isAmong !== parts.has(type, key)) expect.fail(`${type} ${key} of order ${order}`);
          if (isAmong) had.add(key);
        }
      }
      expect([...parts.allKeys()].sort()).toEqual([...had].sort());
    }),
    { numRuns: 30 },
  );
});
