/**
 * What must hold of outbound orders in every run, checked as business events are written.
 *
 * 1. Only what the owners wrote down is judged, never the core's own picture.
 * 2. A violation stops the run at the event that shows it; the message names the invariant, the place and the figures.
 * 3. Memory: one small number an order, three more while it is in flight, two a plant. Part of every snapshot.
 */
import { DAY_MS } from '#mock-systems/settings';
import { roundHalfAway } from '#orchestrator/model/money';
import type { BusinessWatcher } from '../host/signals.ts';
import type { World } from '../world/world.ts';
import { InvariantViolation } from './invariant-violation.ts';
import { OrderHistory, type SavedHistory } from './order-history.ts';

interface PlantDay {
  day: number;
  issued: number;
}

interface Flight {
  readonly units: number;
  plant: number;
  carrier: number;
  /** Rated freight, minor units; -1 = unpriced. */
  ratedMinor: number;
}

interface SavedInvariants {
  readonly history: SavedHistory;
  readonly flights: readonly (readonly [number, Flight])[];
  readonly plantDays: readonly PlantDay[];
  readonly payable: number;
  readonly paid: number;
}

/** What is still there when nothing more can happen. */
export interface LeftOver {
  readonly orders: number;
  readonly shipments: number;
  readonly freightInvoices: number;
  /** Messages that a partner has not taken. */
  readonly keptMessages: number;
  /** Inputs that wait for a worker. */
  readonly backlog: number;
  /** Sums of the ledger by posting, minor units. */
  readonly ledger: ReadonlyMap<string, number>;
}

export class OutboundInvariants implements BusinessWatcher {
  readonly name = 'invariants';
  private readonly world: World;
  private readonly history = new OrderHistory();
  private readonly flights = new Map<number, Flight>();
  private plantDays: PlantDay[];
  private payable = 0;
  private paid = 0;

  constructor(world: World) {
    this.world = world;
    this.plantDays = world.plants.map(() => ({ day: -1, issued: 0 }));
  }

  /** Takes one business event; throws `InvariantViolation`. */
  business(
    time: number,
    event: string,
    owner: string,
    _entityType: string,
    key: number,
    _entityN: number,
    a: number,
    b: number,
  ): void {
    this.history.note(key, event, owner);
    switch (event) {
      case 'orderReleased':
        this.flights.set(key, { units: a, plant: -1, carrier: -1, ratedMinor: -1 });
        return;
      case 'orderPlanned':
        this.planned(key, a, b);
        return;
      case 'freightRated':
        this.flight(key).ratedMinor = a;
        return;
      case 'goodsIssued':
        this.issued(time, key, a, b);
        return;
      case 'warehouseCharged':
        this.charged(key, a, b);
        return;
      case 'loadDeparted':
      case 'loadDelivered':
        this.moved(key, event, a);
        return;
      case 'freightMatched':
        this.payable += 1;
        return;
      case 'freightPaid':
        this.settled(key, a);
    }
  }

  /** When nothing more can happen. */
  atEnd(left: LeftOver): void {
    for (const what of ['orders', 'shipments', 'freightInvoices', 'keptMessages', 'backlog'] as const) {
      if (left[what] === 0) continue;
      throw new InvariantViolation('settles', `nothing more can happen, and ${left[what]} ${what} are left`);
    }
    if (this.payable !== this.paid) {
      throw new InvariantViolation('nothing-left-over', `${this.payable} bills approved, ${this.paid} paid`);
    }
    const sum = (posting: string): number => left.ledger.get(posting) ?? 0;
    const accrual = sum('freightAccrued') - sum('freightApproved') - sum('freightOverAccrued');
    const payables = sum('freightApproved') + sum('freightUnderAccrued') - sum('freightPaid');
    for (const [account, balance] of [
      ['freight-accrual', accrual],
      ['accounts-payable', payables],
    ] as const) {
      if (balance !== 0)
        throw new InvariantViolation('ledger-balances', `${account} holds ${balance} at the end`);
    }
  }

  save(): SavedInvariants {
    return {
      history: this.history.save(),
      flights: [...this.flights].map(([order, flight]) => [order, { ...flight }] as const),
      plantDays: this.plantDays.map((day) => ({ ...day })),
      payable: this.payable,
      paid: this.paid,
    };
  }

  load(state: unknown): void {
    const saved = state as SavedInvariants;
    this.history.load(saved.history);
    this.flights.clear();
    for (const [order, flight] of saved.flights) this.flights.set(order, { ...flight });
    this.plantDays = saved.plantDays.map((day) => ({ ...day }));
    this.payable = saved.payable;
    this.paid = saved.paid;
  }

  private flight(order: number): Flight {
    const flight = this.flights.get(order);
    if (flight === undefined)
      throw new InvariantViolation('settles', `order ${order} goes on after it has ended`);
    return flight;
  }

  private planned(order: number, plant: number, carrier: number): void {
    const flight = this.flight(order);
    flight.plant = plant;
    flight.carrier = carrier;
  }

  private issued(time: number, order: number, plant: number, units: number): void {
    const flight = this.flight(order);
    if (flight.units !== units || flight.plant !== plant) {
      throw new InvariantViolation(
        'order-lines-conserved',
        `order ${order}: ${flight.units} units planned at plant ${flight.plant}, ${units} issued at plant ${plant}`,
      );
    }
    const at = this.plantDays[plant]!;
    const day = Math.floor(time / DAY_MS);
    if (at.day !== day) {
      at.day = day;
      at.issued = 0;
    }
    at.issued += 1;
    const { dailyCapacity, name } = this.world.plants[plant]!;
    if (at.issued > dailyCapacity) {
      throw new InvariantViolation(
        'capacity-respected',
        `${name} issued ${at.issued} orders in a day of ${dailyCapacity}`,
      );
    }
  }

  private charged(order: number, chargedMinor: number, plant: number): void {
    const { units } = this.flight(order);
    const due = roundHalfAway(this.world.plants[plant]!.unitCostMinor * units);
    if (chargedMinor !== due) {
      throw new InvariantViolation(
        'ledger-balances',
        `order ${order}: ${chargedMinor} charged for ${units} units, ${due} are due`,
      );
    }
  }

  private moved(order: number, event: string, carrier: number): void {
    const flight = this.flight(order);
    if (flight.carrier !== carrier) {
      throw new InvariantViolation(
        'one-active-booking',
        `order ${order}: ${event} by carrier ${carrier}, booked with ${flight.carrier}`,
      );
    }
    // Unpriced freight is never billed: delivery is the last that happens to it.
    if (event === 'loadDelivered' && flight.ratedMinor < 0) this.flights.delete(order);
  }

  private settled(order: number, paidMinor: number): void {
    const { ratedMinor } = this.flight(order);
    const limit = ratedMinor * (1 + this.world.invoiceTolerance);
    if (ratedMinor < 0 || paidMinor > limit) {
      const why = ratedMinor < 0 ? 'it was never rated' : `rated ${ratedMinor}`;
      throw new InvariantViolation('invoice-settled-once', `order ${order}: ${paidMinor} paid; ${why}`);
    }
    this.flights.delete(order);
    this.paid += 1;
  }
}
