/**
 * Open network with feedback: customers come to any station from outside, and go on to another or leave, by chance.
 * Exponential single servers.
 */
import { type Activity, hold } from '#sim/process/ask';
import type { Distribution } from '#sim/random/distributions';
import type { Draws } from '#sim/random/draws';
import type { ResourceMonitor } from '#sim/resources/monitor';
import type { Resource } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { expectedOf, listOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

/** The next station of one who leaves. */
const OUT = -1;

interface Network {
  /** Arrivals from outside a time unit, by station. */
  readonly gamma: readonly number[];
  /** Chances to go on to each station, by the one left. */
  readonly routing: readonly (readonly number[])[];
  readonly mu: readonly number[];
  readonly load: number;
}

interface Station {
  readonly server: Resource;
  readonly services: Draws;
  readonly routes: Draws;
  readonly stats: ResourceMonitor;
}

export function jackson(of: VerificationCase): Model {
  const mu = listOf(of, 'mu');
  const load = Math.max(...mu.map((rate, i) => expectedOf(of, `lam${i + 1}`) / rate));
  const routing = of.params.routing as Network['routing'];
  const network: Network = { gamma: listOf(of, 'gamma'), routing, mu, load };
  return queueModel(of, { size: 200_000, load, simulate: (run) => simulate(network, run) });
}

function simulate({ gamma, routing, mu, load }: Network, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const stations = mu.map((rate, i) =>
    stationFor(sim, i, exponential(plantedService(run) / rate), routing[i]!),
  );
  const stays = new Tally('stays');
  function* customer(first: number): Activity<void> {
    const arrived = sim.now;
    for (let at = first; at !== OUT; ) {
      const { server, services, routes } = stations[at]!;
      yield server.request();
      yield hold(services.next());
      server.release();
      at = routes.next();
    }
    stays.add(sim.now - arrived);
  }
  gamma.forEach((rate, i) => {
    if (rate > 0) sim.source('customer', sim.draws(`gap/${i + 1}`, exponential(1 / rate)), () => customer(i));
  });
  const length = run.size / gamma.reduce((sum, rate) => sum + rate, 0);
  const monitors = stations.map(({ stats }) => stats);
  observe(sim, { warmUp: mu.length * warmUpFor(load, 1 / Math.min(...mu)), length }, stays, ...monitors);
  const found: Record<string, number> = { W_network: stays.mean };
  monitors.forEach(({ granted, queueLength, unitsBusy }, i) => {
    found[`lam${i + 1}`] = granted / length;
    found[`L${i + 1}`] = queueLength + unitsBusy;
  });
  return found;
}

function stationFor(
  sim: Simulation,
  index: number,
  service: Distribution,
  chances: readonly number[],
): Station {
  const server = sim.resource(`station ${index + 1}`);
  const out = 1 - chances.reduce((sum, chance) => sum + chance, 0);
  return {
    server,
    services: sim.draws(`service/${index + 1}`, service),
    routes: sim.draws(`route/${index + 1}`, {
      kind: 'discrete',
      values: [...chances.keys(), OUT],
      weights: [...chances, out],
    }),
    stats: sim.monitor(server),
  };
}
