/**
 * What a compiled distribution can do, and the checks that all kinds share.
 *
 * 1. A sampler is a pure function of (stream, entity, index) and keeps no state between draws.
 * 2. A fault in a parameter is found when the distribution is compiled, never while it is drawn.
 */
import type { RandomStream } from './random.ts';

/** A distribution ready to draw from. */
export interface Sampler {
  /** The draw `index` of `entity`. Both are uint32. */
  sample(stream: RandomStream, entity: number, index: number): number;
  /** The draws `from` and following of entity 0, where many at a time are quicker. `count` is 1 to 64. */
  fill?(stream: RandomStream, from: number, into: Float64Array, count: number): void;
  readonly mean: number;
  readonly variance: number;
  /** No draw is below or above these; infinite where unbounded. */
  readonly min: number;
  readonly max: number;
}

/** A distribution's parameters can't be right. */
export class DistributionError extends Error {
  override readonly name = 'DistributionError';
}

interface Rule {
  readonly says: string;
  holds(x: number): boolean;
}

export const anyNumber: Rule = { says: 'a finite number', holds: () => true };
export const positive: Rule = { says: 'a number > 0', holds: (x) => x > 0 };
export const notNegative: Rule = { says: 'a number >= 0', holds: (x) => x >= 0 };
export const chance: Rule = { says: 'a probability > 0 and <= 1', holds: (x) => x > 0 && x <= 1 };

/** The parameters as they came: from a scenario file, so anything. */
export type Parameters = Readonly<Record<string, unknown>>;

/** A number that must be there, be finite and keep the rule. `wayOut` is a sentence for the message. */
export function numberOf(from: Parameters, name: string, rule: Rule, place: string, wayOut = ''): number {
  const value = from[name];
  if (typeof value === 'number' && Number.isFinite(value) && rule.holds(value)) return value;
  throw new DistributionError(
    `${String(from.kind)}: "${name}" must be ${rule.says}, got ${show(value)} (${place}.${name})${wayOut && `. ${wayOut}`}`,
  );
}

/** A list that must be there and hold something. */
export function listOf(from: Parameters, name: string, place: string): readonly unknown[] {
  const value = from[name];
  if (Array.isArray(value) && value.length > 0) return value;
  throw new DistributionError(
    `${String(from.kind)}: "${name}" must be a list of at least one, got ${show(value)} (${place}.${name})`,
  );
}

/** A list of finite numbers. */
export function numbersOf(from: Parameters, name: string, place: string): readonly number[] {
  const list = listOf(from, name, place);
  list.forEach((value, i) => {
    if (typeof value === 'number' && Number.isFinite(value)) return;
    throw new DistributionError(
      `${String(from.kind)}: "${name}" must hold finite numbers, got ${show(value)} (${place}.${name}[${i}])`,
    );
  });
  return list as readonly number[];
}

/** A misspelt parameter would silently mean its default: none is let through. */
export function onlyFields(from: Parameters, allowed: readonly string[], place: string): void {
  for (const name of Object.keys(from)) {
    if (name === 'kind' || allowed.includes(name)) continue;
    throw new DistributionError(
      `${String(from.kind)}: unknown field "${name}" (${place}.${name}). Its fields are: ${allowed.join(', ')}`,
    );
  }
}

/** A value for a message. */
export function show(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  return JSON.stringify(value) ?? String(value);
}
