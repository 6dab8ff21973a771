/** Orders in the KPIs: which are judged, what their customers wanted, and what spoils their documents. */
import { expect, test } from 'vitest';
import { hour, issued, kpisOf, ONE_ORDER } from './story.fixture.ts';

test('an order past its promise of which nothing has left is judged, and not punctual', () => {
  expect(kpisOf(ONE_ORDER)).toMatchObject({
    perfectOnDate: 0,
    perfectInFull: 0,
    otif: 0,
    fillRate: 0,
    onTimeDelivery: null,
  });
});

test('units cancelled at the wish of the customer are not wanted; credit refused is nobody to judge', () => {
  const cancelled = (reason: number) =>
    kpisOf([
      ...ONE_ORDER,
      ...issued(8, 8, 0, [1, 1, 1, 2], { units: 1, grams: 1, valueMinor: 50 }),
      [3, 'shipmentDelivered', 'shipment', 8, 1, hour(3), 0],
      [4, 'lineCancelled', 'order', 1, 1, 1, reason],
      [5, 'orderDone', 'order', 1, 1, 1, 1],
    ]).perfectOrder;
  expect([cancelled(1), cancelled(2)]).toEqual([1, 0]);
  const refused = kpisOf([
    ...ONE_ORDER,
    [1, 'orderRejected', 'order', 1, 1, 0, 0],
    [1, 'lineCancelled', 'order', 1, 1, 2, 4],
    [1, 'orderDone', 'order', 1, 1, 0, 2],
  ]);
  expect(refused).toMatchObject({ ordersWithdrawn: 1, perfectOrder: null, perfectDocuments: null });
  const barred = kpisOf([...ONE_ORDER, [1, 'orderRefusedByRule', 'order', 1, 1, 1, 4]]);
  expect(barred).toMatchObject({ ordersWithdrawn: 1, perfectOrder: null });
});

test('refused papers spoil the documents of the order', () => {
  expect(kpisOf([...ONE_ORDER, [2, 'documentsRefused', 'load', 8, 1, 1, 3]]).perfectDocuments).toBe(0);
  // A denied party: the customer of this order, or of another on the load.
  expect(kpisOf([...ONE_ORDER, [2, 'documentsRefused', 'load', 8, 1, 1, 1]]).perfectDocuments).toBeNull();
  expect(kpisOf([...ONE_ORDER, [2, 'documentsRefused', 'load', 8, 1, 7, 1]]).perfectDocuments).toBe(0);
  expect(kpisOf([...ONE_ORDER, [2, 'lineCancelled', 'order', 1, 1, 2, 4]]).perfectDocuments).toBe(0);
});
