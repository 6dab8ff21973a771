/**
 * A bill that does not come is asked for, given to an auditor, escalated, and written off in the end. Read each test as
 * given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { carrierPartner } from '../../../contracts/partners.ts';
import { type FreightInvoiceInput, LOAD } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  answered,
  CARRIER,
  detention,
  expectBill,
  noBill,
  pays,
  rang,
  right,
  stands,
} from './freight-invoice.fixture.ts';
import { AUDIT_ANSWER, freightInvoiceActor } from './freight-invoice.ts';
import { BILL_ANSWER, DEADLINE_TIMER, type FreightInvoiceState, TASKS_MAX } from './freight-invoice-state.ts';

const actor = freightInvoiceActor(smallNetwork());
const due: FreightInvoiceInput = input('billDue', null);

describe('a bill that does not come', () => {
  const asks = (n: number) => ({
    send: 'requestBill',
    partner: carrierPartner(CARRIER),
    key: TEST_KEY,
    a: n,
    b: CARRIER,
  });
  const again = { timer: DEADLINE_TIMER, at: TEST_NOW + LIMITS.answerGraceMs };
  const silent = [expectBill(), due, rang, rang];
  const task = [...silent, rang];

  test('is asked for a while after delivery, some times; then an auditor has the task', () => {
    expect(given(actor, [expectBill()]).when(due).effects).toEqual([
      { timer: DEADLINE_TIMER, at: TEST_NOW + LIMITS.billGraceMs },
    ]);
    expect(given(actor, [expectBill(), due]).when(rang).effects).toEqual([asks(1), again]);
    expect(given(actor, [expectBill(), due, rang]).when(rang).effects).toEqual([asks(2), again]);
    expect(given(actor, silent).when(rang)).toMatchObject({
      state: { status: 'expected', openTask: 1 },
      effects: [
        { timer: DEADLINE_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
        { task: 'noBill', role: 'freight-auditor', no: 1 },
      ],
    });
  });

  test('the answer asks again; nobody answers: a supervisor has it, once', () => {
    expect(given(actor, task).when(answered(0))).toMatchObject({
      state: { openTask: 0 },
      effects: [asks(1), again],
    });
    expect(given(actor, task).when(rang).effects).toEqual([
      expect.objectContaining({ task: 'taskUnanswered', role: 'supervisor', no: 2 }),
    ]);
    expect(given(actor, [...task, rang]).when(rang).effects).toEqual([]);
    for (const no of [1, 2])
      expect(given(actor, [...task, rang]).when(answered(0, no)).effects).toContainEqual(asks(1));
  });

  const writtenOff = {
    state: { status: 'written-off', openTask: 0 },
    finished: true,
    effects: [
      { cancel: DEADLINE_TIMER },
      { post: 'freightOverAccrued', amountMinor: 1_000 },
      { event: 'freightWrittenOff', n: 1, a: 1_000, b: CARRIER },
      { tell: 'freightSettled', type: LOAD, key: TEST_KEY, a: 0, b: 0 },
    ],
  };

  test('an auditor, or whoever it was escalated to, writes it off: nothing is accrued any more, and the load is settled', () => {
    expect(given(actor, task).when(answered(BILL_ANSWER.writeOff))).toMatchObject(writtenOff);
    expect(given(actor, [...task, rang]).when(answered(BILL_ANSWER.writeOff, 2))).toMatchObject(writtenOff);
  });

  test('after so many tasks whatever is answered writes it off; unanswered, the last stays open', () => {
    const rounds = [...task];
    for (let no = 1; no < TASKS_MAX; no++) rounds.push(answered(BILL_ANSWER.askAgain, no), rang, rang);
    const before = given(actor, rounds.slice(0, -1)).when(rounds.at(-1)!);
    expect(before.state).toMatchObject({ status: 'expected', openTask: TASKS_MAX });
    expect(given(actor, rounds).when(answered(BILL_ANSWER.askAgain, TASKS_MAX))).toMatchObject(writtenOff);
    expect(given(actor, [...rounds, rang, rang]).when(rang)).toMatchObject({
      state: { status: 'expected', openTask: TASKS_MAX },
      effects: [],
    });
  });

  test('the bill ends it whenever it comes, and the answer that comes after it decides nothing', () => {
    expect(given(actor, task).when(right).effects).toContainEqual(pays(1_000));
    const disputed = [...task, detention, stands];
    expect(given(actor, disputed).when(answered(AUDIT_ANSWER.payBilled, 1))).toMatchObject({
      state: { status: 'auditing' },
      effects: [{ audit: 'inputNotExpected' }],
    });
    expect(given(actor, disputed).when(answered(AUDIT_ANSWER.payBilled, 2)).effects).toContainEqual(
      pays(1_250),
    );
  });

  test('an answer that nobody waits for changes nothing', () => {
    for (const history of [[expectBill()], silent, [...task, answered(0)]]) {
      const { state } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
      const before: FreightInvoiceState = structuredClone(state);
      expect(given(actor, history).when(answered(1))).toMatchObject({
        state: before,
        effects: [{ audit: 'inputNotExpected' }],
      });
    }
  });

  test('no bill is due before delivery: a new booking waits for that, and a void one no longer ends', () => {
    for (const before of [[expectBill()], [expectBill(), noBill]])
      expect(given(actor, before).when(expectBill(1_300)).effects).toContainEqual({ cancel: DEADLINE_TIMER });
    expect(given(actor, task).when(noBill).state).toMatchObject({ status: 'void', openTask: 0 });
  });
});
