/** What a trial of a search costs. A child's work: see `bench/harness/child.ts`. */
import { runTrialIn } from '#testing/search/trial';
import { cpuMs } from '../harness/measure.ts';
import { distributorScenario, distributorWorld } from '../throughput/outbound/distributor.ts';

const SEED = 1;
const WARMUP_ORDERS = 4000;
const WARMUP_RUNS = 2;

export interface TrialCost {
  readonly usPerEvent: number;
  readonly events: number;
  /** Of the run's own time, from the first event to the last, in each unit of processor time. */
  readonly timesRealTime: number;
}

/** As the bench of the core runs it, two runs warm up; watched as a search watches: invariants and kinds of fault. */
export async function costOfTrial({ orders }: { readonly orders: number }): Promise<TrialCost> {
  for (let n = 0; n < WARMUP_RUNS; n++) await tried(WARMUP_ORDERS);
  return tried(orders);
}

async function tried(orders: number): Promise<TrialCost> {
  const scenario = distributorScenario({ orders });
  const world = distributorWorld({ orders });
  const before = cpuMs();
  const outcome = await runTrialIn(world, {
    scenario,
    files: { read: () => null },
    seed: SEED,
  });
  const spentMs = cpuMs() - before;
  if (outcome.finding !== null) throw new Error(outcome.finding.message);
  return {
    usPerEvent: (spentMs * 1e3) / outcome.events,
    events: outcome.events,
    timesRealTime: outcome.simulatedMs / spentMs,
  };
}
