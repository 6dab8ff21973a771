/**
 * (r, Q) policy under normal demand: the model in which the cost K lam / Q + (1 / Q) * integral of g over (r, r + Q] is exact
 * (g: expected cost rate of a stock of y less the demand of a lead time).
 *
 * 1. That cost takes the position as uniform on (r, r + Q]. A path of normal demand, which can be negative, leaves it so when
 *    an order is any multiple of Q, also a negative one: then the position moves on a circle. An order taken back gives its
 *    fixed cost back.
 * 2. Reviewed ten times in a lead time, where levels are measured, too. The cost does not depend on how often.
 * 3. It starts with a uniform position and nothing on order, and measures from one lead time on: in equilibrium.
 *
 * Source: Hadley and Whitin, Analysis of Inventory Systems (1963), chapter 4; Zheng, Management Science 38 (1992) 87-103.
 */
import { Kernel } from '#sim/kernel';
import { compile, type Distribution } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';
import { everyPeriod, RECEIPT, runPeriods } from './periods.ts';

/** The case has its figures in the name of its group. An order costs K, a unit in stock h a year, a unit owed p a year. */
const K = 8;
const h = 0.225;
const p = 7.5;
/** Reviews in a lead time of a twelfth of a year. */
const REVIEWS = 10;
/** Between reviews, in years. */
const PERIOD = 1 / 12 / REVIEWS;
/** In a year 1300 on average, with a standard deviation of 150. */
const DEMAND: Distribution = { kind: 'normal', mean: 1300 * PERIOD, sd: 150 * Math.sqrt(PERIOD) };

interface Policy {
  readonly r: number;
  readonly Q: number;
}

export function rqNormal(of: VerificationCase): Model {
  const policy = numbersOf(of, 'r', 'Q');
  return {
    unit: 'reviews',
    size: 100_000,
    fastSize: 2000,
    load: null,
    replicate: (run) => simulate(policy, run),
  };
}

function simulate({ r, Q }: Policy, { seed, size }: RunSpec): Observations {
  const random = new Random(seed);
  const stream = random.stream('demand');
  const demands = compile(DEMAND);
  const kernel = new Kernel();
  const cost = new Tally('cost rate');
  const lots = new Tally('lots ordered');
  let position = r + Q * random.stream('start').unit(0, 0);
  let net = position;
  const receipt = kernel.handler('receipt', (quantity) => {
    net += quantity;
  });
  everyPeriod(kernel, {
    demand() {
      const demand = demands.sample(stream, kernel.now, 0);
      net -= demand;
      position -= demand;
      cost.add(net >= 0 ? h * net : -p * net);
    },
    review() {
      const ordered = Math.floor((r - position) / Q) + 1;
      lots.add(ordered);
      if (ordered === 0) return;
      position += ordered * Q;
      kernel.schedule(receipt, kernel.now + REVIEWS, ordered * Q, 0, undefined, RECEIPT);
    },
  });
  runPeriods(kernel, { warmUp: REVIEWS, size }, cost, lots);
  return { cost: cost.mean + (K * lots.mean) / PERIOD };
}
