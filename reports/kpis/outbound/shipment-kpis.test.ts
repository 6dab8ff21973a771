/** Shipments in the KPIs: when they are late, and what is sent from another node instead. */
import { expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { FACTS, type Happening, hour, issued, kpisOf, ONE_ORDER, outcomesOf } from './story.fixture.ts';

test('a shipment still on the road past its promise is late, before it is not counted', () => {
  const story = [...ONE_ORDER, ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 })];
  expect(kpisOf(story).onTimeDelivery).toBe(0);
  expect(computeOutboundKpis(outcomesOf(story), { ...FACTS, endAt: hour(9) }).onTimeDelivery).toBeNull();
});

test('a millisecond late is late', () => {
  const arrived = (ms: number) =>
    kpisOf([
      ...ONE_ORDER,
      ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 }),
      [10, 'shipmentDelivered', 'shipment', 8, 1, hour(10) + ms, 0],
    ]).onTimeDelivery;
  expect([arrived(0), arrived(1)]).toEqual([1, 0]);
});

test('what was moved to another node counts by order, and arrives as what was sent instead', () => {
  const first = [[1, 'stockReserved', 'shipment', 8, 1, 0, 2]] as readonly Happening[];
  const instead = issued(9, 9, 1, [2, 2, 2, 3], { units: 2, grams: 1, valueMinor: 100 });
  const moved = [
    ...ONE_ORDER,
    ...first,
    [2, 'shipmentReassigned', 'shipment', 8, 1, 1, 0],
    ...instead,
  ] as readonly Happening[];
  expect(kpisOf(moved)).toMatchObject({ shipmentsMoved: 1, movedOnTime: 0 });
  const arrived = [...moved, [9, 'shipmentDelivered', 'shipment', 9, 1, hour(4), 0]] as readonly Happening[];
  expect(kpisOf(arrived).movedOnTime).toBe(kpisOf(arrived).onTimeDelivery);
  expect(kpisOf([...ONE_ORDER, ...first]).shipmentsMoved).toBeNull();
});
