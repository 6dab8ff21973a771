/**
 * Loads on the road, and what comes back from it.
 *
 * 1. only-tabled-transitions: in the core's picture a load is never farther back on its way than it was, whatever is reported late.
 * 2. units-conserved: what a customer has refused is in a warehouse again at the end, unless it counted as lost before, or as good since
 *    nobody could read its proof.
 * 3. saga-nets-zero: a carrier that another has taken a load over from has been told to hand it over.
 * 4. Memory: a milestone for each load on its way, and the shipments that are coming back.
 */
import { CONDITION } from '#orchestrator/contracts/erp';
import { LOAD } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import { type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { bitOf } from './events.ts';
import { NONE } from './figures.ts';
import { type CoreStates, nameOfShipment, orderOfShipment, type Rules, violated } from './part.ts';

const LOST = bitOf('loadGivenUpAsLost');
const UNTOLD = LOST | bitOf('proofWaived');
const RETURNED = bitOf('goodsReturned');

interface Saved {
  readonly reached: ReadonlyMap<number, number>;
  readonly comingBack: ReadonlyMap<number, number>;
  readonly handing: ReadonlySet<number>;
}

export class ProgressRules {
  readonly rules: Rules = {
    milestone: (_time, load) => this.look(load),
    loadDelivered: (_time, load) => {
      this.look(load);
      this.reached.delete(load);
    },
    loadLost: (_time, load) => {
      this.reached.delete(load);
    },
    loadGivenUpAsLost: (_time, load) => {
      this.reached.delete(load);
    },
    // From a terminal it begins anew.
    loadRerouted: (_time, load) => {
      this.reached.delete(load);
      this.handing.add(load);
    },
    loadHandedOver: (_time, load) => {
      this.handing.delete(load);
    },
    shipmentDelivered: (_time, shipment, _n, _at, condition) => this.delivered(shipment, condition),
    goodsReturned: (_time, shipment) => {
      this.comingBack.delete(shipment);
    },
  };

  private readonly books: OpenBooks;
  private readonly core: () => CoreStates;
  /** By load: the milestone that the core was at when it was looked at last. */
  private reached = new Map<number, number>();
  /** By shipment: the load that it was on. */
  private comingBack = new Map<number, number>();
  /** Loads that another carrier has, and that the one before has not handed over. */
  private handing = new Set<number>();

  constructor(books: OpenBooks, core: () => CoreStates) {
    this.books = books;
    this.core = core;
  }

  /** When nothing more can happen. @param behind orders and loads that wait for a person, or of which a dead letter speaks */
  atEnd(behind: ReadonlySet<number>, loads: ReadonlySet<number>): void {
    for (const load of this.handing)
      if (!loads.has(load))
        violated(
          'saga-nets-zero',
          `load ${load}: another carrier has taken it over, and the one before has never heard so`,
        );
    for (const [shipment, load] of this.comingBack)
      if (!behind.has(orderOfShipment(shipment)) && !this.isUntold(load))
        violated(
          'units-conserved',
          `${nameOfShipment(shipment)}: its customer has refused it, and it is in no warehouse`,
        );
  }

  save(): Saved {
    return {
      reached: new Map(this.reached),
      comingBack: new Map(this.comingBack),
      handing: new Set(this.handing),
    };
  }

  load(saved: Saved): void {
    this.reached = new Map(saved.reached);
    this.comingBack = new Map(saved.comingBack);
    this.handing = new Set(saved.handing);
  }

  private look(load: number): void {
    const state = this.core().state<LoadState>(LOAD, load);
    if (state === undefined) return;
    const before = this.reached.get(load) ?? 0;
    if (state.milestone < before)
      violated(
        'only-tabled-transitions',
        `load ${load}: the core has it at milestone ${state.milestone}, and had it at ${before}`,
      );
    if (state.milestone > before) this.reached.set(load, state.milestone);
  }

  private delivered(shipment: number, condition: number): void {
    if (condition !== CONDITION.refused || (this.books.shipmentBits.get(shipment) & RETURNED) !== 0) return;
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    // Its order is done: it was claimed for as lost.
    if (at === NONE) return;
    const load = shipments.values[at + S.load]!;
    if (!this.isUntold(load)) this.comingBack.set(shipment, load);
  }

  /** Its shipments were told otherwise. */
  private isUntold(load: number): boolean {
    return load >= 0 && (this.books.loadBits.get(load) & UNTOLD) !== 0;
  }
}
