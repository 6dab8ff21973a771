/** What each KPI of customers is (complaints, returns): see `catalogue.ts`, of which these are part. */
import type { KpiDefinition } from './kpi-definition.ts';

const SERVICE = 'customer service';
const WAREHOUSE = 'warehouse';
const FINANCE = 'finance';
const ASSUMPTION = 'A: assumption';

export const CARE_KPIS = {
  urgenciesHeeded: {
    title: 'Urgent orders that could be hurried',
    unit: 'share',
    better: 'more',
    owner: SERVICE,
    formula: 'orders hurried / orders that became urgent',
    source: ASSUMPTION,
  },
  complaintsPerOrder: {
    title: 'Complaints per order',
    unit: 'ratio',
    better: 'less',
    owner: SERVICE,
    formula: 'complaints, however often said / orders',
    source: ASSUMPTION,
  },
  complaintsInTime: {
    title: 'Complaints answered in time',
    unit: 'share',
    better: 'more',
    owner: SERVICE,
    formula: 'answered within answerWithin of being raised / complaints answered, or past it',
    source: ASSUMPTION,
  },
  complaintsByRule: {
    title: 'Complaints settled without a person',
    unit: 'share',
    better: 'more',
    owner: SERVICE,
    formula: 'answered by rule / complaints answered',
    source: ASSUMPTION,
  },
  goodwillCost: {
    title: 'Credits by goodwill',
    unit: 'money',
    better: 'less',
    owner: FINANCE,
    formula: 'sum credited for complaints',
    source: ASSUMPTION,
  },
  returnRate: {
    title: 'Shipments returned',
    unit: 'share',
    better: 'less',
    owner: SERVICE,
    formula: 'shipments of which a parcel came back / shipments that arrived in good condition',
    source: ASSUMPTION,
  },
  returnsRefused: {
    title: 'Returns refused',
    unit: 'share',
    better: 'neither',
    owner: SERVICE,
    formula: 'refused / returns asked for',
    source: ASSUMPTION,
  },
  benchWaitP50: {
    title: 'Returned parcel to grade, median',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: 'graded - arrived, parcels graded',
    source: ASSUMPTION,
  },
  benchWaitP95: {
    title: 'Returned parcel to grade, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: '95th percentile of the same',
    source: ASSUMPTION,
  },
  timeToCreditP50: {
    title: 'Return posted to credit note, median',
    unit: 'ms',
    better: 'less',
    owner: FINANCE,
    formula: 'credit note - posted by the customer, returns credited',
    source: ASSUMPTION,
  },
  timeToCreditP95: {
    title: 'Return posted to credit note, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: FINANCE,
    formula: '95th percentile of the same',
    source: ASSUMPTION,
  },
  creditsInTime: {
    title: 'Returns credited as promised',
    unit: 'share',
    better: 'more',
    owner: FINANCE,
    formula: 'credited within creditWithin of the post / returns credited, or open past it',
    source: ASSUMPTION,
  },
} as const satisfies Record<string, KpiDefinition>;

export type CareKpi = keyof typeof CARE_KPIS;
