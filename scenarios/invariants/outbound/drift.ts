/**
 * no-drift: how ERP's picture of stock and WMS's stock part, and that they do so only as they may.
 *
 * 1. ERP hears of goods issues, of what comes from other nodes and, where it buys, of goods receipts, by design: of counts and returns it knows nothing. So its
 *    picture of a product is what it started with less what has left, plus what came from other nodes, or was bought and put away; once all is posted,
 *    exactly that. What is left of the
 *    difference to WMS is what the design does not tell ERP, and is measured: `measure`.
 * 2. An issue is posted once, as it was (by `units.ts`); in a run without faults within `POSTED_MS`, and at the end every one is that
 *    no person holds up.
 * 3. The same of each receipt, from when its goods are put away.
 * 4. Memory: an instant for each issue and receipt that is not posted; a number a node and product where ERP buys.
 */
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { nameOfShipment, orderOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const NAME = 'no-drift';
/** From goods issue to its posting, where nothing goes wrong. Source: assumption. */
const POSTED_MS = 2 * DAY_MS;

/** How far ERP's picture and WMS's stock are apart. */
export interface StockDrift {
  /** Sum over nodes and products of how many units more or less ERP believes to be there. */
  readonly units: number;
  /** Products of a node of which it is wrong. */
  readonly products: number;
  /** Shipments that have left and are not posted. */
  readonly unposted: number;
}

interface SavedDrift {
  readonly unposted: ReadonlyMap<number, number>;
  readonly unpostedReceipts: ReadonlyMap<number, number>;
  readonly postedReceipts: readonly number[];
  readonly bought: Float64Array | null;
  readonly transferred: ReadonlyMap<number, number>;
}

export class DriftRules {
  readonly rules: Rules = {
    goodsIssued: (time, shipment) => {
      this.unposted.set(shipment, time);
    },
    goodsIssuePosted: (_time, shipment) => {
      this.unposted.delete(shipment);
    },
    goodsReceived: (_time, node, _n, product, units) => {
      if (this.bought !== null) this.bought[node * this.world.wms.products.length + product]! += units;
    },
    goodsTransferred: (_time, _shipment, n, node, units) => {
      const cell = node * this.world.wms.products.length + n - 1;
      this.transferred.set(cell, (this.transferred.get(cell) ?? 0) + units);
    },
    receiptPutAway: (time, receipt) => this.received(receipt, time),
    // Of goods that went back there is nothing to post.
    goodsReceiptPosted: (_time, receipt, _n, _node, units) => {
      if (!this.unpostedReceipts.delete(receipt) && units > 0) this.postedReceipts.add(receipt);
    },
  };

  private readonly world: Pick<OutboundWorld, 'wms' | 'erp' | 'names' | 'postingDelayMs'>;
  /** When goods left whose issue ERP has not posted, the first of them first. */
  private unposted = new Map<number, number>();
  /** When the goods of a receipt were stock, or gone, and ERP had not posted it; and those posted before that. */
  private unpostedReceipts = new Map<number, number>();
  private postedReceipts = new Set<number>();
  /** Put away, by node x products + product; null where ERP buys nothing. */
  private readonly bought: Float64Array | null;
  /** Come from other nodes, by node x products + product. */
  private transferred = new Map<number, number>();

  constructor(world: Pick<OutboundWorld, 'wms' | 'erp' | 'names' | 'postingDelayMs'>) {
    this.world = world;
    const { erp, wms } = world;
    this.bought =
      erp.procurement === undefined ? null : new Float64Array(wms.nodes.length * wms.products.length);
  }

  daily(now: number): void {
    const postedMs = POSTED_MS + (this.world.postingDelayMs ?? 0);
    for (const [shipment, issuedAt] of this.unposted) {
      if (now - issuedAt <= postedMs) return;
      violated(
        NAME,
        `${nameOfShipment(shipment)} left ${days(now - issuedAt)} days ago, and ERP has not posted it`,
      );
    }
    for (const [receipt, since] of this.unpostedReceipts) {
      if (now - since <= POSTED_MS) return;
      violated(NAME, `receipt ${receipt} was over ${days(now - since)} days ago, and ERP has not posted it`);
    }
  }

  /**
   * When nothing more can happen.
   * @param behind orders, purchase orders and receipts that wait for a person
   * @param left units that have left a node
   */
  atEnd(
    { erp }: PartnerSystems,
    behind: ReadonlySet<number>,
    left: (node: number, product: number) => number,
  ): void {
    for (const shipment of this.unposted.keys())
      if (!behind.has(orderOfShipment(shipment)))
        violated(NAME, `${nameOfShipment(shipment)} has left, and ERP never posted it`);
    for (const receipt of this.unpostedReceipts.keys())
      if (!behind.has(receipt)) violated(NAME, `receipt ${receipt} is over, and ERP never posted it`);
    if (this.unposted.size + this.unpostedReceipts.size > 0) return;
    const { nodes, products } = this.world.wms;
    const began = this.initially();
    for (let node = 0; node < nodes.length; node++) {
      for (let product = 0; product < products.length; product++) {
        const cell = node * products.length + product;
        const taken = erp.unitsTakenOver?.(node, product) ?? 0;
        const come = (this.bought?.[cell] ?? 0) + (this.transferred.get(cell) ?? 0);
        const expected = began[cell]! - left(node, product) + come + taken;
        const believed = erp.pictureOf(node, product);
        if (believed === expected) continue;
        violated(
          NAME,
          `${this.world.names.nodes[node]}, product ${this.world.names.products[product]}: ERP believes in ${believed} units at the end, ${expected} by what has left and come`,
        );
      }
    }
  }

  /** O(nodes x products). Nodes of unlimited stock have none that could drift. */
  measure({ erp, wms: { stock } }: PartnerSystems): StockDrift {
    const { nodes, products } = this.world.wms;
    let units = 0;
    let wrong = 0;
    for (let node = 0; node < nodes.length; node++) {
      if (stock.isUnlimited(node)) continue;
      for (let product = 0; product < products.length; product++) {
        const { available, reserved } = stock.balance(node, product);
        const apart = Math.abs(erp.pictureOf(node, product) - available - reserved);
        units += apart;
        if (apart > 0) wrong += 1;
      }
    }
    return { units, products: wrong, unposted: this.unposted.size };
  }

  save(): SavedDrift {
    const { unposted, unpostedReceipts, postedReceipts, bought } = this;
    return {
      unposted: new Map(unposted),
      unpostedReceipts: new Map(unpostedReceipts),
      postedReceipts: [...postedReceipts],
      bought: bought?.slice() ?? null,
      transferred: new Map(this.transferred),
    };
  }

  load(saved: SavedDrift): void {
    this.unposted = new Map(saved.unposted);
    this.unpostedReceipts = new Map(saved.unpostedReceipts);
    this.postedReceipts = new Set(saved.postedReceipts);
    if (saved.bought !== null) this.bought?.set(saved.bought);
    this.transferred = new Map(saved.transferred);
  }

  private received(receipt: number, time: number): void {
    if (!this.postedReceipts.delete(receipt)) this.unpostedReceipts.set(receipt, time);
  }

  private initially(): Float64Array {
    const { wms, erp } = this.world;
    const units = new Float64Array(wms.nodes.length * wms.products.length);
    for (const { node, product, units: there } of erp.stock)
      units[node * wms.products.length + product]! += there;
    return units;
  }
}

function days(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
