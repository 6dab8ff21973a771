/** Orders of some lines each, which come together and are worked on one by one at an exponential server. */
import { type Activity, hold } from '#sim/process/ask';
import { allOf } from '#sim/process/combine';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Orders {
  /** Orders a time unit. */
  readonly batch_rate: number;
  /** Lines of each. */
  readonly batch: number;
  /** Lines worked on in a time unit. */
  readonly mu: number;
}

export function batchArrivals(of: VerificationCase): Model {
  const orders = numbersOf(of, 'batch_rate', 'batch', 'mu');
  const { batch_rate, batch, mu } = orders;
  return queueModel(of, {
    unit: 'lines',
    size: 300_000,
    load: (batch_rate * batch) / mu,
    simulate: (run) => simulate(orders, run),
  });
}

function simulate({ batch_rate, batch, mu }: Orders, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server');
  const services = sim.draws('service', exponential(plantedService(run) / mu));
  const stats = sim.monitor(server);
  const stays = new Tally('stays');
  function* line(): Activity<void> {
    const arrived = sim.now;
    yield server.request();
    yield hold(services.next());
    server.release();
    stays.add(sim.now - arrived);
  }
  function* order(): Activity<void> {
    const lines = Array.from({ length: batch }, () => sim.process('line', line()));
    yield* allOf(...lines.map((each) => each.finished()));
  }
  sim.source('order', sim.draws('gap', exponential(1 / batch_rate)), order);
  const rate = batch_rate * batch;
  const warmUp = warmUpFor(rate / mu, 1 / mu, { variability: 1 + batch });
  observe(sim, { warmUp, length: run.size / rate }, stats, stays);
  return { rho: stats.utilisation, L: stats.queueLength + stats.unitsBusy, W: stays.mean };
}
