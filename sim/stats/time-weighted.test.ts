/**
 * A time-weighted statistic is the integral of a step function, read at any time. Shown as properties against a sum over
 * the intervals, with integers, where both must agree to the last bit.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeWeighted } from './time-weighted.ts';

/** [time passed before the change, new value]. */
const steps = fc.array(fc.tuple(fc.nat({ max: 1000 }), fc.integer({ min: -500, max: 500 })), {
  maxLength: 60,
});
const START = 1_700_000_000_000;

function follow(
  history: readonly (readonly [number, number])[],
  first = 3,
): { stat: TimeWeighted; now: number } {
  const stat = new TimeWeighted('queue at dock 3', START, first);
  let now = START;
  for (const [gap, value] of history) {
    now += gap;
    stat.update(now, value);
  }
  return { stat, now };
}

/** Sum of value * length over all intervals, the last one of length `tail`. */
function area(history: readonly (readonly [number, number])[], first: number, tail: number): number {
  const held = [first, ...history.map(([, value]) => value)];
  const lengths = [...history.map(([gap]) => gap), tail];
  return held.reduce((sum, value, i) => sum + value * lengths[i]!, 0);
}

describe('against the sum over intervals', () => {
  test('integral, mean, min, max and value', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 1000 }), (history, tail) => {
        const { stat, now } = follow(history);
        const end = now + tail;
        const held = [3, ...history.map(([, value]) => value)];
        expect(stat.integral(end)).toBe(area(history, 3, tail));
        expect(stat.mean(end)).toBe(end === START ? held.at(-1) : area(history, 3, tail) / (end - START));
        expect([stat.min, stat.max]).toEqual([Math.min(...held), Math.max(...held)]);
        expect(stat.value).toBe(held.at(-1));
      }),
    );
  });

  test('reading changes nothing, and add is update by a difference', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { stat, now } = follow(history);
        const other = new TimeWeighted('other', START, 3);
        let time = START;
        for (const [gap, value] of history) {
          time += gap;
          other.integral(time + 5);
          other.mean(time + 5);
          other.add(time, value - other.value);
        }
        expect(other.save()).toEqual(stat.save());
        expect(other.integral(now + 7)).toBe(stat.integral(now + 7));
      }),
    );
  });

  test('reset forgets the past but not the value', () => {
    fc.assert(
      fc.property(steps, steps, fc.nat({ max: 1000 }), (warmUp, history, tail) => {
        const { stat, now } = follow(warmUp);
        const first = stat.value;
        stat.reset(now + tail);
        let time = now + tail;
        for (const [gap, value] of history) {
          time += gap;
          stat.update(time, value);
        }
        const held = [first, ...history.map(([, value]) => value)];
        expect(stat.integral(time + 1)).toBe(area(history, first, 1));
        expect(stat.mean(time + 1)).toBe(area(history, first, 1) / (time + 1 - now - tail));
        expect([stat.min, stat.max]).toEqual([Math.min(...held), Math.max(...held)]);
      }),
    );
  });
});

test('saved and loaded at any point it goes on the same, and the copy is its own', () => {
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const { stat, now } = follow(before);
      const state = JSON.parse(JSON.stringify(stat.save()));
      const kept = structuredClone(state);
      const copy = new TimeWeighted('copy', 0);
      copy.load(state);
      let time = now;
      for (const [gap, value] of after) {
        time += gap;
        copy.update(time, value);
      }
      expect(copy.save()).toEqual(follow([...before, ...after]).stat.save());
      expect(state).toEqual(kept);
      expect(stat.save()).toEqual(kept);
    }),
  );
});

test('a value held for no time counts for max, not for the mean', () => {
  const stat = new TimeWeighted('queue', 0, 0);
  stat.add(10, 5);
  stat.add(10, -5);
  expect(stat.max).toBe(5);
  expect(stat.mean(20)).toBe(0);
  expect(new TimeWeighted('queue', 5, 2).mean(5)).toBe(2);
});

describe('faults are named and change nothing', () => {
  test('time that runs backwards or is none', () => {
    const stat = new TimeWeighted('queue at dock 3', 10, 1);
    stat.update(20, 2);
    const before = stat.save();
    const backwards = '"queue at dock 3": time runs backwards, from 20 to 19';
    expect(() => stat.update(19, 1)).toThrow(backwards);
    expect(() => stat.add(19, 1)).toThrow(backwards);
    expect(() => stat.integral(19)).toThrow(backwards);
    expect(() => stat.mean(19)).toThrow(backwards);
    expect(() => stat.reset(19)).toThrow(backwards);
    expect(() => stat.update(NaN, 1)).toThrow('"queue at dock 3": not a finite time: NaN');
    expect(() => stat.mean(Infinity)).toThrow('not a finite time: Infinity');
    expect(() => new TimeWeighted('x', NaN)).toThrow('"x": not a finite time: NaN');
    expect(() => new TimeWeighted('x', -Infinity)).toThrow('"x": not a finite time: -Infinity');
    expect(stat.save()).toEqual(before);
  });

  test('a value that is no number', () => {
    const stat = new TimeWeighted('stock', 0);
    const before = stat.save();
    expect(() => stat.update(1, NaN)).toThrow('"stock": value is NaN at time 1');
    expect(() => stat.add(1, Infinity)).toThrow('"stock": value is Infinity at time 1');
    expect(() => new TimeWeighted('x', 0, NaN)).toThrow('"x": value is NaN at time 0');
    expect(stat.save()).toEqual(before);
  });
});
