/**
 * How narrow intervals must be, and whether one is.
 *
 * 1. Each target is one number > 0, absolute or relative to the mean's size. At least one result is controlled, and none
 *    by accident: an unknown name is refused.
 * 2. Around a mean of 0 no interval is relatively narrow, unless its width is 0: never a division, never NaN.
 */
import { AssertionError, assert } from '../assert.ts';
import type { ConfidenceInterval } from '../stats/confidence.ts';

/**
 * The largest half width of an interval, in the unit of the result, or as a part of the size of its mean. An interval of
 * relative half width x has an error relative to the true mean of up to x / (1 - x).
 */
export type HalfWidth = { readonly relative: number } | { readonly absolute: number };

export type WidthTargets = ReadonlyMap<string, HalfWidth>;

/**
 * The target of each controlled result.
 * @param halfWidth one for all, or a record of them by name
 * @param names of all results
 */
export function widthTargets(halfWidth: object, names: readonly string[]): WidthTargets {
  if (isHalfWidth(halfWidth)) return new Map(names.map((name) => [name, checked(halfWidth, 'halfWidth')]));
  const targets = new Map<string, HalfWidth>();
  for (const [name, target] of Object.entries(halfWidth)) {
    assert(
      names.includes(name),
      `halfWidth: unknown result "${name}". The results are: ${names.map((each) => `"${each}"`).join(', ')}`,
    );
    targets.set(name, checked(target, `halfWidth.${name}`));
  }
  return targets;
}

/** A record by name holds objects, also under the names "relative" and "absolute". */
function isHalfWidth(value: object): value is HalfWidth {
  return Object.values(value).every((each) => typeof each !== 'object');
}

function checked(target: HalfWidth, place: string): HalfWidth {
  const entries = Object.entries(target);
  const [kind, size] = entries[0] ?? [];
  const known = entries.length === 1 && (kind === 'relative' || kind === 'absolute');
  if (known && typeof size === 'number' && size > 0 && size < Infinity) return target;
  throw new AssertionError(
    `${place} must be { relative: x } or { absolute: x } with x a number > 0, got ${JSON.stringify(target)}`,
  );
}

export function isNarrow({ mean, halfWidth }: ConfidenceInterval, target: HalfWidth): boolean {
  if ('absolute' in target) return halfWidth <= target.absolute;
  return halfWidth <= target.relative * Math.abs(mean);
}
