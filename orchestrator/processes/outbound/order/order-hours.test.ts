/**
 * An order is sourced by when it can be picked up and arrives, the hours of each node's docks counted, as its load will be. Shown by
 * what is asked of TMS, by the options, by what a load of it then asks, and by another node than a plan without hours would choose.
 */
import { describe, expect, test } from 'vitest';
import { questionIn } from '#testing/core/collecting-out';
import { given, input, TEST_NOW } from '#testing/core/given';
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { Rating } from '../../../contracts/tms.ts';
import {
  fastestFeasibleNode,
  type SourcingContext,
  type SourcingOption,
} from '../../../decisions/sourcing.ts';
import type { Network, NodeMaster } from '../../../model/network.ts';
import type { OrderInput } from '../inputs.ts';
import { form, shipment } from '../load/load.fixture.ts';
import { loadActor } from '../load/load.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { orderActor } from './order.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SOON = TEST_NOW + LIMITS.pickupLeadMs;
/** The first node's docks open in 50 hours, the second's close in six. */
const OPENS = TEST_NOW + 50 * HOUR_MS;
const CLOSES = TEST_NOW + 6 * HOUR_MS;
const HOURS = [
  [OPENS, OPENS + 8 * HOUR_MS],
  [TEST_NOW - HOUR_MS, CLOSES, OPENS, OPENS + 8 * HOUR_MS],
];

function withDocks(docks: readonly (readonly number[])[], changes: Partial<NodeMaster> = {}): Network {
  const network = smallNetwork();
  const nodes = network.nodes.map((node) => ({ ...node, docks: docks[node.no]!, ...changes }));
  return { ...network, nodes };
}

const released: OrderInput = input('salesOrderReleased', {
  customer: 0,
  destination: 20,
  lines: [{ product: 0, units: 1, unitWeightGrams: 1_000, unitPriceMinor: 1 }],
  shipComplete: false,
  priority: 1,
  promisedAt: TEST_NOW + 9 * DAY_MS,
  instructed: null,
});
const rating = (origin: number, transitDays: number): Rating => ({
  rate: origin,
  origin,
  carrier: 0,
  service: 0,
  mode: 'GROUND',
  transitDays,
  lineHaulMinor: 900,
  fuelMinor: 0,
  accessorialsMinor: 0,
  amountMinor: 900,
  detention: NO_DETENTION,
  guideRank: 1,
});

function asked(network: Network): unknown {
  const { effects } = given(orderActor(network)).when(released);
  return effects.flatMap((each) => ('send' in each ? [each.body] : []))[0];
}

/** From the first node it is a day on the road, from the second two. */
function chosen(network: Network) {
  const rated: OrderInput = input('orderRated', { ratings: [rating(10, 1), rating(11, 2)] }, 1);
  const { effects } = given(orderActor(network), [released]).when(rated);
  const question = questionIn(effects);
  const context = question.context as SourcingContext;
  const options = question.options as readonly SourcingOption[];
  const best = options[fastestFeasibleNode.recommend(context, options, [])]!;
  return { arrives: options.map(({ arrivesAt }) => arrivesAt), node: best.node };
}

describe('hours of the docks', () => {
  test('each place is rated for the pickup that its docks allow', () => {
    expect(asked(withDocks(HOURS))).toMatchObject({ origins: [10, 11], pickupsAt: [OPENS, SOON] });
    expect(asked(smallNetwork())).toMatchObject({ origins: [10, 11], pickupsAt: [SOON, SOON] });
  });

  test('of nodes that leave from one port, the one that it leaves first counts there', () => {
    expect(asked(withDocks(HOURS, { ports: [7] }))).toMatchObject({ origins: [7], pickupsAt: [SOON] });
    expect(asked(withDocks(HOURS.toReversed(), { ports: [7] }))).toMatchObject({ pickupsAt: [SOON] });
  });

  test('another node is there first than without them', () => {
    expect(chosen(withDocks(HOURS))).toEqual({ arrives: [OPENS + DAY_MS, SOON + 2 * DAY_MS], node: 1 });
    expect(chosen(smallNetwork())).toEqual({ arrives: [SOON + DAY_MS, SOON + 2 * DAY_MS], node: 0 });
  });

  test('what its load is then picked up at is what it was sourced by, also where too little is left of the hours', () => {
    const needs = LIMITS.lastPickupMs + LIMITS.loadingMsPerShipment;
    for (const left of [needs, needs - 1]) {
      const network = withDocks([[TEST_NOW - HOUR_MS, SOON + left, OPENS, OPENS + 8 * HOUR_MS], HOURS[1]!]);
      const load = given(loadActor(network)).when(form(shipment(8))).effects;
      const [pickupAt] = (asked(network) as { readonly pickupsAt: readonly number[] }).pickupsAt;
      expect(pickupAt).toBe(left === needs ? SOON : OPENS);
      expect(load).toContainEqual(
        expect.objectContaining({
          send: 'requestRating',
          body: expect.objectContaining({ pickupsAt: [pickupAt] }),
        }),
      );
    }
  });
});
