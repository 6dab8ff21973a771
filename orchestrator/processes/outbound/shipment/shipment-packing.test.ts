/**
 * The shipment in its warehouse: reserved, in a hurry or not, picked, packed, and on its way to a load. Read each test as
 * given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { WMS } from '../../../contracts/partners.ts';
import type { Instant } from '../../../model/instant.ts';
import {
  CONSOLIDATION,
  LOAD,
  type ShipmentInput,
  type ShipmentPlan,
  STOP_REASON,
  WAVE_PLAN,
} from '../inputs.ts';
import { INSTRUCTED, MONDAY, smallNetwork } from '../network.fixture.ts';
import {
  inWave,
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
  reserved,
  staged,
  toOrder,
} from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';

const shipment = shipmentActor(NETWORK);
const CUTOFF = MONDAY + 17 * 3_600_000;

describe('reservation', () => {
  test('is asked of WMS', () => {
    expect(given(shipment).when(plan({ shipComplete: true })).effects).toEqual([
      {
        send: 'reserveStock',
        partner: WMS,
        key: TEST_KEY,
        a: 1,
        b: 1,
        body: {
          lines: [
            { product: 0, units: 10 },
            { product: 0, units: 4 },
          ],
        },
      },
    ]);
    expect(given(shipment).when(plan()).effects).toMatchObject([{ b: 0 }]);
  });

  test('tells view, order and wave plan what there is', () => {
    expect(given(shipment, [plan()]).when(reserved(10, 0)).effects).toEqual([
      moved(1, [10, 0]),
      toOrder('shipmentReserved', N, 4, { units: [10, 0] }),
      { tell: 'joinWave', type: WAVE_PLAN, key: 1, a: TEST_KEY, b: CUTOFF, body: { lines: 1, priority: 1 } },
    ]);
  });

  test('of nothing stops it', () => {
    const { effects, finished } = given(shipment, [plan()]).when(reserved(0, 0));
    expect(effects).toEqual([toOrder('shipmentStopped', N, STOP_REASON.noStock)]);
    expect(finished).toBe(true);
  });

  test('never gives more than was asked for', () => {
    expect(given(shipment, [plan()]).when(reserved(99, -1)).state.units).toEqual([10, 0]);
  });

  test('where no cut-off is left, it should be staged by the promise', () => {
    const { effects } = given(shipmentActor(smallNetwork({ cutoffs: [] })), [plan()]).when(reserved(10, 4));
    expect(effects.at(-1)).toMatchObject({ tell: 'joinWave', b: PLAN.promisedAt });
  });
});

describe('picking and packing', () => {
  test('short units go back to the order; all short, it stops', () => {
    expect(given(shipment, inWave).when(picked(10, 4)).effects).toEqual([]);
    expect(given(shipment, inWave).when(picked(9, 1)).effects).toEqual([
      toOrder('shipmentShort', N, 4, { units: [9, 1] }),
    ]);
    expect(given(shipment, inWave).when(picked(0, 0))).toMatchObject({
      effects: [toOrder('shipmentStopped', N, STOP_REASON.noStock)],
      finished: true,
    });
    expect(given(shipment, onFloor).when(packed(0, 0))).toMatchObject({ finished: true });
  });

  test('packed before it is known to be picked: it goes on, and the late message is no news', () => {
    const before = [plan(), reserved(6, 4)];
    const overtaken = given(shipment, before).when(packed(6, 3));
    expect(overtaken.state.status).toBe('packed');
    expect(overtaken.effects).toContainEqual(expect.objectContaining({ tell: 'shipmentShort', b: 1 }));
    const late = given(shipment, [...before, packed(6, 3)]).when(picked(6, 3));
    expect(late).toMatchObject({ state: { status: 'packed' }, effects: [] });
  });

  test('packed, it joins the consolidation of its lane and the first cut-off from now', () => {
    const { effects } = given(shipment, onFloor).when(packed(10, 4));
    expect(effects).toEqual([
      {
        tell: 'joinLoad',
        type: CONSOLIDATION,
        key: 2,
        a: 2,
        b: 0,
        body: {
          shipment: TEST_KEY,
          customer: 0,
          destination: 20,
          promisedAt: PLAN.promisedAt,
          weightGrams: 2_300,
          handlingUnits: 2,
          dangerous: false,
          documents: false,
          valueMinor: 8_600,
          products: [],
          units: [],
          instructed: null,
          planned: PLAN.planned,
        },
      },
    ]);
    const next = given(shipment, onFloor).when(packed(10, 4), (CUTOFF + 1) as Instant);
    expect(next.effects).toMatchObject([{ key: 4 + 2, b: 1 }]);
  });

  test('dangerous goods, what crosses a border and what needs a licence are said to be that', () => {
    const body = (changes: Partial<ShipmentPlan>): unknown => {
      const history = [plan(changes), reserved(10, 4), picked(10, 4)];
      return given(shipment, history).when(packed(10, 4)).effects[0];
    };
    expect(body({ products: [0, 2] })).toMatchObject({ body: { dangerous: true, documents: false } });
    expect(body({ products: [0, 1] })).toMatchObject({
      body: { documents: true, products: [0, 1], units: [10, 4] },
    });
    expect(body({ customer: 1 })).toMatchObject({ body: { dangerous: false, documents: true } });
  });

  test('without a cut-off it is a load of its own, at once', () => {
    const alone = shipmentActor(smallNetwork({ cutoffs: [] }));
    const instructed = INSTRUCTED;
    const history = [plan({ instructed }), reserved(10, 4), picked(10, 4)];
    const { state, effects } = given(alone, history).when(packed(10, 4));
    expect(effects).toMatchObject([
      {
        tell: 'formLoad',
        type: LOAD,
        key: TEST_KEY,
        body: { lane: 2, node: 1, cutoff: -1, shipments: [{ shipment: TEST_KEY, instructed }] },
      },
    ]);
    expect(state.load).toBe(TEST_KEY);
  });

  test('too late for its cut-off, it takes the next; after the last, it is a load of its own', () => {
    expect(given(shipment, staged).when(joined(-1, 0)).effects).toMatchObject([
      { tell: 'joinLoad', key: 4 + 2, b: 1 },
    ]);
    expect(given(shipment, staged).when(joined(-1, 4)).effects).toMatchObject([{ tell: 'formLoad' }]);
  });
});

describe('a shipment in a hurry', () => {
  const hurry: ShipmentInput = input('hurryShipment', null, 0, CUTOFF - 5);

  test('tells its wave plan where it waits for a wave', () => {
    expect(given(shipment, inWave).when(hurry)).toMatchObject({
      state: { priority: 0 },
      effects: [
        { tell: 'hurryWave', type: WAVE_PLAN, key: 1, a: TEST_KEY, b: CUTOFF - 5, body: { priority: 0 } },
      ],
    });
  });

  test('joins its wave with the new priority once it is reserved', () => {
    expect(given(shipment, [plan(), hurry]).when(reserved(10, 4)).effects).toContainEqual({
      tell: 'joinWave',
      type: WAVE_PLAN,
      key: 1,
      a: TEST_KEY,
      b: CUTOFF - 5,
      body: { lines: 2, priority: 0 },
    });
  });

  test('that is being picked, or has left, goes on as it was', () => {
    for (const history of [onFloor, staged, onLoad, left]) {
      const { state, effects } = given(shipment, history).when(hurry);
      expect(effects).toMatchObject([{ audit: 'urgencyTooLate' }]);
      expect(state.priority).toBe(1);
    }
  });
});
