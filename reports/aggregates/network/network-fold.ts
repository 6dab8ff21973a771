/**
 * Folds business events into flows between places.
 *
 * 1. Kept: promise and customer of each order (16 bytes), a few numbers a shipment from packing to arrival and a load from booking to
 *    its end, and sums a flow. What comes out is bounded: `network-flows.ts`.
 * 2. A shipment counts from its goods issue on, at the node that issued it; its mode and carrier are those that it left with.
 * 3. Its result may be asked for as often as one likes: it changes nothing.
 */
import { type Destinations, destinationsOf, withStores } from './destinations.ts';
import { InboundFold } from './inbound-fold.ts';
import { FLOWS_MAX, type Flow, type MapPlace, type NetworkFlows, type Receiver } from './network-flows.ts';
import { OutboundFlow } from './outbound-flow.ts';
import { PagedNumbers } from './paged-numbers.ts';
import { ToursFold } from './tours-fold.ts';

/** A shipment's key is its order's x 8 + n: docs/outbound.md. */
const SHIPMENTS_OF_ORDER = 8;
/** `CONDITION` of the ERP contract. */
const LOST = 3;
const RECEIVERS: readonly Receiver[] = ['customers', 'stores', 'nodes'];

export interface NetworkPlaces {
  /** By number. */
  readonly places: readonly MapPlace[];
  readonly nodes: readonly { readonly name: string; readonly place: number }[];
  /** By number, with stores and what nodes are to others among them. */
  readonly customers: readonly { readonly place: number }[];
  /** By customer, of those who are no ordinary ones. */
  readonly receivers: ReadonlyMap<number, Receiver>;
  /** By number: where it is; absent = there are none. Nodes that others supply are among them, as recordings number them. */
  readonly stores?: readonly { readonly place: number; readonly isNode: boolean }[];
  readonly carriers: readonly string[];
  readonly suppliers: readonly string[];
  /** Mode of a line of the rate table; null = none. */
  modeOf(rate: number): string | null;
}

interface Shipment {
  weightGrams: number;
  /** By the own fleet. */
  routed: boolean;
  /** Since it left. */
  flow: OutboundFlow | null;
  promisedAt: number;
}

interface Load {
  carrier: number;
  rate: number;
  /** That it left with. */
  flow: OutboundFlow | null;
  held: boolean;
}

export class NetworkFold {
  private readonly facts: NetworkPlaces;
  private readonly destinations: Destinations;
  private readonly promises = new PagedNumbers();
  private readonly customers = new PagedNumbers();
  private readonly shipments = new Map<number, Shipment>();
  private readonly loads = new Map<number, Load>();
  /** By node, destination and who receives. */
  private readonly flows = new Map<number, OutboundFlow>();
  private readonly inbound = new InboundFold();
  private readonly tours: ToursFold;
  private heardAt = 0;

  constructor(facts: NetworkPlaces) {
    this.facts = facts;
    this.destinations = destinationsOf(facts.places, facts.customers, facts.nodes.length);
    const { list, of } = this.destinations;
    const ends = (facts.stores ?? []).map(({ place }) => of[place] ?? -1);
    this.tours = new ToursFold(facts.nodes.length, list.length, ends);
  }

  /** Takes one row of the `business` table. */
  business(
    time: number,
    event: string,
    _owner: string,
    entityType: string,
    key: number,
    _n: number,
    a: number,
    b: number,
  ): void {
    this.heardAt = time;
    switch (entityType) {
      case 'shipment':
        this.shipment(event, key, a, b);
        return;
      case 'load':
        this.load(event, key, a, b);
        return;
      case 'order':
        if (event !== 'orderPromised' && event !== 'orderRepromised') return;
        this.promises.set(key, a);
        this.customers.set(key, b);
        return;
      case 'route':
        if (event === 'shipmentRouted') this.packed(a).routed = true;
        else this.tours.route(event, key, a, b);
        return;
      case 'declaration':
        this.atBorder(event, key);
        return;
      case 'purchaseOrder':
      case 'purchase-order':
        this.inbound.order(event, key, a, b);
        return;
      case 'receipt':
      case 'inbound-receipt':
        this.inbound.receipt(time, event, key, a, b);
    }
  }

  /** @param endAt when the run ended, epoch ms; absent = with the last event */
  result(endAt: number = this.heardAt): NetworkFlows {
    const { nodes, places, suppliers } = this.facts;
    const { degrees, list } = this.destinations;
    const flows = this.flowsAt(endAt);
    const beyond = flows.slice(FLOWS_MAX);
    const rest = new OutboundFlow();
    for (const [, flow] of beyond) rest.add(flow);
    const tours = this.tours.result();
    return {
      grouping: { degrees, places: list.reduce((sum, each) => sum + each.places, 0) },
      nodes: nodes.map(({ name, place }) => {
        const { latitude, longitude } = places[place] ?? { latitude: null, longitude: null };
        return { name, latitude, longitude };
      }),
      destinations: withStores(this.destinations, this.facts),
      flows: flows.slice(0, FLOWS_MAX).map(([key, flow]) => this.shown(key, flow)),
      rest: beyond.length === 0 ? null : { flows: beyond.length, ...rest.sums() },
      inbound: this.inbound.result(suppliers, endAt),
      ...(tours === null ? {} : { tours }),
    };
  }

  /** Loads that stand at a border, half-way, and what customs does with them. */
  private atBorder(event: string, key: number): void {
    const load = this.loads.get(key);
    if (load === undefined || load.flow === null) return;
    if (event === 'goodsPresented') load.flow.presented();
    else if (event === 'goodsRefused') load.flow.refusedThere();
    else if (event === 'goodsHeld' && !load.held) {
      load.held = true;
      load.flow.heldThere();
    }
  }

  private shipment(event: string, key: number, a: number, b: number): void {
    switch (event) {
      case 'shipmentPacked':
        this.packed(key).weightGrams = b;
        return;
      case 'goodsIssued':
        this.issue(key, a);
        return;
      case 'shipmentLoaded':
        this.leave(key, a);
        return;
      case 'reservationReleased':
        this.shipments.delete(key);
        return;
      case 'shipmentDelivered':
        this.arrive(key, a, b);
    }
  }

  private load(event: string, key: number, a: number, b: number): void {
    switch (event) {
      case 'loadBooked':
        this.booked(key).carrier = a;
        return;
      case 'pickupPlanned':
        this.booked(key).rate = b;
        return;
      case 'loadDelivered':
      case 'loadLost':
      case 'loadCancelled':
      case 'loadGivenUp':
        this.loads.delete(key);
    }
  }

  private issue(key: number, node: number): void {
    const order = Math.floor(key / SHIPMENTS_OF_ORDER);
    const customer = this.customers.get(order);
    const to = this.destinations.of[this.facts.customers[customer]?.place ?? -1] ?? -1;
    if (to < 0) return;
    const shipment = this.packed(key);
    const flow = this.flow(node, to, this.facts.receivers.get(customer) ?? 'customers');
    shipment.flow = flow;
    shipment.promisedAt = this.promises.get(order);
    flow.shipments += 1;
    flow.weightGrams += shipment.weightGrams;
  }

  private leave(key: number, loadKey: number): void {
    const shipment = this.shipments.get(key);
    if (shipment === undefined || shipment.flow === null) return;
    const load = this.loads.get(loadKey);
    if (load !== undefined) {
      load.flow ??= shipment.flow;
      shipment.flow.carried(load.carrier, this.facts.modeOf(load.rate));
    } else if (shipment.routed) shipment.flow.driven();
  }

  private arrive(key: number, at: number, condition: number): void {
    const shipment = this.shipments.get(key);
    if (shipment === undefined || shipment.flow === null) return;
    this.shipments.delete(key);
    const { flow, promisedAt } = shipment;
    if (condition !== LOST) flow.arrivals.arrive(at, promisedAt);
    else {
      flow.lost += 1;
      flow.arrivals.lose(at, promisedAt);
    }
  }

  private packed(key: number): Shipment {
    let shipment = this.shipments.get(key);
    if (shipment === undefined) {
      shipment = { weightGrams: 0, routed: false, flow: null, promisedAt: 0 };
      this.shipments.set(key, shipment);
    }
    return shipment;
  }

  private booked(key: number): Load {
    let load = this.loads.get(key);
    if (load === undefined) {
      load = { carrier: -1, rate: -1, flow: null, held: false };
      this.loads.set(key, load);
    }
    return load;
  }

  private flow(node: number, to: number, receiver: Receiver): OutboundFlow {
    const key = (node * this.destinations.list.length + to) * RECEIVERS.length + RECEIVERS.indexOf(receiver);
    let flow = this.flows.get(key);
    if (flow === undefined) {
      flow = new OutboundFlow();
      this.flows.set(key, flow);
    }
    return flow;
  }

  /** With what is overdue at an instant; most shipments first. */
  private flowsAt(endAt: number): (readonly [key: number, flow: OutboundFlow])[] {
    const copies = new Map<OutboundFlow, OutboundFlow>();
    for (const { flow, promisedAt } of this.shipments.values()) {
      if (flow === null || Math.floor(promisedAt / 1000) >= Math.ceil(endAt / 1000)) continue;
      const copy = copies.get(flow) ?? flow.copy();
      copy.arrivals.overdue();
      copies.set(flow, copy);
    }
    return [...this.flows]
      .map(([key, flow]) => [key, copies.get(flow) ?? flow] as const)
      .sort(([x, some], [y, others]) => others.shipments - some.shipments || x - y);
  }

  private shown(key: number, flow: OutboundFlow): Flow {
    const { length } = this.destinations.list;
    const lane = Math.floor(key / RECEIVERS.length);
    const border = flow.border();
    return {
      node: Math.floor(lane / length),
      to: lane % length,
      receiver: RECEIVERS[key % RECEIVERS.length]!,
      ...flow.sums(),
      modes: flow.byMode(),
      carriers: flow.byCarrier(this.facts.carriers),
      ...(border === null ? {} : { border }),
    };
  }
}
