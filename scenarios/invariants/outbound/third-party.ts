/**
 * Loads whose freight a third party arranges: what it has arranged, what leaves, and what the core takes its word for.
 *
 * 1. one-active-booking: what it arranges is what it has booked, with that carrier; nothing leaves that is not arranged.
 * 2. dangerous-goods-accepted, export-released-legally: the core is not asked before such a load leaves. So it is judged as WMS loads it:
 *    dangerous goods go with carriers that take them, nothing goes to a denied party.
 * 3. order-lines-conserved: what it advises is what WMS has loaded, once, and only when that has left.
 * 4. Memory: an entry for each load that is arranged and not advised.
 */
import { LOAD, SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { bitOf } from './events.ts';
import { NONE } from './figures.ts';
import { type CoreStates, nameOfShipment, type Rules, violated } from './part.ts';

type Settings = Pick<OutboundWorld, 'network' | 'names' | 'tms'>;
const DEPARTED = bitOf('loadDeparted');

export class ThirdPartyRules {
  readonly rules: Rules = {
    freightArranged: (_time, load, n, carrier) => this.arrangedBy(load, n, carrier),
    shipmentLoaded: (_time, shipment, _n, load) => this.loaded(shipment, load),
    loadDeparted: (_time, load, _n, carrier) => this.departed(load, carrier),
    loadAdvised: (_time, load, n) => this.advised(load, n),
    loadCancelled: (_time, load) => {
      this.arranged.delete(load);
    },
  };

  private readonly books: OpenBooks;
  private readonly world: Settings;
  private readonly core: () => CoreStates;
  private readonly arranges: boolean;
  /** By load: who drives it. */
  private arranged = new Map<number, number>();

  constructor(books: OpenBooks, world: Settings, core: () => CoreStates) {
    this.books = books;
    this.world = world;
    this.core = core;
    this.arranges = world.network.freight !== undefined;
  }

  save(): ReadonlyMap<number, number> {
    return new Map(this.arranged);
  }

  load(saved: ReadonlyMap<number, number>): void {
    this.arranged = new Map(saved);
  }

  private name(carrier: number): string {
    return this.world.names.carriers[carrier] ?? `carrier ${carrier}`;
  }

  private arrangedBy(load: number, n: number, carrier: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    const booked = at === NONE ? NONE : loads.values[at + L.bookedCarrier];
    if (booked !== carrier || loads.values[at + L.booked] !== n || loads.values[at + L.bookings] !== 1)
      violated(
        'one-active-booking',
        `load ${load}: arranged with ${this.name(carrier)} (tender ${n}), which is not what is booked`,
      );
    this.arranged.set(load, carrier);
  }

  private departed(load: number, carrier: number): void {
    if (!this.arranges) return;
    const by = this.arranged.get(load);
    if (by !== carrier)
      violated(
        'one-active-booking',
        `load ${load} left with ${this.name(carrier)}, ` +
          (by === undefined ? 'and the third party has arranged nothing' : `arranged was ${this.name(by)}`),
      );
  }

  private loaded(shipment: number, load: number): void {
    const carrier = this.arranged.get(load);
    if (carrier === undefined) return;
    const goods = this.core().state<ShipmentState>(SHIPMENT, shipment);
    if (goods === undefined) return;
    const { network, names } = this.world;
    if (network.customers[goods.customer]?.deniedParty)
      violated(
        'export-released-legally',
        `${nameOfShipment(shipment)} was loaded for customer ${names.customers[goods.customer]}, a denied party`,
      );
    if (this.world.tms.trade.dangerousGoodsCarriers.has(carrier)) return;
    for (let line = 0; line < goods.products.length; line++) {
      const product = network.products[goods.products[line]!];
      if (goods.units[line]! > 0 && product !== undefined && product.unNumber !== 0)
        violated(
          'dangerous-goods-accepted',
          `load ${load}: ${nameOfShipment(shipment)} with UN ${product.unNumber} was loaded for ${this.name(carrier)}, which takes no dangerous goods`,
        );
    }
  }

  private advised(load: number, n: number): void {
    const { loadBits, shipments } = this.books;
    if (n !== 1 || !this.arranged.delete(load))
      violated('side-effect-once', `load ${load}: advised, which it was already, or it was not arranged`);
    if ((loadBits.get(load) & DEPARTED) === 0)
      violated('only-tabled-transitions', `load ${load}: advised by the third party, and it has not left`);
    const state = this.core().state<LoadState>(LOAD, load);
    for (const shipment of state?.shipments ?? []) {
      const at = shipments.at(shipment);
      const on = at === NONE ? NONE : shipments.values[at + S.load];
      if (on !== load)
        violated(
          'order-lines-conserved',
          `load ${load} was advised with ${nameOfShipment(shipment)}, which WMS has not loaded for it`,
        );
    }
  }
}
