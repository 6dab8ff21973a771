/** Orders of two lines, each picked at an exponential server of its own, and complete when both are. */
import { type Activity, hold } from '#sim/process/ask';
import { allOf } from '#sim/process/combine';
import type { Draws } from '#sim/random/draws';
import type { Resource } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Rates {
  readonly lam: number;
  readonly mu: number;
}

export function forkJoin(of: VerificationCase): Model {
  const rates = numbersOf(of, 'lam', 'mu');
  return queueModel(of, {
    unit: 'orders',
    size: 150_000,
    load: rates.lam / rates.mu,
    simulate: (run) => simulate(rates, run),
  });
}

function simulate({ lam, mu }: Rates, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const [a, b] = ['a', 'b'].map((name) => ({
    picker: sim.resource(`picker ${name}`),
    times: sim.draws(`time/${name}`, exponential(plantedService(run) / mu)),
  })) as [{ picker: Resource; times: Draws }, { picker: Resource; times: Draws }];
  const stays = new Tally('stays');
  function* line({ picker, times }: { picker: Resource; times: Draws }): Activity<void> {
    yield picker.request();
    yield hold(times.next());
    picker.release();
  }
  function* order(): Activity<void> {
    const arrived = sim.now;
    const first = sim.process('line', line(a));
    const second = sim.process('line', line(b));
    yield* allOf(first.finished(), second.finished());
    stays.add(sim.now - arrived);
  }
  sim.source('order', sim.draws('gap', exponential(1 / lam)), order);
  observe(sim, { warmUp: 2 * warmUpFor(lam / mu, 1 / mu), length: run.size / lam }, stays);
  return { W: stays.mean };
}
