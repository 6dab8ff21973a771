/** Answers of a design's policy that another policy, or a person, gave in its stead: see `stand-ins.ts` for what is said of them. */

export interface StandIns {
  readonly policy: string;
  /** Answers it was asked for and that were to count, over all replications. */
  readonly asked: number;
  /** Of them, those that were not used: somebody else's were. */
  readonly fellBack: number;
  /** Why, and how often. */
  readonly reasons: Readonly<Record<string, number>>;
  /** What was said of its model when it first failed; absent = it never did. */
  readonly first?: string;
  /** Answers that did not come within a limit of real time: on another machine they may; absent = none. */
  readonly late?: number;
}

/** As a report has them. */
export interface WithStandIns {
  readonly standIns?: StandIns;
}
