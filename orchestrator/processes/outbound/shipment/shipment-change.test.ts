/**
 * What a shipment's order asks when its customer wants less, or wants it elsewhere or on another day: answered once, as far as it is not too
 * late. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY } from '#testing/core/given';
import { CHANGE_REFUSAL } from '../../../contracts/erp.ts';
import { WMS } from '../../../contracts/partners.ts';
import { CONSOLIDATION, LOAD, type ShipmentInput, STOP_REASON } from '../inputs.ts';
import { plannedByTms, smallNetwork } from '../network.fixture.ts';
import {
  arrived,
  beyondLicence,
  booked,
  inWave,
  issued,
  joined,
  left,
  moved,
  N,
  NETWORK,
  onFloor,
  onLoad,
  PLAN,
  packed,
  picked,
  plan,
  releasedBy,
  reserved,
  staged,
  stop,
  toOrder,
} from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';

const shipment = shipmentActor(NETWORK);
/** Of a lane without cut-offs: packed it is a load by itself. */
const alone = shipmentActor(smallNetwork({ cutoffs: [] }));
const CHANGE = 3;
const PLACE = 21;
const LATER = PLAN.promisedAt + 86_400_000;

const reduce = (...units: number[]): ShipmentInput => input('reduceShipment', { units }, CHANGE);
const reducedBy = (...units: number[]): ShipmentInput => input('reservationReduced', { units }, 1, CHANGE);
const hold = (place: number = PLAN.destination): ShipmentInput => input('holdDelivery', null, place);
const leftBy = (done: number): ShipmentInput => input('leftLoad', null, done);
const deliver = (place: number, promisedAt: number): ShipmentInput =>
  input('deliverAs', null, place, promisedAt);
const has = (...units: number[]): Effect => toOrder('shipmentReduced', N, CHANGE, { units });
const holds = (refusal: number = CHANGE_REFUSAL.none): Effect => toOrder('deliveryHeld', N, refusal);
const askToLeave: Effect = {
  tell: 'leaveLoad',
  type: CONSOLIDATION,
  key: expect.any(Number) as number,
  a: TEST_KEY,
  b: 1,
};

describe('less', () => {
  test('is asked of the warehouse as long as nothing is known to be picked', () => {
    expect(given(shipment, inWave).when(reduce(7, 4))).toMatchObject({
      state: { status: 'reserved', units: [10, 4] },
      effects: [
        { send: 'reduceReservation', partner: WMS, key: TEST_KEY, a: 1, b: CHANGE, body: { units: [7, 4] } },
      ],
    });
  });

  test('what the warehouse frees is held no more, here and in the view of its node', () => {
    const { state, effects } = given(shipment, [...inWave, reduce(7, 4)]).when(reducedBy(7, 4));
    expect(state).toMatchObject({ status: 'reserved', units: [7, 4] });
    expect(effects).toEqual([moved(-1, [3, 0]), has(7, 4)]);
  });

  test('what it does not free is held as before, and the order hears that', () => {
    expect(given(shipment, [...inWave, reduce(7, 4)]).when(reducedBy(10, 4)).effects).toEqual([has(10, 4)]);
    // More than it has it never holds.
    expect(given(shipment, [...inWave, reduce(7, 4)]).when(reducedBy(12, 4)).effects).toEqual([has(10, 4)]);
  });

  test.each([
    ['picked', onFloor],
    ['packed', staged],
    ['booked', onLoad],
    ['awaiting-licence', [...staged, joined(3), beyondLicence]],
    ['stopping', [...inWave, stop]],
    ['in-transit', left],
    ['billing', [...left, arrived(0)]],
  ] as const)('%s, it is too late', (status, history) => {
    const { state, effects } = given(shipment, history).when(reduce(7, 4));
    expect(state).toMatchObject({ status, units: [10, 4] });
    expect(effects).toEqual([has(10, 4)]);
  });

  test('the answer after the pick that it crossed: the order hears both', () => {
    const crossed = [...inWave, reduce(7, 4)];
    expect(given(shipment, crossed).when(picked(7, 4)).effects).toContainEqual(
      toOrder('shipmentShort', N, 3, { units: [7, 4] }),
    );
    expect(given(shipment, [...crossed, picked(7, 4)]).when(reducedBy(7, 4)).effects).toEqual([has(7, 4)]);
  });

  test('the answer while it stops is no answer to the order: it gives back what was freed before', () => {
    const stopping = [...inWave, reduce(7, 4), stop];
    expect(given(shipment, stopping).when(reducedBy(7, 4)).effects).toEqual([moved(-1, [3, 0])]);
    expect(given(shipment, [...stopping, reducedBy(7, 4)]).when(releasedBy(1)).effects).toEqual([
      moved(-1, [7, 4]),
      toOrder('shipmentStopped', N, STOP_REASON.cancelledByCustomer),
    ]);
  });

  test('before its reservation, and once it has left, the warehouse has nothing to say of it', () => {
    for (const history of [[plan()], left])
      expect(given(shipment, history).when(reducedBy(7, 4)).effects).toMatchObject([
        { audit: 'inputNotExpected' },
      ]);
    expect(given(shipment, [plan()]).when(reduce(7, 4)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });
});

describe('another day or place', () => {
  test('what is not packed waits, and joins no load when it is', () => {
    for (const history of [inWave, onFloor]) {
      expect(given(shipment, history).when(hold(PLACE))).toMatchObject({
        state: { onHold: true, destination: PLAN.destination },
        effects: [holds()],
      });
      expect(given(shipment, [...history, hold()]).when(packed(10, 4))).toMatchObject({
        state: { status: 'packed', consolidation: -1, load: -1 },
      });
    }
    expect(given(shipment, [...onFloor, hold()]).when(packed(10, 4)).effects).toEqual([]);
  });

  test('then goes on by what its order says: the lane, and the promise', () => {
    const packedOnHold = [...onFloor, hold(PLACE), packed(10, 4)];
    const { state, effects } = given(shipment, packedOnHold).when(deliver(PLACE, LATER));
    expect(state).toMatchObject({ onHold: false, destination: PLACE, promisedAt: LATER, lane: 3 });
    expect(effects).toMatchObject([
      { tell: 'joinLoad', type: CONSOLIDATION, a: 3, body: { destination: PLACE, promisedAt: LATER } },
    ]);
    // The way that it was sourced with went to the first place: on another day it still does.
    expect(effects).toMatchObject([{ body: { planned: { carrier: -1 } } }]);
    const sameWay = given(shipment, packedOnHold).when(deliver(PLAN.destination, LATER));
    expect(sameWay.effects).toMatchObject([{ body: { planned: PLAN.planned } }]);
    // Not packed yet, it joins later.
    const early = given(shipment, [...onFloor, hold(PLACE)]).when(deliver(PLACE, LATER));
    expect([early.state.lane, early.effects]).toEqual([3, []]);
    expect(
      given(shipment, [...onFloor, hold(PLACE), deliver(PLACE, LATER)]).when(packed(10, 4)).effects,
    ).toMatchObject([{ tell: 'joinLoad', a: 3 }]);
  });

  test('packed, it must leave its consolidation first', () => {
    expect(given(shipment, staged).when(hold(PLACE))).toMatchObject({
      state: { onHold: false },
      effects: [askToLeave],
    });
    const out = given(shipment, [...staged, hold(PLACE)]).when(leftBy(1));
    expect(out).toMatchObject({ state: { onHold: true, consolidation: -1 }, effects: [holds()] });
    const late = given(shipment, [...staged, hold(PLACE)]).when(leftBy(0));
    expect(late).toMatchObject({ state: { onHold: false }, effects: [holds(CHANGE_REFUSAL.withLoad)] });
    // It goes on by the old terms: it joins where it was.
    expect(
      given(shipment, [...staged, hold(), leftBy(1)]).when(deliver(PLAN.destination, PLAN.promisedAt))
        .effects,
    ).toMatchObject([{ tell: 'joinLoad', type: CONSOLIDATION, a: 2 }]);
  });

  test.each([
    ['a load by itself', alone, [plan(), reserved(10, 4), picked(10, 4), packed(10, 4)]],
    ['in a load', shipment, [...staged, joined(3)]],
    ['booked', shipment, onLoad],
    ['beyond a licence', shipment, [...staged, joined(3), beyondLicence]],
    ['announced to TMS', shipmentActor(plannedByTms(smallNetwork())), staged],
  ] as const)('%s, it is too late', (_where, actor, history) => {
    const { state, effects } = given(actor, history).when(hold(PLACE));
    expect(state.onHold).toBe(false);
    expect(effects).toEqual([holds(CHANGE_REFUSAL.withLoad)]);
  });

  test.each([
    ['stops', [...staged, stop], CHANGE_REFUSAL.atWork],
    ['has left', left, CHANGE_REFUSAL.gone],
    ['is heard of before it has left', [...onLoad, arrived(0)], CHANGE_REFUSAL.gone],
  ] as const)('what %s does not wait', (_why, history, refusal) => {
    expect(given(shipment, history).when(hold(PLACE)).effects).toEqual([holds(refusal)]);
  });

  test('to a place without a lane, or where a third party carries it, it says so', () => {
    expect(given(shipment, inWave).when(hold(99)).effects).toEqual([holds(CHANGE_REFUSAL.unknown)]);
    const byThird = shipmentActor({ ...NETWORK, freight: { carrier: 0 } });
    expect(given(byThird, inWave).when(hold(PLACE)).effects).toEqual([holds(CHANGE_REFUSAL.prescribed)]);
  });

  test('stopped while it waits, it has no load to leave; told how it goes on, it stops all the same', () => {
    const waits = [...onFloor, hold(), packed(10, 4)];
    expect(given(shipment, waits).when(stop).effects).toMatchObject([{ send: 'cancelShipment' }]);
    const stopping = given(shipment, [...waits, stop]).when(deliver(PLACE, LATER));
    expect(stopping).toMatchObject({ state: { status: 'stopping' }, effects: [] });
    expect(given(shipment, [...staged, hold(), stop]).when(leftBy(1)).effects).toEqual([]);
  });

  test('nobody who has left is told how it goes on', () => {
    expect(given(shipment, [...onLoad, issued()]).when(deliver(PLACE, LATER)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });
});

test('a load that is formed by itself is joined to nothing while it waits', () => {
  const waits = [plan(), reserved(10, 4), picked(10, 4), hold(), packed(10, 4)];
  expect(given(alone, waits).when(deliver(PLAN.destination, LATER)).effects).toMatchObject([
    { tell: 'formLoad', type: LOAD, key: TEST_KEY, body: { shipments: [{ promisedAt: LATER }] } },
  ]);
});

test('a shipment of before version 10 waits for nobody', () => {
  const { state } = given(shipment, onLoad).when(booked(3));
  const { onHold: _, ...ninth } = state;
  expect(shipment.migrate(ninth, 9)).toEqual(state);
});
