/**
 * What two designs are compared by: one primary metric, and guardrails that must not be hurt. From which difference on it matters is said of
 * each, as a part of the baseline or in points.
 *
 * Source of the primary metric, of OTIF and of their thresholds: experiment protocol, 6 and 7; of the others' thresholds: assumption.
 */
import { OUTBOUND_KPIS, type OutboundKpi } from '#reports/kpis/outbound/catalogue';

export type Threshold = { readonly share: number } | { readonly points: number };

export interface Metric {
  readonly kpi: OutboundKpi;
  readonly threshold: Threshold;
  /** What it is a ratio to: then it is told by the ratio of totals, with the jackknife. Absent = by the mean over replications. */
  readonly per?: OutboundKpi;
}

export const PRIMARY: Metric = {
  kpi: 'landedCostPerOrder',
  threshold: { share: 0.01 },
  per: 'ordersShipped',
};

/** A replication has no value of the primary metric: a fault of how long it runs, not of the code. */
export class NothingShipped extends Error {
  override readonly name = 'NothingShipped';

  constructor(seed: string | number) {
    super(
      `seed ${seed}: nothing was shipped, so that it has no ${OUTBOUND_KPIS[PRIMARY.kpi].title}. Let the runs go on for longer, with more orders`,
    );
  }
}

export const GUARDRAILS: readonly Metric[] = [
  { kpi: 'otif', threshold: { points: 0.005 } },
  { kpi: 'touchPerOrder', threshold: { share: 0.05 } },
  { kpi: 'cycleTimeP95', threshold: { share: 0.02 } },
];

/** In the unit of the KPI. @param baseline mean over the pairs; where it is 0, any difference matters */
export function thresholdOf(threshold: Threshold, baseline: number): number {
  return 'points' in threshold ? threshold.points : threshold.share * Math.abs(baseline);
}

export function thresholdWords(threshold: Threshold): string {
  if ('points' in threshold) return `${round(100 * threshold.points)} points`;
  return `${round(100 * threshold.share)} % of the baseline`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
