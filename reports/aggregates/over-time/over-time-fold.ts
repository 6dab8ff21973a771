/**
 * Folds what is recorded into series over time.
 *
 * 1. Memory is that of `SLOTS_MAX` slots for each node, role, partner and kind of fault there is, and of what is not over yet.
 * 2. Slots grow as long as more than a few orders are on their way; what comes later is not drawn.
 * 3. The end that is drawn: when nearly all orders were over that ever were.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import type { Thirds } from './answers.ts';
import { LoadWaits, Yard } from './load-waits.ts';
import { OrderFlow } from './order-flow.ts';
import type { FaultWindow, OverTime } from './over-time.ts';
import { PartnersAndFaults } from './partners-and-faults.ts';
import { PeopleSeries } from './people-series.ts';
import type { Covered } from './series.ts';
import { ShipmentStages, STAGE } from './shipment-stages.ts';
import { SLOTS_MAX, SlotClock } from './slot-clock.ts';

const DAY_MS = 86_400_000;
/** What partners' messages are to. */
const CORE = 'core';
/** How long orders are thought to be under way after the last has come: half of the time in which they come, within these. Source: assumption. */
const AFTERWARDS_MS = [7 * DAY_MS, 30 * DAY_MS] as const;
/** Source: assumption. */
const FEW_SHARE = 0.02;

export interface OverTimeFacts {
  /** Epoch ms. */
  readonly startAt: number;
  /** When the last order may come, epoch ms. */
  readonly ordersUntil: number;
  /** Comparisons leave out what was released before; null = nothing is. */
  readonly warmUpUntil: number | null;
  /** Hours for which workers of a node are there between two instants, ms; null = it has no stations. */
  nodePaidMs(node: number, from: number, until: number): number | null;
  /** The same of the heads of a role; null = it is without limit. */
  rolePaidMs(role: string, from: number, until: number): number | null;
  readonly faultWindows: readonly FaultWindow[];
}

export class OverTimeFold {
  private readonly facts: OverTimeFacts;
  private readonly clock: SlotClock;
  private readonly flow: OrderFlow;
  private readonly shipments: ShipmentStages;
  private readonly loads: LoadWaits;
  private readonly yard: Yard;
  private readonly people: PeopleSeries;
  private readonly said: PartnersAndFaults;

  constructor(facts: OverTimeFacts) {
    const { startAt, ordersUntil } = facts;
    const [least, most] = AFTERWARDS_MS;
    const afterwards = Math.min(most, Math.max(least, (ordersUntil - startAt) / 2));
    this.facts = facts;
    this.clock = new SlotClock(startAt, ordersUntil + afterwards, (now) => this.goesOn(now));
    this.flow = new OrderFlow(this.clock);
    this.shipments = new ShipmentStages(this.clock);
    this.loads = new LoadWaits(this.clock);
    this.yard = new Yard(this.clock);
    this.people = new PeopleSeries(this.clock, (load) => this.loads.shipmentsOf(load));
    this.said = new PartnersAndFaults(this.clock, thirdsOf(facts));
  }

  business(
    now: number,
    event: string,
    _owner: string,
    entityType: string,
    key: number,
    _n: number,
    a: number,
    b: number,
  ): void {
    this.clock.pass(now);
    switch (entityType) {
      case 'order':
        this.flow.order(now, event, key, a);
        return;
      case 'shipment':
        this.shipment(now, event, key, a, b);
        return;
      case 'load':
        this.loads.load(now, event, key, b);
        return;
      case 'receipt':
        this.yard.receipt(now, event, key);
        return;
      case 'transfer':
        // Of stores and of nodes that other nodes supply: no carrier's word counts.
        if (event !== 'goodsTransferred') this.shipments.arrive(now, key);
        return;
      case 'outbound-message':
        if (event === 'messageDeadLettered') this.said.deadLetter(a);
    }
  }

  /** What the fold needs of a row of `messages`. */
  message(
    sentAt: number,
    dueAt: number,
    kind: string,
    fromType: string,
    fromKey: number,
    toType: string,
    toKey: number,
    counter: number,
    key: number,
  ): void {
    this.clock.pass(sentAt);
    if (toType === CORE) this.said.partner(fromKey, fromType).heard(sentAt, dueAt, key);
    else this.said.partner(toKey, toType).told(sentAt, dueAt, kind, counter, key);
  }

  task(...row: Parameters<Recorder['task']>): void {
    this.clock.pass(row[0]);
    this.people.task(...row);
  }

  fault(time: number, kind: string, place: string): void {
    this.clock.pass(time);
    this.said.fault(kind, place);
  }

  /** Once. @param endAt when the run ended, epoch ms */
  result(endAt: number): OverTime {
    const { clock, facts, flow, shipments } = this;
    const { startAt, ordersUntil, warmUpUntil } = facts;
    clock.pass(endAt);
    flow.end(endAt, shipments.onTheRoad());
    const covered = this.drawn(endAt);
    const { slots } = covered;
    const nodes = shipments.nodeSeries(covered, (node) =>
      this.paid(covered, (from, until) => facts.nodePaidMs(node, from, until)),
    );
    return {
      fromAt: clock.fromAt,
      slotMs: clock.slotMs,
      slots,
      startAt,
      endAt: covered.endAt,
      ordersUntil,
      warmUpUntil,
      orders: flow.flow(covered),
      stages: { source: flow.sourcing(covered), ...shipments.stages(covered, nodes) },
      kpis: flow.kpis(covered),
      nodes,
      loads: this.loads.result(covered),
      yard: this.yard.result(covered),
      roles: this.people.result(covered, (role) =>
        this.paid(covered, (from, until) => facts.rolePaidMs(role, from, until)),
      ),
      ...this.said.result(covered),
      faultWindows: facts.faultWindows,
    };
  }

  private shipment(now: number, event: string, key: number, a: number, b: number): void {
    const { flow, shipments } = this;
    switch (event) {
      case 'stockReserved':
        shipments.reserve(now, key, a);
        flow.reserved(now, key);
        return;
      case 'shipmentPicked':
        // Nothing of it was found: it stops, and nobody releases what is not there.
        if (b === 0) this.stopped(now, key);
        else shipments.move(now, key, STAGE.pack);
        return;
      case 'shipmentPacked':
        shipments.move(now, key, STAGE.dock);
        return;
      case 'goodsIssued':
        shipments.move(now, key, STAGE.road);
        return;
      case 'shipmentLoaded':
        this.loads.gone(now, a);
        return;
      case 'labourSpent':
        shipments.work(now, key, b, a);
        return;
      case 'reservationReleased':
        this.stopped(now, key);
        return;
      case 'shipmentDelivered':
        if (shipments.arrive(now, key)) flow.delivered(now, key, a);
    }
  }

  private stopped(now: number, key: number): void {
    if (this.shipments.leave(now, key)) this.flow.stopped(now, key);
  }

  /** Whether it is worth while to draw what comes at an instant beyond all slots. */
  private goesOn(now: number): boolean {
    return now < this.facts.ordersUntil || this.flow.openCount > FEW_SHARE * this.flow.releasedCount;
  }

  /** The slots up to when nearly all orders that ever were over were it. */
  private drawn(endAt: number): Covered {
    const { clock, facts, flow } = this;
    const reached = Math.min(SLOTS_MAX, clock.indexOf(endAt - 1) + 1);
    const { over } = flow.flow({ slots: reached, startAt: facts.startAt, endAt });
    const all = over.reduce((sum, each) => sum + each, 0);
    let slots = Math.min(reached, clock.indexOf(facts.ordersUntil - 1) + 1);
    let soFar = over.slice(0, slots).reduce((sum, each) => sum + each, 0);
    while (slots < reached && soFar < (1 - FEW_SHARE) * all) {
      soFar += over[slots]!;
      slots += 1;
    }
    return { slots, startAt: facts.startAt, endAt: Math.min(endAt, clock.endOf(slots - 1)) };
  }

  private paid(
    { slots, startAt, endAt }: Covered,
    between: (from: number, until: number) => number | null,
  ): number[] | null {
    const { fromAt, slotMs } = this.clock;
    const found: number[] = [];
    for (let slot = 0; slot < slots; slot++) {
      const from = Math.max(startAt, fromAt + slot * slotMs);
      const ms = between(from, Math.max(from, Math.min(endAt, fromAt + (slot + 1) * slotMs)));
      if (ms === null) return null;
      found.push(ms);
    }
    return found;
  }
}

/** Of the time in which orders come in, warm-up left out. */
function thirdsOf({ startAt, warmUpUntil, ordersUntil }: OverTimeFacts): Thirds {
  const from = Math.min(ordersUntil, warmUpUntil ?? startAt);
  const thirdMs = Math.floor((ordersUntil - from) / 3);
  return {
    firstFrom: from,
    firstUntil: from + thirdMs,
    lastFrom: ordersUntil - thirdMs,
    lastUntil: ordersUntil,
  };
}
