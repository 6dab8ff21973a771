/**
 * Inventory feeds: what a node says of its stock, every so often. A feed may come late, leave entries out, or lie.
 *
 * 1. Feed 1 and every `fullEvery`th after it tell of all products of the node, the others of those that changed since. A feed
 *    without entries is sent as well: it says that nothing changed.
 * 2. Faults are keyed by node, product and number of the feed; a late feed keeps the instant of its count.
 * 3. What a feed says wrong is wrong in the message alone: the stock does not change.
 */
import type { StockEntry, StockLot } from '#orchestrator/contracts/wms';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { FeedSettings, WmsSettings } from './settings.ts';
import type { Stock } from './stock.ts';

/** Takes a feed to the core. */
export type SendFeed = (
  node: number,
  countedAt: number,
  feed: number,
  entries: readonly StockEntry[],
) => void;

interface Feed {
  readonly settings: FeedSettings;
  readonly delayMs: Sampler | null;
  readonly wrongFactor: Sampler;
  readonly omitted: RandomStream;
  readonly wrong: RandomStream;
  readonly factors: RandomStream;
}

export class InventoryFeed {
  private readonly kernel: Kernel;
  private readonly stock: Stock;
  private readonly until: number;
  private readonly send: SendFeed;
  /** By node. */
  private readonly feeds: readonly (Feed | null)[];
  private readonly delays: RandomStream;
  /** By product. */
  private readonly expires: readonly boolean[];
  private readonly onCount: HandlerNo;
  private readonly onSend: HandlerNo;

  constructor(kernel: Kernel, random: Random, settings: WmsSettings, stock: Stock, send: SendFeed) {
    this.kernel = kernel;
    this.stock = stock;
    this.until = settings.until;
    this.send = send;
    this.feeds = settings.nodes.map(({ feed }, node) =>
      feed === null || stock.isUnlimited(node) ? null : made(feed, node, random),
    );
    this.expires = settings.products.map(({ shelfLifeMs }) => shelfLifeMs !== null);
    this.delays = random.stream('wms/feed-delay');
    this.onCount = kernel.handler('wms.feedCount', (node, feed) => this.count(node, feed));
    this.onSend = kernel.handler('wms.feedSend', (node, feed, entries) =>
      this.sendNow(node, feed, entries as readonly StockEntry[]),
    );
  }

  /** Schedules the first feeds; not after a restore. */
  start(): void {
    for (const [node, feed] of this.feeds.entries()) if (feed !== null) this.scheduleCount(node, 1);
  }

  private scheduleCount(node: number, feed: number): void {
    const at = this.countedAt(node, feed);
    if (at <= this.until) this.kernel.schedule(this.onCount, at, node, feed);
  }

  private countedAt(node: number, feed: number): number {
    const { firstAt, periodMs } = this.feeds[node]!.settings;
    return firstAt + (feed - 1) * periodMs;
  }

  private count(node: number, no: number): void {
    const feed = this.feeds[node]!;
    const changed = this.stock.takeChanged(node);
    const { fullEvery } = feed.settings;
    const full = no === 1 || (fullEvery !== null && (no - 1) % fullEvery === 0);
    const products = full ? this.stock.productsOf(node) : changed.sort((p, q) => p - q);
    const entries: StockEntry[] = [];
    for (const product of products) {
      if (feed.omitted.unit(product, no) < feed.settings.omittedShare) continue;
      entries.push({
        product,
        available: this.told(node, feed, product, no),
        ...this.lotsOf(node, feed, product),
      });
    }
    if (feed.delayMs === null) this.sendNow(node, no, entries);
    else {
      const delayMs = drawMs(feed.delayMs, this.delays.sub(node), 0, no);
      this.kernel.schedule(this.onSend, this.kernel.now + delayMs, node, no, entries);
    }
    this.scheduleCount(node, no + 1);
  }

  private told(node: number, feed: Feed, product: number, no: number): number {
    const available = this.stock.availableOf(node, product);
    if (feed.wrong.unit(product, no) >= feed.settings.wrongShare) return available;
    const factor = feed.wrongFactor.sample(feed.factors, product, no);
    return Math.max(0, Math.round(available * (1 + factor)));
  }

  /** Of a product that expires. What is there: only how many are free may be told wrong. */
  private lotsOf(node: number, { settings }: Feed, product: number): { lots?: readonly StockLot[] } {
    if (settings.tellsLots !== true || !this.expires[product]) return {};
    const lots = this.stock.lotsOf(node, product).filter(({ available }) => available > 0);
    return { lots: lots.map(({ no, available, expiresAt }) => ({ no, available, expiresAt })) };
  }

  private sendNow(node: number, feed: number, entries: readonly StockEntry[]): void {
    this.send(node, this.countedAt(node, feed), feed, entries);
  }
}

function made(settings: FeedSettings, node: number, random: Random): Feed {
  const place = `wms.nodes[${node}].feed`;
  assert(settings.periodMs > 0, `${place}.periodMs must be > 0, got ${settings.periodMs}`);
  return {
    settings,
    delayMs: settings.delayMs === null ? null : compile(settings.delayMs, `${place}.delayMs`),
    wrongFactor: compile(settings.wrongFactor, `${place}.wrongFactor`),
    omitted: random.stream('wms/feed-omitted').sub(node),
    wrong: random.stream('wms/feed-wrong').sub(node),
    factors: random.stream('wms/feed-factor').sub(node),
  };
}
