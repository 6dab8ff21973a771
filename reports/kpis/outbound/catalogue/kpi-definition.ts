/** What is said of each KPI: see `catalogue.ts`. */

export type OutboundKpiUnit = 'count' | 'share' | 'ms' | 'days' | 'money' | 'money/kg' | 'ratio' | 'kg';
export type Better = 'more' | 'less' | 'neither';

export interface KpiDefinition {
  readonly title: string;
  readonly unit: OutboundKpiUnit;
  readonly better: Better;
  readonly owner: string;
  readonly formula: string;
  /** What happens with what is still open at the end of the run. */
  readonly censoring: string;
  readonly source: string;
}
