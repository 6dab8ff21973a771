/** Rows of a block by the key of their entity, in their order. */
export class RowsByKey {
  private readonly first = new Map<number, number>();
  private readonly last = new Map<number, number>();
  private readonly following: Int32Array;

  constructor(keys: Float64Array, size: number) {
    this.following = new Int32Array(size).fill(-1);
    for (let row = 0; row < size; row++) {
      const key = keys[row]!;
      const before = this.last.get(key);
      if (before === undefined) this.first.set(key, row);
      else this.following[before] = row;
      this.last.set(key, row);
    }
  }

  has(key: number): boolean {
    return this.first.has(key);
  }

  *of(key: number): Generator<number> {
    for (let row = this.first.get(key) ?? -1; row >= 0; row = this.following[row]!) yield row;
  }

  /** The last row of a key that meets a condition; -1 = none does. */
  lastOf(key: number, meets: (row: number) => boolean): number {
    let found = -1;
    for (const row of this.of(key)) if (meets(row)) found = row;
    return found;
  }
}
