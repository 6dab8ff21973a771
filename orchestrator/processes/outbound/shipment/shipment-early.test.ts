/**
 * A shipment where WMS releases waves itself, and hears of work before its reservation: the work is kept, and counts once that comes. And one
 * that a third party carries, of which anything may be heard before anything else. Shown by telling it the same messages in every order.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { given, input } from '#testing/core/given';
import { runs } from '#testing/properties/properties';
import { CONDITION } from '../../../contracts/erp.ts';
import type { Network } from '../../../model/network.ts';
import { type ShipmentInput, STOP_REASON, WAVE_PLAN } from '../inputs.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';
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

const carried = shipmentActor({ ...network, freight: { carrier: 2 } });
const gone: readonly ShipmentInput[] = [
  reserved(10, 3),
  picked(9, 3),
  packed(9, 2),
  input('shipmentBooked', null, 3, 2),
  input('goodsIssued', null, 1, 11),
  input('stopDelivered', null, MONDAY, CONDITION.good),
];
const tooLate = input('shipmentReleased', null, 1, 0);

test('where a third party carries it, less may leave than was packed: that is no news of work to come', () => {
  const { state, effects } = given(carried, [plan(), ...gone.slice(0, 3)]).when(
    input('goodsIssued', null, 1, 10),
  );
  expect(state).toMatchObject({ status: 'in-transit', early: null });
  expect(effects[0]).toMatchObject({ audit: 'unitsDiffer' });
});

/** What the order hears of these, one after the other, and where the shipment is then. */
function told(history: readonly ShipmentInput[]) {
  const effects = history.flatMap(
    (each, i) => given(carried, [plan(), ...history.slice(0, i)]).when(each).effects,
  );
  const of = (kind: string) => effects.filter((effect) => 'tell' in effect && effect.tell === kind);
  return { state: given(carried, [plan(), ...history.slice(0, -1)]).when(history.at(-1)!).state, of };
}

/** In any order, but that its load hears of it before it tells it of its delivery. */
const heard = fc.shuffledSubarray([...gone], { minLength: gone.length }).map((history) => {
  const [booked, delivered] = gone.filter(
    ({ kind }) => kind === 'shipmentBooked' || kind === 'stopDelivered',
  );
  const [first, last] = [history.indexOf(booked!), history.indexOf(delivered!)].sort((x, y) => x - y);
  return history.with(first!, booked!).with(last!, delivered!);
});

test('where a third party carries it, it ends as what has happened, in whichever order it hears of that', () => {
  fc.assert(
    fc.property(heard, (history) => {
      const { state, of } = told(history);
      expect(state).toMatchObject({ status: 'billing', units: [9, 2], load: 3, carrier: 2, early: null });
      expect(of('shipmentShipped')).toMatchObject([{ b: 11, body: { units: [9, 2] } }]);
      expect(of('shipmentDelivered')).toHaveLength(1);
    }),
    { numRuns: runs(200) },
  );
});

test('asked to stop when it has left all the same, it ends alike, and says once that it was too late', () => {
  const asked = fc.tuple(heard, fc.nat(gone.length - 1), fc.nat(gone.length)).map(([history, at, later]) => {
    // WMS is asked once it is known to have reserved.
    const answered = Math.max(at, later, 1 + history.indexOf(gone[0]!));
    return [
      ...history.slice(0, at),
      stop,
      ...history.slice(at, answered),
      tooLate,
      ...history.slice(answered),
    ];
  });
  fc.assert(
    fc.property(asked, (history) => {
      const { state, of } = told(history);
      expect(state).toMatchObject({ status: 'billing', units: [9, 2], load: 3, carrier: 2, early: null });
      expect(of('shipmentShipped')).toMatchObject([{ b: 11, body: { units: [9, 2] } }]);
      expect(of('shipmentTooLate')).toHaveLength(1);
    }),
    { numRuns: runs(200) },
  );
});

test('where the core calls the trucks, nothing has left that it has not heard to be packed', () => {
  for (const each of gone.slice(3))
    expect(given(shipment, [plan(), reserved(10, 3)]).when(each)).toMatchObject({
      state: { status: 'reserved', early: null },
      effects: [{ audit: 'inputNotExpected' }],
    });
});

test('a state from before it kept such work is carried over', () => {
  const { early: _, ...old } = given(shipment).when(plan()).state;
  expect(shipment.migrate(old, 6)).toMatchObject({ status: 'reserving', early: null });
  expect(() => shipment.migrate(old, 3)).toThrow('shipment state of version 3 is unknown');
});
