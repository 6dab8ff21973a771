/** The arithmetic of a gate: which failures count, how long, in what share; and how many tokens a bucket has. */
import { describe, expect, test } from 'vitest';
import { emptyGate, isTripped, note, refill, spareTokens, untilToken } from './gate-state.ts';
import { LANES_PER_PARTNER } from './inputs.ts';
import type { Breaker } from './policy.ts';

const BREAKER: Breaker = { failuresMin: 3, failurePercentMin: 50, windowMs: 8_000, openMs: 1, probes: 1 };
/** Reports [at, failures, answers]. */
const having = (...reports: readonly (readonly [at: number, failures: number, answers: number])[]) => {
  const gate = emptyGate(5);
  for (const [at, failures, answers] of reports) note(gate, BREAKER, failures, answers, at);
  return gate;
};

describe('a breaker trips', () => {
  test.each([
    ['on so many failures', having([0, 3, 0]), true],
    ['not on fewer', having([0, 2, 0]), false],
    ['on such a share', having([0, 3, 3]), true],
    ['not on a smaller one', having([0, 3, 4]), false],
    ['on all reports of its window together', having([0, 1, 0], [2_000, 1, 2], [8_000, 1, 1]), true],
    ['not on what has left it', having([0, 1, 0], [2_000, 1, 2], [8_001, 1, 1]), false],
  ])('%s', (_what, gate, trips) => {
    expect(isTripped(gate, BREAKER)).toBe(trips);
  });
});

describe('its window', () => {
  test('keeps reports of one eighth of it together, with the first of them', () => {
    expect(having([0, 1, 2], [999, 1, 3]).window).toEqual([{ at: 0, failures: 2, answers: 5 }]);
    expect(having([0, 1, 2], [1_000, 1, 3]).window).toEqual([
      { at: 0, failures: 1, answers: 2 },
      { at: 1_000, failures: 1, answers: 3 },
    ]);
  });

  test('holds no more pieces than that, however much is reported', () => {
    const gate = having();
    for (let at = 0; at < 100_000; at += 7) note(gate, BREAKER, 1, 0, at);
    expect(gate.window.length).toBeLessThanOrEqual(9);
  });
});

describe('a bucket', () => {
  const rate = { perSecond: 4, burst: 10 };

  test('is full at first, and holds the burst', () => {
    expect(refill(emptyGate(5), rate, 0)).toBe(10);
    expect(refill(emptyGate(5), rate, 1_000_000)).toBe(10);
  });

  test('fills as time goes by, to the thousandth, and no further than it holds', () => {
    const gate = emptyGate(5);
    refill(gate, rate, 0);
    gate.tokensMilli = 0;
    expect([refill(gate, rate, 249), untilToken(gate, rate)]).toEqual([0, 1]);
    expect([refill(gate, rate, 250), gate.tokensMilli]).toEqual([1, 1_000]);
    expect(refill(gate, rate, 250)).toBe(1);
    expect([refill(gate, rate, 1_000), gate.tokensMilli]).toEqual([4, 4_000]);
    expect(refill(gate, rate, 60_000)).toBe(10);
  });

  test('lends each lane a little where the burst allows, which is then not in it', () => {
    const wide = { perSecond: 4, burst: 2 * LANES_PER_PARTNER * 3 + 5 };
    expect([spareTokens(rate), spareTokens(wide)]).toEqual([0, 3]);
    expect(refill(emptyGate(5), wide, 0)).toBe(wide.burst - 3 * LANES_PER_PARTNER);
  });
});
