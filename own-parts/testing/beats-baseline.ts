/**
 * Whether a design is better than another one, as `dray compare` would say: pairs of runs on the same seeds, one primary metric, guardrails
 * that must not be hurt, intervals that hold together.
 *
 * 1. All runs are made here, one after the other: tests have the other processors.
 */
import { compareDesigns } from '#bench/comparison/comparison';
import { type DesignResult, runDesign } from '#bench/comparison/design-result';
import { type DesignLane, type DesignTask, Replicator } from '#bench/comparison/replicator';
import { PAIRS_MIN } from '#bench/comparison/sequential';
import { CONFIDENCE, commandOf } from '#cli/experiments/compare';
import { seedsFrom } from '#cli/experiments/experiment';
import type { ComparisonReport, DesignHead } from '#reports/comparison/comparison-report';
import {
  type AskedRun,
  type OpenRun,
  openRun,
  type ScenarioOptions,
  type ScenarioRun,
} from './scenario-run.ts';

/** Without an interval that can be trusted there is no verdict. */
export const PAIRS_LEAST = PAIRS_MIN;

export interface ComparedRuns {
  readonly baseline: AskedRun;
  readonly candidate: AskedRun;
  readonly pairs: number;
}

/** Compares the designs of two runs; replication 0 has the seed of the candidate's. */
export async function compareRuns({ baseline, candidate, pairs }: ComparedRuns): Promise<ComparisonReport> {
  if (!Number.isInteger(pairs) || pairs < PAIRS_LEAST)
    throw new Error(
      `pairs: ${pairs} are too few for an interval that can be trusted. Give ${PAIRS_LEAST} or more`,
    );
  const before = await openRun(baseline);
  try {
    const after = await openRun(candidate);
    try {
      const same = designWords(baseline, before) === designWords(candidate, after);
      return await compared(before, after, pairs, same);
    } finally {
      await after.design.close();
    }
  } finally {
    await before.design.close();
  }
}

/** Which design it is: the scenario's first policy is the same one when it is named. */
function designWords({ source, options }: AskedRun, { design, seed }: OpenRun): string {
  const { policy: _named, ...rest } = options;
  return JSON.stringify([source, { ...rest, seed }, design.policies.name]);
}

function compared(
  baseline: OpenRun,
  candidate: OpenRun,
  pairs: number,
  same: boolean,
): Promise<ComparisonReport> {
  const { seed } = candidate;
  const { currency } = baseline.design.checked.scenario;
  const seedOf = seedsFrom(seed);
  const designs = [baseline, candidate];
  const lane: DesignLane = {
    execute: ({ design, replication }) => replicate(designs[design]!, seedOf(replication)),
  };
  return compareDesigns(
    {
      baseline: headOf(baseline),
      candidate: headOf(candidate),
      same,
      confidence: CONFIDENCE,
      replications: pairs,
    },
    { decision: null, currency, seed, reproduce: '', versions: { dray: '', node: '', v8: '' } },
    new Replicator([lane], new Results()),
  );
}

function headOf({ design: { checked, policies } }: OpenRun): DesignHead {
  const summary = policies.model?.summary ?? policies.by.sourcing.summary;
  return { scenario: checked.scenario.name, digest: '', policy: policies.name, summary, reproduce: '' };
}

function replicate({ design, worldOf, untilIn }: OpenRun, seed: string | number): Promise<DesignResult> {
  const world = worldOf(seed);
  return runDesign({ world, policies: design.policies, seed, ...untilIn(world) });
}

/** Of this comparison, and only while it lasts. */
class Results {
  private readonly byTask = new Map<string, DesignResult>();

  known({ design, replication }: DesignTask): DesignResult | undefined {
    return this.byTask.get(`${design} ${replication}`);
  }

  keep({ design, replication }: DesignTask, result: DesignResult): void {
    this.byTask.set(`${design} ${replication}`, result);
  }
}

/** The same run of another policy, or of another design of the same orders. */
export function baselineOf(
  { asked: { source, options } }: ScenarioRun,
  baseline: string | Partial<ScenarioOptions>,
): AskedRun {
  return {
    source,
    options: { ...options, ...(typeof baseline === 'string' ? { policy: baseline } : baseline) },
  };
}

/** The command that compares the two policies of one scenario; null = no one command does. */
export function compareCommand(run: ScenarioRun, baseline: string, pairs: number): string | null {
  const { source, options } = run.asked;
  if (typeof source !== 'string') return null;
  const { with: overlays, set, data, until, allowHost } = options;
  const words = { refs: [source], baseline, candidate: options.policy ?? run.policy, replications: pairs };
  return commandOf({ ...words, with: overlays, set, data, until, allowHost }, run.seed);
}
