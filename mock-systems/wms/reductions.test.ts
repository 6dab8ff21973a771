/** Less is wanted of what is reserved: free again as long as no work has begun on it. */
import { describe, expect, test } from 'vitest';
import type { UnitsByLine } from '#orchestrator/contracts/wms';
import { MINUTE_MS, node, settingsOf, shp, station, WmsBench } from './wms.fixture.ts';

const KEY = shp(1);
const reducedOf = (bench: WmsBench): (readonly [no: number, units: readonly number[]])[] =>
  bench.sent
    .splice(0)
    .filter(({ kind }) => kind === 'reservationReduced')
    .map(({ b, body }) => [b, (body as UnitsByLine).units] as const);

function reservedAt(one = node()): WmsBench {
  const bench = new WmsBench(settingsOf([one]));
  bench.reserve(KEY, [
    [0, 10],
    [1, 4],
  ]);
  bench.sent.length = 0;
  return bench;
}

describe('a reservation is reduced', () => {
  test('to what is still wanted: the rest is free, once, and what is answered is what is held', () => {
    const bench = reservedAt();
    bench.reduce(KEY, [7, 4], 3);
    expect(reducedOf(bench)).toEqual([[3, [7, 4]]]);
    expect(bench.wms.stockOf(0, 0)).toBe(93);
    // The same again, and more than is held, change nothing.
    bench.reduce(KEY, [7, 4], 3);
    bench.reduce(KEY, [9, 9], 4);
    expect(reducedOf(bench)).toEqual([
      [3, [7, 4]],
      [4, [7, 4]],
    ]);
    expect(bench.log.filter((line) => line.includes('reservationReduced'))).toEqual([
      `WMS.reservationReduced shipment ${KEY}#3(0,3)`,
    ]);
    expect(bench.faults()).toEqual([]);
  });

  test('in ascending order only: an older one that comes late is answered and frees nothing', () => {
    const bench = reservedAt();
    bench.reduce(KEY, [8, 4], 2);
    bench.reduce(KEY, [5, 4], 1);
    bench.reduce(KEY, [5, 4], 2);
    expect(reducedOf(bench)).toEqual([
      [2, [8, 4]],
      [1, [8, 4]],
      [2, [8, 4]],
    ]);
  });

  test('what is picked and leaves is what was left, and a repeated reservation is answered with that', () => {
    const bench = reservedAt();
    bench.reduce(KEY, [7, 0]);
    bench.wave([KEY]);
    bench.load(KEY, [KEY]);
    expect(bench.log).toContain(`WMS.shipmentPicked shipment ${KEY}#1(0,7)`);
    expect(bench.log).toContain(`WMS.goodsIssued shipment ${KEY}#1(0,7)`);
    bench.sent.length = 0;
    bench.reserve(KEY, [
      [0, 10],
      [1, 4],
    ]);
    expect(bench.sent[0]!.body).toEqual({ units: [7, 0] });
    expect(bench.faults()).toEqual([]);
  });

  test('what was reserved last is free first: a lot that expires sooner stays', () => {
    const lots = [
      { product: 0, units: 6, expiresAt: 5e12 },
      { product: 0, units: 100, expiresAt: 6e12 },
    ];
    const bench = reservedAt(node({ stock: { lots, replenishment: [], cycleCounts: null } }));
    bench.reduce(KEY, [7, 0]);
    expect(bench.wms.stock.lotsOf(0, 0).map(({ no, reserved }) => [no, reserved])).toEqual([
      [1, 6],
      [2, 1],
    ]);
    expect(bench.faults()).toEqual([]);
  });
});

describe('it is not', () => {
  test('once work has begun, or all of it has left', () => {
    const slow = { kind: 'stations', pick: station(1, 5), pack: null, stage: null, load: null } as const;
    const bench = reservedAt(node({ work: slow }));
    bench.wave([KEY]);
    bench.reduce(KEY, [7, 4]);
    bench.until(6 * MINUTE_MS);
    bench.reduce(KEY, [6, 4], 2);
    bench.load(KEY, [KEY]);
    bench.reduce(KEY, [5, 4], 3);
    expect(reducedOf(bench)).toEqual([
      [1, [10, 4]],
      [2, [10, 4]],
      [3, [10, 4]],
    ]);
    expect(bench.faults()).toEqual([]);
  });

  test('to nothing: who wants nothing cancels', () => {
    const bench = reservedAt();
    bench.reduce(KEY, [0, 0]);
    expect(reducedOf(bench)).toEqual([[1, [10, 4]]]);
  });

  test('of what is released, or not known: nothing is held of it', () => {
    const bench = reservedAt();
    bench.cancel(KEY);
    bench.reduce(KEY, [7, 4]);
    bench.reduce(shp(2), [7, 4], 2);
    expect(reducedOf(bench)).toEqual([
      [1, [0, 0]],
      [2, [0, 0]],
    ]);
    expect(bench.faults()).toEqual([]);
  });
});
