/**
 * The shipment that has left: goods issue, risk, arrival in each condition, and a delivery that is heard of before the
 * goods issue, in any order of what is said. Read each test as given inputs, when an input, then these effects.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { runs } from '#testing/properties/properties';
import { CONDITION } from '../../../contracts/erp.ts';
import { ERP, WMS } from '../../../contracts/partners.ts';
import { CLAIM, ORDER, type ShipmentInput } from '../inputs.ts';
import { MONDAY } from '../network.fixture.ts';
import {
  arrived,
  atRisk,
  billed,
  booked,
  credited,
  issued,
  joined,
  left,
  moved,
  N,
  NETWORK,
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

describe('the way to the customer', () => {
  test('goods issue is told to the order and to ERP', () => {
    const units = [10, 4];
    expect(given(shipment, onLoad).when(issued())).toMatchObject({
      state: { status: 'in-transit', load: 3, carrier: 2 },
      effects: [
        toOrder('shipmentShipped', N, 14, { units }),
        {
          send: 'reportGoodsIssue',
          partner: ERP,
          key: TEST_KEY,
          a: 1,
          b: 14,
          body: { lines: [0, 2], units },
        },
      ],
    });
    expect(given(shipment, onLoad).when(issued(13)).effects[0]).toMatchObject({ audit: 'unitsDiffer' });
  });

  test('goods may leave before the booking is heard of; a load may change its carrier', () => {
    expect(given(shipment, [...staged, issued()]).when(booked()).state).toMatchObject({
      status: 'in-transit',
      carrier: 2,
    });
    expect(given(shipment, onLoad).when(input('shipmentBooked', null, 3, 1)).state.carrier).toBe(1);
  });

  const tellsCustomer = (estimatedAt: number, notice: number): Effect => ({
    send: 'reportSlaRisk',
    partner: ERP,
    key: TEST_KEY,
    a: estimatedAt,
    b: PLAN.promisedAt,
    body: { notice },
  });

  test('a risk is passed on to its customer and its order', () => {
    for (const history of [left, onLoad])
      expect(given(shipment, history).when(atRisk).effects).toEqual([
        tellsCustomer(99, 1),
        toOrder('deliveryAtRisk', 99, N),
      ]);
  });

  test('news of a risk goes to the customer under the next number; the order has heard of it', () => {
    const again: ShipmentInput = input('deliveryAtRisk', null, 77, 0);
    expect(given(shipment, [...left, atRisk]).when(again).effects).toEqual([tellsCustomer(77, 2)]);
  });

  test('a risk to what has been delivered is none', () => {
    const { effects } = given(shipment, [...left, arrived(CONDITION.good)]).when(atRisk);
    expect(effects).toEqual([expect.objectContaining({ audit: 'inputNotExpected' })]);
  });

  test('delivered in good condition, it is billed and closes', () => {
    const { effects } = given(shipment, left).when(arrived(CONDITION.good));
    expect(effects).toEqual([
      toOrder('shipmentDelivered', N, CONDITION.good, { deliveredAt: MONDAY }),
      {
        send: 'reportDelivery',
        partner: ERP,
        key: TEST_KEY,
        a: MONDAY,
        b: CONDITION.good,
        body: { lines: [0, 2], units: [10, 4] },
      },
    ]);
    expect(given(shipment, [...left, arrived(CONDITION.good)]).when(billed)).toMatchObject({
      effects: [toOrder('shipmentClosed', N, 8_600)],
      finished: true,
    });
  });

  test.each([
    ['damaged', CONDITION.damaged],
    ['lost', CONDITION.lost],
  ])('%s: the carrier is claimed from, and it closes with the answer', (_name, condition) => {
    const { effects } = given(shipment, left).when(arrived(condition));
    expect(effects.slice(2)).toEqual([
      { tell: 'openClaim', type: CLAIM, key: TEST_KEY, a: 3, b: 2, body: { condition, valueMinor: 8_600 } },
    ]);
    expect(given(shipment, [...left, arrived(condition)]).when(credited)).toMatchObject({
      state: { creditedMinor: 4_000 },
      effects: [toOrder('shipmentClosed', N, 0)],
      finished: true,
    });
  });

  test('refused goods come back as well', () => {
    expect(given(shipment, left).when(arrived(CONDITION.refused)).effects.slice(2)).toMatchObject([
      { send: 'returnToStock', partner: WMS, key: TEST_KEY, a: 1, b: 1, body: { units: [10, 4] } },
      moved(-1, [10, 4]),
      { tell: 'openClaim' },
    ]);
  });

  test('with nothing to claim, or nobody to claim it from, it is written off at once', () => {
    const worthless = [plan({ unitPriceMinor: [0, 0] }), ...left.slice(1)];
    for (const history of [worthless, [...staged, issued()]]) {
      const { effects, finished } = given(shipment, history).when(arrived(CONDITION.lost));
      expect(effects.at(-1)).toEqual(toOrder('shipmentClosed', N, 0));
      expect(finished).toBe(true);
    }
  });
});

describe('a delivery that overtakes the goods issue', () => {
  test.each([
    ['booked', onLoad],
    ['staged', staged],
  ])('%s, is kept, and told to nobody', (_name, history) => {
    expect(given(shipment, history).when(arrived(CONDITION.good))).toMatchObject({
      state: { status: 'awaiting-issue', deliveredAt: MONDAY, condition: CONDITION.good },
      effects: [],
    });
  });

  test.each(Object.entries(CONDITION))(
    '%s: with the goods issue it is as if it had come after it',
    (_name, condition) => {
      const inTurn = given(shipment, onLoad).when(issued());
      const then = given(shipment, [...onLoad, issued()]).when(arrived(condition));
      const early = given(shipment, [...onLoad, arrived(condition)]).when(issued());
      expect(early.effects).toEqual([...inTurn.effects, ...then.effects]);
      expect(early.state).toEqual(then.state);
    },
  );

  test('its order may no more stop it, and WMS is not asked', () => {
    const kept = [...onLoad, arrived(CONDITION.good)];
    expect(given(shipment, kept).when(stop).effects).toEqual([toOrder('shipmentTooLate', N, 0)]);
    expect(given(shipment, [...kept, stop]).when(issued()).state.status).toBe('billing');
  });

  test('of what was to be stopped, says that it is too late; what WMS says of that is no news', () => {
    const { state, effects } = given(shipment, [...onLoad, stop]).when(arrived(CONDITION.good));
    expect(state).toMatchObject({ status: 'awaiting-issue', stopReason: 0 });
    expect(effects).toEqual([toOrder('shipmentTooLate', N, 0)]);
    const kept = [...onLoad, stop, arrived(CONDITION.good)];
    expect(given(shipment, kept).when(releasedBy(0)).effects).toEqual([]);
    expect(given(shipment, [...kept, releasedBy(0)]).when(issued()).state.status).toBe('billing');
    const released = given(shipment, kept).when(releasedBy(1));
    expect(released.effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('in whatever order what happens to it is heard of, order and ERP hear the same, the goods issue first', () => {
    const before = [plan(), reserved(10, 4), packed(10, 4)];
    const parts = ['joined', 'booked', 'arrived', 'issued', 'picked', 'stop', 'released'] as const;
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...parts], { minLength: parts.length }),
        fc.constantFrom(...Object.values(CONDITION)),
        (shuffled, condition) => {
          const turns = [
            ['booked', 'arrived'],
            ['stop', 'released'],
          ];
          const order: string[] = [...shuffled];
          // A load's news come in turn, and an answer after its question.
          for (const [first, second] of turns) {
            const at = [order.indexOf(first!), order.indexOf(second!)].sort((x, y) => x - y);
            order[at[0]!] = first!;
            order[at[1]!] = second!;
          }
          const said: Readonly<Record<string, ShipmentInput>> = {
            joined: joined(3),
            booked: booked(),
            arrived: arrived(condition),
            issued: issued(),
            picked: picked(10, 4),
            stop,
            released: releasedBy(0),
          };
          const state = shipment.initial(TEST_KEY);
          const out = new CollectingOut(TEST_NOW);
          for (const each of [...before, ...order.map((part) => said[part]!)]) {
            shipment.step(state, each, TEST_NOW, out);
            seen.add(state.status);
          }
          expect(state.status).toBe(condition === CONDITION.good ? 'billing' : 'claiming');
          expect(state).toMatchObject({ load: 3, carrier: 2, condition, deliveredAt: MONDAY, stopReason: 0 });
          const kinds = (where: (effect: Effect) => string | false) =>
            out.effects.map(where).filter((kind) => kind !== false);
          expect(kinds((effect) => 'send' in effect && effect.partner === ERP && effect.send)).toEqual([
            'reportGoodsIssue',
            'reportDelivery',
          ]);
          const told = kinds((effect) => 'tell' in effect && effect.type === ORDER && effect.tell);
          expect(told.filter((kind) => kind !== 'shipmentTooLate').slice(-2)).toEqual([
            'shipmentShipped',
            'shipmentDelivered',
          ]);
          expect(told.filter((kind) => kind === 'shipmentTooLate')).toHaveLength(1);
        },
      ),
      { numRuns: runs(500) },
    );
    expect(seen).toContain('awaiting-issue');
  });
});
