/**
 * How properties are run: `npm test` with a fixed seed, so that a green commit stays green; `npm run test:long` with a
 * fresh one and many more runs. A failure prints its seed and path; `DRAY_TEST_SEED` runs that seed again.
 */
import fc from 'fast-check';

const SEED = 20_260_305;
const RUNS = 100;
const LONG_FACTOR = 20;

/** `npm run test:long`. */
export const long = process.env.DRAY_TEST_LONG === '1';

/** Runs of a property that costs more or finds less than most: this many, or many more in the long test. */
export function runs(count: number): number {
  return long ? count * LONG_FACTOR : count;
}

/** Applies to every property of the process. */
export function configureProperties(): void {
  const given = process.env.DRAY_TEST_SEED;
  const seed = given === undefined ? SEED : Number(given);
  if (!Number.isInteger(seed)) throw new Error(`DRAY_TEST_SEED: a whole number is needed, got "${given}"`);
  fc.configureGlobal({
    numRuns: runs(RUNS),
    // Without it a list of "at most 300" has at most ten.
    defaultSizeToMaxWhenMaxSpecified: true,
    ...(long && given === undefined ? {} : { seed }),
  });
}
