/** Scores are what their definitions say. Shown by hand, by forecasters whose score is known, and by shuffling rows. */
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { clusteredEstimate } from './cluster-bootstrap.ts';
import {
  averagePrecision,
  brier,
  calibration,
  calibrationError,
  confusion,
  logLoss,
  precisionAt,
  prevalence,
  type Scored,
} from './scores.ts';

const rows = (...given: readonly (readonly [number, 0 | 1])[]): Scored[] =>
  given.map(([predicted, came]) => ({ predicted, came: came === 1 }));

const stream = new Random('scores').stream('rows');
/** Honest: what is said to come with p comes with p. */
const honest = (count: number, from = 0): Scored[] =>
  Array.from({ length: count }, (_, i) => {
    const predicted = stream.unit(from + i, 0);
    return { predicted, came: stream.unit(from + i, 1) < predicted };
  });

describe('by hand', () => {
  const four = rows([0.9, 1], [0.8, 0], [0.3, 1], [0.1, 0]);

  test('Brier and log loss', () => {
    expect(brier(four)).toBeCloseTo((0.01 + 0.64 + 0.49 + 0.01) / 4, 12);
    expect(logLoss(four)).toBeCloseTo(
      -(Math.log(0.9) + Math.log(0.2) + Math.log(0.3) + Math.log(0.9)) / 4,
      12,
    );
    expect(logLoss(rows([1, 0]))).toBeCloseTo(34.54, 1);
  });

  test('average precision: 1 / 1 at the first event, 2 / 3 at the second', () => {
    expect(averagePrecision(four)).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(prevalence(four)).toBe(0.5);
  });

  test('precision at k, with rows alike at the edge in proportion', () => {
    expect(precisionAt(four, 1)).toBe(1);
    expect(precisionAt(four, 3)).toBeCloseTo(2 / 3, 12);
    expect(precisionAt(rows([0.9, 1], [0.5, 1], [0.5, 0]), 2)).toBe(0.75);
    expect(precisionAt(four, 99)).toBe(0.5);
  });

  test('confusion', () => {
    expect(confusion(four, 0.5)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
    });
  });

  test('two bins of equal mass', () => {
    expect(calibration(four, 2)).toEqual([
      { from: 0.1, to: 0.3, rows: 2, predicted: 0.2, came: 0.5 },
      { from: 0.8, to: 0.9, rows: 2, predicted: 0.8500000000000001, came: 0.5 },
    ]);
    expect(calibrationError(four, 2)).toBeCloseTo((0.3 + 0.35) / 2, 12);
  });
});

describe('forecasters', () => {
  test('who always says the prevalence is calibrated, and no better than a guess in order', () => {
    const flat = honest(2000).map(({ came }) => ({ predicted: 0.5, came }));
    expect(averagePrecision(flat)).toBeCloseTo(prevalence(flat), 12);
    expect(calibrationError(flat)).toBeLessThan(0.03);
  });

  test('an honest one is calibrated; one too sure of itself is not', () => {
    const said = honest(20_000);
    const sure = said.map(({ predicted, came }) => ({ predicted: predicted < 0.5 ? 0.02 : 0.98, came }));
    expect(calibrationError(said)).toBeLessThan(0.02);
    expect(calibrationError(sure)).toBeGreaterThan(0.2);
    expect(brier(said)).toBeCloseTo(1 / 6, 2);
  });

  test('the order of rows means nothing', () => {
    const some = honest(300).map(({ predicted, came }) => ({
      predicted: Math.round(predicted * 10) / 10,
      came,
    }));
    const back = [...some].reverse();
    for (const score of [averagePrecision, calibrationError, (all: Scored[]) => precisionAt(all, 37)])
      expect(score(back)).toBeCloseTo(score(some), 12);
  });
});

test('nothing to score: NaN, not 0', () => {
  expect([brier([]), calibrationError([]), averagePrecision(rows([0.5, 0])), precisionAt([], 5)]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ]);
});

describe('intervals over clusters', () => {
  test('rows of one cluster that are all alike are worth one row', () => {
    const alike = Array.from({ length: 10 }, (_, c) => {
      const [row] = honest(1, 5000 + c);
      return new Array<Scored>(50).fill(row!);
    });
    const single = alike.map(([row]) => [row!]);
    const [many, few] = [clusteredEstimate(alike, brier), clusteredEstimate(single, brier)];
    expect(many.high - many.low).toBeCloseTo(few.high - few.low, 12);
  });

  test('it holds the truth, again and again the same; one cluster is refused', () => {
    const clusters = Array.from({ length: 20 }, (_, c) => honest(100, 10_000 + 100 * c));
    const found = clusteredEstimate(clusters, brier);
    expect(found.low).toBeLessThan(1 / 6);
    expect(found.high).toBeGreaterThan(1 / 6);
    expect(clusteredEstimate(clusters, brier)).toEqual(found);
    expect(() => clusteredEstimate([[]], brier)).toThrow('at least 2');
  });
});
