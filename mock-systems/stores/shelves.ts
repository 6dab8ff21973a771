/**
 * The shelves of all stores: what stands there, what the books say, and the luck of each product and day.
 *
 * 1. Nothing is sold that does not stand there. Units are conserved: at the start + received = sold + shrunk + there.
 * 2. Books follow deliveries and tills; shrinkage they don't see. A count sets the books to the shelf.
 * 3. Every draw is keyed by store and product, and indexed by hour or day: what is sold moves no other draw.
 */
import { compile, type Sampler } from '#sim/random/distributions';
import { exp } from '#sim/random/math';
import type { Random, RandomStream } from '#sim/random/random';
import type { StoresSettings } from './settings.ts';

/** Beyond it a Poisson number is drawn in parts: exp of its mean would be nothing. */
const POISSON_MEAN_MAX = 500;

export interface SavedShelves {
  readonly there: Int32Array;
  readonly books: Int32Array;
  readonly soldToday: Int32Array;
  readonly factor: Float64Array;
}

/** What an hour or a night has brought. */
export interface Movement {
  units: number;
  minor: number;
  lostUnits: number;
  lostMinor: number;
  /** Products of which anything stood there at its start, and products sold here at all. */
  inStock: number;
  listed: number;
}

export class Shelves {
  private readonly settings: StoresSettings;
  private readonly products: number;
  private readonly demand: RandomStream;
  private readonly day: RandomStream;
  private readonly shrinkage: RandomStream;
  private readonly dayFactor: Sampler;
  private there: Int32Array;
  private books: Int32Array;
  private soldToday: Int32Array;
  private factor: Float64Array;

  constructor(settings: StoresSettings, random: Random) {
    const { stores, priceMinor, dayFactor } = settings;
    this.settings = settings;
    this.products = priceMinor.length;
    this.demand = random.stream('stores/demand');
    this.day = random.stream('stores/day');
    this.shrinkage = random.stream('stores/shrinkage');
    this.dayFactor = compile(dayFactor, 'stores.dayFactor');
    this.there = Int32Array.from(stores.flatMap(({ startUnits }) => startUnits));
    this.books = this.there.slice();
    this.soldToday = new Int32Array(this.there.length);
    this.factor = new Float64Array(this.there.length).fill(1);
  }

  /** Really on the shelf. */
  unitsAt(store: number, product: number): number {
    return this.there[store * this.products + product]!;
  }

  /** By the books. */
  bookedAt(store: number, product: number): number {
    return this.books[store * this.products + product]!;
  }

  soldAt(store: number, product: number): number {
    return this.soldToday[store * this.products + product]!;
  }

  /** All units of a store, and what they are worth. */
  totalOf(store: number): { readonly units: number; readonly minor: number } {
    let units = 0;
    let minor = 0;
    for (let product = 0; product < this.products; product++) {
      const there = this.unitsAt(store, product);
      units += there;
      minor += there * this.settings.priceMinor[product]!;
    }
    return { units, minor };
  }

  /** A trading day begins. */
  open(store: number, day: number): void {
    const from = store * this.products;
    for (let product = 0; product < this.products; product++) {
      this.soldToday[from + product] = 0;
      this.factor[from + product] = this.dayFactor.sample(this.day, from + product, day);
    }
  }

  /** An hour at the tills. @param hour number of the trading hour of the store */
  sell(store: number, hour: number, weight: number): Movement {
    const { dailyUnits } = this.settings.stores[store]!;
    const { priceMinor } = this.settings;
    const from = store * this.products;
    const sum: Movement = { units: 0, minor: 0, lostUnits: 0, lostMinor: 0, inStock: 0, listed: 0 };
    for (let product = 0; product < this.products; product++) {
      const mean = dailyUnits[product]! * weight * this.factor[from + product]!;
      if (mean <= 0) continue;
      const at = from + product;
      const there = this.there[at]!;
      sum.listed += 1;
      if (there > 0) sum.inStock += 1;
      const wanted = poisson(mean, this.demand, at, hour);
      const sold = Math.min(wanted, there);
      this.there[at] = there - sold;
      this.books[at]! -= sold;
      this.soldToday[at]! += sold;
      sum.units += sold;
      sum.minor += sold * priceMinor[product]!;
      sum.lostUnits += wanted - sold;
      sum.lostMinor += (wanted - sold) * priceMinor[product]!;
    }
    return sum;
  }

  /** What has disappeared without a till. @returns units */
  shrink(store: number, day: number): number {
    const { dailyUnits } = this.settings.stores[store]!;
    const { shrinkageShare } = this.settings;
    if (shrinkageShare === 0) return 0;
    let gone = 0;
    for (let product = 0; product < this.products; product++) {
      const at = store * this.products + product;
      const mean = dailyUnits[product]! * shrinkageShare;
      if (mean <= 0) continue;
      const units = Math.min(this.there[at]!, poisson(mean, this.shrinkage, at, day));
      this.there[at]! -= units;
      gone += units;
    }
    return gone;
  }

  /** The products whose turn it is are counted. @returns units by which the books were too high, and too low */
  count(store: number, day: number): { readonly over: number; readonly under: number } {
    const { countDays } = this.settings;
    let over = 0;
    let under = 0;
    if (countDays === null) return { over, under };
    for (let product = 0; product < this.products; product++) {
      if ((day + product) % countDays !== 0) continue;
      const at = store * this.products + product;
      const off = this.books[at]! - this.there[at]!;
      this.books[at] = this.there[at]!;
      if (off > 0) over += off;
      else under -= off;
    }
    return { over, under };
  }

  receive(store: number, products: readonly number[], units: readonly number[]): void {
    for (let i = 0; i < products.length; i++) {
      const at = store * this.products + products[i]!;
      this.there[at]! += units[i]!;
      this.books[at]! += units[i]!;
    }
  }

  save(): SavedShelves {
    return {
      there: this.there.slice(),
      books: this.books.slice(),
      soldToday: this.soldToday.slice(),
      factor: this.factor.slice(),
    };
  }

  load(saved: SavedShelves): void {
    this.there = saved.there.slice();
    this.books = saved.books.slice();
    this.soldToday = saved.soldToday.slice();
    this.factor = saved.factor.slice();
  }
}

/** A Poisson number by inversion: more of the same draw with a higher mean is never less. O(mean). */
function poisson(mean: number, stream: RandomStream, key: number, index: number): number {
  const u = stream.unit(key, index);
  const bounded = Math.min(mean, POISSON_MEAN_MAX);
  let p = exp(-bounded);
  let below = p;
  let n = 0;
  while (u >= below && p > 0) {
    n += 1;
    p *= bounded / n;
    below += p;
  }
  return n;
}
