/** What each KPI of inbound is: see `catalogue.ts`, of which these are part. */
import { SAME_RULE } from './censoring.ts';
import type { KpiDefinition } from './kpi-definition.ts';

const WAREHOUSE = 'warehouse';
const PURCHASING = 'purchasing';
const ASSUMPTION = 'A: assumption';
const WERC = 'K: WERC measures, best below 3.5 h, average 4 to 8 h; logistics.kbaas.ai';

export const RECEIPT_KPIS = {
  dockToStockP50: {
    title: 'Dock to stock, median',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: 'put away - truck at the gate, receipts put away',
    censoring: 'a receipt that is not put away is left out',
    source: WERC,
  },
  dockToStockP95: {
    title: 'Dock to stock, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: '95th percentile of the same',
    censoring: SAME_RULE,
    source: WERC,
  },
  gateWaitMean: {
    title: 'Truck at the gate until it is called to a door, mean',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: 'called to a door - at the gate, trucks called',
    censoring: 'a truck that waits for a door is left out',
    source: ASSUMPTION,
  },
  receiptsOnTime: {
    title: 'Receipts on time',
    unit: 'share',
    better: 'more',
    owner: PURCHASING,
    formula:
      'trucks at the gate by when their purchase order was due / trucks at the gate, and open purchase orders overdue without any',
    censoring: 'a purchase order past its date of which nothing has come is late; before it, left out',
    source: ASSUMPTION,
  },
  noticeAccuracy: {
    title: 'Ship notices right',
    unit: 'share',
    better: 'more',
    owner: PURCHASING,
    formula: 'noticed before the truck came, and as many units counted as noticed / receipts counted',
    censoring: 'a receipt not counted is left out',
    source: ASSUMPTION,
  },
  supplierInFull: {
    title: 'Purchase orders in full',
    unit: 'share',
    better: 'more',
    owner: PURCHASING,
    formula: 'all that was ordered received / purchase orders done, declined ones too',
    censoring: 'a purchase order that is not done is left out, however late',
    source: ASSUMPTION,
  },
  appointmentsKept: {
    title: 'Appointments kept',
    unit: 'share',
    better: 'more',
    owner: WAREHOUSE,
    formula: 'at the gate before the slot was over / trucks at the gate that had a slot',
    censoring: 'a truck that has not come is left out',
    source: ASSUMPTION,
  },
  dockOccupancy: {
    title: 'Dock doors taken',
    unit: 'share',
    better: 'neither',
    owner: WAREHOUSE,
    formula: 'door time from call to count / doors x open hours, from the first truck to the last',
    censoring: 'a truck at a door that is not counted is left out',
    source: ASSUMPTION,
  },
  receiptPostingLagMean: {
    title: 'Receipts: posted by ERP after they were counted, mean',
    unit: 'ms',
    better: 'less',
    owner: 'IT operations',
    formula:
      'posted by ERP - counted at the dock, receipts posted; with what a person takes to decide on one that differs',
    censoring: 'what is counted and not posted yet is left out',
    source: 'A: data timeliness in the domain notes',
  },
} as const satisfies Record<string, KpiDefinition>;

export type ReceiptKpi = keyof typeof RECEIPT_KPIS;
