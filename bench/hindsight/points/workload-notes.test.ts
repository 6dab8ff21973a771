/**
 * What waits for the waves of all nodes together is bounded by where it could have gone: no rule betters that, and it is no more than the bound of waves alone,
 * which leaves everything where it was.
 */
import { describe, expect, test } from 'vitest';
import { armOf } from '#scenarios/twin/deciders/arm';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type DesignResult, runDesign } from '../../comparison/design-result.ts';
import { regretOf } from '../regret.ts';

/** A distributor of two centres, of which the first one picks eight lines a wave: much less than comes. */
function crowded(policy: string): Promise<DesignResult> {
  const set = [
    ...['demand.days=1', 'demand.ordersPerDay=120', 'thresholds=[]'],
    ...['waveSequencePolicy=earliest-cutoff', `workloadPolicy=${policy}`],
  ];
  const scenario = outboundScenario(loadFrom('b2b-distributor', {}, { set }));
  const { network, ...world } = buildOutboundWorld(scenario, 1);
  const nodes = network.nodes.map((node) => ({ ...node, linesPerWave: node.no === 0 ? 8 : 200 }));
  return runDesign({
    world: { ...world, network: { ...network, nodes } },
    policies: armOf(scenario, scenario.policies[0]!),
    seed: 1,
    bounds: true,
  });
}

describe('work that may be moved', async () => {
  const [stay, level] = [await crowded('stay'), await crowded('level-load')];
  const { points, waves } = regretOf([stay, stay], [level, level])!;
  const workload = points!.find(({ point }) => point === 'workload')!;

  test('leaves no sooner than the bound by either rule, and could have left sooner than any sequence of waves at its own nodes', () => {
    for (const { decisions, bound, came } of [workload.baseline, workload.candidate]) {
      expect(decisions).toBeGreaterThan(50);
      expect(came).toBeGreaterThan(bound.mean);
    }
    expect(workload.baseline.bound.mean).toBeLessThan(waves!.baseline.bound.mean);
    expect(workload.baseline.came).toBe(waves!.baseline.late);
  });

  test('an outcome that betters its bound is a fault, and said so', () => {
    const points = stay.points!.map((each) => ({ ...each, came: each.bound - 1 }));
    const lucky = { ...stay, points };
    expect(() => regretOf([lucky, lucky], [level, level])).toThrow(/is bettered by answers that came to/);
  });
});
