/** Runs of the small world with a model that is written in TypeScript: what it answers, and when, is the test's to say. */
import { answerOf } from '#orchestrator/decisions/model-answer';
import { cheapestFeasible } from '#orchestrator/decisions/node-and-carrier';
import { FEATURE_COUNT } from '#orchestrator/decisions/node-and-carrier-features';
import { NO_LIMITS } from '#orchestrator/decisions/node-and-carrier-limits';
import { answersOf, type RecordedAnswer } from '#scenarios/host/answer-source';
import type { AnswerSource, ModelOutput } from '#scenarios/host/ports';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { TABLES } from '#scenarios/recording/schema';
import type { ModelPolicy, TwinPolicy } from '#scenarios/twin/model-policy';
import { type Digests, Twin } from '#scenarios/twin/twin';
import type { World } from '#scenarios/world/world';
import { type SmallWorldOptions, smallWorld } from './small-world.ts';

export const HOUR_MS = 3_600_000;
export const TEST_MODEL = 'test-model';

/** Weighs a day of transit against money: neither what is cheapest nor what is fastest. */
export function scoresOf(features: Float32Array, rows: number): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const [freight, warehouse, priced, transit] = features.subarray(row * FEATURE_COUNT);
    return 1e6 * priced! - freight! - warehouse! - 700 * transit!;
  });
}

/** @param n which question this is, from 1 */
export type Score = (features: Float32Array, rows: number, n: number) => ModelOutput | Promise<ModelOutput>;

export const rightly: Score = (features, rows) => ({ scores: scoresOf(features, rows) });

export function modelOf(score: Score = rightly): AnswerSource {
  let n = 0;
  return answersOf({ digest: TEST_MODEL, score: async (features, rows) => score(features, rows, ++n) });
}

/** Active, with a thinking time so long that many questions are open at a time. */
export function policyOf(answers: AnswerSource, more: Partial<ModelPolicy> = {}): ModelPolicy {
  return {
    kind: 'model',
    name: 'model',
    summary: '',
    baseline: cheapestFeasible,
    rollout: { mode: 'active', canaryShare: 0, salt: 'model' },
    thinking: { kind: 'exponential', mean: 2 * HOUR_MS },
    timeoutMs: 1000 * HOUR_MS,
    limits: NO_LIMITS,
    personMs: 0,
    modelDigest: TEST_MODEL,
    answers,
    ...more,
  };
}

/** Orders that come at one instant are also rated at one instant, so that questions and answers tie. */
export function tyingWorld(options: SmallWorldOptions = {}): World {
  const world = smallWorld(options);
  const { systems } = world;
  return { ...world, systems: { ...systems, tms: { answerMs: { kind: 'constant', value: 30_000 } } } };
}

/** A row of the decisions table, by column. */
export type DecisionRow = Readonly<Record<(typeof TABLES)['decisions'][number]['name'], unknown>>;

export interface ModelRun {
  readonly twin: Twin;
  readonly rows: readonly DecisionRow[];
  /** `state role kind order time-to-do-it`. */
  readonly tasks: readonly string[];
}

/** A twin that is not started. */
export function modelRun(policy: TwinPolicy, world = tyingWorld()): ModelRun {
  const rows: DecisionRow[] = [];
  const tasks: string[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    decision: (...values) => {
      const cells = TABLES.decisions.map(({ name }, i) => [name, structuredClone(values[i])]);
      rows.push(Object.fromEntries(cells));
    },
    task: (now, role, _type, key, kind, due, state) =>
      tasks.push(`${state} ${role} ${kind} ${key} ${due === null ? '' : due - now}`),
  };
  return { twin: new Twin({ world, policy, seed: 1, recorder }), rows, tasks };
}

/** Run to its end. */
export async function ranModel(policy: TwinPolicy, world = tyingWorld()): Promise<ModelRun> {
  const run = modelRun(policy, world);
  run.twin.start();
  const end = await run.twin.runQuiescent();
  if (end !== 'empty') throw new Error(`the run ended with "${end}"`);
  return run;
}

export async function digestsOf(policy: TwinPolicy): Promise<Digests> {
  return (await ranModel(policy)).twin.digests();
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
