/** Findings of a search put together: those of one invariant at one place are one failure, however many runs showed it. */
import type { Finding } from '#testing/search/finding';
import type { SearchRun } from './search-run.ts';

export interface Failure {
  readonly invariant: string;
  readonly place: string;
  /** Runs that showed it. */
  readonly count: number;
  /** The first of them. */
  readonly seed: number;
  readonly policy: string;
  readonly finding: Finding;
  /** The shortest of them, in events: from which a small case is soonest found. */
  readonly shortestSeed: number;
}

/** @param runs in their order @returns the most frequent first; of those as frequent the one found first */
export function failuresOf(runs: readonly SearchRun[]): readonly Failure[] {
  const byPlace = new Map<string, SearchRun[]>();
  for (const run of runs) {
    if (run.finding === null) continue;
    const name = `${run.finding.invariant}\t${run.finding.place}`;
    const known = byPlace.get(name);
    if (known === undefined) byPlace.set(name, [run]);
    else known.push(run);
  }
  const failures = [...byPlace.values()].map(failureOf);
  return failures.sort((x, y) => y.count - x.count || x.seed - y.seed);
}

function failureOf(runs: readonly SearchRun[]): Failure {
  const [first] = runs as readonly [SearchRun, ...SearchRun[]];
  const finding = first.finding!;
  const shortest = runs.reduce((least, run) => (run.events < least.events ? run : least), first);
  return {
    invariant: finding.invariant,
    place: finding.place,
    count: runs.length,
    seed: first.seed,
    policy: first.policy,
    finding,
    shortestSeed: shortest.seed,
  };
}
