/** What is said of answers in a comparison is what their facts give: regret, headroom, whose point it is; and what betters its bound is refused. */
import { describe, expect, test } from 'vitest';
import type { PointFacts } from './point-facts.ts';
import { type PointsOfRuns, pointRegrets } from './point-regret.ts';

const facts = (came: number, more: Partial<PointFacts> = {}): PointFacts => ({
  ...{ point: 'exception', unit: 'money', decisions: 10, came, bound: 60, open: 0 },
  ...more,
});
const runs = (...each: readonly PointFacts[]): PointsOfRuns => each.map((one) => [one]);

describe('answers of two designs', () => {
  const before = runs(
    facts(100, { right: { answers: 2, of: 10 } }),
    facts(140, { right: { answers: 4, of: 10 } }),
  );
  const after = runs(facts(90), facts(80));

  test('have the regret of each by its own bound, and the share of it that the second has not', () => {
    const [one] = pointRegrets(before, after, 'exception');
    expect(one).toMatchObject({ point: 'exception', compared: true });
    expect([one!.baseline.came, one!.baseline.regret.mean, one!.candidate.regret.mean]).toEqual([
      120, 60, 25,
    ]);
    expect(one!.headroomCaptured!.mean).toBeCloseTo((120 - 50) / 120, 12);
    expect(one!.baseline.right!.mean).toBeCloseTo(6 / 20, 12);
    expect(one!.candidate.right).toBeUndefined();
  });

  test('are no matter of the comparison where another point is compared; and late loads are one of both that decide about them', () => {
    const compared = (point: string, decision: Parameters<typeof pointRegrets>[2]) => {
      const late = runs(facts(100, { point }), facts(140, { point }));
      return pointRegrets(late, late, decision)[0]!.compared;
    };
    expect(compared('exception', 'sourcing')).toBe(false);
    expect(compared('exception', null)).toBe(false);
    expect(compared('delay-prediction', 'delay-response')).toBe(true);
    expect(compared('delay-response', 'delay-prediction')).toBe(true);
    expect(compared('delay-response', 'carrier')).toBe(false);
  });

  test('have no headroom where the first leaves something in one run alone', () => {
    expect(pointRegrets(runs(facts(60), facts(100)), after, null)[0]!.headroomCaptured).toBeNull();
  });

  test('came to nothing in a run that was asked nothing', () => {
    const [one] = pointRegrets(before, [[facts(90)], []], null);
    expect([one!.candidate.decisions, one!.candidate.came, one!.candidate.bound.mean]).toEqual([5, 45, 30]);
    expect(pointRegrets([[], []], [[], []], null)).toEqual([]);
  });

  test('may have a bound too low by what is left open: a share of it, which there is none of where it is nothing', () => {
    const open = runs(facts(100, { open: 10 }), facts(140, { open: 20 }));
    const nothing = runs(facts(5, { bound: 0, open: 3 }), facts(5, { bound: 0, open: 3 }));
    expect(pointRegrets(open, nothing, null)[0]).toMatchObject({
      baseline: { certifiedGap: 15 / 60 },
      candidate: { certifiedGap: null },
    });
  });

  test('that better their bound are refused', () => {
    expect(() => pointRegrets(before, runs(facts(90), facts(59)), null)).toThrow(
      /exception: the hindsight bound of 60 is bettered by answers that came to 59/,
    );
  });
});
