/**
 * Classes of customers at one exponential server, the first class most urgent: either a service once begun goes on to its
 * end, or a more urgent customer takes the server, and the one interrupted goes on later where it was.
 */
import { assert } from '#sim/assert';
import { type Activity, hold } from '#sim/process/ask';
import type { Resource } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { listOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

interface Classes {
  /** Arrivals a time unit, by class. */
  readonly rates: readonly number[];
  /** Mean service times, by class. */
  readonly means: readonly number[];
  readonly preemption: 'none' | 'resume';
}

export function nonPreemptive(of: VerificationCase): Model {
  return modelOf(of, 'none');
}

export function preemptiveResume(of: VerificationCase): Model {
  return modelOf(of, 'resume');
}

function modelOf(of: VerificationCase, preemption: Classes['preemption']): Model {
  const means = listOf(of, 'ES');
  listOf(of, 'ES2').forEach((second, i) => {
    assert(second === 2 * means[i]! ** 2, `${of.id}: service of class ${i + 1} is not exponential`);
  });
  const classes: Classes = { rates: listOf(of, 'lam'), means, preemption };
  const load = loadOf(classes);
  return queueModel(of, { size: 1_000_000, load, simulate: (run) => simulate(classes, run) });
}

function loadOf({ rates, means }: Classes): number {
  return rates.reduce((sum, rate, i) => sum + rate * means[i]!, 0);
}

function simulate(classes: Classes, run: RunSpec): Observations {
  const { rates, means, preemption } = classes;
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server', { preemption });
  const all = new Tally('waits');
  const tallies = rates.map((rate, i) => {
    const mean = means[i]! * plantedService(run);
    return startClass(sim, server, { name: `${i + 1}`, priority: i, rate, mean }, all);
  });
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const warmUp = warmUpFor(loadOf(classes), Math.max(...means));
  const each = tallies.flatMap(({ waits, stays }) => [waits, stays]);
  observe(sim, { warmUp, length: run.size / total }, all, ...each);
  const found: Record<string, number> = { Wq_mean: all.mean };
  tallies.forEach(({ waits, stays }, i) => {
    found[`Wq${i + 1}`] = waits.mean;
    found[`W${i + 1}`] = stays.mean;
  });
  return found;
}

interface CustomerClass {
  readonly name: string;
  readonly priority: number;
  /** Arrivals a time unit. */
  readonly rate: number;
  /** Mean service time. */
  readonly mean: number;
}

/** Lets customers of a class come, whose waits are added to `all`, too. */
function startClass(
  sim: Simulation,
  server: Resource,
  { name, priority, rate, mean }: CustomerClass,
  all: Tally,
): { readonly waits: Tally; readonly stays: Tally } {
  const waits = new Tally(`waits of class ${name}`);
  const stays = new Tally(`stays of class ${name}`);
  const services = sim.draws(`service/${name}`, exponential(mean));
  const request = server.request({ priority });
  function* customer(): Activity<void> {
    const arrived = sim.now;
    yield request;
    const wait = sim.now - arrived;
    waits.add(wait);
    all.add(wait);
    yield hold(services.next());
    server.release();
    stays.add(sim.now - arrived);
  }
  sim.source(`customer ${name}`, sim.draws(`gap/${name}`, exponential(1 / rate)), customer);
  return { waits, stays };
}
