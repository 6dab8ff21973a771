/**
 * The value of the stock over time: what was there at the start, and every receipt, issue, return and adjustment since.
 *
 * 1. Valued at the products' values; an issue at what ERP posts, a return at the mean value of what its shipment held.
 * 2. Averaged over the period of the costs only: what happens after it changes nothing.
 */

export interface StockFacts {
  /** Period over which stock is averaged, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Value of all stock at `from`, minor units. */
  readonly openingMinor: number;
  /** Value of one unit of each product, minor units. */
  readonly productValueMinor: readonly number[];
}

export interface SavedStockValue {
  readonly valueMinor: number;
  readonly area: number;
  readonly until: number;
  readonly issuedMinor: number;
}

export class StockValue {
  private readonly facts: StockFacts;
  private valueMinor: number;
  /** Minor units x ms. */
  private area = 0;
  private until: number;
  /** Issued within the period. */
  issuedMinor = 0;

  constructor(facts: StockFacts) {
    if (!(facts.to > facts.from))
      throw new RangeError(`the period of the stock must end after it begins: ${facts.from} to ${facts.to}`);
    this.facts = facts;
    this.valueMinor = facts.openingMinor;
    this.until = facts.from;
  }

  move(time: number, product: number, units: number): void {
    this.change(time, units * (this.facts.productValueMinor[product] ?? 0));
  }

  issue(time: number, minor: number): void {
    this.change(time, -minor);
    if (time <= this.facts.to) this.issuedMinor += minor;
  }

  change(time: number, byMinor: number): void {
    this.advance(time);
    this.valueMinor += byMinor;
  }

  /** Mean value over the period, or over the part of it up to `now`; null before it has begun. */
  meanMinor(now: number): number | null {
    const { from, to } = this.facts;
    const end = Math.min(now, to);
    if (end <= from) return null;
    return (this.area + this.valueMinor * Math.max(0, end - this.until)) / (end - from);
  }

  /** Length of the part of the period up to `now`, ms. */
  periodMs(now: number): number {
    return Math.max(0, Math.min(now, this.facts.to) - this.facts.from);
  }

  save(): SavedStockValue {
    const { valueMinor, area, until, issuedMinor } = this;
    return { valueMinor, area, until, issuedMinor };
  }

  load(saved: SavedStockValue): void {
    this.valueMinor = saved.valueMinor;
    this.area = saved.area;
    this.until = saved.until;
    this.issuedMinor = saved.issuedMinor;
  }

  private advance(time: number): void {
    const at = Math.min(time, this.facts.to);
    if (at <= this.until) return;
    this.area += this.valueMinor * (at - this.until);
    this.until = at;
  }
}
