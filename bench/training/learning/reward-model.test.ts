/**
 * What the reward model tells of a decision is what least squares over a list of all others tells, and a log of its own is never learnt from. Shown on planted
 * decisions: against `leastSquares` and `bestRidge`, and by a fold in which all is otherwise.
 */
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { costEquation } from './cost-model.ts';
import { bestRidgeOf, EquationMoments } from './equation-moments.ts';
import { bestRidge, leastSquares } from './least-squares.ts';
import { LEARNT_MIN, type RewardedDecision, RewardModel } from './reward-model.ts';

const stream = new Random('rewards').stream('draws');
const [ROWS, COLUMNS] = [3, 4];

/** Each unit of the second column costs 300. @param level of what everything earns */
function planted(fold: number, count: number, level = 0): RewardedDecision[] {
  return Array.from({ length: count }, (_, i) => {
    const entity = 10_000 * fold + i;
    const features = new Float32Array(ROWS * COLUMNS);
    for (let row = 0; row < ROWS; row++) {
      features[row * COLUMNS] = Math.round(2000 + 4000 * stream.unit(entity, row));
      features[row * COLUMNS + 1] = Math.floor(5 * stream.unit(entity, 10 + row));
      features[row * COLUMNS + 2] = entity % 3;
      features[row * COLUMNS + 3] = stream.unit(entity, 20 + row);
    }
    const chosen = Math.floor(ROWS * stream.unit(entity, 40));
    const told = features[chosen * COLUMNS]! + 300 * features[chosen * COLUMNS + 1]!;
    const reward = level - told + 200 * normalQuantile(stream.unit(entity, 41));
    return { fold, rows: ROWS, features, chosen, reward };
  });
}

const FOLDS = [0, 1, 2, 3].map((fold) => planted(fold, 120));
const equationsOf = (decisions: readonly RewardedDecision[]) =>
  decisions.map((each) => costEquation({ ...each, costMinor: each.reward }, each.chosen));

function momentsOf(decisions: readonly RewardedDecision[]): EquationMoments {
  const [first, ...rest] = equationsOf(decisions);
  const moments = new EquationMoments(first!.x.length);
  for (const each of [first!, ...rest]) moments.add(each);
  return moments;
}

function modelOf(folds: readonly (readonly RewardedDecision[])[]): RewardModel {
  const model = new RewardModel();
  for (const each of folds.flat()) model.learn(each);
  return model;
}

describe('moments', () => {
  test('of parts together fit as the list of all equations does, by the same ridge', () => {
    const parts = FOLDS.map(momentsOf);
    const lists = FOLDS.map(equationsOf);
    expect(bestRidgeOf(parts)).toBe(bestRidge(lists));
    const { coefficients } = EquationMoments.of(parts).fit(0.03);
    const listed = leastSquares(lists.flat(), 0.03);
    expect(coefficients).toEqual(listed.map((each) => expect.closeTo(each, 6)));
  });

  test('far from 0 nothing is lost, and a column that does not vary has 0', () => {
    const moments = new EquationMoments(2);
    for (let i = 0; i < 50; i++) moments.add({ x: [1e9 + i, 1e9], y: 5e9 + 3 * i, weight: 1 + (i % 3) });
    const { coefficients, intercept } = moments.fit(1e-12);
    expect(coefficients).toEqual([expect.closeTo(3, 6), 0]);
    expect(intercept / 1e9).toBeCloseTo(2, 6);
  });
});

describe('the model', () => {
  test('tells what least squares over the other folds tell', () => {
    const model = modelOf(FOLDS);
    const lists = FOLDS.slice(1).map(equationsOf);
    const all = lists.flat();
    const coefficients = leastSquares(all, bestRidge(lists));
    const told = (x: readonly number[]): number =>
      x.reduce((sum, value, i) => sum + value * coefficients[i]!, 0);
    const total = all.reduce((sum, { weight }) => sum + weight, 0);
    const level = all.reduce((sum, { x, y, weight }) => sum + weight * (y - told(x)), 0) / total;
    for (const each of FOLDS[0]!.slice(0, 20)) {
      const expected = [0, 1, 2].map((row) => level + told(costEquation({ ...each, costMinor: 0 }, row).x));
      expect(model.predicted(each)).toEqual(expected.map((value) => expect.closeTo(value, 4)));
    }
  });

  test('a fold in which everything earns a million more moves what is told of the others, not of itself', () => {
    const other = [planted(0, 120, 1e6), ...FOLDS.slice(1)];
    const [usual, moved] = [modelOf(FOLDS), modelOf(other)];
    const [own, others] = [FOLDS[0]![5]!, FOLDS[1]![5]!];
    expect(moved.predicted(own)).toEqual(usual.predicted(own));
    expect(moved.predicted(others)![0]! - usual.predicted(others)![0]!).toBeGreaterThan(1e5);
  });

  test('too little to learn from: nothing is told', () => {
    const few = [planted(0, 10), planted(1, LEARNT_MIN - 1)];
    expect(modelOf(few).predicted(few[0]![0]!)).toBeNull();
    expect(modelOf(few).predicted(planted(2, 1)[0]!)).not.toBeNull();
    expect(modelOf([planted(0, 50)]).predicted(FOLDS[0]![0]!)).toBeNull();
  });
});
