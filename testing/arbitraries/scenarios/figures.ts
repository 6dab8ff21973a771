/** Figures of scenarios: durations, shares, distributions, times of day. Each shrinks towards the smallest, most even one. */
import fc from 'fast-check';
import type { CountDistribution, DurationDistribution } from '#scenarios/schema/distributions';

export const ASSUMED = 'assumption';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export type TimeUnit = 'ms' | 's' | 'min' | 'h' | 'd';

export function times(unit: TimeUnit, bounds: Bounds): fc.Arbitrary<string> {
  return fc.integer(bounds).map((n) => `${n} ${unit}`);
}

export function dollars(bounds: Bounds): fc.Arbitrary<string> {
  return fc.integer(bounds).map((cents) => `${(cents / 100).toFixed(2)} USD`);
}

/** In thousandths: what a person would write. @param most up to 1 */
export function shares(most = 1): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: Math.round(most * 1000) }).map((n) => n / 1000);
}

/** More than none. */
export function someShares(most: number): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: Math.round(most * 1000) }).map((n) => n / 1000);
}

const SIGMA = fc.integer({ min: 1, max: 10 }).map((n) => n / 10);

/** Of about that size, of any kind. @param min at least 1 */
export function durationsDrawn(unit: TimeUnit, { min, max }: Bounds): fc.Arbitrary<DurationDistribution> {
  const some = times(unit, { min, max });
  return fc.oneof(
    some.map((constant) => ({ constant })),
    some.map((mean) => ({ exponential: { mean } })),
    fc.record({ median: some, sigma: SIGMA }).map((lognormal) => ({ lognormal })),
    fc.record({ shape: fc.integer({ min: 1, max: 8 }), scale: some }).map((gamma) => ({ gamma })),
    boundedDurations(unit, { min, max }),
  );
}

/** Never longer than the bounds say. */
export function boundedDurations(unit: TimeUnit, { min, max }: Bounds): fc.Arbitrary<DurationDistribution> {
  return fc
    .uniqueArray(fc.integer({ min, max: Math.max(max, min + 1) }), { minLength: 2, maxLength: 2 })
    .map((pair) => pair.toSorted((x, y) => x - y))
    .map(([from, to]) => ({ uniform: { min: `${from} ${unit}`, max: `${to} ${unit}` } }));
}

export function countsDrawn(most: number): fc.Arbitrary<CountDistribution> {
  const some = fc.integer({ min: 1, max: most });
  return fc.oneof(
    some.map((constant) => ({ constant })),
    fc.record({ median: some, sigma: SIGMA }).map((lognormal) => ({ lognormal })),
    some.map((mean) => ({ poisson: { mean } })),
    some.map((max) => ({ uniform: { min: 1, max: max + 1 } })),
  );
}

/** Each at most once, in order. */
export function someOf<Value>(values: readonly Value[], least = 0): fc.Arbitrary<Value[]> {
  return fc.subarray([...values], { minLength: least });
}
