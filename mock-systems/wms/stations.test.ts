/**
 * Work at stations: first come first served, interrupted by shifts and breakdowns, keyed by order and not by sequence; and the
 * plain model of daily capacity, against the same by arithmetic.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { DailyCapacity } from './daily-capacity.ts';
import { Breakdowns, finishOf } from './open-time.ts';
import type { StationSettings, WmsNode } from './settings.ts';
import { HOUR_MS, MINUTE_MS, node, START, settingsOf, shp, station, WmsBench } from './wms.fixture.ts';

const RANDOM_LINES = {
  msPerLine: { kind: 'exponential', mean: 5 * MINUTE_MS },
  msPerShipment: null,
} as const;

function picking(pick: StationSettings): WmsNode {
  return node({ stock: null, work: { kind: 'stations', pick, pack: null, stage: null, load: null } });
}

/** When each order's shipment was picked, all released in one wave. */
function pickedAt(pick: StationSettings, orders: readonly number[], seed = 1): Map<number, number> {
  const bench = new WmsBench(settingsOf([picking(pick)]), seed);
  for (const order of orders) bench.reserve(shp(order), [[order % 3, 5]]);
  bench.wave(orders.map((order) => shp(order)));
  bench.kernel.run();
  const picked = bench.take().filter(([kind]) => kind === 'shipmentPicked');
  return new Map(picked.map(([, key, , , at]) => [key / 8, at]));
}

describe('a station', () => {
  test('works in the order of the wave, so many at a time', () => {
    const at = pickedAt(station(2, 10), [5, 3, 4, 1, 2]);
    expect([...at]).toEqual([
      [5, 10 * MINUTE_MS],
      [3, 10 * MINUTE_MS],
      [4, 20 * MINUTE_MS],
      [1, 20 * MINUTE_MS],
      [2, 30 * MINUTE_MS],
    ]);
  });

  test('takes as long for an order wherever it stands in line, and for each line its own time', () => {
    const orders = Array.from({ length: 40 }, (_, i) => i + 1);
    const one = (order: number): number => pickedAt(station(1, 0, RANDOM_LINES), [order]).get(order)!;
    const times = orders.map(one);
    expect(new Set(times).size).toBe(40);
    const all = [...pickedAt(station(1, 0, RANDOM_LINES), [...orders].reverse()).entries()];
    let before = 0;
    for (const [order, at] of all) {
      expect(at - before).toBe(times[order - 1]);
      before = at;
    }
  });

  test('a line that is sourced again has a time of its own; lines with nothing take none', () => {
    const bench = new WmsBench(settingsOf([picking(station(9, 0, RANDOM_LINES))]));
    bench.reserve(shp(1, 0), [[0, 5]]);
    bench.reserve(shp(1, 1), [[0, 5]]);
    bench.reserve(shp(1, 2), [
      [0, 5],
      [1, 0],
    ]);
    bench.wave([shp(1, 0), shp(1, 1), shp(1, 2)]);
    bench.kernel.run();
    expect(new Set(bench.sent.slice(3).map(({ at }) => at)).size).toBe(6 / 2);
    const alone = new WmsBench(settingsOf([picking(station(9, 0, RANDOM_LINES))]));
    alone.reserve(shp(1, 2), [[0, 5]]);
    alone.wave([shp(1, 2)]);
    alone.kernel.run();
    const at = (from: WmsBench): unknown =>
      from.sent.find(({ kind, key }) => kind === 'shipmentPicked' && key === shp(1, 2))!.at;
    expect(at(bench)).toBe(at(alone));
  });

  test('stops when the shift closes and goes on when the next one opens', () => {
    const shifts = [
      [START + HOUR_MS, START + 2 * HOUR_MS],
      [START + 5 * HOUR_MS, START + 6 * HOUR_MS],
    ] as const;
    const at = pickedAt(station(1, 25, { shifts }), [1, 2, 3, 4, 5]);
    // The third has 10 minutes left at the close. The fifth would end five minutes after the last close: never.
    expect([...at.values()].map((ms) => ms / MINUTE_MS)).toEqual([85, 110, 315, 340]);
  });

  test('stands still while it is broken down, and goes on where it stopped', () => {
    const breakdowns = {
      upMs: { kind: 'constant', value: 30 * MINUTE_MS },
      downMs: { kind: 'constant', value: 15 * MINUTE_MS },
    } as const;
    // Down in [30, 45), [75, 90), [120, 135).
    const at = pickedAt(station(2, 20, { breakdowns }), [1, 2, 3, 4, 5, 6]);
    expect([...at.values()].map((ms) => ms / MINUTE_MS)).toEqual([20, 20, 55, 55, 75, 75]);
  });

  test('takes for its parts: lines, shipment, handling units', () => {
    const minutes = (value: number) => ({ kind: 'constant', value: value * MINUTE_MS }) as const;
    const parts = { msPerLine: minutes(1), msPerShipment: minutes(10), msPerHandlingUnit: minutes(100) };
    const work = {
      kind: 'stations',
      pick: station(1, 0, parts),
      pack: null,
      stage: station(1, 0, parts),
      load: null,
    } as const;
    const bench = new WmsBench(settingsOf([node({ work })]));
    bench.reserve(shp(1), [
      [0, 10],
      [1, 11],
    ]);
    bench.wave([shp(1)]);
    bench.kernel.run();
    // Before packing there are no handling units; then three.
    expect(
      bench
        .take()
        .slice(1)
        .map(([, , , , at]) => at / MINUTE_MS),
    ).toEqual([12, 12 + 312]);
  });
});

describe('open time', () => {
  /** One minute after the other. */
  function byHand(
    shifts: readonly (readonly [number, number])[],
    down: (minute: number) => boolean,
    from: number,
    work: number,
  ): number {
    const open = (minute: number): boolean =>
      (shifts.length === 0 || shifts.some(([a, b]) => minute >= a && minute < b)) && !down(minute);
    let left = work;
    let minute = from;
    while (minute < 10_000) {
      if (open(minute)) {
        if (left === 0) return minute;
        left -= 1;
        if (left === 0) return minute + 1;
      }
      minute += 1;
    }
    return Infinity;
  }

  test('agrees with counting minute by minute, in any order of asking', () => {
    const part = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(part, part), { maxLength: 8 }),
        fc.option(fc.tuple(part, part)),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 60 })), {
          maxLength: 12,
        }),
        (gaps, breaks, jobs) => {
          let at = 0;
          const shifts = gaps.map(([closed, open]): [number, number] => {
            at += closed + open;
            return [at - open, at];
          });
          const stream = new Random(1).stream('test');
          const breakdowns =
            breaks === null
              ? null
              : new Breakdowns(
                  {
                    upMs: { kind: 'constant', value: breaks[0] },
                    downMs: { kind: 'constant', value: breaks[1] },
                  },
                  stream,
                  stream,
                  0,
                  0,
                );
          const down = (minute: number): boolean =>
            breaks !== null && minute % (breaks[0] + breaks[1]) >= breaks[0];
          let from = 0;
          for (const [wait, work] of jobs) {
            from += wait;
            expect(finishOf(shifts, breakdowns, from, work)).toBe(byHand(shifts, down, from, work));
          }
        },
      ),
    );
  });

  test('breakdowns come when they come, whatever was asked in between', () => {
    const streams = new Random(7);
    const made = (): Breakdowns =>
      new Breakdowns(
        {
          upMs: { kind: 'exponential', mean: HOUR_MS },
          downMs: { kind: 'exponential', mean: 9 * MINUTE_MS },
        },
        streams.stream('up'),
        streams.stream('down'),
        3,
        START,
      );
    const often = made();
    for (let i = 0; i < 500; i++) finishOf([], often, START + i * MINUTE_MS, 7 * HOUR_MS);
    const once = made();
    once.skipTo(START + 499 * MINUTE_MS);
    expect(often.save()).toEqual(once.save());
    expect(once.save()[0]).toBeGreaterThan(3);
  });
});

describe('daily capacity', () => {
  const plain = (perDay: number, shipments: readonly number[], waits: readonly number[]): WmsBench => {
    const bench = new WmsBench(
      settingsOf([node({ stock: null, work: { kind: 'dailyCapacity', perDay } })], { rememberMs: 1e12 }),
    );
    let at = 0;
    for (const [i, key] of shipments.entries()) {
      at += waits[i]!;
      bench.until(at);
      bench.reserve(key, [[0, 3]]);
      bench.wave([key]);
    }
    bench.kernel.run();
    return bench;
  };

  test('finishes and reports over capacity as arithmetic from outside says, to the millisecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1500 }),
        fc.array(fc.integer({ min: 0, max: DAY_MS / 2 }), { minLength: 1, maxLength: 25 }),
        (perDay, waits) => {
          const keys = waits.map((_, i) => shp(i + 1));
          const bench = plain(perDay, keys, waits);
          const packed = bench.take().filter(([kind]) => kind === 'shipmentPacked');
          const over = bench.log.filter((line) => line.includes('OverCapacity'));
          const expected = byHand(perDay, keys, waits);
          expect(packed.map(([, key, , , at]) => [key, at])).toEqual(expected.finished);
          expect(over).toEqual(expected.over);
        },
      ),
      { numRuns: 40 },
    );
  });

  /** When each is finished, and which are said to be over capacity, by whole days. */
  function byHand(perDay: number, keys: readonly number[], waits: readonly number[]) {
    const over: string[] = [];
    const finished: [number, number][] = [];
    let busyFrom = 0;
    let taken = 0;
    let now = START;
    for (const [i, key] of keys.entries()) {
      now += waits[i]!;
      const workMs = DAY_MS / perDay;
      if (now >= busyFrom + taken * workMs) {
        busyFrom = now;
        taken = 0;
      }
      const daysOff = Math.floor((busyFrom + taken * workMs - now) / DAY_MS);
      if (daysOff > 0) over.push(`WMS.orderOverCapacity shipment ${key}#1(0,${daysOff})`);
      taken += 1;
      finished.push([key, busyFrom + Math.floor((taken * DAY_MS) / perDay) - 1 - START]);
    }
    return { over, finished };
  }

  test('finishes no more than its capacity a day, evenly spread, first come first served', () => {
    const bench = plain(
      4,
      [1, 2, 3, 4, 5, 6].map((order) => shp(order)),
      [0, 0, 0, 0, 0, 0],
    );
    const packed = bench.take().filter(([kind]) => kind === 'shipmentPacked');
    expect(packed.map(([, key, , , at]) => [key / 8, at])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [n, (n * DAY_MS) / 4 - 1]),
    );
    expect(bench.log.filter((line) => line.includes('OverCapacity'))).toEqual([
      `WMS.orderOverCapacity shipment ${shp(5)}#1(0,1)`,
      `WMS.orderOverCapacity shipment ${shp(6)}#1(0,1)`,
    ]);
  });

  test('is picked and packed at once when done, and loads without waiting', () => {
    const bench = plain(4, [shp(1)], [0]);
    bench.load(shp(1), [shp(1)]);
    expect(bench.take().map(([kind, , , , at]) => [kind, at])).toEqual([
      ['stockReserved', 0],
      ['shipmentPicked', DAY_MS / 4 - 1],
      ['shipmentPacked', DAY_MS / 4 - 1],
      ['goodsIssued', DAY_MS / 4 - 1],
      ['truckLoaded', DAY_MS / 4 - 1],
    ]);
  });

  test('a shipment called off is never finished, and its place in the line is lost', () => {
    const bench = new WmsBench(settingsOf([node({ work: { kind: 'dailyCapacity', perDay: 4 } })]));
    for (const order of [1, 2]) bench.reserve(shp(order), [[0, 3]]);
    bench.wave([shp(1), shp(2)]);
    bench.cancel(shp(1));
    bench.kernel.run();
    expect(
      bench
        .take()
        .slice(3)
        .map(([kind, key, , , at]) => [kind, key, at]),
    ).toEqual([
      ['shipmentPicked', shp(2), DAY_MS / 2 - 1],
      ['shipmentPacked', shp(2), DAY_MS / 2 - 1],
    ]);
    expect(bench.faults()).toEqual([]);
  });

  test('counts whole days of waiting', () => {
    const day = new DailyCapacity(2);
    const daysOff = Array.from({ length: 6 }, () => {
      const days = day.daysOff(1000);
      day.take(1000);
      return days;
    });
    expect(daysOff).toEqual([0, 0, 1, 1, 2, 2]);
  });
});
