/**
 * A model as a policy of `sourcing`: what it is told, how long it thinks, how far it is trusted, and what happens where it
 * can't be.
 *
 * 1. Thinking time is declared or drawn, keyed by the order: it never depends on the machine that runs the model. Past
 *    the time-out the answer counts for nothing, and so the model is not even asked.
 * 2. Which orders are its canaries is keyed by the order, too.
 * 3. Everything it does beyond that is the gate's judgement of an answer, which is a pure function of question and answer.
 */
import { type GateQuestion, type GateResult, offeredOf, passAdvice } from '#orchestrator/decisions/gate';
import { adviceOf, type ModelAnswer } from '#orchestrator/decisions/model-answer';
import { partOf, type Rollout } from '#orchestrator/decisions/rollout';
import {
  type SourcingContext,
  type SourcingOption,
  type SourcingPolicy,
  sourcingRules,
  withViews,
} from '#orchestrator/decisions/sourcing';
import { sourcingFeatures } from '#orchestrator/decisions/sourcing-features';
import { limitsOf, type SourcingLimits } from '#orchestrator/decisions/sourcing-limits';
import type { Network } from '#orchestrator/model/network';
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import { inputDigest } from '../host/input-digest.ts';
import type {
  AnswerSource,
  Ask,
  ModelQuestion,
  OutsideDecider,
  OutsideQuestion,
  Settled,
} from '../host/ports.ts';

export interface SourcingModel {
  readonly name: string;
  readonly summary: string;
  readonly rollout: Rollout;
  /** ms. */
  readonly thinking: Distribution;
  /** How long the gate waits, ms. */
  readonly timeoutMs: number;
  readonly limits: SourcingLimits;
  /** How long a person takes who is asked instead, ms. */
  readonly personMs: number;
  readonly modelDigest: string;
  readonly answers: AnswerSource;
}

/**
 * What a model decides; null where it is off.
 * @param baseline decides where the model does not
 * @param keyOf what the draws of an order are keyed by
 */
export function outsideOf(
  network: Network,
  model: SourcingModel,
  baseline: SourcingPolicy,
  random: Random,
  keyOf: (order: number) => number,
): OutsideDecider | null {
  return model.rollout.mode === 'off' ? null : new ModelDecider(network, model, baseline, random, keyOf);
}

class ModelDecider implements OutsideDecider {
  readonly answers: AnswerSource;
  private readonly model: SourcingModel;
  private readonly baseline: SourcingPolicy;
  private readonly rules: ReturnType<typeof sourcingRules>;
  private readonly thinking: Sampler;
  private readonly draws: RandomStream;
  private readonly keyOf: (order: number) => number;

  constructor(
    network: Network,
    model: SourcingModel,
    baseline: SourcingPolicy,
    random: Random,
    keyOf: (order: number) => number,
  ) {
    this.model = model;
    this.baseline = baseline;
    this.answers = model.answers;
    this.rules = sourcingRules(network);
    this.thinking = compile(model.thinking, `thinking time of ${model.name}`);
    this.draws = random.stream(`models/${model.name}/thinking`);
    this.keyOf = keyOf;
    assert(model.timeoutMs >= 0, `timeoutMs must be >= 0, got ${model.timeoutMs}`);
  }

  plan(ask: Ask): OutsideQuestion | null {
    if (ask.point !== 'sourcing') return null;
    const { rollout, timeoutMs } = this.model;
    const key = this.keyOf(ask.entityKey);
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
      policy: this.model.name,
      point,
      entityType,
      entityKey,
      attempt,
      inputDigest: inputDigest(ask),
      features: sourcingFeatures({ now, context: question.context, options, views }),
      rows: options.length,
    };
  }

  settle(ask: Ask, question: OutsideQuestion, answer: ModelAnswer): Settled {
    const { name, rollout, limits, modelDigest, personMs } = this.model;
    const gate = this.gateQuestion(ask);
    const offered = offeredOf(gate);
    const advice = adviceOf(answer, offered.length);
    const baseline = withViews(this.baseline, ask.views);
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

  private gateQuestion(ask: Ask): GateQuestion<SourcingContext, SourcingOption> {
    return {
      context: ask.context as SourcingContext,
      options: ask.options as readonly SourcingOption[],
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

/** A view that does not exist yet is older than any. */
function oldestView({ views }: Ask): number | null {
  let oldest: number | null = null;
  for (const { ageMs } of views) oldest = Math.max(oldest ?? 0, ageMs ?? Infinity);
  return oldest;
}
