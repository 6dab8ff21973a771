/** What the core goes by with exceptions: when a case weighs more, how long a role may take, and what counts as drift. */

export interface CaseLimits {
  /** A case of which so much or more is at stake is a step more severe; minor units. */
  readonly highStakeMinor: number;
  /** From a role's task to the next role's, by `SEVERITY`; ms. */
  readonly slaMs: readonly number[];
  /** A count of stock that is below the core's picture by more than this share of it is drift. */
  readonly driftShare: number;
}
