/**
 * ERP's picture of stock where an interface takes over from WMS what ERP hears of by no message: counts, returns, scrap, and receipts that it
 * has not bought.
 *
 * 1. A refresh leaves out what ERP has posted, or will post, by itself: no issue or receipt is counted twice, however late it is posted.
 * 2. There is a refresh at the next multiple of its period after the picture has moved; where nothing moves, none.
 */
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { RefreshSettings, StockEntry } from './settings.ts';
import { type SavedPicture, StockPicture } from './stock-picture.ts';

/** What WMS says of a product at a node. */
export interface StockReport {
  isUnlimited(node: number): boolean;
  balance(
    node: number,
    product: number,
  ): {
    readonly received: number;
    readonly available: number;
    readonly reserved: number;
    readonly shipped: number;
  };
}

export interface SavedRefresh {
  readonly posted: SavedPicture;
  readonly taken: SavedPicture;
  readonly due: boolean;
}

export class RefreshedPicture extends StockPicture {
  private readonly kernel: Kernel;
  private readonly settings: RefreshSettings;
  private readonly report: () => StockReport;
  private onRefresh: HandlerNo | null = null;
  /** Moved by ERP's own postings. */
  private posted = new StockPicture([]);
  /** Taken over from WMS, beyond what ERP began with. */
  private taken = new StockPicture([]);
  private due = false;

  /** @param report what WMS says when it is asked */
  constructor(
    kernel: Kernel,
    stock: readonly StockEntry[],
    settings: RefreshSettings,
    report: () => StockReport,
  ) {
    super([]);
    for (const { node, product, units } of stock) super.move(node, product, units);
    this.kernel = kernel;
    this.settings = settings;
    this.report = report;
  }

  /** What is to call `refresh`. */
  schedulesBy(handler: HandlerNo): void {
    this.onRefresh = handler;
  }

  /** Units taken over from WMS in all, signed. */
  unitsTaken(node: number, product: number): number {
    return this.taken.unitsAt(node, product);
  }

  override move(node: number, product: number, units: number): void {
    super.move(node, product, units);
    this.posted.move(node, product, units);
    const { everyMs } = this.settings;
    if (this.due || everyMs === null || this.onRefresh === null) return;
    this.due = true;
    this.kernel.schedule(this.onRefresh, (Math.floor(this.kernel.now / everyMs) + 1) * everyMs);
  }

  /** Goes on where another picture stands: of the same stock, in another system. */
  carryOn(from: RefreshedPicture): void {
    this.load(from.save());
    this.posted.load(from.posted.save());
    this.taken.load(from.taken.save());
  }

  saveRefresh(): SavedRefresh {
    return { posted: this.posted.save(), taken: this.taken.save(), due: this.due };
  }

  loadRefresh({ posted, taken, due }: SavedRefresh): void {
    this.posted.load(posted);
    this.taken.load(taken);
    this.due = due;
  }

  refresh(): void {
    this.due = false;
    const { nodes, products, buys } = this.settings;
    const report = this.report();
    for (let node = 0; node < nodes; node++) {
      if (report.isUnlimited(node)) continue;
      for (let product = 0; product < products; product++) {
        const { received, available, reserved, shipped } = report.balance(node, product);
        const ever = available + reserved + shipped - (buys ? received : 0);
        const more = ever + this.posted.unitsAt(node, product) - this.unitsAt(node, product);
        if (more === 0) continue;
        super.move(node, product, more);
        this.taken.move(node, product, more);
      }
    }
  }
}
