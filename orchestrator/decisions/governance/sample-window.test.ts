/** A window knows its last samples and no others, and what it says of a limit is what the figures say, with their error. */
import { describe, expect, test } from 'vitest';
import { type Limit, readingOf, SampleWindow } from './sample-window.ts';

const limit = (kind: Limit['kind'], most: number): Limit => ({ kind, most, samplesMin: 10, sigmas: 2 });

function windowOf(
  values: readonly (number | readonly [value: number, base: number])[],
  size = 100,
): SampleWindow {
  const window = new SampleWindow(size);
  for (const each of values) {
    const [value, base] = typeof each === 'number' ? [each, 1] : each;
    window.add(value, base);
  }
  return window;
}

const mixed = (ones: number, of: number): number[] =>
  Array.from({ length: of }, (_, i) => ((i * ones) % of < ones ? 1 : 0));
const none = new SampleWindow(10);

describe('a mean against a limit', () => {
  test.each([
    [mixed(5, 50), 'within', 0.1],
    [mixed(12, 50), 'doubtful', 0.24],
    [mixed(40, 50), 'beyond', 0.8],
    [mixed(4, 5), 'few', null],
  ])('%#', (values, standing, value) => {
    expect(readingOf(windowOf(values), none, limit('mean', 0.2))).toEqual({
      standing,
      value,
      samples: values.length,
    });
  });
});

test('the last samples count, and no others', () => {
  const window = windowOf([...new Array(40).fill(1), ...new Array(20).fill(0)], 20);
  expect(readingOf(window, none, limit('mean', 0.2))).toEqual({ standing: 'within', value: 0, samples: 20 });
});

test('above the baseline: with the error of both, and not without samples of the baseline', () => {
  const model = windowOf(mixed(30, 50));
  expect(readingOf(model, windowOf(mixed(10, 50)), limit('above', 0.1)).standing).toBe('beyond');
  expect(readingOf(model, windowOf(mixed(26, 50)), limit('above', 0.1)).standing).toBe('within');
  expect(readingOf(model, windowOf([1, 0, 0]), limit('above', 0.1)).standing).toBe('few');
});

test('a ratio: large and small loads alike, beside what the baseline comes to', () => {
  const dear = Array.from({ length: 40 }, (_, i) => [130 * (i + 1), 100 * (i + 1)] as const);
  const usual = Array.from({ length: 40 }, (_, i) => [105 * (i + 1), 100 * (i + 1)] as const);
  const alone = readingOf(windowOf(dear), none, limit('ratio', 0.2));
  expect(alone).toMatchObject({ standing: 'beyond' });
  expect(alone.value).toBeCloseTo(0.3, 12);
  const beside = readingOf(windowOf(dear), windowOf(usual), limit('ratio', 0.25));
  expect(beside).toMatchObject({ standing: 'within' });
  expect(beside.value).toBeCloseTo(130 / 105 - 1, 12);
});

test('whatever is more than nothing is beyond a ratio, and is no ratio; nothing is within it', () => {
  const nothing = windowOf(Array.from({ length: 20 }, () => [0, 0] as const));
  const speed = windowOf(Array.from({ length: 20 }, () => [100, 0] as const));
  for (const baseline of [none, nothing]) {
    expect(readingOf(speed, baseline, limit('ratio', 0.2))).toMatchObject({
      standing: 'beyond',
      value: null,
    });
    expect(readingOf(nothing, baseline, limit('ratio', 0.2))).toMatchObject({
      standing: 'within',
      value: null,
    });
  }
});

test('a copy shares nothing', () => {
  const window = windowOf(mixed(3, 7), 5);
  const saved = window.save();
  const copy = new SampleWindow(5);
  copy.load(saved);
  copy.add(9, 1);
  expect(window.save()).toEqual(saved);
  window.add(9, 1);
  expect(copy.save()).toEqual(window.save());
});
