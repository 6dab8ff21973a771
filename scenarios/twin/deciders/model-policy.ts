/**
 * A model as a policy of a decision point: what it is told, how long it thinks, how far it is trusted, and what happens where it
 * can't be.
 *
 * 1. Thinking time is declared or drawn, keyed by the order (of a load: by its smallest shipment's): it never depends on the machine
 *    that runs the model. Past the time-out the answer counts for nothing, and so the model is not even asked.
 * 2. Which orders are its canaries is keyed by the order, too.
 * 3. Everything it does beyond that is the gate's judgement of an answer, which is a pure function of question and answer.
 * 4. Where it is governed, its mode is that of the moment: an answer that was to be obeyed when it was asked for, and is not any more
 *    when it counts, is given up, and the baseline decides (`stepped-down`). An answer counts for the stage in which it was asked for.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { featureRows } from '#orchestrator/decisions/features';
import { type GateResult, offeredOf, passAdvice, passGate, ruledOut } from '#orchestrator/decisions/gate';
import { adviceOf, type ModelAnswer } from '#orchestrator/decisions/model-answer';
import { limitsOf, type ModelLimits } from '#orchestrator/decisions/model-limits';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { POINTS, type PolicySet } from '#orchestrator/decisions/points';
import { partOf, type Rollout } from '#orchestrator/decisions/rollout';
import type { Network } from '#orchestrator/model/network';
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import { inputDigest } from '../../host/input-digest.ts';
import type {
  AnswerSource,
  Ask,
  Decided,
  ModelQuestion,
  OutsideDecider,
  OutsideQuestion,
  Settled,
} from '../../host/ports.ts';
import { type AnyPolicy, inNetwork, type PointRules, questionOf, rulesOf } from './decision-rules.ts';
import { drawKeyOf } from './draw-key.ts';

export interface PointModel {
  /** That it answers. */
  readonly point: DecisionPoint;
  readonly name: string;
  readonly summary: string;
  readonly rollout: Rollout;
  /** ms. */
  readonly thinking: Distribution;
  /** How long the gate waits, ms. */
  readonly timeoutMs: number;
  readonly limits: ModelLimits;
  /** How long a person takes who is asked instead, ms. */
  readonly personMs: number;
  readonly modelDigest: string;
  readonly answers: AnswerSource;
  /** What one answer costs, minor units, may be a fraction; absent = nothing is counted. */
  readonly costPerDecisionMinor?: number;
}

/** What a model's answer has come to. */
export interface Answered {
  readonly ask: Ask;
  readonly decided: Decided;
  /** Its answer counts. */
  readonly obeyed: boolean;
  /** What it was shown: made again for who watches it. */
  readonly features: () => ArrayLike<number>;
  /** Index into the options asked with; -1 = none. */
  readonly baselineChosen: number;
  /** As `OutsideQuestion` has it. */
  readonly under: number | undefined;
}

/** Who oversees a model: says how far it is trusted, shows it what it is shown, and hears what came of it. */
export interface ModelOversight {
  /** Somebody governs it: what is off may be on later. */
  readonly isGoverned: boolean;
  /** Stages that it has entered; undefined = nobody governs it. */
  readonly entered: number | undefined;
  /** How far it is trusted now. */
  rolloutOf(model: PointModel): Rollout;
  shown(ask: Ask, features: Float32Array): Float32Array;
  answered(what: Answered): void;
}

/**
 * What a model decides; null where it is off, and nobody governs it who could have it otherwise.
 * @param baselines decide where the model does not
 * @param keyOf what the draws of an order are keyed by
 * @param oversight of this model; null = it is trusted as it is said to be
 */
export function outsideOf(
  network: Network,
  model: PointModel,
  baselines: PolicySet,
  random: Random,
  keyOf: (order: number) => number,
  oversight: ModelOversight | null = null,
): OutsideDecider | null {
  return model.rollout.mode === 'off' && !oversight?.isGoverned
    ? null
    : new ModelDecider(network, model, baselines, random, keyOf, oversight);
}

class ModelDecider implements OutsideDecider {
  readonly answers: AnswerSource;
  private readonly model: PointModel;
  private readonly point: AnyPoint;
  private readonly baseline: AnyPolicy;
  private readonly rules: PointRules;
  private readonly thinking: Sampler;
  private readonly draws: RandomStream;
  private readonly keyOf: (order: number) => number;
  private readonly oversight: ModelOversight | null;

  constructor(
    network: Network,
    model: PointModel,
    baselines: PolicySet,
    random: Random,
    keyOf: (order: number) => number,
    oversight: ModelOversight | null,
  ) {
    this.model = model;
    this.oversight = oversight;
    this.point = POINTS[model.point];
    this.baseline = inNetwork(baselines, network)[model.point];
    this.answers = model.answers;
    this.rules = rulesOf(network);
    this.thinking = compile(model.thinking, `thinking time of ${model.name}`);
    this.draws = random.stream(`models/${model.name}/thinking`);
    this.keyOf = keyOf;
    assert(model.timeoutMs >= 0, `timeoutMs must be >= 0, got ${model.timeoutMs}`);
  }

  plan(ask: Ask): OutsideQuestion | null {
    if (ask.point !== this.model.point) return null;
    const { timeoutMs } = this.model;
    const key = drawKeyOf(ask, this.keyOf);
    const part = partOf(this.rollout(), key);
    // With nothing to offer there is nothing to ask, and the rule of thumb says so at once.
    if (part === 'unasked' || offeredOf(questionOf(ask, this.rules)).length === 0) return null;
    const thinksMs = drawMs(this.thinking, this.draws, key, ask.attempt);
    const tooLate = thinksMs > timeoutMs;
    const under = this.oversight?.entered;
    return {
      latencyMs: Math.min(thinksMs, timeoutMs),
      tooLate,
      obeyed: part === 'obeyed',
      ...(under === undefined ? {} : { under }),
    };
  }

  questionOf(ask: Ask): ModelQuestion {
    const { point, entityType, entityKey, attempt, now, context, views } = ask;
    const question = questionOf(ask, this.rules);
    const options = offeredOf(question).map((i) => question.options[i]!);
    const features = featureRows(this.point.features, this.point.views, { now, context, options, views });
    return {
      policy: this.model.name,
      point,
      entityType,
      entityKey,
      attempt,
      // A record asks for it, a model does not; and it costs as much as a small one takes to answer.
      get inputDigest() {
        return inputDigest(ask);
      },
      features: this.oversight?.shown(ask, features) ?? features,
      rows: options.length,
      ...textIn(this.point.textOf?.(context) ?? null),
    };
  }

  /** How far it is trusted now. */
  private rollout(): Rollout {
    return this.oversight?.rolloutOf(this.model) ?? this.model.rollout;
  }

  /** Whether an answer that was to be obeyed when it was asked for still is. */
  private stands(ask: Ask): boolean {
    return this.oversight === null || partOf(this.rollout(), drawKeyOf(ask, this.keyOf)) === 'obeyed';
  }

  settle(ask: Ask, question: OutsideQuestion, answer: ModelAnswer): Settled {
    const { name, limits, modelDigest, personMs } = this.model;
    const gate = questionOf(ask, this.rules);
    const offered = offeredOf(gate);
    const stands = !question.obeyed || this.stands(ask);
    const advice = stands ? adviceOf(answer, offered.length) : STEPPED_DOWN;
    const mode = !question.obeyed ? 'shadow' : stands ? this.rollout().mode : 'off';
    const checks = limitsOf(this.point, limits, oldestView(ask));
    const result = passAdvice(gate, offered, advice, checks, this.baseline);
    const referred = question.obeyed && result.override === 'person';
    const { chosen, removed, fallback, score, confidence, propensity, recommended, override } = result;
    const decided = {
      chosen,
      removed,
      ...(removed === 0 ? {} : { ruledOut: () => ruledOut(gate) }),
      fallback,
      score,
      confidence,
      propensity,
      policy: name,
      mode,
      latencyMs: question.latencyMs + (referred ? personMs : 0),
      model: { digest: modelDigest, answer, recommended, override },
    };
    this.oversight?.answered({
      ask,
      decided,
      obeyed: question.obeyed,
      features: () => this.questionOf(ask).features,
      baselineChosen: passGate(gate, this.baseline).chosen,
      under: question.under,
    });
    return { decided, referral: referred ? referral(result, personMs) : null };
  }
}

function textIn(text: string | null): Pick<ModelQuestion, 'text'> {
  return text === null ? {} : { text };
}

const STEPPED_DOWN = { kind: 'none', reason: 'stepped-down' } as const;

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
