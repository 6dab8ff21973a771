/** What a search found, made by hand: nothing, unless more is said. */
import type { SearchFailure, SearchFindings } from './search-findings.ts';

export function failure(more: Partial<SearchFailure> = {}): SearchFailure {
  return {
    invariant: 'side-effect-once',
    place: 'load, at loadDelivered',
    count: 3,
    seed: 4,
    shortestSeed: 6,
    policy: 'cheapest',
    finding: { message: 'invariant side-effect-once violated: load 8: loadDelivered a second time' },
    again: ['dray run found.yaml', 'dray reduce found.yaml'],
    file: 'found.yaml',
    ...more,
  };
}

export function found(more: Partial<SearchFindings> = {}): SearchFindings {
  return {
    scenario: 'quickstart',
    seed: 1,
    runs: 12,
    complete: true,
    twice: false,
    orders: 50,
    faults: 'swarm',
    kinds: ['crash', 'call-lost'],
    failures: [],
    others: 0,
    events: 1200,
    simulatedMs: 86_400_000 * 365,
    probes: null,
    kindShares: null,
    reproduce: 'dray search quickstart --seed 1 --runs 12',
    ...more,
  };
}
