/**
 * Values of two scenarios that differ, by path, and nothing that is the same.
 *
 * 1. What is in a list is known by its name where all have one, so that what is put before it moves nothing.
 * 2. Name, title and story change no run; seed and names of policies are told beside. They are no differences here.
 */
import type { ValueDifference } from './diff-report.ts';

const NOT_CONFIGURATION: ReadonlySet<string> = new Set(['name', 'title', 'story', 'seed', 'plausible']);

/** An arm that is only a name; one that is more has a path below it. */
const POLICY_NAME = /^policies\[\d+\]$/;

type Fields = Readonly<Record<string, unknown>>;

export function valueDifferences(one: Fields, other: Fields): ValueDifference[] {
  const [before, after] = [valuesOf(one), valuesOf(other)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const values = { one: before.get(path) ?? null, other: after.get(path) ?? null };
    return values.one === values.other || POLICY_NAME.test(path) ? [] : [{ path, ...values }];
  });
}

/** JSON of each value, by path. */
function valuesOf(scenario: Fields): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    const entries = entriesOf(value);
    if (entries.length === 0) values.set(path, JSON.stringify(value) ?? 'null');
    for (const [key, each] of entries) walk(each, `${path}${key}`);
  };
  for (const [section, value] of Object.entries(scenario))
    if (!NOT_CONFIGURATION.has(section)) walk(value, section);
  return values;
}

function entriesOf(value: unknown): (readonly [key: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value)) return Object.entries(value).map(([key, each]) => [`.${key}`, each] as const);
  const names = value.map(nameIn);
  const named = !names.includes(null) && new Set(names).size === names.length;
  return value.map((each: unknown, i) => [`[${named ? names[i] : i}]`, each] as const);
}

function nameIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return typeof value.name === 'string' ? value.name : null;
}
