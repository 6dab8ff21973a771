/**
 * Brings a run to its decisions: runs it again, deterministically, and copies it just before each one that is wanted.
 *
 * 1. A copy is of the instant before the event in which the decision goes on record: everything before it is the run itself, and
 *    everything after it may be another one.
 * 2. Memory: two copies of the run, whatever its length. The run itself is never turned back; a scout goes the last steps.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { Recorder, ViewSeen } from '#scenarios/recording/recorder';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { assert } from '#sim/assert';
import { type CounterfactualPlan, MeasuredTwin, type RunCopy } from './measured-twin.ts';

/** Events between two copies of the run. */
const SLICE_EVENTS = 20_000;

/** A row of the `decisions` table, as it was when it was written. */
export interface DecisionSeen {
  /** Of its row, from 1. */
  readonly no: number;
  /** By the core's clock, epoch ms. */
  readonly now: number;
  readonly point: DecisionPoint;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  readonly policy: string;
  readonly modelDigest: string | null;
  readonly mode: string;
  readonly chosen: number;
  readonly recommended: number;
  readonly score: number | null;
  readonly confidence: number | null;
  readonly propensity: number | null;
  readonly fallback: string | null;
  readonly override: string | null;
  readonly latencyMs: number;
  readonly context: unknown;
  readonly options: readonly unknown[];
  readonly views: readonly ViewSeen[];
  readonly inputDigest: string;
  readonly answer: string | null;
}

export interface FoundDecision {
  readonly decision: DecisionSeen;
  readonly before: RunCopy;
}

/** What can be told of a decision before all of it is looked at: number of its row, point, entity and attempt. */
export type Wanted = (
  no: number,
  point: string,
  entityType: string,
  entityKey: number,
  attempt: number,
  mode: string,
) => boolean;

export interface FindOptions {
  /** Whether a decision that is wanted is so still when all of it is known; default: it is. */
  readonly differs?: (decision: DecisionSeen) => Promise<boolean>;
  readonly shouldStop?: () => boolean;
}

/** One decision after the other, in the order of the run; ends where the run does, or where nobody asks for more. */
export async function* findDecisions(
  plan: CounterfactualPlan,
  wanted: Wanted,
  { differs, shouldStop = () => false }: FindOptions = {},
): AsyncGenerator<FoundDecision> {
  const seen: DecisionSeen[] = [];
  let rows = 0;
  const runner = new MeasuredTwin(plan, {
    onDecision: (...cells) => {
      rows += 1;
      const [, point, entityType, entityKey, attempt, , , mode] = cells;
      if (!wanted(rows, point, entityType, entityKey, attempt, mode)) return;
      seen.push(rowOf(rows, cells));
      runner.twin.kernel.pause();
    },
  });
  const scout = new Scout(plan);
  const { kernel } = runner.twin;
  runner.start();
  for (let end = 'events'; end !== 'empty' && end !== 'until' && !shouldStop(); ) {
    const from = runner.copy();
    const last = kernel.events + SLICE_EVENTS;
    do {
      end = await runner.twin.runQuiescent({ until: runner.endAt, events: last - kernel.events });
      for (const decision of seen.splice(0))
        if (differs === undefined || (await differs(decision)))
          yield { decision, before: await scout.before(from, kernel.events, runner.twin.policies) };
    } while (end === 'paused');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Goes from a copy of a run to just before one of its events. */
class Scout {
  private readonly plan: CounterfactualPlan;
  private made: MeasuredTwin | null = null;

  constructor(plan: CounterfactualPlan) {
    this.plan = plan;
  }

  async before(from: RunCopy, event: number, policies: OutboundPolicies): Promise<RunCopy> {
    this.made ??= new MeasuredTwin(this.plan);
    const { made } = this;
    made.restore(from, policies);
    const events = event - 1 - from.snapshot.events;
    if (events > 0) await made.twin.runQuiescent({ until: made.endAt, events });
    assert(
      made.twin.kernel.events === event - 1,
      `the run came to event ${made.twin.kernel.events}, not ${event - 1}`,
    );
    return made.copy();
  }
}

function rowOf(no: number, cells: Parameters<Recorder['decision']>): DecisionSeen {
  const [now, point, entityType, entityKey, attempt, policy, modelDigest, mode, , , chosen, score, ...rest] =
    cells;
  const [confidence, propensity, fallback, latencyMs, context, options, views, ...last] = rest;
  const [recommended, override, inputDigest, answer] = last;
  return {
    no,
    now,
    point: point as DecisionPoint,
    entityType,
    entityKey,
    attempt,
    policy,
    modelDigest,
    mode,
    chosen,
    recommended,
    score,
    confidence,
    propensity,
    fallback,
    override,
    latencyMs,
    // Views go on changing.
    ...structuredClone({ context, options: options as readonly unknown[], views: views ?? [] }),
    inputDigest,
    answer,
  };
}
