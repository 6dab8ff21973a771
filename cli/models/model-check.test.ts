/**
 * `dray model check`: a good file passes, a classifier is stripped of its ZipMap and then passes, and whatever is wrong is told with its
 * place and the way out. One check is typed as a user does; the others call the command.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { carrierCostAndLateness, linearScores } from '#bench/models/cost-and-lateness';
import { onnxFile } from '#bench/models/onnx-file';
import { zipMapFile } from '#bench/models/onnx-zip-map.fixture';
import { CARRIER_COLUMNS } from '#orchestrator/decisions/points/carrier';
import { Desk, dray } from '#testing/outside/command-line';
import { UserError } from '../exit-codes.ts';
import { type ModelWords, modelCheck } from './model.ts';
import { tryModel } from './model-trial.ts';

const desk = new Desk();
afterAll(() => desk.clear());

const GOOD = fileURLToPath(
  new URL('../../scenarios/library/models/carrier-cost-and-lateness.onnx', import.meta.url),
);

/** Columns last to first: the header says which is which. */
function csv(rows: readonly (readonly number[])[], scores: readonly (number | string)[]): string {
  const names = CARRIER_COLUMNS.map(({ name }) => name);
  const lines = rows.map((row, i) => [...[...row].reverse(), scores[i]]);
  return [[...[...names].reverse(), 'score'], ...lines].map((line) => line.join(',')).join('\n');
}

const rows = [1, 2, 3].map((n) => CARRIER_COLUMNS.map((_, column) => n * (column + 1)));
const expected = linearScores(carrierCostAndLateness.weights, Float32Array.from(rows.flat()), rows.length);

function placed(name: string, content: string | Uint8Array): string {
  writeFileSync(desk.file(name), content);
  return desk.file(name);
}

const check = (file: string, more: Partial<ModelWords> = {}): Promise<number> =>
  modelCheck(file, { point: 'carrier', ...more });

test('a classifier as scikit-learn exports it: stripped and checked, and the copy is a model that runs', () => {
  placed('trees.onnx', zipMapFile(0, 3));
  const words = ['model', 'check', 'trees.onnx', '--point', 'carrier', '--strip', 'trees-scores.onnx'];
  const { code, stdout, stderr } = dray(words, desk.path);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^stripped +trees-scores\.onnx: no ZipMap; the score is the probability of class 1$/m,
  );
  expect(stdout).toMatch(/^operators +Gather, TreeEnsembleClassifier \(ai\.onnx\.ml 3, ai\.onnx 13\)$/m);
  expect(stdout).toMatch(/^two runs +the same to the last bit$/m);
  expect(stdout).toMatch(/trees-scores\.onnx: can answer carrier\n$/);
});

test('of a file that is no model nothing is said but that', () => {
  writeFileSync(desk.file('notes.md'), '# Notes');
  const { code, stdout, stderr } = dray(['model', 'check', 'notes.md', '--point', 'carrier'], desk.path);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^notes\.md: is no ONNX model that can be run/);
});

test('golden rows: scores within the tolerance, the columns in any order', async () => {
  const golden = placed('golden.csv', csv(rows, [...expected]));
  expect(await check(GOOD, { golden })).toBe(0);
});

test('a model of the library, by its name', async () => {
  expect(await check('learned-carrier', { point: 'carrier' })).toBe(0);
});

describe('told with place and way out', () => {
  test.each<[string, () => string, Partial<ModelWords>, RegExp]>([
    [
      'no file',
      () => 'none.onnx',
      {},
      /^none\.onnx: there is no such file\. Name an ONNX file, or a model of the library: cost-and-lateness, /,
    ],
    [
      'no such point',
      () => GOOD,
      { point: 'carier' },
      /^--point carier: there is no such decision point\. Did you mean "carrier"\?$/,
    ],
    [
      'a ZipMap',
      () => placed('z.onnx', zipMapFile(0, 3)),
      {},
      /z\.onnx: node "ZipMap": ZipMap makes .* --strip OUT\.onnx$/,
    ],
    ['--class alone', () => GOOD, { class: '1' }, /^--class 1: goes with --strip/],
    ['nothing to strip', () => GOOD, { strip: desk.file('s.onnx') }, /has no ZipMap to take out/],
    [
      'a file in the way',
      () => placed('y.onnx', zipMapFile(0, 3)),
      { strip: placed('there.onnx', 'mine') },
      /^--strip \S+there\.onnx: is there already/,
    ],
    ['no golden file', () => GOOD, { golden: 'none.csv' }, /^--golden none\.csv: there is no such file$/],
    [
      'a golden score that is none',
      () => GOOD,
      { golden: placed('g1.csv', csv(rows, [1, 'high', 2])) },
      /g1\.csv:3: score is "high": a number is needed/,
    ],
    [
      'no column of scores',
      () => GOOD,
      { golden: placed('g2.csv', 'amount,transit\n1,2') },
      /g2\.csv:1:1: column "shortfall" is missing/,
    ],
    [
      'two columns of scores',
      () => GOOD,
      {
        golden: placed(
          'g4.csv',
          csv(rows, [1, 2, 3])
            .split('\n')
            .map((line) => `${line},${line.split(',').at(-1)}`)
            .join('\n'),
        ),
      },
      /g4\.csv:1:1: column "score" is there twice, and nobody could tell which counts\. Take one out/,
    ],
    [
      'another score',
      () => GOOD,
      { golden: placed('g3.csv', csv(rows, [expected[0]!, 7, expected[2]!])) },
      /g3\.csv:3: \S+ scores \S+, and 7 was expected \(tolerance 0\.00001\); 1 of 3 rows differ/,
    ],
    [
      'a score that is no number',
      () =>
        placed(
          'nan.onnx',
          onnxFile({
            ...carrierCostAndLateness,
            weights: carrierCostAndLateness.weights.with(0, Number.NaN),
          }),
        ),
      {},
      /nan\.onnx: the score of row 1 is NaN/,
    ],
    ['no model', () => placed('text.onnx', 'hello'), {}, /text\.onnx: is no ONNX model that can be run/],
  ])('%s', async (_what, file, words, message) => {
    const said = check(file(), words);
    await expect(said).rejects.toThrow(UserError);
    await expect(said).rejects.toThrow(message);
  });

  test('a file in the way of --strip stays as it was', () => {
    expect(readFileSync(desk.file('there.onnx'), 'utf8')).toBe('mine');
    expect(existsSync(desk.file('s.onnx'))).toBe(false);
  });

  test('one that does not come to an end is ended', async () => {
    const bytes = readFileSync(GOOD);
    const features = new Float32Array(CARRIER_COLUMNS.length);
    const question = { name: 'm.onnx', bytes, point: 'carrier', features, rows: 1 } as const;
    await expect(tryModel(question, 1)).rejects.toThrow(/^m\.onnx: has not come to an end within 0\.001 s/);
  });
});
