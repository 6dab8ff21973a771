/**
 * Which shipments leave together, where TMS consolidates: what it has planned, and what the core has made of that.
 *
 * 1. owner-writes: a load of a cut-off is one that TMS has planned, of shipments that it has planned for it, and the core forms no other.
 * 2. side-effect-once: a load is planned once, a shipment for one load.
 * 3. capacity-respected: what is planned together is no more than the equipment takes, by weight and by handling units.
 * 4. nothing-left-over: at the end nobody is in a plan who is neither in a load nor gone, but for who stands behind a person.
 * 5. Memory: an entry for each shipment that is planned and has not left.
 */
import { LOAD, SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OpenBooks } from './books.ts';
import { bitOf } from './events.ts';
import { type CoreStates, nameOfShipment, orderOfShipment, type Rules, violated } from './part.ts';

const GONE = bitOf('goodsIssued') | bitOf('reservationReleased');

export interface SavedPlanRules {
  readonly planned: ReadonlyMap<number, number>;
  readonly open: ReadonlyMap<number, number>;
}

export class PlanRules {
  readonly rules: Rules = {
    loadPlanned: (_time, load, _n, lane, shipments) => this.loadPlanned(load, lane, shipments),
    shipmentPlanned: (_time, shipment, _n, load) => this.shipmentPlanned(shipment, load),
    loadFormed: (_time, load) => this.formed(load),
    goodsIssued: (_time, shipment) => this.gone(shipment),
    reservationReleased: (_time, shipment) => this.gone(shipment),
  };

  private readonly books: OpenBooks;
  private readonly world: Pick<OutboundWorld, 'network' | 'tms'>;
  private readonly core: () => CoreStates;
  /** Load of each shipment that is planned and has not left. */
  private planned = new Map<number, number>();
  /** Of each load of these: how many they are. */
  private open = new Map<number, number>();

  constructor(books: OpenBooks, world: Pick<OutboundWorld, 'network' | 'tms'>, core: () => CoreStates) {
    this.books = books;
    this.world = world;
    this.core = core;
  }

  /** @param behind orders that stand behind a person */
  atEnd(behind: ReadonlySet<number>): void {
    for (const [shipment, load] of this.planned) {
      if (behind.has(orderOfShipment(shipment))) continue;
      violated(
        'nothing-left-over',
        `${nameOfShipment(shipment)} is planned for load ${load} at the end, and has not left`,
      );
    }
  }

  save(): SavedPlanRules {
    return { planned: new Map(this.planned), open: new Map(this.open) };
  }

  load({ planned, open }: SavedPlanRules): void {
    this.planned = new Map(planned);
    this.open = new Map(open);
  }

  private loadPlanned(load: number, lane: number, shipments: number): void {
    if (this.open.has(load))
      violated('side-effect-once', `load ${load}: planned for lane ${lane} a second time`);
    if (shipments < 1) violated('owner-writes', `load ${load}: planned for lane ${lane} of no shipment`);
  }

  private shipmentPlanned(shipment: number, load: number): void {
    const before = this.planned.get(shipment);
    if (before !== undefined)
      violated(
        'side-effect-once',
        `${nameOfShipment(shipment)} planned for load ${load}, and for load ${before} before`,
      );
    // What WMS has released meanwhile is withdrawn, and TMS does not know it yet.
    if ((this.books.shipmentBits.get(shipment) & GONE) !== 0) return;
    this.planned.set(shipment, load);
    this.open.set(load, (this.open.get(load) ?? 0) + 1);
  }

  private formed(load: number): void {
    if (this.world.tms.consolidation === undefined) return;
    const { cutoff, lane, shipments } = this.core().state<LoadState>(LOAD, load)!;
    // Parcels wait for nobody: who travels alone is planned by nobody, either.
    if (cutoff < 0 && shipments.length === 1) return;
    for (const shipment of shipments) {
      const planned = this.planned.get(shipment);
      if (planned !== load && !this.isGone(shipment))
        violated(
          'owner-writes',
          `load ${load} of lane ${lane} formed with ${nameOfShipment(shipment)}, which TMS has planned for ` +
            (planned === undefined ? 'none' : `load ${planned}`),
        );
    }
    this.checkRoom(load, lane, shipments);
  }

  private checkRoom(load: number, lane: number, shipments: readonly number[]): void {
    if (shipments.length < 2) return;
    const { weightGramsMax } = this.world.network.lanes[lane]!;
    const { handlingUnitsMax } = this.world.tms.consolidation!;
    let grams = 0;
    let units = 0;
    for (const shipment of shipments) {
      const state = this.core().state<ShipmentState>(SHIPMENT, shipment);
      grams += state?.weightGrams ?? 0;
      units += state?.handlingUnits ?? 0;
    }
    if (grams > weightGramsMax || units > handlingUnitsMax)
      violated(
        'capacity-respected',
        `load ${load} of ${shipments.length} shipments planned with ${grams} g and ${units} handling units; its equipment takes ` +
          `${weightGramsMax} g and ${handlingUnitsMax}`,
      );
  }

  private isGone(shipment: number): boolean {
    return (this.books.shipmentBits.get(shipment) & GONE) !== 0;
  }

  private gone(shipment: number): void {
    const load = this.planned.get(shipment);
    if (load === undefined) return;
    this.planned.delete(shipment);
    const left = this.open.get(load)! - 1;
    if (left > 0) this.open.set(load, left);
    else this.open.delete(load);
  }
}
