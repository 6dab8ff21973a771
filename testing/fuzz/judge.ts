/**
 * Whether a parser takes an input as it should. It does not where it throws, changes what every object has, or makes far more of an
 * input than that is long. What it may throw, the target catches.
 */

/** Values and characters of a result that any input may have, and that each of its bytes may add. */
const SIZE_MAX = 2_000_000;
const SIZE_PER_BYTE = 500;

const BUILT_IN = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype];

/** Throws where the input breaks the parser. @param take reads it. @returns what was made of it */
export function judge(take: (input: Uint8Array) => unknown, input: Uint8Array): unknown {
  const before = BUILT_IN.map(keysOf);
  const result = take(input);
  BUILT_IN.forEach((each, i) => {
    const keys = keysOf(each);
    if (keys.length === before[i]!.length) return;
    const changed = keys.filter((key) => !before[i]!.includes(key)).map(String);
    throw new Error(`a built-in prototype has changed: ${changed.join(', ')}`);
  });
  const most = SIZE_MAX + SIZE_PER_BYTE * input.length;
  if (sizeOf(result, most) > most) throw new Error(`${input.length} bytes became more than ${most} values`);
  return result;
}

const keysOf = (object: object): PropertyKey[] => Reflect.ownKeys(object);

/** Values and characters, counted no further than `most`. */
function sizeOf(value: unknown, most: number): number {
  const open: unknown[] = [value];
  let size = 0;
  while (open.length > 0 && size <= most) {
    const each = open.pop();
    size += 1;
    if (typeof each === 'string') size += each.length;
    else if (ArrayBuffer.isView(each)) size += each.byteLength;
    else if (each instanceof Map) open.push(...each.keys(), ...each.values());
    else if (Array.isArray(each)) for (const item of each) open.push(item);
    else if (typeof each === 'object' && each !== null)
      for (const item of Object.values(each)) open.push(item);
  }
  return size;
}
