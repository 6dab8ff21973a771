/**
 * Which places of delivery are told apart on a map: all of them, or squares of the globe where that would be too many flows.
 *
 * 1. It depends on the world alone: all arms of a run have the same destinations, so that their flows can be compared.
 * 2. Squares are as small as they can be; those of 45 degrees are the largest.
 */
import type { Destination, MapPlace } from './network-flows.ts';

/** Flows there may be: some have no shipments, so that more than are kept may be possible. */
const POSSIBLE_MAX = 400;
const SQUARES = [1, 2, 5, 10, 20, 45];

export interface Destinations {
  /** 0 = place by place. */
  readonly degrees: number;
  readonly list: readonly Destination[];
  /** By place; -1 = nobody is there. */
  readonly of: Int32Array;
}

interface StoresAndCustomers {
  readonly stores?: readonly { readonly place: number; readonly isNode: boolean }[];
  /** By customer: stores and nodes that others supply. */
  readonly receivers: ReadonlyMap<number, unknown>;
  readonly customers: readonly { readonly place: number }[];
}

/** @param customers with the place of each. O(places + customers) */
export function destinationsOf(
  places: readonly MapPlace[],
  customers: readonly { readonly place: number }[],
  nodes: number,
): Destinations {
  const at = new Array<number>(places.length).fill(0);
  for (const { place } of customers) at[place]! += 1;
  const located = places.every(({ latitude, longitude }) => latitude !== null && longitude !== null);
  const sizes = located ? [0, ...SQUARES] : [0];
  let grouped = group(places, at, 0);
  for (const degrees of sizes) {
    grouped = group(places, at, degrees);
    if (grouped.list.length * nodes <= POSSIBLE_MAX) break;
  }
  return grouped;
}

/** Says of each how many stores are at it, and whether anybody else is. */
export function withStores(
  { list, of }: Destinations,
  { stores = [], receivers, customers }: StoresAndCustomers,
): readonly Destination[] {
  const at = list.map(() => ({ stores: 0, supplied: 0 }));
  for (const { place, isNode } of stores) {
    const there = at[of[place] ?? -1];
    if (there !== undefined && !isNode) there.stores += 1;
  }
  for (const customer of receivers.keys()) {
    const there = at[of[customers[customer]?.place ?? -1] ?? -1];
    if (there !== undefined) there.supplied += 1;
  }
  return list.map((each, to) => {
    const there = at[to]!;
    if (there.stores === 0) return each;
    const alone = there.supplied === each.customers ? { storesAlone: true as const } : {};
    return { ...each, stores: there.stores, ...alone };
  });
}

function group(places: readonly MapPlace[], at: readonly number[], degrees: number): Destinations {
  const members = new Map<string, number[]>();
  places.forEach((place, no) => {
    if (at[no]! === 0) return;
    const square = degrees === 0 ? String(no) : squareOf(place, degrees);
    const found = members.get(square);
    if (found === undefined) members.set(square, [no]);
    else found.push(no);
  });
  const of = new Int32Array(places.length).fill(-1);
  const list = [...members.values()].map((own, i): Destination => {
    for (const no of own) of[no] = i;
    const largest = own.reduce((most, no) => (at[no]! > at[most]! ? no : most));
    const { name, latitude, longitude } = places[largest]!;
    const customers = own.reduce((sum, no) => sum + at[no]!, 0);
    return { name, latitude, longitude, places: own.length, customers };
  });
  return { degrees, list, of };
}

/** Longitude 180 is -180. */
function squareOf({ latitude, longitude }: MapPlace, degrees: number): string {
  const across = Math.floor((((longitude ?? 0) + 540) % 360) / degrees);
  return `${Math.floor((latitude ?? 0) / degrees)}/${across}`;
}
