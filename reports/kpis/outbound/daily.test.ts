/** Orders by day against counting order by order, whatever becomes of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ordersByDay } from './daily.ts';
import { type Happening, issued, outcomesOf, released, START } from './story.fixture.ts';

const DAY_HOURS = 24;
const DAY_MS = DAY_HOURS * 3_600_000;
const END = START + 40 * DAY_MS;

/** Days after the one before; null = that never happens. */
const order = fc.record({
  releasedDay: fc.integer({ min: 0, max: 8 }),
  issuedAfter: fc.option(fc.integer({ min: 0, max: 8 })),
  deliveredAfter: fc.option(fc.integer({ min: 0, max: 8 })),
  cancelledAfter: fc.option(fc.integer({ min: 0, max: 8 })),
});

type Order = typeof order extends fc.Arbitrary<infer Given> ? Given : never;

/** On which day what happened to it: an order that leaves is not cancelled. */
function daysOf({ releasedDay, issuedAfter, deliveredAfter, cancelledAfter }: Order) {
  const issuedDay = issuedAfter === null ? null : releasedDay + issuedAfter;
  return {
    releasedDay,
    issuedDay,
    deliveredDay: issuedDay === null || deliveredAfter === null ? null : issuedDay + deliveredAfter,
    endedDay: issuedDay !== null || cancelledAfter === null ? null : releasedDay + cancelledAfter,
  };
}

/** As its owners tell it. */
function storyOf(given: Order, i: number): Happening[] {
  const no = i + 1;
  const { releasedDay, issuedDay, deliveredDay, endedDay } = daysOf(given);
  const hourOf = (day: number): number => day * DAY_HOURS + 23;
  const happenings = released(no, releasedDay * DAY_HOURS, { customer: 1, promise: 900, units: 2 }, 1_000, 1);
  if (issuedDay !== null) {
    const at = hourOf(issuedDay);
    happenings.push(
      ...issued(8 * no, 8 * no, 0, [at, at, at, at], { units: 2, grams: 1_000, valueMinor: 500 }),
    );
  }
  if (deliveredDay !== null) {
    const at = hourOf(deliveredDay);
    happenings.push([at, 'shipmentDelivered', 'shipment', 8 * no, 1, START + at * 3_600_000, 0]);
  }
  if (endedDay !== null) {
    const at = hourOf(endedDay);
    happenings.push([at, 'lineCancelled', 'order', no, 1, 2, 2], [at, 'orderDone', 'order', no, 1, 0, 2]);
  }
  return happenings;
}

test('are what counting each order gives', () => {
  fc.assert(
    fc.property(fc.array(order, { maxLength: 30 }), (orders) => {
      const story = orders.flatMap(storyOf).sort(([x], [y]) => x - y);
      const days = orders.map(daysOf);
      const first = Math.min(...days.map(({ releasedDay }) => releasedDay));
      const on = (day: number, when: keyof (typeof days)[number]): number =>
        days.filter((each) => each[when] === day).length;
      const by = (day: number, when: keyof (typeof days)[number]): number =>
        days.filter((each) => each[when] !== null && each[when]! <= day).length;
      const counted = ordersByDay(outcomesOf(story, null), END);
      counted.forEach((row, i) => {
        const day = first + i;
        expect(row).toEqual({
          dayAt: START + day * DAY_MS,
          released: on(day, 'releasedDay'),
          shipped: on(day, 'issuedDay'),
          delivered: on(day, 'deliveredDay'),
          ended: on(day, 'endedDay'),
          backlog: by(day, 'releasedDay') - by(day, 'issuedDay') - by(day, 'endedDay'),
        });
      });
      // Nothing happens after the last of them.
      const last = first + counted.length - 1;
      for (const { releasedDay, issuedDay, deliveredDay, endedDay } of days)
        for (const day of [releasedDay, issuedDay, deliveredDay, endedDay])
          expect(day ?? last).toBeLessThanOrEqual(last);
    }),
  );
});
