/**
 * When orders come: at a rate by local weekday and hour, times a volume that changes at given instants.
 *
 * 1. Arrivals by inversion: each takes one unit of exponential work, done at the rate of the hour. Not by thinning
 *    (sim/random/nhpp), since there a peak in June would move every arrival from January on: here nothing moves that
 *    comes before it, and arrival n is the n-th whatever the volume.
 * 2. A rate is constant between the ends of local hours, changes of volume and settings of the clocks.
 *
 * Source: Çinlar's method, in Law, "Simulation Modeling and Analysis", on non-stationary Poisson processes.
 */
import { assert } from '#sim/assert';
import { DAY_MS } from '#sim/shifts/civil';
import { type TimeZone, timeZone } from '#sim/shifts/time-zone';
import type { DemandSettings } from './settings.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday: the Monday before it is so far away. */
export const SINCE_MONDAY_MS = 3 * DAY_MS;

type Profile = Pick<DemandSettings, 'ordersPerDay' | 'hourWeights' | 'weekdayWeights' | 'volume' | 'zone'>;

export class ArrivalRate {
  private readonly volume: Profile['volume'];
  private readonly zone: TimeZone;
  /** Orders a ms, by hour of the week. */
  private readonly ofHour: Float64Array;

  constructor(profile: Profile) {
    const { hourWeights: hours, weekdayWeights: days, volume, zone, ordersPerDay } = profile;
    checkProfile(profile);
    const perHour = ordersPerDay / (sum(hours) * (sum(days) / 7));
    this.volume = volume;
    this.zone = timeZone(zone, 'demand.zone');
    this.ofHour = Float64Array.from({ length: 168 }, (_, i) => {
      return (perHour * days[Math.floor(i / 24)]! * hours[i % 24]!) / HOUR_MS;
    });
  }

  /**
   * When the next order comes.
   * @param after the arrival before it
   * @param work exponential with mean 1
   * @returns fractional ms; Infinity if that is not before `endAt`
   */
  next(after: number, work: number, endAt: number): number {
    let left = work;
    let time = after;
    while (time < endAt) {
      const rate = this.at(time);
      const pieceEnd = this.pieceEnd(time);
      const capacity = rate * (pieceEnd - time);
      if (left < capacity) {
        time += left / rate;
        return time < endAt ? time : Infinity;
      }
      left -= capacity;
      time = pieceEnd;
    }
    return Infinity;
  }

  /** Orders a ms. */
  at(time: number): number {
    const local = time + this.shiftAt(time);
    const inWeek = local - Math.floor(local / WEEK_MS) * WEEK_MS;
    return this.ofHour[Math.floor(inWeek / HOUR_MS)]! * this.factorAt(time);
  }

  /** A volume changes a few times in a run: no search. */
  private factorAt(time: number): number {
    let factor = 1;
    for (const [fromAt, value] of this.volume) {
      if (fromAt > time) break;
      factor = value;
    }
    return factor;
  }

  private pieceEnd(time: number): number {
    const shift = this.shiftAt(time);
    const hourEnd = (Math.floor((time + shift) / HOUR_MS) + 1) * HOUR_MS - shift;
    const end = Math.min(hourEnd, this.zone.nextTransition(Math.floor(time)));
    for (const [fromAt] of this.volume) if (fromAt > time && fromAt < end) return fromAt;
    return end;
  }

  /** From an instant to the local time since a Monday. */
  private shiftAt(time: number): number {
    return SINCE_MONDAY_MS + this.zone.offsetMsAt(Math.floor(time));
  }
}

function sum(weights: readonly number[]): number {
  return weights.reduce((total, weight) => total + weight, 0);
}

function checkProfile({ hourWeights, weekdayWeights, volume, ordersPerDay }: Profile): void {
  assert(
    hourWeights.length === 24 && weekdayWeights.length === 7,
    `24 hour weights and 7 weekday weights are needed, got ${hourWeights.length} and ${weekdayWeights.length}`,
  );
  assert(
    [...hourWeights, ...weekdayWeights].every((weight) => weight >= 0) &&
      sum(hourWeights) > 0 &&
      sum(weekdayWeights) > 0,
    'hour and weekday weights must be >= 0, and one of each > 0',
  );
  assert(ordersPerDay > 0 && ordersPerDay < Infinity, `ordersPerDay must be > 0, got ${ordersPerDay}`);
  volume.forEach(([fromAt, factor], i) => {
    const before = i === 0 ? -Infinity : volume[i - 1]![0];
    assert(
      fromAt > before && factor >= 0 && factor < Infinity,
      `volume must be sorted and its factors >= 0, got [${fromAt}, ${factor}] (volume[${i}])`,
    );
  });
}
