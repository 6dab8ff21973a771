/**
 * M/G/inf: nobody waits. Goods in transit, of which the number is Poisson for any law of the time they take: its variance is
 * its mean.
 *
 * The variance is biased down by that of the mean, some ten-thousandths of it.
 */
import type { Activity } from '#sim/process/ask';
import type { Resource, ResourceWatcher } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential, INSENSITIVE } from './laws.ts';
import { Level, observe, queueModel, type Statistic, warmUpFor } from './steady.ts';

interface Transit {
  /** Departures a time unit. */
  readonly lam: number;
  /** Mean time in transit. */
  readonly ES: number;
}

export function mginf(of: VerificationCase): Model {
  const transit = numbersOf(of, 'lam', 'ES');
  return queueModel(of, {
    unit: 'shipments',
    size: 300_000,
    // However many servers are at work, there is another one.
    load: 0,
    variants: Object.keys(INSENSITIVE),
    simulate: (run) => simulate(transit, run),
  });
}

function simulate({ lam, ES }: Transit, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const road = sim.resource('road', { capacity: Infinity });
  const times = sim.draws('time', INSENSITIVE[run.variant]!(ES * plantedService(run)));
  const inTransit = new Moments(sim, road);
  function* shipment(): Activity<void> {
    yield* road.use(times.next());
  }
  sim.source('shipment', sim.draws('gap', exponential(1 / lam)), shipment);
  observe(sim, { warmUp: warmUpFor(0, ES), length: run.size / lam }, inTransit);
  return { mean_in_transit: inTransit.mean, var_in_transit: inTransit.variance };
}

/** Mean and variance over time of the number of units at work. */
class Moments implements ResourceWatcher, Statistic {
  private readonly first: Level;
  private readonly second: Level;

  constructor(sim: Simulation, of: Resource) {
    this.first = new Level(sim, 'number');
    this.second = new Level(sim, 'its square');
    of.watch(this);
  }

  changed({ inUse }: Resource): void {
    this.first.set(inUse);
    this.second.set(inUse * inUse);
  }

  settled(): void {}

  get mean(): number {
    return this.first.mean;
  }

  get variance(): number {
    return this.second.mean - this.mean * this.mean;
  }

  reset(): void {
    this.first.reset();
    this.second.reset();
  }
}
