/** Deep copy of plain JSON state: what snapshots hold and what a draft is rolled back to. */
import { AssertionError } from '#sim/assert';

/** Copies plain JSON; throws, naming the path, on anything else (an actor's state must be plain JSON). */
export function copyJson<T>(value: T, path = 'state'): T {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      throw new AssertionError(`${path} is no plain JSON: ${typeof value}`);
    }
    return value;
  }
  if (Array.isArray(value)) return value.map((item, i) => copyJson(item, `${path}[${i}]`)) as T;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new AssertionError(`${path} is no plain JSON: ${prototype?.constructor?.name ?? 'an object'}`);
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value))
    copy[key] = copyJson((value as Record<string, unknown>)[key], `${path}.${key}`);
  return copy as T;
}
