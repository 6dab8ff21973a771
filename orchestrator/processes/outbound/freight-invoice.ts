/**
 * The freight invoice of one load: accrued at the agreed amount, matched against the carrier's bill charge by charge, disputed
 * or paid.
 *
 * 1. Settled at most once; paid <= agreed + tolerance, unless the carrier corrects its bill or a person says otherwise.
 * 2. After payment the accrual is zero: what was billed differently is posted as under- or over-accrued.
 * 3. The same invoice number again is a duplicate and changes nothing.
 * 4. A dispute that nobody ends is ended by time: what was agreed is paid.
 */
import type { FreightBilled } from '../../contracts/carriers.ts';
import { carrierPartner, ERP } from '../../contracts/partners.ts';
import type { Actor } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { Network } from '../../model/network.ts';
import { type ExpectBill, FREIGHT_INVOICE, type FreightInvoiceInput, LOAD } from './inputs.ts';

export type FreightInvoiceStatus =
  | 'new'
  | 'expected'
  | 'void'
  | 'disputed'
  | 'auditing'
  | 'approved'
  | 'paid'
  | 'forgotten';

export const FREIGHT_INVOICE_TABLE = transitionTable<FreightInvoiceStatus>(
  'new',
  ['paid', 'forgotten'],
  [
    ['new', 'expectBill', 'expected'],
    ['expected', 'expectBill', 'expected'],
    ['expected', 'expectCharge', 'expected'],
    ['expected', 'expectNoBill', 'void'],
    // The load was tendered again after a truck that never came.
    ['void', 'expectBill', 'expected'],
    ['void', 'timer', 'forgotten'],
    ['expected', 'matched', 'approved'],
    ['expected', 'differs', 'disputed'],
    ['disputed', 'invoiceCorrected', 'approved'],
    ['disputed', 'disputeRejected', 'auditing'],
    ['disputed', 'timer', 'auditing'],
    ['auditing', 'taskAnswered', 'approved'],
    ['auditing', 'timer', 'approved'],
    ['approved', 'invoicePaid', 'paid'],
  ],
);

export interface FreightInvoiceState {
  status: FreightInvoiceStatus;
  carrier: number;
  agreedMinor: number;
  /** What was agreed, by X12 charge code. */
  codes: string[];
  charges: number[];
  invoice: number;
  billedMinor: number;
  payableMinor: number;
}

const TIMER = 0;
/** A dispute that the carrier does not answer goes to a person. Source: assumption. */
const DISPUTE_MS = 30 * 86_400_000;
/** A bill for what was called off is still told as such so long. Source: assumption. */
const VOID_MS = 90 * 86_400_000;
/** What an auditor answers: pay what was agreed, or what is billed. */
export const AUDIT_ANSWER = { payAgreed: 0, payBilled: 1 } as const;

export function freightInvoiceActor(network: Network): Actor<FreightInvoiceState, FreightInvoiceInput> {
  return {
    type: FREIGHT_INVOICE,
    name: 'freight-invoice',
    version: 2,
    creates: ['expectBill'],
    timers: ['deadline'],
    initial: () => ({
      status: FREIGHT_INVOICE_TABLE.initial,
      carrier: -1,
      agreedMinor: 0,
      codes: [],
      charges: [],
      invoice: -1,
      billedMinor: 0,
      payableMinor: 0,
    }),
    migrate: (_old, from) => {
      throw new Error(`freight-invoice state of version ${from} can't be carried over`);
    },
    step: (draft, input, now, out) => step(network, draft, input, now, out),
    finished: (state) => FREIGHT_INVOICE_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.agreedMinor);
      sink.number(state.billedMinor);
      sink.number(state.payableMinor);
    },
  };
}

function step(
  network: Network,
  draft: FreightInvoiceState,
  input: FreightInvoiceInput,
  now: Instant,
  out: Out,
): void {
  if (input.kind === 'freightBilled') {
    takeBill(network, draft, input, now, out);
    return;
  }
  const next = FREIGHT_INVOICE_TABLE.next(draft.status, input.kind);
  if (next === null) {
    out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
    return;
  }
  switch (input.kind) {
    case 'expectBill':
      expect(draft, input, out);
      return;
    case 'expectCharge':
      draft.codes.push(input.body.code);
      draft.charges.push(input.a);
      draft.agreedMinor += input.a;
      if (input.a > 0) out.post('freightAccrued', input.a);
      return;
    case 'expectNoBill':
      callOff(draft, now, out);
      return;
    case 'invoiceCorrected':
      approve(draft, input.key, Math.min(input.a, draft.billedMinor), out);
      return;
    case 'disputeRejected':
      audit(network, draft, now, out);
      return;
    case 'taskAnswered':
      approve(
        draft,
        input.key,
        input.a === AUDIT_ANSWER.payBilled ? draft.billedMinor : draft.agreedMinor,
        out,
      );
      return;
    case 'timer':
      ring(network, draft, input.key, now, out);
      return;
    case 'invoicePaid':
      draft.status = next;
      if (input.a > 0) out.post('freightPaid', input.a);
      out.tell(LOAD, input.key, 'freightSettled', input.a, draft.billedMinor, null);
  }
}

function expect(draft: FreightInvoiceState, input: ExpectBill, out: Out): void {
  if (draft.status === 'expected' && draft.agreedMinor > 0) out.post('freightOverAccrued', draft.agreedMinor);
  if (draft.status === 'void') out.cancel(TIMER);
  draft.status = 'expected';
  draft.agreedMinor = input.a;
  draft.carrier = input.b;
  draft.codes = input.body.charges.map(([code]) => code);
  draft.charges = input.body.charges.map(([, minor]) => minor);
  if (draft.agreedMinor > 0) out.post('freightAccrued', draft.agreedMinor);
}

function callOff(draft: FreightInvoiceState, now: Instant, out: Out): void {
  if (draft.agreedMinor > 0) out.post('freightOverAccrued', draft.agreedMinor);
  draft.status = 'void';
  draft.agreedMinor = 0;
  out.timer(TIMER, instant(now + VOID_MS));
}

function takeBill(
  network: Network,
  draft: FreightInvoiceState,
  input: FreightBilled,
  now: Instant,
  out: Out,
): void {
  const { a: totalMinor, b: carrier, body } = input;
  if (draft.status !== 'expected' || carrier !== draft.carrier) {
    const duplicate = body.invoice === draft.invoice;
    out.audit(
      duplicate ? 'duplicateBill' : 'billNotExpected',
      `invoice ${body.invoice}, status ${draft.status}`,
    );
    return;
  }
  draft.invoice = body.invoice;
  draft.billedMinor = totalMinor;
  const wrong = differing(network, draft, input);
  out.event('freightMatched', 1, totalMinor, wrong.length === 0 ? 1 : 0);
  if (wrong.length === 0) {
    approve(draft, input.key, totalMinor, out);
    return;
  }
  draft.status = 'disputed';
  out.event('freightDisputed', 1, totalMinor, draft.agreedMinor);
  out.send(carrierPartner(carrier), 'disputeInvoice', input.key, draft.agreedMinor, body.invoice, {
    codes: wrong,
  });
  out.timer(TIMER, instant(now + DISPUTE_MS));
}

/** Codes of the charges that are billed for more than was agreed and tolerated. Who bills less is not asked for more. */
function differing(
  network: Network,
  draft: FreightInvoiceState,
  { a: totalMinor, body }: FreightBilled,
): string[] {
  const { invoiceTolerance } = network.limits;
  const wrong: string[] = [];
  let sumMinor = 0;
  for (const { code, amountMinor } of body.charges) {
    sumMinor += amountMinor;
    const at = draft.codes.indexOf(code);
    const agreedMinor = at < 0 ? 0 : draft.charges[at]!;
    if (amountMinor > agreedMinor + agreedMinor * invoiceTolerance) wrong.push(code);
  }
  if (sumMinor !== totalMinor) wrong.push('total');
  return wrong;
}

/** The dispute did not end it: a person decides, or time does. */
function audit(network: Network, draft: FreightInvoiceState, now: Instant, out: Out): void {
  const dueAt = instant(now + network.limits.taskEscalationMs);
  draft.status = 'auditing';
  out.timer(TIMER, dueAt);
  const detail = `agreed ${draft.agreedMinor}, billed ${draft.billedMinor}`;
  out.task({ role: 'freight-auditor', kind: 'disputedBill', no: 1, dueAt, detail });
}

function ring(network: Network, draft: FreightInvoiceState, key: number, now: Instant, out: Out): void {
  if (draft.status === 'disputed') audit(network, draft, now, out);
  else if (draft.status === 'auditing') approve(draft, key, draft.agreedMinor, out);
  else draft.status = 'forgotten';
}

function approve(draft: FreightInvoiceState, key: number, payableMinor: number, out: Out): void {
  if (draft.status !== 'expected') out.cancel(TIMER);
  draft.status = 'approved';
  draft.payableMinor = payableMinor;
  const accruedMinor = draft.agreedMinor;
  const approved = Math.min(payableMinor, accruedMinor);
  if (approved > 0) out.post('freightApproved', approved);
  if (accruedMinor > payableMinor) out.post('freightOverAccrued', accruedMinor - payableMinor);
  if (payableMinor > accruedMinor) out.post('freightUnderAccrued', payableMinor - accruedMinor);
  out.send(ERP, 'payInvoice', key, payableMinor, draft.carrier, null);
}
