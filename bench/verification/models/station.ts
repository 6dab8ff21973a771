/**
 * Customers of one kind at one station: gaps and services of any law, some servers alike, first come first served.
 *
 * 1. All that is expected is measured: also the load, and the chance to wait, which for exponential services is the root
 *    sigma of GI/M/1.
 * 2. Mean waits are controlled: what they owe to more or less work having come in than on average is taken out, which halves
 *    their variance and leaves their mean as it is. Load and chance to wait are not, so that numbers drawn wrongly show.
 * 3. The size follows from the theory of heavy traffic: the variance of a mean wait of n customers, as a share of its
 *    square, is 2 (scv of gaps + scv of services) / (1 - load)^2 / n; where many servers make waits rare it is larger.
 *
 * Sources: Law, Simulation Modeling and Analysis, 5th ed., 11.4 (control variates); Whitt, Planning queueing simulations,
 * Management Science 35 (1989) 1341-1366.
 */
import { type Activity, hold } from '#sim/process/ask';
import { log } from '#sim/random/math';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { expectedOf, numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { deterministic, erlang, exponential, type Law, lawInWords, scvOf } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Station {
  /** Arrivals a time unit. */
  readonly rate: number;
  readonly gap: Law;
  /** Mean. */
  readonly serviceTime: number;
  readonly service: Law;
  readonly servers: number;
}

interface Plan {
  readonly warmUp: number;
  /** Mean wait that is expected. */
  readonly wait: number;
}

/** M/M/c */
export function mmc(of: VerificationCase): Model {
  const { lam, mu, c } = numbersOf(of, 'lam', 'mu', 'c');
  return modelOf(of, { rate: lam, gap: exponential, serviceTime: 1 / mu, service: exponential, servers: c });
}

/** M/G/1, M/D/1 */
export function mg1(of: VerificationCase): Model {
  const { lam, ES, ES2 } = numbersOf(of, 'lam', 'ES', 'ES2');
  const service = lawInWords(of.params.service, { ES, ES2 });
  return modelOf(of, { rate: lam, gap: exponential, serviceTime: ES, service, servers: 1 });
}

/** M/D/c */
export function mdc(of: VerificationCase): Model {
  const { lam, D, c } = numbersOf(of, 'lam', 'D', 'c');
  return modelOf(of, { rate: lam, gap: exponential, serviceTime: D, service: deterministic, servers: c });
}

/** D/M/1 */
export function dm1(of: VerificationCase): Model {
  const { interarrival, mu } = numbersOf(of, 'interarrival', 'mu');
  return gim1(of, { rate: 1 / interarrival, gap: deterministic, mu });
}

/** E2/M/1 */
export function e2m1(of: VerificationCase): Model {
  const { lam, mu } = numbersOf(of, 'lam', 'mu');
  return gim1(of, { rate: lam, gap: erlang(2), mu });
}

function gim1(
  of: VerificationCase,
  { mu, ...arrivals }: Pick<Station, 'rate' | 'gap'> & { readonly mu: number },
): Model {
  const model = modelOf(of, { ...arrivals, serviceTime: 1 / mu, service: exponential, servers: 1 });
  return { ...model, leftOut: { Kingman_upper: 'a bound on the wait, not what it comes to' } };
}

function modelOf(of: VerificationCase, station: Station): Model {
  const { gap, serviceTime, service, servers } = station;
  const load = loadOf(station);
  const variability = scvOf(gap) + scvOf(service);
  const plan: Plan = {
    warmUp: warmUpFor(load, serviceTime, { servers, variability }),
    wait: expectedOf(of, 'Wq'),
  };
  return queueModel(of, {
    size: Math.ceil(((load < 0.9 ? 10_000 : 2500) * variability * Math.sqrt(servers)) / (1 - load) ** 2),
    load,
    simulate: (run) => simulate(station, plan, run),
  });
}

function simulate(station: Station, { warmUp, wait }: Plan, run: RunSpec): Observations {
  const { rate } = station;
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server', { capacity: station.servers });
  const gaps = sim.draws('gap', station.gap(1 / rate));
  const services = sim.draws('service', station.service(station.serviceTime * plantedService(run)));
  const stats = sim.monitor(server);
  const stays = new Tally('stays');
  const work = new Tally('work that came');
  function* customer(): Activity<void> {
    const arrived = sim.now;
    const service = services.next();
    work.add(service);
    yield server.request();
    yield hold(service);
    server.release();
    stays.add(sim.now - arrived);
  }
  sim.source('customer', gaps, customer);
  const length = run.size / rate;
  observe(sim, { warmUp, length }, stats, stays, work);
  // Of the mean wait, what comes of more or less work than on average.
  const chance = wait * sensitivity(station) * (work.sum / (length * rate * services.mean) - 1);
  return {
    rho: stats.utilisation,
    L: stats.queueLength + stats.unitsBusy - rate * chance,
    Lq: stats.queueLength - rate * chance,
    W: stays.mean - chance,
    Wq: stats.wait.mean - chance,
    P_wait: stats.delayedShare,
    sigma: stats.delayedShare,
  };
}

function loadOf({ rate, serviceTime, servers }: Station): number {
  return (rate * serviceTime) / servers;
}

/**
 * How many per cent a mean wait grows with one per cent of the load, roughly: the coefficient of the control. It may be any
 * constant without moving the mean; a good one makes the interval narrow.
 */
function sensitivity(station: Station): number {
  return (1 + log(station.servers) / 3) / (1 - loadOf(station));
}
