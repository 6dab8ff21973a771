/** A scenario as plain data to be varied: copies, and places in it by path, `*` standing for every entry of a list or map. */
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';

export type Tree = Record<string, unknown>;

/** Of the user's own parts there is code in it, which no file holds: they are handed on as they are. */
const OWN = ['ownProfiles', 'ownTms', 'ownFronts', 'ownProcesses'] as const;

export function copyOf(scenario: AnyOutboundScenario): Tree {
  const { ownProfiles, ownTms, ownFronts, ownProcesses, ...plain } = scenario;
  const own: Tree = { ownProfiles, ownTms, ownFronts, ownProcesses };
  // What is undefined, a file has not.
  const copy = JSON.parse(JSON.stringify(plain)) as Tree;
  for (const key of OWN) if (own[key] !== undefined) copy[key] = own[key];
  return copy;
}

/** As a file would hold it. */
export function plainOf(scenario: AnyOutboundScenario): Tree {
  const copy = copyOf(scenario);
  for (const key of OWN) delete copy[key];
  return copy;
}

/** A place in a tree: what holds it, and under which key. */
export interface Spot {
  readonly parent: Tree;
  readonly key: string;
}

/** Places of a path whose parents are there; the last step itself may be missing. */
export function spotsOf(tree: Tree, path: string): Spot[] {
  const steps = path.split('.');
  const key = steps.pop()!;
  let parents: unknown[] = [tree];
  for (const step of steps) parents = parents.flatMap((parent) => below(parent, step));
  return parents.filter(isTree).map((parent) => ({ parent, key }));
}

/** What stands there, without what is missing. */
export function valuesAt(tree: Tree, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>((all, step) => all.flatMap((each) => below(each, step)), [tree]);
}

function below(parent: unknown, step: string): unknown[] {
  if (parent === null || typeof parent !== 'object') return [];
  if (step === '*') return Object.values(parent);
  const value = (parent as Tree)[step];
  return value === undefined ? [] : [value];
}

export function isTree(value: unknown): value is Tree {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
