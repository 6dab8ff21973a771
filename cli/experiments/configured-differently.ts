/**
 * What two scenarios of a comparison have otherwise, value by value, and nothing that they have alike.
 *
 * 1. Names, titles and stories, and what inputs might be instead, change no run: they are no differences.
 * 2. Of policies the arm that runs alone; who it is says the design.
 */
import type { ConfigurationDifferences } from '#reports/comparison/comparison-report';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { Design } from './experiment.ts';

/** More than these nobody reads. Source: assumption. */
const SHOWN_MAX = 60;
const NO_CONFIGURATION = new Set(['name', 'title', 'story', 'seed', 'thresholds', 'plausible', 'policies']);

/** Nothing where the scenario is one. */
export function configuredOf([baseline, candidate]: readonly [Design, Design]): {
  readonly configured?: ConfigurationDifferences;
} {
  if (baseline.words.ref === candidate.words.ref) return {};
  const [before, after] = [baseline, candidate].map(valuesOf);
  const paths = [...new Set([...before!.keys(), ...after!.keys()])].sort();
  const values = paths.flatMap((path) => {
    const [one, other] = [before!.get(path) ?? null, after!.get(path) ?? null];
    return one === other ? [] : [{ path, baseline: one, candidate: other }];
  });
  return {
    configured: { values: values.slice(0, SHOWN_MAX), more: Math.max(0, values.length - SHOWN_MAX) },
  };
}

/** JSON of each value, by path. */
function valuesOf({ scenario, head }: Design): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === undefined || typeof value === 'function') return;
    const entries = value === null || typeof value !== 'object' ? [] : entriesOf(value);
    if (entries.length === 0) values.set(path, JSON.stringify(value));
    for (const [key, each] of entries) walk(each, `${path}${key}`);
  };
  for (const [section, value] of Object.entries(scenario))
    if (!NO_CONFIGURATION.has(section)) walk(value, section);
  const arm = scenario.policies.find((each) => nameOfPolicy(each) === head.policy);
  if (typeof arm === 'object') walk(arm, 'policy');
  return values;
}

/** What is in a list is known by its name where it has one, so that what is put in front of it moves nothing. */
function entriesOf(value: object): (readonly [key: string, value: unknown])[] {
  if (!Array.isArray(value)) return Object.entries(value).map(([key, each]) => [`.${key}`, each] as const);
  const names = value.map((each: unknown) => nameIn(each));
  const named = names.every((name) => name !== null) && new Set(names).size === names.length;
  return value.map((each: unknown, i) => [`[${named ? names[i] : i}]`, each] as const);
}

function nameIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return typeof value.name === 'string' ? value.name : null;
}
