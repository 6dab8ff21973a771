/** What each KPI of customs is: see `catalogue.ts`, of which these are part. */
import { SAME_RULE } from './censoring.ts';
import type { KpiDefinition } from './kpi-definition.ts';

const EXPORT = 'export desk';
const ASSUMPTION = 'A: assumption';
const EXAMS = 'K: 3 to 5 % of containers; thescarbroughgroup.com';

export const CUSTOMS_KPIS = {
  customsExamined: {
    title: 'Loads examined by customs',
    unit: 'share',
    better: 'less',
    owner: EXPORT,
    formula: 'loads held for an exam / loads presented at a border',
    censoring: 'goods at the border count as presented; one not held for an exam yet counts as not',
    source: EXAMS,
  },
  customsQueried: {
    title: 'Declarations queried',
    unit: 'share',
    better: 'less',
    owner: EXPORT,
    formula: 'declarations queried at least once / declarations lodged',
    censoring: 'a declaration without an answer yet counts as not queried',
    source: ASSUMPTION,
  },
  clearanceP50: {
    title: 'Declaration to acceptance, median',
    unit: 'ms',
    better: 'less',
    owner: EXPORT,
    formula: 'accepted - lodged, declarations accepted; nights of the desk and time for documents included',
    censoring: 'a declaration that is not accepted is left out',
    source: ASSUMPTION,
  },
  clearanceP95: {
    title: 'Declaration to acceptance, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: EXPORT,
    formula: '95th percentile of the same',
    censoring: SAME_RULE,
    source: ASSUMPTION,
  },
  borderDays: {
    title: 'Days at borders',
    unit: 'days',
    better: 'less',
    owner: EXPORT,
    formula: 'sum of (released or refused - presented), loads that are through',
    censoring: 'goods that stand at a border at the end have lost no day yet',
    source: ASSUMPTION,
  },
  borderStayP95: {
    title: 'Time at the border, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: EXPORT,
    formula: '95th percentile of (released or refused - presented), loads that are through',
    censoring: 'goods that stand at a border at the end are left out',
    source: ASSUMPTION,
  },
  customsRefused: {
    title: 'Loads refused entry',
    unit: 'share',
    better: 'less',
    owner: EXPORT,
    formula: 'refused / released or refused',
    censoring: 'goods that stand at a border at the end are left out',
    source: ASSUMPTION,
  },
  customsFees: {
    title: 'Customs fees',
    unit: 'money',
    better: 'less',
    owner: EXPORT,
    formula: 'sum of fees charged with a release or refusal',
    censoring: 'goods that stand at a border at the end have cost nothing yet',
    source: 'K: 150 to 350 USD an exam, 1,000 to 2,500 an intensive one; support.portal.flexport.com',
  },
} as const satisfies Record<string, KpiDefinition>;

export type CustomsKpi = keyof typeof CUSTOMS_KPIS;
