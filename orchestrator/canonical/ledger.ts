/** What is expected to be paid for a load, and postings. Every entry has its two sides, so a ledger of them balances. */
import { z } from 'zod';
import { identifier, kind, money } from './values.ts';

export const accrualSchema = z.strictObject({
  ...kind('accrual', 1),
  load: identifier,
  carrier: identifier,
  /** Open until the bill is approved, or there will be none. */
  status: z.enum(['open', 'settled', 'reversed']),
  amount: money,
});

export const ledgerEntrySchema = z.strictObject({
  ...kind('ledger-entry', 1),
  posting: z.string().min(1),
  debit: z.string().min(1),
  credit: z.string().min(1),
  amount: money,
  /** What it is posted for. */
  reference: identifier,
});

export type Accrual = z.infer<typeof accrualSchema>;
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
