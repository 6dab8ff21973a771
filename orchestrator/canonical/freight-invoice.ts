/**
 * A carrier's bill of one load, beside what was agreed.
 *
 * 1. `expected` and `void` are before and without a bill; the other statuses are those of a freight audit.
 */
import { z } from 'zod';
import { charge, identifier, kind, money } from './values.ts';

export const freightInvoiceSchema = z.strictObject({
  ...kind('freight-invoice', 1),
  load: identifier,
  carrier: identifier,
  /** The carrier's number; null = not billed yet. */
  number: identifier.nullable(),
  status: z.enum([
    'expected',
    'received',
    'duplicate',
    'matched',
    'variance',
    'disputed',
    'short_paid',
    'approved',
    'paid',
    'rejected',
    'void',
  ]),
  agreed: money,
  agreedCharges: z.array(charge),
  billed: money.nullable(),
  payable: money.nullable(),
});

/** A bill as the carrier sent it. */
export const freightBillSchema = z.strictObject({
  ...kind('freight-bill', 1),
  load: identifier,
  carrier: identifier,
  number: identifier,
  total: money,
  charges: z.array(charge),
});

export type FreightInvoice = z.infer<typeof freightInvoiceSchema>;
export type FreightBill = z.infer<typeof freightBillSchema>;
