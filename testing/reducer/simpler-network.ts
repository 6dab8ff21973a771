/**
 * Less of everything else: sections and keys that may be left out, entries of lists with all that names them, fewer customers and products,
 * a shorter run. Whether a candidate is a scenario at all, the schema and its checks say.
 */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs, exactDuration } from '#scenarios/schema/units';
import { customerNo, productNo } from '#scenarios/world/outbound/goods/written-orders';
import { ordersIn } from './exogenous.ts';
import { changedAt, type TreePath, valueAt, withoutName } from './tree-edits.ts';

const DAY_MS = 86_400_000;

/** Not to be made less of here: what it is called, and what is reduced elsewhere. */
const KEPT: ReadonlySet<string> = new Set([
  ...['dray', 'process', 'name', 'title', 'story', 'seed', 'start', 'horizon', 'currency'],
  ...[
    'faults',
    'failure',
    'policies',
    'processes',
    'ownProfiles',
    'ownTms',
    'ownFronts',
    'parts',
    'ownProcesses',
    'orders',
    'source',
  ],
]);
/** Whose items mean something by their place. */
const BY_PLACE: ReadonlySet<string> = new Set(['hourWeights', 'weekdayWeights', 'weeks']);

/** Paths of maps, keys and items, outer ones first. */
export function placesIn(scenario: OutboundScenario): TreePath[] {
  const found: TreePath[] = [];
  let level: readonly TreePath[] = [[]];
  while (level.length > 0) {
    const below = level.flatMap((path) => pathsBelow(scenario, path));
    found.push(...below);
    level = below;
  }
  return found;
}

function pathsBelow(scenario: OutboundScenario, path: TreePath): TreePath[] {
  const node = valueAt(scenario, path);
  if (node === null || typeof node !== 'object' || BY_PLACE.has(String(path.at(-1)))) return [];
  // From the last on: what is taken out moves none that is still to come.
  if (Array.isArray(node)) return node.map((_item, i) => [...path, i]).reverse();
  return Object.keys(node)
    .filter((key) => !KEPT.has(key))
    .map((key) => [...path, key]);
}

/** The scenario without what stands there; nothing where it stands there no longer. */
export function* lessAt(scenario: OutboundScenario, path: TreePath): Generator<OutboundScenario> {
  const above = path.slice(0, -1);
  const parent = valueOrNothing(scenario, above);
  const last = path.at(-1)!;
  if (parent === null || typeof parent !== 'object' || !(last in parent)) return;
  yield changedAt(scenario, path, undefined);
  const node = valueAt(scenario, path);
  const name = (node as { readonly name?: unknown } | null)?.name ?? node;
  // Whoever speaks of it goes with it.
  if (Array.isArray(parent) && typeof name === 'string')
    yield withoutName(changedAt(scenario, path, undefined), name) as OutboundScenario;
}

function valueOrNothing(tree: unknown, path: TreePath): unknown {
  let node = tree;
  for (const step of path) {
    if (node === null || typeof node !== 'object' || !(step in node)) return null;
    node = (node as Record<string | number, unknown>)[step];
  }
  return node;
}

/** One figure smaller; null = it is as small as it can be. */
export type SmallerFigure = (scenario: OutboundScenario, failsAt: number) => OutboundScenario | null;

/** Fewer customers and products, fewer days, an earlier end. */
export const SMALLER_FIGURES: readonly SmallerFigure[] = [
  (scenario) => {
    const needed = 1 + Math.max(0, ...ordersIn(scenario).map(({ customer }) => customerNo(customer)));
    return smallerCount(scenario, 'customers', needed);
  },
  (scenario) => {
    const products = ordersIn(scenario).flatMap(({ lines }) =>
      lines.map(({ product }) => productNo(product)),
    );
    return smallerCount(scenario, 'products', 1 + Math.max(0, ...products));
  },
  (scenario) => (scenario.demand.days > 1 ? changedAt(scenario, ['demand', 'days'], 1) : null),
  (scenario, failsAt) => {
    const days = Math.ceil((failsAt - Date.parse(scenario.start)) / DAY_MS) + 1;
    if (days * DAY_MS >= durationMs(scenario.horizon)) return null;
    return changedAt(scenario, ['horizon'], exactDuration(days * DAY_MS));
  },
];

function smallerCount(
  scenario: OutboundScenario,
  what: 'customers' | 'products',
  needed: number,
): OutboundScenario | null {
  if (needed >= scenario.network[what].count) return null;
  return changedAt(scenario, ['network', what, 'count'], needed);
}
