/** A route that waits: for what, how long, what is asked again, and who is told; and what it says of itself on the way. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CONDITION } from '../../contracts/erp.ts';
import { FLEET, WMS } from '../../contracts/partners.ts';
import { instant } from '../../model/instant.ts';
import { ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER } from '../inbound/waiting.ts';
import { SHIPMENT } from '../outbound/inputs.ts';
import { LIMITS, MONDAY } from '../outbound/network.fixture.ts';
import { replenishmentSettings } from './replenishment.fixture.ts';
import { routeActor } from './route.ts';
import type { RoutedShipment, RouteInput } from './route-inputs.ts';
import { HOUR, routed, routeNetwork, routeTerms } from './routes.fixture.ts';

const { limits } = replenishmentSettings();
const route = routeActor(routeNetwork(), limits);
const once = routeActor(routeNetwork(routeTerms({ ridesMax: 1 })), limits);
const DEPART_AT = TEST_NOW + HOUR;
const RETURN_AT = TEST_NOW + 12 * HOUR;

const form = (...of: readonly RoutedShipment[]): RouteInput =>
  input('formRoute', {
    node: 1,
    cutoff: 3,
    rank: 2,
    vehicle: 1,
    departAt: DEPART_AT,
    returnAt: RETURN_AT,
    km: 240,
    stops: of.map((each) => ({ store: each.store, shipments: [each], opensAt: 5, closesAt: 6 })),
  });
const TWO = form(routed(10, 0), routed(20, 1, 2));
const atDock: RouteInput = input('vehicleAtDock', null, 1);
const loaded = (...shipments: readonly number[]): RouteInput =>
  input('vehicleLoaded', { shipments }, 1, shipments.length);
const back = (...aboard: readonly number[]): RouteInput =>
  input('vehicleReturned', { aboard, delivered: [] }, TEST_NOW, 500);
const leave = (shipment: number): RouteInput => input('leaveLoad', null, shipment);
const ring: RouteInput = input('timer', null, WATCH_TIMER);
const late: RouteInput = input('timer', null, ESCALATION_TIMER);
const answered = (no: number): RouteInput => input('taskAnswered', null, 0, no);
const watch = (ms: number) => ({ timer: WATCH_TIMER, at: TEST_NOW + ms });

const called = {
  send: 'callVehicle',
  partner: FLEET,
  key: TEST_KEY,
  a: 1,
  b: 0,
  body: {
    vehicle: 1,
    cutoff: 3,
    rank: 2,
    departAt: DEPART_AT,
    stops: [
      { store: 0, opensAt: 5, closesAt: 6, shipments: [10], handlingUnits: [2] },
      { store: 1, opensAt: 5, closesAt: 6, shipments: [20], handlingUnits: [2] },
    ],
  },
};
const toLoad = { send: 'loadTruck', partner: WMS, key: TEST_KEY, a: 1, b: -1, body: { shipments: [10] } };
const toHandBack = (...shipments: readonly number[]) => ({
  send: 'handBack',
  partner: FLEET,
  key: TEST_KEY,
  a: 1,
  b: 0,
  body: { shipments },
});
const DRIVING = [TWO, atDock, loaded(10)];
const HANDING = [...DRIVING, back(10, 20)];

test('as it is formed it says what it is, and tells those that are driven for the first time', () => {
  expect(given(route).when(TWO).effects).toEqual([
    { event: 'routeFormed', n: 1, a: 1, b: 1 },
    { event: 'routePlanned', n: 1, a: 3_000, b: 240 },
    { event: 'shipmentRouted', n: 1, a: 10, b: 0 },
    { tell: 'shipmentBooked', type: SHIPMENT, key: 10, a: TEST_KEY, b: -1 },
    { event: 'shipmentRouted', n: 2, a: 20, b: 1 },
    called,
    watch(LIMITS.answerGraceMs),
  ]);
});

describe('it waits', () => {
  test('at the dock for its loading, of what is not on it yet', () => {
    expect(given(route, [TWO]).when(atDock).effects).toEqual([
      { cancel: WATCH_TIMER },
      toLoad,
      watch(LIMITS.loadingGraceMs),
    ]);
  });

  test('once it is released, until it should be back; where that is over, from now on', () => {
    expect(given(route, [TWO, atDock]).when(loaded(10)).effects).toEqual([
      { cancel: WATCH_TIMER },
      { send: 'releaseVehicle', partner: FLEET, key: TEST_KEY, a: 1, b: 0, body: { shipments: [10, 20] } },
      watch(12 * HOUR + LIMITS.milestoneGraceMs),
    ]);
    const behind = instant(RETURN_AT + HOUR);
    expect(given(route, [TWO, atDock]).when(loaded(10), behind).effects).toContainEqual({
      timer: WATCH_TIMER,
      at: behind + LIMITS.milestoneGraceMs,
    });
  });

  test('for the fleet to hand back what it brings, and asks for it once', () => {
    expect(given(once, DRIVING).when(back(10, 20)).effects).toEqual([
      { cancel: WATCH_TIMER },
      toHandBack(10, 20),
      watch(LIMITS.answerGraceMs),
    ]);
  });

  test.each<readonly [string, readonly RouteInput[], object, number]>([
    ['called', [TWO], called, LIMITS.answerGraceMs],
    ['loaded', [TWO, atDock], toLoad, LIMITS.loadingGraceMs],
    [
      'under way',
      DRIVING,
      { send: 'requestRoute', partner: FLEET, key: TEST_KEY, a: 1, b: 0 },
      LIMITS.milestoneGraceMs,
    ],
    ['handed back', HANDING, toHandBack(10, 20), LIMITS.answerGraceMs],
  ])('and asks again where it is not %s', (_what, history, asked, ms) => {
    const { effects } = given(once, history).when(ring);
    expect(effects).toContainEqual(asked);
    expect(effects.at(-1)).toEqual(watch(ms));
  });
});

describe('nobody answers', () => {
  const rings = Array.from({ length: LIMITS.statusRequestsMax }, () => ring);
  const asked = [...DRIVING, ...rings, ring];

  test('a planner has it, then the supervisor, once, whose word counts as well', () => {
    expect(given(route, asked.slice(0, -1)).when(ring).effects).toEqual([
      { timer: ESCALATION_TIMER, at: TEST_NOW + 12 * HOUR },
      { task: 'routeUnanswered', role: 'replenishment-planner', no: 1, dueAt: TEST_NOW + 12 * HOUR },
    ]);
    expect(given(route, asked).when(late).effects).toEqual([
      { task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null },
    ]);
    expect(given(route, [...asked, late]).when(late).effects).toEqual([]);
    for (const no of [1, 2])
      expect(given(route, [...asked, late]).when(answered(no)).effects).toContainEqual(
        expect.objectContaining({ send: 'requestRoute' }),
      );
  });

  test('an answer to no open task is noted, and nothing is asked', () => {
    for (const history of [DRIVING, [...asked, answered(1)]])
      expect(given(route, history).when(answered(1)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(given(route, asked).when(answered(2)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('after so many tasks it goes on asking without another', () => {
    let history: readonly RouteInput[] = DRIVING;
    for (let no = 1; no <= TASKS_MAX; no++) history = [...history, ...rings, ring, answered(no)];
    const { effects } = given(route, [...history, ...rings]).when(ring);
    expect(effects).toMatchObject([{ send: 'requestRoute' }, watch(LIMITS.milestoneGraceMs)]);
  });

  test('the vehicle is back after all: the task is over with it', () => {
    const { effects } = given(route, asked).when(back(10, 20));
    expect(effects.slice(0, 2)).toEqual([{ cancel: ESCALATION_TIMER }, { cancel: WATCH_TIMER }]);
  });
});

describe('it is not driven', () => {
  test('where the last shipment leaves it: the vehicle is withdrawn, and nothing waited for', () => {
    expect(given(route, [TWO, leave(10)]).when(leave(20)).effects).toEqual([
      { cancel: WATCH_TIMER },
      { event: 'routeCancelled', n: 1, a: 1, b: 0 },
      { send: 'withdrawVehicle', partner: FLEET, key: TEST_KEY, a: 1, b: 0 },
    ]);
    expect(given(route, [TWO]).when(leave(10))).toMatchObject({ finished: false, effects: [] });
    const fresh = [form(routed(10, 0), routed(30, 1)), leave(10)];
    expect(given(route, fresh).when(atDock).effects).toContainEqual({ ...toLoad, body: { shipments: [30] } });
  });

  test('where the warehouse has loaded nothing, unless something is on it from before', () => {
    const fresh = [form(routed(10, 0)), atDock];
    expect(given(route, fresh).when(loaded())).toMatchObject({
      finished: true,
      effects: [{ cancel: WATCH_TIMER }, { event: 'routeCancelled' }, { send: 'withdrawVehicle' }],
    });
    const { effects } = given(route, [TWO, atDock]).when(loaded());
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'releaseVehicle', body: { shipments: [20] } }),
    );
  });
});

describe('goods that come back', () => {
  const joins = (effects: readonly object[]) =>
    effects.filter((each) => 'tell' in each && each.tell === 'joinRoute');

  test('that have been driven often enough are handed back, the others driven again at the next cut-off', () => {
    const { effects, state } = given(route, DRIVING).when(back(10, 20));
    expect(joins(effects)).toMatchObject([
      { a: 0, b: 0, body: { ride: 2, store: 0, goods: { shipment: 10 } } },
    ]);
    expect(effects).toContainEqual(toHandBack(20));
    expect(state.status).toBe('handing-back');
  });

  test.each([
    ['the one before the last', 3, 1],
    ['the last, of which a plan could not pass them on', 4, 0],
    ['none', 5, 0],
  ])('after whose return the next cut-off is %s', (_which, day, again) => {
    const now = instant(MONDAY + day * 24 * HOUR);
    const fresh = [form(routed(10, 0)), atDock, loaded(10)];
    const joined = joins(given(route, fresh).when(back(10), now).effects);
    expect(joined).toHaveLength(again);
    // Cut-off 3 of node 1, of two nodes.
    if (again === 1) expect(joined).toMatchObject([{ key: 7, b: 3 }]);
  });

  test('are told that they were refused when they are handed back, and the route is over', () => {
    const handed: RouteInput = input('handedBack', { shipments: [10, 20, 30] }, TEST_NOW + HOUR);
    const refused = (key: number) => ({
      tell: 'stopDelivered',
      type: SHIPMENT,
      key,
      a: TEST_NOW + HOUR,
      b: CONDITION.refused,
    });
    expect(given(once, HANDING).when(handed)).toMatchObject({
      finished: true,
      effects: [refused(10), refused(20), { cancel: WATCH_TIMER }],
    });
  });

  test('in another condition are told so at their stop', () => {
    const broken: RouteInput = input(
      'stopServed',
      { shipments: [{ shipment: 10, condition: CONDITION.damaged }] },
      1,
      TEST_NOW + 5,
    );
    expect(given(route, DRIVING).when(broken).effects).toMatchObject([
      { tell: 'stopDelivered', key: 10, a: TEST_NOW + 5, b: CONDITION.damaged },
    ]);
  });
});

test('a vehicle that has come to a stop says nothing, and what the table does not know is noted', () => {
  expect(given(route, DRIVING).when(input('vehicleAtStop', null, 1)).effects).toEqual([]);
  expect(given(route, [TWO]).when(loaded(10)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
});
