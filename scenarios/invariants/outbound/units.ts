/**
 * The units of an order, from its release to its end, as the owners wrote them down.
 *
 * 1. order-lines-conserved: a shipment is picked no more than reserved, issued no more than picked, returned no more than
 *    issued; when the order is done, shipped is what WMS issued, and shipped + cancelled is what was ordered, as changed.
 * 2. only-tabled-transitions: goods move where the order was sourced, and no more once it is done.
 * 3. rules-win: nothing is sourced while ERP holds the order, after it has rejected it, or after a hard rule has refused it.
 * 4. ships-complete: of an order whose customer takes no partial shipment nothing else is in a warehouse, waits for stock or is to be sourced when
 *    goods of it leave, but what was told to stop meanwhile; and where it can hardly be sourced again, rather part of it than nothing.
 * 5. no-drift: ERP posts the units that WMS issued.
 * 6. bounded: a node is asked again for what it had not only when that has waited for stock, or the customer wants something else; and a
 *    customer hears of a delay again only when the estimate has moved by a step.
 */
import { ORDER, SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { total } from '#orchestrator/processes/outbound/order/order-lines';
import { type OrderState, PHASE } from '#orchestrator/processes/outbound/order/order-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { ORDER_FIELD as O, type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { bitOf } from './events.ts';
import { NONE } from './figures.ts';
import {
  type CoreStates,
  increasing,
  nameOfShipment,
  orderOfShipment,
  type Rules,
  violated,
} from './part.ts';

const HELD = bitOf('orderHeld');
const RELEASED = bitOf('holdReleased');
const REJECTED = bitOf('orderRejected');
const REFUSED = bitOf('orderRefusedByRule');

const RESERVED = bitOf('stockReserved');
const GONE = bitOf('goodsIssued') | bitOf('reservationReleased');

const CONSERVED = 'order-lines-conserved';
const TABLED = 'only-tabled-transitions';
/** Nodes with a number above are not watched. */
const TRIED_BITS = 30;
/** Something has waited for stock since. */
const WAITS = 1 << TRIED_BITS;

export class UnitRules {
  readonly rules: Rules = {
    orderReleased: (_time, order, _n, units) => {
      const { orders } = this.books;
      const at = orders.open(order);
      orders.values[at + O.units] = units;
    },
    orderChanged: (_time, order) => this.mayTryAll(order),
    changeAnswered: (_time, order) => this.mayTryAll(order),
    orderSourced: (_time, order, n, node) => this.sourced(order, n, node),
    lineBackordered: (_time, order, n) => {
      this.line(order, n, O.backordered, 'lineBackordered');
      const { orders } = this.books;
      const at = orders.at(order);
      if (orders.values[at + O.tried]! >= 0)
        orders.values[at + O.tried] = orders.values[at + O.tried]! | WAITS;
    },
    shipmentReassigned: (_time, shipment) => this.mayTryAll(orderOfShipment(shipment)),
    lineCancelled: (_time, order, n, units) => {
      this.line(order, n, O.lastCancelled, 'lineCancelled');
      const { orders } = this.books;
      orders.values[orders.at(order) + O.cancelled]! += units;
    },
    orderDone: (_time, order, _n, shipped, cancelled) => this.done(order, shipped, cancelled),
    stockReserved: (_time, shipment, _n, node, units) => this.reserved(shipment, node, units),
    reservationReduced: (_time, shipment, n, node, units) => this.reduced(shipment, n, node, units),
    shipmentPicked: (_time, shipment, _n, node, units) => this.picked(shipment, node, units),
    shipmentPacked: (_time, shipment) => {
      this.open(shipment, 'shipmentPacked');
    },
    reservationReleased: (_time, shipment) => {
      this.open(shipment, 'reservationReleased');
    },
    goodsIssued: (_time, shipment, _n, node, units) => this.issued(shipment, node, units),
    shipmentLoaded: (_time, shipment, _n, load) => {
      const at = this.open(shipment, 'shipmentLoaded');
      this.books.shipments.values[at + S.load] = load;
    },
    goodsIssuePosted: (_time, shipment, _n, node, units) => this.posted(shipment, node, units),
    goodsReturned: (_time, shipment, _n, _node, units) => this.returned(shipment, units),
    customerNotified: (_time, shipment, n, estimatedAt) => this.notified(shipment, n, estimatedAt),
  };

  private readonly books: OpenBooks;
  private readonly nodes: readonly string[];
  private readonly noticeStepMs: number;
  private readonly triesMax: number;
  private readonly core: () => CoreStates;

  constructor(
    books: OpenBooks,
    { names, network }: Pick<OutboundWorld, 'names' | 'network'>,
    core: () => CoreStates,
  ) {
    this.books = books;
    this.core = core;
    this.nodes = names.nodes;
    this.noticeStepMs = network.limits.noticeStepMs;
    this.triesMax = network.limits.backorderTriesMax;
  }

  private order(order: number, event: string): number {
    const at = this.books.orders.at(order);
    if (at === NONE) violated(TABLED, `order ${order}: ${event} while it is not open`);
    return at;
  }

  /** Place of a shipment of an order that is not done. */
  private open(shipment: number, event: string): number {
    const at = this.books.shipments.at(shipment);
    if (at === NONE)
      violated(
        TABLED,
        `${nameOfShipment(shipment)}: ${event}, but the order has no such sourcing, or is done`,
      );
    return at;
  }

  private at(shipment: number, event: string, node: number): number {
    const at = this.open(shipment, event);
    const planned = this.books.shipments.values[at + S.node]!;
    if (planned !== node)
      violated(
        TABLED,
        `${nameOfShipment(shipment)}: ${event} at ${this.nodes[node]}, sourced at ${this.nodes[planned]}`,
      );
    return at;
  }

  private sourced(order: number, n: number, node: number): void {
    const { orders, shipments, orderBits } = this.books;
    const at = this.order(order, 'orderSourced');
    const had = orderBits.get(order * SHIPMENTS_MAX);
    if ((had & (HELD | RELEASED)) === HELD || (had & (REJECTED | REFUSED)) !== 0)
      violated('rules-win', `order ${order}: sourced at ${this.nodes[node]} while ${whyNot(had)}`);
    increasing('order', order, 'orderSourced', orders.values[at + O.sourcings]!, n);
    if (n > SHIPMENTS_MAX)
      violated('bounded', `order ${order}: sourcing ${n}, at most ${SHIPMENTS_MAX} are allowed`);
    orders.values[at + O.sourcings] = n;
    this.tries(order, at, n, node);
    const place = shipments.open(order * SHIPMENTS_MAX + n - 1);
    shipments.values[place + S.node] = node;
  }

  /** Whoever wants something else may get it anywhere; and what another node is to send may go to one that was asked. */
  private mayTryAll(order: number): void {
    const { orders } = this.books;
    const at = orders.at(order);
    if (at !== NONE) orders.values[at + O.tried] = -1;
  }

  private tries(order: number, at: number, n: number, node: number): void {
    const { values } = this.books.orders;
    const tried = values[at + O.tried]!;
    if (tried < 0 || node >= TRIED_BITS) return;
    const bit = 1 << node;
    const again = (tried & bit) !== 0;
    if (again && (tried & WAITS) === 0)
      violated(
        'bounded',
        `order ${order}: sourcing ${n} at ${this.nodes[node]} again, which had not all of it; nothing has waited for stock since`,
      );
    // What has waited is tried everywhere anew.
    if (again) values[at + O.tried] = bit;
    else values[at + O.tried] = tried | bit;
  }

  private line(order: number, n: number, field: number, event: string): void {
    const { values } = this.books.orders;
    const at = this.order(order, event);
    increasing('order', order, event, values[at + field]!, n);
    values[at + field] = n;
  }

  private reserved(shipment: number, node: number, units: number): void {
    const at = this.at(shipment, 'stockReserved', node);
    this.books.shipments.values[at + S.reserved] = units;
  }

  private reduced(shipment: number, n: number, node: number, units: number): void {
    const at = this.at(shipment, 'reservationReduced', node);
    const { values } = this.books.shipments;
    increasing('shipment', shipment, 'reservationReduced', values[at + S.reduction]!, n);
    values[at + S.reduction] = n;
    const left = values[at + S.reserved]! - units;
    if (left <= 0 || units <= 0)
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)} at ${this.nodes[node]}: reduced by ${units} units, ${values[at + S.reserved]} were reserved`,
      );
    values[at + S.reserved] = left;
  }

  private picked(shipment: number, node: number, units: number): void {
    const at = this.at(shipment, 'shipmentPicked', node);
    const { values } = this.books.shipments;
    if (units > values[at + S.reserved]! || units < 0)
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)} at ${this.nodes[node]}: ${units} units picked, ${values[at + S.reserved]} were reserved`,
      );
    values[at + S.picked] = units;
  }

  private issued(shipment: number, node: number, units: number): void {
    const at = this.at(shipment, 'goodsIssued', node);
    const { shipments, orders } = this.books;
    if (units > shipments.values[at + S.picked]!)
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)} at ${this.nodes[node]}: ${units} units issued, ${shipments.values[at + S.picked]} were picked`,
      );
    shipments.values[at + S.issued] = units;
    const order = this.order(orderOfShipment(shipment), 'goodsIssued');
    orders.values[order + O.issued]! += units;
    this.complete(shipment, orders.values[order + O.sourcings]!);
  }

  private complete(leaving: number, sourcings: number): void {
    const order = orderOfShipment(leaving);
    const state = this.core().state<OrderState>(ORDER, order);
    if (!state?.shipComplete || state.attempt + 2 > SHIPMENTS_MAX || state.backorderTries >= this.triesMax)
      return;
    const told = state.stopping | (state.changes?.called ?? 0);
    if ((told & (1 << (leaving % SHIPMENTS_MAX))) !== 0) return;
    const waiting = total(state.open) + total(state.backordered);
    if (waiting > 0)
      violated(
        'ships-complete',
        `${nameOfShipment(leaving)} leaves, its customer takes no partial shipment, and ${waiting} units of the order wait for stock or to be sourced`,
      );
    for (let n = 0; n < sourcings; n++) {
      const shipment = order * SHIPMENTS_MAX + n;
      // What WMS has told the core to be gone is for `sagas.ts`.
      if (shipment === leaving || (told & (1 << n)) !== 0 || state.phases[n] === PHASE.gone) continue;
      const had = this.books.shipmentBits.get(shipment);
      if ((had & RESERVED) !== 0 && (had & GONE) === 0)
        violated(
          'ships-complete',
          `${nameOfShipment(leaving)} leaves alone, its customer takes no partial shipment, and ${nameOfShipment(shipment)} is in a warehouse`,
        );
    }
  }

  private posted(shipment: number, node: number, units: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    if (at === NONE) return;
    const issued = shipments.values[at + S.issued];
    const from = shipments.values[at + S.node]!;
    if (units === issued && node === from) return;
    violated(
      'no-drift',
      `${nameOfShipment(shipment)}: ERP posted ${units} units at ${this.nodes[node]}, WMS issued ${issued} at ${this.nodes[from]}`,
    );
  }

  private notified(shipment: number, n: number, estimatedAt: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    if (at === NONE) return;
    const { values } = shipments;
    increasing('shipment', shipment, 'customerNotified', values[at + S.notice]!, n);
    const before = values[at + S.noticedAt]!;
    if (before > 0 && Math.abs(estimatedAt - before) < this.noticeStepMs)
      violated(
        'bounded',
        `${nameOfShipment(shipment)}: notice ${n}, and the estimate has moved by ${estimatedAt - before} ms since the last`,
      );
    values[at + S.notice] = n;
    values[at + S.noticedAt] = estimatedAt;
  }

  private returned(shipment: number, units: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    // Goods may come back after the order is done.
    if (at === NONE || units <= shipments.values[at + S.issued]!) return;
    violated(
      CONSERVED,
      `${nameOfShipment(shipment)}: ${units} units returned, ${shipments.values[at + S.issued]} were issued`,
    );
  }

  private done(order: number, shipped: number, cancelled: number): void {
    const { orders, shipments } = this.books;
    const { values } = orders;
    const at = this.order(order, 'orderDone');
    const issued = values[at + O.issued]!;
    const noted = values[at + O.cancelled]!;
    if (shipped !== issued)
      violated(CONSERVED, `order ${order}: the core shipped ${shipped} units, WMS issued ${issued}`);
    if (cancelled !== noted)
      violated(CONSERVED, `order ${order}: ${cancelled} units cancelled at its end, ${noted} line by line`);
    // As changed: `changes.ts`.
    const ordered = values[at + O.units]!;
    if (shipped + cancelled !== ordered)
      violated(
        CONSERVED,
        `order ${order}: ${ordered} units ordered, ${shipped} shipped + ${cancelled} cancelled`,
      );
    const sourcings = values[at + O.sourcings]!;
    for (let n = 0; n < sourcings; n++) shipments.drop(order * SHIPMENTS_MAX + n);
    orders.drop(order);
  }
}

function whyNot(had: number): string {
  if ((had & REFUSED) !== 0) return 'a hard rule refuses it';
  return (had & REJECTED) !== 0 ? 'ERP has rejected it' : 'ERP holds it for credit';
}
