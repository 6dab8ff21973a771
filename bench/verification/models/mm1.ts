/**
 * One server, exponential gaps and services, first come first served.
 *
 * 1. It starts in equilibrium: the number there is geometric, and the service under way is as good as new.
 * 2. The customers that arrive are observed, `size` of them, each to its end; the number there is observed until the next
 *    one would arrive.
 */
import { Kernel } from '#sim/kernel';
import { compile } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Quantiles } from '#sim/stats/quantiles';
import { Tally } from '#sim/stats/tally';
import { TimeWeighted } from '#sim/stats/time-weighted';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';

/** Of the quantile sketch: far below the half-width allowed. */
const SKETCH = { accuracy: 0.0002, bucketsMax: 1 << 16 };

interface Rates {
  /** Arrivals a time unit. */
  readonly lam: number;
  /** Services a time unit, while busy. */
  readonly mu: number;
}

export function mm1(of: VerificationCase): Model {
  const rates = numbersOf(of, 'lam', 'mu');
  const load = rates.lam / rates.mu;
  return {
    unit: 'customers',
    // The variance of a mean of n grows as 1 / (1 - load)^2 in units of its square.
    size: load > 0.9 ? 1_500_000 : load > 0.7 ? 300_000 : 100_000,
    fastSize: load > 0.9 ? 100_000 : load > 0.7 ? 20_000 : 5_000,
    load,
    replicate: (run) => new SingleServer(rates, run).observe(),
  };
}

class SingleServer {
  private readonly kernel = new Kernel();
  private readonly inSystem: TimeWeighted;
  private readonly inQueue = new TimeWeighted('in queue', 0);
  private readonly waits = new Tally('waits');
  private readonly delayed = new Tally('delayed');
  private readonly stays = new Tally('stays');
  /** Of the first half of the customers, and of the second. */
  private readonly halves = [
    new Quantiles('first half', SKETCH),
    new Quantiles('second half', SKETCH),
  ] as const;
  /** By customer; those there at the start come first and have none. */
  private readonly arrivedAt: Float64Array;
  private readonly there: number;
  private readonly customers: number;
  private arrived: number;
  private served = 0;
  private readonly gap: () => number;
  private readonly service: () => number;
  private readonly arrival = this.kernel.handler('arrival', () => this.arrive());
  private readonly departure = this.kernel.handler('departure', () => this.depart());

  constructor({ lam, mu }: Rates, run: RunSpec) {
    const random = new Random(run.seed);
    const gaps = compile({ kind: 'exponential', mean: 1 / lam });
    const services = compile({ kind: 'exponential', mean: plantedService(run) / mu });
    const starts = compile({ kind: 'geometric', p: 1 - lam / mu });
    const gapStream = random.stream('gap');
    const serviceStream = random.stream('service');
    this.gap = () => gaps.sample(gapStream, this.arrived, 0);
    this.service = () => services.sample(serviceStream, this.served, 0);
    this.there = starts.sample(random.stream('start'), 0, 0);
    this.arrived = this.there;
    this.customers = this.there + run.size;
    this.arrivedAt = new Float64Array(this.customers);
    this.inSystem = new TimeWeighted('in system', 0, this.there);
    this.inQueue.update(0, Math.max(0, this.there - 1));
  }

  observe(): Observations {
    const { kernel } = this;
    kernel.schedule(this.arrival, this.gap());
    if (this.there > 0) kernel.schedule(this.departure, this.service());
    kernel.run({ stopWhen: () => this.arrived > this.customers });
    const L = this.inSystem.mean(kernel.now);
    const Lq = this.inQueue.mean(kernel.now);
    kernel.run();
    return {
      L,
      Lq,
      W: this.stays.mean,
      Wq: this.waits.mean,
      P_wait: this.delayed.mean,
      W_p95: this.quantile(0.95),
    };
  }

  private arrive(): void {
    const { kernel } = this;
    const customer = this.arrived;
    this.arrived += 1;
    // The one after the last ends the time observed, and does not come in.
    if (customer === this.customers) return;
    kernel.schedule(this.arrival, kernel.now + this.gap());
    this.arrivedAt[customer] = kernel.now;
    const idle = this.served === customer;
    this.inSystem.add(kernel.now, 1);
    if (idle) this.begin();
    else this.inQueue.add(kernel.now, 1);
  }

  private begin(): void {
    const { kernel, served } = this;
    kernel.schedule(this.departure, kernel.now + this.service());
    if (served < this.there) return;
    const wait = kernel.now - this.arrivedAt[served]!;
    this.waits.add(wait);
    this.delayed.add(wait > 0 ? 1 : 0);
  }

  private depart(): void {
    const { kernel, served, there } = this;
    if (served >= there) {
      const stay = kernel.now - this.arrivedAt[served]!;
      this.stays.add(stay);
      this.halves[2 * (served - there) < this.customers - there ? 0 : 1].add(stay);
    }
    this.served += 1;
    this.inSystem.add(kernel.now, -1);
    if (this.served < Math.min(this.arrived, this.customers)) {
      this.inQueue.add(kernel.now, -1);
      this.begin();
    }
  }

  /** Jackknifed: the quantile of a sample is off by a bias that halves when the sample doubles. */
  private quantile(p: number): number {
    const all = new Quantiles('all', SKETCH);
    for (const half of this.halves) all.merge(half);
    const [first, second] = this.halves;
    return 2 * all.quantile(p) - (first.quantile(p) + second.quantile(p)) / 2;
  }
}
