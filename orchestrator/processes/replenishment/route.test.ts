/** A route: called, loaded, driven, and what is done about goods that come back. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CONDITION } from '../../contracts/erp.ts';
import { FLEET, WMS } from '../../contracts/partners.ts';
import { SHIPMENT } from '../outbound/inputs.ts';
import { LIMITS } from '../outbound/network.fixture.ts';
import { replenishmentSettings } from './replenishment.fixture.ts';
import { routeActor } from './route.ts';
import { ROUTE_PLAN, type RoutedShipment, type RouteInput, type RouteOrder } from './route-inputs.ts';
import { HOUR, routed, routeNetwork, routeTerms } from './routes.fixture.ts';

const { limits } = replenishmentSettings();
const route = routeActor(routeNetwork(), limits);
const RETURN_AT = TEST_NOW + 12 * HOUR;

const order = (...of: RoutedShipment[]): RouteOrder => ({
  node: 1,
  cutoff: 3,
  rank: 0,
  vehicle: 1,
  departAt: TEST_NOW + HOUR,
  returnAt: RETURN_AT,
  km: 240,
  stops: of.map((each) => ({ store: each.store, shipments: [each], opensAt: 0, closesAt: 1 })),
});
const form = (...of: RoutedShipment[]): RouteInput => input('formRoute', order(...of));
const atDock: RouteInput = input('vehicleAtDock', null, 1);
const loaded = (...shipments: number[]): RouteInput =>
  input('vehicleLoaded', { shipments }, 1, shipments.length);
const leave = (shipment: number): RouteInput => input('leaveLoad', null, shipment);
const served = (shipment: number): RouteInput =>
  input('stopServed', { shipments: [{ shipment, condition: CONDITION.good }] }, 1, TEST_NOW);
const back = (aboard: readonly number[], delivered: readonly number[] = []): RouteInput =>
  input(
    'vehicleReturned',
    { aboard, delivered: delivered.map((shipment) => ({ shipment, condition: CONDITION.good })) },
    TEST_NOW,
    500,
  );
const ring: RouteInput = input('timer', null, 0);
const sent = (effects: readonly Effect[]) =>
  effects.flatMap((each) => ('send' in each ? [[each.send, each.partner, each.body]] : []));
const toldOf = (shipment: number, condition: number): Effect => ({
  tell: 'stopDelivered',
  type: SHIPMENT,
  key: shipment,
  a: TEST_NOW,
  b: condition,
});

const TWO = [form(routed(10, 0), routed(20, 1))];
const DRIVING = [...TWO, atDock, loaded(10, 20)];

describe('before it leaves', () => {
  test('the fleet is called, and each shipment told, that nobody can be claimed from', () => {
    const { effects } = given(route).when(TWO[0]!);
    expect(sent(effects)).toMatchObject([
      ['callVehicle', FLEET, { vehicle: 1, rank: 0, stops: [{ shipments: [10] }, { shipments: [20] }] }],
    ]);
    expect(effects).toContainEqual({
      tell: 'shipmentBooked',
      type: SHIPMENT,
      key: 10,
      a: TEST_KEY,
      b: -1,
    });
    expect(effects).toContainEqual({ event: 'routePlanned', n: 1, a: 3_000, b: 240 });
  });

  test('it is loaded when it stands at the dock, and released with what is on it', () => {
    expect(sent(given(route, TWO).when(atDock).effects)).toEqual([
      ['loadTruck', WMS, { shipments: [10, 20] }],
    ]);
    expect(sent(given(route, [...TWO, atDock]).when(loaded(20)).effects)).toEqual([
      ['releaseVehicle', FLEET, { shipments: [20] }],
    ]);
  });

  test('what has been on a route before is not loaded again', () => {
    const again = [form(routed(10, 0, 2))];
    expect(sent(given(route, again).when(atDock).effects)).toEqual([
      ['releaseVehicle', FLEET, { shipments: [10] }],
    ]);
  });

  test('who leaves is not driven; with nobody left the vehicle is not wanted', () => {
    const { effects, finished } = given(route, [...TWO, leave(10)]).when(leave(20));
    expect(sent(effects)).toEqual([['withdrawVehicle', FLEET, undefined]]);
    expect(finished).toBe(true);
    expect(given(route, [...TWO, atDock]).when(loaded()).finished).toBe(true);
  });

  test('who leaves while it is loaded may be on it: the warehouse says so', () => {
    const loading = [...TWO, atDock, leave(10), leave(20)];
    expect(given(route, loading).when(ring).finished).toBe(false);
    expect(sent(given(route, loading).when(loaded(20)).effects)).toEqual([
      ['releaseVehicle', FLEET, { shipments: [20] }],
    ]);
  });
});

describe('on the way', () => {
  test('each shipment hears once what became of it, at its stop or when the vehicle is back', () => {
    expect(given(route, DRIVING).when(served(10)).effects).toEqual([toldOf(10, CONDITION.good)]);
    expect(given(route, [...DRIVING, served(10)]).when(served(10)).effects).toEqual([]);
    const { effects, finished } = given(route, [...DRIVING, served(10)]).when(back([], [10, 20]));
    expect(effects).toContainEqual(toldOf(20, CONDITION.good));
    expect(effects).not.toContainEqual(toldOf(10, CONDITION.good));
    expect(finished).toBe(true);
  });

  test('who leaves now is too late: the warehouse has said so', () => {
    expect(given(route, DRIVING).when(leave(10)).effects).toEqual([]);
  });

  test('what comes back joins the next cut-off, and is over for this route', () => {
    const { effects, finished } = given(route, [...DRIVING, served(10)]).when(back([20], [10]));
    expect(effects).toContainEqual(
      expect.objectContaining({
        tell: 'joinRoute',
        type: ROUTE_PLAN,
        a: 1,
        body: expect.objectContaining({ ride: 2 }),
      }),
    );
    expect(finished).toBe(true);
  });

  test('what has been driven often enough is handed back, and its shipment hears that it was refused', () => {
    const once = routeActor(routeNetwork(routeTerms({ ridesMax: 1 })), limits);
    const history = [...DRIVING, served(10)];
    expect(sent(given(once, history).when(back([20], [10])).effects)).toEqual([
      ['handBack', FLEET, { shipments: [20] }],
    ]);
    const handed: RouteInput = input('handedBack', { shipments: [20] }, TEST_NOW);
    const { effects, finished } = given(once, [...history, back([20], [10])]).when(handed);
    expect(effects).toContainEqual(toldOf(20, CONDITION.refused));
    expect(finished).toBe(true);
  });
});

describe('where nobody answers', () => {
  test.each<[string, readonly RouteInput[], string]>([
    ['a vehicle that does not come is called again', TWO, 'callVehicle'],
    ['a vehicle that is not loaded is put before the warehouse again', [...TWO, atDock], 'loadTruck'],
    ['a vehicle that does not come back is asked after', DRIVING, 'requestRoute'],
  ])('%s', (_what, history, kind) => {
    const asked = sent(given(route, history).when(ring).effects);
    expect(asked.map(([name]) => name)).toEqual([kind]);
  });

  test('asked after often enough, a planner has it, and says to ask again', () => {
    const asked = [...DRIVING, ...Array.from({ length: LIMITS.statusRequestsMax }, () => ring)];
    const { effects } = given(route, asked).when(ring);
    expect(effects).toContainEqual(
      expect.objectContaining({ task: 'routeUnanswered', role: 'replenishment-planner', no: 1 }),
    );
    const answer: RouteInput = input('taskAnswered', null, 0, 1);
    const again = sent(given(route, [...asked, ring]).when(answer).effects);
    expect(again).toEqual([['requestRoute', FLEET, undefined]]);
  });
});
