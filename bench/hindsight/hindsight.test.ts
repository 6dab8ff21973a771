/**
 * A bound from one finished run holds for every policy in that replication: shown against all ways to send the orders of a small data set, each
 * simulated, and against all rules of thumb in small worlds of the library.
 */
import { describe, expect, test } from 'vitest';
import type { SourcingPolicy } from '#orchestrator/decisions/sourcing';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { BRUNEL_FILES, BRUNEL_ORDER_HEADER } from '#testing/worlds/brunel-set';
import { loadFrom, outboundScenario, recordedScenario } from '#testing/worlds/library-scenario';
import { type DesignResult, runDesign } from '../comparison/design-result.ts';
import type { KnownFacts } from './hindsight.ts';
import { unpackRows } from './order-rows.ts';
import { boundPair } from './pair-bound.ts';
import { regretOf } from './regret.ts';

const SEED = 7;

/** Two plants that make the same; the cheap one ships one order a day, and what is late costs a fifth of its value. */
const FILES: Readonly<Record<string, string>> = {
  ...BRUNEL_FILES,
  'brunel_OrderList.csv': [
    BRUNEL_ORDER_HEADER,
    ...[10, 20, 30, 40].map(
      (units, i) => `${i + 1}.0,5/26/13,PORT-A,FAST,1,DTD,0,0,C1,P1,PLANT-1,PORT-Z,${units},${0.5 * units}`,
    ),
  ].join('\n'),
  'brunel_FreightRates.csv': [
    'Carrier,orig_port_cd,dest_port_cd,minm_wgh_qty,max_wgh_qty,svc_cd,minimum cost,rate,mode_dsc,tpt_day_cnt,Carrier type',
    'FAST,PORT-A,PORT-Z,0,50,DTD,$ 4.00,$ 1.00,AIR,1,V1',
    'SLOW,PORT-B,PORT-Z,0,50,DTP,$ 1.00,$ 0.10,GROUND,2,V2',
  ].join('\n'),
  'brunel_PlantPorts.csv': 'Plant Code,Port\nPLANT-1,PORT-A\nPLANT-2,PORT-B\n',
  'brunel_ProductsPerPlant.csv': 'Plant Code,Product ID\nPLANT-1,P1\nPLANT-2,P1\n',
  'brunel_VmiCustomers.csv': 'Plant Code,Customers\nPLANT-1,C1\nPLANT-2,C1\n',
  'brunel_WhCapacities.csv': 'Plant ID,Daily Capacity \nPLANT-1,10\nPLANT-2,1\n',
  'brunel_WhCosts.csv': 'WH,Cost/unit\nPLANT-1,$ 0.90\nPLANT-2,$ 0.50\n',
};
const ORDERS = 4;
const PLANTS = 2;

function twoPlants(...set: readonly string[]): OutboundWorld {
  const read = (path: string): string | null => FILES[path.slice('data:'.length)] ?? null;
  const loaded = loadFrom('brunel', {}, { set: ['promise.within=84 h', 'costs.latePenalty=0.2', ...set] });
  const built = buildAnyOutbound(recordedScenario(loaded), SEED, { read });
  if (!built.ok) throw new Error('the data set is at fault');
  return built.world;
}

function small(scenario: string, ...set: readonly string[]): OutboundWorld {
  return buildOutboundWorld(outboundScenario(loadFrom(scenario, {}, { set })), SEED);
}

function run(
  world: OutboundWorld,
  sourcing: string,
  own: readonly SourcingPolicy[] = [],
): Promise<DesignResult> {
  const policies = outboundPolicies(
    { sourcing },
    world.decidedBy,
    own.map((policy) => ({ point: 'sourcing', policy }) as const),
  );
  return runDesign({ world, policies, seed: SEED, bounds: true });
}

/** The order with the most units is bit 3, and so on: a bit says which plant sends it. */
function fixed(bits: number): SourcingPolicy {
  return {
    name: `plants-${bits}`,
    summary: '',
    recommend: ({ totalUnits }, options) =>
      options.findIndex(({ node }) => node === ((bits >> (totalUnits / 10 - 1)) & 1)),
  };
}

function known({ hindsight }: DesignResult): KnownFacts {
  if (hindsight === undefined || hindsight.unknown !== null) throw new Error('no bound is known');
  return hindsight;
}

const boundedOf = (result: DesignResult) => ({
  seed: SEED,
  costMinor: result.kpis.landedCostPerOrder!,
  facts: known(result),
});

describe('four orders and two plants', async () => {
  const world = twoPlants();
  const all: DesignResult[] = [];
  for (let bits = 0; bits < PLANTS ** ORDERS; bits++)
    all.push(await run(world, `plants-${bits}`, [fixed(bits)]));
  const costs = all.map(({ kpis }) => kpis.landedCostPerOrder!);

  test('no way to send them betters the bound, which is within 15 % of the best of all', () => {
    const { primary } = boundPair(boundedOf(all[0]!), boundedOf(all.at(-1)!));
    const best = Math.min(...costs);
    expect(new Set(costs).size).toBeGreaterThan(4);
    expect(primary.bound).toBeLessThanOrEqual(best);
    expect(primary.bound).toBeGreaterThan(0.85 * best);
  });

  test('a plant that is too small for all of them has a price, and the bound is tighter for it', async () => {
    const facts = known(all[0]!);
    expect(facts.by).toBe('lp');
    expect(facts.capacityMinor).toBeGreaterThan(0);
    const ample = known(await run(twoPlants('costs.latePenalty=0'), 'cheapest-feasible'));
    expect([ample.by, ample.capacityMinor, ample.gap]).toEqual(['choice', 0, 0]);
  });

  test('where a solver gave up on one of the two runs, capacities are relaxed', () => {
    const [one, other] = [boundedOf(all[0]!), boundedOf(all[1]!)];
    const relaxed = boundPair(one, { ...other, facts: { ...other.facts, capacityMinor: 0 } });
    expect(relaxed.primary.bound).toBeLessThan(boundPair(one, other).primary.bound);
    expect(relaxed.primary.bound).toBeGreaterThan(0);
  });

  test('an outcome that betters its bound is a fault, and said so', () => {
    const [one, other] = [boundedOf(all[0]!), boundedOf(all[1]!)];
    expect(() => boundPair(one, { ...other, costMinor: 1 })).toThrow(
      /seed 7: the hindsight bound of [\d.]+ an order is bettered by an outcome of 1: it is no bound/,
    );
  });

  test('regret is never below 0, and what is left to gain is shared out', () => {
    const worst = all[costs.indexOf(Math.max(...costs))]!;
    const best = all[costs.indexOf(Math.min(...costs))]!;
    const { primary, commonPriced, certifiedGap } = regretOf([worst, worst], [best, best])!;
    expect(primary!.regret.candidate.low).toBeGreaterThanOrEqual(0);
    expect(primary!.regret.baseline.mean - primary!.regret.candidate.mean).toBeCloseTo(
      primary!.saving.mean,
      6,
    );
    expect(primary!.headroomCaptured!.mean).toBeGreaterThan(0.5);
    expect(primary!.headroomCaptured!.mean).toBeLessThanOrEqual(1);
    expect(commonPriced!.orders).toBe(ORDERS);
    expect(certifiedGap).toBeGreaterThanOrEqual(0);
  });
});

describe.each([
  ['quickstart', ['demand.maxOrders=60']],
  ['spare-parts-global', ['demand.days=2', 'demand.ordersPerDay=60']],
  ['b2b-distributor', ['demand.days=1', 'demand.ordersPerDay=60']],
] as const)('%s, small', (scenario, set) => {
  test('no rule of thumb betters the bound, nor the least of any order that it delivered', async () => {
    const world = small(scenario, ...set);
    const results: DesignResult[] = [];
    const names = ['cheapest-in-time', 'fastest-feasible', 'home-node'];
    for (const name of names) results.push(await run(world, name));
    for (const result of results) {
      const { primary, commonPriced } = boundPair(boundedOf(results[0]!), boundedOf(result));
      expect(primary.bound).toBeGreaterThan(0);
      expect(commonPriced!.bound).toBeGreaterThan(0);
      for (const { no, comparedMinor, leastPricedMinor } of unpackRows(known(result).rows))
        if (comparedMinor !== null) expect([no, comparedMinor >= leastPricedMinor]).toEqual([no, true]);
    }
  });
});

test('of a world whose costs a bound can not count, none is known, and it says why', async () => {
  const result = await run(
    small('retail-replenishment', 'demand.days=1', 'demand.ordersPerDay=5'),
    'home-node',
  );
  expect(regretOf([result, result], [result, result])).toMatchObject({
    unknown: expect.stringContaining('stores'),
  });
});
