/**
 * Base stock with lost sales and a lead time of L periods. In a period: the order of L periods ago arrives; stock on hand
 * and on order is raised to S; then comes the demand, and what can't be met is lost. A unit left over costs h a period, a
 * unit lost costs p.
 *
 * It starts with full stock and measures after many lead times.
 */
import { Kernel } from '#sim/kernel';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';
import { everyPeriod, RECEIPT, runPeriods } from './periods.ts';

const WARM_UP = 500;

interface Item {
  readonly h: number;
  readonly p: number;
  /** Lead time, in periods. */
  readonly L: number;
  readonly base_stock_S: number;
  readonly demands: Sampler;
}

export function lostSales(of: VerificationCase): Model {
  const item: Item = { ...numbersOf(of, 'h', 'p', 'L', 'base_stock_S'), demands: compile(demandOf(of)) };
  return {
    unit: 'periods',
    size: 100_000,
    fastSize: 2000,
    load: null,
    leftOut: { optimal: 'the cost of the best of all policies, which the case does not state' },
    replicate: (run) => simulate(item, run),
  };
}

/** Its law stands in the name of the group. */
function demandOf(of: VerificationCase): Distribution {
  const { mean } = numbersOf(of, 'mean');
  if (of.group.includes('poisson')) return { kind: 'poisson', mean };
  return { kind: 'geometric', p: 1 / (1 + mean) };
}

function simulate({ h, p, L, base_stock_S: S, demands }: Item, { seed, size }: RunSpec): Observations {
  const stream = new Random(seed).stream('demand');
  const kernel = new Kernel();
  const cost = new Tally('cost a period');
  let onHand = S;
  let onOrder = 0;
  const receipt = kernel.handler('receipt', (quantity) => {
    onHand += quantity;
    onOrder -= quantity;
  });
  everyPeriod(kernel, {
    order() {
      const quantity = S - onHand - onOrder;
      if (quantity === 0) return;
      onOrder += quantity;
      kernel.schedule(receipt, kernel.now + L, quantity, 0, undefined, RECEIPT);
    },
    demand() {
      const demand = demands.sample(stream, kernel.now, 0);
      const sold = Math.min(onHand, demand);
      onHand -= sold;
      cost.add(h * onHand + p * (demand - sold));
    },
  });
  runPeriods(kernel, { warmUp: WARM_UP, size }, cost);
  return { base_stock: cost.mean };
}
