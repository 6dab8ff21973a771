/** The best of several designs by one KPI: see `bestOf`. */
import type { SelectionReport } from '#reports/comparison/selection-report';
import { bestOf, type Selection } from '../statistics/best-of.ts';
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
  { best, sure, means, replications }: Selection,
): Pick<SelectionReport, 'best' | 'sure' | 'policies'> {
  const policies = designs
    .map(({ policy, summary }, i) => ({ policy, summary, mean: means[i]!, replications: replications[i]! }))
    .sort((one, other) => one.mean - other.mean);
  return { best: designs[best]!.policy, sure, policies };
}
