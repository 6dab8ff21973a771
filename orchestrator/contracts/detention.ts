/**
 * What a truck costs that stands at the door: agreed before a carrier accepts, with the rate that a load is tendered at.
 *
 * 1. Free time is whole minutes, a rate whole minor units: every format can carry both.
 */
export interface DetentionTerms {
  /** It stands so long for nothing. */
  readonly freeTimeMs: number;
  /** Each hour begun beyond it; 0 = not charged. */
  readonly perHourMinor: number;
}

/** Nothing was agreed: nothing may be charged. */
export const NO_DETENTION: DetentionTerms = { freeTimeMs: 0, perHourMinor: 0 };

export function sameDetention(x: DetentionTerms, y: DetentionTerms): boolean {
  return x.freeTimeMs === y.freeTimeMs && x.perHourMinor === y.perHourMinor;
}
