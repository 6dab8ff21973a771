/** Rows by the key of their entity, in the order in which they were added. */
export type SavedRows = readonly (readonly [key: number, rows: readonly number[]])[];

const NONE: readonly number[] = [];

export class RowsByKey {
  private readonly rows = new Map<number, number[]>();

  add(key: number, row: number): void {
    const rows = this.rows.get(key);
    if (rows === undefined) this.rows.set(key, [row]);
    else rows.push(row);
  }

  /** @returns whether it was the last of its key */
  drop(key: number, row: number): boolean {
    const rows = this.rows.get(key)!;
    if (rows.length > 1) rows.splice(rows.indexOf(row), 1);
    else this.rows.delete(key);
    return !this.rows.has(key);
  }

  of(key: number): readonly number[] {
    return this.rows.get(key) ?? NONE;
  }

  /** The last row of a key that meets a condition; -1 = none does. */
  lastOf(key: number, meets: (row: number) => boolean): number {
    return this.of(key).findLast(meets) ?? -1;
  }

  save(): SavedRows {
    return [...this.rows].map(([key, rows]) => [key, rows.slice()] as const);
  }

  load(saved: SavedRows): void {
    this.rows.clear();
    for (const [key, rows] of saved) this.rows.set(key, rows.slice());
  }
}
