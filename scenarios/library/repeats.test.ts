/**
 * All that comes with Dray runs, and runs again: every scenario, and eleven stacks of overlays, each loaded, built and run twice from its
 * text, with invariants on. Both times nothing breaks, everything ends, and all digests are the same. `npm test` runs the first days and
 * the first arm of each, `npm run test:long` all of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runOutboundArms } from '#bench/experiments/outbound-arms';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { long } from '#testing/properties/properties';
import { libraryText } from '#testing/worlds/library-scenario';
import { loadScenario } from '../schema/load.ts';
import type { AnyOutboundScenario } from '../schema/outbound/scenario.ts';
import { showProblem } from '../schema/source-files.ts';
import { armOf } from '../twin/deciders/arm.ts';
import { buildAnyOutbound } from '../world/outbound/build-any.ts';
import { SCENARIOS } from './index.ts';

const DATA = fileURLToPath(new URL('../../../shared/data/brunel/', import.meta.url));
const KPIS = Object.fromEntries(Object.entries(OUTBOUND_KPIS).map(([kpi, { unit }]) => [kpi, unit]));
/** Of a short run. */
const DAYS = 2;
const ORDERS = 400;

const STACKS: readonly (readonly [scenario: string, ...overlays: string[]])[] = [
  ['quickstart', 'peak', 'carrier-outage', 'swarm'],
  ['b2b-distributor', 'reroute', 'lean-desk', 'robots'],
  ['erp-migration', 'delay-prediction', 'bill-audit', 'swarm'],
  ['customs-heavy', 'carrier-outage', 'morning-peak', 'shaky-web', 'broker'],
  ['inbound-dock', 'sure-suppliers', 'first-come', 'swarm'],
  ['spare-parts-global', 'slow-platform', 'carrier-outage', 'swarm'],
  ['returns-wave', 'three-pl', 'tight-gateway', 'swarm', 'short-deliveries'],
  ['peak-season', 'legacy-batch', 'broker', 'unread-proofs'],
  ['carrier-outage', 'three-pl', 'tight-gateway', 'broker'],
  ['as-is-to-be', 'returns-wave', 'peak-season', 'swarm'],
  ['retail-replenishment', 'as-is-to-be', 'returns-wave'],
];

interface Outcome {
  readonly arm: string;
  readonly digests: unknown;
  readonly events: number;
  readonly end: string;
  readonly violation: string | null;
}

const read = (path: string): string | null => {
  if (path.startsWith('library:')) return libraryText(path.slice('library:'.length));
  return path.startsWith('data:') ? readFileSync(`${DATA}${path.slice('data:'.length)}`, 'utf8') : null;
};

function scenarioOf(name: string, overlays: readonly string[]): AnyOutboundScenario {
  const short = name === 'brunel' ? [] : [`demand.days=${DAYS}`];
  const set = long ? [] : [...short, `demand.maxOrders=${ORDERS}`];
  const loaded = loadScenario(name, { read }, { kpis: KPIS, with: overlays, set });
  if (!loaded.ok) throw new Error(loaded.problems.map(showProblem).join('\n'));
  return loaded.scenario;
}

async function outcomes(name: string, overlays: readonly string[], seed = 1): Promise<Outcome[]> {
  const scenario = scenarioOf(name, overlays);
  const built = buildAnyOutbound(scenario, seed, { read });
  if (!built.ok) throw new Error(built.problems.map(showProblem).join('\n'));
  const { world } = built;
  const arms = scenario.policies.map((entry, i) =>
    typeof entry === 'string' ? world.policies[i]! : armOf(scenario, entry),
  );
  const run = await runOutboundArms({ world, policies: long ? arms : arms.slice(0, 1), seed });
  return run.map(({ policies, digests, events, end, violation }) => ({
    arm: policies.name,
    digests,
    events,
    end,
    violation,
  }));
}

async function twice(name: string, overlays: readonly string[] = []): Promise<void> {
  const first = await outcomes(name, overlays);
  for (const { violation, end } of first)
    expect({ violation, end }).toEqual({ violation: null, end: 'empty' });
  expect(await outcomes(name, overlays)).toEqual(first);
}

describe('twice the same', { timeout: long ? 3_600_000 : 300_000 }, () => {
  for (const name of SCENARIOS)
    test.skipIf(name === 'brunel' && !existsSync(DATA))(`the scenario ${name}`, () => twice(name));

  for (const [name, ...overlays] of STACKS)
    test(`${name} with ${overlays.join(', ')}`, () => twice(name, overlays));
});

test('another seed is another run: what is compared can differ', async () => {
  const [one] = await outcomes('quickstart', []);
  const [other] = await outcomes('quickstart', [], 2);
  expect(other!.digests).not.toEqual(one!.digests);
});

test('the stacks are eleven, of two to four overlays, each on another scenario', () => {
  expect(STACKS).toHaveLength(11);
  expect(new Set(STACKS.map(([name]) => name)).size).toBe(STACKS.length);
  for (const [, ...overlays] of STACKS) {
    expect(overlays.length).toBeGreaterThanOrEqual(2);
    expect(overlays.length).toBeLessThanOrEqual(4);
  }
});
