/**
 * A real ONNX file in a run: the committed file is what the script makes, its scores are those of the same model in
 * TypeScript to the last bit, and a file that can't be such a model is refused with what was expected and found.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cheapestFeasible } from '#orchestrator/decisions/node-and-carrier';
import { FEATURE_COUNT } from '#orchestrator/decisions/node-and-carrier-features';
import { NO_LIMITS } from '#orchestrator/decisions/node-and-carrier-limits';
import { answersOf } from '#scenarios/host/answer-source';
import type { ModelRunner } from '#scenarios/host/ports';
import { Twin } from '#scenarios/twin/twin';
import { runs } from '#testing/properties';
import { smallWorld } from '#testing/small-world';
import { costAndLateness, linearScores } from './cost-and-lateness.ts';
import { onnxFile } from './onnx-file.ts';
import { type OnnxModel, openOnnxModel } from './onnx-model.ts';

const bytes = onnxFile(costAndLateness);
const opened: OnnxModel[] = [];

async function open(file: Uint8Array): Promise<OnnxModel> {
  const model = await openOnnxModel('m.onnx', file);
  opened.push(model);
  return model;
}

let model: OnnxModel;
beforeAll(async () => {
  model = await open(bytes);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

test('the committed file is what tools/make-onnx-model.ts makes', () => {
  const path = new URL('../../scenarios/library/models/cost-and-lateness.onnx', import.meta.url);
  expect(Buffer.from(bytes).equals(readFileSync(path))).toBe(true);
  expect(bytes.length).toBeLessThan(10_000);
});

test('scores are those of the same model in TypeScript, to the last bit', async () => {
  const { weights } = costAndLateness;
  const value = fc.integer({ min: 0, max: 20_000 });
  const row = fc.array(value, { minLength: FEATURE_COUNT, maxLength: FEATURE_COUNT });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
      const features = Float32Array.from(rows.flat());
      const { scores } = await model.score(features, rows.length);
      expect([...(scores as Float32Array)]).toEqual([...linearScores(weights, features, rows.length)]);
    }),
    { numRuns: runs(100) },
  );
});

describe('a file that can’t be a model of node-and-carrier', () => {
  const wanted = `expected features: float32 \\[options, ${FEATURE_COUNT}\\], found`;
  test.each<[string, Uint8Array, string]>([
    ['no ONNX at all', new TextEncoder().encode('hello'), 'm.onnx: is no ONNX model that can be run'],
    ['cut off', bytes.subarray(0, 200), 'm.onnx: is no ONNX model that can be run'],
    ['empty', new Uint8Array(), 'm.onnx: '],
    [
      'of other width',
      onnxFile({ ...costAndLateness, weights: [1, 2, 3] }),
      `wrong input: ${wanted} features: float32 \\[options, 3\\]. The columns are freight, warehouse`,
    ],
    ['of other name', onnxFile({ ...costAndLateness, input: 'x' }), `wrong input: ${wanted} x: float32`],
    [
      'made for other features',
      onnxFile({ ...costAndLateness, featuresDigest: '0123456789abcdef' }),
      'made for other features: expected [0-9a-f]{16} \\(version 1\\), found 0123456789abcdef',
    ],
    [
      'with another output',
      onnxFile({ ...costAndLateness, output: 'y' }),
      'wrong output: expected scores: float32 \\[options\\], found y: float32 \\[options\\]',
    ],
  ])('%s', async (_name, file, message) => {
    await expect(openOnnxModel('m.onnx', file)).rejects.toThrow(new RegExp(message));
  });
});

describe('in a run', () => {
  async function run(runner: ModelRunner): Promise<Twin> {
    const policy = {
      kind: 'model',
      name: 'model',
      summary: '',
      baseline: cheapestFeasible,
      rollout: { mode: 'active', canaryShare: 0, salt: '' },
      thinking: { kind: 'lognormal', mu: 6, sigma: 0.5 },
      timeoutMs: 2000,
      limits: NO_LIMITS,
      personMs: 0,
      modelDigest: runner.digest,
      answers: answersOf(runner),
    } as const;
    const twin = new Twin({ world: smallWorld(), policy, seed: 1 });
    twin.start();
    expect(await twin.runQuiescent()).toBe('empty');
    return twin;
  }

  test('the file decides as the model in TypeScript does: frozen outcomes', async () => {
    const twin = await run(model);
    const { weights } = costAndLateness;
    const same = await run({
      digest: model.digest,
      score: async (features, rows) => ({ scores: linearScores(weights, features, rows) }),
    });
    expect(same.digests()).toEqual(twin.digests());
    expect(twin.digests().outcomeDigest).toBe('74189f957421b13c');
  });

  test('a file that gives NaN: every decision is the baseline’s', async () => {
    const broken = await open(
      onnxFile({ ...costAndLateness, weights: costAndLateness.weights.with(0, Number.NaN) }),
    );
    const alone = new Twin({ world: smallWorld(), policy: cheapestFeasible, seed: 1 });
    alone.start();
    alone.run();
    expect((await run(broken)).digests().outcomeDigest).toBe(alone.digests().outcomeDigest);
  });
});
