/** A bill before decision point `invoice-anomaly`: what the question holds, what each answer leads to, what the carrier's record hears. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { carrierPartner, ERP } from '../../../contracts/partners.ts';
import type { InvoiceOption } from '../../../decisions/invoice-anomaly.ts';
import type { FreightInvoiceInput } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { CARRIER_RECORD } from '../tracking/inputs.ts';
import { freightInvoiceActor } from './freight-invoice.ts';

const actor = freightInvoiceActor({ ...smallNetwork(), auditsBills: true });
const CARRIER = 1;
const expected: FreightInvoiceInput = input(
  'expectBill',
  { charges: [['400', 900] as const, ['FUE', 100] as const] },
  1_000,
  CARRIER,
);
const billed = (invoice: number, ...charges: (readonly [code: string, amountMinor: number])[]) =>
  input(
    'freightBilled',
    { invoice, charges: charges.map(([code, amountMinor]) => ({ code, amountMinor })) },
    charges.reduce((sum, [, minor]) => sum + minor, 0),
    CARRIER,
  ) satisfies FreightInvoiceInput;
const right = billed(77, ['400', 900], ['FUE', 100]);
const small = billed(77, ['400', 909], ['FUE', 100]);
const wrong = billed(77, ['400', 500], ['400', 500], ['FUE', 101], ['RCL', 60]);
const decided = (option: InvoiceOption | null): FreightInvoiceInput =>
  input('decided', { point: 'invoice-anomaly', policy: 'p', fallback: null, option }, 0, 1);
const to = (action: InvoiceOption['action'], ...codes: string[]): FreightInvoiceInput =>
  decided({ action, codes, carrier: CARRIER });
const tells = (kind: string, a: number) => ({
  tell: kind,
  type: CARRIER_RECORD,
  key: CARRIER,
  a,
  b: 0,
});

describe('the question', () => {
  const questionOf = (bill: FreightInvoiceInput) => given(actor, [expected]).when(bill).effects;

  test('of a bill as agreed leaves nothing to dispute', () => {
    const [, ask, told] = questionOf(right);
    expect(ask).toMatchObject({
      ask: 'invoice-anomaly',
      context: { billedMinor: 1_000, agreedMinor: 1_000, aboveMinor: 0, unknownMinor: 0, beyondMinor: 0 },
      options: [{ action: 'pay' }, { action: 'person' }],
      views: [[CARRIER_RECORD, CARRIER]],
    });
    expect(told).toEqual(tells('billTaken', 0));
  });

  test('sums lines of a code, tells charges nobody agreed on from those that are too high, and contests what is beyond tolerance', () => {
    const [, ask, told] = questionOf(wrong);
    expect(ask).toMatchObject({
      context: {
        aboveMinor: 101,
        unknownMinor: 60,
        beyondMinor: 160,
        beyondTotalMinor: 141,
        totalOffMinor: 0,
      },
      options: [{ action: 'pay' }, { action: 'dispute', codes: ['400', 'RCL'] }, { action: 'person' }],
    });
    expect(told).toEqual(tells('billTaken', 161_000));
  });

  test('contests all that is above agreement where nothing is beyond tolerance', () => {
    const [, ask] = questionOf(small);
    expect(ask).toMatchObject({
      context: { aboveMinor: 9, beyondMinor: 0 },
      options: [{ action: 'pay' }, { action: 'dispute', codes: ['400'] }, { action: 'person' }],
    });
  });
});

describe('the answer', () => {
  const judged = (bill: FreightInvoiceInput, answer: FreightInvoiceInput) =>
    given(actor, [expected, bill]).when(answer);

  test('to pay pays what is billed', () => {
    expect(judged(small, to('pay')).effects).toContainEqual(
      expect.objectContaining({ send: 'payInvoice', partner: ERP, key: TEST_KEY, a: 1_009 }),
    );
  });

  test('to dispute contests those codes; the carrier’s answer goes on its record', () => {
    const { effects, state } = judged(small, to('dispute', '400'));
    expect(effects).toContainEqual(
      expect.objectContaining({
        send: 'disputeInvoice',
        partner: carrierPartner(CARRIER),
        body: { codes: ['400'] },
      }),
    );
    expect(state.status).toBe('disputed');
    const history = [expected, small, to('dispute', '400')];
    const ended = (kind: 'invoiceCorrected' | 'disputeRejected') =>
      given(actor, history).when(input(kind, null, 1_000, 77)).effects;
    expect(ended('invoiceCorrected')).toContainEqual(tells('disputeEnded', 1));
    expect(ended('disputeRejected')).toContainEqual(tells('disputeEnded', 0));
  });

  test.each([
    ['to ask a person', to('person')],
    ['that nobody gives', decided(null)],
  ])('%s is a task of the auditor', (_what, answer) => {
    const { effects, state } = judged(wrong, answer);
    expect(state.status).toBe('auditing');
    expect(effects).toContainEqual(
      expect.objectContaining({ task: 'disputedBill', role: 'freight-auditor' }),
    );
    expect(effects).toContainEqual({ event: 'freightMatched', n: 1, a: 1_161, b: 0 });
  });
});

test('the same invoice number again goes on the record, while it is judged and after', () => {
  for (const history of [
    [expected, right],
    [expected, right, to('pay')],
  ])
    expect(given(actor, history).when(right).effects).toContainEqual(tells('billRepeated', 0));
});
