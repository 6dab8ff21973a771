/** Whatever the places, all of them are inside the frame, and what is drawn stays in it: date line, poles, one place, all the same. */
import { geoInterpolate } from 'd3-geo';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LonLat, type MapFrame, mapFrame } from './map-frame.ts';
import { landIn } from './map-land.ts';

const SUVA: LonLat = [178.4, -18.1];
const HONOLULU: LonLat = [-157.9, 21.3];
const CHICAGO: LonLat = [-87.6, 41.9];
const WIDTH = 960;

function expectInside(frame: MapFrame, places: readonly LonLat[]): void {
  for (const place of places) {
    const [x, y] = frame.at(place);
    expect(x, `${place}`).toBeGreaterThanOrEqual(30);
    expect(x, `${place}`).toBeLessThanOrEqual(frame.width - 30);
    expect(y, `${place}`).toBeGreaterThanOrEqual(30);
    expect(y, `${place}`).toBeLessThanOrEqual(frame.height - 30);
  }
}

/** Every point of the data of a path, in pixels. */
function pointsOf(path: string): (readonly [number, number])[] {
  const points: [number, number][] = [];
  for (const [, start, steps] of path.matchAll(/M([^l]+)l([^MZ]*)/g)) {
    let [x, y] = start!.split(',').map(Number) as [number, number];
    points.push([x, y]);
    for (const step of steps!.split(' ')) {
      const [dx, dy] = step.split(',').map(Number) as [number, number];
      [x, y] = [x + dx, y + dy];
      points.push([x, y]);
    }
  }
  return points;
}

const far = ([x, y]: readonly [number, number], [toX, toY]: readonly [number, number]): number =>
  Math.hypot(x - toX, y - toY);

describe('the frame of a map', () => {
  test('across the date line Fiji and Hawaii are neighbours, and the way between them is not cut', () => {
    const frame = mapFrame(WIDTH, [SUVA, HONOLULU], [[SUVA, HONOLULU]]);
    expectInside(frame, [SUVA, HONOLULU]);
    expect(frame.global).toBe(false);
    expect(frame.at(SUVA)[0]).toBeLessThan(frame.at(HONOLULU)[0]);
    const path = frame.path({ type: 'LineString', coordinates: [[...SUVA], [...HONOLULU]] }, 2);
    expect(path.match(/M/g)).toHaveLength(1);
    const points = pointsOf(path);
    expect(far(points[0]!, frame.at(SUVA))).toBeLessThan(1);
    expect(far(points.at(-1)!, frame.at(HONOLULU))).toBeLessThan(1);
  });

  test('around a pole nothing is torn apart', () => {
    const places: LonLat[] = [0, 90, 180, -90].map((longitude) => [longitude, 84]);
    for (const flip of [1, -1]) {
      const polar = places.map(([longitude, latitude]): LonLat => [longitude, latitude * flip]);
      const frame = mapFrame(WIDTH, [...polar, [0, 90 * flip]], []);
      expectInside(frame, [...polar, [0, 90 * flip]]);
      expect(frame.radius).toBeLessThan(12);
    }
  });

  test.each([
    ['one place', [CHICAGO]],
    ['the same place again and again', [CHICAGO, CHICAGO, CHICAGO]],
    ['places a street apart', [CHICAGO, [-87.601, 41.9]] as LonLat[]],
    ['a pole', [[0, 90]] as LonLat[]],
  ])('%s has country around it', (_, places) => {
    const frame = mapFrame(WIDTH, places, []);
    expectInside(frame, places);
    const [x, y] = frame.at(places[0]!);
    expect(far([x, y], frame.at([places[0]![0], places[0]![1] > 80 ? 89 : places[0]![1] + 1]))).toBeLessThan(
      250,
    );
  });

  test('any places and the ways between them are inside, in a frame of a sensible shape', () => {
    const place = fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
        const lines = places.slice(1).map((to) => [places[0]!, to] as const);
        const frame = mapFrame(WIDTH, places, lines);
        expectInside(frame, places);
        expect(frame.height / frame.width).toBeGreaterThan(0.4);
        expect(frame.height / frame.width).toBeLessThan(0.67);
        for (const [from, to] of lines)
          for (const way of [0.25, 0.5, 0.75]) expectInside(frame, [geoInterpolate([...from], [...to])(way)]);
      }),
    );
  });
});

describe('the land under it', () => {
  test.each([
    ['a region', [CHICAGO, [-84.4, 33.8]] as LonLat[], 20_000],
    [
      'a country of islands',
      [
        [23.7, 38],
        [25.1, 35.3],
      ] as LonLat[],
      60_000,
    ],
    ['the ocean', [SUVA, HONOLULU], 60_000],
    ['the world', [SUVA, CHICAGO, [10, 53], [103.8, 1.3], [-46.6, -23.5]] as LonLat[], 90_000],
  ])('of %s is in the frame, and small', (_, places, bytes) => {
    const frame = mapFrame(WIDTH, places, []);
    const { land, borders } = landIn(frame);
    expect(land.length + borders.length).toBeLessThan(bytes);
    const points = pointsOf(land + borders);
    expect(points.length).toBeGreaterThan(20);
    for (const [x, y] of points) {
      expect(x).toBeGreaterThan(-1);
      expect(x).toBeLessThan(frame.width + 1);
      expect(y).toBeGreaterThan(-1);
      expect(y).toBeLessThan(frame.height + 1);
    }
  });

  test('is where it is: Chicago on land, a place far out at sea is not', () => {
    const frame = mapFrame(WIDTH, [CHICAGO, HONOLULU], []);
    const rings = landIn(frame).land.split('Z').map(pointsOf);
    const isLand = (place: LonLat): boolean =>
      rings.filter((ring) => contains(ring, frame.at(place))).length % 2 === 1;
    expect(isLand(CHICAGO)).toBe(true);
    expect(isLand([-100, 40])).toBe(true);
    expect(isLand([-140, 30])).toBe(false);
  });
});

/** Even-odd rule. */
function contains(ring: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): boolean {
  let inside = false;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}
