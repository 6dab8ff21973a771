/**
 * Stores: what must hold of shelves and transfers, by what stores, WMS, carriers, ERP and the core have written down.
 *
 * 1. never-sells-what-it-has-not: a store has on its shelves what it began with and what it has received, less what it has sold and what
 *    has disappeared; never less than nothing.
 * 2. units-conserved: what a node issues for a store or another node is received there, refused at its door, lost, or on its way; a shelf's own count
 *    is what the events make of it.
 * 3. one-open-transfer: of a store and group one transfer is open at a time.
 * 4. side-effect-once: stores' own ledger against what they have written; ERP posts each receipt once, and all of them.
 * 5. decision-audited: what is proposed to a node is what the last decision on record says, of that review and try.
 * 6. authority-kept: beyond the authority limit nothing is proposed unless a planner has said so.
 * 7. bounded: what is not with the first delivery of a transfer does not wait: within two days of its receipt the rest is called off.
 *    Not where messages may be late by design.
 * 8. Memory: two numbers a store, and figures of what is open.
 */
import { orderOf } from '#orchestrator/contracts/shipment-key';
import type { ReplenishmentOption } from '#orchestrator/decisions/replenishment';
import { LARGE_TRANSFER_ANSWER } from '#orchestrator/processes/replenishment/replenishment';
import { DAY_MS } from '#sim/shifts/civil';
import type { Ask, Decided } from '../../host/ports.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { NONE } from './figures.ts';
import type { BehindTasks } from './left-over/left-over.ts';
import { nameOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const SELLS = 'never-sells-what-it-has-not';
const CONSERVED = 'units-conserved';
const ONE_OPEN = 'one-open-transfer';
const ONCE = 'side-effect-once';
const AUDITED = 'decision-audited';
const CONDITION_LOST = 3;
const NAMED_MAX = 5;
/** A store reports once a day; the answer of ERP takes less. */
const CALLED_OFF_WITHIN_MS = 2 * DAY_MS;

interface Sums {
  soldUnits: number;
  lostUnits: number;
  receivedUnits: number;
  shrunkUnits: number;
}

interface Saved {
  readonly shelves: readonly number[];
  readonly transit: ReadonlyMap<number, OnItsWay>;
  readonly unposted: ReadonlyMap<number, number>;
  readonly open: ReadonlyMap<number, number>;
  readonly rests: ReadonlyMap<number, Rest>;
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly sums: Sums;
  readonly putAwayUnits: number;
}

/** Never written into. */
interface Decision {
  readonly attempt: number;
  readonly units: number;
  readonly source: number;
  readonly valueMinor: number;
  /** A person has said so. */
  readonly allowed: boolean;
}

/** Of a transfer that nobody has called off. Never written into. */
interface Rest {
  readonly units: number;
  readonly issued: number;
  /** -1 = nothing of it has been received. */
  readonly receivedAt: number;
}

/** Never written into. */
interface OnItsWay {
  readonly units: number;
  /** -1 = it is on none. */
  readonly load: number;
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
      if (orderOf(shipment) < this.first) return;
      this.transit.set(shipment, { units, load: NONE });
      const rest = this.rests.get(orderOf(shipment));
      if (rest !== undefined) this.rests.set(orderOf(shipment), { ...rest, issued: rest.issued + units });
    },
    shipmentLoaded: (_time, shipment, _n, load) => {
      const issued = this.transit.get(shipment);
      if (issued !== undefined) this.transit.set(shipment, { ...issued, load });
    },
    shipmentDelivered: (_time, shipment, _n, _at, condition) => {
      if (condition === CONDITION_LOST) this.transit.delete(shipment);
    },
    deliveryRefused: (_time, shipment, _n, units) => this.arrive(shipment, units, 'refused'),
    transferReceived: (time, shipment, _n, units, store) => {
      this.arrive(shipment, units, 'received');
      this.firstCame(time, shipment);
      this.sums.receivedUnits += units;
      this.shelves[store]! += units;
      this.unposted.set(shipment, units);
    },
    transferRefused: (_time, shipment, _n, units) => this.arrive(shipment, units, 'refused'),
    transferPutAway: (time, shipment, _n, units) => {
      this.arrive(shipment, units, 'received');
      this.firstCame(time, shipment);
      this.putAwayUnits += units;
      this.unposted.set(shipment, units);
    },
    transferReceiptPosted: (_time, shipment, _n, units) => this.post(shipment, units),
    replenishmentProposed: (_time, key, attempt, units, source) => this.propose(key, attempt, units, source),
    transferReleased: (_time, transfer, _n, units, key) => {
      this.release(transfer, key);
      this.rests.set(transfer, { units, issued: 0, receivedAt: -1 });
    },
    orderCancelled: (_time, order) => {
      this.rests.delete(order);
    },
    orderDone: (_time, order) => {
      this.rests.delete(order);
    },
    transferDone: (_time, key) => {
      this.rests.delete(this.open.get(key)!);
      this.open.delete(key);
    },
  };

  private readonly first: number;
  private readonly names: readonly string[];
  private readonly authorityMinor: number;
  /** Units on the shelves, by store. */
  private shelves: number[] = [];
  /** Shipments to stores that are on their way. */
  private transit = new Map<number, OnItsWay>();
  private unposted = new Map<number, number>();
  /** Open transfer of each store and group. */
  private open = new Map<number, number>();
  /** By open transfer. */
  private rests = new Map<number, Rest>();
  /** The last decision of each replenishment. */
  private decisions = new Map<number, Decision>();
  /** By nodes. */
  private putAwayUnits = 0;
  private sums: Sums = { soldUnits: 0, lostUnits: 0, receivedUnits: 0, shrunkUnits: 0 };

  constructor({ replenishment }: Pick<OutboundWorld, 'replenishment'>) {
    this.first = replenishment?.core.numbering.first ?? Infinity;
    this.names = replenishment?.stores ?? [];
    this.authorityMinor = replenishment?.core.limits.authorityMinor ?? Infinity;
  }

  /** A decision about a replenishment goes on record. */
  decided({ entityKey: key, attempt, options }: Ask, { chosen, mode }: Decided): void {
    // What a shadow says is not done.
    if (mode === 'shadow') return;
    const last = this.decisions.get(key)?.attempt ?? 0;
    if (attempt <= last)
      violated(AUDITED, `replenishment ${key}: decision ${attempt} is on record after decision ${last}`);
    const option = chosen < 0 ? null : (options[chosen] as ReplenishmentOption);
    this.decisions.set(key, {
      attempt,
      units: option?.totalUnits ?? 0,
      source: option?.source ?? -1,
      valueMinor: option?.valueMinor ?? 0,
      allowed: false,
    });
  }

  /** A planner has answered. */
  answered(key: number, answer: number): void {
    const decision = this.decisions.get(key);
    if (decision !== undefined && answer === LARGE_TRANSFER_ANSWER.send)
      this.decisions.set(key, { ...decision, allowed: true });
  }

  /** Not where messages may be late by design. */
  daily(time: number): void {
    for (const [transfer, { units, issued, receivedAt }] of this.rests)
      if (receivedAt >= 0 && issued < units && time - receivedAt > CALLED_OFF_WITHIN_MS)
        violated(
          'bounded',
          `transfer ${transfer}: its first delivery was received ${new Date(receivedAt).toISOString()}, and the ${units - issued} units that were not with it still wait`,
        );
  }

  /** When nothing more can happen. @param behind orders and loads that wait for a person, or of which a dead letter speaks */
  atEnd({ stores, wms }: PartnerSystems, behind: Pick<BehindTasks, 'orders' | 'loads'>): void {
    if (!stores) return;
    const putAway = wms.transfers?.receivedUnits ?? 0;
    if (putAway !== this.putAwayUnits)
      violated(
        ONCE,
        `WMS has put away ${putAway} units from other nodes by its own count, ${this.putAwayUnits} by what it has written down`,
      );
    const own = stores.ledger;
    for (const effect of Object.keys(this.sums) as (keyof Sums)[])
      if (own[effect] !== this.sums[effect])
        violated(
          ONCE,
          `the stores' own ledger has ${effect} ${own[effect]}, they have written down ${this.sums[effect]}`,
        );
    // A truck that nobody has told to go stands there, also when the core has given its load up.
    const onTheRoad = [...this.transit].filter(([, { load }]) => !behind.loads.has(load));
    leftOver('on their way to a store or node', new Map(onTheRoad), behind.orders);
    leftOver('received and not posted by ERP', this.unposted, behind.orders);
  }

  save(): Saved {
    return {
      shelves: this.shelves.slice(),
      transit: new Map(this.transit),
      unposted: new Map(this.unposted),
      open: new Map(this.open),
      rests: new Map(this.rests),
      decisions: new Map(this.decisions),
      sums: { ...this.sums },
      putAwayUnits: this.putAwayUnits,
    };
  }

  load(saved: Saved): void {
    this.shelves = saved.shelves.slice();
    this.transit = new Map(saved.transit);
    this.unposted = new Map(saved.unposted);
    this.open = new Map(saved.open);
    this.rests = new Map(saved.rests);
    this.decisions = new Map(saved.decisions);
    this.sums = { ...saved.sums };
    this.putAwayUnits = saved.putAwayUnits;
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
    const issued = this.transit.get(shipment)?.units;
    if (issued !== units)
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)}: ${units} units ${how}, ${issued ?? 'none'} were on their way`,
      );
    this.transit.delete(shipment);
  }

  private firstCame(time: number, shipment: number): void {
    const rest = this.rests.get(orderOf(shipment));
    if (rest !== undefined && rest.receivedAt < 0)
      this.rests.set(orderOf(shipment), { ...rest, receivedAt: time });
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

  private propose(key: number, attempt: number, units: number, source: number): void {
    const decision = this.decisions.get(key);
    if (decision?.attempt !== attempt || decision.units !== units || decision.source !== source)
      violated(
        AUDITED,
        `replenishment ${key}: proposal ${attempt} of ${units} units to node ${source}; on record is ${decision?.attempt ?? 0}, ${decision?.units ?? 0} units from node ${decision?.source ?? -1}`,
      );
    if (decision.valueMinor > this.authorityMinor && !decision.allowed)
      violated(
        'authority-kept',
        `replenishment ${key}: proposal ${attempt} is worth ${decision.valueMinor}, beyond ${this.authorityMinor}, and no planner has said so`,
      );
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

function leftOver(what: string, shipments: ReadonlyMap<number, unknown>, behind: ReadonlySet<number>): void {
  const left = [...shipments.keys()].filter((shipment) => !behind.has(orderOf(shipment)));
  if (left.length > 0)
    violated(
      'nothing-left-over',
      `${left.length} shipments are ${what} at the end: ${left.slice(0, NAMED_MAX)}`,
    );
}
