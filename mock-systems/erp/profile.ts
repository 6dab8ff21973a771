/**
 * What sets one ERP apart from another: how it calls and numbers its documents, and when its interface, its jobs and its stock picture
 * do their work. Plain data; the profiles that come with Dray are in `profiles/`.
 *
 * 1. A document's state is a small integer of the lists below; a profile says what that is called in its ERP.
 */
import type { ErpJob } from './jobs.ts';

/** Kinds of document: the chain of an order, that of a purchase order, and what closes a period. */
export const DOCUMENT = {
  sales: 0,
  delivery: 1,
  goodsIssue: 2,
  billing: 3,
  purchase: 4,
  inboundDelivery: 5,
  goodsReceipt: 6,
  invoiceReceipt: 7,
  accrual: 8,
} as const;

/** Of the sales document; each but `rejected` comes after the one before it, or instead. */
export const SALES_STATE = {
  blocked: 0,
  open: 1,
  partlyDelivered: 2,
  delivered: 3,
  completed: 4,
  rejected: 5,
} as const;
/** Of the delivery: ERP makes it when it hears that the goods have left. */
export const DELIVERY_STATE = { issued: 0, confirmed: 1, billed: 2 } as const;
/** Of the purchase order; each but `cancelled` comes after the one before it, or instead. */
export const PURCHASE_STATE = {
  ordered: 0,
  confirmed: 1,
  partlyReceived: 2,
  /** Nothing more is expected. */
  received: 3,
  /** And all that has come is invoiced. */
  completed: 4,
  /** Nothing of it has come, and nothing will. */
  cancelled: 5,
} as const;
/** Of the inbound delivery: ERP makes it when it hears that the goods are in. */
export const RECEIPT_STATE = { posted: 0, invoiced: 1 } as const;
/** Goods issue and receipt, billing document, supplier's invoice and accrual are posted as they are made. */
export const POSTED = 0;

/** How one kind of document is called and numbered. */
export interface DocumentForm {
  readonly name: string;
  /** Before the number. */
  readonly prefix: string;
  /** The number has at least so many digits. */
  readonly digits: number;
  /** The first number of the range. */
  readonly first: number;
  /** What its states are called, by state. */
  readonly states: readonly string[];
}

/** By `DOCUMENT`. */
export type DocumentForms = readonly DocumentForm[];

/** When an ERP's jobs run: at each multiple of a period from when its hours begin. */
export interface JobTimes {
  readonly everyMs: number;
  /** Only in the ERP's working hours. */
  readonly inHours: boolean;
}

/** How a profile behaves where the scenario is silent. */
export interface ErpProfile {
  readonly title: string;
  readonly forms: DocumentForms;
  /** Its interface writes a file so often; null = it says everything at once. */
  readonly batchEveryMs: number | null;
  /** Its picture of stock takes over what WMS has counted, so often; null = never. */
  readonly stockRefreshEveryMs: number | null;
  /** Credit decisions take effect in this job; null = at once. */
  readonly creditJob: JobTimes | null;
  /** Invoices are posted in this job; null = each when it is due. */
  readonly billingJob: JobTimes | null;
  /** What is due to a customer in one run of the job is one billing document. */
  readonly collective: boolean;
  /** Of its people and the jobs that need them, local time of its company. */
  readonly hours: { readonly days: readonly Weekday[]; readonly from: string; readonly to: string };
}

type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** What a run's ERP is set to by its profile; absent parts are as without one. */
export interface ErpConduct {
  /** Documents are numbered and written down; null = they are not. */
  readonly forms: DocumentForms | null;
  readonly creditJob: ErpJob | null;
  readonly billingJob: ErpJob | null;
  readonly collective: boolean;
}

/** As ERP behaves that has no profile. */
export const PLAIN_CONDUCT: ErpConduct = {
  forms: null,
  creditJob: null,
  billingJob: null,
  collective: false,
};

/** A document's number as its ERP writes it. */
export function renderNumber({ prefix, digits }: DocumentForm, number: number): string {
  return prefix + String(number).padStart(digits, '0');
}
