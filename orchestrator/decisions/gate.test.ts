/**
 * The gate: rules win whatever a policy says, an answer that is none is noted as such, and advice that keeps no limit is
 * not obeyed.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Advice,
  type HardRule,
  type Limit,
  offeredOf,
  type Policy,
  passAdvice,
  passGate,
  ruledOut,
} from './gate.ts';

const even: HardRule<null, number> = { name: 'even', allows: (_context, option) => option % 2 === 0 };
const asked = (options: readonly number[], rule = even) => ({
  context: null,
  options,
  rules: [rule],
  views: [],
});
const says = (answer: number): Policy<null, number> => ({ name: 'p', summary: '', recommend: () => answer });

describe('passGate', () => {
  test('answers with the index among all options, not among those that were offered', () => {
    expect(passGate(asked([1, 2, 3, 4]), says(1))).toMatchObject({
      chosen: 3,
      removed: 2,
      fallback: null,
      recommended: 3,
    });
  });

  test('offers a policy only what the rules allow', () => {
    let offered: readonly number[] = [];
    const spy: Policy<null, number> = {
      name: 'spy',
      summary: '',
      recommend: (_context, options) => {
        offered = options;
        return 0;
      },
    };
    passGate(asked([1, 2, 3, 4]), spy);
    expect(offered).toEqual([2, 4]);
  });

  test.each([
    ['nothing left', [1, 3], 0, 'no-option-left'],
    ['policy declines', [2], -1, 'policy-declined'],
    ['index out of range', [2], 1, 'invalid-answer'],
    ['NaN', [2], Number.NaN, 'invalid-answer'],
    ['fraction', [2, 4], 0.5, 'invalid-answer'],
  ])('%s: no choice, and why', (_name, options, answer, fallback) => {
    expect(passGate(asked(options), says(answer))).toMatchObject({ chosen: -1, fallback });
  });

  test('hands on the pictures that the question came with', () => {
    const views = [{ type: 'stock-view', key: 3, ageMs: 5, state: null }];
    let seen: readonly unknown[] = [];
    const spy: Policy<null, number> = {
      ...says(0),
      recommend: (_context, _options, given) => {
        seen = given;
        return 0;
      },
    };
    passGate({ ...asked([2]), views }, spy);
    expect(seen).toBe(views);
  });

  test('a rule that changes its mind after the policy has spoken stops everything', () => {
    let times = 0;
    const fickle: HardRule<null, number> = { name: 'fickle', allows: () => times++ === 0 };
    expect(() => passGate(asked([1], fickle), says(0))).toThrow(/hard rule "fickle" broken/);
  });

  test('what was removed is told by the first rule that forbids it, and what was not was offered', () => {
    const small: HardRule<null, number> = { name: 'small', allows: (_context, option) => option < 4 };
    const question = { ...asked([1, 2, 5, 6]), rules: [even, small] };
    expect(ruledOut(question)).toEqual(['even', null, 'even', 'small']);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (options) => {
        const any = { ...question, options };
        const offered = ruledOut(any).flatMap((rule, i) => (rule === null ? [i] : []));
        expect(offered).toEqual(offeredOf(any));
      }),
    );
  });

  test('no answer ever gets a forbidden option through', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.oneof(fc.integer(), fc.double()), (options, answer) => {
        const { chosen } = passGate(asked(options), says(answer));
        if (chosen >= 0) expect(options[chosen]! % 2 === 0).toBe(true);
      }),
    );
  });
});

describe('passAdvice', () => {
  const options = [1, 2, 3, 4, 6];
  const question = asked(options);
  const offered = offeredOf(question);
  const last: Policy<null, number> = { name: 'last', summary: '', recommend: (_c, { length }) => length - 1 };
  const advises = (action: number, confidence: number | null = null): Advice => ({
    kind: 'recommended',
    action,
    confidence,
    scores: [10, 20, 30],
    propensity: null,
  });
  const sure: Limit<null, number> = {
    reason: 'low-confidence',
    keeps: (_context, _option, { confidence }) => (confidence ?? 0) >= 0.5,
    otherwise: 'baseline',
  };

  test('obeys advice about the options offered, and says how it scored', () => {
    expect(passAdvice(question, offered, advises(1), [], last)).toEqual({
      chosen: 3,
      removed: 2,
      fallback: null,
      recommended: 3,
      override: null,
      score: 20,
      confidence: null,
      propensity: null,
    });
  });

  test.each<[string, Advice, string]>([
    ['none of these', advises(-1), 'policy-declined'],
    ['an index out of range', advises(3), 'invalid-answer'],
    ['NaN', advises(Number.NaN), 'invalid-answer'],
    ['a fraction', advises(0.5), 'invalid-answer'],
    ['no advice', { kind: 'none', reason: 'timed-out' }, 'timed-out'],
  ])('%s: the baseline decides, and it is noted why', (_name, advice, fallback) => {
    expect(passAdvice(question, offered, advice, [], last)).toMatchObject({
      chosen: 4,
      recommended: -1,
      fallback,
      override: 'baseline',
    });
  });

  test('what keeps no limit goes to whom the limit names; what was advised stays on record', () => {
    expect(passAdvice(question, offered, advises(0, 0.5), [sure], last)).toMatchObject({
      chosen: 1,
      fallback: null,
    });
    const unsure = passAdvice(question, offered, advises(0, 0.4), [sure], last);
    expect(unsure).toMatchObject({
      chosen: 4,
      recommended: 1,
      fallback: 'low-confidence',
      override: 'baseline',
    });
    const toPerson = passAdvice(question, offered, advises(0), [{ ...sure, otherwise: 'person' }], last);
    expect(toPerson).toMatchObject({ chosen: 4, recommended: 1, override: 'person' });
  });

  test('a baseline that declines leaves nothing chosen', () => {
    expect(passAdvice(question, offered, advises(-1), [], says(-1))).toMatchObject({ chosen: -1 });
  });

  test('whatever is advised and whatever the baseline says, no forbidden option comes out', () => {
    const number = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.double());
    fc.assert(
      fc.property(fc.array(fc.integer()), number, number, fc.double(), (some, action, thumb, confidence) => {
        const one = { ...question, options: some };
        const advice = { ...advises(action, confidence) };
        const { chosen } = passAdvice(one, offeredOf(one), advice, [sure], says(thumb));
        if (chosen >= 0) expect(some[chosen]! % 2 === 0).toBe(true);
      }),
    );
  });
});
