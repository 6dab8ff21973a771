/** The customs entry: lodged once, queried and answered by way of the export desk, held, released or refused; fees posted once. */
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
const ABROAD = 1;
const TERMS: CustomsTerms = {
  preArrival: true,
  answerGraceMs: 3 * DAY_MS,
  usualHoldMs: [0, DAY_MS, DAY_MS, 2 * DAY_MS, 5 * DAY_MS, 12 * DAY_MS],
};
const actor = customsEntryActor({ ...smallNetwork(), customs: [null, TERMS] });

const GOODS = { lane: 1, cutoff: 3, products: [0, 1], units: [4, 5], valueMinor: 90_000 };
const open: CustomsEntryInput = input('openEntry', GOODS, 77, ABROAD);
const acceptedAs: CustomsEntryInput = input('declarationAccepted', null, 2_600_000, ABROAD);
const queried = (query: number): CustomsEntryInput =>
  input('declarationQueried', null, query, CUSTOMS_DOCUMENT.packingList);
const held = (kind: number): CustomsEntryInput => input('goodsHeld', null, TEST_NOW, kind);
const released: CustomsEntryInput = input('goodsReleased', null, 25_000, TEST_NOW + DAY_MS);
const refused: CustomsEntryInput = input('goodsRefused', null, 0, TEST_NOW + DAY_MS);
const answered = (no: number): CustomsEntryInput => input('taskAnswered', null, 0, no);
const rang = (timer: number): CustomsEntryInput => input('timer', null, timer);
const withdraw: CustomsEntryInput = input('withdrawEntry', null);

const lodging = { send: 'lodgeDeclaration', partner: CUSTOMS, key: TEST_KEY, a: 77, b: ABROAD, body: GOODS };

describe('a customs entry', () => {
  test('is lodged with customs, and its reading waited for as long as the country is known to take', () => {
    expect(given(actor).when(open)).toMatchObject({
      state: { status: 'lodged' },
      effects: [lodging, { timer: ENTRY_WATCH, at: TEST_NOW + 3 * DAY_MS }],
    });
  });

  test('that is accepted tells its load, and forgets the goods', () => {
    expect(given(actor, [open]).when(acceptedAs)).toMatchObject({
      state: { status: 'accepted', goods: null, reference: 2_600_000 },
      effects: [{ cancel: ENTRY_WATCH }, { tell: 'entryAccepted', type: LOAD, key: TEST_KEY, a: 2_600_000 }],
    });
  });

  test('that is queried is a task of the export desk, whose answer is the document', () => {
    expect(given(actor, [open]).when(queried(1))).toMatchObject({
      state: { status: 'queried' },
      effects: [
        { cancel: ENTRY_WATCH },
        { timer: ENTRY_ESCALATION, at: TEST_NOW + LIMITS.taskEscalationMs },
        { task: 'documentQueried', role: 'export-desk' },
      ],
    });
    expect(given(actor, [open, queried(1)]).when(answered(1))).toMatchObject({
      state: { status: 'lodged', openTask: 0 },
      effects: [
        { cancel: ENTRY_ESCALATION },
        { send: 'answerQuery', partner: CUSTOMS, a: 1, b: CUSTOMS_DOCUMENT.packingList },
        { timer: ENTRY_WATCH },
      ],
    });
  });

  test('whose query nobody answers goes to the supervisor, once, whose answer counts as well', () => {
    const late = [open, queried(1), rang(ENTRY_ESCALATION)];
    expect(given(actor, late.slice(0, -1)).when(late.at(-1)!).effects).toMatchObject([
      { task: 'taskUnanswered', role: 'supervisor' },
    ]);
    expect(given(actor, late).when(rang(ENTRY_ESCALATION)).effects).toEqual([]);
    expect(given(actor, late).when(answered(2)).state.status).toBe('lodged');
  });

  test('that is queried again and again ends at the desk: the last task stays open, and its answer changes nothing', () => {
    const rounds = Array.from({ length: TASKS_MAX - 1 }, (_, i) => [queried(i + 1), answered(i + 1)]).flat();
    const last = given(actor, [open, ...rounds, queried(TASKS_MAX)]).when(answered(TASKS_MAX));
    expect(last).toMatchObject({
      state: { status: 'queried', openTask: TASKS_MAX },
      effects: [{ audit: 'askedOftenEnough' }],
    });
  });

  test('that customs does not read is lodged again, then the desk is told, whose answer lodges it again', () => {
    const misses = Array.from({ length: LIMITS.statusRequestsMax }, () => rang(ENTRY_WATCH));
    for (let i = 1; i <= misses.length; i++)
      expect(given(actor, [open, ...misses.slice(0, i - 1)]).when(rang(ENTRY_WATCH)).effects[0]).toEqual(
        lodging,
      );
    expect(given(actor, [open, ...misses]).when(rang(ENTRY_WATCH)).effects).toContainEqual(
      expect.objectContaining({ task: 'declarationUnanswered', role: 'export-desk' }),
    );
    expect(given(actor, [open, ...misses, rang(ENTRY_WATCH)]).when(answered(1)).effects).toContainEqual(
      lodging,
    );
  });

  test('whose goods are held tells its load since when, and how long that usually is', () => {
    expect(given(actor, [open, acceptedAs]).when(held(CUSTOMS_HOLD.tailgate))).toMatchObject({
      state: { status: 'held', hold: CUSTOMS_HOLD.tailgate },
      effects: [{ tell: 'entryHeld', type: LOAD, a: TEST_NOW, b: 5 * DAY_MS }],
    });
  });

  test('that is read while its goods stand at the border stays as it is read', () => {
    const { state } = given(actor, [open, held(CUSTOMS_HOLD.papers)]).when(queried(1));
    expect(state).toMatchObject({ status: 'queried', hold: CUSTOMS_HOLD.papers });
  });

  test('that is released posts the fees and is over', () => {
    expect(given(actor, [open, acceptedAs, held(CUSTOMS_HOLD.xray)]).when(released)).toMatchObject({
      finished: true,
      state: { status: 'released', feesMinor: 25_000 },
      effects: [
        { cancel: ENTRY_WATCH },
        { post: 'customsCharged', amountMinor: 25_000 },
        { tell: 'entryReleased', type: LOAD, a: TEST_NOW + DAY_MS },
      ],
    });
  });

  test('that is refused while a query is open closes the task, and posts nothing where nothing is charged', () => {
    const { effects, finished } = given(actor, [open, held(CUSTOMS_HOLD.papers), queried(1)]).when(refused);
    expect(finished).toBe(true);
    expect(effects).toMatchObject([
      { cancel: ENTRY_ESCALATION },
      { cancel: ENTRY_WATCH },
      { tell: 'entryRefused', type: LOAD, a: TEST_NOW + DAY_MS },
    ]);
  });

  test('of fewer goods than declared tells customs what has left, and lodges that if it must be lodged again', () => {
    const fewer = { products: [0], units: [4], valueMinor: 40_000 };
    const amended: CustomsEntryInput = input('entryAmended', fewer, 2, ABROAD);
    expect(given(actor, [open]).when(amended).effects).toMatchObject([
      { send: 'amendDeclaration', partner: CUSTOMS, a: 2, b: ABROAD, body: fewer },
    ]);
    expect(given(actor, [open, amended]).when(rang(ENTRY_WATCH)).effects[0]).toMatchObject({
      send: 'lodgeDeclaration',
      body: { ...GOODS, ...fewer },
    });
  });

  test.each<[string, CustomsEntryInput[]]>([
    ['lodged', [open]],
    ['queried', [open, queried(1)]],
    ['accepted', [open, acceptedAs]],
  ])('that is %s is withdrawn when nothing will leave', (_status, history) => {
    const { effects, finished } = given(actor, history).when(withdraw);
    expect(finished).toBe(true);
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'withdrawDeclaration', partner: CUSTOMS, a: 77, b: ABROAD }),
    );
  });
});

describe('what the table does not know', () => {
  test.each<[string, CustomsEntryInput[], CustomsEntryInput]>([
    ['a second opening', [open], open],
    ['a query of what is accepted', [open, acceptedAs], queried(1)],
    ['an acceptance that is said again', [open, acceptedAs, held(CUSTOMS_HOLD.xray)], acceptedAs],
    ['a withdrawal of goods at the border', [open, acceptedAs, held(CUSTOMS_HOLD.xray)], withdraw],
    ['an acceptance while a document is asked for', [open, queried(1)], acceptedAs],
    ['an answer to a task that is not open', [open, queried(1)], answered(9)],
    ['a late answer', [open, queried(1), answered(1)], answered(1)],
    ['a timer when nothing is waited for', [open, acceptedAs], rang(ENTRY_WATCH)],
  ])('%s is noted, and changes nothing', (_what, history, last) => {
    const before = given(actor, history.slice(0, -1)).when(history.at(-1)!).state;
    const { state, effects } = given(actor, history).when(last);
    expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(state).toEqual(before);
  });
});
