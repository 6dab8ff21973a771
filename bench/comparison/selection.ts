/** The best of several designs by one KPI: see `bestOf`. */
import type { SelectedPolicy, SelectionReport } from '#reports/comparison/selection-report';
import { bestOf, type Selection } from '../statistics/best-of.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { probabilitiesOfBest } from '../statistics/probability-best.ts';
import { NothingShipped, PRIMARY } from './metrics.ts';
import type { Replicator } from './replicator.ts';
import { PAIRS_MIN, PAIRS_MOST, TooFewPairs } from './sequential.ts';

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
  const selection = await bestOf(
    designs.length,
    async (left, replication) => {
      const results = await replicator.run(left.map((design) => ({ design, replication })));
      return results.map((result) => {
        const value = result?.kpis[kpi];
        if (result === undefined) throw new TooFewPairs(replication);
        if (typeof value === 'number') return value;
        throw new NothingShipped(result.seed);
      });
    },
    { indifference: { share: indifference }, confidence, first: PAIRS_MIN, most: PAIRS_MOST },
  );
  return { kpi, ...told(designs, selection) };
}

function told(
  designs: SelectionPlan['designs'],
  { best, sure, means, replications, values }: Selection,
): Pick<SelectionReport, 'best' | 'sure' | 'policies'> {
  const probabilities = probabilitiesOfBest(values, best);
  const policies = designs
    .map(({ policy, summary }, i) => ({
      ...{ policy, summary, mean: means[i]!, replications: replications[i]! },
      interval: boundsOf(values[i]!),
      behind: i === best ? null : behind(values[i]!, values[best]!),
      probabilityBest: probabilities[i]!,
    }))
    .sort((one, other) => one.mean - other.mean);
  return { best: designs[best]!.policy, sure, policies };
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
