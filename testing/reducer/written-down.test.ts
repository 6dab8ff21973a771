/**
 * A run with its orders and faults written down is the run that they were drawn in, digest for digest: scenarios of the library under the
 * overlay `swarm`. And what is written down is what makes it so: without its hits it is another run.
 */
import { describe, expect, test } from 'vitest';
import { isModel } from '#scenarios/schema/outbound/policies';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { armOf } from '#scenarios/twin/deciders/arm';
import type { Digests } from '#scenarios/twin/digests';
import { FaultLog } from '#scenarios/twin/faults/explicit-faults';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { long } from '../properties/properties.ts';
import { isScenario } from './valid.ts';
import { withFaults, withWrittenFaults, withWrittenOrders } from './written-down.ts';

interface Ran {
  readonly twin: OutboundTwin;
  readonly world: OutboundWorld;
  readonly digests: Digests;
}

function small(name: string, orders: number, ...set: readonly string[]): OutboundScenario {
  const sets = [
    'demand.days=1',
    `demand.ordersPerDay=${orders}`,
    'faults.bySeed.heal=2 d',
    'thresholds=[]',
    ...set,
  ];
  return outboundScenario(loadFrom(name, {}, { with: ['swarm'], set: sets }));
}

function run(scenario: OutboundScenario, seed: number, faultWatch?: FaultLog): Ran {
  const world = buildOutboundWorld(scenario, seed);
  const policies = armOf(scenario, scenario.policies.find((entry) => !isModel(entry))!);
  const twin = new OutboundTwin({
    world,
    seed,
    policies,
    ...(faultWatch === undefined ? {} : { faultWatch }),
  });
  twin.start();
  twin.run();
  return { twin, world, digests: twin.digests() };
}

function writtenDown(
  scenario: OutboundScenario,
  seed: number,
): { readonly drawn: Ran; readonly written: OutboundScenario } {
  const log = new FaultLog();
  const drawn = run(scenario, seed, log);
  const ordered = withWrittenOrders(scenario, drawn.world, seed);
  return { drawn, written: withWrittenFaults(ordered, drawn.world, log, drawn.twin) };
}

/** Each with something of its own: two ERPs, a third party, stores with routes. */
const NAMES = ['erp-migration', 'three-pl', 'retail-replenishment'];
const MORE = [
  ...[
    'b2b-distributor',
    'legacy-batch',
    'customs-heavy',
    'as-is-to-be',
    'spare-parts-global',
    'returns-wave',
  ],
  ...['peak-season', 'governance-drill', 'inbound-dock'],
];

describe('the same digests', () => {
  test.each(long ? [...NAMES, ...MORE] : NAMES)('%s', (name) => {
    const scenario = small(name, 16);
    for (const seed of long ? [1, 2, 3, 4, 5] : [2]) {
      const { drawn, written } = writtenDown(scenario, seed);
      expect(run(written, seed).digests).toEqual(drawn.digests);
      expect(isScenario(written)).toBe(true);
    }
  });

  test('quickstart, whose seeds have each half of the kinds; what is written down has no share, and is needed', () => {
    const scenario = small(
      'quickstart',
      30,
      'network.customers.classes.shop.cancelled=0.3',
      'systems.erp.missingWeights=0.1',
    );
    for (const seed of [1, 2]) {
      const { drawn, written } = writtenDown(scenario, seed);
      const { faults, demand } = written;
      expect(faults?.bySeed).toBeUndefined();
      expect(faults?.written?.some((fault) => 'share' in fault) ?? false).toBe(false);
      expect(faults!.hits!.length).toBeGreaterThan(10);
      expect(demand.orders!.some(({ cancelled }) => cancelled !== undefined)).toBe(true);
      expect(demand.orders!.some(({ weightsMissing }) => weightsMissing !== undefined)).toBe(true);
      expect(run(written, seed).digests).toEqual(drawn.digests);
      expect(run(withFaults(written, undefined), seed).digests.digest).not.toBe(drawn.digests.digest);
    }
  });
});

test('an order that is left out takes none of the luck of the others along', () => {
  const scenario = small('quickstart', 30);
  const { written } = writtenDown(scenario, 1);
  const orders = written.demand.orders!;
  const left = {
    ...written,
    demand: { ...written.demand, orders: orders.filter(({ no }) => no !== orders[3]!.no) },
  };
  const excluded = { ...scenario, demand: { ...scenario.demand, exclude: [orders[3]!.no] } };
  const again = withWrittenOrders(excluded, buildOutboundWorld(excluded, 1), 1);
  expect(left.demand.orders).toEqual(again.demand.orders);
});
