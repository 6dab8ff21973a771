/** A reserved shipment that another node is to send: it gives its stock back, and its order sources it there and nowhere else. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { TMS, WMS } from '../../../contracts/partners.ts';
import type { Network } from '../../../model/network.ts';
import {
  ORDER,
  type OrderInput,
  orderOf,
  SHIPMENTS_MAX,
  type ShipmentInput,
  STOP_REASON,
  WAVE_PLAN,
} from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { orderActor } from '../order/order.ts';
import { shipmentActor } from './shipment.ts';
import { ESCALATION_TIMER } from './shipment-state.ts';

const small = smallNetwork();
const network: Network = {
  ...small,
  nodes: [...small.nodes, { ...small.nodes[0]!, no: 2, place: 12 }],
  levelsWorkload: true,
};

const SHIPMENT_KEY_N = TEST_KEY % SHIPMENTS_MAX;
const plan: ShipmentInput = input(
  'planShipment',
  {
    customer: 0,
    destination: 20,
    promisedAt: 0,
    priority: 1,
    shipComplete: false,
    lines: [0],
    products: [0],
    units: [4],
    unitWeightGrams: [100],
    unitPriceMinor: [500],
    instructed: null,
    planned: { carrier: 0, service: 0, transitDays: 2 },
  },
  0,
  SHIPMENT_KEY_N,
);
const reserved: ShipmentInput = input('stockReserved', { units: [4] }, 0, 0);
const reassign: ShipmentInput = input('reassignShipment', null, 2, 0);
const released: ShipmentInput = input('shipmentReleased', null, 0, 1);

describe('the shipment', () => {
  const shipment = shipmentActor(network);

  test('has WMS release its stock, goes on record, and then tells its order where it is to go', () => {
    const { state, effects } = given(shipment, [plan, reserved]).when(reassign);
    expect(state.status).toBe('stopping');
    expect(effects).toEqual([
      { event: 'shipmentReassigned', n: 1, a: 2, b: 0 },
      expect.objectContaining({ send: 'cancelShipment', partner: WMS, key: TEST_KEY }),
      // Its promise is over.
      expect.objectContaining({ timer: ESCALATION_TIMER }),
    ]);
    expect(given(shipment, [plan, reserved, reassign]).when(released).effects).toContainEqual(
      expect.objectContaining({
        tell: 'shipmentStopped',
        type: ORDER,
        key: orderOf(TEST_KEY),
        a: SHIPMENT_KEY_N,
        b: STOP_REASON.reassigned + 2,
      }),
    );
  });

  test('of a second sourcing stays where it is, and nobody is asked of it where nobody levels', () => {
    const joins = (of: Network) =>
      given(shipmentActor(of), [plan])
        .when(reserved)
        .effects.find((effect) => 'tell' in effect && effect.type === WAVE_PLAN);
    // TEST_KEY is no first sourcing.
    expect(joins(network)).toMatchObject({ tell: 'joinWave', body: { lines: 1, priority: 1 } });
    expect(joins(network)).not.toHaveProperty('body.others');
    expect(joins(small)).not.toHaveProperty('body.others');
  });
});

describe('the order', () => {
  const order = orderActor(network);
  const history: OrderInput[] = [
    input('salesOrderReleased', {
      customer: 0,
      destination: 20,
      lines: [{ product: 0, units: 4, unitWeightGrams: 100, unitPriceMinor: 500 }],
      shipComplete: false,
      priority: 1,
      promisedAt: 0,
      instructed: null,
    }),
  ];
  const asksFrom = (effects: readonly object[]): unknown =>
    effects.find((effect) => 'send' in effect && effect.send === 'requestRating');

  test('asks for ratings from that node alone', () => {
    expect(asksFrom(given(order).when(history[0]!).effects)).toMatchObject({
      partner: TMS,
      body: { origins: [10, 11, 12] },
    });
    const sourced = [
      ...history,
      input('orderRated', { ratings: RATED }, 1) as OrderInput,
      input(
        'decided',
        { point: 'sourcing', policy: 'p', fallback: null, option: { ...OPTION, node: 0 } },
        0,
        1,
      ) as OrderInput,
      input('shipmentReserved', { units: [4] }, 0) as OrderInput,
    ];
    const stopped = (reason: number): OrderInput => input('shipmentStopped', null, 0, reason);
    expect(asksFrom(given(order, sourced).when(stopped(STOP_REASON.reassigned + 2)).effects)).toMatchObject({
      a: 2,
      body: { origins: [12] },
    });
    expect(asksFrom(given(order, sourced).when(stopped(STOP_REASON.noStock)).effects)).toMatchObject({
      body: { origins: [11, 12] },
    });
  });
});

const OPTION = {
  origin: 10,
  carrier: 0,
  service: 0,
  mode: 'GROUND',
  transitDays: 2,
  arrivesAt: 0,
  freightMinor: 900,
  handlingMinor: 560,
  instructed: false,
};
const RATED = [
  {
    rate: 0,
    origin: 10,
    carrier: 0,
    service: 0,
    mode: 'GROUND',
    transitDays: 2,
    lineHaulMinor: 900,
    fuelMinor: 0,
    accessorialsMinor: 0,
    amountMinor: 900,
    detention: { freeTimeMs: 0, perHourMinor: 0 },
    guideRank: 1,
  },
];
