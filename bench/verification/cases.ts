/**
 * The cases as data: what is simulated, what must come out, and who says so.
 *
 * 1. `cases.json` holds figures of others, unchanged. Nothing in it was made with Dray.
 * 2. An expected value is rounded: to eight decimals, or fewer where the source prints fewer.
 */
import { readFileSync } from 'node:fs';
import { assert } from '#sim/assert';

export interface VerificationCase {
  readonly id: string;
  /** The model in words. */
  readonly group: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** A number, or a list of numbers, by name. */
  readonly expected: Readonly<Record<string, unknown>>;
  readonly source: string;
  /** How the figures were got from the source. */
  readonly how: string;
}

let loaded: readonly VerificationCase[] | null = null;

/** All cases, in the order of the file. */
export function allCases(): readonly VerificationCase[] {
  loaded ??= readCases();
  return loaded;
}

export function caseOf(id: string): VerificationCase {
  const found = allCases().find((each) => each.id === id);
  assert(found !== undefined, `no verification case "${id}"`);
  return found;
}

/** Parameters that must be finite numbers. */
export function numbersOf<Name extends string>(
  { id, params }: Pick<VerificationCase, 'id' | 'params'>,
  ...names: readonly Name[]
): Readonly<Record<Name, number>> {
  return Object.fromEntries(
    names.map((name) => [name, finite(params[name], `${id}: params.${name}`)]),
  ) as Record<Name, number>;
}

/** A parameter that must be a list of finite numbers. */
export function listOf({ id, params }: VerificationCase, name: string): readonly number[] {
  const list = params[name];
  assert(Array.isArray(list), `${id}: params.${name} must be a list`);
  return list.map((value, i) => finite(value, `${id}: params.${name}[${i}]`));
}

/** The expected value of that name, a number. */
export function expectedOf({ id, expected }: VerificationCase, name: string): number {
  return finite(expected[name], `${id}: expected.${name}`);
}

function finite(value: unknown, place: string): number {
  assert(typeof value === 'number' && Number.isFinite(value), `${place} must be a number, got ${value}`);
  return value;
}

function readCases(): readonly VerificationCase[] {
  const text = readFileSync(new URL('./cases.json', import.meta.url), 'utf8');
  const { cases } = JSON.parse(text) as { readonly cases: readonly VerificationCase[] };
  assert(new Set(cases.map(({ id }) => id)).size === cases.length, 'cases.json holds an id twice');
  return cases;
}
