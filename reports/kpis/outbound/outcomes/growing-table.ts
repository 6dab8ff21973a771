/**
 * Columns that grow together, one row a thing: typed arrays, so that a million rows cost their bytes and nothing else.
 *
 * 1. A column is a field of the table that holds a typed array; a new row holds -1 in every column but those named in `zeros`.
 * 2. `saveRows` copies the rows there are; it shares nothing with the table.
 */

type Column = Int8Array | Int32Array | Float64Array;

export interface SavedTable {
  readonly size: number;
  readonly columns: Readonly<Record<string, ArrayLike<number>>>;
}

export const ROWS_AT_FIRST = 256;

export abstract class GrowingTable {
  size = 0;
  private capacity = ROWS_AT_FIRST;
  /** Columns that begin at 0, not at -1: sums, counts and flags. */
  protected abstract readonly zeros: readonly string[];

  /** A new row; its index. */
  add(): number {
    const row = this.size;
    if (row === this.capacity) this.grow();
    this.size += 1;
    return row;
  }

  saveRows(): SavedTable {
    const columns = this.names.map((name) => [name, this.column(name).slice(0, this.size)] as const);
    return { size: this.size, columns: Object.fromEntries(columns) };
  }

  loadRows({ size, columns }: SavedTable): void {
    this.clear();
    while (this.capacity < size) this.grow();
    for (const name of this.names) this.column(name).set(columns[name]!);
    this.size = size;
  }

  /** Fills the columns of a table without rows; once, by the constructor. */
  protected clear(): void {
    this.size = 0;
    for (const name of this.names) this.column(name).fill(this.zeros.includes(name) ? 0 : -1);
  }

  private grow(): void {
    const { capacity } = this;
    for (const name of this.names) {
      const old = this.column(name);
      const wider = new (old.constructor as new (length: number) => Column)(capacity * 2);
      wider.set(old);
      wider.fill(this.zeros.includes(name) ? 0 : -1, capacity);
      (this as unknown as Record<string, Column>)[name] = wider;
    }
    this.capacity = capacity * 2;
  }

  private get names(): string[] {
    return Object.keys(this).filter((name) => ArrayBuffer.isView(this.column(name)));
  }

  private column(name: string): Column {
    return (this as unknown as Record<string, Column>)[name]!;
  }
}
