/** The gate: rules win whatever a policy says, and an answer that is none is noted as such. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HardRule, type Policy, passGate } from './gate.ts';

const even: HardRule<null, number> = { name: 'even', allows: (_context, option) => option % 2 === 0 };
const says = (answer: number): Policy<null, number> => ({ name: 'p', summary: '', recommend: () => answer });

describe('passGate', () => {
  test('answers with the index among all options, not among those that were offered', () => {
    expect(passGate(null, [1, 2, 3, 4], [even], says(1))).toEqual({ chosen: 3, removed: 2, fallback: null });
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
    passGate(null, [1, 2, 3, 4], [even], spy);
    expect(offered).toEqual([2, 4]);
  });

  test.each([
    ['nothing left', [1, 3], 0, 'no-option-left'],
    ['policy declines', [2], -1, 'policy-declined'],
    ['index out of range', [2], 1, 'invalid-answer'],
    ['NaN', [2], Number.NaN, 'invalid-answer'],
    ['fraction', [2, 4], 0.5, 'invalid-answer'],
  ])('%s: no choice, and why', (_name, options, answer, fallback) => {
    expect(passGate(null, options, [even], says(answer))).toMatchObject({ chosen: -1, fallback });
  });

  test('a rule that changes its mind after the policy has spoken stops everything', () => {
    let asked = 0;
    const fickle: HardRule<null, number> = { name: 'fickle', allows: () => asked++ === 0 };
    expect(() => passGate(null, [1], [fickle], says(0))).toThrow(/hard rule "fickle" broken/);
  });

  test('no answer ever gets a forbidden option through', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.oneof(fc.integer(), fc.double()), (options, answer) => {
        const { chosen } = passGate(null, options, [even], says(answer));
        if (chosen >= 0) expect(options[chosen]! % 2 === 0).toBe(true);
      }),
    );
  });
});
