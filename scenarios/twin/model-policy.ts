/**
 * A model as a policy of `node-and-carrier`: what it is told, how long it thinks, how far it is trusted, and what happens
 * where it can't be.
 *
 * 1. Thinking time is declared or drawn, keyed by the order: it never depends on the machine that runs the model. Past
 *    the time-out the answer counts for nothing, and so the model is not even asked.
 * 2. Which orders are its canaries is keyed by the order, too.
 * 3. Everything it does beyond that is the gate's judgement of an answer, which is a pure function of question and answer.
 */
import {
  type GateQuestion,
  type GateResult,
  offeredOf,
  type Policy,
  passAdvice,
} from '#orchestrator/decisions/gate';
import { adviceOf, type ModelAnswer } from '#orchestrator/decisions/model-answer';
import type {
  NodeAndCarrierContext,
  NodeAndCarrierOption,
  NodeAndCarrierPolicy,
} from '#orchestrator/decisions/node-and-carrier';
import { nodeAndCarrierFeatures } from '#orchestrator/decisions/node-and-carrier-features';
import { limitsOf, type NodeAndCarrierLimits } from '#orchestrator/decisions/node-and-carrier-limits';
import { partOf, type Rollout } from '#orchestrator/decisions/rollout';
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import { Random, type RandomStream } from '#sim/random/random';
import { inputDigest } from '../host/input-digest.ts';
import type {
  AnswerSource,
  Ask,
  ModelQuestion,
  OutsideDecider,
  OutsideQuestion,
  Settled,
} from '../host/ports.ts';
import type { World } from '../world/world.ts';
import { nodeAndCarrierRules } from './node-and-carrier-rules.ts';

export interface ModelPolicy {
  readonly kind: 'model';
  readonly name: string;
  readonly summary: string;
  /** Decides where the model does not. */
  readonly baseline: NodeAndCarrierPolicy;
  readonly rollout: Rollout;
  /** ms. */
  readonly thinking: Distribution;
  /** How long the gate waits, ms. */
  readonly timeoutMs: number;
  readonly limits: NodeAndCarrierLimits;
  /** How long a person takes who is asked instead, ms. */
  readonly personMs: number;
  readonly modelDigest: string;
  readonly answers: AnswerSource;
}

/** What an arm of a run is decided by. */
export type TwinPolicy = NodeAndCarrierPolicy | ModelPolicy;

export function isModelPolicy(policy: TwinPolicy): policy is ModelPolicy {
  return 'kind' in policy && policy.kind === 'model';
}

/** The rule of thumb behind a policy, or itself. */
export function thumbOf(policy: TwinPolicy): Policy<NodeAndCarrierContext, NodeAndCarrierOption> {
  return isModelPolicy(policy) ? policy.baseline : policy;
}

/** null for a rule of thumb, and for a model that is off. */
export function outsideOf(world: World, policy: TwinPolicy, seed: string | number): OutsideDecider | null {
  return isModelPolicy(policy) && policy.rollout.mode !== 'off'
    ? new ModelDecider(world, policy, new Random(seed))
    : null;
}

class ModelDecider implements OutsideDecider {
  readonly answers: AnswerSource;
  private readonly policy: ModelPolicy;
  private readonly rules: ReturnType<typeof nodeAndCarrierRules>;
  private readonly thinking: Sampler;
  private readonly draws: RandomStream;
  private readonly drawKeys: ReadonlyMap<number, number>;

  constructor(world: World, policy: ModelPolicy, random: Random) {
    this.policy = policy;
    this.answers = policy.answers;
    this.rules = nodeAndCarrierRules(world);
    this.thinking = compile(policy.thinking, `thinking time of ${policy.name}`);
    this.draws = random.stream(`models/${policy.name}/thinking`);
    this.drawKeys = new Map(world.orders.map(({ no, drawKey }) => [no, drawKey]));
    assert(policy.timeoutMs >= 0, `timeoutMs must be >= 0, got ${policy.timeoutMs}`);
  }

  plan(ask: Ask): OutsideQuestion | null {
    if (ask.point !== 'node-and-carrier') return null;
    const { rollout, timeoutMs } = this.policy;
    const key = this.drawKeys.get(ask.entityKey)!;
    const part = partOf(rollout, key);
    // With nothing to offer there is nothing to ask, and the rule of thumb says so at once.
    if (part === 'unasked' || offeredOf(this.gateQuestion(ask)).length === 0) return null;
    const thinksMs = Math.max(0, Math.round(this.thinking.sample(this.draws, key, ask.attempt)));
    const tooLate = thinksMs > timeoutMs;
    return { latencyMs: Math.min(thinksMs, timeoutMs), tooLate, obeyed: part === 'obeyed' };
  }

  questionOf(ask: Ask): ModelQuestion {
    const { point, entityType, entityKey, attempt, now, views } = ask;
    const question = this.gateQuestion(ask);
    const options = offeredOf(question).map((i) => question.options[i]!);
    return {
      policy: this.policy.name,
      point,
      entityType,
      entityKey,
      attempt,
      inputDigest: inputDigest(ask),
      features: nodeAndCarrierFeatures({ now, context: question.context, options, views }),
      rows: options.length,
    };
  }

  settle(ask: Ask, question: OutsideQuestion, answer: ModelAnswer): Settled {
    const { name, rollout, limits, baseline, modelDigest, personMs } = this.policy;
    const gate = this.gateQuestion(ask);
    const offered = offeredOf(gate);
    const advice = adviceOf(answer, offered.length);
    const result = passAdvice(gate, offered, advice, limitsOf(limits, oldestView(ask)), baseline);
    const referred = question.obeyed && result.override === 'person';
    const { chosen, removed, fallback, score, confidence, propensity, recommended, override } = result;
    const decided = {
      chosen,
      removed,
      fallback,
      score,
      confidence,
      propensity,
      policy: name,
      mode: rollout.mode,
      latencyMs: question.latencyMs + (referred ? personMs : 0),
      model: { digest: modelDigest, answer, recommended, override },
    };
    return { decided, referral: referred ? referral(result, personMs) : null };
  }

  private gateQuestion(ask: Ask): GateQuestion<NodeAndCarrierContext, NodeAndCarrierOption> {
    return {
      context: ask.context as NodeAndCarrierContext,
      options: ask.options as readonly NodeAndCarrierOption[],
      rules: this.rules,
    };
  }
}

function referral({ fallback, recommended }: GateResult, waitMs: number): Settled['referral'] {
  return {
    role: 'planner',
    kind: 'confirmDecision',
    detail: `${fallback}: the model advises option ${recommended}`,
    waitMs,
  };
}

function oldestView({ views }: Ask): number | null {
  let oldest: number | null = null;
  for (const { ageMs } of views) if (ageMs !== null) oldest = Math.max(oldest ?? 0, ageMs);
  return oldest;
}
