/** Freight invoices, bills, claims and postings -> canonical documents. */
import type { FreightBilled } from '../contracts/carriers.ts';
import { POSTINGS, type Posting } from '../core/out.ts';
import type { ClaimState, ClaimStatus } from '../processes/outbound/freight/claim.ts';
import type {
  FreightInvoiceState,
  FreightInvoiceStatus,
} from '../processes/outbound/freight/freight-invoice-state.ts';
import type { Claim } from './claim.ts';
import { type CanonicalContext, chargesOf, loadId, moneyOf, nameOf, shipmentId } from './context.ts';
import type { FreightBill, FreightInvoice } from './freight-invoice.ts';
import type { Accrual, LedgerEntry } from './ledger.ts';

const INVOICE_STATUS: Readonly<Record<FreightInvoiceStatus, FreightInvoice['status']>> = {
  new: 'expected',
  expected: 'expected',
  void: 'void',
  judging: 'received',
  disputed: 'disputed',
  auditing: 'variance',
  approved: 'approved',
  paid: 'paid',
  'written-off': 'void',
  forgotten: 'void',
};

export function canonicalOfFreightInvoice(
  context: CanonicalContext,
  key: number,
  state: FreightInvoiceState,
): FreightInvoice {
  const { status, billedMinor, payableMinor } = state;
  const approved = status === 'approved' || status === 'paid';
  return {
    canonical: 'freight-invoice',
    version: 1,
    load: loadId(context, key),
    carrier: nameOf(context.carriers, state.carrier, 'carrier'),
    number: state.invoice < 0 ? null : String(state.invoice),
    status: status === 'paid' && payableMinor < billedMinor ? 'short_paid' : INVOICE_STATUS[status],
    agreed: moneyOf(context, state.agreedMinor),
    agreedCharges: chargesOf(context, state.codes, state.charges),
    billed: state.invoice < 0 ? null : moneyOf(context, billedMinor),
    payable: approved ? moneyOf(context, payableMinor) : null,
  };
}

const ACCRUAL_STATUS: Readonly<Record<FreightInvoiceStatus, Accrual['status']>> = {
  new: 'open',
  expected: 'open',
  judging: 'open',
  disputed: 'open',
  auditing: 'open',
  approved: 'settled',
  paid: 'settled',
  void: 'reversed',
  'written-off': 'reversed',
  forgotten: 'reversed',
};

export function canonicalOfAccrual(
  context: CanonicalContext,
  key: number,
  state: FreightInvoiceState,
): Accrual {
  return {
    canonical: 'accrual',
    version: 1,
    load: loadId(context, key),
    carrier: nameOf(context.carriers, state.carrier, 'carrier'),
    status: ACCRUAL_STATUS[state.status],
    amount: moneyOf(context, state.agreedMinor),
  };
}

export function canonicalOfBill(
  context: CanonicalContext,
  { key, a: totalMinor, b: carrier, body }: FreightBilled,
): FreightBill {
  return {
    canonical: 'freight-bill',
    version: 1,
    load: loadId(context, key),
    carrier: nameOf(context.carriers, carrier, 'carrier'),
    number: String(body.invoice),
    total: moneyOf(context, totalMinor),
    charges: body.charges.map(({ code, amountMinor }) => ({ code, amount: moneyOf(context, amountMinor) })),
  };
}

const CLAIM_STATUS: Readonly<Record<ClaimStatus, Claim['status']>> = {
  new: 'filed',
  filed: 'filed',
  chased: 'chased',
  settled: 'settled',
};

export function canonicalOfClaim(context: CanonicalContext, key: number, state: ClaimState): Claim {
  return {
    canonical: 'claim',
    version: 1,
    shipment: shipmentId(context, key),
    load: loadId(context, state.load),
    carrier: nameOf(context.carriers, state.carrier, 'carrier'),
    status: CLAIM_STATUS[state.status],
    claimed: moneyOf(context, state.claimedMinor),
    credited: moneyOf(context, state.creditedMinor),
  };
}

/** @param reference what it is posted for: a load's or a shipment's id */
export function canonicalOfPosting(
  context: CanonicalContext,
  posting: Posting,
  amountMinor: number,
  reference: string,
): LedgerEntry {
  const [debit, credit] = POSTINGS[posting];
  return {
    canonical: 'ledger-entry',
    version: 1,
    posting,
    debit,
    credit,
    amount: moneyOf(context, amountMinor),
    reference,
  };
}
