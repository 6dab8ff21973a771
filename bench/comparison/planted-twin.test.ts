/**
 * What is planted on the twin is found again: every load costs so much less, in a world in which an order costs its freight and nothing else, so that
 * landed cost falls by just that. So that there is luck to see through, each arm bargains for each line of its rate table anew in each replication, with
 * the same luck on average.
 */
import { describe, expect, test } from 'vitest';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { Random } from '#sim/random/random';
import { long } from '#testing/properties/properties';
import { libraryText, loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { compareDesigns } from './comparison.ts';
import { type DesignResult, runDesign } from './design-result.ts';
import { MemoryStore } from './lanes.fixture.ts';
import { type DesignTask, Replicator } from './replicator.ts';

const PAIRS = 20;
/** Of a rate, up or down at most. */
const BARGAINED_SHARE = 0.03;
type Arm = 'today' | 'new';

/** Labour, stock, lateness, people, the platform and the building cost nothing, and goods are worth next to nothing. */
function freightOnly(): OutboundWorld {
  const set = [
    'demand.maxOrders=25',
    'network.products.unitPrice={ median: 0.01 USD, sigma: 0 }',
    'costs.labourPerHour=0 USD',
    'costs.stockPerYear=0',
    'costs.latePenalty=0',
    'costs.taskPerMinute=0 USD',
    'costs.returnPerShipment=0 USD',
    'costs.workerPerDay=0 USD',
    'costs.perThousandMessages=0 USD',
  ];
  const text = libraryText('quickstart.yaml').replaceAll(/costPerUnit: [\d.]+ USD/g, 'costPerUnit: 0 USD');
  const loaded = loadFrom('freight.yaml', { 'freight.yaml': text }, { set });
  return buildOutboundWorld(outboundScenario(loaded), 1);
}

const WORLD = freightOnly();

/** The rate table of an arm in a replication, so much cheaper. */
function withRates(arm: Arm, seed: number, saved: number): OutboundWorld {
  const luck = new Random(seed).stream(`rates/${arm}`);
  const lines = WORLD.tms.lines.map((line, i) => {
    const factor = (1 - saved) * (1 + BARGAINED_SHARE * (2 * luck.unit(i, 0) - 1));
    return {
      ...line,
      minimumChargeMinor: line.minimumChargeMinor * factor,
      ratePerKgMinor: line.ratePerKgMinor * factor,
    };
  });
  return { ...WORLD, tms: { ...WORLD.tms, lines } };
}

function runOf(arm: Arm, seed: number, saved: number): Promise<DesignResult> {
  const policies = outboundPolicies({ sourcing: 'home-node' }, WORLD.decidedBy);
  return runDesign({ world: withRates(arm, seed, saved), policies, seed });
}

/** Of the baseline, by seed: it is the same whatever is planted. */
const baselines = new Map<number, Promise<DesignResult>>();

function baselineOf(seed: number): Promise<DesignResult> {
  const run = baselines.get(seed) ?? runOf('today', seed, 0);
  baselines.set(seed, run);
  return run;
}

function compared(saved: number, first: number) {
  const execute = ({ design, replication }: DesignTask): Promise<DesignResult> => {
    const seed = first + replication;
    return design === 0 ? baselineOf(seed) : runOf('new', seed, saved);
  };
  const head = (policy: Arm) => ({ scenario: 's', digest: policy, policy, summary: '', reproduce: '' });
  const versions = { dray: '', node: '', v8: '' };
  return compareDesigns(
    {
      baseline: head('today'),
      candidate: head('new'),
      same: false,
      confidence: 0.95,
      replications: PAIRS,
    },
    { decision: null, currency: 'USD', seed: first, reproduce: '', versions },
    new Replicator([{ execute }], new MemoryStore()),
  );
}

/** @param first seed of the first pair @returns shares of the baseline's cost that were saved, with the primary metric's verdict */
async function found(saved: number, first: number) {
  const { primary } = await compared(saved, first);
  const { low, high } = primary.difference;
  return { judged: primary.judged, low: -high / primary.baseline, high: -low / primary.baseline };
}

describe('every load costs so much less', () => {
  test.each([0.02, 0.05])('%d: the interval covers it, and it is an uplift', async (saved) => {
    const { judged, low, high } = await found(saved, 1000);
    expect(low).toBeLessThanOrEqual(saved);
    expect(high).toBeGreaterThanOrEqual(saved);
    // What was not planted is ruled out, or the interval would prove nothing.
    expect(high - low).toBeLessThan(0.015);
    expect(judged).toBe('uplift');
  });
});

describe.runIf(long)('again and again', () => {
  test.each([0.02, 0.05])('%d is covered in 95 of 100 comparisons, or more', async (saved) => {
    const trials = 40;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { low, high } = await found(saved, 10_000 + trial * PAIRS);
      if (low <= saved && saved <= high) covered += 1;
    }
    // All intervals of a comparison hold together: each covers more. Of 40 at 95 %, 32 or fewer would come once in a thousand.
    expect(covered).toBeGreaterThan(32);
  });
});
