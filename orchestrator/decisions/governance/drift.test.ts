/** Distributions that stay are found to stay, one that is another is found at once, and the logarithm is right without the language's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { DriftWatch, ln, stability } from './drift.ts';

/** Whole numbers in 0..99, a fixed sequence without a pattern that matters here. */
const numbers = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, i) => (((i + from) * 7919) % 1009) % 100);

function watch(columns = 1, reference = 500, batch = 200): DriftWatch {
  const drift = new DriftWatch(columns, reference, batch);
  drift.add(numbers(reference * columns));
  return drift;
}

test('the logarithm is that of the language to 1e-12', () => {
  const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(positive, (x) => {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThan(1e-12);
    }),
    { numRuns: runs(200) },
  );
});

test('the index is 0 where the shares are the same, and as by hand where they are not', () => {
  expect(stability([10, 30], [20, 60])).toBeLessThan(1e-3);
  const [p, q] = [10.5 / 41, 30.5 / 41];
  expect(stability([10, 30], [30, 10])).toBeCloseTo(2 * (q - p) * Math.log(q / p), 12);
});

test('what comes as before is no drift; what is a hundredth of it is, in the column where it is', () => {
  const drift = watch();
  drift.add(numbers(200, 4000));
  expect(drift.take()!.psi).toBeLessThan(0.25);
  expect(drift.take()).toBe(null);
  drift.add(numbers(200, 4000).map((value) => Math.round(value / 100)));
  expect(drift.take()!.psi).toBeGreaterThan(1);
  const two = watch(2);
  two.add(numbers(400, 4000).map((value, i) => (i % 2 === 1 ? value + 300 : value)));
  expect(two.take()).toMatchObject({ column: 1 });
});

test.each([5, -5])('a column that had one value only, and has %i', (value) => {
  const drift = new DriftWatch(1, 100, 50);
  drift.add(new Array(100).fill(0));
  drift.add(new Array(50).fill(0));
  expect(drift.take()!.psi).toBeLessThan(0.01);
  drift.add(new Array(50).fill(value));
  expect(drift.take()!.psi).toBeGreaterThan(1);
});

test('memory is that of the bins once the reference is frozen', () => {
  const drift = watch();
  const size = (): number => JSON.stringify(drift.save()).length;
  drift.add(numbers(100));
  const early = size();
  drift.add(numbers(20_000));
  // Counts have more digits; nothing else has grown.
  expect(size()).toBeLessThan(early + 60);
});

test('a copy goes on as the original, and neither changes the other', () => {
  const saves = [50, 100, 130, 250].map((rows) => {
    const drift = new DriftWatch(1, 100, 60);
    drift.add(numbers(rows));
    const saved = drift.save();
    const copy = new DriftWatch(1, 100, 60);
    copy.load(saved);
    copy.add(numbers(200, 31));
    expect(drift.save()).toEqual(saved);
    drift.add(numbers(200, 31));
    expect(copy.take()).toEqual(drift.take());
    return saved;
  });
  expect(saves[0]!.bins).toEqual([]);
  expect(saves[3]!.early).toEqual([]);
});
