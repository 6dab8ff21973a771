/**
 * One world of outbound fulfilment, several policies: each runs on a twin of its own with the same keys, one after the other.
 *
 * 1. A policy sees the same orders, the same answers and the same luck; only decisions differ.
 * 2. The run yields to the event loop between slices, so that Ctrl-C and progress work; slices change no result.
 * 3. What has been recorded when a run is interrupted or violates an invariant stays, and the arm says so.
 */
import { OutboundOutcomes } from '#reports/kpis/outbound/outcomes';
import type { StockFacts } from '#reports/kpis/outbound/stock-value';
import type { RunEndReason } from '#reports/run-report';
import { InvariantViolation } from '#scenarios/invariants/invariant-violation';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { type OutboundPolicies, outboundPolicies } from '#scenarios/twin/outbound-decider';
import { type OutboundOpenWork, OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { Digests } from '#scenarios/twin/twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

/** Events between two looks at the clock, the progress line and Ctrl-C. */
const SLICE_EVENTS = 20_000;
/** Events between two checkpoints in the recording. */
const CHECKPOINT_EVENTS = 100_000;

export interface OutboundArm {
  readonly policies: OutboundPolicies;
  readonly outcomes: OutboundOutcomes;
  readonly digests: Digests;
  readonly events: number;
  readonly steps: number;
  readonly messages: number;
  readonly endedAt: number;
  readonly end: RunEndReason;
  readonly open: OutboundOpenWork;
  readonly waitedMs: number;
  readonly waitedMsMax: number;
  /** The invariant that did not hold, with place and figures. */
  readonly violation: string | null;
}

export interface OutboundPlan {
  readonly world: OutboundWorld;
  /** Names of what answers `sourcing`, arm by arm. */
  readonly policies: readonly string[];
  readonly seed: string | number;
  readonly fidelity?: Fidelity;
  /** Instant to stop at, before the world's end. */
  readonly until?: number;
  /** A recorder for each arm; none = nothing is recorded. */
  readonly recorderFor?: (policy: string) => Recorder;
  readonly onProgress?: (policy: string, endedShare: number, events: number) => void;
  readonly shouldStop?: () => boolean;
}

/** Runs every arm; stops after the one that was interrupted or violated an invariant. */
export async function runOutboundArms(plan: OutboundPlan): Promise<OutboundArm[]> {
  const arms: OutboundArm[] = [];
  for (const policy of plan.policies) {
    const arm = await runArm(plan, policy);
    arms.push(arm);
    if (arm.end === 'interrupted' || arm.end === 'violated') break;
  }
  return arms;
}

async function runArm(plan: OutboundPlan, policy: string): Promise<OutboundArm> {
  const { world, seed } = plan;
  const policies = outboundPolicies(policy, world.carrierPolicy, world.delayPolicy);
  const outcomes = new OutboundOutcomes(stockFacts(world));
  const recorder = counting(plan.recorderFor?.(policy) ?? nullRecorder, outcomes);
  const twin = new OutboundTwin({
    world,
    policies,
    seed,
    recorder: recorder.recorder,
    watchers: [outcomes],
    ...(plan.fidelity === undefined ? {} : { fidelity: plan.fidelity }),
  });
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
      else if (plan.shouldStop?.()) end = 'interrupted';
      if (twin.kernel.events >= nextCheckpoint || end !== 'running') {
        nextCheckpoint += CHECKPOINT_EVENTS;
        const { digest, businessDigest, outcomeDigest } = twin.digests();
        recorder.recorder.checkpoint(
          twin.kernel.events,
          twin.kernel.now,
          digest,
          businessDigest,
          outcomeDigest,
        );
      }
      const passed = (twin.kernel.now - world.startAt) / Math.max(1, demandEnd(world) - world.startAt);
      plan.onProgress?.(policy, Math.min(1, passed), twin.kernel.events);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    violation = violationIn(error);
    if (violation === null) throw error;
    end = 'violated';
  }
  return {
    policies,
    outcomes,
    digests: twin.digests(),
    events: twin.kernel.events,
    steps: twin.host.steps,
    messages: recorder.messages(),
    endedAt: twin.kernel.now,
    end,
    open: twin.openWork(),
    waitedMs: twin.host.waitedMs,
    waitedMsMax: twin.host.waitedMsMax,
    violation,
  };
}

/** When the last order may come. */
export function demandEnd({ demand, startAt }: OutboundWorld): number {
  if (demand.kind === 'generated') return demand.settings.endAt;
  return demand.orders.reduce((latest, { releaseAt }) => Math.max(latest, releaseAt), startAt);
}

/** What is at hand at the start, at the products' sales prices: nothing is known of what they were bought for. */
function stockFacts(world: OutboundWorld): StockFacts | null {
  const { demand, wms } = world;
  if (demand.kind !== 'generated') return null;
  const productValueMinor = demand.settings.products.map(({ unitPriceMinor }) => unitPriceMinor);
  let openingMinor = 0;
  for (const { stock } of wms.nodes)
    for (const { product, units } of stock?.lots ?? []) openingMinor += units * productValueMinor[product]!;
  return { from: world.startAt, to: demand.settings.endAt, openingMinor, productValueMinor };
}

/** Counts messages on their way into the recording, and tells the outcomes of tasks: no business event says these. */
function counting(
  recorder: Recorder,
  outcomes: OutboundOutcomes,
): { readonly recorder: Recorder; messages(): number } {
  let messages = 0;
  const wrapped: Recorder = Object.create(recorder, {
    message: {
      value: (...args: Parameters<Recorder['message']>): void => {
        messages += 1;
        recorder.message(...args);
      },
    },
    task: {
      value: (...args: Parameters<Recorder['task']>): void => {
        const [now, role, entityType, key, kind, dueAt, state] = args;
        outcomes.task(now, role, entityType, key, kind, dueAt, state);
        recorder.task(...args);
      },
    },
  });
  return { recorder: wrapped, messages: () => messages };
}

/** The text of an error that an invariant is behind; null for any other. */
function violationIn(error: unknown): string | null {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof InvariantViolation) return error instanceof Error ? error.message : e.message;
  }
  return null;
}
