/** What a search has found, as far as its page needs it: `search.json` holds it. */

export interface SearchFailure {
  readonly invariant: string;
  /** What it is about and when. */
  readonly place: string;
  /** Runs that showed it. */
  readonly count: number;
  /** The first of them, and the shortest in events. */
  readonly seed: number;
  readonly shortestSeed: number;
  readonly policy: string;
  readonly finding: { readonly message: string };
  /** Commands that show it again, and the one that makes it small. */
  readonly again: readonly string[];
  /** Its scenario; null where none could be written. */
  readonly file: string | null;
}

export interface KindFired {
  readonly kind: string;
  /** Runs that it was on in. */
  readonly runs: number;
  /** Of them: it is on record; null = nothing on record shows it. */
  readonly happened: number | null;
  /** Runs that were made again without it, and those of them that went otherwise. */
  readonly sampled: number;
  readonly changed: number;
}

export interface SearchFindings {
  readonly scenario: string;
  readonly seed: number;
  readonly runs: number;
  readonly complete: boolean;
  readonly twice: boolean;
  /** Of a run, at most. */
  readonly orders: number;
  readonly faults: 'swarm' | readonly string[];
  /** Kinds of fault that the scenario has a place for. */
  readonly kinds: readonly string[];
  readonly failures: readonly SearchFailure[];
  /** Runs that broke another invariant than the one asked for. */
  readonly others: number;
  readonly events: number;
  /** All runs' time in the twin, ms. */
  readonly simulatedMs: number;
  /** null = nobody watched. */
  readonly probes: {
    readonly watched: number;
    readonly reached: readonly { readonly probe: string; readonly runs: number }[];
    readonly missed: readonly { readonly probe: string; readonly about: string }[];
  } | null;
  /** null = nobody counted. */
  readonly kindShares: readonly KindFired[] | null;
  readonly reproduce: string;
}

/** How fast it went, on one machine, once. */
export interface SearchPace {
  readonly eventsPerLaneSecond: number;
  readonly simulatedPerReal: number;
  readonly runsPerSecond: number;
}
