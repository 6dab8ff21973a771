/**
 * One tree laid over another: a scenario over what it extends, an overlay over a scenario, a setting over both.
 *
 * 1. Maps merge key by key; lists and scalars are replaced as a whole, and so is a distribution by one of another kind.
 * 2. A map over a list whose entries have names (carriers, nodes; roles of people) changes those that it names, and leaves the others
 *    and their order alone. A name that is not in the list is refused: nothing is added by a slip. `other` is each entry that the map
 *    does not name: an overlay does not know what nodes of a network are called.
 * 3. Who answers tasks does so in one way, as a team or without limit: an entry that speaks of the other way takes away what says the one.
 */
import { suggestion } from '#sim/nearest';
import { isDistribution } from './distributions.ts';
import type { Located, LocatedEntry, LocatedMap, Place } from './located.ts';

/** What names an entry of a list. */
export const NAMING_KEYS = ['name', 'role'] as const;

/** Each entry that is not named. */
const OTHER = 'other';

/** Of a role: what says when it answers, by the key that the way begins with. */
const WAYS = { staff: ['staff', 'hours', 'notice', 'fatigue'], answer: ['answer'] } as const;

/** The upper tree names an entry that this list has not. */
export class NotListed extends Error {
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/** The upper tree laid over the lower one; throws `NotListed`. */
export function merge(lower: Located, upper: Located): Located {
  if (upper.kind !== 'map') return upper;
  if (lower.kind === 'list') {
    const names = lower.items.map(nameOf);
    return names.length === 0 || names.includes(null)
      ? upper
      : { ...lower, items: byName(lower.items, names, upper) };
  }
  if (lower.kind !== 'map' || otherKind(lower, upper)) return upper;
  const entries = new Map(lower.entries);
  for (const key of givenUp(lower, upper)) entries.delete(key);
  for (const [key, entry] of upper.entries) {
    const below = entries.get(key);
    entries.set(
      key,
      below === undefined ? entry : { keyPlace: entry.keyPlace, node: merge(below.node, entry.node) },
    );
  }
  return { kind: 'map', place: upper.place, entries };
}

/** null = nothing names it */
function nameOf(item: Located): string | null {
  if (item.kind !== 'map') return null;
  for (const key of NAMING_KEYS) {
    const node = item.entries.get(key)?.node;
    if (node?.kind === 'scalar' && typeof node.value === 'string') return node.value;
  }
  return null;
}

function byName(items: readonly Located[], names: readonly (string | null)[], upper: LocatedMap): Located[] {
  const merged = [...items];
  for (const [name, entry] of upper.entries) {
    const at = names.indexOf(name);
    const isOther = at < 0 && name === OTHER;
    if (at < 0 && !isOther) throw notListed(name, names, entry);
    if (entry.node.kind !== 'map')
      throw new NotListed(
        `"${name}" is an entry of a list: what changes in it is written as a map`,
        entry.node.place,
      );
    const meant = isOther
      ? names.flatMap((each, i) => (each !== null && upper.entries.has(each) ? [] : [i]))
      : [at];
    for (const i of meant) merged[i] = merge(merged[i]!, entry.node);
  }
  return merged;
}

function notListed(name: string, names: readonly (string | null)[], { keyPlace }: LocatedEntry): NotListed {
  const known = names.filter((each) => each !== null);
  const way = 'An entry is added by giving the list as a whole';
  return new NotListed(`this list has no "${name}".${suggestion(name, known)} ${way}`, keyPlace);
}

/** Keys of the way that a role answered in, where the upper tree speaks of the other. One that speaks of both is a mistake, and told as such. */
function givenUp({ entries: lower }: LocatedMap, { entries: upper }: LocatedMap): readonly string[] {
  if (!lower.has('role') || upper.has('staff') === upper.has('answer')) return [];
  return WAYS[upper.has('staff') ? 'answer' : 'staff'];
}

/** Both are distributions, and not of the same kind. */
function otherKind({ entries: lower }: LocatedMap, { entries: upper }: LocatedMap): boolean {
  if (!isDistribution(lower.keys()) || !isDistribution(upper.keys())) return false;
  return ![...upper.keys()].every((kind) => lower.has(kind));
}
