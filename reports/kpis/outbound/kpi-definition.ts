/** What is said of each KPI: see `catalogue.ts`. */

export type OutboundKpiUnit = 'count' | 'share' | 'ms' | 'days' | 'money' | 'money/kg' | 'ratio' | 'kg';
export type Better = 'more' | 'less' | 'neither';

export interface KpiDefinition {
  readonly title: string;
  readonly unit: OutboundKpiUnit;
  readonly better: Better;
  readonly owner: string;
  readonly formula: string;
  readonly source: string;
}
