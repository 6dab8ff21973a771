/**
 * saga-nets-zero: what is called off leaves nothing behind.
 *
 * 1. An order that is done holds no stock: of each of its shipments, what was reserved has left, was not found, or is free again.
 * 2. A load that is given up or cancelled ends without booking and without accrual; in a run without faults within `UNDONE_MS`.
 * 3. What no licence was used for in the end is left of it at TMS.
 * 4. Memory: an amount for each load whose freight is accrued, and an instant for each load that is being undone.
 */
import type { Posting } from '#orchestrator/core/out';
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, ORDER_FIELD as O, type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { bitOf } from './events.ts';
import { Figures, NONE, type SavedFigures } from './figures.ts';
import { nameOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const NAME = 'saga-nets-zero';
const RESERVED = bitOf('stockReserved');
const ISSUED = bitOf('goodsIssued');
const RELEASED = bitOf('reservationReleased');
/** A cancellation of a booking and its answer take so long at most where nothing goes wrong. Source: assumption. */
const UNDONE_MS = 7 * DAY_MS;

interface Saved {
  readonly accrued: SavedFigures;
  readonly calledOff: ReadonlyMap<number, number>;
}

export class SagaRules {
  readonly rules: Rules = {
    orderDone: (_time, order) => this.holdsNothing(order),
    loadGivenUp: (time, load) => {
      this.calledOff.set(load, time);
    },
    loadCancelled: (time, load) => {
      this.calledOff.set(load, time);
    },
  };

  private readonly books: OpenBooks;
  private readonly world: Pick<OutboundWorld, 'names' | 'tms'>;
  /** Minor units of freight accrued and not reversed or approved, by load. */
  private readonly accrued = new Figures([0]);
  /** When each load was called off of which something may be left; the first of them first. */
  private calledOff = new Map<number, number>();

  constructor(books: OpenBooks, world: Pick<OutboundWorld, 'names' | 'tms'>) {
    this.books = books;
    this.world = world;
  }

  posted(posting: Posting, minor: number, load: number): void {
    const sign =
      posting === 'freightAccrued'
        ? 1
        : posting === 'freightApproved' || posting === 'freightOverAccrued'
          ? -1
          : 0;
    if (sign === 0) return;
    const { accrued } = this;
    const at = accrued.at(load);
    const left = (at === NONE ? 0 : accrued.values[at]!) + sign * minor;
    if (left < 0)
      violated('ledger-balances', `load ${load}: ${posting} of ${minor}, ${left + minor} were accrued`);
    if (left === 0) {
      accrued.drop(load);
      return;
    }
    const place = at === NONE ? accrued.open(load) : at;
    accrued.values[place] = left;
  }

  /**
   * Forgets what is undone.
   * @param patient nothing is too late yet
   * @param byHand whether what concerns a load lies with people: its time begins when they are done
   */
  daily(now: number, patient: boolean, byHand: (load: number) => boolean): void {
    for (const [load, since] of this.calledOff) {
      const left = this.leftOf(load);
      const long = now - since > UNDONE_MS;
      // While TMS has not answered, a booking may still come.
      if (left === null && (long || this.books.loads.at(load) === NONE)) this.calledOff.delete(load);
      else if (left !== null && byHand(load)) this.calledOff.set(load, now);
      else if (left !== null && long && !patient)
        violated(
          NAME,
          `load ${load} was called off ${Math.floor((now - since) / DAY_MS)} days ago, and ${left}`,
        );
    }
  }

  /** When nothing more can happen. @param behind loads that wait for a person */
  atEnd(
    { tms }: PartnerSystems,
    behind: ReadonlySet<number>,
    used: (product: number, country: number) => number,
  ): void {
    for (const load of this.calledOff.keys()) {
      const left = behind.has(load) ? null : this.leftOf(load);
      if (left !== null) violated(NAME, `load ${load} was called off, and at the end ${left}`);
    }
    if (behind.size === 0) this.licencesGivenBack(tms, used);
  }

  save(): Saved {
    return { accrued: this.accrued.save(), calledOff: new Map(this.calledOff) };
  }

  load(saved: Saved): void {
    this.accrued.load(saved.accrued);
    this.calledOff = new Map(saved.calledOff);
  }

  private leftOf(load: number): string | null {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at !== NONE && loads.values[at + L.bookings]! > 0) return 'it is still booked';
    const place = this.accrued.at(load);
    return place === NONE ? null : `${this.accrued.values[place]!} minor units of freight are still accrued`;
  }

  private holdsNothing(order: number): void {
    const { orders, shipments, shipmentBits } = this.books;
    const at = orders.at(order);
    if (at === NONE) return;
    const sourcings = orders.values[at + O.sourcings]!;
    for (let n = 0; n < sourcings; n++) {
      const shipment = order * SHIPMENTS_MAX + n;
      const had = shipmentBits.get(shipment);
      if ((had & RESERVED) === 0 || (had & (ISSUED | RELEASED)) !== 0) continue;
      const place = shipments.at(shipment);
      if (place === NONE || shipments.values[place + S.picked] === 0) continue;
      violated(
        NAME,
        `order ${order} is done, and ${nameOfShipment(shipment)} still holds ${shipments.values[place + S.reserved]} units at ${this.world.names.nodes[shipments.values[place + S.node]!]}`,
      );
    }
  }

  /** Licences for one product and country are used one after another: their sum tells. */
  private licencesGivenBack(
    tms: PartnerSystems['tms'],
    used: (product: number, country: number) => number,
  ): void {
    const { licences } = this.world.tms.trade;
    const seen = new Set<string>();
    for (const { product, country } of licences) {
      const name = `${product} ${country}`;
      if (seen.has(name)) continue;
      seen.add(name);
      let units = 0;
      let left = 0;
      licences.forEach((each, i) => {
        if (each.product !== product || each.country !== country) return;
        units += each.units;
        left += tms.licenceLeft(i);
      });
      if (units - left === used(product, country)) continue;
      violated(
        NAME,
        `licences of ${this.world.names.products[product]} for ${this.world.names.countries[country]}: ${units - left} units are used at TMS, ${used(product, country)} have left`,
      );
    }
  }
}
