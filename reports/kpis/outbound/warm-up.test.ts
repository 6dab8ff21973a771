/** With a warm-up, KPIs are of the orders released after it. Shown by hand on three orders, and by adding up: what is left out and what is kept is all. */
import { describe, expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { landedCosts } from './landed-cost.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { FACTS, FREE, type Happening, hour, issued, released, START, tell } from './story.fixture.ts';
import { outboundKpisAfter } from './warm-up.ts';

const MINUTE_MS = 60_000;

/** Order 7 is early; 8 and 9 come a day later, and 9 is not sent. Load 56 has the goods of 7 alone, load 64 those of 8. */
const STORY: readonly Happening[] = [
  ...released(7, 0, { customer: 1, promise: 48, units: 10 }, 40_000, 2),
  [4, 'tenderOffered', 'load', 56, 1, 0, 10_000],
  [10, 'loadBooked', 'load', 56, 1, 0, 10_000],
  ...issued(56, 56, 0, [1, 2, 3, 20], { units: 10, grams: 30_000, valueMinor: 40_000 }),
  ...released(8, 24, { customer: 2, promise: 96, units: 5 }, 20_000, 1),
  ...released(9, 25, { customer: 2, promise: 96, units: 5 }, 20_000, 1),
  [21, 'loadDeparted', 'load', 56, 1, 0, 0],
  [28, 'tenderOffered', 'load', 64, 1, 0, 6_000],
  [30, 'loadBooked', 'load', 64, 1, 0, 6_000],
  ...issued(64, 64, 0, [26, 27, 28, 40], { units: 5, grams: 10_000, valueMinor: 20_000 }),
  [41, 'loadDeparted', 'load', 64, 1, 0, 0],
];

function outcomes(): OutboundOutcomes {
  const told = tell(new OutboundOutcomes(null, new Set(['planner'])), STORY);
  for (const [entity, key, minutes] of [
    ['order', 7, 20],
    ['load', 64, 16],
    ['shipment', 64, 12],
    ['outbound-message', 1234, 10],
  ] as const) {
    const body = { round: 0, trayMs: 0, touchMs: minutes * MINUTE_MS, mistaken: false };
    told.task(hour(41), 'planner', entity, key, 'any', null, 'handled', body);
  }
  return told;
}

const told = outcomes();
const PRICES = { ...FREE, workers: 1, workerPerDayMinor: 300, periodMs: 2 * 24 * 60 * MINUTE_MS };
const costs = landedCosts(told, PRICES, FACTS.endAt);
const all = computeOutboundKpis(told, FACTS, costs);

describe('of the orders released after a day', () => {
  const kpis = outboundKpisAfter(told, FACTS, costs, hour(24));

  test('orders, and shipments and loads by whose they are', () => {
    expect([all.orders, all.ordersShipped, all.shipments, all.loads]).toEqual([3, 2, 2, 2]);
    expect([kpis.orders, kpis.ordersShipped, kpis.shipments, kpis.loads]).toEqual([2, 1, 1, 1]);
  });

  test('an order costs its part of what the whole run costs: freight of its own, the platform alike', () => {
    const platform = 600 / 3;
    const [all7, late8, late9] = [10_000 + platform, 6_000 + platform, platform];
    expect(all.landedCostPerOrder).toBe((all7 + late8 + late9) / 2);
    expect(kpis.landedCostPerOrder).toBe(late8 + late9);
  });

  test("people's work counts with what it was about; what was about no order counts with none", () => {
    expect(all.touchPerOrder).toBeCloseTo((58 * MINUTE_MS) / 3);
    expect(kpis.touchPerOrder).toBe((28 * MINUTE_MS) / 2);
  });

  test('what belongs to no order has no value', () => {
    expect([kpis.tenderRejection, kpis.dockOccupancy, kpis.inventoryTurns]).toEqual([null, null, null]);
  });
});

test('a warm-up of nothing leaves nothing out', () => {
  const { landedCostPerOrder, otif, cycleTimeP95, ordersShipped } = outboundKpisAfter(
    told,
    FACTS,
    costs,
    START,
  );
  expect({ landedCostPerOrder, otif, cycleTimeP95, ordersShipped }).toEqual({
    landedCostPerOrder: all.landedCostPerOrder,
    otif: all.otif,
    cycleTimeP95: all.cycleTimeP95,
    ordersShipped: all.ordersShipped,
  });
});
