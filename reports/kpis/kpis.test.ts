/** KPIs of six orders against figures worked out by hand, and what is said where there is nothing to divide by. */
import { describe, expect, test } from 'vitest';
import { CHEAP, DAY_MS, outcomesOf, START } from '../sample-run.ts';
import { computeKpis, kpisBy, pricedByAll } from './kpis.ts';
import { OrderOutcomes } from './order-outcomes.ts';

const END = START + 40 * DAY_MS;

describe('KPIs', () => {
  test('of six orders: two on time, one at the promised instant, one late, one lost, one without a plan', () => {
    expect(computeKpis(CHEAP, END)).toEqual({
      orders: 6,
      planned: 5,
      unplannable: 1,
      unpriced: 1,
      overCapacity: 0,
      shipped: 5,
      delivered: 4,
      open: 1,
      units: 50,
      freightCost: 6500,
      warehouseCost: 1250,
      // (6500 + 4 * 250) / 4 priced orders
      costPerOrder: 1875,
      billedOverRated: null,
      // 1, 2 and 4 of six: the open one and the one without a plan are past their promise
      onTimeShare: 0.5,
      orderToShipP50: 2 * DAY_MS,
      orderToShipP95: 3 * DAY_MS,
      orderToDeliveryP50: 4 * DAY_MS,
      orderToDeliveryP95: 7 * DAY_MS,
    });
  });

  test('an open order is late only once its promise has passed', () => {
    expect(computeKpis(CHEAP, START + 5 * DAY_MS).onTimeShare).toBe(3 / 4);
  });

  test('nothing at all gives null shares and quantiles, never 0 or NaN', () => {
    const kpis = computeKpis(new OrderOutcomes(), END);
    expect(kpis.orders).toBe(0);
    for (const name of [
      'costPerOrder',
      'billedOverRated',
      'onTimeShare',
      'orderToShipP50',
      'orderToDeliveryP95',
    ] as const)
      expect(kpis[name]).toBeNull();
  });

  test('by plant and carrier: each planned order once', () => {
    for (const column of ['plant', 'carrier'] as const) {
      const groups = kpisBy(CHEAP, END, column, ['A', 'B']);
      expect(groups.map(({ name, kpis }) => [name, kpis.planned])).toEqual([
        ['A', 3],
        ['B', 2],
      ]);
    }
  });

  test('the common set holds what every policy priced', () => {
    const other = outcomesOf([
      { no: 1, plant: 0, carrier: 0, freightMinor: null, shippedDay: 1, deliveredDay: 2 },
      { no: 2, plant: 0, carrier: 0, freightMinor: 1, shippedDay: 1, deliveredDay: 2 },
      { no: 4, plant: 0, carrier: 0, freightMinor: 1, shippedDay: 1, deliveredDay: 2 },
    ]);
    expect([...pricedByAll([CHEAP, other])]).toEqual([2]);
    expect(pricedByAll([])).toEqual(new Set());
  });

  test('billed over rated covers billed orders only', () => {
    const outcomes = outcomesOf([
      { no: 1, plant: 0, carrier: 0, freightMinor: 1000, shippedDay: 1, deliveredDay: 2 },
      { no: 2, plant: 0, carrier: 0, freightMinor: 9000, shippedDay: 1, deliveredDay: 2 },
    ]);
    outcomes.business(END, 'freightBilled', 'carrier', 'order', 1, 1, 1050, 0);
    expect(computeKpis(outcomes, END).billedOverRated).toBeCloseTo(0.05, 12);
  });

  test('more orders than the first columns hold', () => {
    const many = outcomesOf(
      Array.from({ length: 3000 }, (_, i) => ({
        no: i + 1,
        plant: 0,
        carrier: 0,
        freightMinor: 100,
        shippedDay: 1,
        deliveredDay: 2,
      })),
    );
    expect(computeKpis(many, END)).toMatchObject({ orders: 3000, freightCost: 300_000, onTimeShare: 1 });
  });
});
