/**
 * Order, shipment, wave plan and consolidation against stand-ins for partners, load and claim, in every order of messages that
 * the channels allow: each pair of talkers is first in, first out, and whose message is next is drawn. Some goods issues alone go
 * a way of their own, on which everything overtakes them.
 */

import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { CoreToPartner } from '#orchestrator/contracts/partner-messages';
import { ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import type { Actor } from '#orchestrator/core/actor';
import type { SourcingOption } from '#orchestrator/decisions/sourcing';
import type { Instant } from '#orchestrator/model/instant';
import type { Network } from '#orchestrator/model/network';
import {
  CLAIM,
  type FormLoad,
  LOAD,
  ORDER,
  SHIPMENT,
  STOCK_VIEW,
  STOP_REASON,
} from '#orchestrator/processes/outbound/inputs';
import { consolidationActor } from '#orchestrator/processes/outbound/load/consolidation';
import { MONDAY } from '#orchestrator/processes/outbound/network.fixture';
import { orderActor } from '#orchestrator/processes/outbound/order/order';
import { shipmentActor } from '#orchestrator/processes/outbound/shipment/shipment';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import { wavePlanActor } from '#orchestrator/processes/outbound/wave/wave-plan';
import { CollectingOut, type Effect } from './collecting-out.ts';

type Tell = Extract<Effect, { readonly tell: string }>;
type Send = Extract<Effect, { readonly send: string }>;
interface Held {
  units: number[];
  phase: 'reserved' | 'staged' | 'at-door' | 'issued' | 'released';
}

const PEOPLE = 99;

export class OrderToDoor {
  now = MONDAY as Instant;
  /** What each living actor knows, by "type key". */
  readonly states = new Map<string, unknown>();
  readonly ended = new Map<string, unknown>();
  readonly held = new Map<number, Held>();
  readonly toErp: Send[] = [];
  /** Kinds of what reached an actor that is no more. */
  readonly strays: string[] = [];
  onStep: () => void = () => {};
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
  private readonly actors = new Map<number, Actor<any, any>>();
  private readonly channels = new Map<string, (() => void)[]>();
  private readonly timers = new Map<string, { at: number; type: number; key: number; id: number }>();
  private readonly loads = new Map<number, number[]>();
  private readonly rand: (n: number) => number;

  /** @param rand draws an integer in 0..n-1 */
  constructor(network: Network, rand: (n: number) => number) {
    this.rand = rand;
    for (const make of [orderActor, shipmentActor, wavePlanActor, consolidationActor]) {
      // biome-ignore lint/suspicious/noExplicitAny: see above
      const actor: Actor<any, any> = make(network);
      this.actors.set(actor.type, actor);
    }
  }

  /** Of shipments that have left and are over: what they knew at the end. */
  shipments(): ShipmentState[] {
    return [...this.ended]
      .filter(([id]) => id.startsWith(`${SHIPMENT} `))
      .map(([, state]) => state as ShipmentState)
      .filter(({ status }) => status === 'closed');
  }

  /** A message of a partner to an actor. */
  say(
    partner: number,
    type: number,
    key: number,
    kind: string,
    a: number,
    b: number,
    body: unknown,
    channel = `p${partner}`,
  ): void {
    this.post(channel, () =>
      this.deliver(type, key, envelope(kind, PARTNER, partner, type, key, partner, 1, key, a, b, body)),
    );
  }

  /** One message, or, when all is quiet, the next timer. @returns false when nothing is left to come */
  next(): boolean {
    const busy = [...this.channels.values()].filter((channel) => channel.length > 0);
    if (busy.length > 0) {
      busy[this.rand(busy.length)]!.shift()!();
      return true;
    }
    let first: { at: number; type: number; key: number; id: number } | undefined;
    for (const timer of this.timers.values()) if (first === undefined || timer.at < first.at) first = timer;
    if (first === undefined) return false;
    const { at, type, key, id } = first;
    this.now = Math.max(this.now, at) as Instant;
    this.timers.delete(`${type} ${key} ${id}`);
    this.deliver(type, key, envelope('timer', type, key, type, key, 0, 1, key, id, 0, null));
    return true;
  }

  private post(channel: string, act: () => void): void {
    const queue = this.channels.get(channel);
    if (queue === undefined) this.channels.set(channel, [act]);
    else queue.push(act);
  }

  private deliver(type: number, key: number, message: Envelope): void {
    const actor = this.actors.get(type)!;
    const id = `${type} ${key}`;
    const state = this.states.get(id) ?? (actor.creates.includes(message.kind) ? actor.initial(key) : null);
    if (state === null || this.ended.has(id)) {
      this.strays.push(message.kind);
      return;
    }
    this.states.set(id, state);
    const out = new CollectingOut(this.now);
    actor.step(state, message, this.now, out);
    for (const effect of out.effects) this.perform(type, key, effect);
    this.onStep();
    if (!actor.finished(state)) return;
    this.states.delete(id);
    this.ended.set(id, state);
    for (const timer of [0, 1, 2, 3]) this.timers.delete(`${id} ${timer}`);
  }

  private perform(type: number, key: number, effect: Effect): void {
    if ('tell' in effect) this.tell(type, key, effect);
    else if ('send' in effect) this.post(`to${effect.partner}`, () => this.partnerTakes(effect));
    else if ('timer' in effect)
      this.timers.set(`${type} ${key} ${effect.timer}`, { at: effect.at, type, key, id: effect.timer });
    else if ('cancel' in effect) this.timers.delete(`${type} ${key} ${effect.cancel}`);
    else if ('ask' in effect) {
      const options = effect.options as readonly SourcingOption[];
      const option = options[this.rand(options.length + 1)] ?? null;
      this.say(PEOPLE, type, key, 'decided', 0, effect.attempt, { option });
    } else if ('task' in effect && effect.role !== 'supervisor') {
      this.say(PEOPLE, type, key, 'taskAnswered', this.rand(2), effect.no, null);
    }
  }

  private tell(fromType: number, fromKey: number, { tell, type, key, a, b, body }: Tell): void {
    this.post(`${fromType} ${fromKey} ${type} ${key}`, () => {
      if (type === LOAD) this.loadTakes(tell, key, a, body);
      else if (type === CLAIM) this.say(PEOPLE, SHIPMENT, key, 'claimSettled', 5, 0, null);
      else if (type !== STOCK_VIEW)
        this.deliver(type, key, envelope(tell, fromType, fromKey, type, key, 0, 1, key, a, b, body ?? null));
    });
  }

  private partnerTakes(effect: Send): void {
    const { send, partner, key, a } = effect;
    if (partner === WMS) this.wmsTakes(effect);
    else if (partner === TMS) {
      const { origins } = effect.body as { origins: number[] };
      const ratings = this.rand(8) === 0 ? [] : origins.map((origin) => ({ origin, amountMinor: 9 }));
      this.say(TMS, ORDER, key, 'orderRated', a, 0, { ratings });
    } else if (partner === ERP) {
      this.toErp.push(effect);
      if (send === 'reportDelivery' && effect.b === CONDITION.good)
        this.say(ERP, SHIPMENT, key, 'customerBilled', 7, 0, null);
    }
  }

  private wmsTakes({ send, key, a: node, b, body }: Send): void {
    switch (send as CoreToPartner['kind']) {
      case 'reserveStock': {
        const wanted = (body as { lines: { units: number }[] }).lines.map(({ units }) => units);
        let units = wanted.map((each) => Math.max(0, each - [0, 0, 0, 2, 99][this.rand(5)]!));
        if (b === 1 && units.some((each, i) => each < wanted[i]!)) units = wanted.map(() => 0);
        this.held.set(key, { units, phase: sum(units) === 0 ? 'released' : 'reserved' });
        this.say(WMS, SHIPMENT, key, 'stockReserved', node, 0, { units });
        return;
      }
      case 'cancelShipment': {
        const held = this.held.get(key)!;
        const inTime = held.phase === 'reserved' || held.phase === 'staged' || held.phase === 'released';
        if (inTime) held.phase = 'released';
        this.say(WMS, SHIPMENT, key, 'shipmentReleased', node, inTime ? 1 : 0, null);
        return;
      }
      case 'reduceReservation': {
        const held = this.held.get(key)!;
        const { units } = body as { units: number[] };
        if (held.phase === 'reserved') held.units = held.units.map((each, i) => Math.min(each, units[i]!));
        this.say(WMS, SHIPMENT, key, 'reservationReduced', node, b, { units: [...held.units] });
        return;
      }
      case 'releaseWave':
        for (const each of (body as { shipments: number[] }).shipments) this.pick(each);
        return;
      case 'loadTruck':
        this.loadTruck(key, (body as { shipments: number[] }).shipments);
    }
  }

  private pick(key: number): void {
    const held = this.held.get(key)!;
    if (held.phase !== 'reserved') return;
    held.units = held.units.map((each) => Math.max(0, each - [0, 0, 0, 0, 1, 99][this.rand(6)]!));
    held.phase = sum(held.units) === 0 ? 'released' : 'staged';
    const units = [...held.units];
    this.say(WMS, SHIPMENT, key, 'shipmentPicked', 0, 0, { units });
    if (held.phase === 'released') return;
    const body = { units, handlingUnits: 1, grossWeightGrams: 100 * sum(units) };
    this.say(WMS, SHIPMENT, key, 'shipmentPacked', 0, 1, body);
  }

  /** Loading takes a while: what is at the door can't be cancelled any more. */
  private loadTruck(load: number, shipments: readonly number[]): void {
    const onTruck = shipments.filter((key) => this.held.get(key)!.phase === 'staged');
    for (const key of onTruck) this.held.get(key)!.phase = 'at-door';
    this.post('to2', () => {
      for (const key of onTruck) {
        const held = this.held.get(key)!;
        held.phase = 'issued';
        const way = this.rand(3) === 0 ? `late ${key}` : `p${WMS}`;
        this.say(WMS, SHIPMENT, key, 'goodsIssued', 0, sum(held.units), null, way);
      }
      this.post('p2', () => {
        for (const key of onTruck) this.fromLoad(load, key, 'stopDelivered', this.now, this.rand(4));
      });
    });
  }

  private loadTakes(kind: string, load: number, a: number, body: unknown): void {
    if (kind === 'leaveLoad') {
      const shipments = this.loads.get(load) ?? [];
      if (shipments.includes(a)) shipments.splice(shipments.indexOf(a), 1);
      return;
    }
    const shipments = (body as FormLoad['body']).shipments.map(({ shipment }) => shipment);
    this.loads.set(load, shipments);
    const fate = this.rand(6);
    const reason = fate === 0 ? STOP_REASON.noRoute : STOP_REASON.refusedByRule;
    this.post(`load ${load}`, () => {
      for (const key of shipments) {
        if (fate < 2) this.fromLoad(load, key, 'loadGivenUp', reason, 0);
        else this.fromLoad(load, key, 'shipmentBooked', load, 1);
      }
      if (fate < 2) this.loads.delete(load);
    });
    if (fate < 2) return;
    this.post(`load ${load}`, () => {
      this.loads.delete(load);
      this.post('to2', () => this.loadTruck(load, [...shipments]));
    });
  }

  private fromLoad(load: number, key: number, tell: string, a: number, b: number): void {
    this.tell(LOAD, load, { tell, type: SHIPMENT, key, a, b });
  }
}

export function sum(units: readonly number[]): number {
  return units.reduce((total, each) => total + each, 0);
}
