/**
 * Whether what leaves may leave, judged at the departure from what is on the truck, by the world's own data; and that the core knows who
 * has it as it arrives.
 *
 * 1. export-released-legally: nothing goes to a denied party; controlled goods cross a border with papers prepared for this very
 *    booking and none refused, and in all no more of a product goes to a country than is licensed.
 * 2. dangerous-goods-accepted: dangerous goods go with carriers that take them.
 * 3. order-lines-conserved: what the core believes to be on the load is what WMS has loaded for it.
 * 4. capacity-respected: what the core has put together weighs no more than a load of its lane may.
 * 5. one-active-booking: who delivers a load is who has it by the core's account. (What a third party has others drive is its own affair.)
 */
import { tmsConsolidates } from '#orchestrator/model/responsibilities';
import { LOAD, SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { NONE } from './figures.ts';
import { type CoreStates, nameOfShipment, type Rules, violated } from './part.ts';

type Settings = Pick<OutboundWorld, 'network' | 'tms' | 'names'>;
const LEGAL = 'export-released-legally';

export class DepartureRules {
  readonly rules: Rules = {
    loadDeparted: (_time, load, _n, carrier) => this.departed(load, carrier),
    loadDelivered: (_time, load, _n, carrier) => this.delivered(load, carrier),
  };

  private readonly books: OpenBooks;
  private readonly world: Settings;
  private readonly core: () => CoreStates;
  private readonly countries: number;
  /** Nobody else puts shipments together. */
  private readonly consolidates: boolean;
  /** Licensed units by product x countries + country, and what has left of them. */
  private readonly licensed = new Map<number, number>();
  private used = new Map<number, number>();

  constructor(books: OpenBooks, world: Settings, core: () => CoreStates) {
    this.books = books;
    this.world = world;
    this.core = core;
    this.consolidates = !tmsConsolidates(world.network) && world.network.freight === undefined;
    this.countries = world.names.countries.length;
    for (const { product, country, units } of world.tms.trade.licences) {
      const key = product * this.countries + country;
      this.licensed.set(key, (this.licensed.get(key) ?? 0) + units);
    }
  }

  /** Units of a controlled product that have left for a country. */
  usedOf(product: number, country: number): number {
    return this.used.get(product * this.countries + country) ?? 0;
  }

  save(): ReadonlyMap<number, number> {
    return new Map(this.used);
  }

  load(saved: ReadonlyMap<number, number>): void {
    this.used = new Map(saved);
  }

  private departed(load: number, carrier: number): void {
    const state = this.core().state<LoadState>(LOAD, load);
    if (state === undefined) return;
    if (this.consolidates && state.shipments.length > 1) this.weigh(load, state);
    for (const shipment of state.shipments) {
      this.checkLoaded(load, shipment);
      const goods = this.core().state<ShipmentState>(SHIPMENT, shipment);
      if (goods !== undefined) this.judge(load, carrier, shipment, goods);
    }
  }

  /** Whose word of it counts. */
  private delivered(load: number, carrier: number): void {
    const { network, names } = this.world;
    const state = this.core().state<LoadState>(LOAD, load);
    if (state === undefined || network.freight !== undefined) return;
    const holder = state.former?.carrier ?? state.carrier;
    if (holder !== carrier)
      violated(
        'one-active-booking',
        `load ${load}: ${names.carriers[carrier]} delivers it, by the core's account ${names.carriers[holder]} has it`,
      );
  }

  /** By the shipments' own weights, as packed. */
  private weigh(load: number, { shipments, lane }: LoadState): void {
    const { weightGramsMax } = this.world.network.lanes[lane]!;
    let grams = 0;
    for (const shipment of shipments)
      grams += this.core().state<ShipmentState>(SHIPMENT, shipment)?.weightGrams ?? 0;
    if (grams > weightGramsMax)
      violated(
        'capacity-respected',
        `load ${load} left with ${shipments.length} shipments of ${grams} g, a load of its lane has at most ${weightGramsMax}`,
      );
  }

  private checkLoaded(load: number, shipment: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    const on = at === NONE ? NONE : shipments.values[at + S.load];
    if (on === load) return;
    violated(
      'order-lines-conserved',
      `load ${load} left, by the core's account with ${nameOfShipment(shipment)}, which WMS ` +
        (on === NONE ? 'has not loaded' : `has loaded for ${on}`),
    );
  }

  private judge(load: number, carrier: number, shipment: number, goods: ShipmentState): void {
    const { network, names } = this.world;
    if (network.customers[goods.customer]?.deniedParty)
      violated(
        LEGAL,
        `load ${load} left with ${nameOfShipment(shipment)} for customer ${names.customers[goods.customer]}, a denied party`,
      );
    const { products, units } = goods;
    for (let line = 0; line < products.length; line++) {
      const product = network.products[products[line]!];
      if (units[line] === 0 || product === undefined) continue;
      if (product.unNumber !== 0 && !network.carriers[carrier]!.dangerousGoods)
        violated(
          'dangerous-goods-accepted',
          `load ${load} left with ${names.carriers[carrier]}, which takes no dangerous goods: UN ${product.unNumber} ` +
            `(product ${names.products[product.no]}) of ${nameOfShipment(shipment)}`,
        );
      if (product.exportControlled) this.exported(load, shipment, goods, line);
    }
  }

  private exported(load: number, shipment: number, goods: ShipmentState, line: number): void {
    const { network, tms, names } = this.world;
    const country = tms.trade.countryOf[goods.destination]!;
    if (network.nodes[goods.node]!.country === country) return;
    const product = goods.products[line]!;
    const what = `load ${load}: controlled product ${names.products[product]} of ${nameOfShipment(shipment)} left for ${names.countries[country]}`;
    const at = this.books.loads.at(load);
    const { values } = this.books.loads;
    if (at === NONE || values[at + L.papers] !== values[at + L.booked])
      violated(LEGAL, `${what} without papers for the booking in force`);
    const key = product * this.countries + country;
    const left = (this.used.get(key) ?? 0) + goods.units[line]!;
    const licensed = this.licensed.get(key) ?? 0;
    if (left > licensed) violated(LEGAL, `${what}: ${left} units by now, ${licensed} are licensed`);
    this.used.set(key, left);
  }
}
