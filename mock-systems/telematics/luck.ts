/**
 * The luck of devices and of the goods they ride with. Pure draws.
 *
 * 1. Keyed by what the load's trip is drawn by (lane and cut-off, or the parcel's order): which loads a decision formed changes no
 *    other load's luck. Dead zones and the heat of a lane are the lane's: all of its trips have them.
 * 2. One uniform number says whether a trip has a device, and whether its goods get warm: more devices find all that fewer found.
 */
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import { luckOf as tripLuck } from '../customs/regime.ts';
import type { Ride } from '../under-way.ts';
import type { ExcursionSettings, TelematicsSettings } from './settings.ts';
import { ALARM, type Trip } from './trip.ts';

/** Stretches of a way. */
const STRETCHES = 16;
/** No truck of the same lane is farther away. Source: assumption. */
const AHEAD_MAX = 0.8;
/** Devices are numbered within this, by the luck of the trip. */
const DEVICES = 1_000_000;

const STREAMS = [
  'fitted',
  'device',
  'wrong',
  'ahead',
  'flat',
  'flat-at',
  'skew',
  'behind',
  'error',
  'dead-zone',
  'heat',
  'exceeded',
  'exceeded-at',
  'exceeded-ms',
  'peak',
] as const;
type Streams = Readonly<Record<(typeof STREAMS)[number], RandomStream>>;

export class TripLuck {
  private readonly settings: TelematicsSettings;
  private readonly keyOf: (order: number) => number;
  private readonly streams: Streams;
  private readonly skewMs: Sampler | null;
  private readonly estimateError: Sampler;
  private readonly excursions: {
    readonly settings: ExcursionSettings;
    readonly ms: Sampler;
    readonly peak: Sampler;
  } | null;

  /** @param keyOf what the draws of an order are keyed by, uint32 */
  constructor(random: Random, settings: TelematicsSettings, keyOf: (order: number) => number) {
    const { excursions } = settings;
    this.settings = settings;
    this.keyOf = keyOf;
    this.streams = Object.fromEntries(
      STREAMS.map((name) => [name, random.stream(`telematics/${name}`)]),
    ) as Streams;
    this.skewMs = settings.skewMs === null ? null : compile(settings.skewMs.ms, 'telematics: skewMs');
    this.estimateError = compile(settings.estimateError, 'telematics: estimateError');
    this.excursions =
      excursions === null
        ? null
        : {
            settings: excursions,
            ms: compile(excursions.ms, 'telematics: excursions.ms'),
            peak: compile(excursions.peakTenths, 'telematics: excursions.peakTenths'),
          };
  }

  /** Fills in the device of a trip that departs. @returns whether it has one */
  fit(trip: Trip, load: number, { mode, cutoff }: Ride): boolean {
    const { streams, settings } = this;
    const { luckKey, luckN } = this.luckOf(trip, load, cutoff);
    const share = settings.fittedOf[trip.carrier] ?? settings.fitted[mode] ?? 0;
    if (streams.fitted.unit(luckKey, luckN) >= share) return false;
    trip.device = 1 + streams.device.integer(luckKey, luckN, DEVICES);
    trip.skewMs = this.skewOf(luckKey, luckN);
    trip.errorShare = this.estimateError.sample(streams.error, luckKey, luckN);
    if (streams.flat.unit(luckKey, luckN) < settings.flatShare)
      trip.flatAt = streams['flat-at'].unit(luckKey, luckN);
    if (streams.wrong.unit(luckKey, luckN) < settings.wrongShare)
      trip.aheadBy = AHEAD_MAX * (2 * streams.ahead.unit(luckKey, luckN) - 1) || AHEAD_MAX;
    this.warm(trip, luckKey, luckN);
    return true;
  }

  private skewOf(luckKey: number, luckN: number): number {
    if (this.skewMs === null) return 0;
    const ms = Math.round(this.skewMs.sample(this.streams.skew, luckKey, luckN));
    const behind = this.streams.behind.unit(luckKey, luckN) < this.settings.skewMs!.behindShare;
    return behind ? -ms : ms;
  }

  /** Whether nothing gets out at this share of the way. */
  inDeadZone(lane: number, progress: number): boolean {
    const stretch = Math.min(STRETCHES - 1, Math.floor(progress * STRETCHES));
    return this.streams['dead-zone'].unit(lane, 1 + stretch) < this.settings.deadZoneShare;
  }

  /** Whether, when and how far its goods will be out of their limits, if they have any. */
  private warm(trip: Trip, luckKey: number, luckN: number): void {
    if (this.excursions === null) return;
    const { streams } = this;
    const { settings, ms, peak } = this.excursions;
    const share = settings.share * seasonAt(settings, trip.departedAt) * this.heatOf(trip.lane, settings);
    if (streams.exceeded.unit(luckKey, luckN) >= share) return;
    const plannedMs = trip.plannedAt - trip.departedAt;
    trip.alarm = ALARM.ahead;
    trip.exceededAt = trip.departedAt + Math.round(streams['exceeded-at'].unit(luckKey, luckN) * plannedMs);
    trip.outsideMs = Math.max(1, Math.round(ms.sample(streams['exceeded-ms'], luckKey, luckN)));
    trip.peakTenths = Math.max(1, Math.round(peak.sample(streams.peak, luckKey, luckN)));
  }

  private heatOf(lane: number, { laneSpread }: ExcursionSettings): number {
    return 1 + laneSpread * (2 * this.streams.heat.unit(lane, 1) - 1);
  }

  private luckOf({ lane }: Trip, load: number, cutoff: number): ReturnType<typeof tripLuck> {
    return tripLuck({ lane, cutoff }, this.keyOf(orderOf(load)), sourcingOf(load) + 1);
  }
}

function seasonAt({ seasons }: ExcursionSettings, at: number): number {
  let factor = 1;
  for (const [fromAt, times] of seasons) if (fromAt <= at) factor = times;
  return factor;
}
