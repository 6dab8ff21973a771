/**
 * A map by (type, key): one map a type, so that keys stay small integers. (One number for both would be a float, which
 * costs an allocation and a slow hash at every look-up.) Iterates by type, then in the order of insertion.
 */
export class AddressMap<Value> {
  size = 0;
  private readonly types: (Map<number, Value> | undefined)[] = [];

  get(type: number, key: number): Value | undefined {
    return this.types[type]?.get(key);
  }

  set(type: number, key: number, value: Value): void {
    let keys = this.types[type];
    if (keys === undefined) {
      // Without holes: a sparse array would turn into a hash table.
      while (this.types.length <= type) this.types.push(undefined);
      keys = new Map();
      this.types[type] = keys;
    }
    const before = keys.size;
    keys.set(key, value);
    this.size += keys.size - before;
  }

  delete(type: number, key: number): void {
    if (this.types[type]?.delete(key)) this.size -= 1;
  }

  clear(): void {
    this.types.length = 0;
    this.size = 0;
  }

  *values(): IterableIterator<Value> {
    for (const keys of this.types) if (keys !== undefined) yield* keys.values();
  }

  *entries(): IterableIterator<readonly [type: number, key: number, value: Value]> {
    for (const [type, keys] of this.types.entries())
      if (keys !== undefined) for (const [key, value] of keys) yield [type, key, value];
  }
}
