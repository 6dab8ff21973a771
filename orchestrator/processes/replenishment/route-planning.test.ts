/** Routes: who is driven to with whom, and that no vehicle, driver or window is asked for more than it has. */
import fc from 'fast-check';
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
const planned = (terms: RouteTerms, of: readonly RoutedGoods[]): RoutePlan =>
  planRoutes(terms, NODE, DEPARTURE, of);
const storesOf = ({ routes }: RoutePlan): number[][] =>
  routes.map(({ drops }) => drops.map(({ store }) => store)).sort();

describe('when a vehicle would be where', () => {
  const drops = [0, 1].map((store) => ({ store, handlingUnits: 10 }));

  test('it leaves in time for the window of its first stop, and waits at none that is open', () => {
    expect(timingOf(routeTerms(), NODE, DEPARTURE, drops)).toMatchObject({
      departAt: DEPARTURE + HOUR,
      arriveAt: [DEPARTURE + 2 * HOUR, DEPARTURE + 3.5 * HOUR],
      returnAt: DEPARTURE + 6 * HOUR,
      km: 240,
    });
  });

  test('a window that closes before it could come is no window, nor one that is left less than the buffer', () => {
    const late = DEPARTURE + 11 * HOUR;
    expect(timingOf(routeTerms(), NODE, late, drops.slice(0, 1))?.arriveAt).toEqual([DEPARTURE + 12 * HOUR]);
    const buffer = { bufferMs: MINUTE };
    expect(timingOf(routeTerms({}, buffer), NODE, late, drops.slice(0, 1))?.arriveAt).toEqual([
      DEPARTURE + 26 * HOUR,
    ]);
  });

  test('at a window that is shorter than the buffer it is before it opens', () => {
    const buffer = { bufferMs: 11 * HOUR };
    expect(timingOf(routeTerms({}, buffer), NODE, DEPARTURE, drops.slice(0, 1))).toMatchObject({
      departAt: DEPARTURE,
      arriveAt: [DEPARTURE + HOUR],
      windows: [{ opensAt: DEPARTURE + 2 * HOUR }],
    });
  });

  test('a driver does not drive longer than the limits, nor stop more often', () => {
    expect(timingOf(routeTerms({}, { drivingMsMax: 4 * HOUR }), NODE, DEPARTURE, drops)).not.toBe(null);
    expect(timingOf(routeTerms({}, { drivingMsMax: 4 * HOUR - 1 }), NODE, DEPARTURE, drops)).toBe(null);
    expect(timingOf(routeTerms({}, { dutyMsMax: 5 * HOUR - 1 }), NODE, DEPARTURE, drops)).toBe(null);
    expect(timingOf(routeTerms({}, { stopsMax: 1 }), NODE, DEPARTURE, drops)).toBe(null);
  });
});

describe('the rules', () => {
  const all = [goods(30, 0), goods(10, 1), goods(20, 2), goods(40, 3)];

  test('direct: a vehicle for each store', () => {
    const plan = planned(routeTerms({ rule: 'direct' }), all);
    expect(storesOf(plan)).toEqual([[0], [1], [2], [3]]);
  });

  test('savings: stores on one road are one route, which costs no more km than the farthest alone', () => {
    const plan = planned(routeTerms(), all);
    expect(storesOf(plan)).toHaveLength(1);
    expect(plan.routes[0]!.timing.km).toBe(480);
  });

  test('savings: as long as the driver may drive', () => {
    const plan = planned(routeTerms({}, { dutyMsMax: 8.4 * HOUR }), all);
    expect(plan.routes.length).toBeGreaterThan(1);
    expect(plan.left).toEqual([]);
  });

  test('fixed: as written down, cut where it does not go on; who is on none has one of its own', () => {
    const written = routeTerms({ rule: 'fixed' });
    const nodes = [null, { ...written.nodes[NODE]!, fixed: [[2, 0, 1]] }];
    expect(storesOf(planned({ ...written, nodes }, all))).toEqual([[2, 0, 1], [3]]);
    const short = { ...written, nodes, driving: { ...written.driving, stopsMax: 2 } };
    expect(storesOf(planned(short, all))).toEqual([[1], [2, 0], [3]]);
  });
});

describe('what is left', () => {
  test('goods that no vehicle carries, and those of a store that no vehicle can unload at', () => {
    const terms = routeTerms({ weightGramsMax: [3_000, 500, 3_000, 3_000] });
    const plan = planned(terms, [goods(10, 0, 3_001), goods(20, 1), goods(30, 2)]);
    expect(plan.left.map(({ shipment }) => shipment)).toEqual([10, 20]);
  });

  test('a store that is too far for the driver', () => {
    const plan = planned(routeTerms({}, { drivingMsMax: 6 * HOUR }), [goods(10, 3), goods(20, 2)]);
    expect(plan.left.map(({ shipment }) => shipment)).toEqual([10]);
  });

  test('what there is no vehicle for: the lightest routes wait', () => {
    const heavy = [0, 1, 2, 3].flatMap((store) => [
      goods(store * 10 + 1, store, 900),
      goods(store * 10 + 2, store, 900),
    ]);
    const plan = planned(routeTerms({ rule: 'direct' }), [...heavy, goods(99, 0, 800)]);
    expect(plan.routes.map(({ vehicle }) => vehicle)).toEqual([1, 1]);
    expect(plan.routes[0]!.drops[0]!.store).toBe(0);
    expect(plan.left.length).toBe(4);
  });
});

test('a store that small vehicles alone can unload at gets no other, alone or with others', () => {
  const terms = routeTerms({ weightGramsMax: [1_000, 3_000, 3_000, 3_000] });
  const plan = planned(terms, [goods(10, 0, 600), goods(20, 1, 600)]);
  expect(plan.routes.map(({ vehicle, drops }) => [vehicle, drops[0]!.store])).toEqual([
    [0, 0],
    [0, 1],
  ]);
});

test('whatever there is to drive: each shipment once, no vehicle over its weight or room, every stop in its window', () => {
  const some = fc.uniqueArray(
    fc.record({
      shipment: fc.integer({ min: 1, max: 500 }),
      store: fc.integer({ min: 0, max: 3 }),
      weightGrams: fc.integer({ min: 1, max: 1_800 }),
      handlingUnits: fc.integer({ min: 1, max: 18 }),
    }),
    { maxLength: 14, selector: ({ shipment }) => shipment },
  );
  fc.assert(
    fc.property(some, fc.constantFrom('savings', 'direct', 'fixed'), (of, rule) => {
      const terms = routeTerms({ rule });
      const plan = planned(terms, of);
      const on = plan.routes.flatMap(({ drops }) => drops.flatMap((drop) => drop.goods));
      expect([...on, ...plan.left].map(({ shipment }) => shipment).sort()).toEqual(
        of.map(({ shipment }) => shipment).sort(),
      );
      for (const { vehicle, drops, timing } of plan.routes) {
        const { weightGramsMax, handlingUnitsMax } = terms.nodes[NODE]!.vehicles[vehicle]!;
        const carried = drops.flatMap((drop) => drop.goods);
        expect(carried.reduce((sum, each) => sum + each.weightGrams, 0)).toBeLessThanOrEqual(weightGramsMax);
        expect(carried.reduce((sum, each) => sum + each.handlingUnits, 0)).toBeLessThanOrEqual(
          handlingUnitsMax,
        );
        for (const [i, at] of timing.arriveAt.entries())
          expect(at).toBeLessThanOrEqual(timing.windows[i]!.closesAt);
      }
      // In whatever order they come.
      expect(planned(terms, of.toReversed())).toEqual(plan);
    }),
  );
});
