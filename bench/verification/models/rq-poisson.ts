/**
 * (r, Q) policy under continuous review: unit demands of a Poisson process; when the position (stock on hand and on order,
 * less what is owed) falls to r, Q are ordered at a fixed cost K and arrive after L. Unmet demand is backordered.
 *
 * The position is uniform on r + 1 .. r + Q in equilibrium. It starts there with nothing on order, so the net stock is in
 * equilibrium from time L on, when measuring begins.
 */
import { Kernel } from '#sim/kernel';
import { compile } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { TimeWeighted } from '#sim/stats/time-weighted';
import { numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';

interface Item {
  readonly h: number;
  readonly p: number;
  readonly K: number;
  /** Demands a time unit. */
  readonly lam: number;
  readonly L: number;
  readonly r: number;
  readonly Q: number;
}

export function rqPoisson(of: VerificationCase): Model {
  const item = numbersOf(of, 'h', 'p', 'K', 'lam', 'L', 'r', 'Q');
  return {
    unit: 'time units',
    size: 50_000,
    fastSize: 1000,
    load: null,
    replicate: (run) => new ReorderPoint(item, run).observe(run.size),
  };
}

class ReorderPoint {
  private readonly item: Item;
  private readonly kernel = new Kernel();
  private readonly onHand: TimeWeighted;
  private readonly owed = new TimeWeighted('backorders', 0);
  private position: number;
  private net: number;
  private demands = 0;
  private orders = 0;
  private readonly gap: () => number;
  private readonly demand = this.kernel.handler('demand', () => this.take());
  private readonly receipt = this.kernel.handler('receipt', () => this.move(this.item.Q));

  constructor(item: Item, { seed }: RunSpec) {
    const random = new Random(seed);
    const gaps = compile({ kind: 'exponential', mean: 1 / item.lam });
    const stream = random.stream('gap');
    this.item = item;
    this.position = item.r + 1 + random.stream('start').integer(0, 0, item.Q);
    this.net = this.position;
    this.onHand = new TimeWeighted('on hand', 0, this.net);
    this.gap = () => gaps.sample(stream, this.demands, 0);
  }

  observe(time: number): Observations {
    const { kernel, onHand, owed } = this;
    const { h, p, K, L } = this.item;
    kernel.schedule(this.demand, this.gap());
    kernel.run({ until: L });
    onHand.reset(L);
    owed.reset(L);
    this.orders = 0;
    const end = L + time;
    kernel.run({ until: end });
    return { cost: (K * this.orders) / time + h * onHand.mean(end) + p * owed.mean(end) };
  }

  private take(): void {
    const { kernel } = this;
    const { r, Q, L } = this.item;
    this.demands += 1;
    kernel.schedule(this.demand, kernel.now + this.gap());
    this.move(-1);
    this.position -= 1;
    if (this.position > r) return;
    this.position += Q;
    this.orders += 1;
    kernel.schedule(this.receipt, kernel.now + L);
  }

  private move(quantity: number): void {
    const { now } = this.kernel;
    this.net += quantity;
    this.onHand.update(now, Math.max(0, this.net));
    this.owed.update(now, Math.max(0, -this.net));
  }
}
