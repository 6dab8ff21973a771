/**
 * A shipment where WMS releases waves itself, and hears of work before its reservation: the work is kept, and counts once that comes. Shown
 * by telling it the same messages in every order.
 */
import { expect, test } from 'vitest';
import { given, input } from '#testing/given';
import type { Network } from '../../model/network.ts';
import { type ShipmentInput, STOP_REASON, WAVE_PLAN } from './inputs.ts';
import { smallNetwork } from './network.fixture.ts';
import { packed, picked, plan, reserved } from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';

const network: Network = {
  ...smallNetwork(),
  responsibilities: {
    allocate: 'orchestrator',
    wave: 'wms',
    tender: 'orchestrator',
    book: 'orchestrator',
    placingMs: 0,
  },
};
const shipment = shipmentActor(network);

const stop: ShipmentInput = input('stopShipment', null, STOP_REASON.cancelledByCustomer);

const NEWS = { reserved: reserved(10, 3), picked: picked(9, 3), packed: packed(9, 2) };
const ORDERS = [
  ['reserved', 'picked', 'packed'],
  ['reserved', 'packed', 'picked'],
  ['picked', 'reserved', 'packed'],
  ['picked', 'packed', 'reserved'],
  ['packed', 'reserved', 'picked'],
  ['packed', 'picked', 'reserved'],
] as const;

test.each(ORDERS)('%s, %s, %s: it is packed, joins its load once, and waits for no wave', (...order) => {
  const told: unknown[] = [];
  let history: ShipmentInput[] = [plan()];
  for (const each of order) {
    told.push(...given(shipment, history).when(NEWS[each]).effects);
    history = [...history, NEWS[each]];
  }
  const { state } = given(shipment, history.slice(0, -1)).when(history.at(-1)!);
  expect(state).toMatchObject({ status: 'packed', units: [9, 2], handlingUnits: 2, early: null });
  const toWave = told.flatMap((effect) => {
    const { tell, type } = effect as { tell?: string; type?: number };
    return type === WAVE_PLAN ? [tell] : [];
  });
  expect(toWave).toEqual(['joinWave', 'leaveWave']);
  expect(told.filter((effect) => (effect as { tell?: string }).tell === 'joinLoad')).toHaveLength(1);
  expect(told).not.toContainEqual(expect.objectContaining({ audit: expect.anything() }));
});

test('what came early says nothing until the reservation comes', () => {
  expect(given(shipment, [plan()]).when(packed(9, 2))).toMatchObject({
    state: { status: 'reserving', units: [10, 4] },
    effects: [],
  });
});

test('asked to stop before it has heard of either, it asks WMS, and holds no more than was picked', () => {
  const { state, effects } = given(shipment, [plan(), picked(9, 3), stop]).when(reserved(10, 4));
  expect(state).toMatchObject({ status: 'stopping', units: [9, 3], early: null });
  expect(effects.flatMap((effect) => ('send' in effect ? [effect.send] : []))).toEqual(['cancelShipment']);
});

test('nothing of it was reserved: it is over, and the work that came before goes on record', () => {
  expect(given(shipment, [plan(), picked(9, 3)]).when(reserved(0, 0))).toMatchObject({
    finished: true,
    effects: [{ tell: 'shipmentStopped' }, { audit: 'inputNotExpected' }],
  });
});

test('a state from before it kept such work is carried over', () => {
  const { early: _, ...old } = given(shipment).when(plan()).state;
  expect(shipment.migrate(old, 6)).toMatchObject({ status: 'reserving', early: null });
  expect(() => shipment.migrate(old, 3)).toThrow('shipment state of version 3 is unknown');
});
