/** What a freight invoice knows: its table, its state, its timer. */
import type { OpenTask } from '../../../core/open-task.ts';
import { transitionTable } from '../../../core/transition-table.ts';

export type FreightInvoiceStatus =
  | 'new'
  | 'expected'
  | 'void'
  | 'judging'
  | 'disputed'
  | 'auditing'
  | 'approved'
  | 'paid'
  | 'written-off'
  | 'forgotten';

export const FREIGHT_INVOICE_TABLE = transitionTable<FreightInvoiceStatus>(
  'new',
  ['paid', 'written-off', 'forgotten'],
  [
    ['new', 'expectBill', 'expected'],
    ['expected', 'expectBill', 'expected'],
    ['expected', 'expectFormerBill', 'expected'],
    ['expected', 'expectCharge', 'expected'],
    ['expected', 'billDue', 'expected'],
    ['expected', 'expectNoBill', 'void'],
    // No bill: it is asked for, then a person is told.
    ['expected', 'timer', 'expected'],
    ['expected', 'taskAnswered', 'expected'],
    ['expected', 'writeOff', 'written-off'],
    // The load was tendered again after a truck that never came.
    ['void', 'expectBill', 'expected'],
    ['void', 'timer', 'forgotten'],
    ['expected', 'matched', 'approved'],
    // Where somebody judges it.
    ['expected', 'freightBilled', 'judging'],
    ['judging', 'matched', 'approved'],
    ['judging', 'differs', 'disputed'],
    ['judging', 'decided', 'auditing'],
    ['expected', 'differs', 'disputed'],
    ['disputed', 'invoiceCorrected', 'approved'],
    ['disputed', 'disputeRejected', 'auditing'],
    ['disputed', 'timer', 'auditing'],
    ['auditing', 'taskAnswered', 'approved'],
    ['auditing', 'timer', 'auditing'],
    ['approved', 'invoicePaid', 'paid'],
  ],
);

export interface FreightInvoiceState extends OpenTask {
  status: FreightInvoiceStatus;
  carrier: number;
  agreedMinor: number;
  /** What was agreed, by X12 charge code. */
  codes: string[];
  charges: number[];
  /** What was agreed with the carrier before, while the one now may not come; null = with nobody. */
  former: AgreedFreight | null;
  invoice: number;
  billedMinor: number;
  payableMinor: number;
  /** How often the carrier was asked for its bill, since a person last said so. */
  asked: number;
  /** Tasks for a bill that does not come. */
  rounds: number;
}

/** Fixed once it is made. */
export interface AgreedFreight {
  readonly carrier: number;
  readonly agreedMinor: number;
  readonly codes: readonly string[];
  readonly charges: readonly number[];
}

/** Timers of a freight invoice, by number. */
export const FREIGHT_INVOICE_TIMERS = ['deadline'] as const;
export const DEADLINE_TIMER = 0;

/** Tasks for one bill that does not come; whatever is answered to the last writes it off. Source: assumption. */
export const TASKS_MAX = 5;
/** What an auditor answers to the task of a bill that does not come. */
export const BILL_ANSWER = { askAgain: 0, writeOff: 1 } as const;

export function initialFreightInvoice(): FreightInvoiceState {
  return {
    status: FREIGHT_INVOICE_TABLE.initial,
    carrier: -1,
    agreedMinor: 0,
    codes: [],
    charges: [],
    former: null,
    invoice: -1,
    billedMinor: 0,
    payableMinor: 0,
    asked: 0,
    rounds: 0,
    tasks: 0,
    openTask: 0,
    escalated: false,
  };
}
