/**
 * Allocation, where ERP owns it: which node sends what is open of an order. ERP goes by its own picture of stock, which drifts, and by
 * distance; it knows nothing of what waits in a warehouse or of what freight costs.
 *
 * 1. Of the nodes that may send it, the nearest that shows all of it; where none does, the one that shows most; of two, the nearer.
 * 2. Open allocations are not taken off the picture: WMS reserves, and says what is not there.
 */
import type { AllocationRequest } from '#orchestrator/contracts/erp';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { AllocationSettings } from './settings.ts';

/** Units of a product that ERP believes to lie in a node. */
type Picture = (node: number, product: number) => number;

export class Allocation {
  private readonly nearest: AllocationSettings['nearest'];
  private readonly sampler: Sampler;
  private readonly stream: RandomStream;

  constructor(random: Random, { answerMs, nearest }: AllocationSettings) {
    this.nearest = nearest;
    this.sampler = compile(answerMs, 'erp/allocation');
    this.stream = random.stream('erp/allocation');
  }

  /** ms, >= 0. @param drawKey of the order */
  answerMs(drawKey: number, attempt: number): number {
    return drawMs(this.sampler, this.stream, drawKey, attempt);
  }

  /** @returns one of the nodes asked for; -1 where none was named */
  nodeFor({ destination, nodes, products, units }: AllocationRequest, picture: Picture): number {
    let best = -1;
    let bestShown = -1;
    for (const node of this.nearest[destination] ?? nodes) {
      if (!nodes.includes(node)) continue;
      let shown = 0;
      let missing = 0;
      for (let i = 0; i < products.length; i++) {
        const there = Math.min(units[i]!, Math.max(0, picture(node, products[i]!)));
        shown += there;
        missing += units[i]! - there;
      }
      if (missing === 0) return node;
      if (shown <= bestShown) continue;
      best = node;
      bestShown = shown;
    }
    return best;
  }
}
