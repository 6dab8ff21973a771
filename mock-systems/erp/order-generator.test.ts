/**
 * Generated demand is what the settings say, and each order is its own. Shown by leaving orders out, changing the volume,
 * and going on from a saved state; by counts against the profile in standard errors; and by frozen orders of one seed.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { ArrivalRate } from './arrival-rate.ts';
import { deliveryDayEnd } from './delivery-days.ts';
import { demand } from './demand.fixture.ts';
import { OrderGenerator } from './order-generator.ts';
import type { OrderSource } from './order-source.ts';
import type { DemandSettings, ErpOrder } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

const generator = (changes: Partial<DemandSettings> = {}, seed = 42): OrderGenerator =>
  new OrderGenerator(demand(changes), new Random(seed));

function all(source: OrderSource): ErpOrder[] {
  const orders: ErpOrder[] = [];
  for (let order = source.next(); order !== null; order = source.next()) orders.push(order);
  return orders;
}

describe('an order is its own', () => {
  const orders = all(generator());

  test('leaving orders out changes no other', () => {
    const leftOut = new Set([1, 2, 3, 17, 500, orders.length]);
    expect(all(generator({ leftOut }))).toEqual(orders.filter(({ no }) => !leftOut.has(no)));
  });

  test('a peak changes no release before it, and no order in what it holds', () => {
    const peakAt = MONDAY + 3.3 * DAY_MS;
    const peak = all(generator({ volume: [[peakAt, 3]] }));
    const before = orders.filter(({ releaseAt }) => releaseAt < peakAt);
    expect(before.length).toBeGreaterThan(100);
    expect(peak.slice(0, before.length)).toEqual(before);
    expect(peak.length).toBeGreaterThan(2 * orders.length);
    const lines = (order: ErpOrder): unknown => [order.no, order.sales.customer, order.sales.lines];
    expect(peak.slice(0, orders.length).map(lines)).toEqual(orders.map(lines));
  });

  test('a day that is asked for changes nothing but promises, and those only where it is later', () => {
    const [first, second] = demand().classes;
    const requestedMs = { kind: 'discrete', values: [DAY_MS, 5 * DAY_MS], weights: [0.5, 0.5] } as const;
    const asking = all(generator({ classes: [{ ...first!, requestedMs }, second!] }));
    const promised = new Set<string>();
    asking.forEach(({ requestedAt, ...order }, i) => {
      const plain = orders[i]!;
      const { promisedAt } = order.sales;
      expect({ ...order, sales: { ...order.sales, promisedAt: plain.sales.promisedAt } }).toEqual(plain);
      // Customer 1 is of the second class, which asks for no day.
      expect(requestedAt === undefined).toBe(order.sales.customer === 1);
      expect(promisedAt).toBe(Math.max(plain.sales.promisedAt, requestedAt ?? 0));
      if (requestedAt === undefined) return;
      const days = deliveryDayEnd(demand(), 2 * HOUR_MS, requestedAt);
      expect(days).toBe(requestedAt);
      promised.add(requestedAt > plain.sales.promisedAt ? 'as asked' : 'later than asked');
    });
    expect(promised).toEqual(new Set(['as asked', 'later than asked']));
  });

  test('another seed gives others', () => {
    expect(all(generator({}, 43)).slice(0, 5)).not.toEqual(orders.slice(0, 5));
  });

  test('going on from a saved state gives the same orders', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: orders.length }), (taken) => {
        const first = generator();
        for (let i = 0; i < taken; i++) first.next();
        const second = generator();
        second.load(structuredClone(first.save()));
        for (let i = taken; i < Math.min(taken + 5, orders.length); i++)
          expect(second.next()).toEqual(orders[i]);
      }),
    );
  });

  test('there are no more than are asked for, and none after the end, however often one asks', () => {
    const few = generator({ ordersMax: 3, leftOut: new Set([2]) });
    expect(all(few).map(({ no }) => no)).toEqual([1, 3]);
    expect(few.next()).toBeNull();
    const short = generator({ endAt: MONDAY + DAY_MS });
    expect(all(short).every(({ releaseAt }) => releaseAt < MONDAY + DAY_MS)).toBe(true);
    expect(short.next()).toBeNull();
  });
});

describe('arrivals', () => {
  const WEEKS = 20;
  const settings = demand({ endAt: MONDAY + WEEKS * 7 * DAY_MS, zone: 'Asia/Kolkata' });
  const orders = all(new OrderGenerator(settings, new Random(1)));

  test('come by local weekday and hour as often as the weights say', () => {
    const counts = new Float64Array(168);
    for (const { releaseAt } of orders) {
      const hour = Math.floor((releaseAt + 5.5 * HOUR_MS - MONDAY) / HOUR_MS);
      counts[(hour + 168) % 168]! += 1;
    }
    const hourSum = settings.hourWeights.reduce((x, y) => x + y);
    const daySum = settings.weekdayWeights.reduce((x, y) => x + y);
    counts.forEach((count, i) => {
      const share =
        (settings.weekdayWeights[Math.floor(i / 24)]! * settings.hourWeights[i % 24]!) / (hourSum * daySum);
      const expected = 7 * settings.ordersPerDay * WEEKS * share;
      // Of 168 hours the worst is beyond 4.5 standard errors once in a thousand seeds.
      expect(Math.abs(count - expected)).toBeLessThanOrEqual(4.5 * Math.sqrt(expected));
    });
  });

  test('come so many as the mean says, in order', () => {
    const expected = 7 * settings.ordersPerDay * WEEKS;
    expect(Math.abs(orders.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(orders.every(({ releaseAt }, i) => i === 0 || orders[i - 1]!.releaseAt <= releaseAt)).toBe(true);
  });

  test('take their work at the rate of each hour: nothing at rate 0, half as long at twice the volume', () => {
    const rate = new ArrivalRate({
      ordersPerDay: 24,
      hourWeights: new Array(24).fill(1),
      weekdayWeights: [7, 0, 0, 0, 0, 0, 0],
      volume: [[MONDAY + 10 * HOUR_MS + 600_000, 2]],
      zone: 'Etc/UTC',
    });
    const never = MONDAY + 30 * DAY_MS;
    // Seven orders an hour on Mondays.
    expect(rate.at(MONDAY)).toBeCloseTo(7 / HOUR_MS, 12);
    expect(rate.next(MONDAY, 7 * 10 + 7 / 6 + 7, never)).toBeCloseTo(MONDAY + 10.5 * HOUR_MS + 600_000, 3);
    const work = 7 * (10 + 1 / 6) + 14 * (13 + 5 / 6) + 14;
    expect(rate.next(MONDAY, work, never)).toBeCloseTo(MONDAY + 7 * DAY_MS + HOUR_MS, 3);
    expect(rate.next(MONDAY + DAY_MS, 1, MONDAY + 7 * DAY_MS)).toBe(Infinity);
  });

  test('keep to the clocks of the zone when these are set, also by half an hour', () => {
    const openAtNine = (zone: string): ArrivalRate =>
      new ArrivalRate({
        ordersPerDay: 24,
        hourWeights: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 1 : 0)),
        weekdayWeights: [1, 1, 1, 1, 1, 1, 1],
        volume: [],
        zone,
      });
    const never = Date.UTC(2027, 0, 1);
    const firstAfter = (rate: ArrivalRate, at: number): string =>
      new Date(rate.next(at, 0, never)).toISOString();
    const berlin = openAtNine('Europe/Berlin');
    expect(firstAfter(berlin, Date.UTC(2026, 2, 28, 12))).toBe('2026-03-29T07:00:00.000Z');
    expect(firstAfter(berlin, Date.UTC(2026, 2, 27, 12))).toBe('2026-03-28T08:00:00.000Z');
    // On Lord Howe clocks go back by half an hour on 5 April 2026, at 15:00Z on the 4th.
    const lordHowe = openAtNine('Australia/Lord_Howe');
    expect(firstAfter(lordHowe, Date.UTC(2026, 3, 3))).toBe('2026-04-03T22:00:00.000Z');
    expect(firstAfter(lordHowe, Date.UTC(2026, 3, 4))).toBe('2026-04-04T22:30:00.000Z');
    // A day of 23 hours has as many orders: its hours come once each but the one that is skipped.
    expect(new Date(berlin.next(Date.UTC(2026, 2, 28, 12), 24 + 12, never)).toISOString()).toBe(
      '2026-03-30T07:30:00.000Z',
    );
  });
});

describe('what orders hold', () => {
  const orders = all(generator({ endAt: MONDAY + 100 * DAY_MS, customerSkew: 0.5 }));
  const share = (test: (order: ErpOrder) => boolean, of = orders): number =>
    of.filter(test).length / of.length;
  /** Four standard errors of a share. */
  const near = (p: number, n: number): number => 4 * Math.sqrt((p * (1 - p)) / n);

  test('customers order by 1 / rank^skew, for their own place', () => {
    const weights = [1, 1 / Math.sqrt(2), 1 / Math.sqrt(3)];
    const sum = weights.reduce((x, y) => x + y);
    weights.forEach((weight, customer) => {
      const seen = share(({ sales }) => sales.customer === customer);
      expect(Math.abs(seen - weight / sum)).toBeLessThan(near(weight / sum, orders.length));
    });
    expect(orders.every(({ sales }) => sales.destination === 10 + sales.customer)).toBe(true);
  });

  test('ship complete and priority follow the class', () => {
    const first = orders.filter(({ sales }) => sales.customer !== 1);
    expect(Math.abs(share(({ sales }) => sales.shipComplete, first) - 0.25)).toBeLessThan(
      near(0.25, first.length),
    );
    expect(Math.abs(share(({ sales }) => sales.priority === 0, first) - 0.25)).toBeLessThan(
      near(0.25, first.length),
    );
    const second = orders.filter(({ sales }) => sales.customer === 1);
    expect(second.some(({ sales }) => sales.shipComplete || sales.priority !== 0)).toBe(false);
  });

  test('lines hold each product once, whole units, its weight and price; no more lines than products', () => {
    const { products } = demand();
    const counts = new Set<number>();
    for (const { sales } of orders) {
      counts.add(sales.lines.length);
      expect(new Set(sales.lines.map(({ product }) => product)).size).toBe(sales.lines.length);
      for (const { product, units, unitWeightGrams, unitPriceMinor } of sales.lines) {
        expect(Number.isInteger(units) && units >= 1).toBe(true);
        expect({ unitWeightGrams, unitPriceMinor }).toEqual(products[product]);
      }
    }
    expect([...counts].sort((x, y) => x - y)).toEqual([1, 3, 4, 12]);
    const ones = share(({ sales }) => sales.lines.length === 1);
    expect(Math.abs(ones - 0.2)).toBeLessThan(near(0.2, orders.length));
  });

  test('an order of as many lines as there are products holds each of them', () => {
    const whole = generator({
      productSkew: 0,
      linesPerOrder: { kind: 'constant', value: 20 },
      ordersMax: 50,
    });
    for (const { sales } of all(whole)) {
      const products = sales.lines.map(({ product }) => product).sort((x, y) => x - y);
      expect(products).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }
  });

  test('frozen for seed 42: the first order', () => {
    expect(orders[0]).toMatchInlineSnapshot(`
      {
        "drawKey": 1,
        "no": 1,
        "releaseAt": 1767585632443,
        "sales": {
          "customer": 2,
          "destination": 12,
          "instructed": null,
          "lines": [
            {
              "product": 0,
              "unitPriceMinor": 1000,
              "unitWeightGrams": 100,
              "units": 2,
            },
          ],
          "priority": 1,
          "promisedAt": 1767801600000,
          "shipComplete": false,
        },
      }
    `);
  });
});

test('a promise is the end of the first delivery day, local time, that ends at or after the lead time', () => {
  const { deliveryWeekdays, deliveryDayEndMs } = demand();
  fc.assert(
    fc.property(
      fc.integer({ min: -13 * 4, max: 14 * 4 }),
      fc.integer({ min: MONDAY, max: MONDAY + 30 * DAY_MS }),
      fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }).filter((days) => days.includes(true)),
      (quarters, at, days) => {
        const utcOffsetMs = (quarters * HOUR_MS) / 4;
        const seen = deliveryDayEnd({ deliveryDayEndMs, deliveryWeekdays: days }, utcOffsetMs, at);
        let midnight = MONDAY - 7 * DAY_MS - utcOffsetMs;
        for (let day = 0; !days[day % 7] || midnight + deliveryDayEndMs < at; day++) midnight += DAY_MS;
        expect(seen).toBe(midnight + deliveryDayEndMs);
      },
    ),
  );
  const friday = { deliveryWeekdays, deliveryDayEndMs };
  const fridayEnd = MONDAY + 4 * DAY_MS + 18 * HOUR_MS;
  expect(deliveryDayEnd(friday, 0, fridayEnd)).toBe(fridayEnd);
  expect(deliveryDayEnd(friday, 0, fridayEnd + 1)).toBe(fridayEnd + 3 * DAY_MS);
});

test('settings that can not be right are refused', () => {
  expect(() => generator({ hourWeights: [1] })).toThrow('24 hour weights and 7 weekday weights');
  expect(() => generator({ weekdayWeights: [0, 0, 0, 0, 0, 0, 0] })).toThrow('one of each > 0');
  expect(() => generator({ deliveryWeekdays: new Array(7).fill(false) })).toThrow('at least one true');
  expect(() => generator({ customers: [{ place: 1, classNo: 7, extraLeadMs: 0 }] })).toThrow(
    'customer 0 is of class 7',
  );
  expect(() => generator({ products: [{ unitWeightGrams: 1, unitPriceMinor: 0.5 }] })).toThrow('product 0');
  expect(() =>
    generator({
      volume: [
        [2, 1],
        [1, 1],
      ],
    }),
  ).toThrow('volume must be sorted');
});
