/**
 * What an option costs more or less than the others that were offered with it, learnt from explored decisions: a linear scorer.
 *
 * 1. An option's columns count by their distance from the mean of the options offered; what the question is about (large or small, urgent or
 *    not) is taken off by these means, so that a large order does not hide what a choice brings.
 * 2. What an option itself says it costs (freight, handling) is paid, one for one. Only what comes on top is learnt: penalties, refusals, waits.
 * 3. Dear decisions do not drown the others: each counts by the inverse square of what its options cost on the face of it.
 * 4. Weights are whole eighths of a minor unit: see `orchestrator/decisions/features.ts` for why that gives the same bits everywhere.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { bestRidge, type Equation, leastSquares } from './least-squares.ts';
import type { LoggedCase } from './logged-cases.ts';
import type { SteppedWeights } from './stepped-file.ts';

/** Of a minor unit. */
const PARTS = 8;
/** Decisions cheaper than this count as if they were this dear, minor units. Source: assumption. */
const SCALE_MIN = 1000;

export interface CostModel {
  readonly point: DecisionPoint;
  /** By column, minor units a unit of the column. */
  readonly perUnit: readonly number[];
  /** By column, minor units for being above 0, in proportion below 1: a promise is missed or not, whatever the hours. */
  readonly perCase: readonly number[];
  /** See `leastSquares`. */
  readonly ridge: number;
}

/** Columns that an option pays one for one. */
const PAID: ReadonlySet<string> = new Set(['freight', 'handling', 'amount', 'cost']);

/**
 * @param runs cases of each, two runs at least: how much is believed of what they say is found by leaving each out once
 * @param lateMinor what an order that misses its promise counts for beside its cost
 */
export function learnCosts(
  point: DecisionPoint,
  runs: readonly (readonly LoggedCase[])[],
  lateMinor: number,
): CostModel {
  const paid = POINTS[point].features.columns.map(({ name }) => (PAID.has(name) ? 1 : 0));
  const groups = runs.map((cases) =>
    cases.filter(({ rows }) => rows > 1).map((each) => equationOf(each, paid, lateMinor)),
  );
  const ridge = bestRidge(groups);
  const learnt = leastSquares(groups.flat(), ridge);
  const columns = paid.length;
  return {
    point,
    perUnit: paid.map((one, column) => one + learnt[column]!),
    perCase: learnt.slice(columns, 2 * columns),
    ridge,
  };
}

/** Of scores, more is better: whole eighths of a minor unit, by column. */
export function weightsOf({ perUnit, perCase }: CostModel): SteppedWeights {
  const whole = (cost: number): number => -Math.round(PARTS * cost) + 0;
  return { perUnit: perUnit.map(whole), perCase: perCase.map(whole) };
}

/** What comes on top of what is paid. @param paid by column, 1 or 0 */
function equationOf(each: LoggedCase, paid: readonly number[], lateMinor: number): Equation {
  const { x, y, weight } = costEquation(each, each.chosen);
  const { features, chosen } = each;
  const known = paid.reduce((sum, one, column) => sum + one * features[chosen * paid.length + column]!, 0);
  // What is paid has no say in the rest, neither by itself nor by being there.
  const left = x.map((value, i) => (i < 2 * paid.length && paid[i % paid.length] === 1 ? 0 : value));
  return { x: left, y: y + lateMinor * each.late - known, weight };
}

/** What was paid in the end, by the columns of an option, each apart from the mean of those offered, and by these means. */
export function costEquation(
  { features, rows, costMinor }: Pick<LoggedCase, 'features' | 'rows' | 'costMinor'>,
  option: number,
): Equation {
  const columns = features.length / rows;
  const at = (row: number, place: number): number => {
    const value = features[row * columns + (place % columns)]!;
    return place < columns ? value : Math.min(1, Math.max(0, value));
  };
  const means = Array.from({ length: 2 * columns }, (_, place) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += at(row, place);
    return sum / rows;
  });
  const apart = means.map((mean, place) => at(option, place) - mean);
  return { x: [...apart, ...means], y: costMinor, weight: 1 / Math.max(SCALE_MIN, means[0]!) ** 2 };
}
