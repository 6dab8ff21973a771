/**
 * What customers want otherwise: asked for by ERP, answered by the core, and what has become of it.
 *
 * 1. side-effect-once: changes of an order are numbered as they are asked for, and each is answered once.
 * 2. order-lines-conserved: a change that is made is in the order as it was asked for, and nothing else of the order is; one that is not made
 *    changes nothing. What is ordered then is what `units.ts` judges the end of the order by.
 * 3. only-tabled-transitions: a reservation is reduced for a change that was asked for, before anything of it is picked.
 * 4. owner-writes: ERP promises another day only where the core has answered that it is made.
 * 5. nothing-left-over: an order is not done while a change that it has heard of waits for its answer.
 * 6. Memory: an entry for each change that is not answered, and a number for each order that was changed and is not done.
 */
import { CHANGE_REFUSAL } from '#orchestrator/contracts/erp';
import { ORDER } from '#orchestrator/processes/outbound/inputs';
import { total } from '#orchestrator/processes/outbound/order/order-lines';
import { MATTER, type OrderState } from '#orchestrator/processes/outbound/order/order-state';
import { ORDER_FIELD as O, type OpenBooks } from './books.ts';
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

const OVER = bitOf('shipmentPicked') | bitOf('reservationReleased');
/** Changes of one order are fewer. */
const CHANGES_MAX = 256;

type Wish = readonly [matter: number, value: number];

interface Saved {
  readonly wishes: ReadonlyMap<number, Wish>;
  readonly last: ReadonlyMap<number, number>;
  readonly promised: ReadonlyMap<number, number>;
}

export class ChangeRules {
  readonly rules: Rules = {
    orderChanged: (_time, order, n, line, units) => this.asked('orderChanged', order, n, line, units),
    deliveryDateChanged: (_time, order, n, at) =>
      this.asked('deliveryDateChanged', order, n, MATTER.date, at),
    shipToChanged: (_time, order, n, place) => this.asked('shipToChanged', order, n, MATTER.place, place),
    changeAnswered: (_time, order, n, refusal, units) => this.answered(order, n, refusal, units),
    orderRepromised: (_time, order, n, promisedAt) => this.repromised(order, n, promisedAt),
    reservationReduced: (_time, shipment, n) => this.reduced(shipment, n),
    orderDone: (_time, order) => this.done(order),
  };

  private readonly books: OpenBooks;
  private readonly core: () => CoreStates;
  /** By order and number: what is not answered. */
  private wishes = new Map<number, Wish>();
  /** By order: the number of its last change. */
  private last = new Map<number, number>();
  /** By order and number: the day of a change that is made, and that ERP has not promised yet. */
  private promised = new Map<number, number>();

  constructor(books: OpenBooks, core: () => CoreStates) {
    this.books = books;
    this.core = core;
  }

  save(): Saved {
    const { wishes, last, promised } = this;
    return { wishes: new Map(wishes), last: new Map(last), promised: new Map(promised) };
  }

  load({ wishes, last, promised }: Saved): void {
    this.wishes = new Map(wishes);
    this.last = new Map(last);
    this.promised = new Map(promised);
  }

  private asked(event: string, order: number, n: number, matter: number, value: number): void {
    increasing('order', order, event, this.last.get(order) ?? 0, n);
    this.last.set(order, n);
    this.wishes.set(order * CHANGES_MAX + n, [matter, value]);
  }

  private answered(order: number, n: number, refusal: number, units: number): void {
    const id = order * CHANGES_MAX + n;
    const wish = this.wishes.get(id);
    if (wish === undefined)
      violated(
        'side-effect-once',
        `order ${order}: change ${n} is answered, and nobody waits for an answer to it`,
      );
    this.wishes.delete(id);
    const made = refusal === CHANGE_REFUSAL.none;
    const [matter, value] = wish;
    if (made && matter === MATTER.date) this.promised.set(id, value);
    const state = this.core().state<OrderState>(ORDER, order);
    const { orders } = this.books;
    const at = orders.at(order);
    if (at === NONE || state === undefined) return;
    if (made) this.isMade(order, n, wish, state);
    const ordered = orders.values[at + O.units]! + units;
    const right = matter >= 0 && made ? total(state.ordered) : orders.values[at + O.units]!;
    if (ordered !== right)
      violated(
        'order-lines-conserved',
        `order ${order}: change ${n} is ${made ? 'made' : 'not made'} and leaves ${ordered} units ordered, ${right} would be right`,
      );
    orders.values[at + O.units] = ordered;
  }

  private isMade(order: number, n: number, [matter, value]: Wish, state: OrderState): void {
    const now = thatIs(state, matter);
    if (now !== value)
      violated(
        'order-lines-conserved',
        `order ${order}: change ${n} to ${value} is answered as made, and the order has ${now}`,
      );
  }

  private repromised(order: number, n: number, promisedAt: number): void {
    const id = order * CHANGES_MAX + n;
    if (this.promised.get(id) !== promisedAt)
      violated(
        'owner-writes',
        `order ${order}: promised anew by change ${n}, which the core has not made so`,
      );
    this.promised.delete(id);
  }

  private reduced(shipment: number, n: number): void {
    const name = nameOfShipment(shipment);
    if (n > (this.last.get(orderOfShipment(shipment)) ?? 0))
      violated('only-tabled-transitions', `${name}: reduced for change ${n}, which nobody has asked for`);
    if ((this.books.shipmentBits.get(shipment) & OVER) !== 0)
      violated('only-tabled-transitions', `${name}: reduced after it was picked or released`);
  }

  private done(order: number): void {
    const state = this.core().state<OrderState>(ORDER, order);
    const waiting = state?.changes?.waiting.length ?? 0;
    if (waiting > 0)
      violated('nothing-left-over', `order ${order} is done, and ${waiting} changes of it are not answered`);
    this.last.delete(order);
  }
}

/** Of a line: what it is to come to, without what was cancelled of it. */
function thatIs({ destination, promisedAt, ordered, cancelled }: OrderState, matter: number): number {
  if (matter === MATTER.place) return destination;
  return matter === MATTER.date ? promisedAt : ordered[matter]! - cancelled[matter]!;
}
