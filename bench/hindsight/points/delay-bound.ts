/**
 * The least that one load on the road could have cost by being late or by speed, had somebody known when it would come: let it come as it does, or ask for
 * speed as soon as anybody was asked about it.
 *
 * 1. Speed asked for sooner shortens more, and a load that comes sooner is late for no more of what is on it: so the first instant bounds every later one.
 * 2. When it would have come without speed is known of one that was not sped up. Of another it is at least `withoutAt`.
 */

export interface LoadOnRoad {
  /** When somebody was first asked about it, epoch ms. */
  readonly askedAt: number;
  /** It comes no sooner without speed. */
  readonly withoutAt: number;
  readonly speed: SpeedOffer | null;
  /** What being late costs of each thing on it, by its promise. */
  readonly aboard: readonly { readonly promisedAt: number; readonly lateMinor: number }[];
}

export interface SpeedOffer {
  readonly priceMinor: number;
  /** Of the way that is left, what it takes with speed: 0 to 1. */
  readonly remainingFactor: number;
}

/** Minor units. */
export function leastOfLoad({ askedAt, withoutAt, speed, aboard }: LoadOnRoad): number {
  const without = lateMinor(aboard, withoutAt);
  if (speed === null) return without;
  const { priceMinor, remainingFactor } = speed;
  // A ms for what is rounded.
  const soonest = askedAt + Math.floor(Math.max(0, withoutAt - askedAt) * remainingFactor) - 1;
  return Math.min(without, priceMinor + lateMinor(aboard, Math.min(soonest, withoutAt)));
}

export function lateMinor(aboard: LoadOnRoad['aboard'], at: number): number {
  return aboard.reduce((sum, each) => sum + (at > each.promisedAt ? each.lateMinor : 0), 0);
}

/** No later than when a load that was sped up by `fasterAt`, and came at `cameAt`, would have come. */
export function withoutSpeed(cameAt: number, fasterAt: number, remainingFactor: number): number {
  if (fasterAt >= cameAt || remainingFactor <= 0) return cameAt;
  return Math.max(cameAt, Math.floor(fasterAt + (cameAt - fasterAt - 1) / Math.min(1, remainingFactor)) - 1);
}
