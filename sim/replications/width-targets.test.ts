/** Targets are read as they are meant, or refused; an interval is narrow by its half width alone. Shown case by case. */
import { describe, expect, test } from 'vitest';
import { isNarrow, widthTargets } from './width-targets.ts';

const interval = (mean: number, halfWidth: number) => ({
  mean,
  halfWidth,
  low: mean - halfWidth,
  high: mean + halfWidth,
  confidence: 0.95,
  count: 10,
});

describe('reading', () => {
  test('one target for all results', () => {
    const target = { relative: 0.05 };
    expect([...widthTargets(target, ['cost', 'days'])]).toEqual([
      ['cost', target],
      ['days', target],
    ]);
  });

  test('by name: the others are not controlled', () => {
    const targets = widthTargets({ days: { absolute: 0.5 } }, ['cost', 'days']);
    expect([...targets]).toEqual([['days', { absolute: 0.5 }]]);
  });

  test('results may be called "relative" and "absolute"', () => {
    const targets = widthTargets({ relative: { absolute: 2 } }, ['relative', 'absolute']);
    expect([...targets]).toEqual([['relative', { absolute: 2 }]]);
  });

  test('an unknown name', () => {
    expect(() => widthTargets({ day: { absolute: 1 } }, ['cost', 'days'])).toThrow(
      'halfWidth: unknown result "day". The results are: "cost", "days"',
    );
  });

  test.each<[object, string]>([
    [{}, 'halfWidth must be { relative: x } or { absolute: x } with x a number > 0, got {}'],
    [{ relative: 0 }, 'got {"relative":0}'],
    [{ absolute: -1 }, 'got {"absolute":-1}'],
    [{ absolute: Infinity }, 'halfWidth must be'],
    [{ relative: NaN }, 'halfWidth must be'],
    [{ relative: '5%' }, 'got {"relative":"5%"}'],
    [{ width: 1 }, 'got {"width":1}'],
    [{ relative: 0.1, absolute: 1 }, 'got {"relative":0.1,"absolute":1}'],
    [{ days: {} }, 'halfWidth.days must be { relative: x } or { absolute: x } with x a number > 0, got {}'],
    [{ days: { relative: 0 } }, 'halfWidth.days must be'],
  ])('%j is refused', (halfWidth, says) => {
    expect(() => widthTargets(halfWidth, ['cost', 'days'])).toThrow(says);
  });
});

test('narrow: up to the width and including it', () => {
  expect(isNarrow(interval(100, 5), { absolute: 5 })).toBe(true);
  expect(isNarrow(interval(100, 5.001), { absolute: 5 })).toBe(false);
  expect(isNarrow(interval(100, 5), { relative: 0.05 })).toBe(true);
  expect(isNarrow(interval(-100, 5), { relative: 0.05 })).toBe(true);
  expect(isNarrow(interval(-100, 5.001), { relative: 0.05 })).toBe(false);
});

test('around 0 only no width is relatively narrow', () => {
  expect(isNarrow(interval(0, 1e-300), { relative: 0.5 })).toBe(false);
  expect(isNarrow(interval(0, 0), { relative: 0.5 })).toBe(true);
});
