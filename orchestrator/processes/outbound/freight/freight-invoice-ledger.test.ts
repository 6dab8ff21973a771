/** What a freight invoice and a claim post, to the minor unit, and the instants at which time ends what nobody else does. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import { type ClaimInput, type FreightInvoiceInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { CARRIER_RECORD } from '../tracking/inputs.ts';
import { claimActor } from './claim.ts';
import { AUDIT_ANSWER, freightInvoiceActor } from './freight-invoice.ts';
import { BILL_ANSWER, DEADLINE_TIMER } from './freight-invoice-state.ts';

const actor = freightInvoiceActor(smallNetwork());
const judged = freightInvoiceActor({ ...smallNetwork(), auditsBills: true });
const claims = claimActor(LIMITS);
const CARRIER = 1;
const DAY_MS = 86_400_000;

const expectBill = (agreed = 1_000): FreightInvoiceInput =>
  input('expectBill', { charges: [['400', agreed] as const] }, agreed, CARRIER);
const charge = (minor: number): FreightInvoiceInput => input('expectCharge', { code: 'DTL' }, minor);
const billed = (minor: number, total = minor, carrier = CARRIER): FreightInvoiceInput =>
  input('freightBilled', { invoice: 77, charges: [{ code: '400', amountMinor: minor }] }, total, carrier);
const corrected = (total: number): FreightInvoiceInput => input('invoiceCorrected', null, total, 77);
const insists: FreightInvoiceInput = input('disputeRejected', null, 1_250, 77);
const paid = (minor: number): FreightInvoiceInput => input('invoicePaid', null, minor, CARRIER);
const noBill: FreightInvoiceInput = input('expectNoBill', null, CARRIER);
const due: FreightInvoiceInput = input('billDue', null);
const former: FreightInvoiceInput = input('expectFormerBill', null, 0, CARRIER);
const answered = (answer: number, no = 1): FreightInvoiceInput => input('taskAnswered', null, answer, no);
const rang: FreightInvoiceInput = input('timer', null, DEADLINE_TIMER);
const disputed = [expectBill(), billed(1_500)];
const auditing = [...disputed, insists];

const posts = (effects: readonly Effect[]) =>
  effects.flatMap((each) => ('post' in each ? [[each.post, each.amountMinor]] : []));
const posted = (history: readonly FreightInvoiceInput[], last: FreightInvoiceInput) =>
  posts(given(actor, history).when(last).effects);

describe('what is posted', () => {
  test.each<readonly [string, readonly FreightInvoiceInput[], FreightInvoiceInput, readonly unknown[]]>([
    ['a bill as agreed', [expectBill()], billed(1_000), [['freightApproved', 1_000]]],
    [
      'a bill below agreement',
      [expectBill()],
      billed(700),
      [
        ['freightApproved', 700],
        ['freightOverAccrued', 300],
      ],
    ],
    [
      'a bill above it, within tolerance',
      [expectBill()],
      billed(1_020),
      [
        ['freightApproved', 1_000],
        ['freightUnderAccrued', 20],
      ],
    ],
    ['a bill of nothing', [expectBill()], billed(0), [['freightOverAccrued', 1_000]]],
    ['a dispute', [expectBill()], billed(1_021), []],
    [
      'a correction below agreement',
      disputed,
      corrected(900),
      [
        ['freightApproved', 900],
        ['freightOverAccrued', 100],
      ],
    ],
    [
      'an auditor who pays what is billed',
      auditing,
      answered(AUDIT_ANSWER.payBilled),
      [
        ['freightApproved', 1_000],
        ['freightUnderAccrued', 500],
      ],
    ],
    [
      'an auditor who pays what was agreed',
      auditing,
      answered(AUDIT_ANSWER.payAgreed),
      [['freightApproved', 1_000]],
    ],
    ['nobody, where no auditor answers', auditing, rang, []],
    ['a payment', [expectBill(), billed(1_000)], paid(1_000), [['freightPaid', 1_000]]],
    ['a payment of nothing', [expectBill(), billed(0)], paid(0), []],
    ['a charge that costs nothing', [expectBill()], charge(0), []],
    ['a booking that costs nothing', [], expectBill(0), []],
    ['the end of one that costs nothing', [expectBill(0)], noBill, []],
    [
      'another booking',
      [expectBill()],
      expectBill(1_300),
      [
        ['freightOverAccrued', 1_000],
        ['freightAccrued', 1_300],
      ],
    ],
    [
      'another booking after one that cost nothing',
      [expectBill(0)],
      expectBill(1_300),
      [['freightAccrued', 1_300]],
    ],
    [
      'another booking after one was called off',
      [expectBill(), noBill],
      expectBill(1_300),
      [['freightAccrued', 1_300]],
    ],
    ['the former booking again, where neither cost anything', [expectBill(0), expectBill(0)], former, []],
    [
      'what nobody ever bills, and cost nothing, written off',
      [expectBill(0), due, rang, rang, rang],
      answered(BILL_ANSWER.writeOff),
      [],
    ],
  ])('%s', (_what, history, last, expected) => {
    expect(posted(history, last)).toEqual(expected);
  });
});

describe('time', () => {
  test('gives a carrier thirty days for a dispute, and an auditor hours', () => {
    const { effects } = given(actor, [expectBill()]).when(billed(1_500));
    expect(effects.at(-1)).toEqual({ timer: DEADLINE_TIMER, at: TEST_NOW + 30 * DAY_MS });
    expect(given(actor, disputed).when(insists).effects).toEqual([
      { timer: DEADLINE_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
      { task: 'disputedBill', role: 'freight-auditor', no: 1, dueAt: TEST_NOW + LIMITS.taskEscalationMs },
    ]);
  });

  test('remembers ninety days what was called off', () => {
    expect(given(actor, [expectBill()]).when(noBill).effects.at(-1)).toEqual({
      timer: DEADLINE_TIMER,
      at: TEST_NOW + 90 * DAY_MS,
    });
  });

  test('counts anew from each delivery, and from each answer', () => {
    const asked = [expectBill(), due, rang, rang];
    expect(given(actor, [...asked, due]).when(rang).effects).toMatchObject([
      { send: 'requestBill', a: 1 },
      {},
    ]);
    expect(given(actor, [...asked, rang, answered(BILL_ANSWER.askAgain)]).when(rang).effects).toMatchObject([
      { send: 'requestBill', a: 2 },
      {},
    ]);
  });
});

describe('a number that a bill has had', () => {
  const other = billed(1_000, 1_000, 2);

  test('is a duplicate of the same carrier, whose record hears of it', () => {
    expect(given(judged, [expectBill(), billed(1_000)]).when(billed(1_000)).effects).toMatchObject([
      { audit: 'duplicateBill' },
      { tell: 'billRepeated', type: CARRIER_RECORD, key: CARRIER },
    ]);
    expect(given(actor, [expectBill(), billed(1_000)]).when(billed(1_000)).effects).toHaveLength(1);
  });

  test('is no duplicate of another carrier: each numbers its own, and nobody’s record hears of it', () => {
    expect(given(judged, [expectBill(), billed(1_000)]).when(other).effects).toMatchObject([
      { audit: 'billNotExpected' },
    ]);
  });
});

describe('a former booking', () => {
  const history = [expectBill(), { ...expectBill(2_400), b: 2 } as FreightInvoiceInput];

  test('that counts again is held against its own charges', () => {
    const { effects } = given(actor, [...history, former]).when(billed(1_021));
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'disputeInvoice', a: 1_000, body: { codes: ['400'] } }),
    );
  });

  test('of another carrier is none', () => {
    const other: FreightInvoiceInput = input('expectFormerBill', null, 0, 9);
    expect(given(actor, history).when(other)).toMatchObject({
      state: { carrier: 2, agreedMinor: 2_400 },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });
});

describe('what is on record of a bill', () => {
  const matched = (b: number, a: number) => ({ event: 'freightMatched', n: 1, a, b });
  const decided = (action: string): FreightInvoiceInput =>
    input(
      'decided',
      {
        point: 'invoice-anomaly',
        policy: 'p',
        fallback: null,
        option: { action, codes: ['400'], carrier: 1 },
      },
      0,
      1,
    );

  test('is whether it matched, and what a dispute is about', () => {
    expect(given(actor, [expectBill()]).when(billed(1_500)).effects).toMatchObject([
      matched(0, 1_500),
      { event: 'freightDisputed', n: 1, a: 1_500, b: 1_000 },
      { send: 'disputeInvoice', partner: carrierPartner(CARRIER), a: 1_000, b: 77 },
      { timer: DEADLINE_TIMER },
    ]);
    const asked = [expectBill(), billed(1_010)];
    expect(given(judged, asked).when(decided('pay')).effects[0]).toEqual(matched(1, 1_010));
    expect(given(judged, asked).when(decided('dispute')).effects[0]).toEqual(matched(0, 1_010));
  });

  test('is nothing with its carrier’s record, where nobody asks that', () => {
    for (const end of [corrected(1_000), insists])
      expect(given(actor, disputed).when(end).effects).not.toContainEqual(
        expect.objectContaining({ type: CARRIER_RECORD }),
      );
  });
});

describe('a judged bill whose total is not what its lines come to', () => {
  test.each([
    ['more', billed(1_000, 1_050), 50],
    ['less', billed(1_000, 960), 40],
  ])('can be disputed for that, where the total says %s', (_what, bill, totalOffMinor) => {
    expect(given(judged, [expectBill()]).when(bill).effects[1]).toMatchObject({
      context: { totalOffMinor, aboveMinor: 0 },
      options: [
        { action: 'pay', codes: [], carrier: CARRIER },
        { action: 'dispute', codes: ['total'], carrier: CARRIER },
        { action: 'person', codes: [], carrier: CARRIER },
      ],
    });
  });

  test('is beyond tolerance by whole units above what is tolerated', () => {
    const beyond = (total: number) => given(judged, [expectBill(1_030)]).when(billed(total)).effects[1];
    // Tolerated are 1050.6.
    expect(beyond(1_050)).toMatchObject({ context: { beyondTotalMinor: 0, beyondMinor: 0 } });
    expect(beyond(1_051)).toMatchObject({ context: { beyondTotalMinor: 1, beyondMinor: 21 } });
  });
});

describe('a claim', () => {
  const open: ClaimInput = input('openClaim', { condition: CONDITION.lost, valueMinor: 900 }, 56, 2);
  const answer = (minor: number): ClaimInput => input('claimAnswered', null, minor, 2);

  test('is answered within 120 days, or the desk has it', () => {
    expect(given(claims).when(open).effects.at(-1)).toEqual({ timer: 0, at: TEST_NOW + 120 * DAY_MS });
    expect(given(claims, [open]).when(input('timer', null, 0)).effects).toEqual([
      { timer: 1, at: TEST_NOW + LIMITS.taskEscalationMs },
      {
        task: 'claimUnanswered',
        role: 'claims-desk',
        no: 1,
        dueAt: TEST_NOW + LIMITS.taskEscalationMs,
      },
    ]);
  });

  test('is never credited less than nothing', () => {
    expect(given(claims, [open]).when(answer(-5)).effects).toEqual([
      { cancel: 0 },
      { tell: 'claimSettled', type: SHIPMENT, key: TEST_KEY, a: 0, b: 0 },
    ]);
  });
});
