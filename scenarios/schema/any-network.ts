/**
 * Lists that are written for a network that is not known yet: an overlay has to speak of countries and classes of customers, and does not know
 * their names. Here such entries become those of the network that they are laid over.
 *
 * 1. `other` stands for each one that the list does not name; a network whose own name that is, means that one.
 * 2. An entry with `ifPresent` is left out where the network has not what it names. Without it, a name that is not there is a mistake.
 * 3. Where nothing is left of a list, that is a problem, once, at its place.
 * 4. What is not as the format wants it is left as it is: the format says so.
 */
import type { Located, LocatedMap, Place } from './located.ts';
import type { Problem } from './source-files.ts';

/** Each one that is not named. */
const OTHER = 'other';
/** The time zone of the first place of the country. */
const LOCAL = 'local';

interface NamedList {
  readonly path: readonly string[];
  /** Of an entry: whom it is about. */
  readonly key: string;
  /** All that an entry may name. */
  readonly names: (network: Located | undefined) => readonly string[];
  /** Those that `other` may stand for. */
  readonly others: (network: Located | undefined) => readonly string[];
  readonly nothingLeft: (network: Located | undefined) => string;
}

const CLASSES: Omit<NamedList, 'path'> = {
  key: 'class',
  names: classes,
  others: classes,
  nothingLeft: (network) =>
    `it speaks of none of the classes of customers that there are: ${classes(network).join(', ')}. Name one of them, or "${OTHER}"`,
};

const LISTS: readonly NamedList[] = [
  {
    path: ['systems', 'customs', 'countries'],
    key: 'country',
    names: (network) => unique(textsOf(itemsAt(network, 'places'), 'country')),
    others: abroad,
    nothingLeft: (network) =>
      `it stops what crosses a border into a country with customers, and here nothing does: nodes and customers are all in ${customersIn(network).join(', ')}. Leave it out, or give the network a place abroad`,
  },
  { path: ['systems', 'crm', 'classes'], ...CLASSES },
  { path: ['returns', 'classes'], ...CLASSES },
];

/** The tree with its lists as this network has them, or what is wrong. */
export function forThisNetwork(tree: Located): { readonly tree: Located; readonly problems: Problem[] } {
  const network = under(tree, 'network');
  const problems: Problem[] = [];
  const whole = LISTS.reduce((now, list) => {
    const node = list.path.reduce<Located | undefined>(under, now);
    if (node?.kind !== 'list') return now;
    const items = itemsFor(node.items, list, network).map((item) => inItsZone(item, network));
    if (items.length === 0 && node.items.length > 0)
      problems.push({ ...node.place, message: `${list.path.join('.')}: ${list.nothingLeft(network)}` });
    return replaced(now, list.path, { ...node, items });
  }, tree);
  return { tree: whole, problems };
}

function itemsFor(
  items: readonly Located[],
  { key, names, others }: NamedList,
  network: Located | undefined,
): Located[] {
  const known = names(network);
  const named = items.map((item) => textOf(item, key));
  return items.flatMap((item, i) => {
    const name = named[i];
    if (item.kind !== 'map' || name === undefined || known.includes(name)) return [item];
    if (name === OTHER) {
      return others(network)
        .filter((each) => !named.includes(each))
        .map((each) => withText(item, key, each));
    }
    return scalarAt(item, 'ifPresent') === true ? [] : [item];
  });
}

/** The desk of a country keeps the hours of the country. */
function inItsZone(item: Located, network: Located | undefined): Located {
  if (item.kind !== 'map' || textOf(item, 'zone') !== LOCAL) return item;
  const country = textOf(item, 'country');
  const place = itemsAt(network, 'places').find((each) => textOf(each, 'country') === country);
  const zone = place === undefined ? undefined : textOf(place, 'zone');
  return zone === undefined ? item : withText(item, 'zone', zone);
}

function classes(network: Located | undefined): string[] {
  return textsOf(itemsAt(network === undefined ? undefined : under(network, 'customers'), 'classes'), 'name');
}

function customersIn(network: Located | undefined): string[] {
  const withCustomers = itemsAt(network, 'places').filter(
    (place) => Number(scalarAt(place, 'demand') ?? 0) > 0,
  );
  return unique(textsOf(withCustomers, 'country'));
}

/** Countries with customers in which some node is not. */
function abroad(network: Located | undefined): string[] {
  const countryOf = new Map(
    itemsAt(network, 'places').map((place) => [textOf(place, 'name'), textOf(place, 'country')]),
  );
  const origins = new Set(itemsAt(network, 'nodes').map((node) => countryOf.get(textOf(node, 'place'))));
  return customersIn(network).filter((country) => [...origins].some((origin) => origin !== country));
}

function under(tree: Located | undefined, key: string): Located | undefined {
  return tree?.kind === 'map' ? tree.entries.get(key)?.node : undefined;
}

function itemsAt(tree: Located | undefined, key: string): readonly Located[] {
  const node = under(tree, key);
  return node?.kind === 'list' ? node.items : [];
}

function scalarAt(tree: Located, key: string): unknown {
  const node = under(tree, key);
  return node?.kind === 'scalar' ? node.value : undefined;
}

function textOf(tree: Located, key: string): string | undefined {
  const value = scalarAt(tree, key);
  return typeof value === 'string' ? value : undefined;
}

function textsOf(items: readonly Located[], key: string): string[] {
  return items.map((item) => textOf(item, key)).filter((text) => text !== undefined);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** At the place of what stood there. */
function withText(map: LocatedMap, key: string, value: string): Located {
  const entry = map.entries.get(key);
  const place: Place = entry?.node.place ?? map.place;
  const node: Located = { kind: 'scalar', place, value };
  return {
    ...map,
    entries: new Map(map.entries).set(key, { keyPlace: entry?.keyPlace ?? map.place, node }),
  };
}

function replaced(tree: Located, [key, ...rest]: readonly string[], node: Located): Located {
  const entry = key !== undefined && tree.kind === 'map' ? tree.entries.get(key) : undefined;
  if (key === undefined) return node;
  if (tree.kind !== 'map' || entry === undefined) return tree;
  const entries = new Map(tree.entries).set(key, { ...entry, node: replaced(entry.node, rest, node) });
  return { ...tree, entries };
}
