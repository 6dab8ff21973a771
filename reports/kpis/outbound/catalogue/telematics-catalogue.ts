/** What each KPI of telematics is: see `catalogue.ts`, of which these are part. */
import { SAME_RULE } from './censoring.ts';
import type { KpiDefinition } from './kpi-definition.ts';

const CONTROL = 'control tower';
const QUALITY = 'quality';
const ASSUMPTION = 'A: assumption';

const eta = (hours: number, by: string, censoring: string) =>
  ({
    title: `Error of estimates ${hours} h before arrival${by === '' ? '' : ', by reports alone'}`,
    unit: 'ms',
    better: 'less',
    owner: CONTROL,
    formula: `mean |estimate in force ${hours} h before - arrival|, loads that arrived and were heard of by their device before that${by}`,
    censoring,
    source: ASSUMPTION,
  }) as const;

const BY_REPORTS = '; what the estimate would have been by plan and carriers alone, of the same loads';
const ON_THE_ROAD = 'loads on the road at the end are left out';

export const TELEMATICS_KPIS = {
  lateKnownShare: {
    title: 'Delays known before the promise',
    unit: 'share',
    better: 'more',
    owner: CONTROL,
    formula: 'loads seen to be at risk before the promise / loads that arrived after it',
    censoring: ON_THE_ROAD,
    source: ASSUMPTION,
  },
  falseAlarms: {
    title: 'Alarms for loads that were in time',
    unit: 'share',
    better: 'less',
    owner: CONTROL,
    formula: 'loads seen to be at risk that arrived by the promise / loads seen to be at risk that arrived',
    censoring: `${ON_THE_ROAD}; one that was in time because it was sped up counts as a false alarm`,
    source: ASSUMPTION,
  },
  tripsLive: {
    title: 'Loads with a live position',
    unit: 'share',
    better: 'more',
    owner: CONTROL,
    formula: 'loads of which at least one position was gone by / loads that departed',
    censoring: 'a load on the road that has not been heard of yet counts as not',
    source: ASSUMPTION,
  },
  deviceLagMean: {
    title: 'Readings of devices: heard after they were taken, mean',
    unit: 'ms',
    better: 'less',
    owner: CONTROL,
    formula: 'heard by the core - taken, readings that a load goes by',
    censoring: 'what was not heard, or not gone by, is left out',
    source: 'A: data timeliness in the domain notes',
  },
  lateSeenAhead: {
    title: 'Delay seen ahead of arrival, mean',
    unit: 'ms',
    better: 'more',
    owner: CONTROL,
    formula:
      'mean(arrival - first estimate past the promise; 0 = there was none), loads with a live position that arrived after the promise of their smallest shipment and were planned to arrive before it',
    censoring: ON_THE_ROAD,
    source: ASSUMPTION,
  },
  lateSeenAheadReports: {
    title: 'Delay seen ahead of arrival, by reports alone, mean',
    unit: 'ms',
    better: 'more',
    owner: CONTROL,
    formula: `the same${BY_REPORTS}`,
    censoring: SAME_RULE,
    source: ASSUMPTION,
  },
  etaErrorDay: eta(24, '', ON_THE_ROAD),
  etaErrorDayReports: eta(24, BY_REPORTS, SAME_RULE),
  etaErrorHours: eta(4, '', ON_THE_ROAD),
  etaErrorHoursReports: eta(4, BY_REPORTS, SAME_RULE),
  excursions: {
    title: 'Temperature excursions',
    unit: 'count',
    better: 'less',
    owner: QUALITY,
    formula: 'loads whose goods were reported out of their limits',
    censoring: 'what no device reports is not known',
    source: ASSUMPTION,
  },
  excursionDetectionP50: {
    title: 'Excursion to case, median',
    unit: 'ms',
    better: 'less',
    owner: QUALITY,
    formula: 'case opened - goods out of their limits, by the clock of the device',
    censoring: 'an excursion without a case is left out',
    source: ASSUMPTION,
  },
  excursionDetectionP95: {
    title: 'Excursion to case, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: QUALITY,
    formula: '95th percentile of the same',
    censoring: SAME_RULE,
    source: ASSUMPTION,
  },
  qualityRefused: {
    title: 'Excursions whose goods were refused',
    unit: 'share',
    better: 'less',
    owner: QUALITY,
    formula: 'cases refused / cases decided, by rule or by a person',
    censoring: 'a case that nobody has decided is left out',
    source: ASSUMPTION,
  },
} as const satisfies Record<string, KpiDefinition>;

export type TelematicsKpi = keyof typeof TELEMATICS_KPIS;
