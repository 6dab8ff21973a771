/** A disputed bill as a complaint: checked against what was sent and its prices, credited once and only what was too high, or rejected. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { given, input, TEST_NOW } from '#testing/core/given';
import { COMPLAINT, shipmentComplaint } from '../../contracts/complaint-key.ts';
import { BILL_DISPUTE, RESOLUTION } from '../../contracts/crm.ts';
import { CONDITION } from '../../contracts/erp.ts';
import { ERP } from '../../contracts/partners.ts';
import { CARE } from '../outbound/care.fixture.ts';
import type { BillStanding } from '../outbound/care-inputs.ts';
import { complaintActor, DISPUTE_ANSWER } from './complaint.ts';
import { ruledBill } from './complaint-rules.ts';
import type { ComplaintInput } from './inputs.ts';

const complaint = complaintActor(CARE);
const KEY = shipmentComplaint(56, COMPLAINT.bill);
const of = (each: ComplaintInput): ComplaintInput => ({ ...each, key: KEY });

const RIGHT: BillStanding = { dueMinor: 4_000, billedMinor: 4_000, deliveredAt: TEST_NOW - 1 };
const LIMITS = CARE.disputes!;
const disputed = (reason: number = BILL_DISPUTE.price, times = 1): ComplaintInput =>
  of(input('complaintRaised', { reason }, COMPLAINT.bill, times));
const stands = (bill: Partial<BillStanding>): ComplaintInput =>
  of(
    input(
      'orderStands',
      {
        valueMinor: 4_000,
        comingUnits: 0,
        deliveredUnits: 10,
        lostUnits: 0,
        cancelledUnits: 0,
        estimatedAt: TEST_NOW - 1,
        bill: { ...RIGHT, ...bill },
      },
      0,
      CONDITION.good,
    ),
  );
const rang = of(input('timer', null, 0));
const answer = (a: number, no = 1): ComplaintInput => of(input('taskAnswered', null, a, no));
const granted = (minor: number): ComplaintInput => of(input('creditGranted', null, minor));
const told = (resolution: number, minor = 0) => ({
  send: 'answerComplaint',
  key: KEY,
  a: resolution,
  b: minor,
});
const tooHigh = stands({ billedMinor: 4_200 });
const farTooHigh = stands({ billedMinor: 8_000 });

describe('a disputed bill', () => {
  test('that is too high is credited what it is too high, and the customer hears it when ERP has', () => {
    expect(given(complaint, [disputed()]).when(tooHigh)).toMatchObject({
      state: { status: 'crediting' },
      effects: [{ cancel: 0 }, { send: 'grantCredit', partner: ERP, key: KEY, a: 200 }],
    });
    expect(given(complaint, [disputed(), tooHigh]).when(granted(200)).effects).toMatchObject([
      { post: 'billCorrected', amountMinor: 200 },
      { event: 'complaintAnswered', a: RESOLUTION.credited, b: 0 },
      {},
      told(RESOLUTION.credited, 200),
    ]);
  });

  test('that is right is rejected, whatever the customer says is wrong with it', () => {
    for (const reason of [...Object.values(BILL_DISPUTE), 99, -5])
      expect(given(complaint, [disputed(reason)]).when(stands({})).effects).toContainEqual(
        expect.objectContaining(told(RESOLUTION.rejected)),
      );
  });

  test('is rejected as too late after its time, which counts from delivery to the dispute', () => {
    const late = { billedMinor: 4_200, deliveredAt: TEST_NOW - LIMITS.withinMs - 1 };
    expect(given(complaint, [disputed()]).when(stands(late)).effects).toContainEqual(
      expect.objectContaining(told(RESOLUTION.tooLate)),
    );
  });

  test("above the authority is a person's, not a rule's", () => {
    expect(given(complaint, [disputed(BILL_DISPUTE.twice)]).when(farTooHigh).effects).toMatchObject([
      { timer: 0, at: TEST_NOW + CARE.answerWithinMs },
      { task: 'disputedInvoice', role: 'customer-service', no: 1 },
    ]);
    expect(given(complaint, [disputed(), farTooHigh]).when(rang).effects).toMatchObject([
      { task: 'disputedInvoice', role: 'supervisor', no: 2 },
      { event: 'complaintEscalated' },
    ]);
  });

  test.each([
    ['credited', DISPUTE_ANSWER.credit, { send: 'grantCredit', a: 4_000 }],
    ['rejected', DISPUTE_ANSWER.reject, told(RESOLUTION.rejected)],
    ['explained by an answer that nobody knows', 7, told(RESOLUTION.explained)],
  ])('is %s by a person', (_how, index, effect) => {
    expect(given(complaint, [disputed(), farTooHigh]).when(answer(index)).effects).toContainEqual(
      expect.objectContaining(effect),
    );
  });

  test("of which the order says nothing is a person's, who has nothing to credit", () => {
    for (const news of [rang, stands({ billedMinor: 0 })]) {
      const { state } = given(complaint, [disputed()]).when(news);
      expect(state.status).toBe('with-person');
      expect(given(complaint, [disputed(), news]).when(answer(DISPUTE_ANSWER.credit)).effects).toContainEqual(
        expect.objectContaining(told(RESOLUTION.explained)),
      );
    }
  });

  test('said again is one dispute: credited once, and told the same', () => {
    const again = disputed(BILL_DISPUTE.freight, 2);
    expect(given(complaint, [disputed(), tooHigh]).when(again)).toMatchObject({
      state: { raised: 2, reason: BILL_DISPUTE.price },
      effects: [],
    });
    expect(given(complaint, [disputed(), tooHigh, granted(200)]).when(again).effects).toEqual([
      expect.objectContaining(told(RESOLUTION.credited, 200)),
    ]);
  });

  test('without a body is checked as well', () => {
    const bare = of(input('complaintRaised', null, COMPLAINT.bill, 1));
    expect(given(complaint).when(bare).state.reason).toBe(-1);
    expect(given(complaint, [bare]).when(tooHigh).effects).toContainEqual(
      expect.objectContaining({ send: 'grantCredit', a: 200 }),
    );
  });
});

test('whatever comes, in whatever order: credited at most once, and never more than the bill is too high', () => {
  const any = fc.oneof(
    fc.constantFrom(disputed(), disputed(99, 2), rang),
    fc.integer({ min: 0, max: 9_000 }).map((billedMinor) => stands({ billedMinor })),
    fc.integer({ min: 0, max: 3 }).chain((a) => fc.integer({ min: 0, max: 3 }).map((no) => answer(a, no))),
    fc.integer({ min: 0, max: 400 }).map(granted),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (inputs) => {
      const state = complaint.initial(KEY);
      const out = new CollectingOut(TEST_NOW);
      let foundMinor = 0;
      for (const each of [disputed(), ...inputs]) {
        if (complaint.finished(state)) break;
        if (each.kind === 'orderStands' && state.status === 'looking')
          foundMinor = Math.max(0, each.body.bill!.billedMinor - 4_000);
        complaint.step(state, each, TEST_NOW, out);
      }
      const credits = out.effects.filter((each) => 'send' in each && each.send === 'grantCredit');
      expect(credits.length).toBeLessThanOrEqual(1);
      for (const each of credits) expect(each).toMatchObject({ a: foundMinor });
    }),
  );
});

test.each([
  ['right', RIGHT, RESOLUTION.rejected],
  ['too low', { ...RIGHT, billedMinor: 3_000 }, RESOLUTION.rejected],
  ['too high up to the limit', { ...RIGHT, billedMinor: 4_300 }, RESOLUTION.credited],
  ['too high beyond it', { ...RIGHT, billedMinor: 4_301 }, -1],
  ['not known', { ...RIGHT, billedMinor: 0 }, -1],
  [
    'disputed on the last day',
    { ...RIGHT, billedMinor: 4_001, deliveredAt: TEST_NOW - LIMITS.withinMs },
    RESOLUTION.credited,
  ],
])('the rule for a bill that is %s', (_what, bill, expected) => {
  expect(ruledBill(LIMITS, bill, TEST_NOW)).toBe(expected);
  expect(ruledBill(null, bill, TEST_NOW)).toBe(-1);
});

test('a complaint of before bills were disputed is carried over', () => {
  const { state } = given(complaint, [disputed()]).when(tooHigh);
  const { reason: _r, openTask: _o, escalated: _e, ...old } = state;
  expect(complaint.migrate(old, 1)).toEqual({ ...state, reason: -1 });
  expect(() => complaint.migrate(old, 9)).toThrow(/version 9 is unknown/);
});
