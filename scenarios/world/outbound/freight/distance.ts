/**
 * Great-circle distance, in arithmetic that is the same on every machine: polynomials, not the functions of `Math`.
 */

const EARTH_KM = 6371;
const DEGREE = 0.017453292519943295;
const HALF_PI = 1.5707963267948966;
/** Terms of the series: nine digits within a quarter turn. */
const TERMS = 24;

/** Degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Whole km. Source: haversine formula on a sphere of 6371 km. */
export function greatCircleKm(from: Position, to: Position): number {
  const sinLat = sine(((to.latitude - from.latitude) / 2) * DEGREE);
  const sinLon = sine(((to.longitude - from.longitude) / 2) * DEGREE);
  const cosines = sine(HALF_PI - from.latitude * DEGREE) * sine(HALF_PI - to.latitude * DEGREE);
  const h = Math.min(1, sinLat * sinLat + cosines * sinLon * sinLon);
  return Math.round(2 * EARTH_KM * arcsine(Math.sqrt(h)));
}

/** Of -pi to pi. */
function sine(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; n < TERMS; n++) {
    term *= -square / (2 * n * (2 * n + 1));
    sum += term;
  }
  return sum;
}

/** Of 0 to 1. */
function arcsine(x: number): number {
  if (x * x > 0.5) return HALF_PI - arcsine(Math.sqrt(1 - x * x));
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; n < TERMS; n++) {
    term *= (square * (2 * n - 1) * (2 * n - 1)) / (2 * n * (2 * n + 1));
    sum += term;
  }
  return sum;
}
