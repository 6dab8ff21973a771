/** What left with a shipment beyond what was issued: taken out of what is free, once, with a number of its own. */
import { expect, test } from 'vitest';
import { overageAdjustment, shortPickAdjustment, writeOffAdjustment } from './adjustments.ts';
import { HOUR_MS, node, settingsOf, shp, WmsBench } from './wms.fixture.ts';

const A = shp(1);

/** A shipment of two lines that has left. */
function issued(): WmsBench {
  const bench = new WmsBench(settingsOf([node()]));
  bench.reserve(A, [
    [0, 10],
    [1, 20],
  ]);
  bench.wave([A]);
  bench.until(HOUR_MS);
  bench.load(A, [A]);
  bench.until(2 * HOUR_MS);
  bench.log.splice(0);
  return bench;
}

test('is booked by line, once, however often it is said', () => {
  const bench = issued();
  for (let i = 0; i < 2; i++) bench.overage(A, [3, 0]);
  expect(bench.log).toEqual([`WMS.stockAdjusted node 0#${overageAdjustment(A, 0)}(0,-3)`]);
  expect(bench.wms.stockOf(0, 0)).toBe(87);
  expect(bench.wms.stockOf(0, 1)).toBe(80);
  expect(bench.faults()).toEqual([]);
});

test('is no more than is free, and nothing before the goods have left or of what is not known', () => {
  const bench = issued();
  bench.reserve(shp(2), [[0, 88]]);
  bench.log.splice(0);
  bench.overage(A, [5, 0]);
  expect(bench.log).toEqual([`WMS.stockAdjusted node 0#${overageAdjustment(A, 0)}(0,-2)`]);
  for (const key of [shp(2), shp(3)]) bench.overage(key, [5]);
  expect(bench.log).toHaveLength(1);
  expect(bench.faults()).toEqual([]);
});

test('has no number that another adjustment has', () => {
  const numbers = [0, 1, 8, 9].flatMap((shipment) =>
    [0, 1, 63].flatMap((line) =>
      [overageAdjustment, shortPickAdjustment, writeOffAdjustment].map((of) => of(shipment, line)),
    ),
  );
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1);
});
