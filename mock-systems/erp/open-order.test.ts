/** A copy of an open order shares nothing that is ever written into. */
import { expect, test } from 'vitest';
import { copyOrder, openOrder } from './open-order.ts';

test('whatever is written into a copy leaves the original as it was', () => {
  const order = openOrder({
    no: 1,
    drawKey: 1,
    releaseAt: 0,
    sales: {
      customer: 0,
      destination: 0,
      lines: [{ product: 0, units: 1, unitWeightGrams: 1, unitPriceMinor: 1 }],
      shipComplete: false,
      priority: 0,
      promisedAt: 0,
      instructed: null,
    },
  });
  // Done with, and two of the units that it shipped are not posted yet.
  Object.assign(order, { done: true, cancelledUnits: 1, unposted: 2 });
  const before = structuredClone(order);
  const copy = copyOrder(order);
  expect(copy).toEqual(before);
  for (const list of [copy.withheldMinor, copy.billedMinor, copy.notices]) list[3] = 7;
  expect(order).toEqual(before);
});
