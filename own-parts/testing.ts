/**
 * Tests of your own that rehearse scenarios: what `import ... from 'dray/testing'` gives, for Vitest. `docs/guides/qa.md` shows how to use it.
 *
 * Importing it teaches `expect` what can be expected of a run.
 */
import { expect } from 'vitest';
import type { BaselineOptions, ExpectedDigests } from './testing/matchers.ts';
import { MATCHERS } from './testing/matchers.ts';
import type { ScenarioOptions } from './testing/scenario-run.ts';

export type { BaselineOptions, ExpectedDigests } from './testing/matchers.ts';
export {
  runScenario,
  type ScenarioOptions,
  type ScenarioRun,
  type ScenarioSource,
} from './testing/scenario-run.ts';
export {
  type ScenarioCheck,
  type ScenarioTest,
  type ScenarioTestOptions,
  test,
} from './testing/scenario-test.ts';
export { expect };

expect.extend(MATCHERS);

declare module 'vitest' {
  interface Matchers<R, T> {
    /** No invariant broke in the run. */
    toSatisfyInvariants(): R;
    /** Nothing more can happen in the run, and every order, load, bill and claim has come to its end. */
    toReachTerminalStates(): R;
    /** Such as `toMeetThreshold('otif', '>= 0.95')`; KPIs by their names in `dray list`. */
    toMeetThreshold(kpi: string, bound: string): R;
    /** Of every event (a text), or those of `digest`, `businessDigest`, `outcomeDigest` that are to be held fast. */
    toHaveDigest(expected: ExpectedDigests): R;
    /** Better than another policy, or than the run with other options, by the protocol of `dray compare`. To be awaited. */
    toBeatBaseline(baseline: string | Partial<ScenarioOptions>, options?: BaselineOptions): Promise<void>;
  }
}
