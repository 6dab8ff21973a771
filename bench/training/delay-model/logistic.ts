/**
 * Logistic regression with a ridge, by Newton's method. Deterministic: own exponential, fixed order of sums, no chance.
 *
 * 1. Columns are scaled to mean 0 and deviation 1 for the fit, and weights given for columns as they are.
 * 2. The intercept is not penalised; a column without variance has weight 0.
 * Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4.
 */
import { assert } from '#sim/assert';
import { exp } from '#sim/random/math';

export interface LogisticFit {
  readonly intercept: number;
  /** By column. */
  readonly weights: readonly number[];
}

const STEPS_MAX = 50;
const SMALL_STEP = 1e-9;

/**
 * @param rows as many numbers each as there are columns
 * @param ridge of the squared weights of scaled columns, > 0
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  came: readonly boolean[],
  ridge: number,
): LogisticFit {
  assert(rows.length > 0 && rows.length === came.length, `rows and labels: ${rows.length}, ${came.length}`);
  const { means, deviations } = scaleOf(rows);
  const scaled = rows.map((row) => [
    1,
    ...row.map((value, c) => (deviations[c] === 0 ? 0 : (value - means[c]!) / deviations[c]!)),
  ]);
  const size = means.length + 1;
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS_MAX; step++) {
    const change = newtonStep(scaled, came, weights, ridge);
    let largest = 0;
    for (let i = 0; i < size; i++) {
      weights[i]! += change[i]!;
      largest = Math.max(largest, Math.abs(change[i]!));
    }
    if (largest < SMALL_STEP) break;
  }
  const own = means.map((_, c) => (deviations[c] === 0 ? 0 : weights[c + 1]! / deviations[c]!));
  const intercept = own.reduce((sum, weight, c) => sum - weight * means[c]!, weights[0]!);
  return { intercept, weights: own };
}

/** 1 / (1 + e^-x). */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

function newtonStep(
  rows: readonly (readonly number[])[],
  came: readonly boolean[],
  weights: readonly number[],
  ridge: number,
): number[] {
  const size = weights.length;
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : -ridge * weight));
  const curvature = weights.map((_, i) => weights.map((_w, j) => (i === j && i > 0 ? ridge : 0)));
  rows.forEach((row, r) => {
    const p = logistic(row.reduce((sum, value, i) => sum + value * weights[i]!, 0));
    const off = (came[r] ? 1 : 0) - p;
    const mass = Math.max(1e-12, p * (1 - p));
    for (let i = 0; i < size; i++) {
      gradient[i]! += off * row[i]!;
      const line = curvature[i]!;
      const weighted = mass * row[i]!;
      for (let j = 0; j <= i; j++) line[j]! += weighted * row[j]!;
    }
  });
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) curvature[i]![j] = curvature[j]![i]!;
  return solve(curvature, gradient);
}

/** Of a symmetric, positive definite system, by Cholesky. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const lower = matrix.map(() => new Array<number>(size).fill(0));
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(sum) : sum / lower[j]![j]!;
    }
  const half: number[] = [];
  for (let i = 0; i < size; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * half[k]!;
    half.push(sum / lower[i]![i]!);
  }
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let sum = half[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k]![i]! * x[k]!;
    x[i] = sum / lower[i]![i]!;
  }
  return x;
}

function scaleOf(rows: readonly (readonly number[])[]): {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
} {
  const columns = rows[0]!.map((_, c) => c);
  const means = columns.map((c) => rows.reduce((sum, row) => sum + row[c]!, 0) / rows.length);
  const deviations = columns.map((c) => {
    const squares = rows.reduce((sum, row) => sum + (row[c]! - means[c]!) * (row[c]! - means[c]!), 0);
    return Math.sqrt(squares / rows.length);
  });
  return { means, deviations };
}
