/** A model that is obeyed beyond its limits, on an answer that is none, or for what it has not said, is named; one that is overruled is not. */
import { describe, expect, test } from 'vitest';
import { NO_LIMITS } from '#orchestrator/decisions/model-limits';
import type { Ask, Decided } from '../../host/ports.ts';
import { checkAdvice } from './model-advice.ts';

const option = (carrier: number, amountMinor: number) => ({
  carrier,
  service: 0,
  mode: 'LTL',
  transitDays: 2,
  amountMinor,
  guideRank: 1,
});
const ASK = {
  point: 'carrier',
  attempt: 1,
  entityType: 'load',
  entityKey: 40,
  now: 0,
  context: {},
  options: [option(0, 900), option(1, 700), option(2, 800)],
  views: [{ type: 'stock-view', key: 0, version: 3, ageMs: 5_000, state: null }],
} as unknown as Ask;

interface Said {
  readonly scores?: readonly number[];
  readonly action?: number | null;
  readonly confidence?: number | null;
}

/** Obeyed. */
function obeyed(
  chosen: number,
  { scores = [1, 3, 2], action = null, confidence = 0.8 }: Said = {},
  more: Partial<Decided> = {},
): Decided {
  const answer = { kind: 'answered', scores, action, confidence, propensity: null } as const;
  return {
    chosen,
    removed: 0,
    fallback: null,
    policy: 'm',
    mode: 'active',
    score: null,
    confidence,
    propensity: null,
    latencyMs: 0,
    model: { digest: 'm', answer, recommended: chosen, override: null },
    ...more,
  };
}

test('what it says, within its limits, is right', () => {
  expect(() =>
    checkAdvice(ASK, obeyed(1), {
      ...NO_LIMITS,
      commitsMinorMax: 700,
      confidenceMin: 0.8,
      viewAgeMsMax: 5_000,
    }),
  ).not.toThrow();
});

test('what a hard rule has removed does not count among the options', () => {
  const ruledOut = () => ['dangerous-goods', null, null];
  expect(() => checkAdvice(ASK, obeyed(2, { scores: [1, 3] }, { removed: 1, ruledOut }), null)).not.toThrow();
  expect(() => checkAdvice(ASK, obeyed(1, { scores: [1, 3] }, { removed: 1, ruledOut }), null)).toThrow(
    /came to option 1, its model says 2/,
  );
});

describe('decision-audited', () => {
  test.each<[string, Decided, RegExp]>([
    ['another option than it says', obeyed(2), /load 40: carrier 1 came to option 2, its model says 1/],
    [
      'a score that is no number',
      obeyed(1, { scores: [1, Number.NaN, 2] }),
      /rests on the scores 1, NaN, 2 of 3 options/,
    ],
    ['a score too few', obeyed(1, { scores: [1, 3] }), /of 3 options/],
    ['a confidence that is no share', obeyed(1, { confidence: 7 }), /rests on a share of 7/],
  ])('%s', (_what, decided, message) => {
    expect(() => checkAdvice(ASK, decided, null)).toThrow(message);
  });
});

describe('authority-kept', () => {
  test.each([
    ['more than it may commit', { commitsMinorMax: 699 }, /commits 700, 699 are allowed/],
    ['less sure than it must be', { confidenceMin: 0.9 }, /is sure to 0.8, 0.9 is needed/],
    ['an old picture', { viewAgeMsMax: 4_999 }, /rests on a picture of 5000 ms, 4999 are allowed/],
  ])('%s', (_what, limits, message) => {
    expect(() => checkAdvice(ASK, obeyed(1), { ...NO_LIMITS, ...limits })).toThrow(message);
  });
});

test('who is overruled, or only a shadow, may say anything', () => {
  const limits = { ...NO_LIMITS, commitsMinorMax: 1 };
  checkAdvice(ASK, obeyed(1, {}, { fallback: 'beyond-authority' }), limits);
  checkAdvice(ASK, obeyed(1, {}, { mode: 'shadow' }), limits);
});
