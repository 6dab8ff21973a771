/** The complaint: settled by rule or by a person, in time or escalated, answered once; and what comes late, twice or never. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { COMPLAINT, kindOfComplaint, orderOfComplaint } from '../../contracts/complaint-key.ts';
import { RESOLUTION } from '../../contracts/crm.ts';
import { CONDITION } from '../../contracts/erp.ts';
import { CRM, ERP } from '../../contracts/partners.ts';
import type { Instant } from '../../model/instant.ts';
import { CARE } from '../outbound/care.fixture.ts';
import type { OrderStanding } from '../outbound/care-inputs.ts';
import { ORDER } from '../outbound/inputs.ts';
import { COMPLAINT_ANSWER, complaintActor } from './complaint.ts';
import { ruled } from './complaint-rules.ts';
import { COMPLAINT_TABLE, type ComplaintStatus } from './complaint-state.ts';
import type { ComplaintInput } from './inputs.ts';

const complaint = complaintActor(CARE);
/** `TEST_KEY` is of kind 7, which no rule knows: what is told of an order settles nothing by itself. */
const raised: ComplaintInput = input('complaintRaised', null, COMPLAINT.late, 1);
const STANDING: OrderStanding = {
  valueMinor: 4_000,
  comingUnits: 10,
  deliveredUnits: 0,
  lostUnits: 0,
  cancelledUnits: 0,
  estimatedAt: 0,
  bill: null,
};
const stands: ComplaintInput = input('orderStands', STANDING, TEST_NOW - 1, -1);
const rang: ComplaintInput = input('timer', null, 0);
const answer = (a: number, no = 1): ComplaintInput => input('taskAnswered', null, a, no);
const granted = (minor: number): ComplaintInput => input('creditGranted', null, minor);
const told = (resolution: number, minor = 0) => ({
  send: 'answerComplaint',
  partner: CRM,
  key: TEST_KEY,
  a: resolution,
  b: minor,
});

const withPerson = [raised, stands];
const crediting = [...withPerson, answer(COMPLAINT_ANSWER.credit)];
const answered = [...withPerson, answer(COMPLAINT_ANSWER.explain)];

describe('a complaint', () => {
  test('asks its order how it stands', () => {
    expect(given(complaint).when(raised)).toMatchObject({
      state: { status: 'looking', raised: 1 },
      effects: [
        { event: 'complaintOpened', n: 1, a: kindOfComplaint(TEST_KEY), b: orderOfComplaint(TEST_KEY) },
        { tell: 'standAsked', type: ORDER, key: orderOfComplaint(TEST_KEY), a: TEST_KEY },
        { timer: 0 },
      ],
    });
  });

  test('that no rule settles is given to customer service with the time that is left', () => {
    const later = (TEST_NOW + 1_000) as Instant;
    expect(given(complaint, [raised]).when(stands, later)).toMatchObject({
      state: { status: 'with-person', creditMinorMax: 400 },
      effects: [
        { timer: 0, at: TEST_NOW + CARE.answerWithinMs },
        { task: 'complaint', role: 'customer-service', no: 1, dueAt: TEST_NOW + CARE.answerWithinMs },
      ],
    });
  });

  test("of an order that does not answer is a person's, too; what it says then changes nothing", () => {
    expect(given(complaint, [raised]).when(rang)).toMatchObject({
      state: { status: 'with-person' },
      effects: [{}, { task: 'complaint', role: 'customer-service' }],
    });
    expect(given(complaint, [raised, rang]).when(stands).effects).toEqual([]);
  });

  test('not answered in time is escalated, once', () => {
    expect(given(complaint, withPerson).when(rang).effects).toMatchObject([
      { task: 'complaint', role: 'supervisor', no: 2 },
      { event: 'complaintEscalated', n: 1, b: 1 },
    ]);
    expect(given(complaint, [...withPerson, rang]).when(rang).effects).toEqual([]);
    for (const no of [1, 2])
      expect(
        given(complaint, [...withPerson, rang]).when(answer(COMPLAINT_ANSWER.explain, no)).state.status,
      ).toBe('answered');
  });

  test.each([
    ['explained', COMPLAINT_ANSWER.explain, RESOLUTION.explained],
    ['rejected', COMPLAINT_ANSWER.reject, RESOLUTION.rejected],
    ['explained by an answer that nobody knows', 9, RESOLUTION.explained],
  ])('is %s', (_how, index, resolution) => {
    expect(given(complaint, withPerson).when(answer(index)).effects).toMatchObject([
      { cancel: 0 },
      { event: 'complaintAnswered', n: 1, a: resolution, b: 1 },
      { timer: 0 },
      told(resolution),
    ]);
  });

  test('is credited by a person no more than the rule would, when ERP has said so', () => {
    expect(given(complaint, withPerson).when(answer(COMPLAINT_ANSWER.credit)).effects).toMatchObject([
      { cancel: 0 },
      { send: 'grantCredit', partner: ERP, key: TEST_KEY, a: 400 },
    ]);
    expect(given(complaint, crediting).when(granted(400)).effects).toMatchObject([
      { post: 'goodwillGranted', amountMinor: 400 },
      { event: 'complaintAnswered', a: RESOLUTION.credited },
      {},
      told(RESOLUTION.credited, 400),
    ]);
  });

  test('for which ERP credits nothing is explained, and nothing is posted', () => {
    expect(given(complaint, crediting).when(granted(0)).effects).toEqual([
      { event: 'complaintAnswered', n: 1, a: RESOLUTION.explained, b: 1 },
      { timer: 0, at: TEST_NOW + 7 * 86_400_000 },
      told(RESOLUTION.explained),
    ]);
  });

  test('without a known value is not credited, whoever says so', () => {
    expect(given(complaint, [raised, rang]).when(answer(COMPLAINT_ANSWER.credit)).effects).toContainEqual(
      told(RESOLUTION.explained),
    );
  });

  test('said again is one complaint, and gets the answer it got', () => {
    expect(given(complaint, withPerson).when(raised)).toMatchObject({ state: { raised: 2 }, effects: [] });
    expect(given(complaint, answered).when(raised).effects).toEqual([told(RESOLUTION.explained)]);
  });

  test('is over some days after its answer', () => {
    expect(given(complaint, answered).when(rang)).toMatchObject({ finished: true });
  });

  test('an answer to a task that was never given changes nothing', () => {
    for (const no of [0, 2])
      expect(given(complaint, withPerson).when(answer(0, no))).toMatchObject({
        state: { status: 'with-person' },
        effects: [{ audit: 'inputNotExpected' }],
      });
    expect(given(complaint, answered).when(answer(0)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });
});

test('of version 2 it is taken over, with its task or without, escalated or not', () => {
  for (const history of [[raised], withPerson, [...withPerson, rang], answered]) {
    const { state } = given(complaint, history.slice(0, -1)).when(history.at(-1)!);
    const { openTask: _o, escalated: _e, ...old } = state;
    expect(complaint.migrate(old, 2)).toEqual(state);
  }
});

const HISTORIES: Readonly<Record<Exclude<ComplaintStatus, 'closed'>, readonly ComplaintInput[]>> = {
  new: [],
  looking: [raised],
  'with-person': withPerson,
  crediting,
  answered,
};
const EVERY_INPUT = [raised, stands, rang, answer(0), granted(1)];

test('what the table does not know is noted and changes nothing, in every status', () => {
  for (const [status, history] of Object.entries(HISTORIES)) {
    if (history.length === 0) continue;
    for (const each of EVERY_INPUT) {
      if (COMPLAINT_TABLE.next(status as ComplaintStatus, each.kind) !== null) continue;
      const before = given(complaint, history.slice(0, -1)).when(history.at(-1)!).state;
      const { state, effects } = given(complaint, history).when(each);
      expect(effects).toEqual([{ audit: 'inputNotExpected', detail: `${each.kind} in status ${status}` }]);
      expect(state).toEqual(before);
    }
  }
});

test('whatever comes, in whatever order: it is answered at most once anew, and credited at most once, within the limit', () => {
  const any = fc.oneof(
    fc.constant(raised),
    fc.constant(stands),
    fc.constant(rang),
    fc.integer({ min: 0, max: 3 }).chain((a) => fc.integer({ min: 0, max: 3 }).map((no) => answer(a, no))),
    fc.integer({ min: 0, max: 400 }).map(granted),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (inputs) => {
      const state = complaint.initial(TEST_KEY);
      const out = new CollectingOut(TEST_NOW);
      for (const each of [raised, ...inputs])
        if (!complaint.finished(state)) complaint.step(state, each, TEST_NOW, out);
      const count = (name: string) =>
        out.effects.filter(
          (each) => ('event' in each && each.event === name) || ('send' in each && each.send === name),
        ).length;
      expect(count('complaintOpened')).toBe(1);
      expect(count('complaintAnswered')).toBeLessThanOrEqual(1);
      expect(count('grantCredit')).toBeLessThanOrEqual(1);
      for (const each of out.effects)
        if ('send' in each && each.send === 'grantCredit') expect(each.a).toBeLessThanOrEqual(400);
    }),
  );
});

describe('the rule', () => {
  const at = (
    kind: number,
    changes: Partial<OrderStanding> = {},
    condition = -1,
    promisedAt = TEST_NOW - 1,
    care = CARE,
  ) => ruled(care, kind, { ...STANDING, ...changes }, promisedAt, condition, TEST_NOW);

  test.each([
    ['late, still to come', at(COMPLAINT.late), RESOLUTION.credited],
    ['late, before the promise', at(COMPLAINT.late, {}, -1, TEST_NOW), RESOLUTION.rejected],
    [
      'late, and all cancelled',
      at(COMPLAINT.late, { comingUnits: 0, cancelledUnits: 10 }),
      RESOLUTION.explained,
    ],
    ['late, by the proof of delivery there', at(COMPLAINT.late, { comingUnits: 0, deliveredUnits: 10 }), -1],
    ['late, and lost', at(COMPLAINT.late, { comingUnits: 0, lostUnits: 10 }), -1],
    [
      'late, where nothing is credited',
      at(COMPLAINT.late, {}, -1, 0, { ...CARE, lateCreditMinorMax: 0 }),
      -1,
    ],
    ['damaged, and known so', at(COMPLAINT.damaged, {}, CONDITION.damaged), RESOLUTION.claimed],
    ['damaged, good by the proof of delivery', at(COMPLAINT.damaged, {}, CONDITION.good), -1],
    ['damaged, of which nothing is known', at(COMPLAINT.damaged), -1],
    ['short, and the rest is coming', at(COMPLAINT.short), RESOLUTION.explained],
    ['short, and all is there', at(COMPLAINT.short, { comingUnits: 0, deliveredUnits: 10 }), -1],
    ['short, and part is lost', at(COMPLAINT.short, { lostUnits: 2 }), -1],
    [
      'short, and so says the proof of delivery',
      at(COMPLAINT.short, { comingUnits: 0, deliveredUnits: 8, missingUnits: 2 }),
      RESOLUTION.claimed,
    ],
    ['short, and more than the proof says', at(COMPLAINT.short, { lostUnits: 2, missingUnits: 2 }), -1],
    ['wrong', at(COMPLAINT.wrong, {}, CONDITION.good), RESOLUTION.returnOffered],
    [
      'wrong, where nothing is taken back',
      at(COMPLAINT.wrong, {}, CONDITION.good, 0, { ...CARE, returns: null }),
      -1,
    ],
    ['without an answer, and it is known', at(COMPLAINT.noAnswer, { estimatedAt: 5 }), RESOLUTION.explained],
    ['without an answer, and nobody knows', at(COMPLAINT.noAnswer), -1],
    ['of another kind', at(7), -1],
  ])('for one %s', (_what, ruling, expected) => {
    expect(ruling).toBe(expected);
  });
});
