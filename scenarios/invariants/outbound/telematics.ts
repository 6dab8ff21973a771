/**
 * Telematics: what must hold of devices on vehicles and of goods that need their temperature, by what the provider and the core have
 * written down.
 *
 * 1. bounded: a trip has no more positions than its settings allow; they are numbered on.
 * 2. position-moves-nothing: when a position is taken the load is where its carrier has reported it, no farther and never farther back.
 * 3. excursion-answered: every excursion that is reported is answered by a quality case, or by an exception case where it came too late,
 *    within a day in a run without faults, and at the end in any.
 * 4. refused-not-billed: goods that quality has refused are not billed to their customer.
 * 5. side-effect-once: the provider's own ledger, counted where it acts, against what it has written down.
 * 6. Memory: figures of trips under way, excursions that wait, and running sums.
 */
import { LOAD, QUALITY_CASE } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { QualityCaseState } from '#orchestrator/processes/outbound/tracking/quality-case-state';
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, type OpenBooks } from './books.ts';
import { NONE } from './figures.ts';
import {
  type CoreStates,
  increasing,
  nameOfShipment,
  type PartnerSystems,
  type Rules,
  violated,
} from './part.ts';

const MOVES = 'position-moves-nothing';
const ANSWERED = 'excursion-answered';
const KINDS = 16;
/** A load that another carrier took over has departed there, whatever was reported before. */
const DEPARTED = 3;
const REFUSED = 1;

/** A trip under way: its last position, and how far its load was when the last one was taken. */
interface Trip {
  position: number;
  milestone: number;
}

interface Sums {
  attached: number;
  removed: number;
  positions: number;
  excursions: number;
}

interface Saved {
  readonly trips: ReadonlyMap<number, Trip>;
  readonly waiting: ReadonlyMap<number, number>;
  readonly refused: ReadonlySet<number>;
  readonly sums: Sums;
}

export class TelematicsRules {
  readonly rules: Rules = {
    deviceAttached: (_time, load) => {
      this.sums.attached += 1;
      this.trips.set(load, { position: 0, milestone: 0 });
    },
    positionReported: (_time, load, n) => this.reported(load, n),
    deviceEstimated: (_time, load) => this.taken(load),
    deviceRemoved: (_time, load) => {
      this.sums.removed += 1;
      this.trips.delete(load);
    },
    temperatureExceeded: (time, load) => {
      this.sums.excursions += 1;
      this.waiting.set(load, time);
    },
    qualityCaseOpened: (_time, load) => {
      this.waiting.delete(load);
    },
    exceptionOpened: (_time, key) => {
      this.waiting.delete(key);
    },
    qualityDecided: (_time, load, _n, answer) => {
      if (answer === REFUSED) this.refuse(load);
    },
    customerBilled: (_time, shipment) => {
      if (this.refused.has(shipment))
        violated('refused-not-billed', `${nameOfShipment(shipment)} is billed, and quality has refused it`);
    },
    claimOpened: (_time, shipment) => {
      this.refused.delete(shipment);
    },
  };

  private readonly books: OpenBooks;
  private readonly readingsMax: number;
  private readonly core: () => CoreStates;
  private trips = new Map<number, Trip>();
  /** Excursions that nobody has answered, by load: since when. */
  private waiting = new Map<number, number>();
  /** Shipments that quality has refused, and that nobody has claimed for. */
  private refused = new Set<number>();
  private sums: Sums = { attached: 0, removed: 0, positions: 0, excursions: 0 };

  constructor(books: OpenBooks, { telematics }: Pick<OutboundWorld, 'telematics'>, core: () => CoreStates) {
    this.books = books;
    this.readingsMax = telematics?.readingsMax ?? 0;
    this.core = core;
  }

  /** In runs without faults. */
  daily(time: number): void {
    for (const [load, since] of this.waiting)
      if (time - since > DAY_MS)
        violated(
          ANSWERED,
          `load ${load} was too warm ${Math.round((time - since) / 3_600_000)} h ago, and has no case`,
        );
  }

  /** Partners must be at rest. */
  check({ telematics }: PartnerSystems): void {
    if (!telematics) return;
    const own = telematics.ledger;
    for (const effect of Object.keys(this.sums) as (keyof Sums)[])
      if (own[effect] !== this.sums[effect])
        violated(
          'side-effect-once',
          `the provider's own ledger has ${effect} ${own[effect]}, it has written down ${this.sums[effect]}`,
        );
  }

  /** When nothing more can happen. @param behind loads that wait for a person */
  atEnd(systems: PartnerSystems, behind: ReadonlySet<number>): void {
    this.check(systems);
    const left = [...this.waiting.keys()].filter((load) => !behind.has(load));
    if (left.length > 0)
      violated(
        ANSWERED,
        `${left.length} loads were too warm, and nothing has come of it: ${left.slice(0, 5)}`,
      );
  }

  save(): Saved {
    return {
      trips: new Map([...this.trips].map(([load, trip]) => [load, { ...trip }])),
      waiting: new Map(this.waiting),
      refused: new Set(this.refused),
      sums: { ...this.sums },
    };
  }

  load(saved: Saved): void {
    this.trips = new Map([...saved.trips].map(([load, trip]) => [load, { ...trip }]));
    this.waiting = new Map(saved.waiting);
    this.refused = new Set(saved.refused);
    this.sums = { ...saved.sums };
  }

  private reported(load: number, n: number): void {
    this.sums.positions += 1;
    if (n > this.readingsMax)
      violated('bounded', `load ${load}: position ${n}, of a trip there are ${this.readingsMax} at most`);
    const trip = this.trips.get(load);
    if (trip === undefined) violated(MOVES, `load ${load}: position ${n} of a device that is not on it`);
    increasing('load', load, 'positionReported', trip.position, n);
    trip.position = n;
  }

  private taken(load: number): void {
    const state = this.core().state<LoadState>(LOAD as ActorTypeNo, load);
    const trip = this.trips.get(load);
    if (state === undefined || trip === undefined) return;
    const { milestone } = state;
    if (milestone < trip.milestone)
      violated(
        MOVES,
        `load ${load}: a position took it back from milestone ${trip.milestone} to ${milestone}`,
      );
    if (milestone > DEPARTED && !this.hasBeenReported(load, milestone))
      violated(
        MOVES,
        `load ${load}: by a position it is at milestone ${milestone}, which no carrier has reported`,
      );
    trip.milestone = milestone;
  }

  private hasBeenReported(load: number, milestone: number): boolean {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return true;
    const seen = loads.values[at + L.milestones]! | loads.values[at + L.milestonesAfter]!;
    return ((seen >>> milestone) & (1 | (1 << KINDS))) !== 0;
  }

  /** Of goods that had been delivered, or are lost, it takes nothing back. */
  private refuse(load: number): void {
    const state = this.core().state<QualityCaseState>(QUALITY_CASE as ActorTypeNo, load);
    if (state === undefined || (state.status === 'closed' && state.arrivedAt < 0)) return;
    for (const shipment of state.cold) this.refused.add(shipment);
  }
}
