/** What each KPI of cases is: see `catalogue.ts`, of which these are part. */
import type { KpiDefinition } from './kpi-definition.ts';

const OPERATIONS = 'operations';
const ASSUMPTION = 'A: assumption';
const OPEN_LEFT_OUT = 'cases that are open at the end are left out';

export const CASE_KPIS = {
  casesPerOrder: {
    title: 'Cases per order',
    unit: 'ratio',
    better: 'less',
    owner: OPERATIONS,
    formula: 'cases opened, each opening once / orders',
    censoring: 'as of the end: resolved or not',
    source: ASSUMPTION,
  },
  caseDetectionMean: {
    title: 'Happened to noticed, mean',
    unit: 'ms',
    better: 'less',
    owner: OPERATIONS,
    formula: 'mean(case opened - when it happened, as far as whoever noticed it knows)',
    censoring: 'what nobody has noticed by the end is left out',
    source: ASSUMPTION,
  },
  caseResolutionMean: {
    title: 'Noticed to resolved, mean',
    unit: 'ms',
    better: 'less',
    owner: OPERATIONS,
    formula: 'mean(case resolved - case opened)',
    censoring: `${OPEN_LEFT_OUT}; casesOpen counts them`,
    source: ASSUMPTION,
  },
  casesByRule: {
    title: 'Cases resolved by rule',
    unit: 'share',
    better: 'more',
    owner: OPERATIONS,
    formula: 'resolved by the rules of the process alone / cases resolved',
    censoring: OPEN_LEFT_OUT,
    source: ASSUMPTION,
  },
  casesByRecommendation: {
    title: 'Cases resolved by recommendation',
    unit: 'share',
    better: 'more',
    owner: OPERATIONS,
    formula: 'last acted upon by a recommendation that was followed / cases resolved',
    censoring: OPEN_LEFT_OUT,
    source: ASSUMPTION,
  },
  casesByPerson: {
    title: 'Cases resolved by a person',
    unit: 'share',
    better: 'less',
    owner: OPERATIONS,
    formula: 'last acted upon by a person / cases resolved',
    censoring: OPEN_LEFT_OUT,
    source: ASSUMPTION,
  },
  casesEscalated: {
    title: 'Cases escalated',
    unit: 'share',
    better: 'less',
    owner: OPERATIONS,
    formula: 'given to the next role / cases opened',
    censoring: 'one that is open at the end and not escalated yet counts as not escalated',
    source: ASSUMPTION,
  },
  casesOpen: {
    title: 'Cases open at the end',
    unit: 'count',
    better: 'less',
    owner: OPERATIONS,
    formula: 'opened and not resolved',
    censoring: 'the end is what it is about',
    source: ASSUMPTION,
  },
} as const satisfies Record<string, KpiDefinition>;

export type CaseKpi = keyof typeof CASE_KPIS;
