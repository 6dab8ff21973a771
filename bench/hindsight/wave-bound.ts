/**
 * What the waves of a node can't have done better, with what waited there and when it came: goods' value times the hours that they leave too late, over
 * all sequences of waves.
 *
 * 1. Waves that have room for all that has come bind nothing: what is bounded together is a stretch of waves with something left over.
 * 2. A stretch of 20 jobs at most is bounded over all sequences, a longer one by prices of its waves: each job in one of the waves, each wave within
 *    its lines; later than the stretch there is room for all. Prices are those of its linear program, or found step by step.
 */
import { type AssignmentBound, boundAssignment } from './assignment.ts';
import type { Way } from './assignment-problem.ts';
import type { LinearSolver } from './linear-program.ts';
import { boundLongStretch } from './long-stretch.ts';
import { JOBS_MAX, leastTardiness, type WaveJob } from './weighted-tardiness.ts';

export interface WaveBound {
  readonly bound: number;
  /** Stretches bounded by prices of their waves; and of these, what the best plan found is dearer by. */
  readonly priced: number;
  readonly open: number;
}

/** Of a linear program; a longer stretch is priced step by step. Source: assumption. */
const COLUMNS_MAX = 10_000;

/** Jobs of one stretch; waves are counted from its first. */
interface Stretch {
  readonly jobs: readonly WaveJob[];
  readonly waves: number;
}

/** @param jobs of one node, of no more lines each than a wave has */
export async function boundWaves(
  jobs: readonly WaveJob[],
  linesPerWave: number,
  solve: LinearSolver,
): Promise<WaveBound> {
  let [bound, priced, open] = [0, 0, 0];
  for (const stretch of stretchesOf(jobs, linesPerWave)) {
    if (stretch.waves === 1) {
      for (const { from, costAt } of stretch.jobs) bound += costAt(from);
      continue;
    }
    if (stretch.jobs.length <= JOBS_MAX) {
      bound += leastTardiness(stretch.jobs, linesPerWave);
      continue;
    }
    const { bound: own, found } = await byPrices(stretch, linesPerWave, solve);
    bound += own;
    priced += 1;
    open += found - own;
  }
  return { bound, priced, open };
}

/** From a wave that something is there for to the first that leaves nothing. */
function stretchesOf(jobs: readonly WaveJob[], linesPerWave: number): Stretch[] {
  const stretches: Stretch[] = [];
  const sorted = [...jobs].sort((x, y) => x.from - y.from);
  for (let at = 0; at < sorted.length; ) {
    const first = sorted[at]!.from;
    const own: WaveJob[] = [];
    let left = 0;
    let wave = first;
    for (; wave === first || left > 0; wave++) {
      for (; at < sorted.length && sorted[at]!.from <= wave; at++) {
        own.push(shifted(sorted[at]!, first));
        left += sorted[at]!.lines;
      }
      left = Math.max(0, left - linesPerWave);
    }
    stretches.push({ jobs: own, waves: wave - first });
  }
  return stretches;
}

function shifted({ lines, from, costAt }: WaveJob, first: number): WaveJob {
  return { lines, from: from - first, costAt: (wave) => costAt(first + wave) };
}

function byPrices(
  { jobs, waves }: Stretch,
  linesPerWave: number,
  solve: LinearSolver,
): Promise<Pick<AssignmentBound, 'bound' | 'found'>> {
  if (jobs.length * waves > COLUMNS_MAX) return Promise.resolve(boundLongStretch(jobs, waves, linesPerWave));
  const ways = jobs.map(({ lines, from, costAt }): readonly Way[] => [
    ...Array.from({ length: waves - from }, (_, i) => ({
      cost: costAt(from + i),
      uses: [from + i],
      units: lines,
    })),
    { cost: costAt(waves), uses: [] },
  ]);
  return boundAssignment({ ways, capacities: Array.from({ length: waves }, () => linesPerWave) }, solve);
}
