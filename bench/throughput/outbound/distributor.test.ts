/** The bench's worlds: as many orders as asked for, and only what is stretched differs. */
import { expect, test } from 'vitest';
import { durationMs } from '#scenarios/schema/units';
import { DAY_MS } from '#sim/shifts/civil';
import { distributorScenario, distributorWorld } from './distributor.ts';

const daysOf = (text: string | undefined): number => (text === undefined ? 0 : durationMs(text) / DAY_MS);

test('arrivals end with the order asked for, and there are days enough for it to come', () => {
  const { demand } = distributorScenario({ orders: 1000, ordersPerDay: 100 });
  expect(demand.maxOrders).toBe(1000);
  expect(demand.ordersPerDay).toBe(100);
  // Ten days' worth, of which a weekend and a half may bring next to nothing.
  expect(demand.days).toBeGreaterThanOrEqual(10 + 3);
});

test('without a volume it is that of the library', () => {
  const { demand } = distributorScenario({ orders: 30_000 });
  expect(demand.ordersPerDay).toBe(2740);
});

test('the horizon leaves as long after the last order as the library does, and the stretch', () => {
  const after = (size: { orders: number; stretchDays?: number }): number => {
    const { horizon, demand } = distributorScenario({ ordersPerDay: 100, ...size });
    return daysOf(horizon) - demand.days;
  };
  expect(after({ orders: 1000 })).toBe(320);
  expect(after({ orders: 100_000 })).toBe(320);
  expect(after({ orders: 1000, stretchDays: 95 })).toBe(415);
});

test('stretching makes each transit and each promise so many days longer, and nothing else', () => {
  const size = { orders: 1000, ordersPerDay: 100 };
  const [short, long] = [distributorWorld(size), distributorWorld({ ...size, stretchDays: 95 })];
  expect(long.tms.lines.map((line) => line.transitDays)).toEqual(
    short.tms.lines.map((line) => line.transitDays + 95),
  );
  expect(long.tms.lines.map(({ transitDays: _, ...rest }) => rest)).toEqual(
    short.tms.lines.map(({ transitDays: _, ...rest }) => rest),
  );
  const leads = (size: { orders: number; stretchDays?: number }): number[] =>
    distributorScenario(size).network.places.map((place) => daysOf(place.extraLead));
  expect(leads({ ...size, stretchDays: 95 })).toEqual(leads(size).map((days) => days + 95));
  expect(long.wms.nodes.map(({ stock }) => stock?.lots)).toEqual(
    short.wms.nodes.map(({ stock }) => stock?.lots),
  );
});
