/**
 * A bill that differs is disputed, corrected or audited, and never paid above what it says. Read each test as given inputs,
 * when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, TEST_NOW } from '#testing/core/given';
import { carrierPartner } from '../../../contracts/partners.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  answered,
  billed,
  CARRIER,
  corrected,
  detention,
  expectBill,
  pays,
  rang,
  stands,
} from './freight-invoice.fixture.ts';
import { AUDIT_ANSWER, freightInvoiceActor } from './freight-invoice.ts';

const actor = freightInvoiceActor(smallNetwork());

describe('a bill that differs', () => {
  test.each([
    [
      'a charge over tolerance',
      billed([
        ['400', 919],
        ['FUE', 100],
      ]),
      ['400'],
    ],
    ['a charge that nobody agreed to', detention, ['DTL']],
    [
      'a total that its charges do not make',
      billed(
        [
          ['400', 900],
          ['FUE', 100],
        ],
        77,
        1_001,
      ),
      ['total'],
    ],
    [
      'one charge twice, each time as it was agreed once',
      billed([
        ['400', 900],
        ['400', 900],
        ['FUE', 100],
      ]),
      ['400'],
    ],
    [
      'one charge too high, another too low',
      billed([
        ['400', 850],
        ['FUE', 150],
      ]),
      ['FUE'],
    ],
  ] as const)('is disputed, nothing paid: %s', (_name, bill, codes) => {
    const { state, effects } = given(actor, [expectBill()]).when(bill);
    expect(state.status).toBe('disputed');
    expect(effects).toContainEqual(
      expect.objectContaining({
        send: 'disputeInvoice',
        partner: carrierPartner(CARRIER),
        a: 1_000,
        b: 77,
        body: { codes },
      }),
    );
    expect(effects).not.toContainEqual(expect.objectContaining({ send: 'payInvoice' }));
  });

  test('is paid as corrected, never over what was billed', () => {
    expect(given(actor, [expectBill(), detention]).when(corrected(1_000)).effects).toContainEqual(
      pays(1_000),
    );
    expect(given(actor, [expectBill(), detention]).when(corrected(9_999)).effects).toContainEqual(
      pays(1_250),
    );
  });

  test('goes to an auditor where the carrier insists, or does not answer', () => {
    for (const last of [stands, rang]) {
      const { state, effects } = given(actor, [expectBill(), detention]).when(last);
      expect(state.status).toBe('auditing');
      expect(effects).toContainEqual({
        task: 'disputedBill',
        role: 'freight-auditor',
        no: 1,
        dueAt: TEST_NOW + LIMITS.taskEscalationMs,
      });
    }
  });

  test.each([
    ['pays what is billed', answered(AUDIT_ANSWER.payBilled), 1_250],
    ['pays what was agreed', answered(AUDIT_ANSWER.payAgreed), 1_000],
  ] as const)('an auditor %s', (_name, last, amount) => {
    expect(given(actor, [expectBill(), detention, stands]).when(last).effects).toContainEqual(pays(amount));
  });

  // One charge over, another under: 1,000 were agreed, 950 are billed.
  test('is never paid above what it says', () => {
    const over = billed([
      ['400', 950],
      ['DTL', 0],
    ]);
    const agreed = answered(AUDIT_ANSWER.payAgreed);
    expect(given(actor, [expectBill(), over, stands]).when(agreed).effects).toContainEqual(pays(950));
  });

  test('that no auditor answers is the supervisor’s as well, once; then it stays open, and nothing is paid', () => {
    const auditing = [expectBill(), detention, stands];
    const open = { status: 'auditing', openTask: 1, escalated: true };
    expect(given(actor, auditing).when(rang)).toMatchObject({
      state: open,
      effects: [{ task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null }],
      finished: false,
    });
    expect(given(actor, [...auditing, rang]).when(rang)).toMatchObject({ state: open, effects: [] });
    for (const no of [1, 2])
      expect(
        given(actor, [...auditing, rang]).when(answered(AUDIT_ANSWER.payBilled, no)).effects,
      ).toContainEqual(pays(1_250));
    expect(given(actor, [...auditing, rang]).when(answered(AUDIT_ANSWER.payBilled, 3)).effects).toMatchObject(
      [{ audit: 'inputNotExpected' }],
    );
  });
});
