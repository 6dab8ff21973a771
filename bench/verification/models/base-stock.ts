/**
 * (S - 1, S) policy under continuous review: each unit demanded is ordered at once and arrives after a lead time of its own,
 * so that orders may cross. What is demanded while there is no stock is backordered or, in the other case, lost: then
 * nothing is ordered for it.
 *
 * 1. Only the mean of the lead time matters (Palm's theorem; Erlang's loss formula): several laws are tried.
 * 2. It starts with full stock and measures after many lead times.
 */
import { Kernel } from '#sim/kernel';
import { compile } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { TimeWeighted } from '#sim/stats/time-weighted';
import { numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, RunSpec } from '../model.ts';
import { LEAD_TIMES, leadTimes } from './lead-times.ts';

/** In mean lead times. */
const WARM_UP = 30;

interface Item {
  /** Demands a time unit. */
  readonly lam: number;
  /** Mean lead time. */
  readonly L: number;
  readonly S: number;
  /** What becomes of demand that finds no stock. */
  readonly unmet: 'backordered' | 'lost';
}

export function baseStock(of: VerificationCase): Model {
  const item: Item = { ...numbersOf(of, 'lam', 'L', 'S'), unmet: 'backordered' };
  return {
    unit: 'time units',
    size: 20_000,
    fastSize: 1000,
    load: null,
    variants: LEAD_TIMES,
    replicate(run) {
      const stock = new OneForOne(item, run);
      const end = stock.observe(run.size);
      return {
        backorders: stock.owed.mean(end),
        on_hand: stock.onHand.mean(end),
        fill_rate: stock.filled.mean,
      };
    },
  };
}

export function baseStockLostSales(of: VerificationCase): Model {
  const item: Item = { ...numbersOf(of, 'lam', 'L', 'S'), unmet: 'lost' };
  return {
    unit: 'time units',
    size: 10_000,
    fastSize: 500,
    load: null,
    variants: LEAD_TIMES,
    replicate(run) {
      const stock = new OneForOne(item, run);
      const end = stock.observe(run.size);
      return { lost_fraction: 1 - stock.filled.mean, on_hand: stock.onHand.mean(end) };
    },
  };
}

class OneForOne {
  readonly onHand: TimeWeighted;
  readonly owed = new TimeWeighted('backorders', 0);
  readonly filled = new Tally('filled from stock');
  private readonly item: Item;
  private readonly kernel = new Kernel();
  private demands = 0;
  private readonly gap: () => number;
  private readonly leadTime: () => number;
  private readonly demand = this.kernel.handler('demand', () => this.take());
  private readonly receipt = this.kernel.handler('receipt', () => this.receive());

  constructor(item: Item, { seed, variant }: RunSpec) {
    const random = new Random(seed);
    const gaps = compile({ kind: 'exponential', mean: 1 / item.lam });
    const gapStream = random.stream('gap');
    const leads = leadTimes(variant, item.L);
    const leadStream = random.stream('lead time');
    this.item = item;
    this.onHand = new TimeWeighted('on hand', 0, item.S);
    this.gap = () => gaps.sample(gapStream, this.demands, 0);
    this.leadTime = () => leads.sample(leadStream, this.demands, 0);
  }

  /** Simulates this time after the warm-up. Returns the time at its end. */
  observe(time: number): number {
    const { kernel } = this;
    const start = WARM_UP * this.item.L;
    kernel.schedule(this.demand, this.gap());
    kernel.run({ until: start });
    this.onHand.reset(start);
    this.owed.reset(start);
    this.filled.reset();
    kernel.run({ until: start + time });
    return start + time;
  }

  private take(): void {
    const { kernel, onHand } = this;
    const { now } = kernel;
    this.demands += 1;
    kernel.schedule(this.demand, now + this.gap());
    const inStock = onHand.value > 0;
    this.filled.add(inStock ? 1 : 0);
    if (inStock) onHand.add(now, -1);
    else if (this.item.unmet === 'lost') return;
    else this.owed.add(now, 1);
    kernel.schedule(this.receipt, now + this.leadTime());
  }

  private receive(): void {
    const { now } = this.kernel;
    if (this.owed.value > 0) this.owed.add(now, -1);
    else this.onHand.add(now, 1);
  }
}
