/**
 * Inputs that are only assumed, each with the range in which it may lie, and worlds drawn from these ranges: by Latin hypercube, so that
 * each tenth of each range is seen as often as any other, however few the worlds.
 *
 * 1. Keyed by path and world: an input more or less moves no draw of the others.
 * 2. Ends of a range stand as they were given; a draw has four digits, and never leaves the range for them.
 *
 * Source: McKay, Beckman and Conover, "A Comparison of Three Methods for Selecting Values of Input Variables" (1979).
 */
import { Random } from '#sim/random/random';

export interface AssumedInput {
  /** Where it stands in the scenario. */
  readonly path: string;
  readonly low: number;
  readonly high: number;
  /** Stands behind the number: ` h`, ` USD`, `%`; empty where there is none. */
  readonly unit: string;
  /** Only whole numbers will do. */
  readonly whole: boolean;
}

const SEED = 'dray/plausible-worlds';
const DIGITS = 4;
/** Draws of a world. */
const [PLACE, WITHIN] = [0, 1];

/** As it would be written in a scenario. @param value within the range */
export function written({ unit, whole, low, high }: AssumedInput, value: number): string {
  if (value === low || value === high) return `${value}${unit}`;
  const rounded = whole ? Math.round(value) : Number(value.toPrecision(DIGITS));
  return `${Math.min(high, Math.max(low, rounded))}${unit}`;
}

/** @returns a world is a value of each input, in their order */
export function plausibleWorlds(inputs: readonly AssumedInput[], count: number): readonly string[][] {
  const random = new Random(SEED);
  const columns = inputs.map((input) => {
    const stream = random.stream(input.path);
    const order = Array.from({ length: count }, (_, world) => world);
    order.sort((a, b) => stream.unit(a, PLACE) - stream.unit(b, PLACE) || a - b);
    const values = new Array<string>(count);
    order.forEach((world, stratum) => {
      const share = (stratum + stream.unit(world, WITHIN)) / count;
      values[world] = written(input, input.low + share * (input.high - input.low));
    });
    return values;
  });
  return Array.from({ length: count }, (_, world) => columns.map((column) => column[world]!));
}
