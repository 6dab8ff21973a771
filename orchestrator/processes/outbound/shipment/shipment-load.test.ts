/** How a packed shipment comes to what it travels with, and leaves it again: a consolidation, TMS's plan, a route, or a load of its own. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { WMS } from '../../../contracts/partners.ts';
import { routeKey } from '../../../contracts/route-key.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { ROUTE, ROUTE_PLAN } from '../../replenishment/route-inputs.ts';
import { routeNetwork, routeTerms } from '../../replenishment/routes.fixture.ts';
import {
  CONSOLIDATION,
  LOAD,
  PLANNED_LOADS,
  type ShipmentInput,
  type ShipmentPlan,
  STOP_REASON,
} from '../inputs.ts';
import { MONDAY, plannedByTms, smallNetwork } from '../network.fixture.ts';
import { N, PLAN, packed, picked, plan, reserved } from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';

const DAY_MS = 86_400_000;
const CUTOFF = MONDAY + 17 * 3_600_000;
const small = smallNetwork();
const joined = (load: number, cutoff = 0): ShipmentInput => input('joinedLoad', null, load, cutoff);
const stop: ShipmentInput = input('stopShipment', null, STOP_REASON.cancelledByCustomer);

/** From node 1, where lane 2 goes to customer 0 and lane 3 to customer 1. */
const onFloor = (changes: Partial<ShipmentPlan> = {}): readonly ShipmentInput[] => [
  plan(changes),
  reserved(10, 4),
  picked(10, 4),
];
/** What it joins as it is packed. */
function joins(network: Network, changes: Partial<ShipmentPlan> = {}, now: Instant = instant(MONDAY)) {
  const { state, effects } = given(shipmentActor(network), onFloor(changes)).when(packed(10, 4), now);
  return { state, effects };
}
/** What it tells whom as it stops. */
function leaves(network: Network, changes: Partial<ShipmentPlan>, ...news: readonly ShipmentInput[]) {
  const history = [...onFloor(changes), packed(10, 4), ...news];
  return given(shipmentActor(network), history).when(stop).effects;
}
const tellsLeave = (type: number, key: number) => ({ tell: 'leaveLoad', type, key, a: TEST_KEY, b: 0 });
const cancels = expect.objectContaining({ send: 'cancelShipment' });

const parcelsBelow = (grams: number): Network => ({
  ...small,
  lanes: small.lanes.map((lane) => ({ ...lane, parcelBelowGrams: grams })),
});
const planning = plannedByTms(small);
/** Customer 1 is a store of the fleet's routes. */
const routed: Network = routeNetwork(routeTerms());
const STORE: Partial<ShipmentPlan> = { customer: 1, destination: 21 };

describe('it joins', () => {
  test('the consolidation of lane and cut-off, and leaves that, or the load that came of it', () => {
    const { state, effects } = joins(small);
    expect(state).toMatchObject({ consolidation: 2, load: -1 });
    expect(effects).toMatchObject([{ tell: 'joinLoad', type: CONSOLIDATION, key: 2, a: 2, b: 0 }]);
    expect(leaves(small, {})).toEqual([tellsLeave(CONSOLIDATION, 2), cancels]);
    expect(leaves(small, {}, joined(0))).toEqual([tellsLeave(LOAD, 0), cancels]);
  });

  test('the very first consolidation, and leaves that like any other', () => {
    const first = [input('planShipment', PLAN, 0, N) as ShipmentInput, ...onFloor().slice(1), packed(10, 4)];
    const { state, effects } = given(shipmentActor(small), first).when(stop);
    expect(state.consolidation).toBe(0);
    expect(effects).toMatchObject([{ tell: 'leaveLoad', type: CONSOLIDATION, key: 0 }, {}]);
  });

  test('a load of its own where it is a parcel: lighter than that, not as heavy', () => {
    const { state, effects } = joins(parcelsBelow(2_301));
    expect(state).toMatchObject({ consolidation: -1, load: TEST_KEY });
    expect(effects).toMatchObject([{ tell: 'formLoad', type: LOAD, key: TEST_KEY, body: { cutoff: -1 } }]);
    expect(leaves(parcelsBelow(2_301), {})).toEqual([tellsLeave(LOAD, TEST_KEY), cancels]);
    expect(joins(parcelsBelow(2_300)).effects).toMatchObject([{ tell: 'joinLoad' }]);
  });

  test('the loads of its lane where TMS plans them, and leaves those', () => {
    const { state, effects } = joins(planning, {}, instant(CUTOFF + 1));
    expect(state.consolidation).toBe(2);
    expect(effects).toMatchObject([{ tell: 'joinLoad', type: PLANNED_LOADS, key: 2, a: 2, b: 1 }]);
    expect(leaves(planning, {})).toEqual([tellsLeave(PLANNED_LOADS, 2), cancels]);
  });

  test('the routes of its node and cut-off where it goes to a store, a parcel or not, and leaves those', () => {
    const { state, effects } = joins(routed, STORE, instant(CUTOFF + 1));
    // The second cut-off of node 1, of two nodes.
    expect(state.consolidation).toBe(3);
    expect(effects).toMatchObject([
      {
        tell: 'joinRoute',
        type: ROUTE_PLAN,
        key: 3,
        a: 0,
        b: 1,
        body: { store: 0, ride: 1, goods: { shipment: TEST_KEY, customer: 1 } },
      },
    ]);
    const light: Network = { ...parcelsBelow(9_999), routes: routeTerms() };
    expect(joins(light, STORE).effects).toMatchObject([{ tell: 'joinRoute' }]);
    expect(joins(light).effects).toMatchObject([{ tell: 'formLoad' }]);
    expect(joins(routed).effects).toMatchObject([{ tell: 'joinLoad', type: CONSOLIDATION }]);
    expect(leaves(routed, STORE)).toEqual([tellsLeave(ROUTE_PLAN, 1), cancels]);
    expect(leaves(routed, STORE, joined(routeKey(1, 4)))).toEqual([
      tellsLeave(ROUTE, routeKey(1, 4)),
      cancels,
    ]);
  });

  test('the next cut-off that is to come where it was too late: that after the one missed, not one that is over', () => {
    const late = (missed: number, now: number) =>
      given(shipmentActor(small), [...onFloor(), packed(10, 4)]).when(joined(-1, missed), instant(now))
        .effects;
    expect(late(0, CUTOFF)).toMatchObject([{ tell: 'joinLoad', key: 4 + 2, b: 1 }]);
    expect(late(0, CUTOFF + 2 * DAY_MS)).toMatchObject([{ key: 2 * 4 + 2, b: 2 }]);
    expect(late(2, CUTOFF)).toMatchObject([{ key: 3 * 4 + 2, b: 3 }]);
    expect(late(0, CUTOFF + 9 * DAY_MS)).toMatchObject([{ tell: 'formLoad' }]);
  });
});

describe('what it says of its goods', () => {
  const products = [
    { no: 0, unNumber: 0, exportControlled: false },
    { no: 1, unNumber: 1263, exportControlled: false },
    { no: 2, unNumber: 0, exportControlled: true },
    { no: 3, unNumber: 0, exportControlled: false, coldChain: true as const },
  ];
  const network: Network = { ...small, products };
  /** Of two lines the second is this product; of that so many are packed. */
  const goods = (product: number, units: number, changes: Partial<ShipmentPlan> = {}) => {
    const history = onFloor({ products: [0, product], ...changes });
    const { effects } = given(shipmentActor(network), history).when(packed(10, units));
    return effects.find((each) => 'tell' in each && each.tell === 'joinLoad');
  };

  test.for([
    ['ordinary', 0, { dangerous: false, documents: false, products: [], units: [] }],
    ['dangerous', 1, { dangerous: true, documents: false, products: [0, 1], units: [10, 4] }],
    ['export-controlled', 2, { dangerous: false, documents: true, products: [0, 2], units: [10, 4] }],
    ['cold', 3, { dangerous: false, documents: false, coldChain: true }],
  ] as const)('%s goods are said to be that', ([, product, said]) => {
    expect(goods(product, 4)).toMatchObject({ body: { valueMinor: 8_600, ...said } });
    if (product !== 3) expect(goods(product, 4)).not.toHaveProperty('body.coldChain');
  });

  test('of which nothing is packed say nothing, and are worth nothing', () => {
    for (const product of [1, 2, 3]) {
      expect(goods(product, 0)).toMatchObject({
        body: { dangerous: false, documents: false, valueMinor: 5_000 },
      });
      expect(goods(product, 0)).not.toHaveProperty('body.coldChain');
    }
  });

  test('that nobody knows are ordinary; a customer whom nobody knows is abroad', () => {
    expect(goods(99, 4)).toMatchObject({ body: { dangerous: false, documents: false, valueMinor: 8_600 } });
    expect(goods(0, 4, { customer: 99 })).toMatchObject({ body: { documents: true } });
    const carried: Network = { ...small, freight: { carrier: 2 } };
    const { effects } = given(shipmentActor(carried)).when(plan({ products: [99, 99] }));
    expect(effects).toMatchObject([{ body: { deliverTo: { dangerous: false } } }]);
  });

  test('that cross a border need papers, whatever they are', () => {
    expect(goods(0, 4, { customer: 1 })).toMatchObject({
      body: { documents: true, dangerous: false, products: [0, 0], units: [10, 4] },
    });
  });
});

describe('where a third party carries it', () => {
  const carried: Network = { ...small, freight: { carrier: 2 } };

  test('its order says where it is to go, by when, and what it is worth', () => {
    const asked = (products: readonly number[]) =>
      given(shipmentActor(carried)).when(plan({ products })).effects;
    const deliverTo = { destination: 20, lane: 2, promisedAt: PLAN.promisedAt, valueMinor: 8_600 };
    expect(asked([0, 1])).toMatchObject([
      {
        send: 'reserveStock',
        partner: WMS,
        body: {
          lines: [
            { product: 0, units: 10 },
            { product: 1, units: 4 },
          ],
          deliverTo: { ...deliverTo, dangerous: false },
        },
      },
    ]);
    for (const products of [
      [0, 2],
      [2, 0],
    ])
      expect(asked(products)).toMatchObject([{ body: { deliverTo: { ...deliverTo, dangerous: true } } }]);
  });

  test('it joins nothing when it is packed, and has nothing to leave', () => {
    expect(joins(carried)).toMatchObject({ state: { status: 'packed', load: -1 }, effects: [] });
    expect(leaves(carried, {})).toEqual([cancels]);
  });
});
