/**
 * Stock by node: what WMS's events say is reserved, against what WMS holds.
 *
 * 1. reservations-open: reserved - released - short - issued of a node is, once a day and at the end, what its stock has
 *    reserved; a reservation is released as it was held. (By `units.ts` it can't be negative.)
 * 2. units-conserved: of every product WMS holds what `stock-books.ts` makes of the events, and its lots hold the same, once a day
 *    and at the end. A day on which no goods of an order moved is left to the next audit.
 * 3. capacity-respected: a node of daily capacity picks no more shipments in a day, UTC.
 */
import type { Stock } from '#mock-systems/wms/stock';
import { stockFault } from '#mock-systems/wms/stock-audit';
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { NONE } from './figures.ts';
import { nameOfShipment, type Rules, violated } from './part.ts';
import type { StockBooks } from './stock-books.ts';

type Settings = Pick<OutboundWorld, 'wms' | 'names'>;
const OPEN = 'reservations-open';

interface Saved {
  readonly reserved: readonly number[];
  readonly days: readonly number[];
  readonly picked: readonly number[];
  readonly moved: boolean;
}

export class StockRules {
  readonly rules: Rules = {
    stockReserved: (_time, _shipment, _n, node, units) => this.move(node, units),
    reservationReduced: (_time, _shipment, _n, node, units) => this.move(node, -units),
    reservationReleased: (_time, shipment, _n, node, units) => this.released(shipment, node, units),
    shipmentPicked: (time, shipment, _n, node, units) => this.picked(time, shipment, node, units),
    pickedShort: (_time, shipment, _n, node, units) => this.short(shipment, node, units),
    goodsIssued: (_time, _shipment, _n, node, units) => this.move(node, -units),
  };

  private readonly books: OpenBooks;
  private readonly own: StockBooks;
  private readonly world: Settings;
  private readonly stock: () => Stock | null;
  /** By node: units reserved; the day that shipments are counted of, and how many were picked. */
  private reserved: number[];
  private days: number[];
  private dayPicked: number[];
  /** Since the last audit. */
  private moved = false;

  constructor(books: OpenBooks, own: StockBooks, world: Settings, stock: () => Stock | null) {
    this.books = books;
    this.own = own;
    this.world = world;
    this.stock = stock;
    this.reserved = world.wms.nodes.map(() => 0);
    this.days = world.wms.nodes.map(() => -1);
    this.dayPicked = world.wms.nodes.map(() => 0);
  }

  /** Audits what has moved since the last time. WMS must be at rest. */
  daily(): void {
    if (this.moved) this.audit();
  }

  /** O(nodes x products). */
  audit(): void {
    this.moved = false;
    const stock = this.stock();
    if (stock === null) return;
    for (let node = 0; node < this.reserved.length; node++) {
      let reserved = 0;
      this.own.audit(stock, node);
      for (let product = 0; product < this.world.wms.products.length; product++) {
        const fault = stockFault(stock, node, product);
        if (fault !== null) violated('units-conserved', `${this.world.names.nodes[node]}: ${fault}`);
        reserved += stock.balance(node, product).reserved;
      }
      if (reserved !== this.reserved[node])
        violated(
          OPEN,
          `${this.world.names.nodes[node]}: ${reserved} units are reserved, open reservations hold ${this.reserved[node]}`,
        );
    }
  }

  /** When nothing more can happen: what is reserved now is so for ever. */
  nothingReserved(): void {
    for (const [node, units] of this.reserved.entries()) {
      if (units !== 0)
        violated(
          OPEN,
          `${this.world.names.nodes[node]}: ${units} units are reserved at the end, for no open order`,
        );
    }
  }

  save(): Saved {
    const { reserved, days, dayPicked, moved } = this;
    return { reserved: reserved.slice(), days: days.slice(), picked: dayPicked.slice(), moved };
  }

  load(saved: Saved): void {
    this.reserved = saved.reserved.slice();
    this.days = saved.days.slice();
    this.dayPicked = saved.picked.slice();
    this.moved = saved.moved;
  }

  private move(node: number, units: number): void {
    this.reserved[node]! += units;
    if (this.reserved[node]! < 0)
      violated(OPEN, `${this.world.names.nodes[node]}: ${this.reserved[node]} units are reserved`);
    this.moved = true;
  }

  private released(shipment: number, node: number, units: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    const picked = at === NONE ? -1 : shipments.values[at + S.picked]!;
    const held = at === NONE ? units : picked < 0 ? shipments.values[at + S.reserved]! : picked;
    if (units !== held)
      violated(OPEN, `${nameOfShipment(shipment)}: ${units} units released, ${held} were held`);
    this.move(node, -units);
  }

  /** What was not there is not reserved any more. */
  private picked(time: number, shipment: number, node: number, units: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    if (at !== NONE) this.move(node, units - shipments.values[at + S.reserved]!);
    const { work } = this.world.wms.nodes[node]!;
    if (work.kind !== 'dailyCapacity') return;
    const day = Math.floor(time / DAY_MS);
    if (this.days[node] !== day) {
      this.days[node] = day;
      this.dayPicked[node] = 0;
    }
    this.dayPicked[node]! += 1;
    if (this.dayPicked[node]! > work.perDay)
      violated(
        'capacity-respected',
        `${this.world.names.nodes[node]} picked ${this.dayPicked[node]} shipments in a day of ${work.perDay}`,
      );
  }

  private short(shipment: number, node: number, units: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    if (at === NONE) return;
    const missing = shipments.values[at + S.reserved]! - shipments.values[at + S.picked]!;
    if (units !== missing)
      violated(
        'order-lines-conserved',
        `${nameOfShipment(shipment)} at ${this.world.names.nodes[node]}: ${units} units short, ${missing} are missing`,
      );
  }
}
