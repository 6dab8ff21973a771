/**
 * One exponential server that breaks down while it works, and only then; the service goes on after the repair.
 *
 * 1. A service with its repairs is the completion time, of which the case has both moments.
 * 2. The load counts repairs, too: the customer is at the server all the time.
 */
import { type Activity, hold } from '#sim/process/ask';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { Level, observe, queueModel, type Statistic, warmUpFor } from './steady.ts';

interface Rates {
  readonly lam: number;
  readonly mu: number;
  /** Failures a time unit of work. */
  readonly fail_rate: number;
  readonly repair_rate: number;
}

export function operationDependent(of: VerificationCase): Model {
  const rates = numbersOf(of, 'lam', 'mu', 'fail_rate', 'repair_rate');
  return queueModel(of, { size: 300_000, load: loadOf(rates), simulate: (run) => simulate(rates, run) });
}

function loadOf({ lam, mu, fail_rate, repair_rate }: Rates): number {
  return (lam / mu) * (1 + fail_rate / repair_rate);
}

function simulate(rates: Rates, run: RunSpec): Observations {
  const { lam, mu, fail_rate, repair_rate } = rates;
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server');
  const lives = sim.draws('life', exponential(1 / fail_rate));
  const repairs = sim.draws('repair', exponential(1 / repair_rate));
  const services = sim.draws('service', exponential(plantedService(run) / mu));
  sim.breakdowns(server, { clock: 'use', uptime: lives, repair: repairs });
  const stats = sim.monitor(server);
  const times = new Times(sim);
  function* customer(): Activity<void> {
    const arrived = sim.now;
    yield server.request();
    const begun = sim.now;
    times.begins();
    yield hold(services.next());
    server.release();
    times.ends(arrived, begun);
  }
  sim.source('customer', sim.draws('gap', exponential(1 / lam)), customer);
  const warmUp = warmUpFor(loadOf(rates), 1 / mu, { variability: 4 });
  observe(sim, { warmUp, length: run.size / lam }, stats, times);
  const { completions, squares, stays, atServer } = times;
  return {
    EC: completions.mean,
    EC2: squares.mean,
    rho: atServer.mean,
    Wq: stats.wait.mean,
    W: stays.mean,
    Lq: stats.queueLength,
    L: stats.queueLength + atServer.mean,
  };
}

/** What the monitor of the server does not tell: it counts work, and a customer there whose work stands still nowhere. */
class Times implements Statistic {
  readonly completions = new Tally('completions');
  readonly squares = new Tally('their squares');
  readonly stays = new Tally('stays');
  readonly atServer: Level;
  private readonly sim: Simulation;

  constructor(sim: Simulation) {
    this.sim = sim;
    this.atServer = new Level(sim, 'at the server');
  }

  begins(): void {
    this.atServer.add(1);
  }

  ends(arrived: number, begun: number): void {
    const { now } = this.sim;
    this.atServer.add(-1);
    this.completions.add(now - begun);
    this.squares.add((now - begun) ** 2);
    this.stays.add(now - arrived);
  }

  reset(): void {
    for (const each of [this.completions, this.squares, this.stays, this.atServer]) each.reset();
  }
}
