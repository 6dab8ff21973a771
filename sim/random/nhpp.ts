/**
 * Arrivals at a rate that changes with time (a non-homogeneous Poisson process), by thinning.
 *
 * 1. Candidates come at the constant rate `rateMax`; candidate k is kept with probability rate(time) / rateMax. Its gap
 *    and its fate are draws of index k, so arrivals are a pure function of (stream, entity, k): a change of rate at one
 *    hour changes no arrival at another.
 * 2. The state is plain data {candidate, time}, made by `start`, moved by `next`; it is all there is to a snapshot.
 * 3. `next` never moves past its horizon, so it ends even where the rate stays 0.
 * 4. Time is float64 in the model's unit; a rate is arrivals a unit of time.
 *
 * Source: Lewis and Shedler, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research Logistics
 * Quarterly 26 (1979) 403-413.
 */
import { AssertionError, assert } from '../assert.ts';
import { log } from './math.ts';
import type { RandomStream } from './random.ts';

/** Where an arrival process stands. */
export interface ArrivalState {
  /** Candidates looked at so far. */
  candidate: number;
  /** Time of the last of them; after a `next` that returned true, the time of the arrival. */
  time: number;
}

/** A rate that is constant between the given times. */
export interface PiecewiseRate {
  /** Rising; the first is 0 for a periodic rate. Before the first the rate is 0. */
  readonly starts: readonly number[];
  /** rates[i] holds from starts[i] to starts[i + 1]; the last to the end of the period, or for ever. */
  readonly rates: readonly number[];
  /** After this time the pattern begins again: a day, a week. */
  readonly period?: number;
}

export interface ArrivalOptions {
  readonly stream: RandomStream;
  /** Whose arrivals; default 0. */
  readonly entity?: number;
  readonly rate: PiecewiseRate | ((time: number) => number);
  /** The rate never exceeds it. Needed for a function; else the largest of the rates. Keep it when comparing arms. */
  readonly rateMax?: number;
}

export class Arrivals {
  readonly rateMax: number;
  private readonly gaps: RandomStream;
  private readonly fates: RandomStream;
  private readonly path: string;
  private readonly entity: number;
  private readonly rateAt: (time: number) => number;

  constructor(options: ArrivalOptions) {
    const { stream, rate } = options;
    this.path = stream.path;
    this.gaps = stream.sub(0);
    this.fates = stream.sub(1);
    this.entity = options.entity ?? 0;
    this.rateAt = typeof rate === 'function' ? rate : rateFunction(rate, stream.path);
    const rateMax =
      options.rateMax ?? (typeof rate === 'function' ? NaN : rate.rates.reduce((x, y) => Math.max(x, y), 0));
    assert(
      rateMax > 0 && rateMax < Infinity,
      `arrivals of "${this.path}" need a rateMax > 0, got ${rateMax}. Give the highest rate there can be`,
    );
    this.rateMax = rateMax;
  }

  /** The state before the first arrival. */
  start(time = 0): ArrivalState {
    assert(Number.isFinite(time), `arrivals of "${this.path}" must start at a finite time, got ${time}`);
    return { candidate: 0, time };
  }

  /**
   * Moves to the next arrival.
   * @param horizon arrivals up to and including this time count; finite
   * @returns true: the arrival is at `state.time`. false: there is none up to the horizon; a later horizon goes on
   * from here as if this call had not been.
   */
  next(state: ArrivalState, horizon: number): boolean {
    assert(Number.isFinite(horizon), `arrivals of "${this.path}" need a finite horizon, got ${horizon}`);
    while (true) {
      const k = state.candidate;
      const time = state.time - log(1 - this.gaps.unit(this.entity, k)) / this.rateMax;
      if (time > horizon) return false;
      state.candidate = k + 1;
      state.time = time;
      const rate = this.rateAt(time);
      if (!(rate >= 0 && rate <= this.rateMax)) throw new AssertionError(this.badRate(rate, time));
      if (this.fates.unit(this.entity, k) * this.rateMax < rate) return true;
    }
  }

  private badRate(rate: number, time: number): string {
    return `arrivals of "${this.path}": rate ${rate} at time ${time} is not within 0 and rateMax ${this.rateMax}`;
  }
}

function rateFunction(rate: PiecewiseRate, path: string): (time: number) => number {
  checkRate(rate, path);
  const starts = Float64Array.from(rate.starts);
  const rates = Float64Array.from(rate.rates);
  const { period } = rate;
  return (time) => {
    const t = period === undefined ? time : time - Math.floor(time / period) * period;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts[middle]! <= t) low = middle + 1;
      else high = middle;
    }
    if (low > 0) return rates[low - 1]!;
    // Rounding can put the end of a period just below its start.
    return period === undefined ? 0 : rates.at(-1)!;
  };
}

function checkRate({ starts, rates, period }: PiecewiseRate, path: string): void {
  const where = `arrivals of "${path}"`;
  assert(starts.length > 0, `${where}: a rate needs at least one start`);
  assert(
    starts.length === rates.length,
    `${where}: as many starts as rates are needed, got ${starts.length} and ${rates.length}`,
  );
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    const before = i === 0 ? -Infinity : starts[i - 1]!;
    assert(
      start > before && start < Infinity,
      `${where}: starts must rise, got ${start} after ${before} (starts[${i}])`,
    );
    const value = rates[i]!;
    assert(value >= 0 && value < Infinity, `${where}: a rate must be >= 0, got ${value} (rates[${i}])`);
  }
  if (period === undefined) return;
  assert(starts[0] === 0, `${where}: the first start of a periodic rate must be 0, got ${starts[0]}`);
  assert(
    period > starts.at(-1)! && period < Infinity,
    `${where}: the period must be after the last start ${starts.at(-1)}, got ${period}`,
  );
}
