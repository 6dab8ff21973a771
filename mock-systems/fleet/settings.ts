/**
 * What the fleet is configured with: plain data, made by whoever assembles the landscape.
 *
 * 1. Durations are ms, instants epoch ms UTC, distances km, money minor units, shares in [0, 1].
 * 2. Points of the map are the nodes, by number, then the stores.
 */
import type { Distribution } from '#sim/random/distributions';

export interface FleetSettings {
  readonly nodes: number;
  /** By point, by point. */
  readonly km: readonly (readonly number[])[];
  readonly kmPerHour: number;
  /** To leave the road and come to a ramp, once a leg. */
  readonly perLegMs: number;
  /** A leg takes what is planned times this, drawn by the point that it leads to and the cut-off. */
  readonly traffic: Distribution;
  readonly msPerStop: Distribution;
  readonly msPerHandlingUnit: Distribution;
  /** Of shipments that are delivered. */
  readonly damagedShare: number;
  /** A stop that is reached this much after its window has closed counts as reached in time. */
  readonly toleranceMs: number;
  /** Of stops reached later: nobody takes the goods any more. */
  readonly lateRefusedShare: number;
  /** Of all other stops: the store can't receive on that day. */
  readonly refusedShare: number;
  /** A breakdown comes once in this distance or sooner, evenly; null = never. */
  readonly kmBetweenBreakdowns: number | null;
  readonly repairMs: Distribution;
  /** From the departure to being back: who would pass it by driving to one more stop turns back. */
  readonly dutyMsMax: number;
  /** Each may be fractional; what a route costs is rounded. */
  readonly costs: {
    readonly perRouteMinor: number;
    readonly perStopMinor: number;
    readonly perKmMinor: number;
  };
  readonly rememberMs: number;
}
