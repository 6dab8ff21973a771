/**
 * Stock of all nodes, by product and lot.
 *
 * 1. Of each node and product: initial + received + returned + adjustedIn = available + reserved + shipped + adjustedOut, none
 *    negative; and its lots hold what is available and reserved.
 * 2. Unlimited stock has no lots: what is asked for and not there counts as received at that instant.
 * 3. A product whose available units may have changed is marked until the next feed has taken the mark.
 */
import { AssertionError } from '#sim/assert';
import { Lots, type LotsState, type LotView } from './lots.ts';
import type { WmsProduct, WmsSettings } from './settings.ts';

/** Place of a pick that is of no lot. */
const NO_LOT = -1;

/** Why a product's units are what they are. */
export interface StockBalance {
  readonly initial: number;
  readonly received: number;
  readonly returned: number;
  readonly adjustedIn: number;
  readonly available: number;
  readonly reserved: number;
  readonly shipped: number;
  readonly adjustedOut: number;
}

export interface StockState {
  /** One number a cell, in the order of `COUNTS`. */
  readonly counts: readonly Float64Array[];
  readonly marked: Uint8Array;
  readonly changed: readonly (readonly number[])[];
  readonly lots: LotsState;
}

const COUNTS = [
  'initial',
  'received',
  'returned',
  'adjustedIn',
  'available',
  'reserved',
  'shipped',
  'adjustedOut',
] as const;

export class Stock {
  private readonly products: readonly WmsProduct[];
  private readonly unlimited: readonly boolean[];
  /** Products that each node has stock settings for, ascending. */
  private readonly stocked: readonly (readonly number[])[];
  private readonly lots: Lots;
  private readonly initial: Float64Array;
  private readonly received: Float64Array;
  private readonly returned: Float64Array;
  private readonly adjustedIn: Float64Array;
  private readonly available: Float64Array;
  private readonly reserved: Float64Array;
  private readonly shipped: Float64Array;
  private readonly adjustedOut: Float64Array;
  private readonly marked: Uint8Array;
  private changed: number[][];

  constructor(settings: WmsSettings) {
    const { nodes, products } = settings;
    const cells = nodes.length * products.length;
    this.products = products;
    this.unlimited = nodes.map(({ stock }) => stock === null);
    this.stocked = nodes.map(({ stock }) => {
      if (stock === null) return [];
      const planned = stock.replenishment.flatMap((plan) => plan.products);
      return [...new Set([...stock.lots, ...planned].map(({ product }) => product))].sort((p, q) => p - q);
    });
    this.lots = new Lots(cells);
    this.initial = new Float64Array(cells);
    this.received = new Float64Array(cells);
    this.returned = new Float64Array(cells);
    this.adjustedIn = new Float64Array(cells);
    this.available = new Float64Array(cells);
    this.reserved = new Float64Array(cells);
    this.shipped = new Float64Array(cells);
    this.adjustedOut = new Float64Array(cells);
    this.marked = new Uint8Array(cells);
    this.changed = nodes.map(() => []);
    for (const [node, { stock }] of nodes.entries()) {
      for (const { product, units, expiresAt } of stock?.lots ?? []) {
        if (units === 0) continue;
        const cell = this.cell(node, product);
        this.lots.add(cell, units, expiresAt ?? Infinity);
        this.initial[cell]! += units;
        this.available[cell]! += units;
      }
    }
  }

  isUnlimited(node: number): boolean {
    return this.unlimited[node]!;
  }

  /** Products with stock of their own at a node, ascending. */
  productsOf(node: number): readonly number[] {
    return this.stocked[node]!;
  }

  /** Free to reserve; Infinity where stock is unlimited. */
  availableOf(node: number, product: number): number {
    return this.unlimited[node]! ? Infinity : this.available[this.cell(node, product)]!;
  }

  /** Reserves what there is and has not expired, up to `wanted`; writes (line, lot, units) of each lot into `picks`. */
  reserve(node: number, product: number, wanted: number, now: number, line: number, picks: number[]): number {
    const cell = this.cell(node, product);
    const there = this.available[cell]!;
    if (this.unlimited[node]!) {
      this.received[cell]! += Math.max(0, wanted - there);
      this.available[cell] = Math.max(0, there - wanted);
      this.reserved[cell]! += wanted;
      if (wanted > 0) picks.push(line, NO_LOT, wanted);
      return wanted;
    }
    const units = Math.min(wanted, there - this.lots.expired(cell, now));
    if (units === 0) return 0;
    this.lots.reserve(cell, units, now, line, picks);
    this.available[cell] = there - units;
    this.reserved[cell]! += units;
    this.mark(node, product, cell);
    return units;
  }

  /** Reserved units are free again. */
  release(node: number, product: number, lot: number, units: number): void {
    const cell = this.cell(node, product);
    this.reserved[cell]! -= units;
    this.available[cell]! += units;
    if (lot !== NO_LOT) this.lots.release(lot, units);
    this.mark(node, product, cell);
  }

  /** Reserved units leave. */
  ship(node: number, product: number, lot: number, units: number): void {
    const cell = this.cell(node, product);
    this.reserved[cell]! -= units;
    this.shipped[cell]! += units;
    if (lot !== NO_LOT) this.lots.ship(cell, lot, units);
  }

  /** Reserved units are not there, or not good any more. */
  lose(node: number, product: number, lot: number, units: number): void {
    const cell = this.cell(node, product);
    this.reserved[cell]! -= units;
    this.adjustedOut[cell]! += units;
    if (lot !== NO_LOT) this.lots.lose(cell, lot, units);
  }

  /** A receipt: a new lot. */
  receive(node: number, product: number, units: number, now: number): void {
    const cell = this.cell(node, product);
    this.received[cell]! += units;
    this.available[cell]! += units;
    if (!this.unlimited[node]!) this.lots.add(cell, units, this.expiryOf(product, now));
    this.mark(node, product, cell);
  }

  /** A count finds units that the books did not know. */
  find(node: number, product: number, units: number, now: number): void {
    const cell = this.cell(node, product);
    this.adjustedIn[cell]! += units;
    this.comeIn(node, product, cell, units, now);
  }

  /** A count misses units. Only free ones: the reserved are missed when they are picked. How many were taken out. */
  miss(node: number, product: number, units: number): number {
    const cell = this.cell(node, product);
    const missed = Math.min(units, this.available[cell]!);
    if (missed === 0) return 0;
    this.available[cell]! -= missed;
    this.adjustedOut[cell]! += missed;
    if (!this.unlimited[node]!) this.lots.miss(cell, missed);
    this.mark(node, product, cell);
    return missed;
  }

  /** What has expired is no good, of the free units. How many were taken out. */
  expire(node: number, product: number, now: number): number {
    const expired = this.lots.expired(this.cell(node, product), now);
    // They are those that would leave first.
    return expired === 0 ? 0 : this.miss(node, product, expired);
  }

  /** Units that had left are back. */
  takeBack(node: number, product: number, units: number, now: number): void {
    const cell = this.cell(node, product);
    this.returned[cell]! += units;
    this.comeIn(node, product, cell, units, now);
  }

  /** Units that had left are back and no good: they never see a lot. */
  scrap(node: number, product: number, units: number): void {
    const cell = this.cell(node, product);
    this.returned[cell]! += units;
    this.adjustedOut[cell]! += units;
  }

  /** Products changed since the last call, in no stated order. */
  takeChanged(node: number): number[] {
    const changed = this.changed[node]!;
    for (const product of changed) this.marked[node * this.products.length + product] = 0;
    this.changed[node] = [];
    return changed;
  }

  balance(node: number, product: number): StockBalance {
    const cell = this.cell(node, product);
    return {
      initial: this.initial[cell]!,
      received: this.received[cell]!,
      returned: this.returned[cell]!,
      adjustedIn: this.adjustedIn[cell]!,
      available: this.available[cell]!,
      reserved: this.reserved[cell]!,
      shipped: this.shipped[cell]!,
      adjustedOut: this.adjustedOut[cell]!,
    };
  }

  lotsOf(node: number, product: number): LotView[] {
    return this.lots.of(this.cell(node, product));
  }

  save(): StockState {
    return {
      counts: COUNTS.map((name) => this[name].slice()),
      marked: this.marked.slice(),
      changed: this.changed.map((products) => products.slice()),
      lots: this.lots.save(),
    };
  }

  load(saved: StockState): void {
    for (const [i, name] of COUNTS.entries()) this[name].set(saved.counts[i]!);
    this.marked.set(saved.marked);
    this.changed = saved.changed.map((products) => products.slice());
    this.lots.load(saved.lots);
  }

  private comeIn(node: number, product: number, cell: number, units: number, now: number): void {
    this.available[cell]! += units;
    if (!this.unlimited[node]!) this.lots.join(cell, units, this.expiryOf(product, now), now);
    this.mark(node, product, cell);
  }

  private expiryOf(product: number, now: number): number {
    return now + (this.products[product]!.shelfLifeMs ?? Infinity);
  }

  private mark(node: number, product: number, cell: number): void {
    if (this.marked[cell] === 1 || this.unlimited[node]!) return;
    this.marked[cell] = 1;
    this.changed[node]!.push(product);
  }

  private cell(node: number, product: number): number {
    const cell = node * this.products.length + product;
    if (product >= 0 && product < this.products.length && this.unlimited[node] !== undefined) return cell;
    throw new AssertionError(
      `WMS has no node ${node} with product ${product}: it has ${this.unlimited.length} nodes and ` +
        `${this.products.length} products. Add it to the settings`,
    );
  }
}
