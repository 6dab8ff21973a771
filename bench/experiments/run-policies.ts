/**
 * One world, several policies: each runs on a twin of its own with the same keys, one after the other.
 *
 * 1. A policy sees the same orders, the same answers and the same luck; only decisions differ.
 * 2. The run yields to the event loop between slices, so that Ctrl-C and progress work; slices change no result.
 * 3. What has been recorded when a run is interrupted or violates an invariant stays, and the arm says so.
 */
import type { NodeAndCarrierPolicy } from '#orchestrator/decisions/node-and-carrier';
import { OrderOutcomes } from '#reports/kpis/order-outcomes';
import type { RunEndReason } from '#reports/run-report';
import { InvariantViolation } from '#scenarios/invariants/invariant-violation';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { Digests } from '#scenarios/twin/digests';
import { type OpenWork, Twin } from '#scenarios/twin/twin';
import type { World } from '#scenarios/world/world';

/** Events between two looks at the clock, the progress line and Ctrl-C. */
const SLICE_EVENTS = 20_000;
/** Events between two checkpoints in the recording. */
const CHECKPOINT_EVENTS = 100_000;

export interface PolicyRun {
  readonly policy: NodeAndCarrierPolicy;
  readonly outcomes: OrderOutcomes;
  readonly digests: Digests;
  readonly events: number;
  readonly steps: number;
  readonly endedAt: number;
  readonly end: RunEndReason;
  readonly open: OpenWork;
  readonly waitedMs: number;
  readonly waitedMsMax: number;
  /** The invariant that did not hold, with place and figures. */
  readonly violation: string | null;
}

export interface RunPlan {
  readonly world: World;
  readonly policies: readonly NodeAndCarrierPolicy[];
  readonly seed: string | number;
  /** Instant to stop at, before the world's end. */
  readonly until?: number;
  /** A recorder for each arm; none = nothing is recorded. */
  readonly recorderFor?: (policy: string) => Recorder;
  readonly onProgress?: (policy: string, endedShare: number, events: number) => void;
  /** Asked between slices, with the events so far. */
  readonly shouldStop?: (events: number) => boolean;
}

/** Runs every policy; stops after the arm that was interrupted or violated an invariant. */
export async function runPolicies(plan: RunPlan): Promise<PolicyRun[]> {
  const runs: PolicyRun[] = [];
  for (const policy of plan.policies) {
    const run = await runPolicy(plan, policy);
    runs.push(run);
    if (run.end === 'interrupted' || run.end === 'violated') break;
  }
  return runs;
}

async function runPolicy(plan: RunPlan, policy: NodeAndCarrierPolicy): Promise<PolicyRun> {
  const { world } = plan;
  const outcomes = new OrderOutcomes();
  const recorder = plan.recorderFor?.(policy.name) ?? nullRecorder;
  const twin = new Twin({ world, policy, seed: plan.seed, recorder, watchers: [outcomes] });
  twin.start();
  const until = Math.min(plan.until ?? Infinity, world.endAt);
  let end: RunEndReason = 'running';
  let violation: string | null = null;
  let nextCheckpoint = CHECKPOINT_EVENTS;
  try {
    while (end === 'running') {
      const reason = twin.run({ until, events: SLICE_EVENTS });
      if (reason === 'empty') end = 'empty';
      else if (reason === 'until') end = until === world.endAt ? 'horizon' : 'until';
      else if (plan.shouldStop?.(twin.kernel.events)) end = 'interrupted';
      if (twin.kernel.events >= nextCheckpoint || end !== 'running') {
        nextCheckpoint += CHECKPOINT_EVENTS;
        const { digest, businessDigest, outcomeDigest } = twin.digests();
        recorder.checkpoint(twin.kernel.events, twin.kernel.now, digest, businessDigest, outcomeDigest);
      }
      plan.onProgress?.(policy.name, outcomes.ended / Math.max(1, world.orders.length), twin.kernel.events);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    violation = violationIn(error);
    if (violation === null) throw error;
    end = 'violated';
  }
  return {
    policy,
    outcomes,
    digests: twin.digests(),
    events: twin.kernel.events,
    steps: twin.host.steps,
    endedAt: twin.kernel.now,
    end,
    open: twin.openWork(),
    waitedMs: twin.host.waitedMs,
    waitedMsMax: twin.host.waitedMsMax,
    violation,
  };
}

/** The text of an error that an invariant is behind; null for any other. */
function violationIn(error: unknown): string | null {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof InvariantViolation) return error instanceof Error ? error.message : e.message;
  }
  return null;
}
