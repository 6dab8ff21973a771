/** What an answer costs is in landed cost to the minor unit, and said beside it; nothing else moves. Shown on a small world, with and without a price. */
import { describe, expect, test } from 'vitest';
import type { SourcingPolicy } from '#orchestrator/decisions/sourcing';
import { cheapestInStock } from '#orchestrator/decisions/sourcing';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { decidedBy, decisionCostOf } from './decision-cost.ts';
import { type DesignResult, runDesign } from './design-result.ts';

const set = ['demand.maxOrders=30'];
const world = buildOutboundWorld(outboundScenario(loadFrom('quickstart', {}, { set })), 1);
/** A fifth of a cent. */
const PRICE_MINOR = 0.2;

function run(price?: number): Promise<DesignResult> {
  const policy: SourcingPolicy = {
    ...cheapestInStock,
    name: 'mine',
    ...(price === undefined ? {} : { costPerDecisionMinor: price }),
  };
  const own = [{ point: 'sourcing', policy }] as const;
  const policies = outboundPolicies({ sourcing: 'mine' }, world.decidedBy, own);
  return runDesign({ world, policies, seed: 1, bounds: true });
}

describe('a policy that declares what an answer costs', async () => {
  const [free, paid, dear] = [await run(), await run(PRICE_MINOR), await run(1000 * PRICE_MINOR)];
  const asked = free.decisions.find(({ point }) => point === 'sourcing')!.asked;
  const totalMinor = ({ kpis }: DesignResult): number => kpis.landedCostPerOrder! * kpis.ordersShipped!;

  test('costs so much more in all, and differs in nothing else', () => {
    expect(paid.digest).toBe(free.digest);
    expect(asked).toBeGreaterThanOrEqual(30);
    expect(totalMinor(dear) - totalMinor(free)).toBeCloseTo(1000 * PRICE_MINOR * asked, 6);
    // Whole minor units in all, rounded once.
    expect(Math.abs(totalMinor(paid) - totalMinor(free) - PRICE_MINOR * asked)).toBeLessThanOrEqual(
      0.5 + 1e-6,
    );
    expect(free.decisions.every(({ costMinor }) => costMinor === undefined)).toBe(true);
  });

  test('is told by what an answer, an order and a replication costs', () => {
    const orders = free.orders + dear.orders;
    const { decisionCost } = decisionCostOf([dear, dear], orders) as ReturnType<typeof decisionCostOf> & {
      readonly decisionCost: object;
    };
    expect(decisionCost).toEqual({
      perDecisionMinor: 1000 * PRICE_MINOR,
      decisionsPerOrder: (2 * asked) / orders,
      perOrderMinor: expect.closeTo((2 * asked * 1000 * PRICE_MINOR) / orders, 9),
      totalMinor: expect.closeTo(asked * 1000 * PRICE_MINOR, 9),
    });
    const [row] = decidedBy([dear, dear], orders).filter(({ point }) => point === 'sourcing');
    expect(row).toMatchObject({ asked: 2 * asked, costPerDecisionMinor: 1000 * PRICE_MINOR });
    expect(decisionCostOf([free], free.orders)).toEqual({});
  });

  test('has the bound of who declares nothing: a bound need not ask', () => {
    expect(dear.hindsight).toMatchObject({
      constantMinor: (free.hindsight as { constantMinor: number }).constantMinor,
    });
  });
});
