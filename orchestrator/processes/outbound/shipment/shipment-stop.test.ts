/**
 * A shipment that is stopped, at any point of its way, and one that is too late to stop. Read each test as given inputs,
 * when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, TEST_KEY } from '#testing/core/given';
import { CONSOLIDATION, LOAD, STOP_REASON, WAVE_PLAN } from '../inputs.ts';
import {
  arrived,
  booked,
  cancelAtWms,
  givenUp,
  inWave,
  issued,
  joined,
  left,
  moved,
  N,
  NETWORK,
  onFloor,
  onLoad,
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

describe('stopping', () => {
  test('before the reservation is answered, it is remembered', () => {
    expect(given(shipment, [plan()]).when(stop).effects).toEqual([]);
    expect(given(shipment, [plan(), stop]).when(reserved(10, 4))).toMatchObject({
      state: { status: 'stopping' },
      effects: [moved(1, [10, 4]), cancelAtWms],
    });
    expect(given(shipment, [plan(), stop]).when(reserved(0, 0)).effects).toEqual([
      toOrder('shipmentStopped', N, STOP_REASON.cancelledByCustomer),
    ]);
  });

  const leaves = (type: number, key: number): Effect => ({ tell: 'leaveLoad', type, key, a: TEST_KEY, b: 0 });
  test.each([
    ['waiting for its wave', inWave, [{ tell: 'leaveWave', type: WAVE_PLAN, key: 1, a: TEST_KEY, b: 0 }]],
    ['on the floor', onFloor, []],
    ['staged', staged, [leaves(CONSOLIDATION, 2)]],
    ['on a load', [...staged, joined(3)], [leaves(LOAD, 3)]],
    ['booked', onLoad, [leaves(LOAD, 3)]],
  ])('%s, it leaves, asks WMS, and is stopped when WMS says so', (_name, history, first) => {
    expect(given(shipment, history).when(stop)).toMatchObject({
      state: { status: 'stopping' },
      effects: [...first, cancelAtWms],
    });
    expect(given(shipment, [...history, stop]).when(releasedBy(1))).toMatchObject({
      effects: [moved(-1, [10, 4]), toOrder('shipmentStopped', N, STOP_REASON.cancelledByCustomer)],
      finished: true,
    });
  });

  test('its load is given up: the goods go back to stock, its order hears why', () => {
    expect(given(shipment, onLoad).when(givenUp).effects).toEqual([cancelAtWms]);
    expect(given(shipment, [...onLoad, givenUp]).when(releasedBy(1)).effects).toContainEqual(
      toOrder('shipmentStopped', N, STOP_REASON.refusedByRule),
    );
  });

  test('too late: it says so and goes on', () => {
    expect(given(shipment, [...onLoad, stop]).when(releasedBy(0))).toMatchObject({
      state: { status: 'booked' },
      effects: [toOrder('shipmentTooLate', N, 0)],
    });
    expect(given(shipment, [...onLoad, stop, releasedBy(0)]).when(issued()).effects[0]).toMatchObject({
      tell: 'shipmentShipped',
    });
  });

  test('the goods leave while WMS is being asked: it says so once', () => {
    const { effects } = given(shipment, [...onLoad, stop]).when(issued());
    expect(effects.map((effect) => 'tell' in effect && effect.tell)).toContain('shipmentTooLate');
    expect(given(shipment, [...onLoad, stop, issued()]).when(releasedBy(0)).effects).toEqual([]);
    expect(given(shipment, [...onLoad, stop, issued()]).when(releasedBy(1)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('an order that did not ask hears nothing of a stop that its load wanted; one that asks meanwhile does', () => {
    expect(given(shipment, [...onLoad, givenUp]).when(releasedBy(0)).effects).toEqual([]);
    expect(given(shipment, [...onLoad, givenUp, stop]).when(releasedBy(0)).effects).toEqual([
      toOrder('shipmentTooLate', N, 0),
    ]);
  });

  test('after the goods have left it is too late', () => {
    for (const history of [left, [...left, arrived(0)], [...left, arrived(1)]]) {
      expect(given(shipment, history).when(stop).effects).toEqual([toOrder('shipmentTooLate', N, 0)]);
    }
  });

  test('what crosses it is taken in and changes nothing', () => {
    const asked = [...inWave, stop];
    for (const each of [picked(10, 4), packed(10, 4), joined(3), joined(-1), booked(), stop, givenUp]) {
      expect(given(shipment, asked).when(each)).toMatchObject({ state: { status: 'stopping' }, effects: [] });
    }
    expect(given(shipment, [...asked, picked(8, 4)]).when(releasedBy(1)).effects[0]).toEqual(
      moved(-1, [8, 4]),
    );
  });
});
