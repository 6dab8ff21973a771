/** The busiest resource is told as it is: twice the work is twice the utilisation, and a run that takes a few of its days' orders is as busy as they make it. */
import { expect, test } from 'vitest';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { runDesign } from './design-result.ts';
import { busiestOf, type Resource } from './utilisation.ts';

async function resourcesOf(scenario: string, ...set: readonly string[]): Promise<readonly Resource[]> {
  const world = buildOutboundWorld(outboundScenario(loadFrom(scenario, {}, { set })), 1);
  const policies = outboundPolicies({ sourcing: 'home-node' }, world.decidedBy);
  return (await runDesign({ world, policies, seed: 1 })).resources;
}

const of = (resources: readonly Resource[], name: string): number =>
  resources.find((each) => each.name === name)!.utilisation;

test('days without orders do not count; a platform of a quarter of the workers is four times as busy', async () => {
  const all = await resourcesOf('quickstart', 'demand.days=2');
  const some = await resourcesOf('quickstart', 'demand.days=20', `demand.maxOrders=${2 * 80}`);
  // The same days but for chance: of twenty days it would be a tenth.
  expect(of(some, 'DC Central') / of(all, 'DC Central')).toBeGreaterThan(0.6);
  expect(of(all, 'DC Central')).toBeGreaterThan(0.05);
  expect(of(all, 'orchestrator')).toBeGreaterThan(0);
  const slow = await resourcesOf('quickstart', 'demand.days=2', 'platform.workers=1');
  expect(of(slow, 'orchestrator') / of(all, 'orchestrator')).toBeCloseTo(4, 6);
});

test('the busiest over replications is that of the largest mean, not of the largest value', () => {
  const run = (north: number, desk: number) => ({
    resources: [
      { kind: 'stations', name: 'North', utilisation: north },
      { kind: 'team', name: 'desk', utilisation: desk },
    ] as const,
  });
  expect(busiestOf([run(0.9, 0.6), run(0.1, 0.7)])).toEqual({
    busiest: { kind: 'team', name: 'desk', utilisation: expect.closeTo(0.65, 9) },
  });
  expect(busiestOf([{ resources: [] }])).toEqual({});
});
