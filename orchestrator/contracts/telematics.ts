/**
 * What the core and the telematics provider say to each other of trips whose vehicle has a device. The provider owns what devices
 * have measured; where a vehicle really is, and when goods are delivered, is its carrier's.
 *
 * 1. `key` is the load's key: one load, one trip. Nothing is told of a trip that nobody follows.
 * 2. Times of readings are those of the device's own clock, which may be off.
 * 3. Readings may come late, several at once, or never; from a device that rides with other goods as well.
 */
import type { Envelope } from './envelope.ts';

/** Why there is nothing to follow: `a` of `noDevice`. */
export const NO_DEVICE = { noneFitted: 1, tripOver: 2 } as const;

/** A trip as its provider knows it from the carrier's plan. */
export interface PlannedTrip {
  readonly departedAt: number;
  readonly plannedAt: number;
  /** How often the device speaks where it can. */
  readonly everyMs: number;
}

export interface Position {
  /** Which reading of the trip, from 1. */
  readonly reading: number;
  /** Share of the way, in thousandths. */
  readonly progress: number;
  /** By the provider: what is left of the way, at the pace of the plan. */
  readonly estimatedAt: number;
}

export interface Excursion {
  readonly startedAt: number;
  /** Out of its limits for so long when it was reported; it may go on. */
  readonly outsideMs: number;
  /** Farthest beyond the limit, tenths of a degree. */
  readonly peakTenths: number;
}

/** core -> telematics: tell me of this trip; a = carrier, b = 1 where its goods need their temperature. */
export type FollowTrip = Envelope<'followTrip', null>;

/** telematics -> core, to `followTrip`; a = device, b = carrier. */
export type DeviceAssigned = Envelope<'deviceAssigned', PlannedTrip>;
/** telematics -> core, to `followTrip`; a = `NO_DEVICE`, b = carrier. */
export type NoDevice = Envelope<'noDevice', null>;
/** telematics -> core; a = device, b = when it was there. */
export type PositionReported = Envelope<'positionReported', Position>;
/** telematics -> core: goods that need their temperature had another; once a trip; a = device, b = 1 it goes on, 0 it is over. */
export type TemperatureExceeded = Envelope<'temperatureExceeded', Excursion>;
/** telematics -> core: the device is off the vehicle; a = device, b = when. */
export type DeviceRemoved = Envelope<'deviceRemoved', null>;

export type CoreToTelematics = FollowTrip;
export type TelematicsToCore =
  | DeviceAssigned
  | NoDevice
  | PositionReported
  | TemperatureExceeded
  | DeviceRemoved;
