/** The claim: filed once, credited at most what was claimed, chased, escalated, written off. */
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import { type ClaimInput, SHIPMENT } from '../inputs.ts';
import { LIMITS } from '../network.fixture.ts';
import { claimActor } from './claim.ts';

const actor = claimActor(LIMITS);
const open: ClaimInput = input('openClaim', { condition: CONDITION.damaged, valueMinor: 90_000 }, 56, 2);
const answered = (minor: number): ClaimInput => input('claimAnswered', null, minor, 2);
const rang: ClaimInput = input('timer', null, 0);
const late: ClaimInput = input('timer', null, 1);
const wroteOff = (no: number): ClaimInput => input('taskAnswered', null, 0, no);

const tells = (minor: number) => ({ tell: 'claimSettled', type: SHIPMENT, key: TEST_KEY, a: minor, b: 0 });

describe('a claim', () => {
  test('is filed with the carrier for the value', () => {
    expect(given(actor).when(open).effects).toEqual(
      expect.arrayContaining([
        { event: 'claimOpened', n: 1, a: 90_000, b: 2 },
        {
          send: 'fileClaim',
          partner: carrierPartner(2),
          key: TEST_KEY,
          a: 90_000,
          b: 56,
          body: { condition: CONDITION.damaged },
        },
      ]),
    );
  });

  test.each([
    ['in full', 90_000, 90_000],
    ['in part', 30_000, 30_000],
    ['more than was claimed', 99_000, 90_000],
  ] as const)('is credited %s', (_name, answer, credited) => {
    expect(given(actor, [open]).when(answered(answer))).toMatchObject({
      finished: true,
      effects: [{ cancel: 0 }, { post: 'claimCredited', amountMinor: credited }, tells(credited)],
    });
  });

  test('that is denied credits nothing', () => {
    expect(given(actor, [open]).when(answered(0)).effects).toEqual([{ cancel: 0 }, tells(0)]);
  });

  test('that nobody answers goes to the claims desk, and may still be answered, or written off', () => {
    const dueAt = TEST_NOW + LIMITS.taskEscalationMs;
    expect(given(actor, [open]).when(rang)).toMatchObject({
      state: { status: 'chased', openTask: 1 },
      effects: [
        { timer: 1, at: dueAt },
        { task: 'claimUnanswered', role: 'claims-desk', no: 1, dueAt },
      ],
    });
    const settled = [{ cancel: 0 }, { cancel: 1 }];
    expect(given(actor, [open, rang]).when(answered(500)).effects).toEqual([
      ...settled,
      { post: 'claimCredited', amountMinor: 500 },
      tells(500),
    ]);
    expect(given(actor, [open, rang]).when(wroteOff(1)).effects).toEqual([...settled, tells(0)]);
  });

  test('that the claims desk leaves lying is the supervisor’s as well, once, and then stays open', () => {
    expect(given(actor, [open, rang]).when(late)).toMatchObject({
      state: { status: 'chased', openTask: 1, escalated: true },
      effects: [{ task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null }],
      finished: false,
    });
    const escalated = [open, rang, late];
    expect(given(actor, escalated).when(late)).toMatchObject({ effects: [], finished: false });
    for (const no of [1, 2])
      expect(given(actor, escalated).when(wroteOff(no))).toMatchObject({
        state: { status: 'settled', openTask: 0 },
        effects: [{ cancel: 0 }, tells(0)],
      });
    expect(given(actor, escalated).when(answered(500)).effects).toContainEqual(tells(500));
  });

  test('is not written off by the answer to another task', () => {
    expect(given(actor, [open, rang]).when(wroteOff(2))).toMatchObject({
      state: { status: 'chased' },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('of version 1 is taken over: chased, its one task is open', () => {
    const old = { load: 56, carrier: 2, claimedMinor: 90_000, creditedMinor: 0 };
    expect(actor.migrate({ ...old, status: 'filed' }, 1)).toEqual({
      ...old,
      status: 'filed',
      tasks: 0,
      openTask: 0,
      escalated: false,
    });
    const chased = actor.migrate({ ...old, status: 'chased' }, 1);
    expect(chased).toMatchObject({ tasks: 1, openTask: 1, escalated: false });
    expect(givenState(actor, chased).when(wroteOff(1)).state.status).toBe('settled');
  });

  test('that is filed is not filed again', () => {
    expect(given(actor, [open]).when(open).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'openClaim in status filed' },
    ]);
  });
});
