/** What WMS answers to each command, by itself, and that repeats change nothing. The core's side is played by the test. */
import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, node, settingsOf, shp, station, WmsBench } from './wms.fixture.ts';

const A = shp(1);
const B = shp(2);
const C = shp(3);

describe('reservation', () => {
  test('gives what is there, by line, and tells what is missing', () => {
    const bench = new WmsBench(settingsOf([node()]));
    bench.reserve(A, [
      [0, 70],
      [1, 0],
      [0, 50],
    ]);
    expect(bench.sent).toEqual([
      { kind: 'stockReserved', key: A, a: 0, b: 20, body: { units: [70, 0, 30] }, at: 0 },
    ]);
    expect(bench.log).toEqual([`WMS.stockReserved shipment ${A}#1(0,100)`]);
    expect(bench.wms.stockOf(0, 0)).toBe(0);
    expect(bench.faults()).toEqual([]);
  });

  test('of a ship-complete order is of all lines in full or of nothing', () => {
    const bench = new WmsBench(settingsOf([node()]));
    bench.reserve(
      A,
      [
        [1, 10],
        [0, 70],
        [0, 31],
      ],
      0,
      1,
    );
    bench.reserve(
      B,
      [
        [1, 10],
        [0, 70],
        [0, 30],
      ],
      0,
      1,
    );
    expect(bench.sent.map(({ body, b }) => [body, b])).toEqual([
      [{ units: [0, 0, 0] }, 111],
      [{ units: [10, 70, 30] }, 0],
    ]);
    expect(bench.log).toEqual([`WMS.stockReserved shipment ${B}#1(0,110)`]);
    expect(bench.faults()).toEqual([]);
  });

  test('asked for again is answered again, and reserves nothing more', () => {
    const bench = new WmsBench(settingsOf([node()]));
    for (let i = 0; i < 3; i++) bench.reserve(A, [[0, 60]]);
    expect(bench.take()).toEqual(Array(3).fill(['stockReserved', A, 0, 0, 0]));
    expect(bench.wms.stockOf(0, 0)).toBe(40);
    expect(bench.wms.sideEffects(A)).toEqual({ reservations: 1, goodsIssues: 0, returns: 0 });
  });

  test('takes the lot that expires first, then the one received first', () => {
    const lots = [
      { product: 0, units: 5, expiresAt: null },
      { product: 0, units: 5, expiresAt: START_PLUS_DAY },
      { product: 0, units: 5, expiresAt: null },
    ];
    const bench = new WmsBench(settingsOf([node({ stock: { lots, replenishment: [], cycleCounts: null } })]));
    bench.reserve(A, [[0, 7]]);
    expect(bench.wms.stock.lotsOf(0, 0).map(({ no, available }) => [no, available])).toEqual([
      [2, 0],
      [1, 3],
      [3, 5],
    ]);
  });

  test('at a node of unlimited stock gives everything, and the books still balance', () => {
    const bench = new WmsBench(settingsOf([node({ stock: null })]));
    bench.reserve(A, [[0, 1_000_000]], 0, 1);
    bench.reserve(B, [[0, 7]]);
    bench.cancel(A);
    bench.wave([B]);
    bench.load(B, [B]);
    bench.takeBack(B, [4], 1);
    expect(bench.take().map(([kind, key, , b]) => [kind, key, b])).toEqual([
      ['stockReserved', A, 0],
      ['stockReserved', B, 0],
      ['shipmentReleased', A, 1],
      ['shipmentPicked', B, 0],
      ['shipmentPacked', B, 1],
      ['goodsIssued', B, 7],
      ['truckLoaded', B, 1],
    ]);
    expect(bench.wms.stockOf(0, 0)).toBe(Infinity);
    expect(bench.faults()).toEqual([]);
  });

  test('of a product or node that nobody has stops with its number', () => {
    const bench = new WmsBench(settingsOf([node()]));
    expect(() => bench.wms.stockOf(0, 3)).toThrow(/no node 0 with product 3.*Add it to the settings/);
    expect(() => bench.wms.stockOf(1, 0)).toThrow(/no node 1 with product 0/);
  });
});

const START_PLUS_DAY = 1_767_571_200_000 + 24 * HOUR_MS;

describe('from wave to goods issue', () => {
  const work = {
    kind: 'stations',
    pick: station(1, 10),
    pack: station(1, 5),
    stage: station(2, 1),
    load: station(1, 20),
  } as const;

  test('every step takes its time, and is told when it is done', () => {
    const bench = new WmsBench(settingsOf([node({ work })]));
    bench.reserve(A, [
      [0, 12],
      [1, 8],
    ]);
    bench.reserve(B, [[2, 1]]);
    bench.wave([B, A]);
    bench.until(HOUR_MS);
    bench.load(A, [A, B]);
    bench.kernel.run();
    expect(bench.sent.at(-4)!.at).toBe(26 * MINUTE_MS);
    expect(bench.sent.slice(-4)[0]).toMatchObject({
      kind: 'shipmentPacked',
      body: { units: [12, 8], handlingUnits: 2, grossWeightGrams: 12 * 1000 + 8 * 250.5 + 2 * 500 },
    });
    expect(bench.take().slice(2)).toEqual([
      ['shipmentPicked', B, 0, 0, 10 * MINUTE_MS],
      ['shipmentPacked', B, 0, 1, 16 * MINUTE_MS],
      ['shipmentPicked', A, 0, 0, 20 * MINUTE_MS],
      ['shipmentPacked', A, 0, 2, 26 * MINUTE_MS],
      ['goodsIssued', A, 0, 20, 100 * MINUTE_MS],
      ['goodsIssued', B, 0, 1, 100 * MINUTE_MS],
      ['truckLoaded', A, 0, 2, 100 * MINUTE_MS],
    ]);
    // A step a job: 10 + 5 + 1 + 20 minutes.
    const workMs = 36 * MINUTE_MS;
    expect(bench.log.slice(-8)).toEqual([
      `WMS.goodsIssued shipment ${A}#1(0,20)`,
      `WMS.warehouseCharged shipment ${A}#1(1050,0)`,
      `WMS.shipmentLoaded shipment ${A}#1(${A},0)`,
      `WMS.labourSpent shipment ${A}#1(${workMs},0)`,
      `WMS.goodsIssued shipment ${B}#1(0,1)`,
      // 52.5 minor units: half up.
      `WMS.warehouseCharged shipment ${B}#1(53,0)`,
      `WMS.shipmentLoaded shipment ${B}#1(${A},0)`,
      `WMS.labourSpent shipment ${B}#1(${workMs},0)`,
    ]);
    expect(bench.faults()).toEqual([]);
  });

  test('commands repeated at work change nothing; repeated afterwards they are answered again', () => {
    const bench = new WmsBench(settingsOf([node({ work })]));
    bench.reserve(A, [[0, 12]]);
    for (let i = 0; i < 2; i++) bench.wave([A]);
    bench.until(HOUR_MS);
    for (let i = 0; i < 2; i++) bench.load(A, [A]);
    bench.kernel.run();
    const events = [...bench.log];
    expect(bench.take().map(([kind]) => kind)).toEqual([
      'stockReserved',
      'shipmentPicked',
      'shipmentPacked',
      'goodsIssued',
      'truckLoaded',
    ]);
    bench.wave([A]);
    bench.load(A, [A]);
    const again = bench.take();
    expect(again.map(([kind, key, a, b]) => [kind, key, a, b])).toEqual([
      ['shipmentPicked', A, 0, 0],
      ['shipmentPacked', A, 0, 2],
      ['goodsIssued', A, 0, 12],
      ['truckLoaded', A, 0, 1],
    ]);
    expect(bench.log).toEqual(events);
    expect(bench.wms.sideEffects(A).goodsIssues).toBe(1);
  });

  test('a truck waits for what is not yet staged, and leaves without what was called off', () => {
    const bench = new WmsBench(settingsOf([node({ work })]));
    for (const key of [A, B, C]) bench.reserve(key, [[0, 1]]);
    bench.wave([A, B]);
    bench.load(A, [A, B, C, shp(99)]);
    bench.until(HOUR_MS).take();
    bench.cancel(C);
    bench.until(HOUR_MS + 5 * MINUTE_MS);
    bench.cancel(B);
    bench.kernel.run();
    expect(bench.take()).toEqual([
      ['shipmentReleased', C, 0, 1, HOUR_MS],
      ['shipmentReleased', B, 0, 1, HOUR_MS + 5 * MINUTE_MS],
      // Taken on with two shipments: it takes as long without the one called off.
      ['goodsIssued', A, 0, 1, HOUR_MS + 40 * MINUTE_MS],
      ['truckLoaded', A, 0, 1, HOUR_MS + 40 * MINUTE_MS],
    ]);
    expect(bench.faults()).toEqual([]);
  });

  test('a truck that lost all of its shipments is told to have none', () => {
    const bench = new WmsBench(settingsOf([node({ work })]));
    bench.reserve(A, [[0, 1]]);
    bench.load(A, [A]);
    bench.cancel(A);
    bench.kernel.run();
    expect(
      bench
        .take()
        .slice(1)
        .map(([kind, , , b]) => [kind, b]),
    ).toEqual([
      ['shipmentReleased', 1],
      ['truckLoaded', 0],
    ]);
  });

  test('handling units follow the tighter limit, and are 64 at most', () => {
    const packing = {
      unitsPerHandlingUnit: 10,
      weightGramsPerHandlingUnit: 4000,
      tareGramsPerHandlingUnit: 0,
    };
    const bench = new WmsBench(settingsOf([node({ stock: null, packing })]));
    const cases = [
      [A, [0, 9]],
      [B, [2, 41]],
      [C, [0, 10_000]],
    ] as const;
    for (const [key, line] of cases) bench.reserve(key, [line]);
    bench.wave([A, B, C]);
    expect(
      bench
        .take()
        .filter(([kind]) => kind === 'shipmentPacked')
        .map(([, , , b]) => b),
    ).toEqual([3, 5, 64]);
  });
});

describe('cancellation', () => {
  const work = {
    kind: 'stations',
    pick: station(1, 10),
    pack: station(1, 5),
    stage: null,
    load: null,
  } as const;

  test('before goods issue frees the stock and the worker, and the next in line begins', () => {
    const bench = new WmsBench(settingsOf([node({ work })]));
    for (const key of [A, B, C]) bench.reserve(key, [[0, 10]]);
    bench.wave([A, B, C]);
    bench.until(4 * MINUTE_MS).take();
    // B waits, A is being picked.
    bench.cancel(B);
    bench.cancel(A);
    bench.kernel.run();
    expect(bench.take()).toEqual([
      ['shipmentReleased', B, 0, 1, 4 * MINUTE_MS],
      ['shipmentReleased', A, 0, 1, 4 * MINUTE_MS],
      ['shipmentPicked', C, 0, 0, 14 * MINUTE_MS],
      ['shipmentPacked', C, 0, 1, 19 * MINUTE_MS],
    ]);
    expect(bench.log).toContain(`WMS.reservationReleased shipment ${A}#1(0,10)`);
    expect(bench.wms.stockOf(0, 0)).toBe(90);
    expect(bench.faults()).toEqual([]);
  });

  test('after goods issue is too late; asked again, the same answer', () => {
    const bench = new WmsBench(settingsOf([node()]));
    for (const key of [A, B]) bench.reserve(key, [[0, 10]]);
    bench.wave([A]);
    bench.load(A, [A]);
    bench.take();
    for (const key of [A, B, A, B]) bench.cancel(key);
    expect(bench.take().map(([kind, key, , b]) => [kind, key, b])).toEqual([
      ['shipmentReleased', A, 0],
      ['shipmentReleased', B, 1],
      ['shipmentReleased', A, 0],
      ['shipmentReleased', B, 1],
    ]);
    expect(bench.log.filter((line) => line.includes('reservationReleased'))).toHaveLength(1);
    expect(bench.faults()).toEqual([]);
  });

  test('that overtakes its reservation stands', () => {
    const bench = new WmsBench(settingsOf([node()]));
    bench.cancel(A);
    bench.reserve(A, [
      [0, 10],
      [1, 3],
    ]);
    expect(bench.sent.map(({ kind, b, body }) => [kind, b, body])).toEqual([
      ['shipmentReleased', 1, null],
      ['stockReserved', 13, { units: [0, 0] }],
    ]);
    expect(bench.wms.stockOf(0, 0)).toBe(100);
  });
});

describe('return', () => {
  const shipped = (): WmsBench => {
    const bench = new WmsBench(settingsOf([node()]));
    bench.reserve(A, [
      [0, 10],
      [1, 4],
    ]);
    bench.wave([A]);
    bench.load(A, [A]);
    bench.log.length = 0;
    return bench;
  };

  test('puts good units back into stock, once, and never more than left', () => {
    const bench = shipped();
    for (let i = 0; i < 2; i++) bench.takeBack(A, [3, 9], 1);
    expect([bench.wms.stockOf(0, 0), bench.wms.stockOf(0, 1)]).toEqual([93, 100]);
    expect(bench.log).toEqual([`WMS.goodsReturned shipment ${A}#1(0,7)`]);
    expect(bench.wms.sideEffects(A).returns).toBe(1);
    expect(bench.faults()).toEqual([]);
  });

  test('of what is no good adjusts it out', () => {
    const bench = shipped();
    bench.takeBack(A, [3, 0], 0);
    expect(bench.wms.stockOf(0, 0)).toBe(90);
    expect(bench.log).toEqual([
      `WMS.goodsReturned shipment ${A}#1(0,3)`,
      `WMS.stockAdjusted node 0#${A * 64 * 4 + 3}(0,-3)`,
    ]);
    expect(bench.wms.stock.balance(0, 0)).toMatchObject({ returned: 3, adjustedOut: 3, shipped: 10 });
    expect(bench.faults()).toEqual([]);
  });

  test('of goods that never left frees or writes off all that is held', () => {
    const bench = new WmsBench(settingsOf([node()]));
    for (const key of [A, B]) bench.reserve(key, [[0, 10]]);
    bench.wave([A, B]);
    bench.takeBack(A, [10], 1);
    bench.takeBack(B, [10], 0);
    expect(bench.wms.stockOf(0, 0)).toBe(90);
    expect(bench.wms.stock.balance(0, 0)).toMatchObject({ reserved: 0, adjustedOut: 10, returned: 0 });
    bench.take();
    bench.cancel(A);
    expect(bench.take().map(([, , , b]) => b)).toEqual([1]);
    expect(bench.faults()).toEqual([]);
  });
});

describe('memory', () => {
  test('what is finished is forgotten after its time, and only then', () => {
    const bench = new WmsBench(settingsOf([node({ stock: null })], { rememberMs: HOUR_MS }));
    for (let order = 1; order <= 5000; order++) {
      bench.until(order * MINUTE_MS);
      bench.reserve(shp(order), [[0, 1]]);
      bench.wave([shp(order)]);
      bench.load(shp(order), [shp(order)]);
    }
    expect(bench.wms.known).toBe(61);
    bench.take();
    bench.cancel(shp(4940));
    expect(bench.take().map(([, , , b]) => b)).toEqual([0]);
  });
});
