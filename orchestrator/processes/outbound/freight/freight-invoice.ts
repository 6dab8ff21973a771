/**
 * The freight invoice of one load: accrued at the agreed amount, matched against the carrier's bill charge by charge, disputed
 * or paid.
 *
 * 1. Settled at most once; paid <= agreed + tolerance, unless the carrier corrects its bill or a person says otherwise.
 * 2. After payment the accrual is zero: what was billed differently is posted as under- or over-accrued.
 * 3. The same invoice number again is a duplicate and changes nothing.
 * 4. Where bills are judged by decision point `invoice-anomaly`, what is beyond agreement and tolerance is still not paid by its word.
 * 5. A dispute that the carrier does not end is ended by a person, and so is a bill that never comes. Nobody answers: the supervisor has it
 *    as well, once; then it stays open, where everybody sees it, and what is accrued stays accrued.
 */
import type { FreightBilled } from '../../../contracts/carriers.ts';
import { carrierPartner, ERP } from '../../../contracts/partners.ts';
import type { Actor, DecidedInput } from '../../../core/actor.ts';
import { answersTask, escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { InvoiceOption } from '../../../decisions/invoice-anomaly.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import {
  type ExpectBill,
  type ExpectFormerBill,
  FREIGHT_INVOICE,
  type FreightInvoiceInput,
  LOAD,
} from '../inputs.ts';
import {
  DEADLINE_TIMER,
  FREIGHT_INVOICE_TABLE,
  FREIGHT_INVOICE_TIMERS,
  type FreightInvoiceState,
  initialFreightInvoice,
} from './freight-invoice-state.ts';
import {
  agreedFor,
  askAboutBill,
  billedByCode,
  noteDispute,
  noteRepeated,
} from './freight-invoice-verdict.ts';
import { answerNoBill, missBill, waitForBill } from './freight-invoice-waiting.ts';

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
    version: 5,
    creates: ['expectBill'],
    timers: FREIGHT_INVOICE_TIMERS,
    initial: initialFreightInvoice,
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
    case 'expectFormerBill':
      expectFormer(draft, input, out);
      return;
    case 'expectCharge':
      draft.codes.push(input.body.code);
      draft.charges.push(input.a);
      draft.agreedMinor += input.a;
      if (input.a > 0) out.post('freightAccrued', input.a);
      return;
    case 'billDue':
      waitForBill(draft, network.limits, now, out);
      return;
    case 'expectNoBill':
      callOff(draft, now, out);
      return;
    case 'decided':
      takeVerdict(network, draft, input, now, out);
      return;
    case 'invoiceCorrected':
      if (network.auditsBills !== undefined) noteDispute(draft, true, out);
      approve(network, draft, input.key, Math.min(input.a, draft.billedMinor), now, out);
      return;
    case 'disputeRejected':
      if (network.auditsBills !== undefined) noteDispute(draft, false, out);
      audit(network, draft, now, out);
      return;
    case 'taskAnswered':
      if (!answersTask(draft, input.b)) out.audit('inputNotExpected', `answer to task ${input.b}`);
      else if (draft.status === 'expected') answerNoBill(draft, input, network.limits, now, out);
      else approve(network, draft, input.key, decided(draft, input.a), now, out);
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

/** What a person decided to pay. */
function decided(draft: FreightInvoiceState, answer: number): number {
  return answer === AUDIT_ANSWER.payBilled ? draft.billedMinor : undisputed(draft);
}

/** What was agreed, and no more than was billed: detention is expected rounded up, and a bill may be right to say less. */
function undisputed({ billedMinor, agreedMinor }: FreightInvoiceState): number {
  return Math.min(billedMinor, agreedMinor);
}

/** A booking; another before it is void. No bill is due before delivery. */
function expect(draft: FreightInvoiceState, input: ExpectBill, out: Out): void {
  if (draft.status === 'expected' && draft.agreedMinor > 0) out.post('freightOverAccrued', draft.agreedMinor);
  if (draft.status !== 'new') out.cancel(DEADLINE_TIMER);
  const { carrier, agreedMinor, codes, charges } = draft;
  // A load under way that another carrier is to fetch: if that one never comes, this counts again.
  draft.former = draft.status === 'expected' ? { carrier, agreedMinor, codes, charges } : null;
  draft.status = 'expected';
  draft.agreedMinor = input.a;
  draft.carrier = input.b;
  draft.codes = input.body.charges.map(([code]) => code);
  draft.charges = input.body.charges.map(([, minor]) => minor);
  if (draft.agreedMinor > 0) out.post('freightAccrued', draft.agreedMinor);
}

/** The booking before stands again, with all that was agreed on for it. */
function expectFormer(draft: FreightInvoiceState, input: ExpectFormerBill, out: Out): void {
  const { former } = draft;
  if (former === null || former.carrier !== input.b) {
    out.audit(
      'inputNotExpected',
      `bill of carrier ${input.b} expected again, nothing was agreed with it before`,
    );
    return;
  }
  if (draft.agreedMinor > 0) out.post('freightOverAccrued', draft.agreedMinor);
  draft.carrier = former.carrier;
  draft.agreedMinor = former.agreedMinor;
  draft.codes = [...former.codes];
  draft.charges = [...former.charges];
  draft.former = null;
  if (draft.agreedMinor > 0) out.post('freightAccrued', draft.agreedMinor);
}

function callOff(draft: FreightInvoiceState, now: Instant, out: Out): void {
  if (draft.agreedMinor > 0) out.post('freightOverAccrued', draft.agreedMinor);
  draft.status = 'void';
  draft.former = null;
  draft.agreedMinor = 0;
  draft.openTask = 0;
  out.timer(DEADLINE_TIMER, instant(now + VOID_MS));
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
    // Carriers number their bills each for themselves.
    const duplicate = carrier === draft.carrier && body.invoice === draft.invoice;
    out.audit(
      duplicate ? 'duplicateBill' : 'billNotExpected',
      `invoice ${body.invoice}, status ${draft.status}`,
    );
    if (duplicate && network.auditsBills !== undefined) noteRepeated(draft, out);
    return;
  }
  draft.openTask = 0;
  draft.invoice = body.invoice;
  draft.billedMinor = totalMinor;
  if (network.auditsBills !== undefined) {
    askAboutBill(draft, input, network.limits.invoiceTolerance, out);
    return;
  }
  const wrong = differing(network, draft, input);
  out.event('freightMatched', 1, totalMinor, wrong.length === 0 ? 1 : 0);
  if (wrong.length === 0) approve(network, draft, input.key, totalMinor, now, out);
  else dispute(draft, input.key, wrong, now, out);
}

function dispute(
  draft: FreightInvoiceState,
  key: number,
  codes: readonly string[],
  now: Instant,
  out: Out,
): void {
  draft.status = 'disputed';
  out.event('freightDisputed', 1, draft.billedMinor, draft.agreedMinor);
  out.send(carrierPartner(draft.carrier), 'disputeInvoice', key, draft.agreedMinor, draft.invoice, { codes });
  out.timer(DEADLINE_TIMER, instant(now + DISPUTE_MS));
}

/** What was decided about its bill. Where nobody could decide, a person looks at it. */
function takeVerdict(
  network: Network,
  draft: FreightInvoiceState,
  { key, body }: DecidedInput,
  now: Instant,
  out: Out,
): void {
  const { action = 'person', codes = [] } = (body.option as InvoiceOption | null) ?? {};
  out.event('freightMatched', 1, draft.billedMinor, action === 'pay' ? 1 : 0);
  if (action === 'pay') approve(network, draft, key, draft.billedMinor, now, out);
  else if (action === 'dispute') dispute(draft, key, codes, now, out);
  else audit(network, draft, now, out);
}

/**
 * Codes that are billed for more than was agreed and tolerated, in all their lines together. Who bills less is not asked for
 * more.
 */
function differing(
  network: Network,
  draft: FreightInvoiceState,
  { a: totalMinor, body }: FreightBilled,
): string[] {
  const { invoiceTolerance } = network.limits;
  const { billed, sumMinor } = billedByCode(body.charges);
  const wrong: string[] = [];
  for (const [code, amountMinor] of billed) {
    const agreedMinor = agreedFor(draft, code);
    if (amountMinor > agreedMinor + agreedMinor * invoiceTolerance) wrong.push(code);
  }
  if (sumMinor !== totalMinor) wrong.push('total');
  return wrong;
}

/** The dispute did not end it: a person decides. */
function audit(network: Network, draft: FreightInvoiceState, now: Instant, out: Out): void {
  draft.status = 'auditing';
  const detail = `agreed ${draft.agreedMinor}, billed ${draft.billedMinor}`;
  const within = { timer: DEADLINE_TIMER, withinMs: network.limits.taskEscalationMs };
  giveTask(draft, { role: 'freight-auditor', kind: 'disputedBill', detail }, within, now, out);
}

function ring(network: Network, draft: FreightInvoiceState, key: number, now: Instant, out: Out): void {
  if (draft.status === 'expected') missBill(draft, key, network.limits, now, out);
  else if (draft.status === 'disputed') audit(network, draft, now, out);
  else if (draft.status === 'auditing') escalateTask(draft, 'disputed bill, and nobody has answered', out);
  else draft.status = 'forgotten';
}

function approve(
  { payables }: Network,
  draft: FreightInvoiceState,
  key: number,
  payableMinor: number,
  now: Instant,
  out: Out,
): void {
  out.cancel(DEADLINE_TIMER);
  draft.status = 'approved';
  draft.openTask = 0;
  draft.payableMinor = payableMinor;
  const accruedMinor = draft.agreedMinor;
  const approved = Math.min(payableMinor, accruedMinor);
  if (approved > 0) out.post('freightApproved', approved);
  if (accruedMinor > payableMinor) out.post('freightOverAccrued', accruedMinor - payableMinor);
  if (payableMinor > accruedMinor) out.post('freightUnderAccrued', payableMinor - accruedMinor);
  const erp = payables !== undefined && now >= payables.from ? payables.erp : ERP;
  out.send(erp, 'payInvoice', key, payableMinor, draft.carrier, null);
}
