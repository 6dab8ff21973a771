/** The route plan: who travels on which route, and what comes around the cut-off. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_NOW } from '#testing/core/given';
import { routeKey } from '../../contracts/route-key.ts';
import type { Instant } from '../../model/instant.ts';
import { LOAD, type LoadedShipment, SHIPMENT } from '../outbound/inputs.ts';
import { MONDAY } from '../outbound/network.fixture.ts';
import { ROUTE, ROUTE_PLAN, type RoutedShipment, type RoutePlanInput } from './route-inputs.ts';
import { routePlanActor } from './route-plan.ts';
import { DEPARTURE, HOUR, routeNetwork, routeTerms } from './routes.fixture.ts';

/** TEST_KEY is cut-off 3 of node 1. */
const CUTOFF = (MONDAY + (3 * 24 + 17) * HOUR) as Instant;
const DAY = 24 * HOUR;
const plan = routePlanActor(routeNetwork());

const member = (shipment: number, store = 0, ride = 1, weightGrams = 100): RoutedShipment => {
  const goods: LoadedShipment = {
    shipment,
    customer: 1 + store,
    destination: 20,
    promisedAt: 0,
    weightGrams,
    handlingUnits: 2,
    dangerous: false,
    documents: false,
    valueMinor: 1,
    products: [],
    units: [],
    instructed: null,
    planned: { carrier: 0, service: 0, transitDays: 1 },
  };
  return { goods, store, ride };
};
const join = (of: RoutedShipment): RoutePlanInput => input('joinRoute', of, of.store, 3);
const leave = (shipment: number): RoutePlanInput => input('leaveLoad', null, shipment);
const ring: RoutePlanInput = input('timer', null, 0);
const told = (effects: readonly Effect[], kind: string) =>
  effects.filter((effect) => 'tell' in effect && effect.tell === kind);

test('the first who joins sets the timer for the cut-off', () => {
  expect(given(plan).when(join(member(30))).effects).toEqual([{ timer: 0, at: CUTOFF }]);
  expect(given(plan, [join(member(30))]).when(join(member(30))).effects).toEqual([]);
});

test('at the cut-off a route is formed, named by the plan, and each shipment hears of it', () => {
  const history = [join(member(30, 1)), join(member(20, 0)), join(member(40, 0)), leave(40)];
  const { effects } = given(plan, history).when(ring, CUTOFF);
  const [formed] = told(effects, 'formRoute');
  expect(formed).toMatchObject({
    type: ROUTE,
    key: routeKey(7, 0),
    body: { node: 1, cutoff: 3, rank: 0, vehicle: 0, stops: [{ store: 0 }, { store: 1 }] },
  });
  expect((formed as { body: { departAt: number } }).body.departAt).toBeGreaterThanOrEqual(DEPARTURE);
  expect(told(effects, 'joinedLoad')).toEqual(
    [20, 30].map((key) => ({ tell: 'joinedLoad', type: SHIPMENT, key, a: routeKey(7, 0), b: 3 })),
  );
  expect(effects).toContainEqual({ timer: 0, at: CUTOFF + DAY });
});

test('what no vehicle takes goes by carrier; what has left the warehouse already waits for the next cut-off', () => {
  const history = [join(member(30, 1, 1, 9_000)), join(member(20, 0, 2, 9_000))];
  const { effects } = given(plan, history).when(ring, CUTOFF);
  expect(told(effects, 'formRoute')).toEqual([]);
  expect(told(effects, 'formLoad')).toMatchObject([{ type: LOAD, key: 30 }]);
  expect(told(effects, 'joinRoute')).toMatchObject([{ type: ROUTE_PLAN, key: 9, b: 4 }]);
  expect(told(effects, 'joinedLoad')).toMatchObject([{ key: 30, a: 30 }]);
});

test('a departure that reaches no window is passed over for the next', () => {
  const { windows } = routeTerms();
  const closed = routeTerms({ windows: windows.map((each) => each.slice(2)) });
  const later = routePlanActor(routeNetwork(closed));
  const { effects } = given(later, [join(member(20))]).when(ring, CUTOFF);
  const [formed] = told(effects, 'formRoute');
  expect((formed as { body: { departAt: number } }).body.departAt).toBeGreaterThanOrEqual(DEPARTURE + DAY);
});

describe('after the cut-off', () => {
  const history = [join(member(20, 0)), join(member(30, 1, 1, 9_000)), ring];

  test('who leaves is taken out of its route, or its load', () => {
    expect(given(plan, history).when(leave(20)).effects).toMatchObject([
      { type: ROUTE, key: routeKey(7, 0) },
    ]);
    expect(given(plan, history).when(leave(30)).effects).toMatchObject([{ type: LOAD, key: 30 }]);
    expect(given(plan, history).when(leave(99)).effects).toEqual([]);
  });

  test('who joins is told to take the next', () => {
    expect(given(plan, history).when(join(member(50))).effects).toMatchObject([
      { tell: 'joinedLoad', key: 50, a: -1, b: 3 },
    ]);
    expect(given(plan, history).when(join(member(50, 0, 2))).effects).toMatchObject([
      { tell: 'joinRoute', type: ROUTE_PLAN, key: 9 },
    ]);
  });

  test('a day later it is over', () => {
    expect(given(plan, history).when(ring, (TEST_NOW + DAY) as Instant).finished).toBe(true);
  });
});
