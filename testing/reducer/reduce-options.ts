/** How a reduction is watched and stopped. */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { Finding } from '../search/finding.ts';

export interface ReduceOptions {
  /** Asked between runs; true = that is enough. */
  readonly stopped?: () => boolean;
  /** The same, asked also within a run, and before there is anything to show; true = not even that. */
  readonly givenUp?: () => boolean;
  readonly onStep?: (step: ReduceStep) => void;
  /** A smaller case than the last one that was told. */
  readonly onSmaller?: (scenario: OutboundScenario, finding: Finding) => void;
  /** Runs of the whole case that must agree before anything is left out; default: 2. */
  readonly confirmations?: number;
}

export interface ReduceStep {
  /** What it is at. */
  readonly what: string;
  /** Exogenous events that are left. */
  readonly events: number;
  readonly runs: number;
}
