/** The review of refused papers: one task a load, escalated once, open until somebody looks, opened again by the next refusal. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_NOW } from '#testing/core/given';
import type { RefusalReviewInput } from './inputs.ts';
import { LIMITS } from './network.fixture.ts';
import { refusalReviewActor } from './refusal-review.ts';

const actor = refusalReviewActor(LIMITS);
const dueAt = TEST_NOW + LIMITS.taskEscalationMs;
const refused: RefusalReviewInput = input('reviewRefusal', null, 3, 2);
const forgets: RefusalReviewInput = input('timer', null, 0);
const overdue: RefusalReviewInput = input('timer', null, 1);
const looked = (no: number): RefusalReviewInput => input('taskAnswered', null, 0, no);

describe('the review of refused papers', () => {
  test('is given the export desk at the first refusal, and once, however many follow', () => {
    expect(given(actor).when(refused)).toMatchObject({
      state: { status: 'open', openings: 1, count: 1 },
      effects: [
        { timer: 1, at: dueAt },
        { task: 'papersRefused', role: 'export-desk', no: 1, dueAt },
      ],
    });
    expect(given(actor, [refused]).when(refused)).toMatchObject({ state: { count: 2 }, effects: [] });
  });

  test('is the supervisor’s as well when nobody looks, once; then it stays open', () => {
    expect(given(actor, [refused]).when(overdue)).toMatchObject({
      state: { status: 'open', openTask: 1, escalated: true },
      effects: [{ task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null }],
      finished: false,
    });
    expect(given(actor, [refused, overdue]).when(overdue)).toMatchObject({
      state: { status: 'open' },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('is closed by either of them, and forgotten after a while', () => {
    expect(given(actor, [refused]).when(looked(1))).toMatchObject({
      state: { status: 'closed', openTask: 0 },
      effects: [{ cancel: 1 }, { timer: 0, at: TEST_NOW + 7 * 86_400_000 }],
      finished: false,
    });
    for (const no of [1, 2])
      expect(given(actor, [refused, overdue]).when(looked(no)).state.status).toBe('closed');
    expect(given(actor, [refused, looked(1)]).when(forgets).finished).toBe(true);
  });

  test('is opened again by a refusal after that; the answer to the task before is late', () => {
    const history = [refused, looked(1)];
    expect(given(actor, history).when(refused)).toMatchObject({
      state: { status: 'open', openings: 2, count: 2 },
      effects: [{ cancel: 0 }, { timer: 1 }, { task: 'papersRefused', no: 2 }],
    });
    expect(given(actor, [...history, refused]).when(looked(1))).toMatchObject({
      state: { status: 'open' },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('knows no timer of another time, and nothing twice', () => {
    for (const [before, late] of [
      [[refused], forgets],
      [[refused, looked(1)], overdue],
      [[refused, looked(1)], looked(1)],
    ] as const)
      expect(given(actor, before).when(late).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('ends as it stands, with how often papers were refused', () => {
    const seen: unknown[] = [];
    const { state } = given(actor, [refused]).when(refused);
    actor.outcome(state, { number: (n) => seen.push(n), name: (name) => seen.push(name) });
    expect(seen).toEqual(['open', 2]);
  });
});
