/**
 * The twin as an environment to learn in, with the semantics of Gymnasium: it stands still at each decision of one point until somebody
 * acts, everything else is decided as the scenario has it.
 *
 * 1. Seed and actions determine every number. A decision takes no virtual time: an agent that needs some says so in an arm of a run.
 * 2. A reward is minus the cost that arose since the last step (`CostMeter`), minor units; the rewards of an episode add up to minus the
 *    cost of its run, to the last minor unit.
 * 3. What became of a decision comes when it is known, once, by the decision's number; at the end also what is still open, as it stands.
 * 4. Who resets leaves the episode before: its run is dropped.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import { NO_LIMITS } from '#orchestrator/decisions/model-limits';
import type { AnswerSource, ModelQuestion } from '#scenarios/host/ports';
import type { PointModel } from '#scenarios/twin/deciders/model-policy';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { pricesOf } from '../experiments/outbound-report-of-run.ts';
import { CostMeter } from './cost-meter.ts';
import { OpenDecisions, type Outcome } from './open-decisions.ts';

export interface EnvironmentPlan {
  readonly world: (seed: string | number) => OutboundWorld;
  /** Who answers everything else. */
  readonly policies: OutboundPolicies;
  readonly point: DecisionPoint;
  /** An option beyond these is never shown. */
  readonly optionsMax: number;
  /** Instant to stop at, before the world's end. */
  readonly until?: number;
}

/** A decision that is to be made. */
export interface OpenQuestion {
  /** From 1, in the order in which they are asked. */
  readonly decision: number;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  /** Epoch ms. */
  readonly at: number;
  /** That may be chosen: the first of those offered. */
  readonly options: number;
  /** Row by row, one an option. */
  readonly features: Float32Array;
}

export interface Step {
  /** null = the episode is over. */
  readonly question: OpenQuestion | null;
  readonly reward: number;
  /** Nothing can happen any more. */
  readonly terminated: boolean;
  /** It was stopped: at the scenario's horizon, or before. */
  readonly truncated: boolean;
  readonly outcomes: readonly Outcome[];
}

/** The action is none, or there is nothing to decide. */
export class NoSuchAction extends Error {
  override readonly name = 'NoSuchAction';
}

interface Asked {
  readonly question: ModelQuestion;
  answer(answer: ModelAnswer): void;
}

interface Episode {
  readonly twin: OutboundTwin;
  readonly meter: CostMeter;
  readonly open: OpenDecisions;
  /** Put and not answered, in their order; the first is the one that is shown. */
  readonly asked: Asked[];
  shown: OpenQuestion | null;
  decisions: number;
  countedMinor: number;
  end: 'empty' | 'stopped' | null;
  failure: unknown;
  /** Somebody waits for a question, or for the end. */
  wake: () => void;
}

export class DecisionEnvironment {
  private readonly plan: EnvironmentPlan;
  private episode: Episode | null = null;

  constructor(plan: EnvironmentPlan) {
    this.plan = plan;
  }

  /** Begins an episode. Rejects with what breaks in its run. */
  async reset(seed: string | number): Promise<Step> {
    const { plan } = this;
    const world = plan.world(seed);
    const asked: Asked[] = [];
    const open = new OpenDecisions();
    const idle = { policies: plan.policies, endedAt: world.startAt, counts: { messages: 0 } };
    let episode: Episode | null = null;
    const meter = new CostMeter(pricesOf(world, idle), (settled) =>
      open.settle(settled, episode!.twin.kernel.now),
    );
    const answers: AnswerSource = {
      kind: 'outside',
      ask: (question) =>
        new Promise((answer) => {
          asked.push({ question, answer });
          episode!.wake();
        }),
    };
    const policies = { ...plan.policies, model: environmentModel(plan.point, answers) };
    const twin = new OutboundTwin({ world, policies, seed, watchers: [meter] });
    episode = { ...FRESH, twin, meter, open, asked };
    this.episode = episode;
    twin.start();
    void this.run(episode);
    return this.pause(episode);
  }

  /** @param action index of an option; rejects with `NoSuchAction`, and then nothing has happened */
  async step(action: number): Promise<Step> {
    const { episode } = this;
    if (episode === null || episode.shown === null)
      throw new NoSuchAction(
        episode === null ? 'no episode has begun: reset first' : 'the episode is over: reset first',
      );
    const { shown, asked, open } = episode;
    if (!(Number.isInteger(action) && action >= 0 && action < shown.options))
      throw new NoSuchAction(
        `action ${action}: there are ${shown.options} options, so 0 to ${shown.options - 1} can be chosen`,
      );
    const { question, answer } = asked.shift()!;
    open.add(shown);
    episode.shown = null;
    const scores = new Array<number>(question.rows).fill(0);
    scores[action] = 1;
    answer({ kind: 'answered', scores, action, confidence: 1, propensity: null });
    return this.pause(episode);
  }

  private async run(episode: Episode): Promise<void> {
    const { until } = this.plan;
    try {
      const end = await episode.twin.runQuiescent(until === undefined ? {} : { until });
      episode.meter.settle(episode.twin.kernel.now);
      episode.end = end === 'empty' ? 'empty' : 'stopped';
    } catch (error) {
      episode.failure = error ?? new Error('the run has failed');
    }
    episode.wake();
  }

  /** To the next question, or to the end. */
  private async pause(episode: Episode): Promise<Step> {
    if (episode.asked.length === 0 && episode.end === null && episode.failure === null) {
      const { promise, resolve } = Promise.withResolvers<void>();
      episode.wake = resolve;
      await promise;
      episode.wake = wake;
    }
    if (episode.failure !== null) throw episode.failure;
    return this.stepOf(episode);
  }

  private stepOf(episode: Episode): Step {
    const { asked, meter, open, twin, end } = episode;
    const { now } = twin.kernel;
    const next = asked[0]?.question ?? null;
    episode.shown = next === null ? null : this.questionOf(next, ++episode.decisions, now);
    if (next === null) open.end((type, key) => meter.soFar(type, key), now);
    const reward = episode.countedMinor - meter.totalMinor;
    episode.countedMinor = meter.totalMinor;
    return {
      question: episode.shown,
      reward,
      terminated: next === null && end === 'empty',
      truncated: next === null && end === 'stopped',
      outcomes: open.take(),
    };
  }

  private questionOf(question: ModelQuestion, decision: number, at: number): OpenQuestion {
    const { entityType, entityKey, attempt, features, rows } = question;
    const options = Math.min(rows, this.plan.optionsMax);
    return {
      decision,
      entityType,
      entityKey,
      attempt,
      at,
      options,
      features: features.subarray(0, (features.length / rows) * options),
    };
  }
}

/** Nobody waits. */
function wake(): void {}

const FRESH: Omit<Episode, 'twin' | 'meter' | 'open' | 'asked'> = {
  shown: null,
  decisions: 0,
  countedMinor: 0,
  end: null,
  failure: null,
  wake,
};

/** Obeyed at once, whatever it says. */
function environmentModel(point: DecisionPoint, answers: AnswerSource): PointModel {
  return {
    point,
    name: 'environment',
    summary: 'whoever acts in the environment',
    rollout: { mode: 'active', canaryShare: 0, salt: '' },
    thinking: { kind: 'constant', value: 0 },
    timeoutMs: 0,
    limits: NO_LIMITS,
    personMs: 0,
    modelDigest: 'environment',
    answers,
  };
}
