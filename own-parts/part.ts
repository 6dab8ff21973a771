/**
 * What tells a part that a user wrote from any other value, and its kind. The mark is the same in every copy of Dray, so that
 * a part made with another copy is still known as one.
 */

export const PART: unique symbol = Symbol.for('dray.part') as never;

export type PartKind = 'policy' | 'carrier' | 'system' | 'process';

export interface Marked<Kind extends PartKind> {
  readonly [PART]: Kind;
}

export function marked<Kind extends PartKind, Definition extends object>(
  kind: Kind,
  definition: Definition,
): Definition & Marked<Kind> {
  return Object.freeze({ ...definition, [PART]: kind });
}

/** null = it is none. */
export function kindOfPart(value: unknown): PartKind | null {
  if (value === null || typeof value !== 'object') return null;
  return (value as Partial<Marked<PartKind>>)[PART] ?? null;
}
