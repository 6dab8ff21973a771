/**
 * The freight invoice of one shipment: accrued at the rated amount, matched against the bill, paid by ERP.
 *
 * 1. Paid at most once; paid <= rated + tolerance: beyond it only the rated amount is paid (short payment).
 * 2. After payment the accrual is zero: what was billed differently is posted as under- or over-accrued.
 */
import type { FreightInvoiced } from '../contracts/outbound.ts';
import { ERP } from '../contracts/partners.ts';
import type { Actor } from '../core/actor.ts';
import type { Out } from '../core/out.ts';
import { transitionTable } from '../core/transition-table.ts';
import type { MasterData } from '../model/master-data.ts';
import { FREIGHT_INVOICE, type FreightInvoiceInput, ORDER } from './inputs.ts';

export type FreightInvoiceStatus = 'new' | 'expected' | 'approved' | 'paid';

export const FREIGHT_INVOICE_TABLE = transitionTable<FreightInvoiceStatus>(
  'new',
  ['paid'],
  [
    ['new', 'expectInvoice', 'expected'],
    ['expected', 'freightInvoiced', 'approved'],
    ['approved', 'invoicePaid', 'paid'],
  ],
);

export interface FreightInvoiceState {
  status: FreightInvoiceStatus;
  carrier: number;
  ratedMinor: number;
  billedMinor: number;
  payableMinor: number;
}

export function freightInvoiceActor(master: MasterData): Actor<FreightInvoiceState, FreightInvoiceInput> {
  return {
    type: FREIGHT_INVOICE,
    name: 'freight-invoice',
    version: 1,
    creates: ['expectInvoice'],
    timers: [],
    initial: () => ({
      status: FREIGHT_INVOICE_TABLE.initial,
      carrier: -1,
      ratedMinor: 0,
      billedMinor: 0,
      payableMinor: 0,
    }),
    migrate: (_old, from) => {
      throw new Error(`freight-invoice state of version ${from} is unknown`);
    },
    step: (draft, input, _now, out) => {
      const next = FREIGHT_INVOICE_TABLE.next(draft.status, input.kind);
      if (next === null) {
        out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
        return;
      }
      draft.status = next;
      switch (input.kind) {
        case 'expectInvoice':
          draft.ratedMinor = input.a;
          draft.carrier = input.b;
          if (draft.ratedMinor > 0) out.post('freightAccrued', draft.ratedMinor);
          return;
        case 'freightInvoiced':
          match(master, draft, input, out);
          return;
        case 'invoicePaid':
          if (input.a > 0) out.post('freightPaid', input.a);
          out.tell(ORDER, input.key, 'freightSettled', 0, 0, null);
      }
    },
    finished: (state) => FREIGHT_INVOICE_TABLE.terminal.has(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.ratedMinor);
      sink.number(state.billedMinor);
      sink.number(state.payableMinor);
    },
  };
}

function match(master: MasterData, draft: FreightInvoiceState, input: FreightInvoiced, out: Out): void {
  draft.billedMinor = input.a;
  const difference = draft.billedMinor - draft.ratedMinor;
  const within = Math.abs(difference) <= draft.ratedMinor * master.invoiceTolerance;
  // A bill that is too low is paid as billed: nobody disputes it.
  draft.payableMinor = within || difference < 0 ? draft.billedMinor : draft.ratedMinor;
  const over = draft.ratedMinor - draft.payableMinor;
  const approved = Math.min(draft.payableMinor, draft.ratedMinor);
  if (approved > 0) out.post('freightApproved', approved);
  if (over > 0) out.post('freightOverAccrued', over);
  if (over < 0) out.post('freightUnderAccrued', -over);
  out.event('freightMatched', 1, draft.billedMinor, within ? 1 : 0);
  out.send(ERP, 'payInvoice', input.key, draft.payableMinor, draft.carrier, null);
}
