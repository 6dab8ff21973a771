/** What every run says of itself, whatever it ran: who it is, how it ended, how to get it again. */

export const RUN_REPORT_VERSION = 1;

/**
 * How a run ended: nothing left to do; at the scenario's horizon; at `--until`; by Ctrl-C; by an invariant that did not
 * hold. `running` is said only by a `run.json` that is still being written.
 */
export type RunEndReason = 'empty' | 'horizon' | 'until' | 'interrupted' | 'violated' | 'running';

export interface ScenarioHead {
  readonly name: string;
  readonly title: string;
  readonly story: string;
  readonly digest: string;
}

export interface Versions {
  readonly dray: string;
  readonly node: string;
  readonly v8: string;
}
