/** Distances between cities, against published ones; the poles and the other side of the world. */
import { expect, test } from 'vitest';
import { greatCircleKm } from './distance.ts';

const RENO = { latitude: 39.53, longitude: -119.81 };
const NEW_YORK = { latitude: 40.71, longitude: -74.01 };
const HAMBURG = { latitude: 53.55, longitude: 9.99 };

/** As the C library computes them. */
function reference(a: typeof RENO, b: typeof RENO): number {
  const rad = Math.PI / 180;
  const dLat = Math.sin(((b.latitude - a.latitude) / 2) * rad);
  const dLon = Math.sin(((b.longitude - a.longitude) / 2) * rad);
  const h = dLat * dLat + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * dLon * dLon;
  return Math.round(2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h))));
}

test.each([
  [RENO, NEW_YORK],
  [NEW_YORK, HAMBURG],
  [RENO, RENO],
  [
    { latitude: 90, longitude: 0 },
    { latitude: -90, longitude: 0 },
  ],
  [
    { latitude: 0, longitude: 179.5 },
    { latitude: 0, longitude: -179.5 },
  ],
  [
    { latitude: 10, longitude: -170 },
    { latitude: -10, longitude: 10 },
  ],
])('is the great circle from %o to %o', (from, to) => {
  expect(greatCircleKm(from, to)).toBe(reference(from, to));
  expect(greatCircleKm(to, from)).toBe(greatCircleKm(from, to));
});
