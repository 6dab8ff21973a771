/**
 * What each option of a logged decision would have earned, by a linear model that has not seen it: what doubly robust estimates need.
 *
 * 1. Cross-fitting: decisions are in folds, and what is told of one is learnt from the other folds alone. Two decisions that share their luck belong
 *    into one fold: those of one seed, or where there is one seed alone, those about one entity.
 * 2. The equations are those of `cost-model.ts`; memory does not grow with the log.
 */

import { costEquation } from './cost-model.ts';
import { bestRidgeOf, EquationMoments, type Fit } from './equation-moments.ts';

/** A decision, of the options that were offered. */
export interface RewardedDecision {
  readonly fold: number;
  readonly rows: number;
  /** [rows, columns of the point] */
  readonly features: Float32Array;
  readonly chosen: number;
  readonly reward: number;
}

/** Where two folds are too few to find a ridge. Source: `off-policy-truth.ts`. */
const RIDGE_OF_ONE = 0.01;
/** Decisions that are learnt from at least. Source: assumption. */
export const LEARNT_MIN = 30;

export class RewardModel {
  private readonly folds: EquationMoments[] = [];
  private readonly fits = new Map<number, Fit | null>();

  /** Of all decisions, before anything is told. */
  learn({ fold, chosen, reward, ...each }: RewardedDecision): void {
    const equation = costEquation({ ...each, costMinor: reward }, chosen);
    const columns = equation.x.length;
    while (this.folds.length <= fold) this.folds.push(new EquationMoments(columns));
    this.folds[fold]!.add(equation);
  }

  /** By option; null = the other folds have too little to learn from. */
  predicted({ fold, ...each }: Omit<RewardedDecision, 'chosen' | 'reward'>): readonly number[] | null {
    const fit = this.fitWithout(fold);
    if (fit === null) return null;
    return Array.from({ length: each.rows }, (_, row) => {
      const { x } = costEquation({ ...each, costMinor: 0 }, row);
      return x.reduce((sum, value, i) => sum + value * fit.coefficients[i]!, fit.intercept);
    });
  }

  private fitWithout(fold: number): Fit | null {
    const known = this.fits.get(fold);
    if (known !== undefined) return known;
    const others = this.folds.filter(({ count }, each) => each !== fold && count > 0);
    const fit = fitOf(others);
    this.fits.set(fold, fit);
    return fit;
  }
}

function fitOf(folds: readonly EquationMoments[]): Fit | null {
  if (folds.reduce((sum, { count }) => sum + count, 0) < LEARNT_MIN) return null;
  return EquationMoments.of(folds).fit(folds.length > 1 ? bestRidgeOf(folds) : RIDGE_OF_ONE);
}
