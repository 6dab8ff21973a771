/** What each KPI of customs is: see `catalogue.ts`, of which these are part. */
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
    source: EXAMS,
  },
  customsQueried: {
    title: 'Declarations queried',
    unit: 'share',
    better: 'less',
    owner: EXPORT,
    formula: 'declarations queried at least once / declarations lodged',
    source: ASSUMPTION,
  },
  clearanceP50: {
    title: 'Declaration to acceptance, median',
    unit: 'ms',
    better: 'less',
    owner: EXPORT,
    formula: 'accepted - lodged, declarations accepted; nights of the desk and time for documents included',
    source: ASSUMPTION,
  },
  clearanceP95: {
    title: 'Declaration to acceptance, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: EXPORT,
    formula: '95th percentile of the same',
    source: ASSUMPTION,
  },
  borderDays: {
    title: 'Days at borders',
    unit: 'days',
    better: 'less',
    owner: EXPORT,
    formula: 'sum of (released or refused - presented), loads that are through',
    source: ASSUMPTION,
  },
  borderStayP95: {
    title: 'Time at the border, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: EXPORT,
    formula: '95th percentile of (released or refused - presented), loads that are through',
    source: ASSUMPTION,
  },
  customsRefused: {
    title: 'Loads refused entry',
    unit: 'share',
    better: 'less',
    owner: EXPORT,
    formula: 'refused / released or refused',
    source: ASSUMPTION,
  },
  customsFees: {
    title: 'Customs fees',
    unit: 'money',
    better: 'less',
    owner: EXPORT,
    formula: 'sum of fees charged with a release or refusal',
    source: 'K: 150 to 350 USD an exam, 1,000 to 2,500 an intensive one; support.portal.flexport.com',
  },
} as const satisfies Record<string, KpiDefinition>;

export type CustomsKpi = keyof typeof CUSTOMS_KPIS;
