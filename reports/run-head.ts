/** What every run says of itself, whatever it ran: who it is, how it ended, how to get it again. */

export const RUN_REPORT_VERSION = 1;

/**
 * How a run ended: nothing left to do; at the scenario's horizon; at `--until`; by Ctrl-C; by an invariant that did not
 * hold. `running` is said only by a `run.json` that is still being written, `unknown` only of one that was changed.
 */
export type RunEndReason = 'empty' | 'horizon' | 'until' | 'interrupted' | 'violated' | 'running' | 'unknown';

export interface ScenarioHead {
  readonly name: string;
  readonly title: string;
  readonly story: string;
  readonly digest: string;
}

/** A part that the user wrote. */
export interface PartHead {
  readonly kind: string;
  readonly name: string;
  /** Without folders. */
  readonly file: string;
  /** SHA-256 of the file and of what it imports by relative path, 16 digits. */
  readonly digest: string;
  /** Packages that it imports, which the digest does not cover. */
  readonly packages: readonly string[];
}

export interface Versions {
  readonly dray: string;
  readonly node: string;
  readonly v8: string;
}
