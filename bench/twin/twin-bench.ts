/** Orders a second through the whole twin: core, mocks, platform, invariants, KPIs, with and without a recording. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_AND_CARRIER_POLICIES } from '#orchestrator/decisions/node-and-carrier';
import { RecordingWriter } from '#reports/recording/writer';
import { loadThinScenario } from '#scenarios/schema/load';
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

/** CPU time of the baseline policy, recording included, once the world is built; two runs before it to warm up. */
export async function twinOrders(options: TwinOptions): Promise<TwinResult> {
  const world = worldOf(options);
  const folders = mkdtempSync(join(tmpdir(), 'dray-bench-'));
  try {
    for (const name of ['first', 'second']) await once(world, options.recorded ? join(folders, name) : null);
    const folder = options.recorded ? join(folders, 'measured') : null;
    const before = cpuMs();
    const run = await once(world, folder);
    const seconds = (cpuMs() - before) / 1000;
    const orders = world.orders.length;
    return { orders, events: run.events, ordersPerSecond: orders / seconds, digest: run.digests.digest };
  } finally {
    rmSync(folders, { recursive: true });
  }
}

async function once(world: World, folder: string | null) {
  const writer = folder === null ? null : new RecordingWriter(folder);
  const [run] = await runPolicies({
    world,
    policies: NODE_AND_CARRIER_POLICIES.filter(({ name }) => name === world.policies[0]),
    seed: 1,
    ...(writer === null ? {} : { recorderFor: () => writer }),
  });
  writer?.close();
  return run!;
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
  const loaded = loadThinScenario(scenario, files, {
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
