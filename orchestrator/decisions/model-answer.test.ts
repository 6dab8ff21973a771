/** Each way of being wrong has its name; and an answer on record is the answer, to the last bit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviceOf, answerOf, answerText, type ModelAnswer, TIMED_OUT } from './model-answer.ts';

const answered = (
  scores: readonly number[],
  more: { readonly action?: number; readonly confidence?: number; readonly propensity?: number } = {},
): ModelAnswer => ({
  kind: 'answered',
  scores,
  action: more.action ?? null,
  confidence: more.confidence ?? null,
  propensity: more.propensity ?? null,
});

describe('adviceOf', () => {
  test('takes the first of the best scores, or the action that the model names', () => {
    expect(adviceOf(answered([1, 5, 5]), 3)).toMatchObject({ kind: 'recommended', action: 1 });
    expect(adviceOf(answered([1, 5, 5], { action: 0 }), 3)).toMatchObject({ action: 0 });
  });

  test.each<[string, ModelAnswer, string]>([
    ['NaN among the scores', answered([1, Number.NaN]), 'not-finite'],
    ['infinity among the scores', answered([Infinity, 1]), 'not-finite'],
    ['a score too many', answered([1, 2, 3]), 'wrong-length'],
    ['a score too few', answered([1]), 'wrong-length'],
    ['no scores', answered([]), 'wrong-length'],
    ['a confidence that is none', answered([1, 2], { confidence: Number.NaN }), 'not-finite'],
    ['a confidence of 2', answered([1, 2], { confidence: 2 }), 'not-finite'],
    ['a draw of what can not be drawn', answered([1, 2], { action: 0, propensity: 0 }), 'not-finite'],
    ['a throw', { kind: 'failed', reason: 'out of memory' }, 'model-failed'],
    ['too late', TIMED_OUT, 'timed-out'],
  ])('%s: no advice', (_name, answer, reason) => {
    expect(adviceOf(answer, 2)).toEqual({ kind: 'none', reason });
  });

  test('says how sure a model is that does not say so: its lead by the range of the scores', () => {
    expect(adviceOf(answered([0, 10, 8]), 3)).toMatchObject({ confidence: 0.2 });
    expect(adviceOf(answered([4, 4]), 2)).toMatchObject({ confidence: 0 });
    expect(adviceOf(answered([4]), 1)).toMatchObject({ confidence: 1 });
    expect(adviceOf(answered([0, 10], { confidence: 0.7 }), 2)).toMatchObject({ confidence: 0.7 });
  });
});

test('answerText and answerOf: nothing is lost', () => {
  const value = fc.oneof(fc.double(), fc.float());
  const some = fc.option(value, { nil: undefined });
  const answers = fc.oneof(
    fc.tuple(fc.array(value), some, some, some).map(([scores, action, confidence, propensity]) =>
      answered(scores, {
        ...(action === undefined ? {} : { action }),
        ...(confidence === undefined ? {} : { confidence }),
        ...(propensity === undefined ? {} : { propensity }),
      }),
    ),
    fc.string().map((reason): ModelAnswer => ({ kind: 'failed', reason })),
    fc.constant(TIMED_OUT),
  );
  fc.assert(
    fc.property(answers, (answer) => {
      expect(answerOf(answerText(answer))).toEqual(answer);
    }),
  );
});
