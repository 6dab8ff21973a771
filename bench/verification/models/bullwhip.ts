/**
 * Order-up-to with a forecast: after each period's demand the forecast is made again, and stock on hand and on order is
 * raised (or lowered: orders may be negative, as in the source) to L periods of it. Orders vary more than demand does; the
 * ratio of their variances is observed. Demand is normal; the ratio holds for any independent demand.
 *
 * It starts from a right forecast and measures after many times the forecast's memory. The ratio of two sample variances is
 * biased by some 1 / size, far below its spread.
 */
import { assert } from '#sim/assert';
import { Kernel } from '#sim/kernel';
import { compile } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';
import { everyPeriod, runPeriods } from './periods.ts';

const WARM_UP = 500;
const MEAN = 100;
const DEVIATION = 10;

/** Takes in a demand, gives the forecast of the next one. */
type Forecast = (demand: number) => number;

export function bullwhip(of: VerificationCase): Model {
  const { L } = numbersOf(of, 'L');
  return {
    unit: 'periods',
    size: 50_000,
    fastSize: 2000,
    load: null,
    replicate: (run) => simulate(L, forecastOf(of), run),
  };
}

function simulate(L: number, forecast: Forecast, { seed, size }: RunSpec): Observations {
  const stream = new Random(seed).stream('demand');
  const demands = compile({ kind: 'normal', mean: MEAN, sd: DEVIATION });
  const kernel = new Kernel();
  const demanded = new Tally('demand');
  const ordered = new Tally('orders');
  let position = L * MEAN;
  everyPeriod(kernel, {
    demand() {
      const demand = demands.sample(stream, kernel.now, 0);
      demanded.add(demand);
      position -= demand;
      const order = L * forecast(demand) - position;
      ordered.add(order);
      position += order;
    },
  });
  runPeriods(kernel, { warmUp: WARM_UP, size }, demanded, ordered);
  return { ratio: ordered.variance / demanded.variance };
}

/** One with a memory of its own: for one replication. */
function forecastOf(of: VerificationCase): Forecast {
  if ('alpha' in of.params) return smoothing(numbersOf(of, 'alpha').alpha);
  return movingAverage(numbersOf(of, 'p').p);
}

function movingAverage(periods: number): Forecast {
  assert(Number.isInteger(periods) && periods > 0, `moving average over ${periods} periods`);
  const last = new Array<number>(periods).fill(MEAN);
  let at = 0;
  return (demand) => {
    last[at] = demand;
    at = (at + 1) % periods;
    let sum = 0;
    for (let i = 0; i < periods; i++) sum += last[i]!;
    return sum / periods;
  };
}

function smoothing(alpha: number): Forecast {
  let level = MEAN;
  return (demand) => {
    level += alpha * (demand - level);
    return level;
  };
}
