/** Thresholds of a scenario: the KPI exists, its bound is in the KPI's unit, the policy is one of the scenario's. */
import { type BoundUnit, boundValue } from './bounds.ts';
import type { Findings } from './findings.ts';

export interface ThresholdEntry {
  readonly kpi: string;
  readonly policy?: string | undefined;
  readonly atLeast?: number | string | undefined;
  readonly atMost?: number | string | undefined;
}

/** @param arms names of the scenario's policies */
export function checkThresholds(
  thresholds: readonly ThresholdEntry[],
  arms: readonly string[],
  kpis: Readonly<Record<string, BoundUnit>>,
  currency: string,
  found: Findings,
): void {
  thresholds.forEach((threshold, i) => {
    const { kpi, policy } = threshold;
    found.oneOf(['thresholds', i, 'kpi'], 'KPI', kpi, Object.keys(kpis));
    const unit = Object.hasOwn(kpis, kpi) ? kpis[kpi] : undefined;
    for (const side of ['atLeast', 'atMost'] as const) {
      const bound = threshold[side];
      if (bound === undefined || unit === undefined) continue;
      const value = boundValue(bound, unit, currency);
      if (typeof value === 'string')
        found.report(['thresholds', i, side], `${JSON.stringify(bound)} ${value} (${kpi})`);
    }
    if (policy !== undefined)
      found.oneOf(['thresholds', i, 'policy'], 'policy of this scenario', policy, arms);
  });
}
