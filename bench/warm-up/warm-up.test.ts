/** The warm-up of pilots is where their orders have settled: shown by transients planted at a known order, and by the twin itself. */
import { describe, expect, test } from 'vitest';
import { renderWarmUp } from '#reports/comparison/warm-up-summary';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { Random } from '#sim/random/random';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type DesignResult, runDesign } from '../comparison/design-result.ts';
import { regretOf } from '../hindsight/regret.ts';
import { packNumbers } from '../statistics/packed-numbers.ts';
import { observationsIn, type PilotFacts } from './pilot-facts.ts';
import { NoWarmUp, warmUpOf } from './warm-up.ts';

const HOUR_MS = 3_600_000;
const ORDERS = 400;
const stream = new Random('warm-up').stream('noise');

/** An order every half hour, in run r a little later. @param more what the i-th costs beside 100 and luck */
function planted(more: (i: number) => number): PilotFacts[] {
  return Array.from({ length: 8 }, (_, run) => {
    const releases = Array.from({ length: ORDERS }, (__, i) => i * 0.5 * HOUR_MS + run * 60_000);
    const noise = (of: number): number[] => releases.map((__, i) => 100 + 20 * stream.unit(i, 2 * run + of));
    const cost = noise(0).map((value, i) => value + more(i));
    return {
      cost: packNumbers(Float64Array.from([...releases, ...cost])),
      cycleTime: packNumbers(Float64Array.from([...releases, ...noise(1)])),
    };
  });
}

describe('planted', () => {
  test('the first sixty orders cost more: they are left out, to the full hour after their last release', () => {
    const { warmUpMs, series } = warmUpOf(planted((i) => (i < 60 ? 50 : 0)));
    const [cost] = series;
    expect(cost).toMatchObject({ kpi: 'landedCostPerOrder', trusted: true });
    // To a batch of five or two.
    expect(cost!.truncated).toBeGreaterThanOrEqual(60);
    expect(cost!.truncated).toBeLessThan(80);
    expect(series[0]!.meanBefore! - series[0]!.meanAfter).toBeGreaterThan(45);
    expect(series[1]!.truncated).toBeLessThan(30);
    // In the last run an order is released 7 min later than in the first.
    expect(cost!.untilMs).toBe(cost!.truncated * 0.5 * HOUR_MS + 7 * 60_000);
    expect(warmUpMs).toBe(Math.ceil(cost!.untilMs / HOUR_MS) * HOUR_MS);
    const stretches = series[0]!.stretches.map(({ mean }) => mean!);
    expect(stretches[0]! - stretches[5]!).toBeGreaterThan(45);
  });

  test('what has not settled in its first half can not be told', () => {
    const { warmUpMs, series } = warmUpOf(planted((i) => i));
    expect([warmUpMs, series[0]!.trusted]).toEqual([null, false]);
    const head = { format: 1, process: 'warm-up', scenario: 's', policy: 'p', currency: 'USD' } as const;
    const versions = { dray: '', node: '', v8: '' };
    const rest = { replications: 8, setting: null, seed: 1, reproduce: '', versions };
    expect(renderWarmUp({ ...head, ...rest, warmUpMs, series })).toMatch(
      /^no warm-up can be told: Landed cost per order shipped had not settled/,
    );
  });

  test('fewer than fifty orders are too few', () => {
    const few = packNumbers(Float64Array.from({ length: 2 * 49 }, (_, i) => i));
    expect(() => warmUpOf([{ cost: few, cycleTime: few }])).toThrow(NoWarmUp);
  });

  test('orders that all come at once have none before the others', () => {
    const atOnce = packNumbers(Float64Array.from({ length: 2 * 60 }, (_, i) => (i < 60 ? 0 : i)));
    expect(() => warmUpOf([{ cost: atOnce, cycleTime: atOnce }])).toThrow(
      /all orders are released at the same/,
    );
  });
});

describe('on the twin', async () => {
  const set = ['demand.maxOrders=90', 'demand.days=2'];
  const worldOf = (...more: string[]): OutboundWorld =>
    buildOutboundWorld(outboundScenario(loadFrom('quickstart', {}, { set: [...set, ...more] })), 1);
  const run = (world: OutboundWorld, sourcing: string, seed: number): Promise<DesignResult> => {
    const policies = outboundPolicies({ sourcing }, world.decidedBy);
    return runDesign({ world, policies, seed, bounds: true, pilot: true });
  };
  const whole = await run(worldOf(), 'cheapest-feasible', 1);
  const warm = worldOf('warmUp=12 h');
  const baselines = [await run(warm, 'cheapest-feasible', 1), await run(warm, 'cheapest-feasible', 2)];
  const candidates = [await run(warm, 'fastest-feasible', 1), await run(warm, 'fastest-feasible', 2)];

  test('a pilot tells every order that was shipped, with what it cost', () => {
    const { releasedMs, value } = observationsIn(whole.pilot!.cost);
    const totalMinor = Array.from(value).reduce((sum, each) => sum + each, 0);
    expect(value).toHaveLength(whole.kpis.ordersShipped!);
    expect(releasedMs).toHaveLength(value.length);
    expect(totalMinor).toBeLessThanOrEqual(whole.kpis.landedCostPerOrder! * whole.kpis.ordersShipped! + 1e-6);
  });

  test('what comparisons count are the orders released after it; the run is the same', () => {
    const [after] = baselines;
    expect(after!.digest).toBe(whole.digest);
    const { releasedMs } = observationsIn(whole.pilot!.cost);
    const later = Array.from(releasedMs).filter((ms) => ms >= 12 * HOUR_MS).length;
    expect(after!.kpis.ordersShipped).toBe(later);
    expect(later).toBeLessThan(whole.kpis.ordersShipped!);
    expect(after!.orders).toBe(whole.orders);
  });

  test('the bound in hindsight is of these orders, and holds', () => {
    const { primary } = regretOf(baselines, candidates)!;
    expect(primary!.orders).toBeCloseTo(
      (baselines[0]!.kpis.ordersShipped! + baselines[1]!.kpis.ordersShipped!) / 2,
    );
    expect(primary!.bound.mean).toBeGreaterThan(0);
    expect(primary!.regret.candidate.mean).toBeGreaterThan(0);
  });
});
