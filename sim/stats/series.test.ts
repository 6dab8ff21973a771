/** A series holds what was pushed, in order, and what it gave out never changes. Shown as properties against an array. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Series } from './series.ts';

const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 300, size: 'max' });

function seriesOf(data: readonly number[]): Series {
  const series = new Series('wait');
  for (const value of data) series.push(value);
  return series;
}

test('against an array; saved and loaded at any point it goes on the same', () => {
  fc.assert(
    fc.property(values, fc.nat(), (data, at) => {
      const cut = at % (data.length + 1);
      const series = seriesOf(data.slice(0, cut));
      expect([...series.values]).toEqual(data.slice(0, cut));
      const state = series.save();
      const copy = seriesOf([1, 2, 3]);
      copy.load(structuredClone(state));
      for (const value of data.slice(cut)) copy.push(value);
      expect([...copy.values]).toEqual(data);
      expect(copy.length).toBe(data.length);
      expect([...state]).toEqual(data.slice(0, cut));
      expect(series.length).toBe(cut);
    }),
  );
});

test('what was given out never changes: not by pushing, growing, resetting or loading', () => {
  const series = seriesOf([1, 2, 3]);
  const given = series.values;
  for (let i = 0; i < 1000; i++) series.push(9);
  const later = series.values;
  series.reset();
  for (let i = 0; i < 2000; i++) series.push(-1);
  series.load([5, 5, 5, 5]);
  series.push(6);
  expect([...given]).toEqual([1, 2, 3]);
  expect(later.length).toBe(1003);
  expect(later.subarray(3).every((value) => value === 9)).toBe(true);
  expect([...series.values]).toEqual([5, 5, 5, 5, 6]);
});

test('values are a view: a million cost no copy, and growing doubles', () => {
  const series = new Series('wait');
  const memories = new Set<ArrayBufferLike>();
  for (let i = 0; i < 1_000_000; i++) {
    series.push(i);
    if (i % 50 === 0) memories.add(series.values.buffer);
  }
  expect(series.values.buffer).toBe(series.values.buffer);
  expect(memories.size).toBeLessThanOrEqual(15);
  expect(series.values.buffer.byteLength).toBeLessThanOrEqual(16_000_000);
});

test('a saved state holds what is used, not the room to grow, and is not shared', () => {
  const series = seriesOf([1, 2, 3]);
  const state = series.save();
  expect(state.buffer.byteLength).toBe(24);
  const copy = new Series('copy');
  copy.load(state);
  state[0] = 99;
  expect([...series.values, ...copy.values]).toEqual([1, 2, 3, 1, 2, 3]);
});

test('empty and reset', () => {
  const series = seriesOf([1]);
  series.reset();
  expect([series.length, [...series.values], [...series.save()]]).toEqual([0, [], []]);
  series.push(4);
  expect([...series.values]).toEqual([4]);
});

test.each([NaN, Infinity, -Infinity])('%d is refused, and nothing is changed', (bad) => {
  const series = seriesOf([1, 2]);
  expect(() => series.push(bad)).toThrow(`series "wait": observation 2 is ${bad}`);
  expect([...series.values]).toEqual([1, 2]);
});
