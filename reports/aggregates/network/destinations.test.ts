/** Destinations must not be more than a map can show, must lose no customer, and must be the same for every arm. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destinationsOf } from './destinations.ts';
import type { MapPlace } from './network-flows.ts';

const at = (name: string, latitude: number, longitude: number): MapPlace => ({ name, latitude, longitude });

describe('destinations', () => {
  test('few places are told apart; those without customers are left out', () => {
    const places = [at('A', 10, 10), at('B', 10.1, 10.1), at('C', 50, 50)];
    const { degrees, list, of } = destinationsOf(places, [{ place: 2 }, { place: 0 }, { place: 2 }], 3);
    expect(degrees).toBe(0);
    expect(list).toEqual([
      { ...places[0], places: 1, customers: 1 },
      { ...places[2], places: 1, customers: 2 },
    ]);
    expect([...of]).toEqual([0, -1, 1]);
  });

  test('many are grouped by squares, called after where most customers are', () => {
    const places = Array.from({ length: 300 }, (_, i) => at(`P${i}`, 40 + (i % 20) / 20, 5 + i / 300));
    const customers = [...places.keys(), 7, 7].map((place) => ({ place }));
    const { degrees, list } = destinationsOf(places, customers, 2);
    expect(degrees).toBe(1);
    expect(list).toEqual([{ ...places[7], places: 300, customers: 302 }]);
  });

  test('longitude 180 is -180: one square', () => {
    const places = Array.from({ length: 500 }, (_, i) => at(`P${i}`, 1, i % 2 === 0 ? 180 : -180));
    const { list } = destinationsOf(
      places,
      [...places.keys()].map((place) => ({ place })),
      1,
    );
    expect(list).toHaveLength(1);
  });

  test('where nobody says where places are they are never grouped', () => {
    const places = Array.from({ length: 500 }, (_, i) => ({
      name: `P${i}`,
      latitude: null,
      longitude: null,
    }));
    const { degrees, list } = destinationsOf(
      places,
      [...places.keys()].map((place) => ({ place })),
      4,
    );
    expect([degrees, list.length]).toEqual([0, 500]);
  });

  test('no customer is lost, and grouped ones fit on a map', () => {
    const place = fc.record({
      latitude: fc.integer({ min: -90, max: 90 }),
      longitude: fc.integer({ min: -180, max: 180 }),
    });
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 900 }),
        fc.integer({ min: 1, max: 12 }),
        (spots, nodes) => {
          const places = spots.map(({ latitude, longitude }, i) => at(`P${i}`, latitude, longitude));
          const customers = places.map((_, i) => ({ place: i }));
          const { degrees, list, of } = destinationsOf(places, customers, nodes);
          expect(list.reduce((sum, each) => sum + each.customers, 0)).toBe(customers.length);
          expect([...of].every((to) => to >= 0 && to < list.length)).toBe(true);
          if (degrees < 45) expect(list.length * nodes).toBeLessThanOrEqual(400);
        },
      ),
      { numRuns: 40 },
    );
  });
});
