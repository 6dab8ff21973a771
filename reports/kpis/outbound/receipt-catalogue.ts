/** What each KPI of inbound is: see `catalogue.ts`, of which these are part. */
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
    source: WERC,
  },
  dockToStockP95: {
    title: 'Dock to stock, 95th percentile',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: '95th percentile of the same',
    source: WERC,
  },
  gateWaitMean: {
    title: 'Truck at the gate until it is called to a door, mean',
    unit: 'ms',
    better: 'less',
    owner: WAREHOUSE,
    formula: 'called to a door - at the gate, trucks called',
    source: ASSUMPTION,
  },
  receiptsOnTime: {
    title: 'Receipts on time',
    unit: 'share',
    better: 'more',
    owner: PURCHASING,
    formula: 'trucks at the gate by when their purchase order was due / trucks at the gate',
    source: ASSUMPTION,
  },
  noticeAccuracy: {
    title: 'Ship notices right',
    unit: 'share',
    better: 'more',
    owner: PURCHASING,
    formula: 'noticed before the truck came, and as many units counted as noticed / receipts counted',
    source: ASSUMPTION,
  },
  supplierInFull: {
    title: 'Purchase orders in full',
    unit: 'share',
    better: 'more',
    owner: PURCHASING,
    formula: 'all that was ordered received / purchase orders done, declined ones too',
    source: ASSUMPTION,
  },
  appointmentsKept: {
    title: 'Appointments kept',
    unit: 'share',
    better: 'more',
    owner: WAREHOUSE,
    formula: 'at the gate before the slot was over / trucks at the gate that had a slot',
    source: ASSUMPTION,
  },
  dockOccupancy: {
    title: 'Dock doors taken',
    unit: 'share',
    better: 'neither',
    owner: WAREHOUSE,
    formula: 'door time from call to count / doors x open hours, from the first truck to the last',
    source: ASSUMPTION,
  },
} as const satisfies Record<string, KpiDefinition>;

export type ReceiptKpi = keyof typeof RECEIPT_KPIS;
