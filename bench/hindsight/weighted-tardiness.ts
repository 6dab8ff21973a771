/**
 * Jobs of a node that picks so many lines in each wave, one after another: the least weighted tardiness of any sequence, by dynamic programming
 * over subsets.
 *
 * 1. A job is in the wave that its last line falls into, and in none before it was there. That jobs are not divided among waves is relaxed, so that
 *    no real plan can better it; where all are there from the start and each has one line, it is exact.
 * 2. Tardiness is any cost that does not fall from wave to wave.
 *
 * Source: Held and Karp, "A dynamic programming approach to sequencing problems" (1962); Baker and Schrage (1978) for weighted tardiness.
 */
import { assert } from '#sim/assert';

export interface WaveJob {
  /** Whole, 1 up to what a wave picks. */
  readonly lines: number;
  /** First wave that it may go with, from 0. */
  readonly from: number;
  /** Of going with a wave. */
  costAt(wave: number): number;
}

/** Memory and time double with each job more. */
export const JOBS_MAX = 20;

/** O(n 2^n). @param jobs at most `JOBS_MAX`  @param linesPerWave >= 1 */
export function leastTardiness(jobs: readonly WaveJob[], linesPerWave: number): number {
  const count = jobs.length;
  assert(count <= JOBS_MAX, `${count} jobs are too many for all subsets: ${JOBS_MAX} at most`);
  const sets = 1 << count;
  const least = new Float64Array(sets).fill(Infinity);
  const lines = new Int32Array(sets);
  const { costs, waves } = costTable(jobs, linesPerWave);
  least[0] = 0;
  for (let set = 1; set < sets; set++) {
    const first = 31 - Math.clz32(set & -set);
    lines[set] = lines[set & (set - 1)]! + jobs[first]!.lines;
    // The wave in which the last of this set is.
    const wave = Math.ceil(lines[set]! / linesPerWave) - 1;
    for (let job = 0; job < count; job++) {
      if ((set & (1 << job)) === 0) continue;
      const cost = least[set ^ (1 << job)]! + costs[job * waves + wave]!;
      if (cost < least[set]!) least[set] = cost;
    }
  }
  return least[sets - 1]!;
}

/** Of each job in each wave, or in its first where that is later. */
function costTable(
  jobs: readonly WaveJob[],
  linesPerWave: number,
): { readonly costs: Float64Array; readonly waves: number } {
  let lines = 0;
  for (const job of jobs) lines += job.lines;
  const waves = Math.ceil(lines / linesPerWave);
  const costs = new Float64Array(jobs.length * waves);
  jobs.forEach((job, i) => {
    for (let wave = 0; wave < waves; wave++) costs[i * waves + wave] = job.costAt(Math.max(wave, job.from));
  });
  return { costs, waves };
}
