/** Orders a second through the whole twin: core, mocks, platform, invariants, KPIs, with and without a recording. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_AND_CARRIER_POLICIES } from '#orchestrator/decisions/node-and-carrier';
import { RecordingWriter } from '#reports/recording/writer';
import { loadScenario } from '#scenarios/schema/load';
import { buildWorld } from '#scenarios/world/build';
import type { World } from '#scenarios/world/world';
import { runPolicies } from '../experiments/run-policies.ts';
import { cpuMs } from '../measure.ts';

const LIBRARY = fileURLToPath(new URL('../../scenarios/library/', import.meta.url));

export interface TwinOptions {
  readonly scenario: 'quickstart' | 'brunel';
  readonly set: readonly string[];
  /** Folder of the data files; null where the scenario needs none. */
  readonly data: string | null;
  readonly recorded: boolean;
}

export interface TwinResult {
  readonly orders: number;
  readonly events: number;
  readonly ordersPerSecond: number;
  readonly digest: string;
}

/** CPU time of the baseline policy, once the world is built; one run before it to warm up. */
export async function twinOrders(options: TwinOptions): Promise<TwinResult> {
  const world = worldOf(options);
  await once(world, options.recorded);
  const before = cpuMs();
  const run = await once(world, options.recorded);
  const seconds = (cpuMs() - before) / 1000;
  const orders = world.orders.length;
  return { orders, events: run.events, ordersPerSecond: orders / seconds, digest: run.digests.digest };
}

async function once(world: World, recorded: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'dray-bench-'));
  const writer = recorded ? new RecordingWriter(folder) : null;
  try {
    const [run] = await runPolicies({
      world,
      policies: NODE_AND_CARRIER_POLICIES.filter(({ name }) => name === world.policies[0]),
      seed: 1,
      ...(writer === null ? {} : { recorderFor: () => writer }),
    });
    return run!;
  } finally {
    writer?.close();
    rmSync(folder, { recursive: true });
  }
}

function worldOf({ scenario, set, data }: TwinOptions): World {
  const files = {
    read: (path: string): string | null => {
      const at = path.startsWith('library:')
        ? join(LIBRARY, path.slice('library:'.length))
        : join(data ?? '', path.slice('data:'.length));
      return existsSync(at) ? readFileSync(at, 'utf8') : null;
    },
  };
  const policies = NODE_AND_CARRIER_POLICIES.map(({ name }) => name);
  const loaded = loadScenario(scenario, files, {
    policies,
    kpis: {},
    with: [],
    set: ['thresholds=[]', ...set],
  });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('; '));
  const built = buildWorld(loaded.scenario, 1, files);
  if (!built.ok) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.world;
}
