/**
 * Stock that expires: once a day what is past its date, and free, is written off.
 *
 * 1. What is reserved still leaves: its picker has it in hand. What has expired is not reserved any more, looked for or not.
 * 2. Nothing is drawn, and nothing is scheduled where no product expires.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { expiryAdjustment } from './adjustments.ts';
import type { WmsSettings } from './settings.ts';
import type { Stock } from './stock.ts';

const DAY_MS = 86_400_000;

export class ShelfLives {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly stock: Stock;
  private readonly settings: WmsSettings;
  private readonly onDay: HandlerNo;

  constructor(kernel: Kernel, log: BusinessLog, settings: WmsSettings, stock: Stock) {
    this.kernel = kernel;
    this.log = log;
    this.stock = stock;
    this.settings = settings;
    this.onDay = kernel.handler('wms.shelfLives', (day) => this.look(day));
  }

  /** Schedules the first day; not after a restore. */
  start(): void {
    this.schedule(1);
  }

  private schedule(day: number): void {
    const at = this.settings.startAt + day * DAY_MS;
    if (at <= this.settings.until) this.kernel.schedule(this.onDay, at, day, 0);
  }

  private look(day: number): void {
    const { nodes, products } = this.settings;
    for (const node of nodes.keys()) {
      if (this.stock.isUnlimited(node)) continue;
      for (const product of this.stock.productsOf(node))
        if (products[product]!.shelfLifeMs !== null) this.writeOff(node, product, day);
    }
    this.schedule(day + 1);
  }

  private writeOff(node: number, product: number, day: number): void {
    const units = this.stock.expire(node, product, this.kernel.now);
    if (units === 0) return;
    const n = expiryAdjustment(day, product, this.settings.products.length);
    this.log.business('stockAdjusted', 'WMS', 'node', node, n, product, -units);
  }
}

/** Whether anything that is kept expires. */
export function expires({ products }: Pick<WmsSettings, 'products'>): boolean {
  return products.some(({ shelfLifeMs }) => shelfLifeMs !== null);
}
