/** What a scenario says of proofs of delivery reaches carriers, core and the bound by which an order is over. */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { settleBound } from '../bounds/settle-bound.ts';
import { buildOutboundWorld } from '../build.ts';

function scenarioWith(set: readonly string[] = []) {
  return outboundScenario(loadFrom('quickstart', {}, { with: ['unread-proofs'], set }));
}

/** Of the longest chain, ms. */
function proofMs(set: readonly string[]): number {
  return settleBound(scenarioWith(set)).chain.find(({ what }) => what === 'proof of delivery')!.ms;
}

test('the world has the faults for the carriers and the terms for the core', () => {
  const scenario = scenarioWith(['systems.proof.otherwise=bill']);
  const world = buildOutboundWorld(scenario, scenario.seed);
  expect(world.proof).toEqual({ unreadShare: 0.12, missingShare: 0.05 });
  expect(world.network.proof).toEqual({ copiesMax: 2, waived: true });
});

test('the bound counts each copy that is asked for, by rule no more than these', () => {
  const none = proofMs(['systems.proof.unread=0', 'systems.proof.missing=0']);
  const one = proofMs(['systems.proof.unread=0', 'systems.proof.missing=0.1']) - none;
  expect(one).toBeGreaterThan(0);
  const held = ['systems.proof.missing=0', 'systems.proof.unread=0.5'];
  // Ten in a row that can't be read are rarer than one in a thousand, nine are not.
  expect(proofMs(held) - none).toBeCloseTo(10 * one, 3);
  expect(proofMs([...held, 'systems.proof.otherwise=bill']) - none).toBeCloseTo(2 * one, 3);
});

describe('units that differ', () => {
  const of = (set: readonly string[] = []) =>
    outboundScenario(loadFrom('b2b-distributor', {}, { with: ['short-deliveries'], set }));

  test('reach carriers, core and, where it credits, ERP', () => {
    const scenario = of();
    const world = buildOutboundWorld(scenario, scenario.seed);
    expect(world.proof?.differences).toEqual({
      shortShare: 0.02,
      damagedShare: 0.01,
      overShare: 0.003,
      ofLineMax: 0.25,
    });
    expect(world.network.proof?.differences).toEqual({
      ruledMinorMax: 2_000,
      billShipped: false,
      oversBilled: false,
    });
    expect(world.erp.credits).toBeUndefined();
    const credits = of(['systems.proof.differences.bill=shipped']);
    expect(buildOutboundWorld(credits, credits.seed).erp.credits).toBeDefined();
  });

  test('without a limit a person looks at each', () => {
    const { limits, ...rest } = of();
    const { differenceMax, ...others } = limits;
    const world = buildOutboundWorld({ ...rest, limits: others }, 1);
    expect(differenceMax).toBe('20 USD');
    expect(world.network.proof?.differences?.ruledMinorMax).toBe(-1);
  });

  test('are waited for before the bill and the claim', () => {
    const chain = settleBound(of()).chain.map(({ what }) => what);
    const none = settleBound(outboundScenario(loadFrom('b2b-distributor', {}, {}))).chain;
    expect(chain).toEqual(expect.arrayContaining(['units that differ', "the customer's bill", 'claim']));
    expect(none.map(({ what }) => what)).not.toContain('units that differ');
  });
});
