/**
 * Routes of one node and departure: which stores one vehicle drives to, and in which order. Pure.
 *
 * 1. Each piece of goods is on one route, or left over: too large for any vehicle, too far for a driver's hours, or no vehicle left.
 * 2. No route is heavier or fuller than its vehicle, nor its vehicle larger than what each of its stores can unload.
 * 3. The same goods give the same routes, in whatever order they come.
 */
import type { RouteTerms, VehicleTerms } from '../../model/routes.ts';
import { type Timing, timingOf } from './route-timing.ts';

/** Goods of one shipment for a store. */
export interface RoutedGoods {
  readonly shipment: number;
  readonly store: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
}

/** Goods for one store that one vehicle takes. */
export interface Drop<Goods extends RoutedGoods = RoutedGoods> {
  readonly store: number;
  readonly goods: readonly Goods[];
  readonly weightGrams: number;
  readonly handlingUnits: number;
}

export interface PlannedRoute<Goods extends RoutedGoods = RoutedGoods> {
  /** Type of its vehicle. */
  readonly vehicle: number;
  readonly drops: readonly Drop<Goods>[];
  readonly timing: Timing;
}

export interface RoutePlan<Goods extends RoutedGoods = RoutedGoods> {
  readonly routes: readonly PlannedRoute<Goods>[];
  readonly left: readonly Goods[];
}

/** Drops in the order of a route, and when it would be where. */
interface Draft<Goods extends RoutedGoods> {
  readonly drops: readonly Drop<Goods>[];
  readonly timing: Timing;
}

interface Place {
  readonly terms: RouteTerms;
  readonly node: number;
  readonly leavesAt: number;
}

/** @param leavesAt instant of the departure. O(n² x stops), n = stores that get anything */
export function planRoutes<Goods extends RoutedGoods>(
  terms: RouteTerms,
  node: number,
  leavesAt: number,
  goods: readonly Goods[],
): RoutePlan<Goods> {
  const place = { terms, node, leavesAt };
  const { drops, left } = dropsOf(place, goods);
  const direct = drops.flatMap((drop) => draftOf(place, [drop]) ?? []);
  const reached = new Set(direct.map(({ drops: [drop] }) => drop));
  const far = drops.filter((drop) => !reached.has(drop)).flatMap((drop) => drop.goods);
  const given = withVehicles(place, draftsBy(place, direct));
  return { routes: given.routes, left: [...left, ...far, ...given.left] };
}

function draftsBy<Goods extends RoutedGoods>(place: Place, direct: readonly Draft<Goods>[]): Draft<Goods>[] {
  switch (place.terms.rule) {
    case 'direct':
      return direct.slice();
    case 'fixed':
      return fixedRoutes(place, direct);
    case 'savings':
      return savingsRoutes(place, direct);
  }
}

/** One drop a store; more where no vehicle that the store takes could carry all of it. In the order of stores and shipments. */
function dropsOf<Goods extends RoutedGoods>(
  place: Place,
  goods: readonly Goods[],
): { readonly drops: Drop<Goods>[]; readonly left: Goods[] } {
  const drops: Drop<Goods>[] = [];
  const left: Goods[] = [];
  for (const each of goods.toSorted((x, y) => x.store - y.store || x.shipment - y.shipment)) {
    const last = drops.at(-1);
    const more = last?.store === each.store ? withGoods(last, each) : null;
    const alone = withGoods(null, each);
    if (more !== null && vehicleFor(place, [more]) >= 0) drops[drops.length - 1] = more;
    else if (vehicleFor(place, [alone]) >= 0) drops.push(alone);
    else left.push(each);
  }
  return { drops, left };
}

function withGoods<Goods extends RoutedGoods>(drop: Drop<Goods> | null, goods: Goods): Drop<Goods> {
  return {
    store: goods.store,
    goods: [...(drop?.goods ?? []), goods],
    weightGrams: (drop?.weightGrams ?? 0) + goods.weightGrams,
    handlingUnits: (drop?.handlingUnits ?? 0) + goods.handlingUnits,
  };
}

/**
 * Two routes become one, the end of the first driving on to the begin of the second, where that saves most km.
 * Source: Clarke and Wright, Scheduling of Vehicles from a Central Depot to a Number of Delivery Points, 1964 (parallel version).
 */
function savingsRoutes<Goods extends RoutedGoods>(
  place: Place,
  direct: readonly Draft<Goods>[],
): Draft<Goods>[] {
  const { terms, node } = place;
  const { km, nodes } = terms;
  const pairs: { readonly i: number; readonly j: number; readonly km: number }[] = [];
  const pointOf = direct.map(({ drops }) => nodes.length + drops[0]!.store);
  for (let i = 0; i < direct.length; i++)
    for (let j = 0; j < direct.length; j++) {
      if (i === j) continue;
      const [from, to] = [pointOf[i]!, pointOf[j]!];
      const saved = km[from]![node]! + km[node]![to]! - km[from]![to]!;
      if (saved > 0) pairs.push({ i, j, km: saved });
    }
  pairs.sort((x, y) => y.km - x.km || x.i - y.i || x.j - y.j);
  /** Route of each drop, at the drop's number; routes that are joined are the same draft. */
  const routeOf = direct.slice();
  const numberOf = new Map(direct.map(({ drops }, i) => [drops[0]!, i]));
  for (const { i, j } of pairs) {
    const [first, second] = [routeOf[i]!, routeOf[j]!];
    if (first === second || first.drops.at(-1) !== direct[i]!.drops[0]) continue;
    if (second.drops[0] !== direct[j]!.drops[0]) continue;
    const joined = draftOf(place, [...first.drops, ...second.drops]);
    if (joined === null) continue;
    for (const drop of joined.drops) routeOf[numberOf.get(drop)!] = joined;
  }
  return [...new Set(routeOf)];
}

/** The routes that are written down, each as far as it gets in one go; a store that is on none has one of its own. */
function fixedRoutes<Goods extends RoutedGoods>(
  place: Place,
  direct: readonly Draft<Goods>[],
): Draft<Goods>[] {
  const { fixed } = place.terms.nodes[place.node]!;
  const drafts: Draft<Goods>[] = [];
  const listed = new Set(fixed.flat());
  for (const stores of fixed) {
    let open: Draft<Goods> | null = null;
    for (const store of stores)
      for (const alone of direct) {
        if (alone.drops[0]!.store !== store) continue;
        const longer: Draft<Goods> | null =
          open === null ? alone : draftOf(place, [...open.drops, ...alone.drops]);
        if (longer === null) drafts.push(open!);
        open = longer ?? alone;
      }
    if (open !== null) drafts.push(open);
  }
  return [...drafts, ...direct.filter(({ drops: [drop] }) => !listed.has(drop!.store))];
}

/** null = no vehicle, or no driver, could do it. */
function draftOf<Goods extends RoutedGoods>(
  place: Place,
  drops: readonly Drop<Goods>[],
): Draft<Goods> | null {
  if (vehicleFor(place, drops) < 0) return null;
  const timing = timingOf(place.terms, place.node, place.leavesAt, drops);
  return timing === null ? null : { drops, timing };
}

/** The heaviest route chooses first, the smallest vehicle that does; what finds none is left. */
function withVehicles<Goods extends RoutedGoods>(
  place: Place,
  drafts: readonly Draft<Goods>[],
): RoutePlan<Goods> {
  const free = place.terms.nodes[place.node]!.vehicles.map(({ vehicles }) => vehicles);
  const routes: PlannedRoute<Goods>[] = [];
  const left: Goods[] = [];
  const heaviestFirst = drafts.toSorted(
    (x, y) => gramsOf(y.drops) - gramsOf(x.drops) || smallestOf(x.drops) - smallestOf(y.drops),
  );
  for (const { drops, timing } of heaviestFirst) {
    const vehicle = vehicleFor(place, drops, free);
    if (vehicle < 0) left.push(...drops.flatMap(({ goods }) => goods));
    else {
      free[vehicle]! -= 1;
      routes.push({ vehicle, drops, timing });
    }
  }
  return { routes, left };
}

/** The smallest type that carries all of it and that each store takes; -1 = none. @param free so many are left of each; absent = any */
function vehicleFor(
  { terms, node }: Place,
  drops: readonly Drop[],
  free: readonly number[] | null = null,
): number {
  const types = terms.nodes[node]!.vehicles;
  let units = 0;
  let largest = Infinity;
  for (const { store, handlingUnits } of drops) {
    units += handlingUnits;
    largest = Math.min(largest, terms.weightGramsMax[store]!);
  }
  const grams = gramsOf(drops);
  const fits = ({ weightGramsMax, handlingUnitsMax }: VehicleTerms): boolean =>
    weightGramsMax <= largest && grams <= weightGramsMax && units <= handlingUnitsMax;
  return types.findIndex((type, no) => fits(type) && (free === null || free[no]! > 0));
}

function gramsOf(drops: readonly Drop[]): number {
  let grams = 0;
  for (const { weightGrams } of drops) grams += weightGrams;
  return grams;
}

/** Key of the smallest shipment: no two routes have the same. */
function smallestOf(drops: readonly Drop[]): number {
  let smallest = Infinity;
  for (const { goods } of drops) for (const { shipment } of goods) smallest = Math.min(smallest, shipment);
  return smallest;
}
