/** How a customs entry waits: so long by country, asked again, then the desk's, once escalated; and what its words are about. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CUSTOMS_DOCUMENT, CUSTOMS_HOLD } from '../../../contracts/customs.ts';
import { CUSTOMS } from '../../../contracts/partners.ts';
import type { CustomsTerms } from '../../../model/customs.ts';
import { LOAD } from '../inputs.ts';
import { TASKS_MAX } from '../load/load-state.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { customsEntryActor } from './customs-entry.ts';
import { ENTRY_ESCALATION, ENTRY_WATCH } from './customs-entry-state.ts';
import type { CustomsEntryInput } from './inputs.ts';

const DAY_MS = 86_400_000;
const HOME = 0;
const ABROAD = 1;
const TERMS: CustomsTerms = {
  preArrival: true,
  answerGraceMs: 3 * DAY_MS,
  usualHoldMs: [0, DAY_MS, DAY_MS, 2 * DAY_MS, 5 * DAY_MS, 12 * DAY_MS],
};
const actor = customsEntryActor({ ...smallNetwork(), customs: [null, TERMS] });
const GOODS = { lane: 1, cutoff: 3, products: [0, 1], units: [4, 5], valueMinor: 90_000 };
const openFor = (country: number): CustomsEntryInput => input('openEntry', GOODS, 77, country);
const open = openFor(ABROAD);
const acceptedAs: CustomsEntryInput = input('declarationAccepted', null, 2_600_000, ABROAD);
const queried: CustomsEntryInput = input('declarationQueried', null, 4, CUSTOMS_DOCUMENT.packingList);
const held: CustomsEntryInput = input('goodsHeld', null, TEST_NOW - 5, CUSTOMS_HOLD.xray);
const goods = (kind: 'goodsReleased' | 'goodsRefused', feesMinor: number): CustomsEntryInput =>
  input(kind, null, feesMinor, TEST_NOW + DAY_MS);
const answered = (no: number): CustomsEntryInput => input('taskAnswered', null, 0, no);
const rang = (timer: number): CustomsEntryInput => input('timer', null, timer);
const lodging = { send: 'lodgeDeclaration', partner: CUSTOMS, key: TEST_KEY, a: 77, b: ABROAD, body: GOODS };
const watch = (ms: number) => ({ timer: ENTRY_WATCH, at: TEST_NOW + ms });
const DUE = TEST_NOW + LIMITS.taskEscalationMs;
const misses = Array.from({ length: LIMITS.statusRequestsMax }, () => rang(ENTRY_WATCH));
const withDesk = [open, ...misses, rang(ENTRY_WATCH)];

describe('customs', () => {
  test('of a country of which nothing is known has as long as any partner', () => {
    expect(given(actor).when(openFor(HOME)).effects.at(-1)).toEqual(watch(LIMITS.answerGraceMs));
    const nowhere = customsEntryActor(smallNetwork());
    expect(given(nowhere).when(open).effects.at(-1)).toEqual(watch(LIMITS.answerGraceMs));
    expect(given(nowhere, [open, acceptedAs]).when(held).effects).toEqual([
      { tell: 'entryHeld', type: LOAD, key: TEST_KEY, a: TEST_NOW - 5, b: 0 },
    ]);
  });

  test('that does not read a declaration gets it again, each time with as long to read it', () => {
    expect(given(actor, [open]).when(rang(ENTRY_WATCH)).effects).toEqual([lodging, watch(3 * DAY_MS)]);
    expect(given(actor, [open, ...misses]).when(rang(ENTRY_WATCH)).effects).toEqual([
      { timer: ENTRY_ESCALATION, at: DUE },
      { task: 'declarationUnanswered', role: 'export-desk', no: 1, dueAt: DUE },
    ]);
  });

  test('is asked as often again once the desk has said so', () => {
    const again = [...withDesk, answered(1)];
    expect(given(actor, again.slice(0, -1)).when(answered(1)).effects).toEqual([
      { cancel: ENTRY_ESCALATION },
      lodging,
      watch(3 * DAY_MS),
    ]);
    expect(given(actor, [...again, ...misses]).when(rang(ENTRY_WATCH)).effects).toContainEqual(
      expect.objectContaining({ task: 'declarationUnanswered', no: 2 }),
    );
  });

  test('that reads it after all ends the task', () => {
    expect(given(actor, withDesk).when(acceptedAs)).toMatchObject({
      state: { openTask: 0, asked: 0 },
      effects: [
        { cancel: ENTRY_ESCALATION },
        { cancel: ENTRY_WATCH },
        { tell: 'entryAccepted', a: 2_600_000 },
      ],
    });
  });
});

describe('the export desk', () => {
  test('that is asked for a document is not hurried by customs’ own time', () => {
    expect(given(actor, [open, queried]).when(rang(ENTRY_WATCH))).toMatchObject({
      state: { status: 'queried', asked: 0 },
      effects: [],
    });
  });

  test('sends the document that was asked for, to the query that asked', () => {
    expect(given(actor, [open, queried]).when(answered(1)).effects).toEqual([
      { cancel: ENTRY_ESCALATION },
      { send: 'answerQuery', partner: CUSTOMS, key: TEST_KEY, a: 4, b: CUSTOMS_DOCUMENT.packingList },
      watch(3 * DAY_MS),
    ]);
  });

  test('that is late leaves nothing to cancel; the next task is escalated anew', () => {
    const late = [open, queried, rang(ENTRY_ESCALATION)];
    expect(given(actor, late.slice(0, -1)).when(rang(ENTRY_ESCALATION)).effects).toEqual([
      { task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null },
    ]);
    expect(given(actor, late).when(answered(1)).effects.slice(0, 1)).toMatchObject([{ send: 'answerQuery' }]);
    const again = [...late, answered(1), queried];
    expect(given(actor, again).when(rang(ENTRY_ESCALATION)).effects).toMatchObject([
      { task: 'taskUnanswered', no: 4 },
    ]);
  });

  test('is heard by the number of its task, or of its escalation, and by no other', () => {
    const late = [open, queried, rang(ENTRY_ESCALATION)];
    for (const [history, no] of [
      [late, 9],
      [late, 0],
      [[open], 0],
      [[open, queried, answered(1)], 0],
    ] as const)
      expect(given(actor, history).when(answered(no)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('is escalated about nothing where no task is open', () => {
    expect(given(actor, [open]).when(rang(ENTRY_ESCALATION)).effects).toEqual([]);
  });

  test('has as many tasks of a declaration that nobody reads as of queries, and the last stays open', () => {
    let history: readonly CustomsEntryInput[] = withDesk;
    for (let no = 1; no < TASKS_MAX; no++) history = [...history, answered(no), ...misses, rang(ENTRY_WATCH)];
    const { state, effects } = given(actor, history).when(answered(TASKS_MAX));
    expect(effects).toMatchObject([{ audit: 'askedOftenEnough' }]);
    expect(state).toMatchObject({ status: 'lodged', openTask: TASKS_MAX });
    // Customs may still read it.
    expect(given(actor, [...history, answered(TASKS_MAX)]).when(acceptedAs).state.status).toBe('accepted');
  });
});

describe('what customs decides', () => {
  test('costs what it says, also where the goods are refused, and nothing where it says so', () => {
    const border = [open, acceptedAs, held];
    expect(given(actor, border).when(goods('goodsRefused', 900)).effects).toEqual([
      { cancel: ENTRY_WATCH },
      { post: 'customsCharged', amountMinor: 900 },
      { tell: 'entryRefused', type: LOAD, key: TEST_KEY, a: TEST_NOW + DAY_MS, b: 0 },
    ]);
    expect(given(actor, border).when(goods('goodsReleased', 0)).effects).toEqual([
      { cancel: ENTRY_WATCH },
      { tell: 'entryReleased', type: LOAD, key: TEST_KEY, a: TEST_NOW + DAY_MS, b: 0 },
    ]);
    expect(given(actor, border).when(goods('goodsReleased', 900)).state).toMatchObject({ goods: null });
  });

  test('before it has accepted the declaration ends that as well, and the task of the desk', () => {
    for (const history of [withDesk, [open, queried]])
      expect(given(actor, history).when(goods('goodsReleased', 0))).toMatchObject({
        finished: true,
        effects: [{ cancel: ENTRY_ESCALATION }, { cancel: ENTRY_WATCH }, { tell: 'entryReleased' }],
      });
  });
});

test('goods are withdrawn by the declaration that they are in, and nobody waits any more', () => {
  expect(given(actor, withDesk).when(input('withdrawEntry', null)).effects).toEqual([
    { cancel: ENTRY_ESCALATION },
    { cancel: ENTRY_WATCH },
    { send: 'withdrawDeclaration', partner: CUSTOMS, key: TEST_KEY, a: 77, b: ABROAD },
  ]);
});

test('what is amended after it was accepted is told to customs, and kept for no other lodging', () => {
  const fewer: CustomsEntryInput = input(
    'entryAmended',
    { products: [0], units: [4], valueMinor: 1 },
    2,
    ABROAD,
  );
  expect(given(actor, [open, acceptedAs]).when(fewer)).toMatchObject({
    state: { goods: null },
    effects: [{ send: 'amendDeclaration', key: TEST_KEY, a: 2, b: ABROAD }],
  });
});
