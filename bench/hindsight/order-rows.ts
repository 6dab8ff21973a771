/** What is kept of each order of a run until its pair is known: packed, since a comparison keeps every run. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Of an order of which something left; whole minor units. */
export interface OrderRow {
  readonly no: number;
  /** The least that what left of it could have cost, with what it uses of capacity paid for. */
  readonly leastMinor: number;
  /** The same, delivered at a price. */
  readonly leastPricedMinor: number;
  /** What it did cost; null = not all of it was delivered at a price. */
  readonly comparedMinor: number | null;
}

const COLUMNS = 4;

/** base64 of deflated float64: columns one after another. */
export function packRows(rows: readonly OrderRow[]): string {
  const count = rows.length;
  const values = new Float64Array(COLUMNS * count);
  rows.forEach(({ no, leastMinor, leastPricedMinor, comparedMinor }, i) => {
    values.set([no], i);
    values.set([leastMinor], count + i);
    values.set([leastPricedMinor], 2 * count + i);
    values.set([comparedMinor ?? NaN], 3 * count + i);
  });
  return deflateRawSync(new Uint8Array(values.buffer)).toString('base64');
}

/** Throws where it is none that `packRows` made. */
export function unpackRows(packed: string): OrderRow[] {
  const bytes = inflateRawSync(Buffer.from(packed, 'base64'));
  const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const count = values.length / COLUMNS;
  return Array.from({ length: count }, (_, i) => {
    const compared = values[3 * count + i]!;
    return {
      no: values[i]!,
      leastMinor: values[count + i]!,
      leastPricedMinor: values[2 * count + i]!,
      comparedMinor: Number.isNaN(compared) ? null : compared,
    };
  });
}
