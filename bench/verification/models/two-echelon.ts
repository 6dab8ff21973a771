/**
 * A depot that supplies stores, (S - 1, S) everywhere: a unit demanded at a store is ordered at once from the depot, and by
 * the depot from outside. The depot serves stores first come first served; transport and lead time are constant. Unmet demand
 * is backordered.
 *
 * It starts with full stock and measures after many lead times.
 */
import { Kernel } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import { Random, type RandomStream } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { TimeWeighted } from '#sim/stats/time-weighted';
import { listOf, numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';

/** In lead times. */
const WARM_UP = 100;

interface Network {
  /** Demands a time unit, by store. */
  readonly rates: readonly number[];
  readonly depotLeadTime: number;
  readonly transport: number;
  readonly depotStock: number;
  /** By store. */
  readonly stocks: readonly number[];
}

export function twoEchelon(of: VerificationCase): Model {
  const { L_depot, L_store, S0 } = numbersOf(of, 'L_depot', 'L_store', 'S0');
  const network: Network = {
    rates: listOf(of, 'lam'),
    depotLeadTime: L_depot,
    transport: L_store,
    depotStock: S0,
    stocks: listOf(of, 'S'),
  };
  return {
    unit: 'time units',
    size: 40_000,
    fastSize: 1000,
    load: null,
    replicate: (run) => new DepotAndStores(network, run).observe(run.size),
  };
}

/** A store: its stock, and its demand. */
class Store {
  readonly onHand: TimeWeighted;
  readonly owed = new TimeWeighted('backorders', 0);
  readonly filled = new Tally('filled from stock');
  private readonly gaps: Sampler;
  private readonly stream: RandomStream;
  private demands = 0;

  constructor(stock: number, rate: number, stream: RandomStream) {
    this.onHand = new TimeWeighted('on hand', 0, stock);
    this.gaps = compile({ kind: 'exponential', mean: 1 / rate });
    this.stream = stream;
  }

  nextGap(): number {
    this.demands += 1;
    return this.gaps.sample(this.stream, this.demands, 0);
  }

  demand(now: number): void {
    const inStock = this.onHand.value > 0;
    this.filled.add(inStock ? 1 : 0);
    if (inStock) this.onHand.add(now, -1);
    else this.owed.add(now, 1);
  }

  receive(now: number): void {
    if (this.owed.value > 0) this.owed.add(now, -1);
    else this.onHand.add(now, 1);
  }

  reset(now: number): void {
    this.onHand.reset(now);
    this.owed.reset(now);
    this.filled.reset();
  }
}

class DepotAndStores {
  private readonly network: Network;
  private readonly kernel = new Kernel();
  private readonly stores: readonly Store[];
  /** Stores that wait for a unit, in the order of asking. */
  private readonly waiting: number[] = [];
  private readonly owed = new TimeWeighted('depot backorders', 0);
  private depotStock: number;
  private readonly demand = this.kernel.handler('demand', (store) => this.take(store));
  private readonly arrival = this.kernel.handler('arrival', (store) =>
    this.stores[store]!.receive(this.kernel.now),
  );
  private readonly depotReceipt = this.kernel.handler('depot-receipt', () => this.supply());

  constructor(network: Network, { seed }: RunSpec) {
    const random = new Random(seed);
    this.network = network;
    this.depotStock = network.depotStock;
    this.stores = network.rates.map(
      (rate, i) => new Store(network.stocks[i]!, rate, random.stream(`gap/${i}`)),
    );
  }

  observe(time: number): Observations {
    const { kernel, stores, network } = this;
    stores.forEach((store, i) => {
      kernel.schedule(this.demand, store.nextGap(), i);
    });
    const start = WARM_UP * (network.depotLeadTime + network.transport);
    kernel.run({ until: start });
    this.owed.reset(start);
    for (const store of stores) store.reset(start);
    const end = start + time;
    kernel.run({ until: end });
    const found: Record<string, number> = { depot_backorders: this.owed.mean(end) };
    stores.forEach(({ owed, onHand, filled }, i) => {
      found[`backorders_${i + 1}`] = owed.mean(end);
      found[`on_hand_${i + 1}`] = onHand.mean(end);
      found[`fill_${i + 1}`] = filled.mean;
    });
    return found;
  }

  /** A unit demanded at a store, ordered at the depot and by the depot. */
  private take(i: number): void {
    const { kernel } = this;
    const store = this.stores[i]!;
    kernel.schedule(this.demand, kernel.now + store.nextGap(), i);
    store.demand(kernel.now);
    kernel.schedule(this.depotReceipt, kernel.now + this.network.depotLeadTime);
    if (this.depotStock > 0) {
      this.depotStock -= 1;
      this.send(i);
    } else {
      this.waiting.push(i);
      this.owed.update(kernel.now, this.waiting.length);
    }
  }

  /** A unit arrives at the depot. */
  private supply(): void {
    const store = this.waiting.shift();
    if (store === undefined) {
      this.depotStock += 1;
      return;
    }
    this.owed.update(this.kernel.now, this.waiting.length);
    this.send(store);
  }

  private send(store: number): void {
    this.kernel.schedule(this.arrival, this.kernel.now + this.network.transport, store);
  }
}
