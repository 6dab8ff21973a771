/** Sequences of waves: each rule of thumb takes its own sequence, and nobody is passed over for days, whoever decides. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passGate } from './gate.ts';
import {
  earliestCutoff,
  fitsShift,
  leastLateValue,
  nothingStarves,
  SEQUENCE_RULES,
  WAVE_SEQUENCE_POLICIES,
  type WaveSequenceContext,
  type WaveSequenceOption,
} from './wave-sequence.ts';

const context: WaveSequenceContext = {
  node: 0,
  wave: 3,
  waitingShipments: 5,
  waitingLines: 12,
  capacityLines: 6,
  cutoffAt: 1000,
  wavesToCutoff: 1,
  overnightShipments: 0,
};
const EVEN = {
  shipments: [1, 2],
  lines: 5,
  pastCutoff: 0,
  pastPromise: 1,
  lateHours: 24,
  lateMinor: 900,
  passedOver: 0,
};
const options = (change: (option: WaveSequenceOption, i: number) => Partial<WaveSequenceOption>) =>
  SEQUENCE_RULES.map((rule, i) => ({ rule, ...EVEN, ...change({ rule, ...EVEN }, i) }));
const rules = [fitsShift, nothingStarves];
const chosen = (asked: readonly WaveSequenceOption[], policy = earliestCutoff): string | undefined =>
  asked[passGate({ context, options: asked, rules, views: [] }, policy).chosen]?.rule;

test('a rule of thumb takes the sequence of its name', () => {
  for (const policy of WAVE_SEQUENCE_POLICIES)
    if (policy !== leastLateValue)
      expect(
        chosen(
          options(() => ({})),
          policy,
        ),
      ).toBe(policy.name);
});

test('where that would leave who has waited for days, it is first in, first out', () => {
  const starving = options(({ rule }) => (rule === 'first-in-first-out' ? {} : { passedOver: 2 }));
  for (const policy of WAVE_SEQUENCE_POLICIES) expect(chosen(starving, policy)).toBe('first-in-first-out');
});

describe('least-late-value', () => {
  test('takes the least value, then the fewest shipments, then the fewest hours, then the first', () => {
    const of = (...changes: Partial<WaveSequenceOption>[]) =>
      chosen(
        options((_option, i) => changes[i] ?? { lateMinor: 5000 }),
        leastLateValue,
      );
    expect(of({ lateMinor: 10 }, { lateMinor: 9 })).toBe('first-in-first-out');
    expect(of({ lateMinor: 9, pastPromise: 3 }, { lateMinor: 9, pastPromise: 2 })).toBe('first-in-first-out');
    expect(of({ lateMinor: 9, lateHours: 3 }, { lateMinor: 9, lateHours: 2 })).toBe('first-in-first-out');
    expect(of({ lateMinor: 9 }, { lateMinor: 9 })).toBe('earliest-cutoff');
  });

  test('of whatever is offered nothing has less', () => {
    const value = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: SEQUENCE_RULES.length, maxLength: SEQUENCE_RULES.length }),
        (values) => {
          const asked = options((_option, i) => ({ lateMinor: values[i]! }));
          const taken = asked[leastLateValue.recommend(context, asked, [])]!;
          expect(taken.lateMinor).toBe(Math.min(...values));
        },
      ),
    );
  });
});

test('a wave takes no more than the shift can pick, but for a shipment alone', () => {
  const [option] = options(() => ({}));
  expect(fitsShift.allows(context, { ...option!, lines: 7 })).toBe(false);
  expect(fitsShift.allows(context, { ...option!, lines: 7, shipments: [1] })).toBe(true);
});
