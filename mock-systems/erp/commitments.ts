/**
 * The commitments that purchase orders are, and what of them has been received and not invoiced.
 *
 * 1. What was committed = what receipts have used of it + what was freed + what is still committed, of each order and in all.
 * 2. A receipt uses no more of a line than is open; what comes beyond is accrued all the same.
 * 3. On order of a node and product = the open units of its orders.
 */
import { assert } from '#sim/assert';
import { LentRecords, type SavedRecords } from '#sim/lent-records';

export interface Commitment {
  readonly supplier: number;
  readonly node: number;
  readonly products: readonly number[];
  readonly unitCostMinor: readonly number[];
  /** By line: still expected. Replaced, never changed. */
  open: readonly number[];
  /** By line: put into stock so far. Replaced, never changed. */
  received: readonly number[];
  confirmed: boolean;
  done: boolean;
  /** Receipts posted, a bit each. */
  posted: number;
}

export interface SavedCommitments {
  readonly orders: SavedRecords<Commitment>;
  readonly onOrder: Float64Array;
  readonly committedMinor: number;
  readonly accruedMinor: number;
}

export class Commitments {
  /** In all, minor units. */
  committedMinor = 0;
  /** Received and not invoiced. */
  accruedMinor = 0;
  private readonly orders = new LentRecords<Commitment>((order) => ({ ...order }));
  private readonly products: number;
  /** By node x products + product. */
  private readonly onOrder: Float64Array;

  constructor(nodes: number, products: number) {
    this.products = products;
    this.onOrder = new Float64Array(nodes * products);
  }

  get size(): number {
    return this.orders.size;
  }

  get(key: number): Commitment | undefined {
    return this.orders.get(key);
  }

  onOrderOf(node: number, product: number): number {
    return this.onOrder[node * this.products + product]!;
  }

  /** @returns what it comes to */
  commit(key: number, order: Commitment): number {
    this.orders.set(key, order);
    let minor = 0;
    for (const [line, units] of order.open.entries()) {
      this.onOrder[order.node * this.products + order.products[line]!]! += units;
      minor += units * order.unitCostMinor[line]!;
    }
    assert(Number.isSafeInteger(minor), `purchase order ${key} comes to no whole amount: ${minor}`);
    this.committedMinor += minor;
    return minor;
  }

  /** No more than this is expected of each line any more. @returns what is free */
  reduceTo(order: Commitment, expected: readonly number[]): number {
    const open = order.open.map((units, line) => Math.min(units, Math.max(0, expected[line] ?? 0)));
    return this.reduce(order, open);
  }

  /** Received into stock. @returns what it is worth, and what of the commitment it uses */
  receive(order: Commitment, units: readonly number[]): { valueMinor: number; usedMinor: number } {
    let valueMinor = 0;
    for (let line = 0; line < order.open.length; line++)
      valueMinor += (units[line] ?? 0) * order.unitCostMinor[line]!;
    order.received = order.received.map((had, line) => had + (units[line] ?? 0));
    const left = order.open.map((open, line) => Math.max(0, open - (units[line] ?? 0)));
    const usedMinor = this.reduce(order, left);
    this.accruedMinor += valueMinor;
    return { valueMinor, usedMinor };
  }

  forget(key: number): void {
    this.orders.delete(key);
  }

  /** Orders that are not done. O(orders remembered). */
  openOrders(): number[] {
    const open: number[] = [];
    this.orders.forEach(({ done }, key) => {
      if (!done) open.push(key);
    });
    return open;
  }

  save(): SavedCommitments {
    return {
      orders: this.orders.save(),
      onOrder: this.onOrder.slice(),
      committedMinor: this.committedMinor,
      accruedMinor: this.accruedMinor,
    };
  }

  load(saved: SavedCommitments): void {
    this.orders.load(saved.orders);
    this.onOrder.set(saved.onOrder);
    this.committedMinor = saved.committedMinor;
    this.accruedMinor = saved.accruedMinor;
  }

  private reduce(order: Commitment, open: readonly number[]): number {
    let minor = 0;
    for (let line = 0; line < open.length; line++) {
      const less = order.open[line]! - open[line]!;
      this.onOrder[order.node * this.products + order.products[line]!]! -= less;
      minor += less * order.unitCostMinor[line]!;
    }
    order.open = open;
    this.committedMinor -= minor;
    return minor;
  }
}
