/**
 * Two classes at one server, each with a cost of its own for a customer that is there a time unit: served by either priority,
 * or first come first served. The three have the same customers.
 */
import { type Activity, hold } from '#sim/process/ask';
import { Simulation } from '#sim/simulation';
import { listOf, type VerificationCase } from '../cases.ts';
import { type Model, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { Level, observe, queueModel, warmUpFor } from './steady.ts';

interface Class {
  /** Arrivals a time unit. */
  readonly lam: number;
  /** Services a time unit. */
  readonly mu: number;
  /** Of a customer and a time unit. */
  readonly cost: number;
}

/** Priorities of the classes; lower first. */
type Policy = readonly number[];

export function cMu(of: VerificationCase): Model {
  const mu = listOf(of, 'mu');
  const costs = listOf(of, 'c');
  const classes = listOf(of, 'lam').map((lam, i) => ({ lam, mu: mu[i]!, cost: costs[i]! }));
  return queueModel(of, {
    size: 200_000,
    load: loadOf(classes),
    simulate: (run) => ({
      cost_c1_first: costRate(classes, [0, 1], run),
      cost_c2_first: costRate(classes, [1, 0], run),
      cost_fcfs: costRate(classes, [0, 0], run),
    }),
  });
}

function loadOf(classes: readonly Class[]): number {
  return classes.reduce((sum, { lam, mu }) => sum + lam / mu, 0);
}

function costRate(classes: readonly Class[], policy: Policy, run: RunSpec): number {
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server');
  const rate = new Level(sim, 'cost rate');
  classes.forEach(({ lam, mu, cost }, i) => {
    const services = sim.draws(`service/${i + 1}`, exponential(plantedService(run) / mu));
    const request = server.request({ priority: policy[i]! });
    function* customer(): Activity<void> {
      rate.add(cost);
      const service = services.next();
      yield request;
      yield hold(service);
      server.release();
      rate.add(-cost);
    }
    sim.source(`customer ${i + 1}`, sim.draws(`gap/${i + 1}`, exponential(1 / lam)), customer);
  });
  const slowest = 1 / Math.min(...classes.map(({ mu }) => mu));
  const total = classes.reduce((sum, { lam }) => sum + lam, 0);
  observe(sim, { warmUp: warmUpFor(loadOf(classes), slowest), length: run.size / total }, rate);
  return rate.mean;
}
