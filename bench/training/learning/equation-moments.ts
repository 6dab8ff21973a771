/**
 * Weighted equations as their means and products: what `leastSquares` fits from a list, fitted from as little of any number of them.
 *
 * 1. Means move with each equation, and products are of distances from them (West, 1979): nothing large is taken from something large.
 */
import { assert } from '#sim/assert';
import { choleskySolve, type Equation, RIDGES } from './least-squares.ts';

export interface Fit {
  /** By column; 0 of one that does not vary. */
  readonly coefficients: readonly number[];
  /** So that the mean is told right. */
  readonly intercept: number;
}

export class EquationMoments {
  readonly columns: number;
  count = 0;
  private weight = 0;
  /** Of the columns, and of what is to be told behind them. */
  private readonly means: Float64Array;
  /** Weighted sums of products of distances, the lower half, row by row. */
  private readonly products: Float64Array;

  constructor(columns: number) {
    this.columns = columns;
    this.means = new Float64Array(columns + 1);
    this.products = new Float64Array(((columns + 1) * (columns + 2)) / 2);
  }

  add({ x, y, weight }: Equation): void {
    assert(x.length === this.columns, `an equation of ${x.length} columns, not ${this.columns}`);
    const distances = Float64Array.from(this.means, (mean, i) => (i < x.length ? x[i]! : y) - mean);
    this.merge(distances, weight);
    this.count += 1;
  }

  /** All of these together. @param parts one at least, of as many columns */
  static of(parts: readonly EquationMoments[]): EquationMoments {
    const all = new EquationMoments(parts[0]!.columns);
    for (const part of parts) {
      if (part.weight === 0) continue;
      all.merge(
        part.means.map((mean, i) => mean - all.means[i]!),
        part.weight,
      );
      part.products.forEach((product, at) => {
        all.products[at]! += product;
      });
      all.count += part.count;
    }
    return all;
  }

  /** As `leastSquares`. */
  fit(ridge: number): Fit {
    const { columns, weight } = this;
    const spreads = Array.from({ length: columns }, (_, i) =>
      Math.sqrt(Math.max(0, this.product(i, i)) / weight),
    );
    const varying = spreads.flatMap((spread, i) => (spread > 1e-12 * Math.abs(this.means[i]!) ? [i] : []));
    const scaled = (i: number, j: number): number => this.product(i, j) / weight / spreads[i]!;
    const matrix = varying.map((i, row) =>
      Float64Array.from(varying, (j, at) =>
        at > row ? 0 : scaled(i, j) / spreads[j]! + (at === row ? ridge : 0),
      ),
    );
    const solved = choleskySolve(
      matrix,
      Float64Array.from(varying, (i) => scaled(i, columns)),
    );
    const coefficients = new Array<number>(columns).fill(0);
    varying.forEach((column, i) => {
      coefficients[column] = solved[i]! / spreads[column]!;
    });
    const told = coefficients.reduce((sum, each, i) => sum + each * this.means[i]!, 0);
    return { coefficients, intercept: this.means[columns]! - told };
  }

  /** Weighted mean square of what coefficients leave untold, its mean taken off. */
  errorOf({ coefficients }: Pick<Fit, 'coefficients'>): number {
    const factors = [...coefficients.map((each) => -each), 1];
    let sum = 0;
    for (let i = 0; i < factors.length; i++)
      for (let j = 0; j <= i; j++) sum += (i === j ? 1 : 2) * factors[i]! * factors[j]! * this.product(i, j);
    return sum / this.weight;
  }

  private product(one: number, other: number): number {
    const [i, j] = one > other ? [one, other] : [other, one];
    return this.products[(i * (i + 1)) / 2 + j]!;
  }

  /** @param distances of what comes from the means so far */
  private merge(distances: Float64Array, weight: number): void {
    const before = this.weight;
    this.weight += weight;
    const share = (before * weight) / this.weight;
    let at = 0;
    for (let i = 0; i < distances.length; i++) {
      const distance = share * distances[i]!;
      for (let j = 0; j <= i; j++) this.products[at++]! += distance * distances[j]!;
      this.means[i]! += (weight / this.weight) * distances[i]!;
    }
  }
}

/** As `bestRidge`: the ridge that tells best what it has not seen, each group left out once. @param groups two at least */
export function bestRidgeOf(groups: readonly EquationMoments[]): number {
  const rests = groups.map((_, out) => EquationMoments.of(groups.filter((_, group) => group !== out)));
  const errors = RIDGES.map((ridge) =>
    groups.reduce((sum, left, out) => sum + left.errorOf(rests[out]!.fit(ridge)), 0),
  );
  return RIDGES[errors.indexOf(Math.min(...errors))]!;
}
