/** What is noted of a run's waves is what its waves did: no rule of thumb betters the bound, and by the bound one sees which is nearer. */
import { describe, expect, test } from 'vitest';
import { armOf } from '#scenarios/twin/deciders/arm';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type DesignResult, runDesign } from '../comparison/design-result.ts';
import { regretOf } from './regret.ts';

/** A distributor whose first centre picks eight lines a wave: much less than comes. */
function crowded(policy: string): Promise<DesignResult> {
  const set = ['demand.days=2', 'demand.ordersPerDay=150', `waveSequencePolicy=${policy}`, 'thresholds=[]'];
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

describe('waves that less fits into than waits', async () => {
  const [first, best] = [await crowded('earliest-cutoff'), await crowded('least-late-value')];
  const { waves } = regretOf([first, first], [best, best])!;

  test('leave goods too late, and no sequence of what waited could have had it less than the bound', () => {
    for (const { shipments, bound, late } of [waves!.baseline, waves!.candidate]) {
      expect(shipments).toBeGreaterThan(100);
      expect(bound.mean).toBeGreaterThan(0);
      expect(late).toBeGreaterThan(bound.mean);
    }
  });

  test('a rule that looks at value regrets less', () => {
    expect(waves!.candidate.regret.mean).toBeLessThan(waves!.baseline.regret.mean);
  });

  test('what a solver leaves above an outcome by rounding is none, and no regret', () => {
    const even = { ...first, waves: { ...first.waves!, late: 0, bound: 1e-6 } };
    const { baseline } = regretOf([even, even], [best, best])!.waves!;
    expect([baseline.bound.mean, baseline.regret.low, baseline.certifiedGap]).toEqual([0, 0, 0]);
  });

  test('an outcome that betters its bound is a fault, and said so', () => {
    const lucky = { ...first, waves: { ...first.waves!, late: 1 } };
    expect(() => regretOf([lucky, lucky], [best, best])).toThrow(
      /is bettered by an outcome of 1: it is no bound/,
    );
  });
});
