/** KPIs of routes: what the fleet's events say, what of it is freight, and null where there are none. */
import { expect, test } from 'vitest';
import { freightKpis } from './freight-kpis.ts';
import { landedCosts } from './landed-cost.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { routeEmissions, routeKpis } from './route-kpis.ts';

const ORDER = 5;
const SHIPMENT = ORDER * 8;
const ROUTE = 1000;

function told(
  ...events: readonly (readonly [event: string, entity: string, key: number, a: number, b: number])[]
): OutboundOutcomes {
  const outcomes = new OutboundOutcomes();
  for (const [event, entity, key, a, b] of events) outcomes.business(0, event, 'any', entity, key, 1, a, b);
  return outcomes;
}

/** Two shipments of two orders on a route that is back, a third on one that is not. */
const TWO = told(
  ...[ORDER, ORDER + 1, ORDER + 2].flatMap((order) => [
    ['orderReleased', 'order', order, 10, 0] as const,
    ['stockReserved', 'shipment', order * 8, 0, 10] as const,
    ['shipmentPacked', 'shipment', order * 8, 2, (order - ORDER + 1) * 100_000] as const,
  ]),
  ['routePlanned', 'route', ROUTE, 1_000_000, 200],
  ['shipmentRouted', 'route', ROUTE, SHIPMENT, 0],
  ['shipmentRouted', 'route', ROUTE, SHIPMENT + 8, 1],
  ['stopArrived', 'route', ROUTE, 0, -5],
  ['stopServed', 'route', ROUTE, 0, 8],
  ['stopArrived', 'route', ROUTE, 1, 5],
  ['stopServed', 'route', ROUTE, 1, 2],
  ['stopRefused', 'route', ROUTE, 2, 3],
  ['routeReturned', 'route', ROUTE, 220, 1],
  ['routeCharged', 'route', ROUTE, 9_001, 0],
  ['routePlanned', 'route', ROUTE + 1, 1_000_000, 50],
  ['shipmentRouted', 'route', ROUTE + 1, SHIPMENT + 16, 0],
  ['stopArrived', 'route', ROUTE + 1, 0, 100],
);

test('are what the events say, of routes that are back', () => {
  expect(routeKpis(TWO)).toEqual({
    routes: 1,
    routeCost: 9_001,
    dropsPerRoute: 2,
    routeFill: 0.3,
    routeKmPerCase: 22,
    windowHits: 0.5,
    stopsRefused: 1 / 3,
  });
});

test('are part of freight, and of the landed cost of the orders whose goods were on them, by weight', () => {
  expect(freightKpis(TWO, {})).toMatchObject({ freightCost: 9_001, freightPerKg: 9_001 / 300 });
  const prices = {
    labourPerHourMinor: 0,
    machinesPerDayMinor: 0,
    stockPerYearShare: 0,
    latePenaltyShare: 0,
    taskPerMinuteMinor: 0,
    taskMinutes: 0,
    returnPerShipmentMinor: 0,
    workerPerDayMinor: 0,
    thousandMessagesMinor: 0,
    workers: 0,
    messages: 0,
    periodMs: 0,
  };
  const { pots, byOrder } = landedCosts(TWO, prices, 0);
  expect(pots.freight).toBe(9_001);
  expect([...byOrder.freight]).toEqual([3_000, 6_001, 0]);
});

test('emit by km driven, whatever is on the vehicle', () => {
  expect(routeEmissions(TWO, 0.5)).toBe(110);
});

test('are null where there are no routes', () => {
  expect(Object.values(routeKpis(told())).every((value) => value === null)).toBe(true);
});

test('a copy of the outcomes goes on alike', () => {
  const copy = new OutboundOutcomes();
  copy.load(TWO.save());
  expect(routeKpis(copy)).toEqual(routeKpis(TWO));
});
