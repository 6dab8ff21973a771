/**
 * A twin of which it is known what its orders have cost so far: what counterfactuals are run in.
 *
 * 1. What is measured is part of its copies: a branch goes on with the books of the run that it was taken of.
 * 2. With a number of luck it goes on, from a copy, into another future than that of the seed: see `AnotherFuture`.
 */

import type { OutboundKpis } from '#reports/kpis/outbound/catalogue';
import { computeOutboundKpis } from '#reports/kpis/outbound/kpis';
import { type LandedCosts, landedCosts } from '#reports/kpis/outbound/landed-cost';
import { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { KernelSnapshot } from '#sim/kernel';
import { AnswerPrices } from '../experiments/answer-prices.ts';
import { type Counts, counting } from '../experiments/counting-recorder.ts';
import { measuredRoles, stockFacts } from '../experiments/outbound-arms.ts';
import { type ArmCosts, factsOf, pricesOf } from '../experiments/outbound-report-of-run.ts';

export interface CounterfactualPlan {
  readonly world: OutboundWorld;
  readonly policies: OutboundPolicies;
  readonly seed: string | number;
  readonly fidelity?: Fidelity;
  /** Instant at which the run was stopped, before the world's end. */
  readonly until?: number;
}

/** A run at an instant. */
export interface RunCopy {
  readonly snapshot: KernelSnapshot;
  /** Between core and partners so far. */
  readonly messages: number;
  /** What answers have cost so far. */
  readonly decisionsMinor: number;
}

export interface MeasuredHooks {
  readonly luck?: number;
  /** Told of every row of the `decisions` table as it is written. */
  readonly onDecision?: Recorder['decision'];
}

export class MeasuredTwin {
  readonly twin: OutboundTwin;
  readonly outcomes: OutboundOutcomes;
  /** When the run ends, whatever happens; epoch ms. */
  readonly endAt: number;
  private readonly plan: CounterfactualPlan;
  private readonly counts: Counts;

  constructor(plan: CounterfactualPlan, { luck, onDecision }: MeasuredHooks = {}) {
    const { world, policies, seed, fidelity, until = Infinity } = plan;
    this.plan = plan;
    this.endAt = Math.min(until, world.endAt);
    this.outcomes = new OutboundOutcomes(stockFacts(world), measuredRoles(world));
    const noted = onDecision === undefined ? { provesDecisions: false } : { decision: onDecision };
    const { recorder, counts } = counting(
      Object.assign(Object.create(nullRecorder), noted) as Recorder,
      this.outcomes,
      null,
      new AnswerPrices(policies),
    );
    this.counts = counts;
    this.twin = new OutboundTwin({
      world,
      policies,
      seed,
      recorder,
      watchers: [this.outcomes],
      ...(fidelity === undefined ? {} : { fidelity }),
      ...(luck === undefined ? {} : { luck }),
    });
  }

  /** From its beginning; not after a restore. */
  start(): void {
    const answers = this.plan.policies.model?.answers;
    if (answers?.kind === 'outside') answers.begin?.();
    this.twin.start();
  }

  copy(): RunCopy {
    const { messages, decisionsMinor } = this.counts;
    return { snapshot: this.twin.snapshot(), messages, decisionsMinor };
  }

  /** Goes on from a copy. @param policies default: as before */
  restore({ snapshot, messages, decisionsMinor }: RunCopy, policies?: OutboundPolicies): void {
    this.twin.restore(snapshot, policies);
    this.counts.messages = messages;
    this.counts.decisionsMinor = decisionsMinor;
  }

  /** Of all orders, as if the run ended now. O(orders) */
  costs(): LandedCosts {
    return landedCosts(this.outcomes, pricesOf(this.plan.world, this.now), this.now.endedAt);
  }

  /** As if the run ended now. O(orders), and sorting. */
  kpis(costs: LandedCosts): OutboundKpis {
    return computeOutboundKpis(this.outcomes, factsOf(this.plan.world, this.now), costs);
  }

  private get now(): ArmCosts {
    const { policies, kernel } = this.twin;
    return { endedAt: kernel.now, policies, counts: this.counts };
  }
}
