/** An ERP in which nothing goes wrong by chance: tests put in what they look at. */
import type { SalesOrder } from '#orchestrator/contracts/erp';
import type { CustomerClass, ErpSettings } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

/** Ten units of one product. */
export const SALES: SalesOrder = {
  customer: 0,
  destination: 11,
  lines: [{ product: 7, units: 10, unitWeightGrams: 250, unitPriceMinor: 5 }],
  shipComplete: false,
  priority: 1,
  promisedAt: MONDAY + 9 * DAY_MS,
  instructed: null,
};

export const CALM: CustomerClass = { holdShare: 0, rejectShare: 0, changeShare: 0, cancelShare: 0 };

export const CALM_ERP: ErpSettings = {
  classes: [CALM],
  classOf: [0],
  creditDecisionMs: { kind: 'constant', value: 2 * HOUR_MS },
  changeAfterMs: { kind: 'constant', value: HOUR_MS },
  changeFactor: { kind: 'constant', value: 2 },
  cancelAfterMs: { kind: 'constant', value: HOUR_MS },
  missingWeightShare: 0,
  masterDataAnswerMs: { kind: 'constant', value: HOUR_MS },
  billingDelayMs: { kind: 'constant', value: 2 * HOUR_MS },
  paymentTermsMs: 30 * DAY_MS,
  paidKeptMs: 60 * DAY_MS,
  batchEveryMs: null,
  stock: [],
};
