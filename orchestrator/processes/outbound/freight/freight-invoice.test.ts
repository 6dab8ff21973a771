/**
 * The freight invoice: paid once as agreed, never twice nor to a carrier with nothing to bill. Read each test as given
 * inputs, when an input, then these effects; whatever the carrier sends, the ledger balances.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POSTINGS } from '#orchestrator/core/out';
import { given, givenState, input, TEST_KEY } from '#testing/core/given';
import { type FreightInvoiceInput, LOAD } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import {
  answered,
  billed,
  CARRIER,
  corrected,
  detention,
  expectBill,
  noBill,
  pays,
  rang,
  right,
  stands,
} from './freight-invoice.fixture.ts';
import { freightInvoiceActor } from './freight-invoice.ts';
import { DEADLINE_TIMER } from './freight-invoice-state.ts';

const actor = freightInvoiceActor(smallNetwork());
const paid = (minor: number): FreightInvoiceInput => input('invoicePaid', null, minor, CARRIER);

describe('a bill as agreed', () => {
  test('is accrued, approved and paid', () => {
    expect(given(actor).when(expectBill()).effects).toEqual([{ post: 'freightAccrued', amountMinor: 1_000 }]);
    expect(given(actor, [expectBill()]).when(right).effects).toEqual([
      { event: 'freightMatched', n: 1, a: 1_000, b: 1 },
      { cancel: DEADLINE_TIMER },
      { post: 'freightApproved', amountMinor: 1_000 },
      pays(1_000),
    ]);
    expect(given(actor, [expectBill(), right]).when(paid(1_000))).toMatchObject({
      finished: true,
      effects: [
        { post: 'freightPaid', amountMinor: 1_000 },
        { tell: 'freightSettled', type: LOAD, key: TEST_KEY, a: 1_000, b: 1_000 },
      ],
    });
  });

  test.each([
    [
      'two hundredths over, by charge',
      [
        ['400', 918],
        ['FUE', 102],
      ],
      1_020,
    ],
    [
      'less than agreed',
      [
        ['400', 700],
        ['FUE', 50],
      ],
      750,
    ],
  ] as const)('is paid as billed: %s', (_name, charges, amount) => {
    expect(given(actor, [expectBill()]).when(billed(charges)).effects).toContainEqual(pays(amount));
  });
});

describe('what must not be paid', () => {
  test('the same invoice again is a duplicate', () => {
    expect(given(actor, [expectBill(), right]).when(right)).toMatchObject({
      state: { status: 'approved' },
      effects: [{ audit: 'duplicateBill' }],
    });
  });

  test('the bill of a carrier that has nothing to bill', () => {
    const other = { ...right, b: 2 } as FreightInvoiceInput;
    expect(given(actor, [expectBill()]).when(other)).toMatchObject({
      state: { status: 'expected' },
      effects: [{ audit: 'billNotExpected' }],
    });
  });

  test('a booking that was called off: the accrual is taken back, a bill is told as unexpected, and time forgets it', () => {
    expect(given(actor, [expectBill()]).when(noBill).effects).toContainEqual({
      post: 'freightOverAccrued',
      amountMinor: 1_000,
    });
    expect(given(actor, [expectBill(), noBill]).when(right).effects).toEqual([
      expect.objectContaining({ audit: 'billNotExpected' }),
    ]);
    expect(given(actor, [expectBill(), noBill]).when(rang).finished).toBe(true);
  });

  test('a load that was tendered again is accrued anew', () => {
    const { state, effects } = given(actor, [expectBill(), noBill]).when(expectBill(1_300));
    expect(state).toMatchObject({ status: 'expected', agreedMinor: 1_300 });
    expect(effects).toContainEqual({ post: 'freightAccrued', amountMinor: 1_300 });
  });
});

describe('whatever comes', () => {
  const anything = fc.oneof(
    fc.constantFrom(right, detention, stands, rang, noBill),
    fc.constantFrom<FreightInvoiceInput>(
      { ...expectBill(2_400), b: 2 } as FreightInvoiceInput,
      input('expectFormerBill', null, 0, CARRIER),
    ),
    fc.integer({ min: 1, max: 3_000 }).map(corrected),
    fc.integer({ min: 0, max: 1 }).map(answered),
    fc.integer({ min: 200, max: 2_000 }).map((minor) => expectBill(minor)),
  );

  test('it asks for one payment at most, and the ledger balances once it is paid', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 25 }), (inputs) => {
        const state = actor.initial(TEST_KEY);
        const accounts = new Map<string, number>();
        const payments: number[] = [];
        const step = (each: FreightInvoiceInput): boolean => {
          const { effects, finished } = givenState(actor, state).when(each);
          for (const effect of effects) {
            if ('send' in effect && effect.send === 'payInvoice') payments.push(effect.a);
            if (!('post' in effect)) continue;
            const [debit, credit] = POSTINGS[effect.post as keyof typeof POSTINGS];
            accounts.set(debit, (accounts.get(debit) ?? 0) + effect.amountMinor);
            accounts.set(credit, (accounts.get(credit) ?? 0) - effect.amountMinor);
          }
          return finished;
        };
        let over = step(expectBill());
        for (const each of inputs) if (!over) over = step(each);
        expect(payments.length).toBeLessThanOrEqual(1);
        if (payments.length === 1) step(paid(payments[0]!));
        if (payments.length === 0 && !over) return;
        expect(accounts.get('freight-accrual') ?? 0).toBe(0);
        expect(accounts.get('accounts-payable') ?? 0).toBe(0);
        expect(accounts.get('freight-expense') ?? 0).toBe(payments[0] ?? 0);
      }),
    );
  });
});
