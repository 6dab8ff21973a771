/**
 * What an edited scenario says otherwise than the one it was made of, as a file that extends it would say it: so little that a person can
 * read it, and so much that loading it gives the edited one.
 *
 * 1. Maps say what differs in them, lists of the same named entries what differs in these; other lists, and distributions, stand as a whole.
 */
import { isDistribution } from '#scenarios/schema/distributions';
import { NAMING_KEYS } from '#scenarios/schema/merge';
import { assert } from '#sim/assert';

type Tree = { readonly [key: string]: unknown };

/** @returns undefined where nothing differs */
export function overlayOf(base: unknown, whole: unknown): unknown {
  if (same(base, whole)) return undefined;
  if (isTree(base) && isTree(whole) && !isDistribution(Object.keys(whole))) return overlayOfMaps(base, whole);
  if (Array.isArray(base) && Array.isArray(whole)) return overlayOfLists(base, whole) ?? whole;
  return whole;
}

function overlayOfMaps(base: Tree, whole: Tree): Tree {
  const removed = removedKeys(base, whole);
  assert(removed.length === 0, `no overlay can take out ${removed.join(', ')}`);
  const entries = Object.entries(whole).flatMap(([key, value]): [string, unknown][] => {
    const said = overlayOf(base[key], value);
    return said === undefined ? [] : [[key, said]];
  });
  return Object.fromEntries(entries);
}

/** By name; null = the list has to stand as a whole. */
function overlayOfLists(base: readonly unknown[], whole: readonly unknown[]): Tree | null {
  const names = base.map(nameOf);
  const alike = whole.length === base.length && whole.every((entry, i) => nameOf(entry) === names[i]);
  if (!alike || names.includes(null)) return null;
  const said: [string, unknown][] = [];
  for (const [i, name] of names.entries()) {
    const [before, after] = [base[i] as Tree, whole[i] as Tree];
    if (!canBeLaidOver(before, after)) return null;
    const differs = overlayOf(before, after);
    if (differs !== undefined) said.push([name!, differs]);
  }
  return Object.fromEntries(said);
}

/** Nothing in it was taken out, at any depth. */
function canBeLaidOver(base: unknown, whole: unknown): boolean {
  if (!isTree(base) || !isTree(whole) || isDistribution(Object.keys(whole))) return true;
  return (
    removedKeys(base, whole).length === 0 &&
    Object.entries(whole).every(([key, value]) => canBeLaidOver(base[key], value))
  );
}

function removedKeys(base: Tree, whole: Tree): string[] {
  return Object.keys(base).filter((key) => base[key] !== undefined && whole[key] === undefined);
}

function nameOf(entry: unknown): string | null {
  if (!isTree(entry)) return null;
  const names = NAMING_KEYS.map((key) => entry[key]);
  return (names.find((name) => typeof name === 'string') as string | undefined) ?? null;
}

function isTree(value: unknown): value is Tree {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, i) => same(each, other[i]));
  if (!isTree(one) || !isTree(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}
