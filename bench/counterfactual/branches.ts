/**
 * What each way to decide would have brought: the run is branched at the decision, each option forced, and what follows is measured at
 * one instant for all of them.
 *
 * 1. All branches have the same keys: without `luck` those of the run, else those of another future, the same for every option.
 * 2. The run itself is not touched, and no branch by another.
 * 3. A branch in which an invariant breaks is told as such; the others go on.
 */
import type { OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { type LandedCosts, POTS, type Pot } from '#reports/kpis/outbound/landed-cost';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { GUARDRAILS, PRIMARY } from '../comparison/metrics.ts';
import { violationIn } from '../experiments/violation-place.ts';
import type { FoundDecision } from './find-decisions.ts';
import { type Horizon, isOver, LOOK_MS } from './horizon.ts';
import { type CounterfactualPlan, MeasuredTwin, type RunCopy } from './measured-twin.ts';

/** Those that a verdict rests on. */
export const SHOWN_KPIS: readonly OutboundKpi[] = [PRIMARY, ...GUARDRAILS].map(({ kpi }) => kpi);

/** What a branch has come to at the instant at which all are measured; of all orders of the run. */
export interface BranchOutcome {
  readonly costMinor: number;
  readonly pots: Readonly<Record<Pot, number>>;
  /** Empty in another future than that of the run. */
  readonly kpis: Readonly<Partial<Record<OutboundKpi, number | null>>>;
  /** Over all events until then. */
  readonly digest: string;
}

/** By option; of a branch in which an invariant broke, which. */
export interface BranchedOptions {
  readonly outcomes: ReadonlyMap<number, BranchOutcome | string>;
  /** When they were measured, epoch ms. */
  readonly measuredAt: number;
}

/** A branch on its way. */
interface OnItsWay {
  readonly option: number;
  readonly copy: RunCopy;
}

/** Tries the options of a decision, in one future after the other. */
export class Branches {
  private readonly plan: CounterfactualPlan;
  private readonly horizon: Horizon;
  private twin: MeasuredTwin | null = null;
  private luck: number | undefined;

  constructor(plan: CounterfactualPlan, horizon: Horizon) {
    this.plan = plan;
    this.horizon = horizon;
  }

  /**
   * @param options indices into the options asked with, none of which a hard rule forbids; -1 = as it was decided
   * @param luck which other future; undefined = that of the run
   */
  async tried(found: FoundDecision, options: readonly number[], luck?: number): Promise<BranchedOptions> {
    const outcomes = new Map<number, BranchOutcome | string>();
    const ways: OnItsWay[] = [];
    let measuredAt = 0;
    for (const option of options) {
      const broken = await this.unbroken(luck, async (measured) => {
        measured.restore(found.before, forcedTo(this.plan.policies, found, option));
        measuredAt = Math.max(measuredAt, await this.follow(measured, found));
        if (this.horizon.kind === 'closed') ways.push({ option, copy: measured.copy() });
        else outcomes.set(option, outcomeOf(measured, luck === undefined));
      });
      if (broken !== null) outcomes.set(option, broken);
    }
    // Where each is over at a time of its own, all go on to the last of these.
    for (const { option, copy } of ways) {
      const broken = await this.unbroken(luck, async (measured) => {
        measured.restore(copy, forcedTo(this.plan.policies, found, option));
        if (measured.twin.kernel.now < measuredAt) await measured.twin.runQuiescent({ until: measuredAt });
        outcomes.set(option, outcomeOf(measured, luck === undefined));
      });
      if (broken !== null) outcomes.set(option, broken);
    }
    return { outcomes, measuredAt };
  }

  /** @returns when it was over, or where it was stopped */
  private async follow({ twin, endAt }: MeasuredTwin, { decision, before }: FoundDecision): Promise<number> {
    const { horizon } = this;
    const from = before.snapshot.now;
    if (horizon.kind !== 'closed') {
      const until = Math.min(endAt, horizon.kind === 'end' ? endAt : from + horizon.ms);
      await twin.runQuiescent({ until });
      return twin.kernel.now;
    }
    for (let until = Math.min(endAt, from + LOOK_MS); ; until = Math.min(endAt, until + LOOK_MS)) {
      const end = await twin.runQuiescent({ until });
      if (end === 'empty' || until === endAt || isOver(twin.host, decision)) return twin.kernel.now;
    }
  }

  /** Runs a branch; what broke in words, where an invariant did. */
  private async unbroken(
    luck: number | undefined,
    work: (measured: MeasuredTwin) => Promise<void>,
  ): Promise<string | null> {
    if (this.twin === null || this.luck !== luck) this.twin = this.twinOf(luck);
    this.luck = luck;
    try {
      await work(this.twin);
      return null;
    } catch (error) {
      // What threw is of no use any more.
      this.twin = null;
      const broken = violationIn(error);
      if (broken === null) throw error;
      return broken.message;
    }
  }

  private twinOf(luck: number | undefined): MeasuredTwin {
    return new MeasuredTwin(this.plan, luck === undefined ? {} : { luck });
  }
}

function forcedTo(policies: OutboundPolicies, { decision }: FoundDecision, option: number): OutboundPolicies {
  if (option < 0) return policies;
  const { point, entityType, entityKey, attempt } = decision;
  return { ...policies, forced: { point, entityType, entityKey, attempt, option } };
}

/** KPIs are told of the run's own future alone: they cost more than many a branch. */
function outcomeOf(measured: MeasuredTwin, withKpis: boolean): BranchOutcome {
  const costs: LandedCosts = measured.costs();
  const kpis = withKpis ? measured.kpis(costs) : null;
  return {
    costMinor: costs.totalMinor,
    pots: Object.fromEntries(POTS.map((pot) => [pot, costs.pots[pot]])) as Record<Pot, number>,
    kpis: kpis === null ? {} : Object.fromEntries(SHOWN_KPIS.map((kpi) => [kpi, kpis[kpi]])),
    digest: measured.twin.kernel.digest.hex(),
  };
}
