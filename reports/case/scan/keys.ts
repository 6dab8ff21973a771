/** Numbers that are looked for in a column: a few, so that a range rules out most rows before anything is looked up. */
export interface Keys {
  readonly low: number;
  readonly high: number;
  /** null: all of the range. */
  readonly among: ReadonlySet<number> | null;
}

export function keysBetween(low: number, high: number): Keys {
  return { low, high, among: null };
}

/** null = there are none. */
export function keysAmong(numbers: ReadonlySet<number>): Keys | null {
  if (numbers.size === 0) return null;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const each of numbers) {
    if (each < low) low = each;
    if (each > high) high = each;
  }
  return { low, high, among: numbers };
}
