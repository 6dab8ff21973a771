/**
 * Lists that are written for a network that is not known yet: an overlay has to speak of countries and classes of customers, and does not know
 * their names. Here such entries become those of the network that they are laid over.
 *
 * 1. `other` stands for each one that the list does not name; a network whose own name that is, means that one.
 * 2. An entry with `ifPresent` is left out where the network has not what it names. Without it, a name that is not there is a mistake.
 * 3. Where nothing is left of a list, that is a problem, once, at its place.
 * 4. A store at `other` is one at each place with customers in a country with nodes, and `suppliedBy: [other]` are these nodes, the nearest
 *    first. The clock `local` of a supplier is that of the first node with stock.
 * 5. What is not as the format wants it is left as it is: the format says so.
 */
import { greatCircleKm, type Position } from '../world/outbound/freight/distance.ts';
import type { Located, LocatedMap, Place } from './located.ts';
import type { Problem } from './source-files.ts';

/** Each one that is not named. */
const OTHER = 'other';
/** The time zone of the first place of the country. */
const LOCAL = 'local';

/** As the format has it. */
const SUPPLIED_BY_MAX = 8;

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
  {
    path: ['network', 'licences'],
    key: 'country',
    names: (network) => unique(textsOf(itemsAt(network, 'places'), 'country')),
    others: customersIn,
    nothingLeft: () => 'no customer is in any of these countries. Name one of them, or "other"',
  },
  {
    path: ['inbound', 'docks'],
    key: 'node',
    names: (network) => textsOf(itemsAt(network, 'nodes'), 'name'),
    others: withStock,
    nothingLeft: () =>
      'goods are bought for nodes with stock of their own, and here each has all that is asked for, always. Leave it out, or give a node `stock`',
  },
  {
    path: ['replenishment', 'stores'],
    key: 'place',
    names: (network) => textsOf(itemsAt(network, 'places'), 'name'),
    others: (network) => placesSupplied(network).map(({ place }) => place),
    nothingLeft: (network) =>
      `stores are where customers and a node are in one country, and here no node is in any of ${customersIn(network).join(', ')}. Leave it out, or name places`,
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
    const items = itemsFor(node.items, list, network).map((item) =>
      asStoreOf(inItsZone(item, network), network),
    );
    if (items.length === 0 && node.items.length > 0)
      problems.push({ ...node.place, message: `${list.path.join('.')}: ${list.nothingLeft(network)}` });
    return replaced(now, list.path, { ...node, items });
  }, tree);
  return { tree: withSuppliersHere(whole, network), problems };
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

/** Suppliers are near whom they sell to. */
function withSuppliersHere(tree: Located, network: Located | undefined): Located {
  const path = ['inbound', 'suppliers'];
  const node = path.reduce<Located | undefined>(under, tree);
  const zone = zoneOfPlace(network, placeOfNode(network, withStock(network)[0]));
  if (node?.kind !== 'list' || zone === undefined) return tree;
  const items = node.items.map((item) =>
    item.kind === 'map' && textOf(item, 'zone') === LOCAL ? withText(item, 'zone', zone) : item,
  );
  return replaced(tree, path, { ...node, items });
}

function zoneOfPlace(network: Located | undefined, name: string | undefined): string | undefined {
  const place = itemsAt(network, 'places').find((each) => textOf(each, 'name') === name);
  return name === undefined || place === undefined ? undefined : textOf(place, 'zone');
}

function placeOfNode(network: Located | undefined, name: string | undefined): string | undefined {
  const node = itemsAt(network, 'nodes').find((each) => textOf(each, 'name') === name);
  return name === undefined || node === undefined ? undefined : textOf(node, 'place');
}

function withStock(network: Located | undefined): string[] {
  return textsOf(
    itemsAt(network, 'nodes').filter((node) => under(node, 'stock') !== undefined),
    'name',
  );
}

/** A store that has neither a name nor nodes of its own. */
function asStoreOf(item: Located, network: Located | undefined): Located {
  const place = item.kind === 'map' ? textOf(item, 'place') : undefined;
  if (item.kind !== 'map' || place === undefined) return item;
  const named = textOf(item, 'name') === OTHER ? withText(item, 'name', `${place} Store`) : item;
  const by = under(named, 'suppliedBy');
  const nodes = placesSupplied(network).find((each) => each.place === place)?.nodes;
  const isOther = by?.kind === 'list' && by.items.length === 1 && textIn(by.items[0]!) === OTHER;
  if (!isOther || textsOf(itemsAt(network, 'nodes'), 'name').includes(OTHER) || nodes === undefined)
    return named;
  const items = nodes.map((value): Located => ({ kind: 'scalar', place: by.place, value }));
  return replaced(named, ['suppliedBy'], { ...by, items });
}

/** Places with customers, each with the nodes of its country, the nearest first. */
function placesSupplied(
  network: Located | undefined,
): { readonly place: string; readonly nodes: string[] }[] {
  const places = itemsAt(network, 'places');
  const placeOf = (name: string | undefined): Located | undefined =>
    places.find((each) => textOf(each, 'name') === name);
  const nodes = itemsAt(network, 'nodes').flatMap((node) => {
    const at = placeOf(textOf(node, 'place'));
    const name = textOf(node, 'name');
    return at === undefined || name === undefined ? [] : [{ name, at }];
  });
  return places.flatMap((place) => {
    const name = textOf(place, 'name');
    if (name === undefined || !hasCustomers(place)) return [];
    const near = nodes
      .filter(({ at }) => textOf(at, 'country') === textOf(place, 'country'))
      .map((node) => ({ ...node, km: greatCircleKm(positionOf(node.at), positionOf(place)) }))
      .sort((one, other) => one.km - other.km)
      .slice(0, SUPPLIED_BY_MAX);
    return near.length === 0 ? [] : [{ place: name, nodes: near.map((node) => node.name) }];
  });
}

function positionOf(place: Located): Position {
  return {
    latitude: Number(scalarAt(place, 'latitude') ?? 0),
    longitude: Number(scalarAt(place, 'longitude') ?? 0),
  };
}

function hasCustomers(place: Located): boolean {
  return Number(scalarAt(place, 'demand') ?? 0) > 0;
}

function classes(network: Located | undefined): string[] {
  return textsOf(itemsAt(network === undefined ? undefined : under(network, 'customers'), 'classes'), 'name');
}

function customersIn(network: Located | undefined): string[] {
  return unique(textsOf(itemsAt(network, 'places').filter(hasCustomers), 'country'));
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
  const node = under(tree, key);
  return node === undefined ? undefined : textIn(node);
}

function textIn(node: Located): string | undefined {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
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
