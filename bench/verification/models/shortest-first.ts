/**
 * The shortest job first, of those that wait (SPT) or of all (SRPT, by what is left of them), beside first come first served
 * with the same customers.
 *
 * The ratio is of one replication: its bias is the square of the relative error, a hundredth of the half-width.
 */
import type { Activity } from '#sim/process/ask';
import type { ResourceOptions } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Rates {
  readonly lam: number;
  readonly mu: number;
}

/** Means over customers. */
interface Times {
  readonly wait: number;
  readonly stay: number;
}

const FIRST_COME: ResourceOptions = { rule: 'fifo' };
const SHORTEST: ResourceOptions = { rule: 'shortest' };
const SHORTEST_LEFT: ResourceOptions = { rule: 'shortest', preemption: 'resume' };

export function spt(of: VerificationCase): Model {
  const rates = numbersOf(of, 'lam', 'mu');
  return queueModel(of, {
    size: 700_000,
    load: rates.lam / rates.mu,
    simulate(run) {
      const Wq = simulate(rates, SHORTEST, run).wait;
      const Wq_fcfs = simulate(rates, FIRST_COME, run).wait;
      return { Wq, Wq_fcfs, ratio: Wq / Wq_fcfs };
    },
  });
}

export function srpt(of: VerificationCase): Model {
  const rates = numbersOf(of, 'lam', 'mu');
  return queueModel(of, {
    size: 700_000,
    load: rates.lam / rates.mu,
    simulate: (run) => ({
      W: simulate(rates, SHORTEST_LEFT, run).stay,
      W_fcfs: simulate(rates, FIRST_COME, run).stay,
    }),
  });
}

function simulate({ lam, mu }: Rates, discipline: ResourceOptions, run: RunSpec): Times {
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server', discipline);
  const services = sim.draws('service', exponential(plantedService(run) / mu));
  const waits = new Tally('waits');
  const stays = new Tally('stays');
  function* customer(): Activity<void> {
    const arrived = sim.now;
    const service = services.next();
    yield* server.use(service);
    stays.add(sim.now - arrived);
    waits.add(sim.now - arrived - service);
  }
  sim.source('customer', sim.draws('gap', exponential(1 / lam)), customer);
  observe(sim, { warmUp: warmUpFor(lam / mu, 1 / mu), length: run.size / lam }, waits, stays);
  return { wait: waits.mean, stay: stays.mean };
}
