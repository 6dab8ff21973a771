/**
 * How good predicted probabilities of an event are: against what came, and in their order.
 *
 * 1. Rows with the same probability are taken together: no result depends on the order of rows.
 * 2. Without rows, or without any event where one is needed, a score is NaN.
 *
 * Sources: Brier (1950); expected calibration error with bins of equal mass: Nguyen and O'Connor (2015); average precision: Davis and Goadrich (2006).
 */
import { log } from '#sim/random/math';

/** A probability and whether the event came. */
export interface Scored {
  /** 0..1 */
  readonly predicted: number;
  readonly came: boolean;
  /** Rows that are like this one; absent = it alone. */
  readonly count?: number;
}

/** So that one certain mistake is not infinitely bad. */
const LEAST = 1e-15;
/** Source: experiment protocol, 8. */
const BINS = 15;

/** Mean squared error, 0 (best) to 1. */
export function brier(rows: readonly Scored[]): number {
  return mean(rows, ({ predicted, came }) => (predicted - (came ? 1 : 0)) ** 2);
}

/** In nats, from 0 (best); probabilities are kept 1e-15 away from 0 and 1. */
export function logLoss(rows: readonly Scored[]): number {
  return mean(rows, ({ predicted, came }) => {
    const p = Math.min(1 - LEAST, Math.max(LEAST, came ? predicted : 1 - predicted));
    return -log(p);
  });
}

/** Of a bin: how many rows, their mean probability, the share in which the event came. */
export interface CalibrationBin {
  /** Least and greatest probability. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly predicted: number;
  readonly came: number;
}

/** Bins of equal mass, by rising probability; fewer where there are fewer rows, or many rows are alike. */
export function calibration(rows: readonly Scored[], bins = BINS): readonly CalibrationBin[] {
  const groups = byProbability(rows);
  const all = rowsIn(rows);
  const made: CalibrationBin[] = [];
  let taken = 0;
  let bin = { from: 0, rows: 0, sum: 0, came: 0 };
  for (const { predicted, count, came } of groups) {
    const from = bin.rows === 0 ? predicted : bin.from;
    bin = { from, rows: bin.rows + count, sum: bin.sum + predicted * count, came: bin.came + came };
    taken += count;
    if (taken < Math.round(((made.length + 1) * all) / bins) && taken < all) continue;
    made.push({
      from: bin.from,
      to: predicted,
      rows: bin.rows,
      predicted: bin.sum / bin.rows,
      came: bin.came / bin.rows,
    });
    bin = { from: 0, rows: 0, sum: 0, came: 0 };
  }
  return made;
}

/** Expected calibration error: how far probabilities and shares are apart, by bin, weighted with its rows. */
export function calibrationError(rows: readonly Scored[], bins = BINS): number {
  const made = calibration(rows, bins);
  if (made.length === 0) return Number.NaN;
  const off = made.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.predicted - bin.came), 0);
  return off / rowsIn(rows);
}

/** Area under precision and recall, as average precision; a guess at random scores the prevalence. NaN without an event. */
export function averagePrecision(rows: readonly Scored[]): number {
  const events = rowsIn(rows.filter(({ came }) => came));
  if (events === 0) return Number.NaN;
  let area = 0;
  let [seen, hits] = [0, 0];
  for (const { count, came } of [...byProbability(rows)].reverse()) {
    seen += count;
    hits += came;
    area += (came / events) * (hits / seen);
  }
  return area;
}

/** Precision and recall where the event is said to come of everybody from a threshold on. */
export interface PrecisionRecall {
  readonly threshold: number;
  readonly recall: number;
  readonly precision: number;
}

/** By falling threshold, one a probability; none without an event. */
export function precisionRecall(rows: readonly Scored[]): readonly PrecisionRecall[] {
  const events = rowsIn(rows.filter(({ came }) => came));
  if (events === 0) return [];
  let [seen, hits] = [0, 0];
  return [...byProbability(rows)].reverse().map(({ predicted, count, came }) => {
    seen += count;
    hits += came;
    return { threshold: predicted, recall: hits / events, precision: hits / seen };
  });
}

/** Share of rows in which the event came. */
export function prevalence(rows: readonly Scored[]): number {
  return mean(rows, ({ came }) => (came ? 1 : 0));
}

/** Share of events among the k most probable; rows alike at the edge count in proportion. */
export function precisionAt(rows: readonly Scored[], k: number): number {
  const most = Math.min(k, rowsIn(rows));
  let [seen, hits] = [0, 0];
  for (const { count, came } of [...byProbability(rows)].reverse()) {
    const taken = Math.min(count, most - seen);
    hits += (came * taken) / count;
    seen += taken;
    if (seen >= most) break;
  }
  return seen === 0 ? Number.NaN : hits / seen;
}

export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** From a probability of `threshold` on the event is said to come. */
export function confusion(rows: readonly Scored[], threshold: number): Confusion {
  const count = (said: boolean, came: boolean): number =>
    rowsIn(rows.filter((row) => row.predicted >= threshold === said && row.came === came));
  return {
    truePositives: count(true, true),
    falsePositives: count(true, false),
    falseNegatives: count(false, true),
    trueNegatives: count(false, false),
  };
}

interface Group {
  readonly predicted: number;
  count: number;
  came: number;
}

/** Rising. */
function byProbability(rows: readonly Scored[]): readonly Group[] {
  const groups = new Map<number, Group>();
  for (const { predicted, came, count = 1 } of rows) {
    const group = groups.get(predicted) ?? { predicted, count: 0, came: 0 };
    groups.set(predicted, group);
    group.count += count;
    if (came) group.came += count;
  }
  return [...groups.values()].sort((one, other) => one.predicted - other.predicted);
}

function mean(rows: readonly Scored[], of: (row: Scored) => number): number {
  return rows.reduce((sum, row) => sum + (row.count ?? 1) * of(row), 0) / rowsIn(rows);
}

function rowsIn(rows: readonly Scored[]): number {
  return rows.reduce((sum, { count = 1 }) => sum + count, 0);
}
