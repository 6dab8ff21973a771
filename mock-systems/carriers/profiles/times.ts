/** Lengths of time and the small words that profiles are written in. */
import type { Distribution } from '#sim/random/distributions';
import type { RouteStep } from '../settings.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** ln of a median in ms, beside the median in words. */
export const MU = {
  seconds30: 10.308953,
  minutes5: 12.611538,
  minutes20: 13.997832,
  minutes45: 14.808762,
  hours2: 15.789592,
  hours4: 16.482739,
  hours12: 17.581351,
  day1: 18.274498,
  days2: 18.967645,
  days5: 19.883936,
  days7: 20.220408,
  days21: 21.319021,
} as const;

export const lognormal = (mu: number, sigma: number): Distribution => ({ kind: 'lognormal', mu, sigma });

export const step = (milestone: RouteStep['milestone'], rawCode: string, at: number): RouteStep => ({
  milestone,
  rawCode,
  at,
});

/** X12 element 1650. There is no code for a loss: OO = "paperwork received, did not receive shipment". */
export const X12_REFUSED = 'A7';
export const X12_LOST = 'OO';
