/**
 * A real ONNX file in a run: the committed file is what the script makes, its scores are those of the same model in
 * TypeScript to the last bit, and a file that can't be such a model is refused with what was expected and found.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import { SOURCING_COLUMNS } from '#orchestrator/decisions/points/sourcing';
import { answersOf } from '#scenarios/host/answer-source';
import type { ModelRunner } from '#scenarios/host/ports';
import { runs } from '#testing/properties/properties';
import { kindsOf, type ModelRun, modelArm, ranModel, thumbArm } from '#testing/runs/model-run';
import { carrierCostAndLateness, costAndLateness, linearModel, linearScores } from './cost-and-lateness.ts';
import { featuresMetadata } from './features-metadata.ts';
import { onnxFile } from './onnx-file.ts';
import { openOnnxModel } from './onnx-model.ts';
import type { OutsideModel } from './outside-model.ts';

const bytes = onnxFile(costAndLateness);
const opened: OutsideModel[] = [];

async function open(file: Uint8Array): Promise<OutsideModel> {
  const model = await openOnnxModel('m.onnx', file, 'sourcing');
  opened.push(model);
  return model;
}

let model: OutsideModel;
beforeAll(async () => {
  model = await open(bytes);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

test.each([costAndLateness, carrierCostAndLateness])(
  'the committed file $name.onnx is what tools/make-onnx-model.ts makes',
  (model) => {
    const path = new URL(`../../scenarios/library/models/${model.name}.onnx`, import.meta.url);
    const made = Buffer.from(onnxFile(model));
    expect(made.equals(readFileSync(path))).toBe(true);
    expect(made.length).toBeLessThan(10_000);
  },
);

test.each(DECISION_POINTS)('a file for %s is opened for that point and for no other', async (point) => {
  const file = onnxFile(linearModel(point, point, {}));
  opened.push(await openOnnxModel('m.onnx', file, point));
  const other = point === 'workload' ? 'carrier' : 'workload';
  await expect(openOnnxModel('m.onnx', file, other)).rejects.toThrow(
    `expected ${other} 1, found ${point} 1. It answers ${point}: name it with \`point: ${point}\``,
  );
});

test('scores are those of the same model in TypeScript, to the last bit', async () => {
  const { weights } = costAndLateness;
  const value = fc.integer({ min: 0, max: 20_000 });
  const row = fc.array(value, { minLength: SOURCING_COLUMNS.length, maxLength: SOURCING_COLUMNS.length });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
      const features = Float32Array.from(rows.flat());
      const { scores } = await model.score(features, rows.length);
      expect([...(scores as Float32Array)]).toEqual([...linearScores(weights, features, rows.length)]);
    }),
    { numRuns: runs(100) },
  );
});

describe('a file that can’t be a model of sourcing', () => {
  const wanted = `expected features: float32 \\[options, ${SOURCING_COLUMNS.length}\\], found`;
  const saying = (key: string, change: (value: string) => string): Uint8Array =>
    onnxFile({
      ...costAndLateness,
      metadata: featuresMetadata('sourcing').map(([each, value]) => [
        each,
        each === key ? change(value) : value,
      ]),
    });
  test.each<[string, Uint8Array, string]>([
    ['no ONNX at all', new TextEncoder().encode('hello'), 'm.onnx: is no ONNX model that can be run'],
    ['cut off', bytes.subarray(0, 200), 'm.onnx: is no ONNX model that can be run'],
    ['empty', new Uint8Array(), 'm.onnx: '],
    [
      'of other width',
      onnxFile({ ...costAndLateness, weights: [1, 2, 3] }),
      `wrong input: ${wanted} features: float32 \\[options, 3\\]. The columns are freight, handling`,
    ],
    ['of other name', onnxFile({ ...costAndLateness, input: 'x' }), `wrong input: ${wanted} x: float32`],
    [
      'with another output',
      onnxFile({ ...costAndLateness, output: 'y' }),
      'wrong output: expected scores: float32 \\[options\\], found y: float32 \\[options\\]',
    ],
    [
      'with two scores an option',
      onnxFile({
        ...costAndLateness,
        weights: costAndLateness.weights.flatMap((weight) => [weight, 1]),
        scores: 2,
      }),
      'wrong output: expected scores: float32 \\[options\\], found scores: float32 \\[options, 2\\]. Export it with one score',
    ],
    [
      'that does not say what it was made for',
      onnxFile({ ...costAndLateness, metadata: [] }),
      'does not say which features it was made for. Write them into its metadata, as docs/models.md shows',
    ],
    [
      'made for another decision point',
      saying('dray.point', () => 'carrier'),
      'made for other features: expected sourcing 1, found carrier 1',
    ],
    [
      'made for another version',
      saying('dray.features.version', () => '2'),
      'made for other features: expected sourcing 1, found sourcing 2',
    ],
    [
      'made for another unit',
      saying('dray.features', (columns) => columns.replace('transit [days]', 'transit [hours]')),
      'made for other features: column 4 is transit \\[days\\], found transit \\[hours\\]. Train it on those of version sourcing 1',
    ],
    [
      'made for a column less',
      saying('dray.features', (columns) => columns.replace(/\n[^\n]*$/, '')),
      `column ${SOURCING_COLUMNS.length} is instructed \\[0 or 1\\], found none`,
    ],
  ])('%s', async (_name, file, message) => {
    await expect(openOnnxModel('m.onnx', file, 'sourcing')).rejects.toThrow(new RegExp(message));
  });
});

describe('in a run', () => {
  const run = (runner: ModelRunner): Promise<ModelRun> =>
    ranModel(
      modelArm(answersOf(runner), {
        thinking: { kind: 'lognormal', mu: 6, sigma: 0.5 },
        timeoutMs: 500,
        modelDigest: runner.digest,
      }),
    );

  test('the file decides as the model in TypeScript does, otherwise than its baseline, and is late at times', async () => {
    const { twin, rows, chain } = await run(model);
    const { weights } = costAndLateness;
    const same = await run({
      digest: model.digest,
      score: async (features, count) => ({ scores: linearScores(weights, features, count) }),
    });
    expect(same.twin.digests()).toEqual(twin.digests());
    expect(same.chain).toEqual(chain);
    expect(kindsOf(rows)).toEqual(['null null', 'timed-out baseline']);
    const alone = await ranModel(thumbArm());
    expect(twin.digests().outcomeDigest).not.toBe(alone.twin.digests().outcomeDigest);
  });

  test('a file for carrier decides about carriers alone, as the model in TypeScript does', async () => {
    const file = await openOnnxModel('c.onnx', onnxFile(carrierCostAndLateness), 'carrier');
    opened.push(file);
    const { weights } = carrierCostAndLateness;
    const sameInTypeScript: ModelRunner = {
      digest: file.digest,
      score: async (features, count) => ({ scores: linearScores(weights, features, count) }),
    };
    const ran = (runner: ModelRunner): Promise<ModelRun> =>
      ranModel(modelArm(answersOf(runner), { point: 'carrier', modelDigest: runner.digest }));
    const [{ twin, chain }, same] = [await ran(file), await ran(sameInTypeScript)];
    expect(same.twin.digests()).toEqual(twin.digests());
    expect(same.chain).toEqual(chain);
    const policies = (point: string): Set<unknown> =>
      new Set(chain.filter((row) => row.point === point).map(({ policy }) => policy));
    expect(policies('carrier')).toEqual(new Set(['model']));
    expect(policies('sourcing')).toEqual(new Set(['cheapest-in-stock']));
    const alone = await ranModel(thumbArm());
    expect(twin.digests().outcomeDigest).not.toBe(alone.twin.digests().outcomeDigest);
  });

  test('one that is too slow, and one that gives NaN: every decision is the baseline’s', async () => {
    const broken = await open(
      onnxFile({ ...costAndLateness, weights: costAndLateness.weights.with(0, Number.NaN) }),
    );
    const alone = await ranModel(thumbArm());
    const atOnce = { thinking: { kind: 'constant', value: 0 } } as const;
    const nan = await ranModel(modelArm(answersOf(broken), atOnce));
    expect(kindsOf(nan.rows)).toEqual(['not-finite baseline']);
    expect(nan.twin.digests().outcomeDigest).toBe(alone.twin.digests().outcomeDigest);
    const slow = { thinking: { kind: 'constant', value: 1 }, timeoutMs: 0 } as const;
    const late = await ranModel(modelArm(answersOf(model), slow));
    expect(kindsOf(late.rows)).toEqual(['timed-out baseline']);
    expect(late.twin.digests().outcomeDigest).toBe(alone.twin.digests().outcomeDigest);
  });
});
