/** The claim: filed once, credited at most what was claimed, chased, written off. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import { type ClaimInput, SHIPMENT } from '../inputs.ts';
import { claimActor } from './claim.ts';

const open: ClaimInput = input('openClaim', { condition: CONDITION.damaged, valueMinor: 90_000 }, 56, 2);
const answered = (minor: number): ClaimInput => input('claimAnswered', null, minor, 2);
const rang: ClaimInput = input('timer', null, 0);

const tells = (minor: number) => ({ tell: 'claimSettled', type: SHIPMENT, key: TEST_KEY, a: minor, b: 0 });

describe('a claim', () => {
  test('is filed with the carrier for the value', () => {
    expect(given(claimActor).when(open).effects).toEqual(
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
    expect(given(claimActor, [open]).when(answered(answer))).toMatchObject({
      finished: true,
      effects: [{ cancel: 0 }, { post: 'claimCredited', amountMinor: credited }, tells(credited)],
    });
  });

  test('that is denied credits nothing', () => {
    expect(given(claimActor, [open]).when(answered(0)).effects).toEqual([{ cancel: 0 }, tells(0)]);
  });

  test('that nobody answers goes to the claims desk, and may still be answered, or written off', () => {
    expect(given(claimActor, [open]).when(rang)).toMatchObject({
      state: { status: 'chased' },
      effects: [{ task: 'claimUnanswered', role: 'claims-desk' }],
    });
    expect(given(claimActor, [open, rang]).when(answered(500)).effects).toContainEqual(tells(500));
    expect(given(claimActor, [open, rang]).when(input('taskAnswered', null, 0, 1)).effects).toContainEqual(
      tells(0),
    );
  });

  test('that is filed is not filed again', () => {
    expect(given(claimActor, [open]).when(open).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'openClaim in status filed' },
    ]);
  });
});
