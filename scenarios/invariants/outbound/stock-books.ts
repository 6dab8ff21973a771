/**
 * units-conserved, by books of its own: what a node has of each product, from what the world began with and the business events
 * since, never from what WMS says it has.
 *
 * 1. On hand = initial + received + found - missed, lost and scrapped - left + returned. Events tell how much left in all; of which
 *    product, the core's shipment says, so that three sides must agree: events, core and WMS.
 * 2. Of returns an event tells how many units, not of which product: WMS's own figure counts there, and must sum up to the events.
 * 3. Unlimited stock has no units on hand: what left is all that can be compared.
 * 4. Integer arithmetic on two numbers a node and product.
 * 5. Where a third party carries what leaves, the core may not have heard yet what was packed: such an issue counts when ERP posts it, and until
 *    then its node is not audited. Memory: those issues.
 */
import type { Stock } from '#mock-systems/wms/stock';
import { SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { type CoreStates, type Rules, violated } from './part.ts';

const CONSERVED = 'units-conserved';

interface Saved {
  readonly onHand: Float64Array;
  readonly left: Float64Array;
  readonly returned: readonly number[];
  readonly unheard: ReadonlyMap<number, number>;
}

export class StockBooks {
  readonly rules: Rules = {
    goodsReceived: (_time, node, _n, product, units) => {
      this.onHand[node * this.products + product]! += units;
    },
    goodsTransferred: (_time, _shipment, n, node, units) => {
      this.onHand[node * this.products + n - 1]! += units;
    },
    stockAdjusted: (_time, node, _n, product, units) => {
      this.onHand[node * this.products + product]! += units;
    },
    goodsIssued: (_time, shipment, _n, node, units) => this.issued(shipment, node, units),
    goodsIssuePosted: (_time, shipment) => {
      const node = this.unheard.get(shipment);
      if (node === undefined) return;
      this.unheard.delete(shipment);
      this.issued(shipment, node, null);
    },
    goodsReturned: (_time, _shipment, _n, node, units) => {
      this.returned[node]! += units;
    },
    customerReturned: (_time, _return, _n, node, units) => {
      this.returned[node]! += units;
    },
  };

  private readonly world: Pick<OutboundWorld, 'wms' | 'names'>;
  private readonly thirdParty: boolean;
  private readonly core: () => CoreStates;
  private readonly products: number;
  /** By node x products + product: units there but for returned ones, and units that have left. */
  private readonly onHand: Float64Array;
  private readonly left: Float64Array;
  /** By node. */
  private returned: number[];
  /** By shipment that has left with other units than the core knows of: its node. */
  private unheard = new Map<number, number>();

  constructor(world: Pick<OutboundWorld, 'wms' | 'names' | 'network'>, core: () => CoreStates) {
    const { nodes, products } = world.wms;
    this.world = world;
    this.core = core;
    this.thirdParty = world.network.freight !== undefined;
    this.products = products.length;
    this.onHand = new Float64Array(nodes.length * products.length);
    this.left = new Float64Array(nodes.length * products.length);
    this.returned = nodes.map(() => 0);
    for (const [node, { stock }] of nodes.entries())
      for (const { product, units } of stock?.lots ?? [])
        this.onHand[node * products.length + product]! += units;
  }

  /** Units of a product that have left a node. */
  leftOf(node: number, product: number): number {
    return this.left[node * this.products + product]!;
  }

  /** WMS must be at rest. O(products). */
  audit(stock: Stock, node: number): void {
    for (const waits of this.unheard.values()) if (waits === node) return;
    const limited = !stock.isUnlimited(node);
    let returned = 0;
    for (let product = 0; product < this.products; product++) {
      const cell = node * this.products + product;
      const balance = stock.balance(node, product);
      returned += balance.returned;
      if (balance.shipped !== this.left[cell])
        this.wrong(
          node,
          product,
          `${balance.shipped} units have left by WMS, ${this.left[cell]} by what was issued`,
        );
      const expected = this.onHand[cell]! - this.left[cell]! + balance.returned;
      const there = balance.available + balance.reserved;
      if (limited && there !== expected)
        this.wrong(
          node,
          product,
          `WMS holds ${there} units, ${expected} by what came, left and was adjusted`,
        );
      if (limited && expected < 0)
        this.wrong(node, product, `${expected} units are there by what came and left`);
    }
    if (returned !== this.returned[node])
      violated(
        CONSERVED,
        `${this.world.names.nodes[node]}: WMS has taken back ${returned} units, ${this.returned[node]} by what was written down`,
      );
  }

  save(): Saved {
    return {
      onHand: this.onHand.slice(),
      left: this.left.slice(),
      returned: this.returned.slice(),
      unheard: new Map(this.unheard),
    };
  }

  load(saved: Saved): void {
    this.onHand.set(saved.onHand);
    this.left.set(saved.left);
    this.returned = saved.returned.slice();
    this.unheard = new Map(saved.unheard);
  }

  /** @param inAll by WMS; null = as the core knows it */
  private issued(shipment: number, node: number, inAll: number | null): void {
    const goods = this.core().state<ShipmentState>(SHIPMENT, shipment);
    if (goods === undefined) return;
    const { products, units } = goods;
    if (this.thirdParty && inAll !== null && units.reduce((sum, each) => sum + each, 0) !== inAll) {
      this.unheard.set(shipment, node);
      return;
    }
    const row = node * this.products;
    for (let line = 0; line < products.length; line++) this.left[row + products[line]!]! += units[line]!;
  }

  private wrong(node: number, product: number, what: string): never {
    violated(CONSERVED, `${this.world.names.nodes[node]}: node ${node}, product ${product}: ${what}`);
  }
}
