/**
 * What makes a file an overlay, and how one is laid over a scenario.
 *
 * 1. An overlay says in `overlay` what it does. It is no scenario (`dray`, `extends`), and does not name one anew (`name`): a run by another
 *    name is a scenario that extends.
 * 2. The last one on top counts. One of which nothing counts, since those after it say all of it as well, is warned of.
 * 3. It does not know whom the scenario employs: its `people` change those with the same role, field by field, and come beside the others.
 */
import type { Located, LocatedMap } from './located.ts';
import { merge } from './merge.ts';
import type { Problem } from './source-files.ts';

const PEOPLE = 'people';
const ROLE = 'role';

const REFUSED: Readonly<Record<string, string>> = {
  extends: `an overlay can't extend: only a scenario file can`,
  dray: 'this is a scenario file, no overlay. Check or run it by itself, or take `dray` out',
  name: 'an overlay leaves the scenario its name. Take `name` out and say in `overlay` what it does; or make a scenario of it, with `extends` and the name of the one below',
};

/** What is wrong with a file as an overlay; null = nothing */
export function noOverlay({ entries, place }: LocatedMap): Problem | null {
  for (const [key, message] of Object.entries(REFUSED)) {
    const entry = entries.get(key);
    if (entry !== undefined) return { ...entry.keyPlace, message };
  }
  const said = entries.get('overlay')?.node;
  if (said?.kind === 'scalar' && typeof said.value === 'string' && said.value !== '') return null;
  const message =
    'this is no overlay yet: it does not say what it does. Begin it with a line such as `overlay: Twice the orders`';
  return { ...(said?.place ?? place), message };
}

/** What is wrong with a file as a scenario: it says that it is an overlay; null = it does not. */
export function noScenario({ entries }: LocatedMap): Problem | null {
  const said = entries.get('overlay');
  if (said === undefined) return null;
  const { keyPlace } = said;
  const way = `dray run quickstart --with ${keyPlace.file}`;
  return {
    ...keyPlace,
    message: `this is an overlay, to be laid over a scenario: ${way}. A scenario has no key "overlay"`,
  };
}

/** The overlay with the scenario's people among its own. */
export function withPeopleBelow(lower: Located, upper: LocatedMap): LocatedMap {
  const below = lower.kind === 'map' ? lower.entries.get(PEOPLE)?.node : undefined;
  const own = upper.entries.get(PEOPLE);
  if (below?.kind !== 'list' || own?.node.kind !== 'list') return upper;
  const { items } = own.node;
  const known = below.items.map(roleOf).filter((role) => role !== null);
  const kept = below.items.flatMap((item) => {
    const role = roleOf(item);
    const changes = role === null ? [] : items.filter((each) => roleOf(each) === role);
    return changes.length === 0 ? [item] : changes.map((each) => merge(item, each));
  });
  const beside = items.filter((each) => !known.some((role) => role === roleOf(each)));
  const node: Located = { ...own.node, items: [...kept, ...beside] };
  return { ...upper, entries: new Map(upper.entries).set(PEOPLE, { ...own, node }) };
}

/** Overlays of which nothing counts in the end. @param layers without what says that they are overlays, the last one on top; O(tree) where there are several */
export function undoneOverlays(tree: Located, layers: readonly LocatedMap[]): readonly Problem[] {
  if (layers.length < 2) return [];
  const counts = new Set(saidIn(tree));
  const undone = layers.filter((layer) => {
    return layer.entries.size > 0 && !saidIn(layer).some((each) => counts.has(each));
  });
  return undone.map(({ place }) => ({
    ...place,
    message:
      'nothing of this overlay counts: those after it say all of it as well. Name it after them, or leave it out',
  }));
}

/** Whatever is neither map nor list, or is empty. */
function saidIn(node: Located): readonly Located[] {
  if (node.kind === 'scalar') return [node];
  const below = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.node);
  return below.length === 0 ? [node] : below.flatMap(saidIn);
}

/** null = it does not say */
function roleOf(item: Located): string | null {
  const role = item.kind === 'map' ? item.entries.get(ROLE)?.node : undefined;
  return role?.kind === 'scalar' && typeof role.value === 'string' ? role.value : null;
}
