/**
 * Replenishment: at each review, what is at or below its reorder level is ordered up to its target, and comes after a lead
 * time.
 *
 * 1. Of a product, available + on order never passes the target by an order of replenishment.
 * 2. A lead time is keyed by the plan and the number of the review: what was ordered does not change it.
 * 3. A receipt is a lot of its own, and `goodsReceived` of its node; n = review x products + product + 1.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { ReplenishmentPlan, WmsSettings } from './settings.ts';
import type { Stock } from './stock.ts';

interface Plan {
  readonly node: number;
  readonly settings: ReplenishmentPlan;
  readonly leadTimeMs: Sampler;
}

export class Replenishment {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly stock: Stock;
  private readonly products: number;
  private readonly until: number;
  private readonly plans: readonly Plan[];
  private readonly leadTimes: RandomStream;
  private readonly onReview: HandlerNo;
  private readonly onReceipt: HandlerNo;
  /** By node x products + product. */
  private readonly onOrder: Float64Array;

  constructor(kernel: Kernel, log: BusinessLog, random: Random, settings: WmsSettings, stock: Stock) {
    this.kernel = kernel;
    this.log = log;
    this.stock = stock;
    this.products = settings.products.length;
    this.until = settings.until;
    this.plans = settings.nodes.flatMap((each, node) =>
      (each.stock?.replenishment ?? []).map((plan, i) => ({
        node,
        settings: plan,
        leadTimeMs: compile(plan.leadTimeMs, `wms.nodes[${node}].stock.replenishment[${i}].leadTimeMs`),
      })),
    );
    this.onOrder = new Float64Array(settings.nodes.length * this.products);
    this.checkOnePlanEach();
    this.leadTimes = random.stream('wms/replenishment-lead-time');
    this.onReview = kernel.handler('wms.review', (plan, review) => this.review(plan, review));
    this.onReceipt = kernel.handler('wms.receipt', (plan, review, delivery) =>
      this.receive(plan, review, delivery as readonly number[]),
    );
  }

  /** Schedules the first reviews; not after a restore. */
  start(): void {
    for (const plan of this.plans.keys()) this.scheduleReview(plan, 0);
  }

  save(): Float64Array {
    return this.onOrder.slice();
  }

  load(saved: Float64Array): void {
    this.onOrder.set(saved);
  }

  private scheduleReview(plan: number, review: number): void {
    const { firstReviewAt, reviewMs } = this.plans[plan]!.settings;
    const at = firstReviewAt + review * reviewMs;
    if (at <= this.until) this.kernel.schedule(this.onReview, at, plan, review);
  }

  private review(plan: number, review: number): void {
    const { node, settings, leadTimeMs } = this.plans[plan]!;
    const delivery: number[] = [];
    for (const { product, reorderUnits, targetUnits } of settings.products) {
      const cell = node * this.products + product;
      const position = this.stock.availableOf(node, product) + this.onOrder[cell]!;
      if (position > reorderUnits || position >= targetUnits) continue;
      this.onOrder[cell]! += targetUnits - position;
      delivery.push(product, targetUnits - position);
    }
    if (delivery.length > 0) {
      const leadMs = drawMs(leadTimeMs, this.leadTimes, plan, review);
      this.kernel.schedule(this.onReceipt, this.kernel.now + leadMs, plan, review, delivery);
    }
    this.scheduleReview(plan, review + 1);
  }

  private receive(plan: number, review: number, delivery: readonly number[]): void {
    const { node } = this.plans[plan]!;
    for (let i = 0; i < delivery.length; i += 2) {
      const product = delivery[i]!;
      const units = delivery[i + 1]!;
      this.onOrder[node * this.products + product]! -= units;
      this.stock.receive(node, product, units, this.kernel.now);
      const n = review * this.products + product + 1;
      this.log.business('goodsReceived', 'WMS', 'node', node, n, product, units);
    }
  }

  private checkOnePlanEach(): void {
    const planned = new Set<number>();
    for (const { node, settings } of this.plans) {
      assert(settings.reviewMs > 0, `wms.nodes[${node}]: reviewMs must be > 0, got ${settings.reviewMs}`);
      for (const { product } of settings.products) {
        const cell = node * this.products + product;
        assert(!planned.has(cell), `wms.nodes[${node}]: product ${product} is in two replenishment plans`);
        planned.add(cell);
      }
    }
  }
}
