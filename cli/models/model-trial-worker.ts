/**
 * The process that runs a model's file once, for `dray model check`: native code that hangs or takes all memory is stopped from outside
 * (model-trial.ts).
 */
import { openOnnxModel } from '#bench/models/onnx-model';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';

export interface TrialQuestion {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly point: DecisionPoint;
  readonly features: Float32Array;
  readonly rows: number;
}

export interface Trial {
  readonly scores: readonly number[];
  /** Each row asked about by itself. */
  readonly alone: readonly number[];
  /** A second time, to the last bit. */
  readonly repeats: boolean;
  /** Wall time of a question of up to four options, sorted. */
  readonly timesUs: readonly number[];
}

export type TrialAnswer = { readonly trial: Trial } | { readonly error: string };

/** Options of a question whose time is taken. */
const OPTIONS = 4;
const WARMUP = 200;
const TIMED = 500;

process.on('message', (question: TrialQuestion) => {
  void answer(question).then((reply) => process.send!(reply));
});
process.on('disconnect', () => process.exit());

async function answer(question: TrialQuestion): Promise<TrialAnswer> {
  try {
    return { trial: await tried(question) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function tried({ name, bytes, point, features, rows }: TrialQuestion): Promise<Trial> {
  const model = await openOnnxModel(name, bytes, point);
  const columns = POINTS[point].features.columns.length;
  const part = (from: number, count: number): Float32Array =>
    features.slice(from * columns, (from + count) * columns);
  const ask = async (from: number, count: number): Promise<readonly number[]> =>
    Array.from((await model.score(part(from, count), count)).scores);
  const scores = await ask(0, rows);
  const again = await ask(0, rows);
  const alone: number[] = [];
  for (let row = 0; row < rows; row++) alone.push((await ask(row, 1))[0] ?? Number.NaN);
  const few = Math.min(OPTIONS, rows);
  const timesUs: number[] = [];
  for (let n = -WARMUP; n < TIMED; n++) {
    const input = part(0, few);
    const before = process.hrtime.bigint();
    await model.score(input, few);
    if (n >= 0) timesUs.push(Number(process.hrtime.bigint() - before) / 1000);
  }
  const repeats = scores.length === again.length && scores.every((score, i) => Object.is(score, again[i]));
  return { scores, alone, repeats, timesUs: timesUs.sort((x, y) => x - y) };
}
