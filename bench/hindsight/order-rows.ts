/** What is kept of each order of a run until its pair is known: packed, since a comparison keeps every run. */
import { packNumbers, unpackNumbers } from '../statistics/packed-numbers.ts';

/** Of an order of which something left; whole minor units. */
export interface OrderRow {
  readonly no: number;
  /** The least that what left of it could have cost. */
  readonly leastMinor: number;
  /** The same, delivered at a price. */
  readonly leastPricedMinor: number;
  /** What is to be added to each where what is used of capacity is paid for, >= 0. */
  readonly capacityMinor: number;
  readonly capacityPricedMinor: number;
  /** What it did cost; null = not all of it was delivered at a price. */
  readonly comparedMinor: number | null;
}

/** In the order in which they are packed. */
const COLUMNS = ['no', 'leastMinor', 'leastPricedMinor', 'capacityMinor', 'capacityPricedMinor'] as const;
const WIDTH = COLUMNS.length + 1;

/** Columns one after another, what it did cost last. */
export function packRows(rows: readonly OrderRow[]): string {
  const count = rows.length;
  const values = new Float64Array(WIDTH * count);
  rows.forEach((row, i) => {
    COLUMNS.forEach((column, c) => {
      values[c * count + i] = row[column];
    });
    values[COLUMNS.length * count + i] = row.comparedMinor ?? NaN;
  });
  return packNumbers(values);
}

/** Throws where it is none that `packRows` made. */
export function unpackRows(packed: string): OrderRow[] {
  const values = unpackNumbers(packed);
  const count = values.length / WIDTH;
  return Array.from({ length: count }, (_, i) => {
    const compared = values[COLUMNS.length * count + i]!;
    const at = (column: (typeof COLUMNS)[number]): number => values[COLUMNS.indexOf(column) * count + i]!;
    return {
      no: at('no'),
      leastMinor: at('leastMinor'),
      leastPricedMinor: at('leastPricedMinor'),
      capacityMinor: at('capacityMinor'),
      capacityPricedMinor: at('capacityPricedMinor'),
      comparedMinor: Number.isNaN(compared) ? null : compared,
    };
  });
}
