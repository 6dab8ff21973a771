/**
 * (s, S) policy with periodic review and no lead time: at the start of a period, stock at or below s is raised to S at a
 * fixed cost K; then comes the demand; what is left over or owed at the end costs h or p a unit. Unmet demand is backordered.
 *
 * It starts with a full stock, which is a regeneration point, and measures after some tens of orders.
 */
import { Kernel } from '#sim/kernel';
import { compile } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, RunSpec } from '../model.ts';
import { everyPeriod, runPeriods } from './periods.ts';

const WARM_UP = 200;

interface Item {
  readonly h: number;
  readonly p: number;
  readonly K: number;
  /** Mean demand of a period. */
  readonly mu: number;
  readonly s: number;
  readonly S: number;
}

export function sS(of: VerificationCase): Model {
  const item = numbersOf(of, 'h', 'p', 'K', 'mu', 's', 'S');
  return {
    unit: 'periods',
    size: 40_000,
    fastSize: 500,
    load: null,
    replicate(run) {
      const cost = simulate(item, run);
      // The printed figure is the same one, rounded.
      return 'published' in of.expected ? { cost, published: cost } : { cost };
    },
  };
}

function simulate({ h, p, K, mu, s, S }: Item, { seed, size }: RunSpec): number {
  const stream = new Random(seed).stream('demand');
  const demands = compile({ kind: 'poisson', mean: mu });
  const kernel = new Kernel();
  const cost = new Tally('cost a period');
  let stock = S;
  let fixed = 0;
  everyPeriod(kernel, {
    review() {
      fixed = stock <= s ? K : 0;
      if (stock <= s) stock = S;
    },
    demand() {
      stock -= demands.sample(stream, kernel.now, 0);
      cost.add(fixed + (stock >= 0 ? h * stock : -p * stock));
    },
  });
  runPeriods(kernel, { warmUp: WARM_UP, size }, cost);
  return cost.mean;
}
