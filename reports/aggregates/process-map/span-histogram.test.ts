/** Quantiles of bins must be within 5 % of the true ones, whatever the spans and in whatever order: shown against a sorted list. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpanHistogram } from './span-histogram.ts';

const DAY_MS = 86_400_000;

function histogramOf(spans: readonly number[]): SpanHistogram {
  const histogram = new SpanHistogram();
  for (const ms of spans) histogram.add(ms);
  return histogram;
}

test('a quantile is within 5 % of the true one; below a second, within half a second', () => {
  const spans = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 400 * DAY_MS })),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(spans, fc.constantFrom(0, 0.5, 0.9, 1), (given, share) => {
      const sorted = [...given].sort((x, y) => x - y);
      const truth = sorted[Math.max(1, Math.ceil(share * given.length)) - 1]!;
      const told = histogramOf(given).quantile(share)!;
      expect(Math.abs(told - truth)).toBeLessThanOrEqual(Math.max(500, 0.05 * truth + 1));
      expect(histogramOf(sorted).quantile(share)).toBe(told);
    }),
  );
});

test('where all are alike it is exact; where there are none there is none', () => {
  expect(histogramOf([7 * DAY_MS, 7 * DAY_MS]).quantile(0.5)).toBe(7 * DAY_MS);
  expect(histogramOf([]).quantile(0.5)).toBeNull();
});

test('what is taken out again counts no more', () => {
  const histogram = histogramOf([1000, 2000, DAY_MS]);
  histogram.remove(DAY_MS);
  expect(histogram.count).toBe(2);
  expect(histogram.quantile(1)).toBeLessThan(2200);
  histogram.remove(1000);
  histogram.remove(2000);
  expect(histogram.quantile(0.9)).toBeNull();
});

test('a span of decades is in the last bin', () => {
  expect(histogramOf([40 * 365 * DAY_MS]).quantile(0.5)).toBe(40 * 365 * DAY_MS);
});
