/**
 * Policies that learn while a run goes on: what came of their decisions is told them when it is known, and what they make of it is the run's.
 *
 * 1. What a policy knows is plain data, kept here and handed to it with each question: a copy of the run has it, a branch goes on with what
 *    was known until then, and two arms never share it.
 * 2. An outcome is told once, by the business event that settled it, at its instant; of those that one event settles, in the order in which
 *    they were decided. Nothing of that is an event of the calendar.
 * 3. It is told of what the policy decided itself, as that came out: explored, or forced by a what-if. What a person decided, or a model that
 *    the policy is the baseline of, is not its own.
 * 4. Where nobody learns, nothing is followed, and a copy holds an empty list.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { byPoint, DECISION_POINTS, type PolicySet } from '#orchestrator/decisions/points';
import type { Ask, Decided } from '../../host/ports.ts';
import type { BusinessWatcher } from '../../host/signals.ts';
import type { AnyPolicy } from './decision-rules.ts';

/** By the names of the decision log; null = it never came to that. */
export type OutcomeFigures = Readonly<Record<string, number | null>>;

/** A decision of one's own, and what came of it. */
export interface ToldOutcome {
  readonly context: unknown;
  /** That was chosen. */
  readonly option: unknown;
  /** With which it was chosen; null = nothing was drawn. */
  readonly propensity: number | null;
  /** Epoch ms. */
  readonly askedAt: number;
  /** Epoch ms. */
  readonly knownAt: number;
  readonly outcome: OutcomeFigures;
}

export interface FollowedDecision {
  readonly entityKey: number;
  readonly attempt: number;
  /** Epoch ms. */
  readonly now: number;
  readonly context: unknown;
  readonly option: unknown;
}

/** Follows decisions of one point until it is known what came of them. Its state is part of copies of the run. */
export interface OutcomeFollower {
  /** @param no the caller's number of it */
  decided(no: number, decision: FollowedDecision): void;
  business(time: number, event: string, key: number, n: number, a: number, b: number): void;
  /** Those that were settled since it was asked last. */
  settled(): readonly (readonly [no: number, outcome: OutcomeFigures])[];
  /** Plain data that is never written to again. */
  save(): unknown;
  load(saved: unknown): void;
}

/** A policy that learns. By itself, outside of a run, it answers from what it knows at first. */
export interface LearningPolicy extends AnyPolicy {
  readonly learns: {
    /** What it knows at first. Frozen plain data, as all that it ever knows. */
    readonly initial: unknown;
    recommendBy(knows: unknown, ...asked: Parameters<AnyPolicy['recommend']>): number;
    /** What it knows from then on. Pure. */
    learn(knows: unknown, told: ToldOutcome): unknown;
    /** A new one, of the policy's point. */
    follower(): OutcomeFollower;
  };
}

/** What became of a policy that learns. */
export interface LearnedInRun {
  readonly point: DecisionPoint;
  readonly policy: string;
  /** Of its own decisions. */
  readonly decisions: number;
  /** Of these, told so far. */
  readonly told: number;
  readonly knows: unknown;
}

type OpenDecision = Omit<ToldOutcome, 'knownAt' | 'outcome'>;

interface Learner {
  readonly point: DecisionPoint;
  readonly policy: LearningPolicy;
  readonly follower: OutcomeFollower;
  knows: unknown;
  decisions: number;
  told: number;
  readonly open: Map<number, OpenDecision>;
}

interface SavedLearner extends LearnedInRun {
  readonly open: readonly (readonly [no: number, open: OpenDecision])[];
  readonly follower: unknown;
}

export function isLearning(policy: AnyPolicy): policy is LearningPolicy {
  return 'learns' in policy;
}

export class Learning implements BusinessWatcher {
  readonly name = 'learning';
  private learners: readonly Learner[] = [];
  /** All that were ever followed here: who is followed again goes on from what it knew, until a copy says otherwise. */
  private readonly met = new Map<AnyPolicy, Learner>();

  /** Somebody learns. */
  get isOn(): boolean {
    return this.learners.length > 0;
  }

  /** From now on these decide. @returns the same, answering from what they know in this run */
  follow(by: PolicySet): PolicySet {
    const learners = new Map<DecisionPoint, Learner>();
    for (const point of DECISION_POINTS) {
      const policy: AnyPolicy = by[point];
      if (isLearning(policy)) learners.set(point, this.learnerOf(point, policy));
    }
    this.learners = [...learners.values()];
    if (!this.isOn) return by;
    return byPoint((point) => {
      const learner = learners.get(point);
      return learner === undefined ? by[point] : knowing(learner);
    }) as PolicySet;
  }

  decided(ask: Ask, { chosen, policy, person, propensity }: Decided): void {
    for (const learner of this.learners) {
      if (learner.point !== ask.point || learner.policy.name !== policy) continue;
      if (chosen < 0 || person !== undefined) continue;
      const { entityKey, attempt, now, context } = ask;
      const option = ask.options[chosen];
      learner.decisions += 1;
      learner.open.set(learner.decisions, { context, option, propensity, askedAt: now });
      learner.follower.decided(learner.decisions, { entityKey, attempt, now, context, option });
    }
  }

  business(
    time: number,
    event: string,
    _owner: string,
    _entityType: string,
    key: number,
    n: number,
    a: number,
    b: number,
  ): void {
    for (const learner of this.learners) {
      learner.follower.business(time, event, key, n, a, b);
      for (const [no, outcome] of learner.follower.settled()) tell(learner, no, outcome, time);
    }
  }

  learned(): readonly LearnedInRun[] {
    return this.learners.map(learnedOf);
  }

  save(): unknown {
    return this.learners.map(
      (learner): SavedLearner => ({
        ...learnedOf(learner),
        open: [...learner.open],
        follower: learner.follower.save(),
      }),
    );
  }

  /** Who learns here and did not in the run that the copy is of begins anew. */
  load(state: unknown): void {
    const saved = state as readonly SavedLearner[];
    for (const learner of this.learners) {
      const { point, policy } = learner;
      const found = saved.find((each) => each.point === point && each.policy === policy.name);
      learner.knows = found === undefined ? policy.learns.initial : found.knows;
      learner.decisions = found?.decisions ?? 0;
      learner.told = found?.told ?? 0;
      learner.open.clear();
      for (const [no, open] of found?.open ?? []) learner.open.set(no, open);
      learner.follower.load(found?.follower ?? null);
    }
  }

  private learnerOf(point: DecisionPoint, policy: LearningPolicy): Learner {
    const met = this.met.get(policy);
    if (met !== undefined) return met;
    const { initial, follower } = policy.learns;
    const learner: Learner = {
      ...{ point, policy, follower: follower(), knows: initial },
      ...{ decisions: 0, told: 0, open: new Map<number, OpenDecision>() },
    };
    this.met.set(policy, learner);
    return learner;
  }
}

function knowing(learner: Learner): AnyPolicy {
  const { policy } = learner;
  return {
    ...policy,
    recommend: (context, options, views) => policy.learns.recommendBy(learner.knows, context, options, views),
  };
}

function tell(learner: Learner, no: number, outcome: OutcomeFigures, knownAt: number): void {
  const open = learner.open.get(no)!;
  learner.open.delete(no);
  learner.knows = learner.policy.learns.learn(learner.knows, { ...open, knownAt, outcome });
  learner.told += 1;
}

function learnedOf({ point, policy, decisions, told, knows }: Learner): LearnedInRun {
  return { point, policy: policy.name, decisions, told, knows };
}
