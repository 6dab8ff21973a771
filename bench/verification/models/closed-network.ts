/** Closed network: a fixed number of pallets circulate through single servers with exponential services, for ever. */
import type { Activity } from '#sim/process/ask';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { expectedOf, listOf, numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel } from './steady.ts';

/** Rounds of each pallet. */
const WARM_UP = 50;

interface Circuit {
  /** Mean service times of the stations. */
  readonly demands: readonly number[];
  readonly pallets: number;
}

export function closedNetwork(of: VerificationCase): Model {
  const demands = listOf(of, 'service_demands');
  const circuit: Circuit = { demands, pallets: numbersOf(of, 'N').N };
  return queueModel(of, {
    unit: 'rounds of a pallet',
    size: 50_000,
    load: expectedOf(of, 'throughput') * Math.max(...demands),
    simulate: (run) => simulate(circuit, run),
  });
}

function simulate({ demands, pallets }: Circuit, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const stations = demands.map((demand, i) => {
    const server = sim.resource(`station ${i + 1}`);
    const services = sim.draws(`service/${i + 1}`, exponential(demand * plantedService(run)));
    return { server, services, stats: sim.monitor(server) };
  });
  const rounds = new Tally('rounds');
  function* pallet(): Activity<never> {
    while (true) {
      const began = sim.now;
      for (const { server, services } of stations) yield* server.use(services.next());
      rounds.add(sim.now - began);
    }
  }
  for (let n = 0; n < pallets; n++) sim.process('pallet', pallet());
  const round = Math.max(...demands);
  const monitors = stations.map(({ stats }) => stats);
  const length = run.size * round;
  observe(sim, { warmUp: WARM_UP * pallets * round, length }, rounds, ...monitors);
  const queues = monitors.map(({ queueLength, unitsBusy }, i) => [`Q${i + 1}`, queueLength + unitsBusy]);
  return { throughput: rounds.count / length, ...Object.fromEntries(queues) };
}
