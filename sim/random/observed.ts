/**
 * Distributions given as data: a list of values with weights, a sample, or points of a distribution function.
 *
 * 1. All use one uniform number a draw. All but `discrete` with "method": "alias" rise with it.
 * 2. Values are put into rising order first, so the order in which they were listed means nothing.
 */
import { InversionSampler } from './inversion.ts';
import { DistributionError, listOf, numbersOf, type Parameters, type Sampler, show } from './sampler.ts';
import { AliasTable, CumulativeTable, probabilities } from './weights.ts';

/** The given values, each with its weight. */
export function discreteSampler(from: Parameters, place: string): Sampler {
  const given = numbersOf(from, 'values', place);
  const weights = numbersOf(from, 'weights', place);
  if (given.length !== weights.length) {
    throw new DistributionError(
      `discrete: as many weights as values are needed, got ${weights.length} and ${given.length} (${place})`,
    );
  }
  const method = from.method ?? 'inversion';
  if (method !== 'inversion' && method !== 'alias') {
    throw new DistributionError(
      `discrete: "method" must be "inversion" or "alias", got ${show(method)} (${place}.method)`,
    );
  }
  const chanceOf = probabilities(weights, `${place}.weights`);
  const order = given.map((_, i) => i).sort((a, b) => given[a]! - given[b]!);
  const values = Float64Array.from(order, (i) => given[i]!);
  const chances = Float64Array.from(order, (i) => chanceOf[i]!);
  const table = method === 'alias' ? new AliasTable(chances) : new CumulativeTable(chances);
  return fromValues(values, chances, (u) => values[table.find(u)]!);
}

/** Piecewise linear distribution function through `points`, or the values of `samples`, each as likely as another. */
export function empiricalSampler(from: Parameters, place: string): Sampler {
  if ((from.points === undefined) === (from.samples === undefined)) {
    throw new DistributionError(`empirical: give either "points" or "samples" (${place})`);
  }
  if (from.samples === undefined) return pointsSampler(readPoints(from, place), place);
  const values = Float64Array.from(numbersOf(from, 'samples', place)).sort();
  const n = values.length;
  return fromValues(values, new Float64Array(n).fill(1 / n), (u) => values[Math.floor(u * n)]!);
}

function fromValues(values: Float64Array, chances: Float64Array, pick: (u: number) => number): Sampler {
  let mean = 0;
  values.forEach((value, i) => {
    mean += chances[i]! * value;
  });
  let variance = 0;
  values.forEach((value, i) => {
    variance += chances[i]! * (value - mean) * (value - mean);
  });
  const possible = values.filter((_, i) => chances[i]! > 0);
  return new InversionSampler(pick, mean, variance, possible[0]!, possible.at(-1)!);
}

type Point = readonly [cumulative: number, value: number];

function readPoints(from: Parameters, place: string): readonly Point[] {
  return listOf(from, 'points', place).map((point, i) => {
    if (Array.isArray(point) && point.length === 2 && point.every((x) => Number.isFinite(x))) {
      return point as unknown as Point;
    }
    throw new DistributionError(
      `empirical: a point must be [cumulative probability, value], got ${show(point)} (${place}.points[${i}])`,
    );
  });
}

/**
 * A first point above 0 puts that much probability on its value; two points of one value put their difference there;
 * two points of one probability leave a gap.
 */
function pointsSampler(given: readonly Point[], place: string): Sampler {
  given.forEach(([cumulative, value], i) => {
    const before = given[i - 1] ?? ([0, value] as const);
    if (cumulative >= before[0] && cumulative <= 1 && value >= before[1]) return;
    throw new DistributionError(
      `empirical: probabilities must rise from 0 to 1 and values must not fall, got ${show(given[i])} after ` +
        `${show(before)} (${place}.points[${i}])`,
    );
  });
  const last = given.at(-1)!;
  if (last[0] !== 1) {
    throw new DistributionError(
      `empirical: the last point must have probability 1, got ${last[0]} (${place}.points)`,
    );
  }
  // Segment i runs from point i to point i + 1, the first from probability 0.
  const points: readonly Point[] = [[0, given[0]![1]], ...given];
  const values = Float64Array.from(points, (point) => point[1]);
  const weights = Float64Array.from(given, (point, i) => point[0] - points[i]![0]);
  const table = new CumulativeTable(weights);
  const quantile = (u: number): number => {
    const i = table.find(u);
    const low = values[i]!;
    const high = values[i + 1]!;
    const value = low + ((u - table.below(i)) / weights[i]!) * (high - low);
    return value < high ? value : high;
  };
  let mean = 0;
  weights.forEach((weight, i) => {
    mean += (weight * (values[i]! + values[i + 1]!)) / 2;
  });
  let variance = 0;
  weights.forEach((weight, i) => {
    const low = values[i]! - mean;
    const high = values[i + 1]! - mean;
    variance += (weight * (low * low + low * high + high * high)) / 3;
  });
  const used = weights.findIndex((weight) => weight > 0);
  let end = weights.length - 1;
  while (weights[end] === 0) end -= 1;
  return new InversionSampler(quantile, mean, variance, values[used]!, values[end + 1]!);
}
