/**
 * Flows of a real run must add up to what its KPIs say, arm by arm: shipments, and the share of them on time. Shown on the library's
 * quickstart, which has an arm that sends from elsewhere, and on stores that a fleet and carriers supply.
 */
import { expect, test } from 'vitest';
import type { NetworkFlows } from '#reports/aggregates/network/network-flows';
import { computeOutboundKpis } from '#reports/kpis/outbound/kpis';
import { landedCosts } from '#reports/kpis/outbound/landed-cost';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type OutboundArm, runOutboundArms } from './outbound-arms.ts';
import { factsOf, pricesOf } from './outbound-report-of-run.ts';

async function ran(world: OutboundWorld): Promise<readonly OutboundArm[]> {
  return runOutboundArms({ world, policies: world.policies, seed: 1, aggregates: true });
}

function worldOf(name: string, options: Parameters<typeof loadFrom>[2]): OutboundWorld {
  const scenario = outboundScenario(loadFrom(name, {}, options));
  return buildOutboundWorld(scenario, scenario.seed);
}

function kpisOf(world: OutboundWorld, arm: OutboundArm) {
  const facts = factsOf(world, arm);
  return computeOutboundKpis(
    arm.outcomes,
    facts,
    landedCosts(arm.outcomes, pricesOf(world, arm), facts.endAt),
  );
}

const sumOf = ({ flows }: NetworkFlows, of: 'shipments' | 'due' | 'late' | 'weightGrams'): number =>
  flows.reduce((sum, flow) => sum + flow[of], 0);

test('quickstart: shipments and share on time are those of the KPIs, in both arms', async () => {
  const world = worldOf('quickstart', { set: ['demand.days=2'] });
  const arms = await ran(world);
  expect(arms).toHaveLength(2);
  for (const arm of arms) {
    const network = arm.aggregates!.network!;
    const kpis = kpisOf(world, arm);
    expect(network.rest).toBeNull();
    expect(sumOf(network, 'shipments')).toBe(kpis.shipments);
    expect(1 - sumOf(network, 'late') / sumOf(network, 'due')).toBeCloseTo(kpis.onTimeDelivery!, 10);
    const { shipments } = arm.outcomes;
    const grams = shipments.weightGrams
      .slice(0, shipments.size)
      .filter((_, row) => shipments.issuedAt[row]! >= 0);
    expect(sumOf(network, 'weightGrams')).toBe(grams.reduce((sum, each) => sum + each, 0));
    expect(network.nodes.map(({ name }) => name)).toEqual(world.names.nodes);
    expect(network.nodes[0]).toMatchObject({ latitude: 44.98, longitude: -93.27 });
    expect(network.destinations.reduce((sum, each) => sum + each.customers, 0)).toBe(
      world.network.customers.length,
    );
  }
  const [cheap, fast] = arms.map(({ aggregates }) => aggregates!.network!.flows) as [
    NetworkFlows['flows'],
    NetworkFlows['flows'],
  ];
  expect(fast).not.toEqual(cheap);
}, 30_000);

test('stores: what goes to them is told from what goes to customers, and who drives it', async () => {
  const world = worldOf('retail-replenishment', { with: ['routes'], set: ['demand.days=3'] });
  const [arm] = await ran({ ...world, policies: world.policies.slice(0, 1) });
  const { flows } = arm!.aggregates!.network!;
  const to = (receiver: string) => flows.filter((flow) => flow.receiver === receiver);
  expect(to('stores').length).toBeGreaterThan(0);
  expect(to('customers').length).toBeGreaterThan(0);
  const modes = (receiver: string): Set<string> =>
    new Set(to(receiver).flatMap((flow) => flow.modes.map(([mode]) => mode)));
  expect(modes('stores')).toContain('own fleet');
  expect(modes('customers')).not.toContain('own fleet');
}, 30_000);
