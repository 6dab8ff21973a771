/**
 * Deep copy of plain JSON state: what snapshots hold and what a draft is rolled back to.
 *
 * 1. A copy has the hidden class of what it is a copy of: steps are as fast on it.
 * 2. Where something is, is only worked out for what can't be copied.
 */
import { AssertionError } from '#sim/assert';

/** Copies plain JSON; throws, naming the path, on anything else (an actor's state must be plain JSON). */
export function copyJson<T>(value: T, path = 'state'): T {
  try {
    return copy(value) as T;
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    throw new AssertionError(`${pathOf(value, path)} is no plain JSON: ${error.what}`);
  }
}

class NotPlain extends Error {
  readonly what: string;

  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

function copy(value: unknown): unknown {
  if (typeof value === 'object') return value === null ? null : copyParts(value);
  if (isNothingPlain(value)) throw new NotPlain(typeof value);
  return value;
}

function copyParts(value: object): object {
  if (Array.isArray(value)) {
    const list = value.slice();
    for (let i = 0; i < list.length; i++) if (!isLeaf(list[i])) list[i] = copy(list[i]);
    return list;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NotPlain(prototype?.constructor?.name ?? 'an object');
  }
  const made = { ...value } as Record<string, unknown>;
  for (const key of Object.keys(made)) {
    const part = made[key];
    if (!isLeaf(part)) made[key] = copy(part);
  }
  return made;
}

function isLeaf(value: unknown): boolean {
  return (
    typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value === null
  );
}

function isNothingPlain(value: unknown): boolean {
  return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint';
}

/** Where the first thing lies that can't be copied. */
function pathOf(value: unknown, path: string): string {
  if (typeof value !== 'object' || value === null) return path;
  const isList = Array.isArray(value);
  for (const [key, part] of Object.entries(value)) {
    try {
      copy(part);
    } catch {
      return pathOf(part, isList ? `${path}[${key}]` : `${path}.${key}`);
    }
  }
  return path;
}
