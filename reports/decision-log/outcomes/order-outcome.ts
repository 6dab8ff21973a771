/**
 * What came of an order: what it cost to send, and by how much it was late.
 *
 * 1. Freight is divided among a load's shipments by gross weight, as in docs/landed-cost.md; beside it stands what the warehouse
 *    charged. The other pots are no order's alone, or need the scenario's prices: `run.json` has them.
 * 2. Memory beside the block: loads whose freight is not paid yet, shipments that are packed and not loaded.
 */
import type { AskedRows, Collected, OutcomeColumn, OutcomeOf } from './outcome.ts';

/** Source: orchestrator/contracts/shipment-key.ts, which reports may not import; a test holds them together. */
export const SHIPMENTS_OF_ORDER = 8;

const COLUMNS: readonly OutcomeColumn[] = [
  {
    name: 'costMinor',
    unit: 'minor units',
    doc: 'freight paid, by weight, and what the warehouse charged; null until the order is done and all its freight is paid, and where nothing was sent',
    better: 'less',
  },
  { name: 'lateMs', unit: 'ms', doc: 'its last delivery after the promise; 0 = in time', better: 'less' },
  { name: 'unitsShipped', unit: 'pieces', doc: 'when it was done', better: 'more' },
  { name: 'unitsCancelled', unit: 'pieces', doc: 'when it was done', better: 'less' },
];

export const ORDER_OUTCOME: OutcomeOf = {
  summary: 'the order: cost of sending it, lateness',
  columns: COLUMNS,
  reward: 'costMinor',
  told: 0,
  reads: () => [],
  collect: (asked) => new OrderOutcomes(asked),
};

interface Order {
  promisedAt: number;
  deliveredAt: number;
  doneAt: number;
  settledAt: number;
  shipped: number;
  cancelled: number;
  costMinor: number;
  /** Loads whose freight is not paid yet. */
  unpaid: number;
}

interface Load {
  grams: number;
  /** Orders whose outcome is wanted, and what is on it of each. */
  readonly parts: [order: Order, grams: number][];
}

class OrderOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly orders = new Map<number, Order>();
  private readonly grams = new Map<number, number>();
  private readonly loads = new Map<number, Load>();

  readonly listeners: Collected['listeners'] = {
    orderPromised: (_time, key, _n, promisedAt) => {
      const order = this.orders.get(key);
      if (order !== undefined) order.promisedAt = promisedAt;
    },
    orderDone: (time, key, _n, shipped, cancelled) => {
      const order = this.orders.get(key);
      if (order !== undefined)
        Object.assign(order, {
          doneAt: time,
          settledAt: Math.max(order.settledAt, time),
          shipped,
          cancelled,
        });
    },
    shipmentPacked: (_time, key, _n, _units, grams) => this.grams.set(key, grams),
    shipmentLoaded: (_time, key, _n, load) => this.loaded(key, load),
    warehouseCharged: (_time, key, _n, minor) => {
      const order = this.orderOf(key);
      if (order !== undefined) order.costMinor += minor;
    },
    shipmentDelivered: (_time, key, _n, at) => {
      const order = this.orderOf(key);
      if (order !== undefined) order.deliveredAt = Math.max(order.deliveredAt, at);
    },
    freightPaid: (time, load, _n, minor) => this.settled(time, load, minor),
    loadLost: (time, load) => this.settled(time, load, 0),
  };

  constructor(asked: AskedRows) {
    this.asked = asked;
    for (let row = 0; row < asked.size; row++)
      this.orders.set(asked.keys[row]!, {
        promisedAt: Number.NaN,
        deliveredAt: -1,
        doneAt: Number.NaN,
        settledAt: 0,
        shipped: 0,
        cancelled: 0,
        costMinor: 0,
        unpaid: 0,
      });
  }

  valuesOf(row: number): readonly number[] {
    const order = this.orders.get(this.asked.keys[row]!)!;
    const { promisedAt, deliveredAt, doneAt, shipped, cancelled, costMinor } = order;
    if (Number.isNaN(doneAt)) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
    return [
      isSettled(order) && shipped > 0 ? costMinor : Number.NaN,
      deliveredAt < 0 ? Number.NaN : Math.max(0, deliveredAt - promisedAt),
      shipped,
      cancelled,
    ];
  }

  knownAt(row: number): number {
    const order = this.orders.get(this.asked.keys[row]!)!;
    return isSettled(order) ? order.settledAt : Number.NaN;
  }

  private orderOf(shipment: number): Order | undefined {
    return this.orders.get(Math.floor(shipment / SHIPMENTS_OF_ORDER));
  }

  private loaded(shipment: number, load: number): void {
    const grams = this.grams.get(shipment) ?? 0;
    this.grams.delete(shipment);
    let on = this.loads.get(load);
    if (on === undefined) {
      on = { grams: 0, parts: [] };
      this.loads.set(load, on);
    }
    on.grams += grams;
    const order = this.orderOf(shipment);
    if (order === undefined) return;
    on.parts.push([order, grams]);
    order.unpaid += 1;
  }

  private settled(time: number, load: number, minor: number): void {
    const on = this.loads.get(load);
    if (on === undefined) return;
    this.loads.delete(load);
    for (const [order, grams] of on.parts) {
      order.costMinor +=
        on.grams > 0 ? Math.round((minor * grams) / on.grams) : Math.round(minor / on.parts.length);
      order.unpaid -= 1;
      order.settledAt = Math.max(order.settledAt, time);
    }
  }
}

function isSettled({ doneAt, unpaid }: Order): boolean {
  return !Number.isNaN(doneAt) && unpaid === 0;
}
