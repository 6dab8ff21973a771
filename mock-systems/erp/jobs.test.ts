/** Runs of a job lie in its hours, at its period, and there is always a next one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErpJob, runAt } from './jobs.ts';

const OFFICE: ErpJob = {
  everyMs: 60,
  shifts: [
    [1000, 1250],
    [2000, 2250],
  ],
};

describe('the next run of a job', () => {
  test.each([
    ['before the first shift, as it begins', 0, 1000],
    ['as a shift begins', 1000, 1000],
    ['within a shift, at a multiple from its beginning', 1001, 1060],
    ['at a run, that run', 1120, 1120],
    ['after the last run of a shift, as the next begins', 1241, 2000],
    ['after the last shift, round the clock', 2241, 2280],
  ])('%s', (_what, at, run) => {
    expect(runAt(OFFICE, at)).toBe(run);
  });

  test('round the clock, at multiples since the epoch', () => {
    expect([0, 1, 60, 61].map((at) => runAt({ everyMs: 60, shifts: [] }, at))).toEqual([0, 60, 60, 120]);
  });

  test('is never before it is asked for, and is itself a run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 400 }), (at, everyMs) => {
        const job = { ...OFFICE, everyMs };
        const run = runAt(job, at);
        expect(run).toBeGreaterThanOrEqual(at);
        expect(runAt(job, run)).toBe(run);
      }),
    );
  });
});
