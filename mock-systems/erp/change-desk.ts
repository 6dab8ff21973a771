/**
 * What customers want otherwise, in ERP's order entry: asked of the core, and what it has answered.
 *
 * 1. Changes of an order are numbered in the order in which they are asked for, from 1.
 * 2. A change counts when the core has answered that it is made: another day is promised then, and the book of lines goes by it.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { AnswerChange } from '#orchestrator/contracts/erp';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import { type ChangeWishSettings, WISHES, type Wish } from './change-settings.ts';
import { ChangeWishes } from './change-wishes.ts';
import { CHANGED, type OpenOrder } from './open-order.ts';
import type { ErpOrder } from './settings.ts';

/** What it needs of its order entry. */
interface Entry {
  readonly kernel: Kernel;
  readonly log: BusinessLog;
  readonly say: (
    kind: 'orderChanged' | 'deliveryDateChanged' | 'shipToChanged',
    key: number,
    a: number,
    b: number,
    body: { readonly change: number } | null,
  ) => void;
  readonly handler: (what: string, run: (no: number, b: number) => void) => HandlerNo;
  readonly openOrder: (no: number) => OpenOrder | undefined;
  /** Of the ERP that has the order. */
  readonly holderOf: (no: number) => ChangeDesk;
  /** Waits for the end of a freeze. */
  readonly waits: (handler: HandlerNo, no: number, b: number) => boolean;
}

export class ChangeDesk {
  private readonly entry: Entry;
  /** null where nobody changes more than units of one line, once. */
  private readonly wishes: ChangeWishes | null;
  /** Which one: its kind, and which time. */
  private readonly onWish: HandlerNo;

  constructor(random: Random, settings: ChangeWishSettings | undefined, entry: Entry) {
    this.entry = entry;
    this.wishes = settings === undefined ? null : new ChangeWishes(random, settings);
    this.onWish = entry.handler('wish', (no, which) => entry.holderOf(no).wish(no, which));
  }

  /** What happens to an order of a history is all in it, and stores change nothing. */
  released({ no, drawKey, sales, fate }: ErpOrder): void {
    if (this.wishes === null || fate !== undefined || sales.customer >= this.wishes.settings.customers)
      return;
    for (const wish of WISHES) this.await(no, drawKey, wish, 1);
  }

  askUnits(no: number, order: OpenOrder, line: number, units: number): void {
    const change = ask(order, line, units);
    this.entry.log.business('orderChanged', 'ERP', 'order', no, change, line, units);
    this.entry.say('orderChanged', no, line, units, { change });
  }

  answered({ key, a: made, b: change }: AnswerChange): void {
    const order = this.entry.openOrder(key);
    const asked = order?.asked.find(({ no }) => no === change);
    if (order === undefined || asked === undefined) return;
    order.asked = order.asked.filter((each) => each !== asked);
    const { what, value } = asked;
    if (made !== 1 || what === CHANGED.place) return;
    if (what === CHANGED.date) {
      this.entry.log.business('orderRepromised', 'ERP', 'order', key, change, value, order.customer);
      if (order.lineBook !== null) order.lineBook.promisedAt = value;
    } else if (order.lineBook !== null) order.lineBook.wanted[what] = value;
  }

  private await(no: number, drawKey: number, wish: Wish, time: number): void {
    const { wishes, entry } = this;
    if (wishes === null || !wishes.comes(drawKey, wish, time)) return;
    const at = entry.kernel.now + wishes.afterMs(drawKey, wish, time);
    entry.kernel.schedule(this.onWish, at, no, time * WISHES.length + WISHES.indexOf(wish));
  }

  private wish(no: number, which: number): void {
    const order = this.entry.openOrder(no);
    if (order === undefined || order.cancelled || order.done) return;
    if (this.entry.waits(this.onWish, no, which)) return;
    const wish = WISHES[which % WISHES.length]!;
    const time = Math.floor(which / WISHES.length);
    this.askWish(no, order, wish, time);
    this.await(no, order.drawKey, wish, time + 1);
  }

  private askWish(no: number, order: OpenOrder, wish: Wish, time: number): void {
    const { wishes } = this;
    if (wishes === null) return;
    const { drawKey, lines, promisedAt, destination } = order;
    if (wish === 'more' || wish === 'less') {
      const line = wishes.line(drawKey, wish, time, lines.length);
      this.askUnits(no, order, line, wishes.units(drawKey, wish, time, lines[line]!.units));
    } else if (wish === 'date') {
      const at = wishes.date(drawKey, time, promisedAt);
      if (at > this.entry.kernel.now && at !== promisedAt)
        this.askOther(no, order, 'deliveryDateChanged', CHANGED.date, at);
    } else {
      const place = wishes.place(drawKey, time, destination);
      if (place !== null) this.askOther(no, order, 'shipToChanged', CHANGED.place, place);
    }
  }

  private askOther(
    no: number,
    order: OpenOrder,
    kind: 'deliveryDateChanged' | 'shipToChanged',
    what: number,
    value: number,
  ): void {
    const change = ask(order, what, value);
    this.entry.log.business(kind, 'ERP', 'order', no, change, value, order.customer);
    this.entry.say(kind, no, value, change, null);
  }
}

/** @returns the number of the change */
function ask(order: OpenOrder, what: number, value: number): number {
  order.changes += 1;
  order.asked = [...order.asked, { no: order.changes, what, value }];
  return order.changes;
}
