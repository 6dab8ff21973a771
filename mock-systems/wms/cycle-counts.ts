/**
 * Cycle counts: at stated times a part of a node's products is counted, and the books are put right.
 *
 * 1. Whether a product's books are wrong, which way and by how much is keyed by node, product and number of the count.
 * 2. What is missing is taken from what is free; the reserved are missed when they are picked.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import { countAdjustment } from './adjustments.ts';
import type { CycleCountSettings, WmsSettings } from './settings.ts';
import type { Stock } from './stock.ts';

interface Counting {
  readonly settings: CycleCountSettings;
  readonly units: Sampler;
  readonly wrong: RandomStream;
  readonly howMany: RandomStream;
}

export class CycleCounts {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly stock: Stock;
  private readonly products: number;
  private readonly until: number;
  /** By node. */
  private readonly countings: readonly (Counting | null)[];
  private readonly onCount: HandlerNo;

  constructor(kernel: Kernel, log: BusinessLog, random: Random, settings: WmsSettings, stock: Stock) {
    this.kernel = kernel;
    this.log = log;
    this.stock = stock;
    this.products = settings.products.length;
    this.until = settings.until;
    const wrong = random.stream('wms/cycle-count');
    const howMany = random.stream('wms/cycle-count-units');
    this.countings = settings.nodes.map((each, node) => {
      const counts = each.stock?.cycleCounts ?? null;
      if (counts === null) return null;
      return {
        settings: counts,
        units: compile(counts.units, `wms.nodes[${node}].stock.cycleCounts.units`),
        wrong: wrong.sub(node),
        howMany: howMany.sub(node),
      };
    });
    this.onCount = kernel.handler('wms.cycleCount', (node, count) => this.count(node, count));
  }

  /** Schedules the first counts; not after a restore. */
  start(): void {
    for (const node of this.countings.keys()) this.scheduleCount(node, 0);
  }

  private scheduleCount(node: number, count: number): void {
    const at = this.countings[node]?.settings.instants[count];
    if (at !== undefined && at <= this.until) this.kernel.schedule(this.onCount, at, node, count);
  }

  private count(node: number, count: number): void {
    const counting = this.countings[node]!;
    const { cycleLength, wrongShare } = counting.settings;
    const turn = count % cycleLength;
    for (const product of this.stock.productsOf(node)) {
      if (product % cycleLength !== turn) continue;
      if (counting.wrong.unit(product, 2 * count) < wrongShare) this.adjust(node, counting, product, count);
    }
    this.scheduleCount(node, count + 1);
  }

  private adjust(node: number, counting: Counting, product: number, count: number): void {
    const units = Math.max(1, Math.round(counting.units.sample(counting.howMany, product, count)));
    const missing = counting.wrong.unit(product, 2 * count + 1) < counting.settings.missingShare;
    let adjusted = units;
    if (missing) adjusted = -this.stock.miss(node, product, units);
    else this.stock.find(node, product, units, this.kernel.now);
    if (adjusted === 0) return;
    const n = countAdjustment(count, product, this.products);
    this.log.business('stockAdjusted', 'WMS', 'node', node, n, product, adjusted);
  }
}
