/** What each KPI of customers is (complaints, returns): see `catalogue.ts`, of which these are part. */
import { AS_OF_END, SAME_RULE } from './censoring.ts';
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
    censoring: 'an order that could not be hurried by the end counts as not hurried',
    source: ASSUMPTION,
  },
  complaintsPerOrder: {
    title: 'Complaints per order',
    unit: 'ratio',
    better: 'less',
    owner: SERVICE,
    formula: 'complaints, however often said / orders',
    censoring: `${AS_OF_END}: answered or not`,
    source: ASSUMPTION,
  },
  complaintsInTime: {
    title: 'Complaints answered in time',
    unit: 'share',
    better: 'more',
    owner: SERVICE,
    formula: 'answered within answerWithin of being raised / complaints answered, or past it',
    censoring: 'open past answerWithin is late, open before it left out',
    source: ASSUMPTION,
  },
  complaintsByRule: {
    title: 'Complaints settled without a person',
    unit: 'share',
    better: 'more',
    owner: SERVICE,
    formula: 'answered by rule / complaints answered',
    censoring: 'open ones are left out',
    source: ASSUMPTION,
  },
  goodwillCost: {
    title: 'Credits by goodwill',
    unit: 'money',
    better: 'less',
    owner: FINANCE,
    formula: 'sum credited for complaints',
    censoring: 'what was credited by the end',
    source: ASSUMPTION,
  },
  returnRate: {
    title: 'Shipments returned',
    unit: 'share',
    better: 'less',
    owner: SERVICE,
    formula: 'shipments of which a parcel came back / shipments that arrived in good condition',
    censoring:
      'a parcel that has not reached the bench yet is not counted; its shipment is in the denominator',
    source: ASSUMPTION,
  },
  returnsRefused: {
    title: 'Returns refused',
    unit: 'share',
    better: 'neither',
    owner: SERVICE,
    formula: 'refused / returns asked for',
    censoring: 'a return not answered yet is in the denominator alone',
    source: ASSUMPTION,
  },
  benchWaitP50: {
    title: 'Returned parcel to grade, median',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: 'graded - arrived, parcels graded',
    censoring: 'a parcel that is not graded is left out',
    source: ASSUMPTION,
  },
  benchWaitP95: {
    title: 'Returned parcel to grade, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: '95th percentile of the same',
    censoring: SAME_RULE,
    source: ASSUMPTION,
  },
  timeToCreditP50: {
    title: 'Return posted to credit note, median',
    unit: 'ms',
    better: 'less',
    owner: FINANCE,
    formula: 'credit note - posted by the customer, returns credited',
    censoring: 'returns without a credit are left out; creditsInTime judges those past their promise',
    source: ASSUMPTION,
  },
  timeToCreditP95: {
    title: 'Return posted to credit note, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: FINANCE,
    formula: '95th percentile of the same',
    censoring: SAME_RULE,
    source: ASSUMPTION,
  },
  creditsInTime: {
    title: 'Returns credited as promised',
    unit: 'share',
    better: 'more',
    owner: FINANCE,
    formula: 'credited within creditWithin of the post / returns credited, or open past it',
    censoring:
      'open past creditWithin is late, open before it left out; one that ended without a credit is left out',
    source: ASSUMPTION,
  },
} as const satisfies Record<string, KpiDefinition>;

export type CareKpi = keyof typeof CARE_KPIS;
