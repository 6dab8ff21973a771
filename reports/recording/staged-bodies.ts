/** The bodies of staged rows: encoded at once, since they may change; a row's cell says where its body ends. */
import type { BodyColumn } from './bulk-columns.ts';
import type { NullableColumn, NumericColumn } from './columns.ts';

/** A power of two. Kinds that share a place guess each other's shapes, which costs a look-up and nothing else. */
const PLACES = 256;

export class StagedBodies implements NumericColumn {
  private readonly column: NullableColumn<BodyColumn>;

  constructor(column: NullableColumn<BodyColumn>) {
    this.column = column;
  }

  /** Answers the row's cell: where the body ends; below 0 = there is none. */
  encoded(body: unknown, kind: string): number {
    const { bodies } = this.column.inner;
    if (body === null || body === undefined) return -1 - bodies.used;
    bodies.body(body, placeOf(kind));
    return bodies.used;
  }

  fill(to: number, cells: Float64Array, from: number, stride: number, rows: number): void {
    const { column } = this;
    const { offsets } = column.inner;
    for (let row = to, at = from; row < to + rows; row++, at += stride) {
      const end = cells[at]!;
      if (end < 0) column.note(row, false);
      else column.note(row, true);
      offsets[row + 1] = end < 0 ? -1 - end : end;
    }
  }
}

function placeOf(kind: string): number {
  const { length } = kind;
  return (
    (length + 13 * kind.charCodeAt(0) + 5 * kind.charCodeAt(length >> 1) + 37 * kind.charCodeAt(length - 5)) &
    (PLACES - 1)
  );
}
