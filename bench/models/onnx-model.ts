/**
 * Runs an ONNX file as a model of a decision point. The only place that knows the ONNX runtime.
 *
 * 1. One thread, operators one after the other, on the processor: the same input gives the same bits on this machine. On
 *    another one a model that is not exact in float32 may differ in the last bit; the answers on record do not.
 * 2. A file that can't be a model of this decision point is refused when it is opened, with what was expected and what was
 *    found. What goes wrong later is an answer like any other: the gate judges it.
 * 3. A model that does not answer in real time stops the run. To go on without it would make the run depend on the machine.
 */
import { createHash } from 'node:crypto';
import type { InferenceSession } from 'onnxruntime-node';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { AnswerUnavailable } from '#scenarios/host/answer-source';
import type { ModelOutput } from '#scenarios/host/ports';
import { featuresDiffer } from './features-metadata.ts';
import { fileProblems } from './onnx-limits.ts';
import { onnxMetadata } from './onnx-metadata.ts';
import { ModelFileError, type OutsideModel } from './outside-model.ts';

const INPUT = 'features';
const OUTPUT = 'scores';
/** Real time. Longer than any model of a few MB takes, short enough to notice. */
const ANSWER_WITHIN_MS = 60_000;
const ERRORS_ONLY = 3;

/** 64 hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of a model file, 16 hexadecimal digits. */
export function modelDigest(bytes: Uint8Array): string {
  return sha256Of(bytes).slice(0, 16);
}

/**
 * @param name for messages: where the bytes come from
 * @param point that it is to answer
 * @throws ModelFileError
 */
export async function openOnnxModel(
  name: string,
  bytes: Uint8Array,
  point: DecisionPoint,
): Promise<OutsideModel> {
  const [problem] = fileProblems(bytes);
  if (problem !== undefined) throw new ModelFileError(`${name}: ${problem}`);
  const runtime = await loadRuntime();
  const session = await openSession(runtime, name, bytes);
  try {
    checkFeatures(name, bytes, point);
    checkShape(name, session, point);
  } catch (error) {
    await session.release();
    throw error;
  }
  const columns = POINTS[point].features.columns.length;
  return {
    digest: modelDigest(bytes),
    score: async (features, rows) => {
      const tensor = new runtime.Tensor('float32', features, [rows, columns]);
      return outputOf(await withinReason(name, session.run({ [INPUT]: tensor })));
    },
    close: () => session.release(),
  };
}

type Runtime = typeof import('onnxruntime-node');

/** Only where a model is used: the native library has some 20 MB, and is not there for every platform. */
async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    const where = `${process.platform} ${process.arch}`;
    throw new ModelFileError(`the ONNX runtime does not load on ${where}: ${reasonOf(error)}`);
  }
}

async function openSession(runtime: Runtime, name: string, bytes: Uint8Array): Promise<InferenceSession> {
  try {
    return await runtime.InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: ERRORS_ONLY,
    });
  } catch (error) {
    throw new ModelFileError(
      `${name}: is no ONNX model that can be run (${reasonOf(error)}). ` +
        `Name a file that was exported to ONNX; docs/models.md shows what it takes and gives`,
    );
  }
}

function checkShape(
  name: string,
  { inputMetadata, outputMetadata }: InferenceSession,
  point: DecisionPoint,
): void {
  const { columns } = POINTS[point].features;
  const [features, ...more] = inputMetadata;
  const { shape, type } = tensorOf(features);
  const fits = shape.length === 2 && typeof shape[0] === 'string' && shape[1] === columns.length;
  if (!(fits && more.length === 0 && features?.name === INPUT && type === 'float32')) {
    const wanted = `${INPUT}: float32 [options, ${columns.length}]`;
    const names = columns.map((feature) => feature.name).join(', ');
    throw new ModelFileError(
      `${name}: wrong input: expected ${wanted}, found ${describe(inputMetadata)}. The columns are ${names}`,
    );
  }
  const scores = tensorOf(outputMetadata.find((each) => each.name === OUTPUT));
  if (!(isOneAnOption(scores.shape) && scores.type === 'float32'))
    throw new ModelFileError(
      `${name}: wrong output: expected ${OUTPUT}: float32 [options], found ${describe(outputMetadata)}. ` +
        `Export it with one score an option, the number of options left open`,
    );
}

/** As exporters write it: [options], or [options, 1]. */
function isOneAnOption([options, ...more]: readonly (string | number)[]): boolean {
  return typeof options === 'string' && more.every((size) => size === 1);
}

function tensorOf(value: InferenceSession.ValueMetadata | undefined): {
  readonly shape: readonly (string | number)[];
  readonly type: string;
} {
  return value?.isTensor === true ? value : { shape: [], type: 'none' };
}

/** A row of numbers that means something else is worse than none: a file must say what it was made for. */
function checkFeatures(name: string, bytes: Uint8Array, point: DecisionPoint): void {
  const differ = featuresDiffer(onnxMetadata(bytes), point);
  if (differ !== null) throw new ModelFileError(`${name}: ${differ}`);
}

function describe(values: readonly InferenceSession.ValueMetadata[]): string {
  const each = values.map((value) =>
    value.isTensor ? `${value.name}: ${value.type} [${value.shape.join(', ')}]` : `${value.name}: no tensor`,
  );
  return each.join('; ') || 'none';
}

/** Scores as they come, however many: the gate counts them. */
function outputOf(outputs: InferenceSession.ReturnType): ModelOutput {
  const scores = outputs[OUTPUT]?.data;
  if (!(scores instanceof Float32Array)) throw new Error(`no ${OUTPUT} among the outputs`);
  return { scores: scores.slice() };
}

/** The wall clock never decides what happens in the run, only whether there is one. */
async function withinReason<T>(name: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const seconds = ANSWER_WITHIN_MS / 1000;
      reject(new AnswerUnavailable(`${name}: the model has not answered within ${seconds} s of real time`));
    }, ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work, stuck]);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]!;
}
