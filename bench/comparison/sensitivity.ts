/**
 * A comparison again in other worlds: each assumed input at both ends of its range (a tornado), and all of them at once in plausible worlds.
 *
 * 1. Replication n has one seed in every world and of both designs: what differs between worlds is the inputs.
 * 2. Each world is judged as a comparison is, on as many pairs; none is looked at before it has all of them.
 */
import type { Verdict } from '#reports/comparison/comparison-report';
import type {
  InputEnd,
  InputSensitivity,
  PlausibleWorlds,
  SensitivityReport,
  WorldVerdict,
} from '#reports/comparison/sensitivity-report';
import { verdictOfHeard } from '#reports/comparison/stand-ins';
import { shareInterval } from '../statistics/share-interval.ts';
import { checkPair } from './comparison.ts';
import type { DesignResult } from './design-result.ts';
import { PRIMARY } from './metrics.ts';
import { type AssumedInput, plausibleWorlds, written } from './plausible-worlds.ts';
import type { Replicator } from './replicator.ts';
import { standInsOf } from './stand-ins.ts';
import { judge } from './verdict.ts';

export interface SensitivityPlan {
  readonly inputs: readonly AssumedInput[];
  /** Plausible ones; 0 = the tornado alone. */
  readonly worlds: number;
  /** Pairs in each world. */
  readonly replications: number;
  /** Of all intervals of one world together. */
  readonly confidence: number;
  /** Of baseline and candidate: it is told where others answered in their stead. Absent = it is not. */
  readonly policies?: readonly [baseline: string, candidate: string];
}

/** Stopped before all pairs were run. */
export class SensitivityStopped extends Error {
  override readonly name = 'SensitivityStopped';
}

/** A world as settings: empty = the scenario as it stands. */
export type WorldSettings = readonly { readonly path: string; readonly value: string }[];

/** The scenario itself, each input low and high, then plausible worlds. World w is designs 2w (baseline) and 2w + 1 (candidate). */
export function worldsOf({ inputs, worlds }: SensitivityPlan): readonly WorldSettings[] {
  const ends = inputs.flatMap((input) =>
    [input.low, input.high].map((value) => [{ path: input.path, value: written(input, value) }]),
  );
  const drawn = plausibleWorlds(inputs, worlds).map((values) =>
    values.map((value, i) => ({ path: inputs[i]!.path, value })),
  );
  return [[], ...ends, ...drawn];
}

export async function runSensitivity(
  plan: SensitivityPlan,
  replicator: Replicator,
): Promise<Pick<SensitivityReport, 'assumed' | 'paths' | 'inputs' | 'plausible' | 'kpi'>> {
  const { inputs, replications } = plan;
  const settings = worldsOf(plan);
  const tasks = settings.flatMap((_, world) =>
    Array.from({ length: 2 * replications }, (__, i) => ({
      design: 2 * world + (i % 2),
      replication: Math.floor(i / 2),
    })),
  );
  const done = await replicator.run(tasks);
  const runs = done.filter((each) => each !== undefined);
  if (runs.length < tasks.length)
    throw new SensitivityStopped(`interrupted: ${runs.length} of ${tasks.length} runs`);
  const judged = settings.map((_, world) =>
    worldVerdict(runs.slice(2 * world * replications, 2 * (world + 1) * replications), plan),
  );
  const [assumed] = judged as [WorldVerdict];
  const endOf = (no: number): InputEnd => ({ value: settings[no]![0]!.value, ...judged[no]! });
  const tornado = inputs.map(({ path }, i) =>
    inputSensitivity(path, endOf(2 * i + 1), endOf(2 * i + 2), assumed),
  );
  tornado.sort((one, other) => other.swing - one.swing);
  const first = 1 + 2 * inputs.length;
  return {
    kpi: PRIMARY.kpi,
    assumed,
    paths: inputs.map(({ path }) => path),
    inputs: tornado,
    plausible: plan.worlds === 0 ? null : plausibleOf(settings.slice(first), judged.slice(first), assumed),
  };
}

/** @param runs baseline and candidate in turn */
function worldVerdict(
  runs: readonly DesignResult[],
  { confidence, policies }: SensitivityPlan,
): WorldVerdict {
  const pairs = Array.from({ length: runs.length / 2 }, (_, i) => {
    const [baseline, candidate] = [runs[2 * i]!, runs[2 * i + 1]!];
    checkPair(baseline, candidate, false);
    return { baseline: baseline.kpis, candidate: candidate.kpis };
  });
  const { verdict, primary, guardrails, unmeasured } = judge(pairs, { confidence });
  const hurt = guardrails.filter(({ judged }) => judged === 'failed').map(({ kpi }) => kpi);
  const heard = (policies ?? []).map((policy, no) =>
    standInsOf(
      policy,
      runs.filter((_, i) => i % 2 === no),
    ),
  );
  const standIns = heard.flatMap((each) => each.standIns ?? []);
  return {
    verdict: verdictOfHeard(verdict, heard),
    ...{ difference: primary.difference, baseline: primary.baseline, hurt, unmeasured },
    ...(standIns.length === 0 ? {} : { standIns }),
  };
}

function inputSensitivity(
  path: string,
  low: InputEnd,
  high: InputEnd,
  assumed: WorldVerdict,
): InputSensitivity {
  const means = [low, high, assumed].map(({ difference }) => difference.mean);
  return {
    path,
    low,
    high,
    swing: Math.max(...means) - Math.min(...means),
    moves: [low, high].some(({ verdict }) => verdict !== assumed.verdict),
  };
}

function plausibleOf(
  settings: readonly WorldSettings[],
  judged: readonly WorldVerdict[],
  assumed: WorldVerdict,
): PlausibleWorlds {
  const verdicts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of judged) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return {
    worlds: judged.map((each, i) => ({ values: settings[i]!.map(({ value }) => value), ...each })),
    holds: shareInterval(verdicts[assumed.verdict] ?? 0, judged.length),
    verdicts,
  };
}
