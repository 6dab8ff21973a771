/**
 * ERP's own ledger of side effects: how often it has done what can't be undone by forgetting, and how much of it, in the whole
 * run. Counted where it is done, not where it is written down.
 */
export interface ErpSideEffects {
  /** Goods issues posted to its stock. */
  readonly postings: number;
  readonly postedUnits: number;
  readonly postedMinor: number;
  /** Customers' invoices. */
  readonly invoices: number;
  readonly invoicedMinor: number;
  /** Of freight. */
  readonly payments: number;
  readonly paidMinor: number;
}

export type ErpLedger = { -readonly [Effect in keyof ErpSideEffects]: number };

export function noErpEffects(): ErpLedger {
  return {
    postings: 0,
    postedUnits: 0,
    postedMinor: 0,
    invoices: 0,
    invoicedMinor: 0,
    payments: 0,
    paidMinor: 0,
  };
}
