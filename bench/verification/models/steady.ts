/**
 * What the models of queues have in common: the time in which they are observed, and the values of their case.
 *
 * 1. They start empty, and forget a warm-up of many relaxation times.
 * 2. Then they are observed for a fixed time. What happens in it (somebody is served, somebody leaves) counts whenever it
 *    began: the stream of such events is stationary, so sums over the time have the right mean, and nobody who stays for
 *    long is missed. A ratio of two such sums is off by the product of their relative errors, a hundredth of the
 *    half-width.
 */
import type { Simulation } from '#sim/simulation';
import { TimeWeighted } from '#sim/stats/time-weighted';
import type { VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';

/** In relaxation times. */
const WARM_UP = 20;
/** Intervals five times as wide need so much less. */
const FAST_SHARE = 1 / 25;

export interface QueueModel {
  /** What `size` counts; `customers` by default. */
  readonly unit?: string;
  /** How many of these come in the time observed in one replication, on average. */
  readonly size: number;
  /** See `Model.load`. */
  readonly load: number;
  readonly variants?: readonly string[];
  readonly leftOut?: Readonly<Record<string, string>>;
  /** May observe more than the case expects. */
  simulate(run: RunSpec): Observations;
}

/** The model of a case, which observes what the case expects. */
export function queueModel({ expected }: VerificationCase, { simulate, ...rest }: QueueModel): Model {
  const { unit = 'customers', size } = rest;
  return {
    ...rest,
    unit,
    fastSize: Math.ceil(size * FAST_SHARE),
    replicate(run) {
      const found = Object.entries(simulate(run));
      return Object.fromEntries(found.filter(([name]) => Object.hasOwn(expected, name)));
    },
  };
}

/** What can be told to forget the past. */
export interface Statistic {
  reset(): void;
}

export interface Stretch {
  readonly warmUp: number;
  /** Of the time that is observed. */
  readonly length: number;
}

/** Lets the warm-up pass, has the statistics forget it, and lets the time pass that is observed. */
export function observe(
  sim: Simulation,
  { warmUp, length }: Stretch,
  ...statistics: readonly Statistic[]
): void {
  sim.run({ until: sim.now + warmUp });
  for (const statistic of statistics) statistic.reset();
  sim.run({ until: sim.now + length });
}

/**
 * Warm-up of a station with so many servers that are at work for a share `load` of their time.
 * @param serviceTime mean, in the model's unit of time
 * @param variability squared coefficients of variation of gaps and services together: 2 if both are exponential
 * Source: Cohen, The Single Server Queue, II.2.1 (relaxation time of M/M/1).
 */
export function warmUpFor(load: number, serviceTime: number, { servers = 1, variability = 2 } = {}): number {
  const distance = 1 - Math.sqrt(load);
  return WARM_UP * serviceTime * (1 + variability / 2 / (servers * distance * distance));
}

/** How many there are of something, over time. */
export class Level implements Statistic {
  private readonly sim: Simulation;
  private readonly levels: TimeWeighted;

  constructor(sim: Simulation, name: string) {
    this.sim = sim;
    this.levels = new TimeWeighted(name, sim.now);
  }

  set(value: number): void {
    this.levels.update(this.sim.now, value);
  }

  add(delta: number): void {
    this.levels.add(this.sim.now, delta);
  }

  get mean(): number {
    return this.levels.mean(this.sim.now);
  }

  reset(): void {
    this.levels.reset(this.sim.now);
  }
}
