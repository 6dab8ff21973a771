/**
 * The three actors of inbound against stand-ins for portal, WMS, ERP and people, in every order of messages that the channels allow:
 * each pair of talkers is first in, first out, and whose message is next is drawn. What partners say may be said twice, and its
 * second time overtakes whatever it likes. Who answers, ships, comes and counts is drawn as well.
 */
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { TEST_NOW } from '#testing/core/given';
import { type Envelope, envelope, PARTNER } from '../../contracts/envelope.ts';
import { ERP, SUPPLIER_PORTAL, WMS } from '../../contracts/partners.ts';
import type { DockSlot } from '../../contracts/receiving.ts';
import type { Actor } from '../../core/actor.ts';
import type { Instant } from '../../model/instant.ts';
import { DAY, HOUR, inboundSettings } from './inbound.fixture.ts';
import { receiptKey } from './inputs.ts';
import { INBOUND_PROCESS_ROUTES, inboundProcess } from './process.ts';

type Send = Extract<Effect, { readonly send: string }>;
const PEOPLE = 99;

export interface Fate {
  readonly seed: number;
  /** Chances in ten that a partner is silent; that it says a thing twice; that a truck never comes; that a task is answered. */
  readonly silent: number;
  readonly twice: number;
  readonly noTruck: number;
  readonly answers: number;
  /** Deliveries that the supplier makes of it, 1..3. */
  readonly deliveries: number;
}

interface Shipped {
  readonly units: number[];
  readonly last: boolean;
  counted: number[];
}

export class InboundFlow {
  now = TEST_NOW;
  readonly states = new Map<string, { status: string; openTask: number }>();
  readonly ended = new Map<string, { status: string }>();
  readonly toErp: Send[] = [];
  readonly released: Send[] = [];
  /** Kinds of what reached an actor that is no more, or not yet. */
  readonly strays: string[] = [];
  onStep: (id: string, status: string) => void = () => {};
  private readonly fate: Fate;
  private state: number;
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
  private readonly actors = new Map<number, Actor<any, any>>();
  private readonly channels = new Map<string, (() => void)[]>();
  private readonly timers = new Map<string, { readonly at: number; readonly act: () => void }>();
  private readonly shipped = new Map<number, Shipped>();
  private answered = false;

  constructor(fate: Fate) {
    this.fate = fate;
    this.state = fate.seed >>> 0;
    for (const actor of inboundProcess(inboundSettings())) this.actors.set(actor.type, actor);
  }

  /** A partner speaks; now and then twice. */
  say(partner: number, kind: string, key: number, a: number, b: number, body: unknown): void {
    const type = INBOUND_PROCESS_ROUTES.get(kind)!;
    const message = envelope(kind, PARTNER, partner, type, key, partner, 1, key, a, b, body);
    this.post(`from${partner} ${key}`, () => this.deliver(type, key, message));
    if (this.chance(this.fate.twice))
      this.post(`again ${kind} ${key}`, () => this.deliver(type, key, message));
  }

  /** One message, or, when all is quiet, the next timer. @returns false when nothing is left to come */
  next(): boolean {
    const busy = [...this.channels.values()].filter((channel) => channel.length > 0);
    if (busy.length > 0) {
      busy[this.draw(busy.length)]!.shift()!();
      return true;
    }
    let first: { readonly at: number; readonly act: () => void } | undefined;
    for (const timer of this.timers.values()) if (first === undefined || timer.at < first.at) first = timer;
    if (first === undefined) return false;
    this.now = Math.max(this.now, first.at) as Instant;
    first.act();
    return true;
  }

  private draw(n: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 4_294_967_296) * n);
  }

  private chance(ofTen: number): boolean {
    return this.draw(10) < ofTen;
  }

  private later(name: string, at: number, act: () => void): void {
    this.timers.set(name, {
      at,
      act: () => {
        this.timers.delete(name);
        act();
      },
    });
  }

  private setTimer(type: number, key: number, id: number, at: number): void {
    const rang = envelope('timer', type, key, type, key, 0, 1, key, id, 0, null);
    this.later(`${type} ${key} ${id}`, at, () => this.deliver(type, key, rang));
  }

  private post(channel: string, act: () => void): void {
    const queue = this.channels.get(channel);
    if (queue === undefined) this.channels.set(channel, [act]);
    else queue.push(act);
  }

  private deliver(type: number, key: number, message: Envelope): void {
    const actor = this.actors.get(type)!;
    const id = `${type} ${key}`;
    const found = this.ended.has(id) ? null : this.states.get(id);
    const state =
      found ?? (found === undefined && actor.creates.includes(message.kind) ? actor.initial(key) : null);
    if (state === null) {
      this.strays.push(message.kind);
      return;
    }
    this.states.set(id, state);
    const out = new CollectingOut(this.now);
    actor.step(state, message, this.now, out);
    this.onStep(id, state.status);
    if (actor.finished(state)) {
      this.states.delete(id);
      this.ended.set(id, state);
    }
    for (const effect of out.effects) this.perform(type, key, effect);
    if (this.ended.has(id)) for (const timer of [0, 1]) this.timers.delete(`${id} ${timer}`);
  }

  private perform(type: number, key: number, effect: Effect): void {
    const id = `${type} ${key}`;
    if ('tell' in effect) {
      const { tell, type: to, key: toKey, a, b, body } = effect;
      const message = envelope(tell, type, key, to, toKey, 0, 1, toKey, a, b, body ?? null);
      this.post(`${id} to ${to} ${toKey}`, () => this.deliver(to, toKey, message));
    } else if ('send' in effect)
      this.post(`to${effect.partner} ${effect.key}`, () => this.partnerTakes(effect));
    else if ('timer' in effect) this.setTimer(type, key, effect.timer, effect.at);
    else if ('cancel' in effect) this.timers.delete(`${id} ${effect.cancel}`);
    else if ('ask' in effect) {
      const option = effect.options[this.draw(effect.options.length + 1)] ?? null;
      this.personSays(type, key, 'decided', 0, effect.attempt, { option });
    } else if ('task' in effect && this.chance(this.fate.answers))
      this.personSays(type, key, 'taskAnswered', this.draw(2), effect.no, null);
  }

  private personSays(type: number, key: number, kind: string, a: number, b: number, body: unknown): void {
    const message = envelope(kind, PARTNER, PEOPLE, type, key, PEOPLE, 1, key, a, b, body);
    this.post(`people ${type} ${key}`, () => this.deliver(type, key, message));
  }

  private partnerTakes(sent: Send): void {
    if (sent.partner === ERP) this.toErp.push(sent);
    else if (sent.send === 'releaseReceipt') this.release(sent);
    else if (this.chance(this.fate.silent)) return;
    else if (sent.partner === WMS) this.wmsTakes(sent);
    else if (sent.partner === SUPPLIER_PORTAL) this.portalTakes(sent);
  }

  private wmsTakes({ send, key, a: node, b }: Send): void {
    if (send === 'requestSlots') {
      const slots: DockSlot[] = Array.from({ length: this.draw(4) }, (_, i) => ({
        door: i,
        from: b + i * 2 * HOUR,
        until: b + (i + 1) * 2 * HOUR,
      }));
      this.say(WMS, 'slotsOffered', key, node, b, { slots });
    } else if (send === 'bookSlot' && this.chance(7)) this.say(WMS, 'slotBooked', key, node, b, { door: 0 });
    else if (send === 'bookSlot') this.say(WMS, 'slotRefused', key, node, b, null);
  }

  private release(sent: Send): void {
    this.released.push(sent);
    const { key, a: node, b } = sent;
    if (b === 0 || this.chance(this.fate.silent)) return;
    let units = 0;
    for (const each of this.shipped.get(key)?.counted ?? []) units += each;
    this.say(WMS, 'receiptPutAway', key, node, units, null);
  }

  private portalTakes(sent: Send): void {
    const { send, key, a: supplier } = sent;
    if (send === 'sendPurchaseOrder') this.takeOrder(sent);
    else if (send === 'askForNotice') for (const each of this.shipped.keys()) this.notice(each);
    else if (send === 'cancelRemainder')
      this.say(SUPPLIER_PORTAL, 'remainderCancelled', key, supplier, this.shipped.size, null);
  }

  private takeOrder({ key, a: supplier, body }: Send): void {
    if (this.answered) return;
    this.answered = true;
    if (this.chance(1)) {
      this.say(SUPPLIER_PORTAL, 'purchaseOrderDeclined', key, supplier, 0, null);
      return;
    }
    const { lines } = body as { readonly lines: readonly { readonly units: number }[] };
    const units = lines.map((line) => (this.chance(8) ? line.units : this.draw(line.units + 1)));
    this.say(SUPPLIER_PORTAL, 'purchaseOrderConfirmed', key, supplier, this.now + DAY, { units });
    const { deliveries } = this.fate;
    let left = units;
    for (let n = 0; n < deliveries; n++) {
      const last = n === deliveries - 1;
      const part = left.map((each) => (last && this.chance(8) ? each : this.draw(each + 1)));
      left = left.map((each, line) => each - part[line]!);
      this.ship(receiptKey(key, n), { units: part, last, counted: [] });
    }
  }

  private ship(key: number, shipped: Shipped): void {
    this.shipped.set(key, shipped);
    if (!this.chance(this.fate.silent)) this.notice(key);
    if (this.chance(3))
      this.say(SUPPLIER_PORTAL, 'arrivalDelayed', key, 0, this.now + (2 + this.draw(9)) * DAY, null);
    if (this.chance(this.fate.noTruck)) return;
    const damaged = shipped.units.map((each) => (this.chance(2) ? this.draw(each + 1) : 0));
    const isCounted = !this.chance(this.fate.silent);
    const arrive = (): void => {
      this.say(WMS, 'truckAtGate', key, 1, this.draw(2), null);
      if (!isCounted) return;
      shipped.counted = shipped.units.map((each, line) => each - damaged[line]!);
      this.say(WMS, 'receiptCounted', key, 1, 1, { units: shipped.counted, damaged });
    };
    if (this.chance(3)) this.post(`truck ${key}`, arrive);
    else this.later(`truck ${key}`, this.now + (1 + this.draw(12)) * DAY, arrive);
  }

  private notice(key: number): void {
    const { units, last } = this.shipped.get(key)!;
    this.say(SUPPLIER_PORTAL, 'shipmentNoticed', key, 0, this.now + DAY, { units, handlingUnits: 3, last });
  }
}
