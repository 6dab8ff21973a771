/**
 * Exponential servers and customers who renege: each leaves the line when an exponential patience runs out. Who waits at all
 * is counted whether it is served or not.
 */
import { type Activity, hold } from '#sim/process/ask';
import { Simulation } from '#sim/simulation';
import { expectedOf, numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Station {
  readonly lam: number;
  readonly mu: number;
  /** Rate at which one in line gives up. */
  readonly theta: number;
  readonly c: number;
}

export function erlangA(of: VerificationCase): Model {
  const station = numbersOf(of, 'lam', 'mu', 'theta', 'c');
  const { lam, mu, c } = station;
  return queueModel(of, {
    size: 300_000,
    load: (lam * (1 - expectedOf(of, 'P_abandon'))) / (mu * c),
    simulate: (run) => simulate(station, run),
  });
}

function simulate({ lam, mu, theta, c }: Station, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server', { capacity: c });
  const services = sim.draws('service', exponential(plantedService(run) / mu));
  const patiences = sim.draws('patience', exponential(1 / theta));
  const stats = sim.monitor(server);
  function* customer(): Activity<void> {
    const outcome = yield* server.request({ patience: patiences.next() });
    if (outcome !== 'granted') return;
    yield hold(services.next());
    server.release();
  }
  sim.source('customer', sim.draws('gap', exponential(1 / lam)), customer);
  observe(sim, { warmUp: warmUpFor(0, 1 / mu + 1 / theta), length: run.size / lam }, stats);
  const { granted, reneged, delayed, queueLength } = stats;
  const all = granted + reneged;
  return { P_abandon: reneged / all, Lq: queueLength, P_wait: (delayed + reneged) / all };
}
