/** How often each kind of fault that was in also happened, and whether a run without it would have gone otherwise. */
import { SEARCH_KINDS } from '#testing/search/kinds';
import type { SearchLane, SearchStore } from './search.ts';
import type { SearchRun } from './search-run.ts';

export interface KindShare {
  readonly kind: string;
  /** Runs that it was in. */
  readonly runs: number;
  /** Of them: it is on record; null = nothing on record shows it, only the trace does. */
  readonly happened: number | null;
  /** Runs that were made again without it, and those of them that went otherwise. */
  readonly sampled: number;
  readonly changed: number;
}

export interface SamplePlan {
  /** For each kind. */
  readonly each: number;
  readonly shouldStop?: () => boolean;
  readonly onDone?: (done: number, of: number) => void;
}

interface Sample {
  readonly n: number;
  readonly kind: number;
}

/**
 * Runs some of the runs again, each with one kind left out.
 * @param runs in the order of their numbers, from 0
 * @returns by kind, in the order in which kinds are listed; only those that were in
 */
export async function kindShares(
  lanes: readonly SearchLane[],
  store: SearchStore,
  runs: readonly SearchRun[],
  plan: SamplePlan,
): Promise<readonly KindShare[]> {
  const samples = samplesOf(runs, plan.each);
  const changed = new Map<Sample, boolean>();
  let next = 0;
  const drain = async (lane: SearchLane): Promise<void> => {
    while (next < samples.length && !plan.shouldStop?.()) {
      const sample = samples[next++]!;
      const run = runs[sample.n]!;
      const digest = await without(lane, store, sample, run.seed);
      changed.set(sample, digest !== run.digest);
      plan.onDone?.(changed.size, samples.length);
    }
  };
  await Promise.all(lanes.map(drain));
  return SEARCH_KINDS.flatMap(({ name, seen }, kind) => {
    const within = runs.filter(({ kinds }) => kinds.includes(kind));
    if (within.length === 0) return [];
    const own = [...changed].filter(([sample]) => sample.kind === kind);
    return [
      {
        kind: name,
        runs: within.length,
        happened: seen.length === 0 ? null : within.filter(({ happened }) => happened.includes(kind)).length,
        sampled: own.length,
        changed: own.filter(([, isChanged]) => isChanged).length,
      },
    ];
  });
}

async function without(
  lane: SearchLane,
  store: SearchStore,
  { n, kind }: Sample,
  seed: number,
): Promise<string> {
  const { name } = SEARCH_KINDS[kind]!;
  const known = store.getWithout(n, name);
  if (known !== undefined) return known;
  const { run } = await lane.execute({ n, seed, without: name });
  store.putWithout(n, name, run.digest);
  return run.digest;
}

/** The first runs that each kind is in, without those that came to no end. */
function samplesOf(runs: readonly SearchRun[], each: number): Sample[] {
  return SEARCH_KINDS.flatMap((_, kind) =>
    runs
      .flatMap(({ kinds, finding }, n) => (finding === null && kinds.includes(kind) ? [{ n, kind }] : []))
      .slice(0, each),
  );
}
