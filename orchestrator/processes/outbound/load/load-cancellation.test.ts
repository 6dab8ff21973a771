/**
 * Shipments that leave their load: the others go on, and of the last one nothing is left standing with carrier and TMS.
 * Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import type { LoadInput } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  booked,
  decided,
  form,
  loaded,
  rated,
  shipment,
  tendered,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';

const actor = loadActor(smallNetwork());

describe('cancellation', () => {
  const leave = (no: number): LoadInput => input('leaveLoad', null, no);

  test('one of two leaves: the other goes on', () => {
    const { state } = given(actor, [form(shipment(TEST_KEY), shipment(15)), rated(), decided(0)]).when(
      leave(TEST_KEY),
    );
    expect(state).toMatchObject({ status: 'tendering', shipments: [15] });
  });

  test.each([
    ['tendering', tendered, ['withdrawTender']],
    ['booking', [...tendered, accepted(1, 0)], ['withdrawTender', 'cancelBooking']],
    ['dispatched', booked, ['withdrawTender', 'cancelBooking']],
  ] as const)('the last one leaves while %s: nothing is left standing', (_name, before, sends) => {
    const { effects, finished } = given(actor, before).when(leave(TEST_KEY));
    expect(finished).toBe(true);
    expect(effects.flatMap((each) => ('send' in each ? [each.send] : []))).toEqual(sends);
  });

  test('while the truck is loaded, the warehouse says who is on it', () => {
    const two = [form(shipment(TEST_KEY), shipment(15)), ...booked.slice(1), truckArrived, leave(TEST_KEY)];
    expect(given(actor, two).when(loaded(15))).toMatchObject({
      state: { status: 'in-transit', shipments: [15] },
    });
    const { effects, finished } = given(actor, [...booked, truckArrived]).when(loaded());
    expect(finished).toBe(true);
    expect(effects.flatMap((each) => ('send' in each ? [each.send] : []))).toEqual([
      'withdrawTender',
      'cancelBooking',
    ]);
  });
});
