/**
 * Weighted least squares with a ridge, by the normal equations. Columns are scaled to one spread, so that one ridge suits all.
 *
 * Source: Hoerl and Kennard, "Ridge Regression" (1970); Cholesky decomposition.
 */
import { assert } from '#sim/assert';

export interface Equation {
  readonly x: readonly number[];
  readonly y: number;
  /** > 0 */
  readonly weight: number;
}

/**
 * Coefficients of the columns; 0 of a column that does not vary. An intercept is fitted and left out.
 * @param equations all of one length, at least one
 * @param ridge how far coefficients are drawn to 0, in parts of a column's own weight; > 0
 */
export function leastSquares(equations: readonly Equation[], ridge: number): number[] {
  const columns = equations[0]?.x.length ?? 0;
  assert(columns > 0, 'least squares of nothing');
  const total = equations.reduce((sum, { weight }) => sum + weight, 0);
  const meanOf = (value: (each: Equation) => number): number =>
    equations.reduce((sum, each) => sum + each.weight * value(each), 0) / total;
  const means = Array.from({ length: columns }, (_, i) => meanOf(({ x }) => x[i]!));
  const meanY = meanOf(({ y }) => y);
  const spreads = means.map((mean, i) => Math.sqrt(meanOf(({ x }) => (x[i]! - mean) ** 2)));
  const varying = spreads.flatMap((spread, i) => (spread > 0 ? [i] : []));
  const size = varying.length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const right = new Float64Array(size);
  for (const { x, y, weight } of equations) {
    const scaled = varying.map((i) => (x[i]! - means[i]!) / spreads[i]!);
    for (let i = 0; i < size; i++) {
      const share = (weight / total) * scaled[i]!;
      right[i]! += share * (y - meanY);
      for (let j = 0; j <= i; j++) matrix[i]![j]! += share * scaled[j]!;
    }
  }
  for (let i = 0; i < size; i++) matrix[i]![i]! += ridge;
  const solved = choleskySolve(matrix, right);
  const coefficients = new Array<number>(columns).fill(0);
  varying.forEach((column, i) => {
    coefficients[column] = solved[i]! / spreads[column]!;
  });
  return coefficients;
}

/** Of a positive definite matrix, of which the lower half is given, and is lost. */
export function choleskySolve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i]![k]! * matrix[j]![k]!;
      matrix[i]![j] = i === j ? Math.sqrt(sum) : sum / matrix[j]![j]!;
    }
  }
  const solved = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solved[i]! -= matrix[i]![k]! * solved[k]!;
    solved[i]! /= matrix[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solved[i]! -= matrix[k]![i]! * solved[k]!;
    solved[i]! /= matrix[i]![i]!;
  }
  return solved;
}

export const RIDGES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100];

/**
 * The ridge that tells best what it has not seen: each group is left out once.
 * @param groups equations that belong together (of one run); two at least
 */
export function bestRidge(groups: readonly (readonly Equation[])[]): number {
  const errors = RIDGES.map((ridge) =>
    groups.reduce((sum, left, out) => {
      const seen = groups.filter((_, group) => group !== out).flat();
      return sum + errorOn(left, leastSquares(seen, ridge));
    }, 0),
  );
  return RIDGES[errors.indexOf(Math.min(...errors))]!;
}

/** Weighted, with the mean taken off: the intercept is no part of what is told. */
function errorOn(equations: readonly Equation[], coefficients: readonly number[]): number {
  const rest = equations.map(({ x, y }) => x.reduce((left, value, i) => left - value * coefficients[i]!, y));
  const total = equations.reduce((sum, { weight }) => sum + weight, 0);
  const mean = rest.reduce((sum, each, i) => sum + each * equations[i]!.weight, 0) / total;
  return rest.reduce((sum, each, i) => sum + equations[i]!.weight * (each - mean) ** 2, 0) / total;
}
