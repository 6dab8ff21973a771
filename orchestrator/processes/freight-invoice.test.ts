/**
 * The freight invoice: what is paid for a bill, and that every accrual is gone once it is. The tolerance is 2 %.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERP } from '#orchestrator/contracts/partners';
import type { Effect } from '#testing/collecting-out';
import { given, input, TEST_KEY } from '#testing/given';
import { POSTINGS, type Posting } from '../core/out.ts';
import { freightInvoiceActor } from './freight-invoice.ts';
import { type FreightInvoiceInput, ORDER } from './inputs.ts';

const invoice = freightInvoiceActor({ plants: [], invoiceTolerance: 0.02 });
const expected = (rated: number): FreightInvoiceInput => input('expectInvoice', null, rated, 6);
const billed = (amount: number): FreightInvoiceInput => input('freightInvoiced', null, amount, 6);
const paid = (amount: number): FreightInvoiceInput => input('invoicePaid', null, amount, 6);

const pay = (a: number): Effect => ({ send: 'payInvoice', partner: ERP, key: TEST_KEY, a, b: 6 });

describe('matching', () => {
  test('accrues what was rated', () => {
    expect(given(invoice).when(expected(1000)).effects).toEqual([
      { post: 'freightAccrued', amountMinor: 1000 },
    ]);
  });

  test.each([
    ['the rated amount', 1000, 1000, 1, [{ post: 'freightApproved', amountMinor: 1000 }]],
    [
      'a little more, within tolerance',
      1020,
      1020,
      1,
      [
        { post: 'freightApproved', amountMinor: 1000 },
        { post: 'freightUnderAccrued', amountMinor: 20 },
      ],
    ],
    ['too much: short payment', 1021, 1000, 0, [{ post: 'freightApproved', amountMinor: 1000 }]],
    [
      'less: as billed',
      700,
      700,
      0,
      [
        { post: 'freightApproved', amountMinor: 700 },
        { post: 'freightOverAccrued', amountMinor: 300 },
      ],
    ],
    ['nothing', 0, 0, 0, [{ post: 'freightOverAccrued', amountMinor: 1000 }]],
  ])('%s', (_name, bill, payable, within, postings) => {
    expect(given(invoice, [expected(1000)]).when(billed(bill)).effects).toEqual([
      ...postings,
      { event: 'freightMatched', n: 1, a: bill, b: within },
      pay(payable),
    ]);
  });
});

test('payment settles the order and ends', () => {
  const { effects, finished } = given(invoice, [expected(1000), billed(1000)]).when(paid(1000));
  expect(effects).toEqual([
    { post: 'freightPaid', amountMinor: 1000 },
    { tell: 'freightSettled', type: ORDER, key: TEST_KEY, a: 0, b: 0 },
  ]);
  expect(finished).toBe(true);
});

test('a second bill is noted and pays nothing', () => {
  expect(given(invoice, [expected(1000), billed(1000)]).when(billed(1000)).effects).toEqual([
    { audit: 'inputNotExpected', detail: 'freightInvoiced in status approved' },
  ]);
});

test('paid <= rated + tolerance; once paid, accrual and payable are zero and the expense is what was paid', () => {
  fc.assert(
    fc.property(fc.nat(1e7), fc.nat(2e7), (rated, bill) => {
      const balances = new Map<string, number>();
      const book = (effects: readonly Effect[]): number => {
        let payable = -1;
        for (const effect of effects) {
          if ('send' in effect) payable = effect.a;
          if (!('post' in effect)) continue;
          const [debit, credit] = POSTINGS[effect.post as Posting];
          balances.set(debit, (balances.get(debit) ?? 0) + effect.amountMinor);
          balances.set(credit, (balances.get(credit) ?? 0) - effect.amountMinor);
        }
        return payable;
      };
      book(given(invoice).when(expected(rated)).effects);
      const payable = book(given(invoice, [expected(rated)]).when(billed(bill)).effects);
      book(given(invoice, [expected(rated), billed(bill)]).when(paid(payable)).effects);
      expect(payable).toBeLessThanOrEqual(rated * 1.02);
      expect(balances.get('freight-accrual') ?? 0).toBe(0);
      expect(balances.get('accounts-payable') ?? 0).toBe(0);
      expect(balances.get('freight-expense') ?? 0).toBe(payable);
    }),
  );
});
