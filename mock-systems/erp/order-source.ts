/**
 * Where ERP takes its orders from, one by one: what a source holds in memory doesn't depend on how many there are.
 *
 * 1. Orders come sorted by (releaseAt, no); a number comes once.
 * 2. A source is a function of its inputs and of where it stands: `load(save())` goes on with the same orders.
 */
import { assert } from '#sim/assert';
import type { ErpOrder } from './settings.ts';

export interface OrderSource {
  /** The next order; null = there are no more, now and ever. */
  next(): ErpOrder | null;
  /** Where it stands: plain data. */
  save(): unknown;
  load(saved: unknown): void;
}

/** Orders from a list: a trace of what really happened. */
export class OrderList implements OrderSource {
  private readonly orders: readonly ErpOrder[];
  private at = 0;

  /** @param orders in any order */
  constructor(orders: readonly ErpOrder[]) {
    for (const { no, sales } of orders) {
      assert(sales.lines.length > 0, `order ${no} has no lines. Leave it out of the list`);
      for (const { unitWeightGrams } of sales.lines) {
        assert(
          unitWeightGrams !== null,
          `a line of order ${no} has no weight: give its true weight, missing ones are drawn`,
        );
      }
    }
    this.orders = orders.toSorted((x, y) => x.releaseAt - y.releaseAt || x.no - y.no);
  }

  next(): ErpOrder | null {
    const order = this.orders[this.at];
    if (order === undefined) return null;
    this.at += 1;
    return order;
  }

  save(): number {
    return this.at;
  }

  load(saved: unknown): void {
    this.at = saved as number;
  }
}
