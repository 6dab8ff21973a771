/**
 * Stores: what must hold of shelves and transfers, by what stores, WMS, carriers, ERP and the core have written down.
 *
 * 1. never-sells-what-it-has-not: a store has on its shelves what it began with and what it has received, less what it has sold and what
 *    has disappeared; never less than nothing.
 * 2. units-conserved: what a node issues for a store is received there, refused at its door, lost, or on its way; a shelf's own count
 *    is what the events make of it.
 * 3. one-open-transfer: of a store and group one transfer is open at a time.
 * 4. side-effect-once: stores' own ledger against what they have written; ERP posts each receipt once, and all of them.
 * 5. Memory: two numbers a store, and figures of what is open.
 */
import { orderOf } from '#orchestrator/contracts/shipment-key';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { nameOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const SELLS = 'never-sells-what-it-has-not';
const CONSERVED = 'units-conserved';
const ONE_OPEN = 'one-open-transfer';
const ONCE = 'side-effect-once';
const CONDITION_LOST = 3;
const NAMED_MAX = 5;

interface Sums {
  soldUnits: number;
  lostUnits: number;
  receivedUnits: number;
  shrunkUnits: number;
}

interface Saved {
  readonly shelves: readonly number[];
  readonly transit: ReadonlyMap<number, number>;
  readonly unposted: ReadonlyMap<number, number>;
  readonly open: ReadonlyMap<number, number>;
  readonly sums: Sums;
}

export class ReplenishmentRules {
  readonly rules: Rules = {
    shelfOpened: (_time, store, _n, units) => {
      this.shelves[store] = units;
    },
    shelfSold: (_time, store, day, units) => {
      this.sums.soldUnits += units;
      this.take(store, day, units, 'sold');
    },
    salesLost: (_time, _store, _n, units) => {
      this.sums.lostUnits += units;
    },
    shelfShrunk: (_time, store, day, units) => {
      this.sums.shrunkUnits += units;
      this.take(store, day, units, 'missing');
    },
    shelfClosed: (_time, store, day, units) => this.close(store, day, units),
    goodsIssued: (_time, shipment, _n, _node, units) => {
      if (orderOf(shipment) >= this.first) this.transit.set(shipment, units);
    },
    shipmentDelivered: (_time, shipment, _n, _at, condition) => {
      if (condition === CONDITION_LOST) this.transit.delete(shipment);
    },
    deliveryRefused: (_time, shipment, _n, units) => this.arrive(shipment, units, 'refused'),
    transferReceived: (_time, shipment, _n, units, store) => {
      this.arrive(shipment, units, 'received');
      this.sums.receivedUnits += units;
      this.shelves[store]! += units;
      this.unposted.set(shipment, units);
    },
    transferReceiptPosted: (_time, shipment, _n, units) => this.post(shipment, units),
    transferReleased: (_time, transfer, _n, _units, key) => this.release(transfer, key),
    transferDone: (_time, key) => {
      this.open.delete(key);
    },
  };

  private readonly first: number;
  private readonly names: readonly string[];
  /** Units on the shelves, by store. */
  private shelves: number[] = [];
  /** Units of shipments to stores that are on their way. */
  private transit = new Map<number, number>();
  private unposted = new Map<number, number>();
  /** Open transfer of each store and group. */
  private open = new Map<number, number>();
  private sums: Sums = { soldUnits: 0, lostUnits: 0, receivedUnits: 0, shrunkUnits: 0 };

  constructor({ replenishment }: Pick<OutboundWorld, 'replenishment'>) {
    this.first = replenishment?.core.numbering.first ?? Infinity;
    this.names = replenishment?.stores ?? [];
  }

  /** When nothing more can happen. @param behind orders that wait for a person */
  atEnd({ stores }: PartnerSystems, behind: ReadonlySet<number>): void {
    if (!stores) return;
    const own = stores.ledger;
    for (const effect of Object.keys(this.sums) as (keyof Sums)[])
      if (own[effect] !== this.sums[effect])
        violated(
          ONCE,
          `the stores' own ledger has ${effect} ${own[effect]}, they have written down ${this.sums[effect]}`,
        );
    leftOver('on their way to a store', this.transit, behind);
    leftOver('received by a store and not posted by ERP', this.unposted, behind);
  }

  save(): Saved {
    return {
      shelves: this.shelves.slice(),
      transit: new Map(this.transit),
      unposted: new Map(this.unposted),
      open: new Map(this.open),
      sums: { ...this.sums },
    };
  }

  load(saved: Saved): void {
    this.shelves = saved.shelves.slice();
    this.transit = new Map(saved.transit);
    this.unposted = new Map(saved.unposted);
    this.open = new Map(saved.open);
    this.sums = { ...saved.sums };
  }

  private take(store: number, day: number, units: number, how: 'sold' | 'missing'): void {
    const left = this.shelves[store]! - units;
    if (left < 0)
      violated(
        SELLS,
        `store ${this.names[store]}, day ${day}: ${units} units are ${how}, and only ${this.shelves[store]} can be there`,
      );
    this.shelves[store] = left;
  }

  private close(store: number, day: number, units: number): void {
    if (units !== this.shelves[store])
      violated(
        CONSERVED,
        `store ${this.names[store]}, day ${day}: ${units} units on the shelves; what was received, sold and missing leaves ${this.shelves[store]}`,
      );
  }

  private arrive(shipment: number, units: number, how: 'received' | 'refused'): void {
    const issued = this.transit.get(shipment);
    if (issued !== units)
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)}: ${units} units ${how} by a store, ${issued ?? 'none'} were on their way`,
      );
    this.transit.delete(shipment);
  }

  private post(shipment: number, units: number): void {
    const received = this.unposted.get(shipment);
    if (received !== units)
      violated(
        ONCE,
        `${nameOfShipment(shipment)}: ERP posts a receipt of ${units} units, to be posted were ${received ?? 'none'}`,
      );
    this.unposted.delete(shipment);
  }

  private release(transfer: number, key: number): void {
    const other = this.open.get(key);
    if (other !== undefined)
      violated(
        ONE_OPEN,
        `transfer ${transfer} is released while ${other} of the same store and group is open`,
      );
    this.open.set(key, transfer);
  }
}

function leftOver(what: string, shipments: ReadonlyMap<number, number>, behind: ReadonlySet<number>): void {
  const left = [...shipments.keys()].filter((shipment) => !behind.has(orderOf(shipment)));
  if (left.length > 0)
    violated(
      'nothing-left-over',
      `${left.length} shipments are ${what} at the end: ${left.slice(0, NAMED_MAX)}`,
    );
}
