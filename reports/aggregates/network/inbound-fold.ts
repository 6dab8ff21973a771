/**
 * Folds what suppliers send to nodes. A purchase order names its supplier and when it is due at the dock; a truck is late when it is at
 * the gate after that.
 *
 * 1. Kept: a few numbers a purchase order that is open, sums a supplier and node. A receipt's key is its purchase order's x 8 + n.
 */
import { Arrivals } from './arrivals.ts';
import type { InboundFlow } from './network-flows.ts';

const RECEIPTS_OF_ORDER = 8;

interface Purchase {
  readonly dueAt: number;
  supplier: number;
  /** Trucks on their way. */
  readonly under: Map<number, Lane>;
  done: boolean;
}

interface Lane {
  readonly supplier: number;
  readonly node: number;
  trucks: number;
  units: number;
  readonly arrivals: Arrivals;
}

export class InboundFold {
  private readonly purchases = new Map<number, Purchase>();
  private readonly lanes = new Map<string, Lane>();

  order(event: string, key: number, a: number, b: number): void {
    if (event === 'purchaseOrderReleased') {
      this.purchases.set(key, { dueAt: b, supplier: -1, under: new Map(), done: false });
      return;
    }
    const purchase = this.purchases.get(key);
    if (purchase === undefined) return;
    if (event === 'purchaseCommitted') purchase.supplier = b;
    else if (event === 'purchaseOrderDone') {
      purchase.done = true;
      this.forget(key, purchase);
    } else if (event === 'purchaseOrderDeclined') purchase.supplier = a;
  }

  receipt(time: number, event: string, key: number, a: number, b: number): void {
    const order = Math.floor(key / RECEIPTS_OF_ORDER);
    const purchase = this.purchases.get(order);
    if (purchase === undefined) return;
    switch (event) {
      case 'truckDeparted': {
        const lane = this.lane(purchase.supplier, b);
        lane.trucks += 1;
        lane.units += a;
        purchase.under.set(key, lane);
        return;
      }
      case 'truckAtGate':
        purchase.under.get(key)?.arrivals.arrive(time, purchase.dueAt);
        break;
      case 'receiptLost':
        purchase.under.get(key)?.arrivals.lose(time, purchase.dueAt);
        break;
      case 'truckTurnedAway':
        break;
      default:
        return;
    }
    purchase.under.delete(key);
    this.forget(order, purchase);
  }

  /** What is still under way at the end and should have come is late. */
  result(names: readonly string[], endAt: number): InboundFlow[] {
    const overdue = new Map<Lane, Arrivals>();
    for (const { dueAt, under } of this.purchases.values()) {
      if (dueAt >= endAt) continue;
      for (const lane of under.values()) {
        const arrivals = overdue.get(lane) ?? new Arrivals();
        arrivals.overdue();
        overdue.set(lane, arrivals);
      }
    }
    return [...this.lanes.values()]
      .sort((x, y) => y.trucks - x.trucks || x.supplier - y.supplier || x.node - y.node)
      .map((lane) => {
        const arrivals = new Arrivals();
        arrivals.add(lane.arrivals);
        const missing = overdue.get(lane);
        if (missing !== undefined) arrivals.add(missing);
        const { supplier, node, trucks, units } = lane;
        return {
          supplier: names[supplier] ?? (supplier < 0 ? 'not known' : String(supplier)),
          node,
          trucks,
          units,
          ...arrivals.result(),
        };
      });
  }

  private lane(supplier: number, node: number): Lane {
    const key = `${supplier}/${node}`;
    let lane = this.lanes.get(key);
    if (lane === undefined) {
      lane = { supplier, node, trucks: 0, units: 0, arrivals: new Arrivals() };
      this.lanes.set(key, lane);
    }
    return lane;
  }

  private forget(key: number, { done, under }: Purchase): void {
    if (done && under.size === 0) this.purchases.delete(key);
  }
}
