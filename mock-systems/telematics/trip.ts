/**
 * What the provider keeps of a trip: its device, its readings that could not be sent, its temperature. Plain data.
 *
 * `ledger` counts side effects, never messages: a repeat must not move it.
 */
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';

export const TRIP = {
  /** Asked for, and not on the road. */
  awaited: 0,
  underWay: 1,
  over: 2,
} as const;

/** How the temperature of a trip stands: nothing happens, it will, it has and nobody has heard, it has been reported. */
export const ALARM = { none: 0, ahead: 1, kept: 2, reported: 3 } as const;

/** A reading as the device has taken it. */
export interface Reading {
  readonly no: number;
  readonly at: number;
  readonly progress: number;
}

export interface Trip {
  /** `TRIP`. */
  phase: number;
  carrier: number;
  /** 0 = none is fitted. */
  device: number;
  lane: number;
  departedAt: number;
  plannedAt: number;
  everyMs: number;
  /** Somebody wants to hear of it; its goods need their temperature. */
  followed: boolean;
  cold: boolean;
  skewMs: number;
  errorShare: number;
  /** Share of the way at which the battery is flat; 2 = it never is. */
  flatAt: number;
  /** It rides with a vehicle that is so far ahead, as a share of the way; 0 = with its own goods. */
  aheadBy: number;
  /** Readings taken, and positions reported. */
  readings: number;
  reported: number;
  /** Taken, and not sent yet; the oldest first. */
  kept: readonly Reading[];
  /** `ALARM`; when the goods went out of their limits, for how long in all and how far. */
  alarm: number;
  exceededAt: number;
  outsideMs: number;
  peakTenths: number;
}

const wideTrip = wideNumbers<Trip>();

export function newTrip(carrier: number): Trip {
  return wideTrip({
    phase: TRIP.awaited,
    carrier,
    device: 0,
    lane: -1,
    departedAt: -1,
    plannedAt: -1,
    everyMs: 0,
    followed: false,
    cold: false,
    skewMs: 0,
    errorShare: 0,
    flatAt: 2,
    aheadBy: 0,
    readings: 0,
    reported: 0,
    kept: [],
    alarm: ALARM.none,
    exceededAt: -1,
    outsideMs: 0,
    peakTenths: 0,
  });
}

/** Shares nothing that is ever written into. */
export function copyTrip(trip: Trip): Trip {
  return { ...trip };
}

/** Side effects, each counted when it happens. */
export interface TelematicsLedger {
  attached: number;
  removed: number;
  positions: number;
  /** Times that more than one reading was sent at once; devices that fell silent for ever; devices with other goods. */
  bursts: number;
  flat: number;
  wrong: number;
  excursions: number;
}

export function emptyLedger(): TelematicsLedger {
  return { attached: 0, removed: 0, positions: 0, bursts: 0, flat: 0, wrong: 0, excursions: 0 };
}
