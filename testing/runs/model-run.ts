/** Runs of a small distributor with a model that is written in TypeScript: what it answers, and when, is the test's to say. */
import { OrderGenerator } from '#mock-systems/erp/order-generator';
import type { ErpOrder } from '#mock-systems/erp/settings';
import { answerOf } from '#orchestrator/decisions/model-answer';
import { NO_LIMITS } from '#orchestrator/decisions/model-limits';
import { SOURCING_COLUMNS } from '#orchestrator/decisions/points/sourcing';
import { answersOf, type RecordedAnswer } from '#scenarios/host/answer-source';
import type { AnswerSource, ModelOutput } from '#scenarios/host/ports';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { PointModel } from '#scenarios/twin/deciders/model-policy';
import { type OutboundPolicies, outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { Digests } from '#scenarios/twin/digests';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { Random } from '#sim/random/random';
import { type DecisionRow, decisionRow } from './decision-row.ts';
import { smallDistributor } from '../worlds/outbound-world.ts';

export const HOUR_MS = 3_600_000;
export const TEST_MODEL = 'test-model';

const columnOf = new Map<string, number>(SOURCING_COLUMNS.map(({ name }, i) => [name, i]));

/** Weighs a day of transit, and a piece that is not there, against money: no rule of thumb does. */
export function scoresOf(features: Float32Array, rows: number): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const of = (name: (typeof SOURCING_COLUMNS)[number]['name']): number =>
      features[row * SOURCING_COLUMNS.length + columnOf.get(name)!]!;
    return 1e6 * of('priced') - of('freight') - of('handling') - 700 * of('transit') - 90 * of('uncovered');
  });
}

/** @param n which question this is, from 1 */
export type Score = (features: Float32Array, rows: number, n: number) => ModelOutput | Promise<ModelOutput>;

export const rightly: Score = (features, rows) => ({ scores: scoresOf(features, rows) });

export function modelOf(score: Score = rightly): AnswerSource {
  let n = 0;
  return answersOf({ digest: TEST_MODEL, score: async (features, rows) => score(features, rows, ++n) });
}

/** Decides alone. */
export function thumbArm(sourcing = 'cheapest-in-stock'): OutboundPolicies {
  return outboundPolicies({ sourcing, 'delay-response': 'expedite-where-worth' });
}

/** Active, with a thinking time so long that many questions are open at a time. */
export function modelArm(answers: AnswerSource, more: Partial<PointModel> = {}): OutboundPolicies {
  const model: PointModel = {
    point: 'sourcing',
    name: 'model',
    summary: '',
    rollout: { mode: 'active', canaryShare: 0, salt: 'model' },
    thinking: { kind: 'exponential', mean: 2 * HOUR_MS },
    timeoutMs: 1000 * HOUR_MS,
    limits: NO_LIMITS,
    personMs: 0,
    modelDigest: TEST_MODEL,
    answers,
    ...more,
  };
  return { ...thumbArm(), name: model.name, model };
}

/**
 * Orders that come at one instant are also rated at one instant, so that questions and answers tie.
 * @param without numbers of orders left out
 */
export function tyingWorld(without: readonly number[] = []): OutboundWorld {
  const world = smallDistributor({ ordersPerDay: 40, exclude: without });
  const { demand, tms } = world;
  if (demand.kind !== 'generated') throw new Error('generated demand is needed');
  const orders: ErpOrder[] = [];
  const source = new OrderGenerator(demand.settings, new Random(1));
  for (let order = source.next(); order !== null; order = source.next()) {
    orders.push({ ...order, releaseAt: order.releaseAt - (order.releaseAt % (2 * HOUR_MS)) });
  }
  return {
    ...world,
    demand: { kind: 'listed', orders },
    tms: { ...tms, ratingAnswerMs: { kind: 'constant', value: 30_000 } },
  };
}

export interface ModelRun {
  readonly twin: OutboundTwin;
  /** Decisions of `sourcing`. */
  readonly rows: readonly DecisionRow[];
  /** Every decision: the links of the audit chain. */
  readonly chain: readonly DecisionRow[];
  /** `state role kind order time-to-do-it`. */
  readonly tasks: readonly string[];
}

/** A twin that is not started. */
export function modelRun(policies: OutboundPolicies, world = tyingWorld()): ModelRun {
  const rows: DecisionRow[] = [];
  const chain: DecisionRow[] = [];
  const tasks: string[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    decision: (...values) => {
      const row = decisionRow(values);
      chain.push(row);
      if (row.point === 'sourcing') rows.push(row);
    },
    task: (now, role, _type, key, kind, due, state) =>
      tasks.push(`${state} ${role} ${kind} ${key} ${due === null ? '' : due - now}`),
  };
  return { twin: new OutboundTwin({ world, policies, seed: 1, recorder }), rows, chain, tasks };
}

/** Run to its end. */
export async function ranModel(policies: OutboundPolicies, world = tyingWorld()): Promise<ModelRun> {
  const run = modelRun(policies, world);
  run.twin.start();
  const end = await run.twin.runQuiescent();
  if (end !== 'empty') throw new Error(`the run ended with "${end}"`);
  return run;
}

export async function digestsOf(policies: OutboundPolicies): Promise<Digests> {
  return (await ranModel(policies)).twin.digests();
}

/** The answers that stand in a run's decisions. */
export function recordOf(rows: readonly DecisionRow[]): RecordedAnswer[] {
  return rows.flatMap(({ policy, point, entityType, entityKey, attempt, inputDigest, answer }) =>
    typeof answer === 'string'
      ? ({
          policy,
          point,
          entityType,
          entityKey,
          attempt,
          inputDigest,
          answer: answerOf(answer),
        } as RecordedAnswer)
      : [],
  );
}

/** Fallback and who decided instead, of every decision, without repeats. */
export function kindsOf(rows: readonly DecisionRow[]): string[] {
  return [...new Set(rows.map(({ fallback, override }) => `${fallback} ${override}`))].sort();
}
