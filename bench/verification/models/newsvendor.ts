/**
 * One order for one period of random demand: what is left over costs h a unit, what is short costs p a unit. Periods are
 * independent, so nothing warms up.
 */
import { Kernel } from '#sim/kernel';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { expectedOf, numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';
import { everyPeriod, runPeriods } from './periods.ts';

interface Item {
  readonly h: number;
  readonly p: number;
  /** The order quantity. */
  readonly S: number;
  readonly demands: Sampler;
}

export function newsvendor(of: VerificationCase): Model {
  const item: Item = { ...numbersOf(of, 'h', 'p'), S: expectedOf(of, 'S'), demands: compile(demandOf(of)) };
  return {
    unit: 'periods',
    size: 50_000,
    fastSize: 1000,
    load: null,
    leftOut: { S: 'the order quantity, which goes in' },
    replicate: (run) => simulate(item, run),
  };
}

function demandOf(of: VerificationCase): Distribution {
  const { mu } = numbersOf(of, 'mu');
  if (!('sd' in of.params)) return { kind: 'poisson', mean: mu };
  return { kind: 'normal', mean: mu, sd: numbersOf(of, 'sd').sd };
}

function simulate({ h, p, S, demands }: Item, { seed, size }: RunSpec): Observations {
  const stream = new Random(seed).stream('demand');
  const kernel = new Kernel();
  const cost = new Tally('cost a period');
  let stock = 0;
  everyPeriod(kernel, {
    order() {
      stock = S;
    },
    demand() {
      stock -= demands.sample(stream, kernel.now, 0);
      cost.add(stock >= 0 ? h * stock : -p * stock);
    },
  });
  runPeriods(kernel, { warmUp: 0, size }, cost);
  return { cost: cost.mean };
}
