/** Stock that nobody orders: replenishment, cycle counts, short picks, and what the feed says of all that. */
import { describe, expect, test } from 'vitest';
import type { StockEntry } from '#orchestrator/contracts/wms';
import type { FeedSettings, ReplenishmentPlan, StockSettings, WmsNode } from './settings.ts';
import { HOUR_MS, node, START, settingsOf, shp, WmsBench } from './wms.fixture.ts';

const DAY_MS = 24 * HOUR_MS;

function stockOf(more: Partial<StockSettings>, units = 100, products = 3): StockSettings {
  const lots = Array.from({ length: products }, (_, product) => ({ product, units, expiresAt: null }));
  return { lots, replenishment: [], cycleCounts: null, ...more };
}

/** A world of so many products. */
function wide(products: number, one: WmsNode, until = START + 40 * DAY_MS): WmsBench {
  const master = Array.from({ length: products }, () => ({ unitWeightGrams: 1, shelfLifeMs: DAY_MS }));
  return new WmsBench(settingsOf([one, one], { products: master, until }));
}

describe('replenishment', () => {
  const plan: ReplenishmentPlan = {
    firstReviewAt: START + HOUR_MS,
    reviewMs: DAY_MS,
    leadTimeMs: { kind: 'constant', value: 36 * HOUR_MS },
    products: [
      { product: 0, reorderUnits: 40, targetUnits: 120 },
      { product: 1, reorderUnits: 40, targetUnits: 120 },
    ],
  };

  test('orders up to the target what is at its reorder level, once, and receives it as a lot of its own', () => {
    const bench = new WmsBench(settingsOf([node({ stock: stockOf({ replenishment: [plan] }) })]));
    bench.wms.start();
    bench.reserve(shp(1), [
      [0, 60],
      [1, 59],
    ]);
    bench.until(36 * HOUR_MS);
    expect(bench.wms.stockOf(0, 0)).toBe(40);
    bench.until(10 * DAY_MS);
    // Ordered at the first review; at the second, 80 are on order. Product 1 is one above its level.
    expect(bench.log).toEqual([
      `WMS.stockReserved shipment ${shp(1)}#1(0,119)`,
      'WMS.goodsReceived node 0#1(0,80)',
    ]);
    expect(bench.wms.stock.lotsOf(0, 0).map(({ no, in: units }) => [no, units])).toEqual([
      [1, 100],
      [2, 80],
    ]);
    expect(bench.wms.stockOf(0, 0)).toBe(120);
    expect(bench.faults()).toEqual([]);
  });

  test('keeps a node going for a year, and ends when it is told to', () => {
    const until = START + 365 * DAY_MS;
    const bench = new WmsBench(
      settingsOf([node({ stock: stockOf({ replenishment: [plan] }) })], { until, rememberMs: DAY_MS }),
    );
    bench.wms.start();
    let missing = 0;
    for (let day = 0; day < 365; day++) {
      bench.until(day * DAY_MS);
      const key = shp(day + 1);
      bench.reserve(key, [[0, 15]]);
      bench.wave([key]);
      bench.load(key, [key]);
      missing += bench.sent.find(({ kind }) => kind === 'stockReserved')!.b;
      bench.sent.length = 0;
    }
    expect(missing).toBe(0);
    expect(bench.kernel.run()).toBe('empty');
    expect(bench.faults()).toEqual([]);
    const numbers = bench.log
      .filter((line) => line.includes('goodsReceived'))
      .map((line) => line.split('(')[0]);
    expect(numbers.length).toBeGreaterThan(50);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('of one product by two plans is refused', () => {
    const stock = stockOf({ replenishment: [plan, plan] });
    expect(() => new WmsBench(settingsOf([node({ stock })]))).toThrow(
      /product 0 is in two replenishment plans/,
    );
  });
});

describe('cycle counts', () => {
  const counted = (missingShare: number, reserved = 0): WmsBench => {
    const cycleCounts = {
      instants: [1, 2, 3, 4].map((day) => START + day * DAY_MS),
      cycleLength: 2,
      wrongShare: 0.25,
      missingShare,
      units: { kind: 'uniform', min: 1, max: 9 } as const,
    };
    const bench = wide(1000, node({ stock: stockOf({ cycleCounts }, 30, 1000) }));
    bench.wms.start();
    for (let product = 0; product < reserved; product++) bench.reserve(shp(product + 1), [[product, 30]]);
    bench.log.length = 0;
    bench.kernel.run();
    return bench;
  };
  const adjusted = (bench: WmsBench) =>
    bench.log.map((line) => {
      const [, place, n, product, units] = /stockAdjusted node (\d)#(\d+)\((\d+),(-?\d+)\)/
        .exec(line)!
        .map(Number);
      return { node: place!, n: n!, product: product!, units: units! };
    });

  test('find and miss units, each product once a cycle, under numbers of their own', () => {
    const bench = counted(0.6);
    const all = adjusted(bench);
    // 2 nodes x 1000 products x 2 cycles x 0.25; three standard errors are 82.
    expect(Math.abs(all.length - 1000)).toBeLessThan(82);
    expect(Math.abs(all.filter(({ units }) => units < 0).length / all.length - 0.6)).toBeLessThan(0.05);
    expect(new Set(all.map((each) => `${each.node}/${each.n}`)).size).toBe(all.length);
    expect(bench.faults()).toEqual([]);
  });

  test('take only what is free: never below zero, and nothing is reported where nothing was', () => {
    const cycleCounts = {
      instants: [START + HOUR_MS],
      cycleLength: 1,
      wrongShare: 1,
      missingShare: 1,
      units: { kind: 'constant', value: 7 } as const,
    };
    const bench = new WmsBench(settingsOf([node({ stock: stockOf({ cycleCounts }) })]));
    bench.wms.start();
    bench.reserve(shp(1), [
      [0, 100],
      [1, 96],
    ]);
    bench.kernel.run();
    expect(
      adjusted({ ...bench, log: bench.log.slice(1) } as WmsBench).map(({ product, units }) => [
        product,
        units,
      ]),
    ).toEqual([
      [1, -4],
      [2, -7],
    ]);
    expect(bench.faults()).toEqual([]);
  });

  test('find the same whatever was done to the stock before', () => {
    const quiet = adjusted(counted(0));
    expect(new Set(quiet.map(({ units }) => units)).size).toBe(9);
    expect(adjusted(counted(0, 500))).toEqual(quiet);
  });
});

describe('short picks', () => {
  const picked = (share: number, orders: number, n = 0): WmsBench => {
    const bench = new WmsBench(settingsOf([node({ stock: stockOf({}, 1e6), shortPickShare: share })]));
    for (let order = 1; order <= orders; order++)
      bench.reserve(shp(order, n), [
        [0, 10],
        [1, 1],
      ]);
    bench.wave(Array.from({ length: orders }, (_, i) => shp(i + 1, n)));
    return bench;
  };
  const units = (bench: WmsBench) =>
    bench.sent
      .filter(({ kind }) => kind === 'shipmentPicked')
      .map(({ body, b }) => [...(body as { units: number[] }).units, b]);

  test('come with their share, tell what is missing, and adjust it out', () => {
    const bench = picked(0.2, 2000);
    const all = units(bench);
    // Three standard errors of a share of 0.2 in 2,000 draws: 0.027.
    for (const [line, full] of [
      [0, 10],
      [1, 1],
    ] as const) {
      expect(Math.abs(all.filter((each) => each[line]! < full).length / 2000 - 0.2)).toBeLessThan(0.027);
    }
    for (const [first, second, missing] of all) expect(first! + second! + missing!).toBe(11);
    const gone = bench.log.filter((line) => line.includes('stockAdjusted'));
    const missing = all.reduce((sum, each) => sum + each[2]!, 0);
    expect(gone.reduce((sum, line) => sum + Number(/,(-\d+)\)/.exec(line)![1]), 0)).toBe(-missing);
    expect(new Set(gone.map((line) => line.split('(')[0])).size).toBe(gone.length);
    expect(bench.log.filter((line) => line.includes('pickedShort'))).toHaveLength(
      all.filter((each) => each[2]! > 0).length,
    );
    expect(bench.faults()).toEqual([]);
  });

  test('are those of the order and attempt: another order left out changes none, another attempt is other luck', () => {
    const all = units(picked(0.2, 300));
    expect(units(picked(0.2, 200))).toEqual(all.slice(0, 200));
    expect(units(picked(0.2, 300, 1))).not.toEqual(all);
  });

  test('of everything end the shipment: nothing is packed, nothing is held', () => {
    const bench = new WmsBench(settingsOf([node({ shortPickShare: 1 })]));
    bench.reserve(shp(1), [[0, 1]]);
    bench.load(shp(1), [shp(1)]);
    bench.wave([shp(1)]);
    bench.cancel(shp(1));
    expect(bench.take().map(([kind, , , b]) => [kind, b])).toEqual([
      ['stockReserved', 0],
      ['shipmentPicked', 1],
      ['truckLoaded', 0],
      ['shipmentReleased', 1],
    ]);
    expect(bench.wms.stock.balance(0, 0)).toMatchObject({ available: 99, reserved: 0, adjustedOut: 1 });
    expect(bench.log.filter((line) => line.includes('reservationReleased'))).toEqual([]);
  });
});

describe('inventory feed', () => {
  const feed: FeedSettings = {
    firstAt: START,
    periodMs: HOUR_MS,
    fullEvery: null,
    delayMs: null,
    omittedShare: 0,
    wrongShare: 0,
    wrongFactor: { kind: 'constant', value: -0.5 },
  };
  const fed = (more: Partial<FeedSettings> = {}, products = 3): WmsBench => {
    const bench = wide(products, node({ stock: stockOf({}, 100, products), feed: { ...feed, ...more } }));
    bench.wms.start();
    return bench;
  };
  const feeds = (bench: WmsBench, place = 0) =>
    bench.sent
      .splice(0)
      .filter(({ kind, key }) => kind === 'stockCounted' && key === place)
      .map(({ a, b, at, body }) => ({
        counted: (a - START) / HOUR_MS,
        feed: b,
        at: at / HOUR_MS,
        entries: (body as { entries: StockEntry[] }).entries,
      }));

  test('tells everything first, then what changed, also that nothing did', () => {
    const bench = fed();
    bench.until(1);
    expect(feeds(bench)).toEqual([
      { counted: 0, feed: 1, at: 0, entries: [0, 1, 2].map((product) => ({ product, available: 100 })) },
    ]);
    bench.reserve(shp(1), [
      [2, 30],
      [0, 1],
    ]);
    bench.cancel(shp(1));
    bench.reserve(shp(2), [[2, 30]]);
    bench.until(2 * HOUR_MS);
    expect(feeds(bench)).toEqual([
      {
        counted: 1,
        feed: 2,
        at: 1,
        entries: [
          { product: 0, available: 100 },
          { product: 2, available: 70 },
        ],
      },
      { counted: 2, feed: 3, at: 2, entries: [] },
    ]);
    bench.cancel(shp(2));
    bench.until(3 * HOUR_MS);
    expect(feeds(bench)[0]!.entries).toEqual([{ product: 2, available: 100 }]);
  });

  test('may be late, even behind a later one, and still says when it was counted', () => {
    const bench = fed({ delayMs: { kind: 'uniform', min: 0, max: 4 * HOUR_MS } });
    bench.until(30 * HOUR_MS);
    const all = feeds(bench);
    expect(
      all.every(({ feed: no, counted, at }) => counted === no - 1 && at >= counted && at <= counted + 4),
    ).toBe(true);
    expect(all.map(({ feed: no }) => no)).not.toEqual(all.map(({ feed: no }) => no).sort((p, q) => p - q));
  });

  test('leaves entries out and lies with its shares, while the stock stays what it is', () => {
    const bench = fed({ omittedShare: 0.1, wrongShare: 0.3, fullEvery: 1 }, 1000);
    bench.until(HOUR_MS);
    const all = feeds(bench).flatMap(({ entries }) => entries);
    // Of 2,000 entries, three standard errors: 0.02 and 0.03.
    expect(Math.abs(all.length / 2000 - 0.9)).toBeLessThan(0.02);
    expect(Math.abs(all.filter(({ available }) => available === 50).length / all.length - 0.3)).toBeLessThan(
      0.033,
    );
    expect(all.every(({ available }) => available === 50 || available === 100)).toBe(true);
    expect(bench.wms.stockOf(0, 0)).toBe(100);
  });

  test('never tells less than nothing', () => {
    const bench = fed({ wrongShare: 1, wrongFactor: { kind: 'constant', value: -3 } });
    bench.until(1);
    expect(feeds(bench)[0]!.entries.map(({ available }) => available)).toEqual([0, 0, 0]);
  });

  test('a full one comes round and puts right what was told wrong', () => {
    const bench = fed({ fullEvery: 3 });
    bench.until(6 * HOUR_MS);
    expect(feeds(bench).map(({ entries }) => entries.length)).toEqual([3, 0, 0, 3, 0, 0, 3]);
  });

  test('ends at the stated instant; a node of unlimited stock has none', () => {
    const bench = new WmsBench(
      settingsOf([node({ feed }), node({ feed, stock: null })], { until: START + 5 * HOUR_MS }),
    );
    bench.wms.start();
    expect(bench.kernel.run()).toBe('empty');
    expect(bench.sent.filter(({ key }) => key === 1)).toEqual([]);
    expect(bench.sent).toHaveLength(6);
  });
});
