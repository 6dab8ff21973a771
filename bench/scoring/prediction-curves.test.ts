/** Bins and curve say what the cells say. Shown by cells that can be counted by hand. */
import { expect, test } from 'vitest';
import type { LabelledDecisions, ScoreCell } from '#reports/scoring/labelled-decisions';
import { scoresOver } from './point-scores.ts';

const run = (cells: readonly ScoreCell[]): LabelledDecisions => {
  const said = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (const [at, without, came] of cells) {
    said[at >= 500 ? 'truePositives' : 'falseNegatives'] += came;
    said[at >= 500 ? 'falsePositives' : 'trueNegatives'] += without;
  }
  return {
    point: 'delay-prediction',
    policy: 'p',
    mode: 'active',
    cells,
    said,
    withProbability: 9,
    open: 0,
    acted: 0,
  };
};

test('three probabilities, two runs: a bin each, its share and its interval; recall rises to 1', () => {
  const [scores] = scoresOver([
    run([
      [100, 9, 1],
      [500, 5, 5],
      [900, 1, 9],
    ]),
    run([
      [100, 7, 3],
      [500, 5, 5],
      [900, 1, 9],
    ]),
  ]);
  const { reliability, recallCurve } = scores!;
  expect(reliability!.map(({ decisions, predicted, came }) => [decisions, predicted, came])).toEqual([
    [20, 0.1, 0.2],
    [20, 0.5, 0.5],
    [20, 0.9, 0.9],
  ]);
  const [first, second] = reliability!;
  expect(first!.interval!.low).toBe(0);
  expect(first!.interval!.high).toBe(1);
  expect(second!.interval).toEqual({ low: 0.5, high: 0.5 });
  expect(recallCurve).toEqual([
    { threshold: 0.9, recall: 18 / 32, precision: 18 / 20 },
    { threshold: 0.5, recall: 28 / 32, precision: 28 / 40 },
    { threshold: 0.1, recall: 1, precision: 32 / 60 },
  ]);
});

test('one run has no intervals; without an event there is no curve', () => {
  const [scores] = scoresOver([run([[300, 4, 0]])]);
  expect(scores!.reliability).toEqual([{ decisions: 4, predicted: 0.3, came: 0, interval: null }]);
  expect(scores!.recallCurve).toEqual([]);
});

test('a thousand probabilities make a curve of few points that ends where all are said to come', () => {
  const cells = Array.from({ length: 1001 }, (_, at): ScoreCell => [at, 1, at % 2]);
  const [scores] = scoresOver([run(cells)]);
  const curve = scores!.recallCurve!;
  expect(curve.length).toBeLessThanOrEqual(202);
  expect(curve.at(-1)).toMatchObject({ recall: 1, threshold: 0 });
  for (let i = 1; i < curve.length; i++)
    expect(curve[i]!.recall).toBeGreaterThanOrEqual(curve[i - 1]!.recall);
});
