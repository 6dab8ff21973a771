/**
 * What must hold: every number is taken once, in whatever order they come; gaps are named and close. Shown by examples,
 * and by a property against a set that remembers everything.
 */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  CONTROL_MAX,
  FROM_ONE,
  GAPS_MAX,
  NO_NUMBERS,
  nextControl,
  type ReceivedNumbers,
  receiveControl,
} from './control-numbers.ts';

function verdicts(...controls: number[]): string[] {
  let numbers: ReceivedNumbers = NO_NUMBERS;
  return controls.map((control) => {
    const judged = receiveControl(numbers, control);
    numbers = judged.numbers;
    const { verdict } = judged;
    return verdict.kind === 'gap' ? `gap ${verdict.missing.from}-${verdict.missing.to}` : verdict.kind;
  });
}

test('of a partner that begins at 1, what comes first may have overtaken that', () => {
  const second = receiveControl(FROM_ONE, 2);
  expect(second.verdict).toEqual({ kind: 'gap', missing: { from: 1, to: 1 } });
  expect(receiveControl(second.numbers, 1).verdict).toEqual({ kind: 'late' });
  expect(receiveControl(FROM_ONE, 1).verdict).toEqual({ kind: 'inOrder' });
});

describe('receiveControl', () => {
  it.each([
    [
      [5, 6, 7],
      ['inOrder', 'inOrder', 'inOrder'],
    ],
    [
      [5, 5],
      ['inOrder', 'duplicate'],
    ],
    [
      [5, 4],
      ['inOrder', 'duplicate'],
    ],
    [
      [5, 8, 6, 7, 6, 9],
      ['inOrder', 'gap 6-7', 'late', 'late', 'duplicate', 'inOrder'],
    ],
    [
      [1, 10, 5, 4, 6, 5],
      ['inOrder', 'gap 2-9', 'late', 'late', 'late', 'duplicate'],
    ],
    [
      [CONTROL_MAX, 1, CONTROL_MAX],
      ['inOrder', 'inOrder', 'duplicate'],
    ],
    [
      [CONTROL_MAX - 1, 2, CONTROL_MAX, 1, 1],
      ['inOrder', `gap ${CONTROL_MAX}-1`, 'late', 'late', 'duplicate'],
    ],
    [
      [0, CONTROL_MAX + 1, 1.5, -3],
      ['invalid', 'invalid', 'invalid', 'invalid'],
    ],
  ])('%j', (controls, expected) => {
    expect(verdicts(...controls)).toEqual(expected);
  });

  it('takes each number once', () => {
    const around = fc.constantFrom(0, 1000, CONTROL_MAX - 20);
    fc.assert(
      fc.property(around, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (base, steps) => {
        let numbers: ReceivedNumbers = NO_NUMBERS;
        const seen = new Set<number>();
        const first = steps[0] ?? 0;
        for (const step of steps) {
          const control = ((base + step - 1) % CONTROL_MAX) + 1;
          const { numbers: after, verdict } = receiveControl(numbers, control);
          // What was sent before the first one that came is not known to be missing.
          if (step < first) expect(verdict.kind).toBe('duplicate');
          else expect(verdict.kind === 'duplicate').toBe(seen.has(control));
          seen.add(control);
          numbers = after;
        }
      }),
    );
  });

  it('keeps at most so many gaps', () => {
    let numbers: ReceivedNumbers = NO_NUMBERS;
    const last = 2 * (GAPS_MAX + 10);
    for (let control = 2; control <= last; control += 2) numbers = receiveControl(numbers, control).numbers;
    expect(numbers.gaps).toHaveLength(GAPS_MAX);
    expect(receiveControl(numbers, 3).verdict.kind).toBe('duplicate');
    expect(receiveControl(numbers, last - 1).verdict.kind).toBe('late');
  });

  it('knows for two days what is missing of a partner who numbers each minute, and loses three of ten', () => {
    const twoDays = 2 * 24 * 60;
    const lost = (control: number): boolean => control >= 1 && [1, 4, 7].includes(control % 10);
    let numbers = FROM_ONE;
    const taken = (control: number): string => {
      const judged = receiveControl(numbers, control);
      numbers = judged.numbers;
      return judged.verdict.kind;
    };
    for (let minute = 1; minute <= 2 * twoDays; minute++) {
      if (lost(minute - twoDays)) expect(taken(minute - twoDays)).toBe('late');
      if (!lost(minute)) expect(taken(minute)).toMatch(/inOrder|gap/);
    }
  });
});

describe('nextControl', () => {
  it('begins at 1, and again after the last', () => {
    expect([0, 1, CONTROL_MAX].map(nextControl)).toEqual([1, 2, 1]);
  });
});
