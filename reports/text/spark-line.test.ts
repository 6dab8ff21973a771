/** A spark line shows nothing as the lowest sign, anything as more than that, the most as the tallest; pooling loses nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pooled, sparkLine } from './spark-line.ts';

test('by eye', () => {
  const values = [0, 1, 20, 50, 100, 50];
  expect(sparkLine(values, { columns: 40, top: 100, signs: 'blocks' })).toBe('▁▂▃▅█▅');
  expect(sparkLine(values, { columns: 40, top: 100, signs: 'digits' })).toBe('012595');
  expect(sparkLine([0, 0], { columns: 40, top: 0, signs: 'digits' })).toBe('00');
});

const series = fc.array(fc.nat(1000), { minLength: 1, maxLength: 400 });

test('pooled series fit, and add up to the same', () => {
  const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 80 }), (values, columns) => {
      const pools = pooled(values, columns);
      expect(pools.length).toBeLessThanOrEqual(columns);
      expect(sum(pools)).toBe(sum(values));
    }),
  );
});
