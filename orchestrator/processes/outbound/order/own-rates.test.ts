/** An order and a load where the orchestrator rates by its own copy of the table: nobody is asked, and the choice is asked for at once. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_NOW } from '#testing/core/given';
import type { Network } from '../../../model/network.ts';
import { rateSheet, type SheetLine } from '../../../model/rate-sheet.ts';
import type { LoadInput, OrderInput } from '../inputs.ts';
import {
  accepted,
  bookedBy,
  DETENTION,
  form,
  shipment,
  truckArrived,
  truckLoaded,
} from '../load/load.fixture.ts';
import { loadActor } from '../load/load.ts';
import { smallNetwork } from '../network.fixture.ts';
import { orderActor } from './order.ts';

const DAY_MS = 86_400_000;
const line = (no: number, carrier: number, changes: Partial<SheetLine> = {}): SheetLine => ({
  no,
  carrier,
  origin: 10,
  destination: { region: 0 },
  service: 0,
  mode: 'LTL',
  minWeightGrams: 0,
  maxWeightGrams: 5_000_000,
  minimumChargeMinor: 1_000,
  ratePerKgMinor: 50,
  transitDays: 2,
  ...changes,
});
const rates = rateSheet(
  {
    lines: [
      line(50, 0),
      line(51, 1, { minimumChargeMinor: 800 }),
      line(52, 2, { destination: { region: 1 } }),
    ],
    regionOf: Array.from({ length: 22 }, (_, place) => (place === 20 ? 0 : 1)),
    fuel: [[TEST_NOW - 30 * DAY_MS, 0.1]],
    accessorials: [],
    guide: [{ origin: 10, region: 0, ranked: [{ carrier: 1, service: 0 }] }],
    detention: [DETENTION, DETENTION],
    dangerousGoodsCarriers: new Set([0]),
  },
  DAY_MS,
);
const network: Network = { ...smallNetwork(), rates };

const released: OrderInput = input('salesOrderReleased', {
  customer: 0,
  destination: 20,
  lines: [{ product: 0, units: 10, unitWeightGrams: 100, unitPriceMinor: 500 }],
  shipComplete: false,
  priority: 1,
  promisedAt: TEST_NOW + 5 * DAY_MS,
  instructed: null,
});
const asked = (effects: readonly Effect[]): readonly unknown[] =>
  effects.flatMap((effect) => ('ask' in effect ? effect.options : []));
const sent = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) => ('send' in effect ? [effect.send] : []));

describe('an order', () => {
  test('is rated in the step in which it is planned', () => {
    const { state, effects } = given(orderActor(network)).when(released);
    expect(state.status).not.toBe('rating');
    expect(sent(effects)).not.toContain('requestRating');
    expect(asked(effects)).toMatchObject([
      { node: 0, carrier: 1, freightMinor: 880 },
      { node: 0, carrier: 0, freightMinor: 1_100 },
    ]);
  });

  test("to where no line goes from any node is a planner's, as if TMS had rated nothing", () => {
    const none: Network = { ...network, nodes: network.nodes.map((node) => ({ ...node, place: 19 })) };
    const { state } = given(orderActor(none)).when(released);
    expect(state.status).toBe('no-route');
  });
});

describe('a load', () => {
  test('is rated as it is formed, at the fuel of the copy, and its carrier is asked for', () => {
    const { state, effects } = given(loadActor(network)).when(form(shipment(7, { weightGrams: 100_000 })));
    expect(state.status).toBe('choosing');
    expect(sent(effects)).toEqual([]);
    expect(asked(effects)).toMatchObject([
      { carrier: 1, amountMinor: 5_500 },
      { carrier: 0, amountMinor: 5_500 },
    ]);
  });

  test('that is late is rated on from its node at once, and asked about with who is there sooner', () => {
    const rerouting = loadActor({
      ...network,
      limits: { ...network.limits, rerouteMinorMax: 99_000 },
      lanes: network.lanes.map((lane) => ({ ...lane, place: 20 })),
    });
    const late: LoadInput = input(
      'milestoneReported',
      { rawCode: 'SD', occurredAt: TEST_NOW, estimatedAt: TEST_NOW + 9 * DAY_MS },
      6,
      0,
    );
    const chosen = { point: 'carrier', policy: 'p', fallback: null, option: { carrier: 0 } } as const;
    const history: readonly LoadInput[] = [
      form(shipment(7, { weightGrams: 100_000 })),
      // Carrier 1 stands first.
      input('decided', chosen, 1, 1),
      accepted(1, 0),
      bookedBy(0),
      truckArrived,
      truckLoaded,
    ];
    const { effects } = given(rerouting, history).when(late);
    expect(sent(effects)).not.toContain('requestRating');
    expect(asked(effects)).toMatchObject([
      { action: 'wait' },
      { action: 'expedite' },
      { action: 'reroute', costMinor: 5_500, onward: { rate: 51, carrier: 1 } },
    ]);
  });

  test('that no line takes goes to a planner', () => {
    const { state } = given(loadActor(network)).when(form(shipment(7, { weightGrams: 6_000_000 })));
    expect(state.status).toBe('planning');
  });
});
