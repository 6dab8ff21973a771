/** The best of several designs by one KPI: see `bestOf`. */
import type { SelectedPolicy, SelectionReport } from '#reports/comparison/selection-report';
import type { WithStandIns } from '#reports/comparison/stand-in-report';
import { isUnheard } from '#reports/comparison/stand-ins';
import { bestOf, type Selection } from '../statistics/best-of.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { probabilitiesOfBest } from '../statistics/probability-best.ts';
import type { DesignResult } from './design-result.ts';
import { NothingShipped, PRIMARY } from './metrics.ts';
import type { Replicator } from './replicator.ts';
import { PAIRS_MIN, PAIRS_MOST, TooFewPairs } from './sequential.ts';
import { standInsOf } from './stand-ins.ts';

export interface SelectionPlan {
  readonly designs: readonly { readonly policy: string; readonly summary: string }[];
  /** As a part of the least mean. */
  readonly indifference: number;
  readonly confidence: number;
}

const { kpi } = PRIMARY;

export async function selectDesign(
  { designs, indifference, confidence }: SelectionPlan,
  replicator: Replicator,
): Promise<Pick<SelectionReport, 'best' | 'sure' | 'policies' | 'kpi'>> {
  const runs: Pick<DesignResult, 'decisions' | 'failures'>[][] = designs.map(() => []);
  const selection = await bestOf(
    designs.length,
    async (left, replication) => {
      const results = await replicator.run(left.map((design) => ({ design, replication })));
      return results.map((result, i) => {
        const value = result?.kpis[kpi];
        if (result === undefined) throw new TooFewPairs(replication);
        if (typeof value !== 'number') throw new NothingShipped(result.seed);
        const { decisions, failures } = result;
        runs[left[i]!]!.push({ decisions, ...(failures === undefined ? {} : { failures }) });
        return value;
      });
    },
    { indifference: { share: indifference }, confidence, first: PAIRS_MIN, most: PAIRS_MOST },
  );
  const heard = designs.map(({ policy }, i) => standInsOf(policy, runs[i]!));
  return { kpi, ...told(designs, selection, heard) };
}

function told(
  designs: SelectionPlan['designs'],
  { best, sure, means, replications, values }: Selection,
  heard: readonly WithStandIns[],
): Pick<SelectionReport, 'best' | 'sure' | 'policies'> {
  const probabilities = probabilitiesOfBest(values, best);
  const policies = designs
    .map(({ policy, summary }, i) => ({
      ...{ policy, summary, mean: means[i]!, replications: replications[i]! },
      interval: boundsOf(values[i]!),
      behind: i === best ? null : behind(values[i]!, values[best]!),
      probabilityBest: probabilities[i]!,
      ...heard[i]!,
    }))
    .sort((one, other) => one.mean - other.mean);
  return { best: designs[best]!.policy, sure: sure && !heard.some(isUnheard), policies };
}

const OWN_CONFIDENCE = 0.95;

function boundsOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const { low, high } = meanInterval(values, OWN_CONFIDENCE);
  return { low, high };
}

/** Over the replications that both have: who is out has fewer. */
function behind(values: readonly number[], best: readonly number[]): NonNullable<SelectedPolicy['behind']> {
  const { mean, low, high } = meanInterval(
    values.map((value, i) => value - best[i]!),
    OWN_CONFIDENCE,
  );
  return { mean, low, high };
}
