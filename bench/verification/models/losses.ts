/**
 * Stations with few places: who finds them taken balks and is lost. All servers and no line (Erlang B, for any law of the
 * service), or one server and some places.
 */
import type { Activity } from '#sim/process/ask';
import type { ResourceOptions } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { expectedOf, numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential, INSENSITIVE, type Law } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Station {
  /** Arrivals in a mean service time, which is the unit of time. */
  readonly offered: number;
  readonly options: ResourceOptions;
  /** In mean service times. */
  readonly warmUp: number;
}

/** M/G/c/c */
export function mgcc(of: VerificationCase): Model {
  const { a, c } = numbersOf(of, 'a', 'c');
  // Without a line nothing lasts longer than a service.
  const station: Station = {
    offered: a,
    options: { capacity: c, queueLimit: 0 },
    warmUp: warmUpFor(0, 1),
  };
  return queueModel(of, {
    size: 150_000,
    load: expectedOf(of, 'carried') / c,
    variants: Object.keys(INSENSITIVE),
    simulate: (run) => simulate(station, INSENSITIVE[run.variant]!, run),
  });
}

/** M/M/1/K: K places, that of the one in service included. */
export function mm1k(of: VerificationCase): Model {
  const { lam, mu, K } = numbersOf(of, 'lam', 'mu', 'K');
  const offered = lam / mu;
  const load = offered * (1 - expectedOf(of, 'P_block'));
  const station: Station = { offered, options: { queueLimit: K - 1 }, warmUp: warmUpFor(load, 1) };
  return queueModel(of, {
    size: 500_000,
    load,
    simulate(run) {
      const found = simulate(station, exponential, run);
      return { ...found, W: found.W! / mu };
    },
  });
}

function simulate({ offered, options, warmUp }: Station, law: Law, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server', options);
  const services = sim.draws('service', law(plantedService(run)));
  const stats = sim.monitor(server);
  const stays = new Tally('stays');
  function* customer(): Activity<void> {
    const arrived = sim.now;
    const outcome = yield* server.use(services.next());
    if (outcome === 'granted') stays.add(sim.now - arrived);
  }
  sim.source('customer', sim.draws('gap', exponential(1 / offered)), customer);
  observe(sim, { warmUp, length: run.size / offered }, stats, stays);
  return {
    P_block: stats.balked / (stats.balked + stats.granted),
    carried: stats.unitsBusy,
    L: stats.queueLength + stats.unitsBusy,
    W: stays.mean,
  };
}
