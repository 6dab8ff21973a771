/**
 * Customers of one kind at one station: gaps and services of any law, some servers alike, first come first served.
 *
 * 1. All that is expected is measured: also the load, and the chance to wait, which for exponential services is the root
 *    sigma of GI/M/1.
 * 2. The size follows from the theory of heavy traffic, about 40 replications of it: the variance of a mean wait of n
 *    customers is (gap scv + service scv) 2 / (1 - load)^2 / n of its square, over the chance to wait.
 *
 * Source of 2: Whitt, Planning queueing simulations, Management Science 35 (1989) 1341-1366.
 */
import { type Activity, hold } from '#sim/process/ask';
import { compile, type Distribution } from '#sim/random/distributions';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { deterministic, erlang, exponential, type Law, lawInWords, scvOf } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Station {
  readonly gaps: Distribution;
  readonly serviceTime: number;
  readonly service: Law;
  readonly servers: number;
}

/** M/M/c */
export function mmc(of: VerificationCase): Model {
  const { lam, mu, c } = numbersOf(of, 'lam', 'mu', 'c');
  return modelOf(of, {
    gaps: exponential(1 / lam),
    serviceTime: 1 / mu,
    service: exponential,
    servers: c,
  });
}

/** M/G/1, M/D/1 */
export function mg1(of: VerificationCase): Model {
  const { lam, ES, ES2 } = numbersOf(of, 'lam', 'ES', 'ES2');
  const service = lawInWords(of.params.service, { ES, ES2 });
  return modelOf(of, { gaps: exponential(1 / lam), serviceTime: ES, service, servers: 1 });
}

/** M/D/c */
export function mdc(of: VerificationCase): Model {
  const { lam, D, c } = numbersOf(of, 'lam', 'D', 'c');
  return modelOf(of, { gaps: exponential(1 / lam), serviceTime: D, service: deterministic, servers: c });
}

/** D/M/1 */
export function dm1(of: VerificationCase): Model {
  const { interarrival, mu } = numbersOf(of, 'interarrival', 'mu');
  return exponentialServer(of, mu, deterministic(interarrival));
}

/** E2/M/1 */
export function e2m1(of: VerificationCase): Model {
  const { lam, mu } = numbersOf(of, 'lam', 'mu');
  return exponentialServer(of, mu, erlang(2)(1 / lam));
}

function exponentialServer(of: VerificationCase, mu: number, gaps: Distribution): Model {
  const station: Station = { gaps, serviceTime: 1 / mu, service: exponential, servers: 1 };
  return { ...modelOf(of, station), leftOut: { Kingman_upper: 'a bound on the wait, not what it comes to' } };
}

function modelOf(of: VerificationCase, station: Station): Model {
  const { gaps, serviceTime, service, servers } = station;
  const load = serviceTime / compile(gaps).mean / servers;
  const variability = scvOf(gaps) + scvOf(service(serviceTime));
  const perSquare = load >= 0.9 ? 3_000 : 12_000;
  return queueModel(of, {
    size: Math.ceil((perSquare * variability * Math.sqrt(servers)) / (1 - load) ** 2),
    load,
    simulate(run) {
      const warmUp = warmUpFor(load, serviceTime, { servers, variability });
      return simulate(station, run, warmUp);
    },
  });
}

function simulate(
  { gaps, serviceTime, service, servers }: Station,
  run: RunSpec,
  warmUp: number,
): Observations {
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server', { capacity: servers });
  const services = sim.draws('service', service(serviceTime * plantedService(run)));
  const stats = sim.monitor(server);
  const stays = new Tally('stays');
  function* customer(): Activity<void> {
    const arrived = sim.now;
    yield server.request();
    yield hold(services.next());
    server.release();
    stays.add(sim.now - arrived);
  }
  sim.source('customer', sim.draws('gap', gaps), customer);
  observe(sim, { warmUp, length: run.size * compile(gaps).mean }, stats, stays);
  return {
    rho: stats.utilisation,
    L: stats.queueLength + stats.unitsBusy,
    Lq: stats.queueLength,
    W: stays.mean,
    Wq: stats.wait.mean,
    P_wait: stats.delayedShare,
    sigma: stats.delayedShare,
  };
}
