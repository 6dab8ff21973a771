/** A route plan around its cut-off: at the very instant, behind it, at the last one; several routes, several departures. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY } from '#testing/core/given';
import { routeKey } from '../../contracts/route-key.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { LOAD, SHIPMENT } from '../outbound/inputs.ts';
import { MONDAY, smallNetwork } from '../outbound/network.fixture.ts';
import { ROUTE, ROUTE_PLAN, type RoutedShipment, type RoutePlanInput } from './route-inputs.ts';
import { routePlanActor } from './route-plan.ts';
import { DEPARTURE, HOUR, routed, routeNetwork, routeTerms } from './routes.fixture.ts';

/** TEST_KEY is cut-off 3 of node 1. */
const CUTOFF = (MONDAY + (3 * 24 + 17) * HOUR) as Instant;
const DAY = 24 * HOUR;
const plan = routePlanActor(routeNetwork());
const heavy = (shipment: number, store: number, ride = 1): RoutedShipment => {
  const each = routed(shipment, store, ride);
  return { ...each, goods: { ...each.goods, weightGrams: 3_000 } };
};
const join = (of: RoutedShipment): RoutePlanInput => input('joinRoute', of, of.store, 3);
const leave = (shipment: number): RoutePlanInput => input('leaveLoad', null, shipment);
const ring: RoutePlanInput = input('timer', null, 0);
const told = (effects: readonly Effect[], kind: string) =>
  effects.filter((effect) => 'tell' in effect && effect.tell === kind);

describe('the first who joins', () => {
  test('at the very cut-off is still in time', () => {
    expect(given(plan).when(join(routed(20, 0)), CUTOFF)).toMatchObject({
      state: { status: 'collecting', members: [{ goods: { shipment: 20 } }] },
      effects: [{ timer: 0, at: CUTOFF }],
    });
  });

  test('after it takes the next, and the plan lives on for a day for others like it', () => {
    const late = instant(CUTOFF + 1);
    expect(given(plan).when(join(routed(20, 0)), late)).toMatchObject({
      state: { status: 'formed', members: [] },
      effects: [
        { timer: 0, at: late + DAY },
        { tell: 'joinedLoad', type: SHIPMENT, key: 20, a: -1, b: 3 },
      ],
    });
  });

  test('of a cut-off that the calendar does not have is late as well', () => {
    const short = { ...smallNetwork({ cutoffs: [CUTOFF] }), routes: routeTerms() };
    expect(given(routePlanActor(short)).when(join(routed(20, 0))).state.status).toBe('formed');
  });
});

test('what has left the warehouse and finds no cut-off any more stands with the fleet', () => {
  const days = [0, 1, 2, 3].map((day) => MONDAY + day * DAY + 17 * HOUR);
  const last = routePlanActor({ ...smallNetwork({ cutoffs: days }), routes: routeTerms() });
  const { effects } = given(last, [join(heavy(20, 0, 2)), join(heavy(30, 0))]).when(
    ring,
    instant(CUTOFF + 10 * DAY),
  );
  expect(effects).toContainEqual(expect.objectContaining({ audit: 'noCutoffLeft' }));
  expect(told(effects, 'joinRoute')).toEqual([]);
  // No departure is left either: what has not left goes by carrier.
  expect(told(effects, 'formLoad')).toMatchObject([
    { type: LOAD, key: 30, body: { lane: 2, node: 1, cutoff: 3, shipments: [{ shipment: 30 }] } },
  ]);
});

test('what goes by carrier is found again when it leaves', () => {
  const far = routePlanActor(routeNetwork(routeTerms({}, { drivingMsMax: HOUR })));
  const formed = [join(routed(20, 0)), ring];
  expect(given(far, formed).when(leave(20)).effects).toEqual([
    { tell: 'leaveLoad', type: LOAD, key: 20, a: 20, b: 0 },
  ]);
});

describe('at the cut-off', () => {
  const many = [join(heavy(30, 1)), join(heavy(20, 0)), join(routed(40, 2, 2))];

  test('each route has a number of its own, and each shipment hears of its own one', () => {
    const { effects, state } = given(plan, many).when(ring, CUTOFF);
    const formed = told(effects, 'formRoute');
    expect(formed.map((each) => ('type' in each ? [each.type, each.key] : []))).toEqual([
      [ROUTE, routeKey(TEST_KEY, 0)],
      [ROUTE, routeKey(TEST_KEY, 1)],
      [ROUTE, routeKey(TEST_KEY, 2)],
    ]);
    expect(formed).toMatchObject([
      { body: { rank: 0, vehicle: 1, stops: [{ store: 0, shipments: [{ goods: { shipment: 20 } }] }] } },
      { body: { rank: 1, vehicle: 1, stops: [{ store: 1 }] } },
      { body: { rank: 2, vehicle: 0, stops: [{ store: 2 }] } },
    ]);
    // Who is driven again has been told before.
    expect(told(effects, 'joinedLoad').map((each) => ('key' in each ? [each.key, each.a] : []))).toEqual([
      [20, routeKey(TEST_KEY, 0)],
      [30, routeKey(TEST_KEY, 1)],
    ]);
    expect(state).toMatchObject({ members: [], shipments: [20, 30, 40] });
    expect(given(plan, [...many, ring]).when(leave(40)).effects).toEqual([
      { tell: 'leaveLoad', type: ROUTE, key: routeKey(TEST_KEY, 2), a: 40, b: 0 },
    ]);
  });

  test('a departure that has left already is none', () => {
    const late = instant(DEPARTURE + 1);
    const { effects } = given(plan, [join(routed(20, 0))]).when(ring, late);
    const [formed] = told(effects, 'formRoute');
    expect((formed as { body: { departAt: number } }).body.departAt).toBeGreaterThanOrEqual(DEPARTURE + DAY);
    const onTime = given(plan, [join(routed(20, 0))]).when(ring, instant(DEPARTURE));
    const [now] = told(onTime.effects, 'formRoute');
    expect((now as { body: { departAt: number } }).body.departAt).toBeLessThan(DEPARTURE + DAY);
  });
});

test('who leaves before the cut-off is not driven, and the others are', () => {
  const history = [join(routed(20, 0)), join(routed(30, 1)), leave(20)];
  const { effects } = given(plan, history).when(ring, CUTOFF);
  expect(told(effects, 'joinedLoad')).toMatchObject([{ key: 30 }]);
});

test('what has been driven before and joins late is passed on to the next cut-off as it is', () => {
  const again = routed(50, 2, 2);
  expect(given(plan, [join(routed(20, 0)), ring]).when(join(again)).effects).toEqual([
    { tell: 'joinRoute', type: ROUTE_PLAN, key: 9, a: 2, b: 4, body: again },
  ]);
});

test('who joins twice travels once', () => {
  const { effects, state } = given(plan, [
    join(routed(20, 0)),
    join(routed(30, 1)),
    join(routed(20, 0)),
  ]).when(ring, CUTOFF);
  expect(told(effects, 'joinedLoad')).toHaveLength(2);
  expect(state.shipments).toEqual([20, 30]);
});

test('what no vehicle reaches goes by carrier first, in the order of its shipments, whoever joined sooner', () => {
  const near = routePlanActor(routeNetwork(routeTerms({}, { drivingMsMax: 3 * HOUR })));
  const history = [join(routed(20, 0)), join(routed(40, 3)), join(routed(30, 2))];
  const { effects } = given(near, history).when(ring, CUTOFF);
  const formed = effects.flatMap((each) =>
    'tell' in each && (each.tell === 'formLoad' || each.tell === 'formRoute') ? [each.key] : [],
  );
  expect(formed).toEqual([30, 40, routeKey(TEST_KEY, 0)]);
});

test('a day after the cut-off it forms nothing more, and is over', () => {
  const { effects, finished } = given(plan, [join(routed(20, 0)), ring]).when(ring, instant(CUTOFF + DAY));
  expect(effects).toEqual([]);
  expect(finished).toBe(true);
});

test('a shipment that leaves a plan that there is not is noted', () => {
  expect(given(plan).when(leave(20)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
});
