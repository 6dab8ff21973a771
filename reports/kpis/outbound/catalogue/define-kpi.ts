/** A definition of a KPI in one call, and the sources that many of them name (`catalogue.ts` says what S, K and A stand for). */
import type { Better, KpiDefinition, OutboundKpiUnit } from './kpi-definition.ts';

export const SCOR = 'S: SCOR; supplychainplanning.ie, apics.org';
export const ASSUMPTION = 'A: assumption';

export const define = (
  title: string,
  unit: OutboundKpiUnit,
  better: Better,
  owner: string,
  formula: string,
  censoring: string,
  source: string,
): KpiDefinition => ({ title, unit, better, owner, formula, censoring, source });
