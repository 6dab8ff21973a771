/** What a freight invoice hears, for tests: of a load that one carrier was booked for, at 1,000. */
import { input, TEST_KEY } from '#testing/core/given';
import { ERP } from '../../../contracts/partners.ts';
import type { FreightInvoiceInput } from '../inputs.ts';

export const CARRIER = 1;

export const expectBill = (agreed = 1_000): FreightInvoiceInput =>
  input('expectBill', { charges: [['400', agreed - 100] as const, ['FUE', 100] as const] }, agreed, CARRIER);
export const noBill: FreightInvoiceInput = input('expectNoBill', null, CARRIER);
export const billed = (
  charges: readonly (readonly [string, number])[],
  invoice = 77,
  total?: number,
): FreightInvoiceInput =>
  input(
    'freightBilled',
    { invoice, charges: charges.map(([code, amountMinor]) => ({ code, amountMinor })) },
    total ?? charges.reduce((sum, [, minor]) => sum + minor, 0),
    CARRIER,
  );
export const right = billed([
  ['400', 900],
  ['FUE', 100],
]);
export const detention = billed([
  ['400', 900],
  ['FUE', 100],
  ['DTL', 250],
]);
export const corrected = (total: number): FreightInvoiceInput => input('invoiceCorrected', null, total, 77);
export const stands: FreightInvoiceInput = input('disputeRejected', null, 1_250, 77);
export const answered = (answer: number, no = 1): FreightInvoiceInput =>
  input('taskAnswered', null, answer, no);
export const rang: FreightInvoiceInput = input('timer', null, 0);

export const pays = (minor: number) => ({
  send: 'payInvoice',
  partner: ERP,
  key: TEST_KEY,
  a: minor,
  b: CARRIER,
});
