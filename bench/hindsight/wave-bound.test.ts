/**
 * What no sequence of waves could have bettered: held against all plans of small instances, each tried, and against all sequences.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { highsSolver } from './highs-solver.ts';
import { boundLongStretch } from './long-stretch.ts';
import { boundWaves } from './wave-bound.ts';
import { JOBS_MAX, leastTardiness, type WaveJob } from './weighted-tardiness.ts';

interface Plain {
  readonly lines: number;
  readonly from: number;
  readonly due: number;
  readonly weight: number;
}

const LINES_PER_WAVE = 4;
const plain: fc.Arbitrary<Plain> = fc.record({
  lines: fc.integer({ min: 1, max: LINES_PER_WAVE }),
  from: fc.integer({ min: 0, max: 3 }),
  due: fc.integer({ min: 0, max: 5 }),
  weight: fc.integer({ min: 0, max: 9 }),
});

function jobOf({ lines, from, due, weight }: Plain): WaveJob {
  return { lines, from, costAt: (wave) => weight * Math.max(0, wave - due) };
}

/** Every job into every wave that still has room for it. */
function bruteForce(jobs: readonly WaveJob[], at = 0, used: readonly number[] = []): number {
  const job = jobs[at];
  if (job === undefined) return 0;
  let least = Infinity;
  for (let wave = job.from; wave < jobs.length + 4; wave++) {
    if ((used[wave] ?? 0) + job.lines > LINES_PER_WAVE) continue;
    const now = [...used];
    now[wave] = (now[wave] ?? 0) + job.lines;
    least = Math.min(least, job.costAt(wave) + bruteForce(jobs, at + 1, now));
  }
  return least;
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** One sequence, its lines filled into waves one after another. */
function costOf(sequence: readonly WaveJob[]): number {
  let [lines, cost] = [0, 0];
  for (const { lines: own, from, costAt } of sequence) {
    lines += own;
    cost += costAt(Math.max(from, Math.ceil(lines / LINES_PER_WAVE) - 1));
  }
  return cost;
}

describe('over all subsets', () => {
  test('it is the least of all sequences', () => {
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 6 }), (each) => {
        const jobs = each.map(jobOf);
        expect(leastTardiness(jobs, LINES_PER_WAVE)).toBe(Math.min(...permutations(jobs).map(costOf)));
      }),
      { numRuns: runs(20) },
    );
  });

  test('refuses more than it can count', () => {
    const jobs = Array.from({ length: JOBS_MAX + 1 }, () => jobOf({ lines: 1, from: 0, due: 0, weight: 1 }));
    expect(() => leastTardiness(jobs, 4)).toThrow('21 jobs are too many for all subsets: 20 at most');
  });
});

describe('the bound of a node', () => {
  test('is bettered by no plan that keeps its waves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plain, { minLength: 1, maxLength: 5 }), async (each) => {
        const jobs = each.map(jobOf);
        const { bound, priced } = await boundWaves(jobs, LINES_PER_WAVE, highsSolver());
        expect(priced).toBe(0);
        expect(bound).toBeLessThanOrEqual(bruteForce(jobs));
      }),
      { numRuns: runs(40) },
    );
  });

  test('is exact where all are there and have a line each: the dearest go first', async () => {
    const jobs = [1, 2, 3, 4, 5, 6].map((weight) => jobOf({ lines: 1, from: 0, due: 0, weight }));
    expect((await boundWaves(jobs, LINES_PER_WAVE, highsSolver())).bound).toBe(1 + 2);
  });

  test('of a long stretch is its linear program, with the gap to a plan', async () => {
    const jobs = Array.from({ length: 30 }, (_, i) =>
      jobOf({ lines: 1 + (i % 3), from: i % 2, due: i % 5, weight: 1 + ((7 * i) % 11) }),
    );
    const { bound, priced, open } = await boundWaves(jobs, LINES_PER_WAVE, highsSolver());
    const served = [...jobs].sort((x, y) => y.costAt(20) - x.costAt(20));
    const used: number[] = [];
    let greedy = 0;
    for (const { lines, from, costAt } of served) {
      let wave = from;
      while ((used[wave] ?? 0) + lines > LINES_PER_WAVE) wave += 1;
      used[wave] = (used[wave] ?? 0) + lines;
      greedy += costAt(wave);
    }
    expect(priced).toBe(1);
    expect(open).toBeGreaterThanOrEqual(0);
    expect(bound).toBeGreaterThan(0);
    expect(bound).toBeLessThanOrEqual(greedy);
  });

  test('of a stretch too long for that is nearly the same, and bettered by no plan', async () => {
    const many = Array.from({ length: 40 }, (_, i) =>
      jobOf({ lines: 1 + (i % 3), from: i % 4, due: i % 7, weight: 1 + ((7 * i) % 11) }),
    );
    const { bound: program } = await boundWaves(many, LINES_PER_WAVE, highsSolver());
    const { bound, found } = boundLongStretch(many, 22, LINES_PER_WAVE);
    expect(bound).toBeLessThanOrEqual(program * (1 + 1e-9));
    expect(bound).toBeGreaterThan(0.97 * program);
    expect(found).toBeGreaterThanOrEqual(program * (1 - 1e-9));
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 5 }), (each) => {
        const jobs = each.map(jobOf);
        const stretch = boundLongStretch(jobs, jobs.length + 3, LINES_PER_WAVE);
        const least = bruteForce(jobs);
        expect(stretch.bound).toBeLessThanOrEqual(least + 1e-9);
        expect(stretch.found).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: runs(40) },
    );
  });

  test('is nothing where every wave has room for what is there', async () => {
    const jobs = [0, 1, 2].map((from) => jobOf({ lines: 4, from, due: from, weight: 5 }));
    expect(await boundWaves(jobs, LINES_PER_WAVE, highsSolver())).toEqual({ bound: 0, priced: 0, open: 0 });
  });
});
