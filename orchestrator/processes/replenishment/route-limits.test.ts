/** The limits of a route: what a vehicle takes to the last gram, who gets one first, what is worth driving together, how long a day is. */
import { describe, expect, test } from 'vitest';
import type { RouteTerms } from '../../model/routes.ts';
import { planRoutes, type RoutedGoods, type RoutePlan } from './route-planning.ts';
import { timingOf } from './route-timing.ts';
import { DEPARTURE, HOUR, MINUTE, NODE, routeTerms } from './routes.fixture.ts';

const goods = (shipment: number, store: number, weightGrams = 100, handlingUnits = 2): RoutedGoods => ({
  shipment,
  store,
  weightGrams,
  handlingUnits,
});
const planned = (terms: RouteTerms, ...of: readonly RoutedGoods[]): RoutePlan =>
  planRoutes(terms, NODE, DEPARTURE, of);
/** Vehicle and shipments of each route, and what is left. */
const driven = ({ routes, left }: RoutePlan) => ({
  routes: routes.map(({ vehicle, drops }) => [
    vehicle,
    drops.map((drop) => drop.goods.map(({ shipment }) => shipment)),
  ]),
  left: left.map(({ shipment }) => shipment),
});
const direct = routeTerms({ rule: 'direct' });

describe('a vehicle takes', () => {
  test.each([
    ['as much as the small one may', goods(1, 0, 1_000, 10), 0],
    ['a gram more: the large one', goods(1, 0, 1_001, 10), 1],
    ['a piece more: the large one', goods(1, 0, 1_000, 11), 1],
    ['as much as the large one may', goods(1, 0, 3_000, 30), 1],
    ['a gram too many: none', goods(1, 0, 3_001, 30), -1],
    ['a piece too many: none', goods(1, 0, 3_000, 31), -1],
  ])('%s', (_what, each, vehicle) => {
    const { routes } = planned(direct, each);
    expect(routes.map((route) => route.vehicle)).toEqual(vehicle < 0 ? [] : [vehicle]);
  });

  test('all that a store gets, as long as that fits; then another one comes as well', () => {
    expect(driven(planned(direct, goods(3, 0, 1_500), goods(1, 0, 1_000), goods(2, 0, 1_500)))).toEqual({
      routes: [
        [1, [[1, 2]]],
        [1, [[3]]],
      ],
      left: [],
    });
    const together = planned(direct, goods(1, 0, 300, 2), goods(2, 0, 200, 3)).routes[0]!.drops;
    expect(together).toMatchObject([{ weightGrams: 500, handlingUnits: 5 }]);
  });
});

describe('where there are too few vehicles', () => {
  test('the smallest shipment goes first among equally heavy ones', () => {
    const even = [goods(30, 0, 2_000), goods(10, 1, 2_000), goods(20, 2, 2_000)];
    expect(driven(planned(direct, ...even))).toEqual({
      routes: [
        [1, [[10]]],
        [1, [[20]]],
      ],
      left: [30],
    });
  });

  test('a light one takes a large vehicle when the small ones are gone', () => {
    const light = [1, 2, 3].map((shipment) => goods(shipment, shipment - 1, 900));
    expect(driven(planned(direct, ...light)).routes).toEqual([
      [0, [[1]]],
      [0, [[2]]],
      [1, [[3]]],
    ]);
  });
});

describe('two stores', () => {
  /** Points: node 0, node 1, stores; all of it from where the node stands. */
  const along = (...atKm: readonly number[]) =>
    routeTerms({ km: atKm.map((from) => atKm.map((to) => Math.abs(from - to))) });
  const both = [goods(1, 0), goods(2, 1)];

  test('on one road are one route', () => {
    const { routes } = planned(along(0, 0, 60, 120, 0, 0), ...both);
    expect(routes).toHaveLength(1);
    expect(routes[0]!.timing.km).toBe(240);
  });

  test('on opposite ones are two: nothing is saved by driving them together', () => {
    expect(planned(along(0, 0, 60, -120, 0, 0), ...both).routes).toHaveLength(2);
    expect(planned(along(0, 0, 60, -120, 0, 0), ...both).left).toEqual([]);
  });

  test('are two where no vehicle carries both', () => {
    const heavy = [goods(1, 0, 2_000), goods(2, 1, 1_001)];
    expect(planned(routeTerms(), ...heavy).routes).toHaveLength(2);
    expect(planned(routeTerms(), goods(1, 0, 2_000), goods(2, 1, 1_000)).routes).toHaveLength(1);
  });

  test('that save most are joined first', () => {
    const three = [goods(1, 0, 1_000), goods(2, 1, 1_000), goods(3, 2, 2_000)];
    // Stores 60, 120 and 180 km away: 1 and 2 save most, and no third fits.
    expect(driven(planned(routeTerms(), ...three))).toEqual({
      routes: [
        [1, [[2], [3]]],
        [0, [[1]]],
      ],
      left: [],
    });
  });
});

describe('a third store', () => {
  /** By store: km from the node, and from store to store. */
  const star = (fromNode: readonly number[], between: readonly (readonly number[])[]) => {
    const ofNode = [0, 0, ...fromNode, 0];
    const ofStore = between.map((row, store) => [fromNode[store]!, fromNode[store]!, ...row, 0]);
    return routeTerms({ km: [ofNode, ofNode, ...ofStore, new Array<number>(6).fill(0)] });
  };
  const three = [goods(1, 0), goods(2, 1), goods(3, 2)];
  const orderOf = ({ routes }: RoutePlan) => routes.map(({ drops }) => drops.map(({ store }) => store));

  test('is driven to before a route whose begin is next to it', () => {
    const terms = star(
      [120, 60, 180],
      [
        [0, 60, 60],
        [60, 0, 120],
        [60, 120, 0],
      ],
    );
    expect(orderOf(planned(terms, ...three))).toEqual([[1, 0, 2]]);
  });

  test('is driven to after a route whose end is next to it, never in between', () => {
    const terms = star(
      [100, 120, 110],
      [
        [0, 60, 20],
        [60, 0, 10],
        [20, 10, 0],
      ],
    );
    expect(orderOf(planned(terms, ...three))).toEqual([[1, 2, 0]]);
  });
});

describe('a written route', () => {
  const written = (...fixed: readonly (readonly number[])[]) => {
    const terms = routeTerms({ rule: 'fixed' });
    return { ...terms, nodes: [null, { ...terms.nodes[NODE]!, fixed }] };
  };

  test('passes by stores that get nothing', () => {
    expect(driven(planned(written([3, 2, 0]), goods(1, 0), goods(4, 3))).routes).toEqual([[0, [[4], [1]]]]);
    expect(driven(planned(written([3, 2], [1]), goods(1, 0)))).toEqual({ routes: [[0, [[1]]]], left: [] });
  });

  test('brings a store twice what no vehicle carries at once', () => {
    const twice = [goods(1, 0, 2_000), goods(2, 0, 2_000), goods(3, 1, 500)];
    expect(driven(planned(written([0, 1]), ...twice)).routes).toEqual([
      [1, [[2], [3]]],
      [1, [[1]]],
    ]);
  });
});

describe('a driver’s day', () => {
  const drops = [0, 1].map((store) => ({ store, handlingUnits: 10 }));
  const timed = (driving: object, leavesAt = DEPARTURE, of = drops) =>
    timingOf(routeTerms({}, driving), NODE, leavesAt, of);

  test('is over at the very minute that the limits say', () => {
    expect(timed({ dutyMsMax: 5 * HOUR })).not.toBe(null);
    expect(timed({ dutyMsMax: 5 * HOUR - 1 })).toBe(null);
    expect(timed({ stopsMax: 2 })).not.toBe(null);
    expect(timed({ stopsMax: 1 })).toBe(null);
  });

  test('has its time to leave the road at each stop, and on the way home', () => {
    const slow = timed({ perLegMs: 10 * MINUTE })!;
    expect(slow.arriveAt).toEqual([DEPARTURE + 2 * HOUR, DEPARTURE + 3 * HOUR + 40 * MINUTE]);
    expect(slow.departAt).toBe(DEPARTURE + 50 * MINUTE);
    expect(slow.returnAt).toBe(DEPARTURE + 6 * HOUR + 20 * MINUTE);
    // Two legs out of one hour, home in two.
    expect(timed({ perLegMs: 10 * MINUTE, drivingMsMax: 4.5 * HOUR })).not.toBe(null);
    expect(timed({ perLegMs: 10 * MINUTE, drivingMsMax: 4.5 * HOUR - 1 })).toBe(null);
  });

  test('does not begin before the departure, nor where no window is left', () => {
    const late = DEPARTURE + 5 * HOUR;
    expect(timed({}, late)).toMatchObject({ departAt: late, arriveAt: [late + HOUR, late + 2.5 * HOUR] });
    expect(timed({}, DEPARTURE + 30 * 24 * HOUR)).toBe(null);
  });

  test('waits at a later stop until that opens', () => {
    const { windows } = routeTerms();
    const later = windows.map((each, store) => (store === 1 ? each.map((at) => at + 3 * HOUR) : each));
    const timing = timingOf(routeTerms({ windows: later }), NODE, DEPARTURE, drops)!;
    expect(timing.departAt).toBe(DEPARTURE + HOUR);
    expect(timing.arriveAt[1]).toBe(DEPARTURE + 3.5 * HOUR);
    // It opens five hours after the departure; half an hour of unloading, two hours home.
    expect(timing.returnAt).toBe(DEPARTURE + 7.5 * HOUR);
    expect(timing.windows[1]).toEqual({ opensAt: DEPARTURE + 5 * HOUR, closesAt: DEPARTURE + 15 * HOUR });
  });
});
