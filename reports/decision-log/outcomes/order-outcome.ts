/**
 * What came of an order: what it cost to send, and by how much it was late.
 *
 * 1. Freight is divided among a load's shipments by gross weight, as in docs/landed-cost.md; beside it stands what the warehouse
 *    charged. The other pots are no order's alone, or need the scenario's prices: `run.json` has them.
 * 2. Memory beside what is followed: orders that are promised and not done, loads whose freight is not paid yet, shipments that are packed
 *    and not loaded.
 */
import type { AskedRows, Collected, OnSettled, OutcomeColumn, OutcomeOf } from './outcome.ts';
import { RowsByKey, type SavedRows } from './rows-by-key.ts';

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
  collect: (asked, onSettled) => new OrderOutcomes(asked, onSettled),
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
  readonly parts: (readonly [order: number, grams: number])[];
}

class OrderOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly onSettled: OnSettled;
  private readonly rows = new RowsByKey();
  private readonly orders = new Map<number, Order>();
  /** Of orders that nobody has decided about yet. */
  private readonly promised = new Map<number, number>();
  private readonly grams = new Map<number, number>();
  private readonly loads = new Map<number, Load>();

  readonly listeners: Collected['listeners'] = {
    orderPromised: (_time, key, _n, promisedAt) => {
      const order = this.orders.get(key);
      if (order === undefined) this.promised.set(key, promisedAt);
      else order.promisedAt = promisedAt;
    },
    orderRepromised: (_time, key, _n, promisedAt) => {
      const order = this.orders.get(key);
      if (order !== undefined) order.promisedAt = promisedAt;
      else if (this.promised.has(key)) this.promised.set(key, promisedAt);
    },
    orderDone: (time, key, _n, shipped, cancelled) => {
      this.promised.delete(key);
      const order = this.orders.get(key);
      if (order === undefined) return;
      const settledAt = Math.max(order.settledAt, time);
      Object.assign(order, { doneAt: time, settledAt, shipped, cancelled });
      this.tellOf(key, order);
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
    freightPaid: (time, load, _n, minor) => this.paid(time, load, minor),
    loadLost: (time, load) => this.paid(time, load, 0),
  };

  constructor(asked: AskedRows, onSettled: OnSettled) {
    this.asked = asked;
    this.onSettled = onSettled;
  }

  add(row: number): void {
    const key = this.asked.keys[row]!;
    this.rows.add(key, row);
    if (this.orders.has(key)) return;
    this.orders.set(key, { ...NEW, promisedAt: this.promised.get(key) ?? Number.NaN });
    this.promised.delete(key);
  }

  drop(row: number): void {
    const key = this.asked.keys[row]!;
    if (this.rows.drop(key, row)) this.orders.delete(key);
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

  save(): Saved {
    return {
      rows: this.rows.save(),
      orders: [...this.orders].map(([key, order]) => [key, { ...order }] as const),
      promised: [...this.promised],
      grams: [...this.grams],
      loads: [...this.loads].map(([key, load]) => [key, copyOf(load)] as const),
    };
  }

  load(saved: unknown): void {
    const { rows, orders, promised, grams, loads } = saved as Saved;
    this.rows.load(rows);
    for (const map of [this.orders, this.promised, this.grams, this.loads]) map.clear();
    for (const [key, order] of orders) this.orders.set(key, { ...order });
    for (const [key, at] of promised) this.promised.set(key, at);
    for (const [key, each] of grams) this.grams.set(key, each);
    for (const [key, load] of loads) this.loads.set(key, copyOf(load));
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
    on.parts.push([Math.floor(shipment / SHIPMENTS_OF_ORDER), grams]);
    order.unpaid += 1;
  }

  private paid(time: number, load: number, minor: number): void {
    const on = this.loads.get(load);
    if (on === undefined) return;
    this.loads.delete(load);
    for (const [key, grams] of on.parts) {
      const order = this.orders.get(key);
      if (order === undefined) continue;
      order.costMinor +=
        on.grams > 0 ? Math.round((minor * grams) / on.grams) : Math.round(minor / on.parts.length);
      order.unpaid -= 1;
      order.settledAt = Math.max(order.settledAt, time);
      this.tellOf(key, order);
    }
  }

  private tellOf(key: number, order: Order): void {
    if (isSettled(order)) for (const row of this.rows.of(key)) this.onSettled(row);
  }
}

const NEW: Order = {
  promisedAt: Number.NaN,
  deliveredAt: -1,
  doneAt: Number.NaN,
  settledAt: 0,
  shipped: 0,
  cancelled: 0,
  costMinor: 0,
  unpaid: 0,
};

interface Saved {
  readonly rows: SavedRows;
  readonly orders: readonly (readonly [key: number, order: Order])[];
  readonly promised: readonly (readonly [order: number, at: number])[];
  readonly grams: readonly (readonly [shipment: number, grams: number])[];
  readonly loads: readonly (readonly [key: number, load: Load])[];
}

function copyOf({ grams, parts }: Load): Load {
  return { grams, parts: [...parts] };
}

function isSettled({ doneAt, unpaid }: Order): boolean {
  return !Number.isNaN(doneAt) && unpaid === 0;
}
