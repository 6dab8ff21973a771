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
  const before = BUILT_IN.map(valuesOf);
  const result = take(input);
  BUILT_IN.forEach((each, i) => {
    const [was, is] = [before[i]!, valuesOf(each)];
    const changed = [...was.keys(), ...is.keys()].filter((key) => was.get(key) !== is.get(key));
    if (changed.length === 0) return;
    throw new Error(`a built-in prototype has changed: ${[...new Set(changed)].map(String).join(', ')}`);
  });
  const most = SIZE_MAX + SIZE_PER_BYTE * input.length;
  if (sizeOf(result, most) > most) throw new Error(`${input.length} bytes became more than ${most} values`);
  return result;
}

/** By key; of an accessor, how it is read. */
function valuesOf(object: object): ReadonlyMap<PropertyKey, unknown> {
  return new Map(
    Reflect.ownKeys(object).map((key) => {
      const { value, get } = Object.getOwnPropertyDescriptor(object, key)!;
      return [key, get ?? value];
    }),
  );
}

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
