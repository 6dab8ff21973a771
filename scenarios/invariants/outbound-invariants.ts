/**
 * What must hold of outbound orders in every run, checked as business events are written.
 *
 * 1. Only what the owners wrote down is judged, never the core's own picture.
 * 2. A violation stops the run at the event that shows it; the message names the invariant, the place and the figures.
 * 3. Memory: two numbers an order in flight, one counter a plant. Part of every snapshot.
 */
import { DAY_MS } from '#mock-systems/settings';
import type { World } from '../world/world.ts';

/** An invariant does not hold: the run's result is worthless until it is explained. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
  readonly invariant: string;

  constructor(invariant: string, what: string) {
    super(`invariant ${invariant} violated: ${what}`);
    this.invariant = invariant;
  }
}

interface PlantDay {
  day: number;
  issued: number;
}

export interface SavedInvariants {
  readonly unitsReleased: readonly (readonly [number, number])[];
  readonly ratedMinor: readonly (readonly [number, number])[];
  readonly plantDays: readonly PlantDay[];
  readonly payable: number;
  readonly paid: number;
}

export class OutboundInvariants {
  private readonly world: World;
  /** Units of orders released and not issued. */
  private readonly unitsReleased = new Map<number, number>();
  /** Rated amounts of orders whose freight is not paid. */
  private readonly ratedMinor = new Map<number, number>();
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
    _owner: string,
    _entityType: string,
    key: number,
    _entityN: number,
    a: number,
    b: number,
  ): void {
    switch (event) {
      case 'orderUnplannable':
        this.unitsReleased.delete(key);
        return;
      case 'orderReleased':
        if (this.unitsReleased.has(key))
          throw new InvariantViolation('owner-writes', `order ${key} released twice`);
        this.unitsReleased.set(key, a);
        return;
      case 'freightRated':
        this.ratedMinor.set(key, a);
        return;
      case 'goodsIssued':
        this.issued(time, key, a, b);
        return;
      case 'freightMatched':
        this.payable += 1;
        return;
      case 'freightPaid':
        this.settled(key, a);
    }
  }

  /** @param open actors that have not finished, when nothing more can happen */
  atEnd(open: {
    readonly orders: number;
    readonly shipments: number;
    readonly freightInvoices: number;
  }): void {
    for (const what of ['orders', 'shipments', 'freightInvoices'] as const) {
      if (open[what] === 0) continue;
      throw new InvariantViolation(
        'settles',
        `nothing more can happen, and ${open[what]} ${what} are still open`,
      );
    }
    if (this.payable !== this.paid) {
      throw new InvariantViolation('nothing-left-over', `${this.payable} bills approved, ${this.paid} paid`);
    }
  }

  save(): SavedInvariants {
    return {
      unitsReleased: [...this.unitsReleased],
      ratedMinor: [...this.ratedMinor],
      plantDays: this.plantDays.map((day) => ({ ...day })),
      payable: this.payable,
      paid: this.paid,
    };
  }

  load(saved: SavedInvariants): void {
    this.unitsReleased.clear();
    for (const [order, units] of saved.unitsReleased) this.unitsReleased.set(order, units);
    this.ratedMinor.clear();
    for (const [order, amount] of saved.ratedMinor) this.ratedMinor.set(order, amount);
    this.plantDays = saved.plantDays.map((day) => ({ ...day }));
    this.payable = saved.payable;
    this.paid = saved.paid;
  }

  private issued(time: number, order: number, plant: number, units: number): void {
    const released = this.unitsReleased.get(order);
    if (released !== units) {
      throw new InvariantViolation(
        'order-lines-conserved',
        `order ${order}: ${released ?? 'nothing'} units released, ${units} issued (a second issue counts as well)`,
      );
    }
    this.unitsReleased.delete(order);
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

  private settled(order: number, paidMinor: number): void {
    const rated = this.ratedMinor.get(order);
    const limit = (rated ?? -1) * (1 + this.world.invoiceTolerance);
    if (rated === undefined || paidMinor > limit) {
      const why = rated === undefined ? 'it was never rated, or paid before' : `rated ${rated}`;
      throw new InvariantViolation('invoice-settled-once', `order ${order}: ${paidMinor} paid; ${why}`);
    }
    this.ratedMinor.delete(order);
    this.paid += 1;
  }
}
