/** Series against counting order by order at each instant. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHEAP, DAY_MS, outcomesOf, START } from '../sample-run.ts';
import { deliveredBy, flowOf, latenessOf } from './flow.ts';

const order = fc.record({
  plant: fc.constantFrom(-1, 0, 1),
  shippedDay: fc.option(fc.integer({ min: 0, max: 8 })),
  transitDays: fc.option(fc.integer({ min: 0, max: 8 })),
});

describe('orders over time', () => {
  test('are what counting each order gives', () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 30 }), (given) => {
        const orders = given.map(({ plant, shippedDay, transitDays }, i) => ({
          no: i + 1,
          plant,
          carrier: 0,
          freightMinor: 1,
          shippedDay,
          deliveredDay: shippedDay === null || transitDays === null ? null : shippedDay + transitDays,
        }));
        const flow = flowOf(outcomesOf(orders), START, START + 20 * DAY_MS, 21);
        flow.forEach(({ at, waiting, inTransit, overdue }, day) => {
          expect(at).toBe(START + day * DAY_MS);
          const planned = orders.filter(({ plant }) => plant >= 0);
          const shipped = planned.filter((each) => each.shippedDay !== null && each.shippedDay <= day);
          const delivered = shipped.filter((each) => each.deliveredDay !== null && each.deliveredDay <= day);
          expect(waiting).toBe(planned.length - shipped.length);
          expect(inTransit).toBe(shipped.length - delivered.length);
          expect(overdue).toBe(day > 5 ? planned.length - delivered.length : 0);
        });
      }),
    );
  });

  test('the instant by which a share is delivered', () => {
    expect(deliveredBy([CHEAP], 0.5, 0)).toBe(START + 4 * DAY_MS);
    expect(deliveredBy([CHEAP], 1, 0)).toBe(START + 7 * DAY_MS);
    expect(deliveredBy([outcomesOf([])], 0.95, 7)).toBe(7);
  });
});

describe('lateness', () => {
  test('counts whole days after the promise; on the dot is the day before', () => {
    const bins = latenessOf(CHEAP, -7, 14);
    expect(bins.filter(({ orders }) => orders > 0)).toEqual([
      { from: -2, to: -1, orders: 2 },
      { from: -1, to: 0, orders: 1 },
      { from: 1, to: 2, orders: 1 },
    ]);
  });

  test('what lies beyond is in the outermost bins', () => {
    const bins = latenessOf(CHEAP, -1, 1);
    expect(bins.map(({ orders }) => orders)).toEqual([3, 1]);
  });
});
