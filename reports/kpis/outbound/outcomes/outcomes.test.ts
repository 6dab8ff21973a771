/** Outcomes: saved and loaded at any instant they go on as if nothing had been; what belongs to no order is passed over. */
import { describe, expect, test } from 'vitest';
import { ordersByDay } from '../daily.ts';
import { computeOutboundKpis } from '../kpis.ts';
import {
  FACTS,
  FIVE_ORDERS,
  HOUR_MS,
  hour,
  issued,
  outcomesOf,
  released,
  START,
  STOCK,
  tell,
} from '../story.fixture.ts';
import { OutboundOutcomes } from './outcomes.ts';

describe('outcomes', () => {
  test('saved after any event and loaded elsewhere give the same in the end', () => {
    const whole = outcomesOf(FIVE_ORDERS);
    for (let cut = 0; cut <= FIVE_ORDERS.length; cut++) {
      const first = tell(new OutboundOutcomes(STOCK), FIVE_ORDERS.slice(0, cut));
      const saved = structuredClone(first.save());
      // A snapshot shares nothing with the run that goes on.
      tell(first, FIVE_ORDERS.slice(cut));
      const second = tell(new OutboundOutcomes(STOCK), FIVE_ORDERS.slice(0, 20));
      second.load(saved);
      tell(second, FIVE_ORDERS.slice(cut));
      expect(second.save(), `cut at ${cut}`).toEqual(whole.save());
      expect(computeOutboundKpis(second, FACTS)).toEqual(computeOutboundKpis(whole, FACTS));
    }
  });

  test('take in more orders than their first columns hold, and find each by its number', () => {
    const story = Array.from({ length: 3000 }, (_, i) => [
      ...released(i * 3 + 5, 0, { customer: 1, promise: 10, units: 1 }, 100, 1),
      ...issued((i * 3 + 5) * 8 + 7, (i * 3 + 5) * 8 + 7, 0, [1, 1, 1, 2], {
        units: 1,
        grams: 1,
        valueMinor: 1,
      }),
    ]).flat();
    const kpis = computeOutboundKpis(outcomesOf(story), FACTS);
    expect(kpis).toMatchObject({ orders: 3000, shipments: 3000, fillRate: 1, backorderShare: 0 });
  });

  test('pass over what belongs to an order that was not released', () => {
    const kpis = computeOutboundKpis(
      outcomesOf([
        ...issued(80, 80, 0, [1, 2, 3, 4], { units: 1, grams: 1, valueMinor: 1 }),
        [5, 'loadBooked', 'load', 80, 1, 0, 10],
        [6, 'claimOpened', 'claim', 80, 1, 10, 0],
        [6, 'orderDone', 'order', 10, 1, 1, 0],
      ]),
      FACTS,
    );
    expect(kpis).toMatchObject({ orders: 0, shipments: 0, loads: 0, claimsRate: null });
  });

  test('keep two shipments of an order apart', () => {
    const outcomes = outcomesOf([
      ...released(1, 0, { customer: 1, promise: 48, units: 5 }, 500, 1),
      ...issued(8, 8, 0, [1, 1, 1, 2], { units: 3, grams: 300, valueMinor: 300 }),
      ...issued(9, 9, 1, [3, 3, 3, 30], { units: 2, grams: 200, valueMinor: 200 }),
      [40, 'shipmentDelivered', 'shipment', 8, 1, hour(40), 0],
      [50, 'shipmentDelivered', 'shipment', 9, 1, hour(50), 0],
    ]);
    const kpis = computeOutboundKpis(outcomes, FACTS);
    // Three of five units by the promise; the order is there when its last shipment is.
    expect(kpis).toMatchObject({
      otif: 3 / 5,
      perfectOnDate: 0,
      cycleTimeP50: 50 * HOUR_MS,
      orderToShipP50: 30 * HOUR_MS,
    });
  });
});

test('orders by day: what came in, left, arrived, ended, and what is left', () => {
  expect(ordersByDay(outcomesOf(FIVE_ORDERS), FACTS.endAt)).toEqual([
    { dayAt: START, released: 5, shipped: 3, delivered: 1, ended: 1, backlog: 1 },
    { dayAt: START + 24 * HOUR_MS, released: 0, shipped: 0, delivered: 0, ended: 0, backlog: 1 },
    { dayAt: START + 48 * HOUR_MS, released: 0, shipped: 0, delivered: 2, ended: 0, backlog: 1 },
  ]);
});
