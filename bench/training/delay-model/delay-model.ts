/**
 * A model of `delay-prediction`: the probability that a load will be late, by logistic regression on what the point shows a model. Each column counts up to
 * a cap, and by whether it is above 0 at all.
 *
 * 1. The score of the option `late` is that probability, and of `on-time` the threshold: late is said from that probability on.
 * 2. Weights are whole 4096ths, so that a file and a page hold them exactly.
 */
import { DELAY_PREDICTION } from '#orchestrator/decisions/points/delay-prediction';
import { fitLogistic, logistic } from './logistic.ts';

export const DELAY_COLUMNS: readonly string[] = DELAY_PREDICTION.features.columns.map(({ name }) => name);
/** Which option a row is about: it says nothing of the load. */
const LATE_COLUMN = DELAY_COLUMNS.indexOf('late');
const GRAIN = 4096;

export interface DelayModel {
  readonly name: string;
  /** From this probability on a load is said to be late. */
  readonly threshold: number;
  /** By column: no more of it counts. */
  readonly caps: readonly number[];
  readonly intercept: number;
  /** By column, of its value up to the cap, and of whether it is above 0. */
  readonly weights: readonly number[];
  readonly present: readonly number[];
}

/** A load as the point shows it to a model, in the order of the columns, and whether it came late. */
export interface LabelledLoad {
  readonly columns: readonly number[];
  readonly late: boolean;
}

export interface Training {
  readonly name: string;
  readonly threshold: number;
  /** Of the squared weights of scaled columns. */
  readonly ridge: number;
  /** By name of a column, where it is capped. */
  readonly caps: Readonly<Record<string, number>>;
}

/** No column is larger. */
const NO_CAP = 1 << 24;

export function trainDelayModel(loads: readonly LabelledLoad[], training: Training): DelayModel {
  const caps = DELAY_COLUMNS.map((name) => training.caps[name] ?? NO_CAP);
  const { intercept, weights } = fitLogistic(
    loads.map(({ columns }) => basis(columns, caps)),
    loads.map(({ late }) => late),
    training.ridge,
  );
  const size = DELAY_COLUMNS.length;
  return {
    name: training.name,
    threshold: training.threshold,
    caps,
    intercept: grained(intercept),
    weights: weights.slice(0, size).map(grained),
    present: weights.slice(size).map(grained),
  };
}

/** In double precision; a file computes it in single. */
export function probabilityOfLate(model: DelayModel, columns: readonly number[]): number {
  const { intercept, weights, present, caps } = model;
  const both = [...weights, ...present];
  return logistic(basis(columns, caps).reduce((sum, value, i) => sum + value * both[i]!, intercept));
}

function basis(columns: readonly number[], caps: readonly number[]): number[] {
  const own = columns.map((value, c) => (c === LATE_COLUMN ? 0 : value));
  return [...own.map((value, c) => Math.min(value, caps[c]!)), ...own.map((value) => (value > 0 ? 1 : 0))];
}

function grained(value: number): number {
  return Math.round(value * GRAIN) / GRAIN;
}
