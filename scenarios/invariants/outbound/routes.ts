/**
 * Routes: what must hold of the fleet's vehicles, by what the core, WMS and the fleet have written down.
 *
 * 1. one-route: a shipment is on one route at a time, and on another only when the first has brought it back.
 * 2. capacity-respected: what is put on a route weighs no more than its vehicle carries, and has room on it, by WMS's own measure.
 * 3. units-conserved: of what was loaded for a route, each shipment is delivered at a stop or comes back; nothing else is delivered.
 * 4. side-effect-once: a route departs, comes back and is charged once, its stops in the order of their numbers; the fleet's own ledger
 *    is what it has written.
 * 5. rules-win: a driver's time at the wheel and on duty is as planned within the limits of the law; bounded: goods are driven to their
 *    store so often at most.
 * 6. Memory: figures of routes under way, and of shipments packed for stores that are on none yet.
 */
import { isRoute } from '#orchestrator/contracts/route-key';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import { drivingMs } from '#orchestrator/model/routes';
import { ROUTE } from '#orchestrator/processes/replenishment/route-inputs';
import type { RouteState } from '#orchestrator/processes/replenishment/route-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { type CoreStates, nameOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const ONE = 'one-route';
const CAPACITY = 'capacity-respected';
const CONSERVED = 'units-conserved';
const ONCE = 'side-effect-once';
const NAMED_MAX = 5;
const STATE = { formed: 0, departed: 1, returned: 2 } as const;

/** Never written into. */
interface Packed {
  readonly weightGrams: number;
  readonly handlingUnits: number;
  /** How often it was put on a route. */
  readonly rides: number;
}

/** Never written into. */
interface OpenRoute {
  readonly node: number;
  readonly vehicle: number;
  readonly state: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly lastStop: number;
  /** What is on it, or is to be; from its departure on, what is on it. */
  readonly shipments: readonly number[];
  /** Those of them that WMS has loaded, or that stood on the vehicle. */
  readonly loaded: readonly number[];
}

interface Sums {
  routes: number;
  km: number;
  costMinor: number;
  delivered: number;
  handedBack: number;
}

interface Saved {
  readonly packed: ReadonlyMap<number, Packed>;
  readonly routes: ReadonlyMap<number, OpenRoute>;
  readonly routeOf: ReadonlyMap<number, number>;
  readonly back: ReadonlySet<number>;
  readonly sums: Sums;
}

const REFUSED = 2;

export class RouteRules {
  readonly rules: Rules = {
    shipmentPacked: (_time, shipment, _n, handlingUnits, weightGrams) => {
      if (orderOf(shipment) >= this.first)
        this.packed.set(shipment, { weightGrams, handlingUnits, rides: 0 });
    },
    reservationReleased: (_time, shipment) => this.drop(shipment),
    shipmentLoaded: (_time, shipment, _n, load) => this.loaded(shipment, load),
    routeFormed: (_time, route, _n, node, vehicle) => {
      if (this.routes.has(route)) violated(ONCE, `route ${route} is formed, and is under way`);
      this.routes.set(route, {
        node,
        vehicle,
        state: STATE.formed,
        weightGrams: 0,
        handlingUnits: 0,
        lastStop: 0,
        shipments: [],
        loaded: [],
      });
      this.checkHours(route);
    },
    shipmentRouted: (_time, route, _n, shipment) => this.put(route, shipment),
    routeCancelled: (_time, route) => this.end(route),
    routeDeparted: (_time, route) => this.departed(route),
    stopArrived: (_time, route, n) => this.arrived(route, n),
    shipmentDelivered: (_time, shipment, _n, _at, condition) => this.delivered(shipment, condition),
    routeReturned: (_time, route, _n, km, left) => this.returned(route, km, left),
    routeCharged: (_time, route, _n, minor) => {
      if (this.at(route, 'routeCharged').state !== STATE.returned)
        violated(ONCE, `route ${route} is charged, and is not back`);
      this.sums.costMinor += minor;
      this.end(route);
    },
  };

  private readonly first: number;
  private readonly nodes: readonly string[];
  private readonly world: Pick<OutboundWorld, 'network'>;
  private readonly core: () => CoreStates;
  private packed = new Map<number, Packed>();
  private routes = new Map<number, OpenRoute>();
  /** Of each shipment that is on one. */
  private routeOf = new Map<number, number>();
  /** What has been brought back, and is with the fleet. */
  private back = new Set<number>();
  private sums: Sums = { routes: 0, km: 0, costMinor: 0, delivered: 0, handedBack: 0 };

  constructor(world: Pick<OutboundWorld, 'network' | 'names' | 'replenishment'>, core: () => CoreStates) {
    const { replenishment } = world;
    this.core = core;
    // Where there are no routes nothing is kept.
    this.first = replenishment?.routes === undefined ? Infinity : replenishment.core.numbering.first;
    this.nodes = world.names.nodes;
    this.world = world;
  }

  /** When nothing more can happen. @param behind orders that wait for a person */
  atEnd({ fleet }: PartnerSystems, behind: ReadonlySet<number>): void {
    if (!fleet) return;
    for (const effect of Object.keys(this.sums) as (keyof Sums)[])
      if (fleet.ledger[effect] !== this.sums[effect])
        violated(
          ONCE,
          `the fleet's own ledger has ${effect} ${fleet.ledger[effect]}, it has written down ${this.sums[effect]}`,
        );
    const left = [...this.routeOf.keys(), ...this.back].filter((shipment) => !behind.has(orderOf(shipment)));
    if (left.length > 0)
      violated(
        'nothing-left-over',
        `${left.length} shipments are with the fleet at the end: ${left.slice(0, NAMED_MAX)}`,
      );
  }

  save(): Saved {
    return {
      packed: new Map(this.packed),
      routes: new Map(this.routes),
      routeOf: new Map(this.routeOf),
      back: new Set(this.back),
      sums: { ...this.sums },
    };
  }

  load(saved: Saved): void {
    this.packed = new Map(saved.packed);
    this.routes = new Map(saved.routes);
    this.routeOf = new Map(saved.routeOf);
    this.back = new Set(saved.back);
    this.sums = { ...saved.sums };
  }

  private at(route: number, event: string): OpenRoute {
    const open = this.routes.get(route);
    if (open === undefined)
      violated(
        'only-tabled-transitions',
        `route ${route}: ${event}, and there is no such route, or it is over`,
      );
    return open;
  }

  /** By the distances of the network, stop by stop. */
  private checkHours(route: number): void {
    const state = this.core().state<RouteState>(ROUTE, route);
    const terms = this.world.network.routes!;
    if (state === undefined) return;
    const { drivingMsMax, dutyMsMax } = terms.driving;
    let wheelMs = 0;
    let point = state.node;
    for (const { store } of state.stops) {
      wheelMs += drivingMs(terms, point, terms.nodes.length + store);
      point = terms.nodes.length + store;
    }
    wheelMs += drivingMs(terms, point, state.node);
    const dutyMs = state.returnAt - state.departAt;
    if (wheelMs > drivingMsMax || dutyMs > dutyMsMax)
      violated(
        'rules-win',
        `route ${route} of ${this.nodes[state.node]}: ${wheelMs} ms at the wheel and ${dutyMs} on duty, ${drivingMsMax} and ${dutyMsMax} are allowed`,
      );
  }

  private put(route: number, shipment: number): void {
    const open = this.at(route, 'shipmentRouted');
    const other = this.routeOf.get(shipment);
    if (other !== undefined)
      violated(ONE, `${nameOfShipment(shipment)} is put on route ${route}, and is on route ${other}`);
    const goods = this.packed.get(shipment);
    if (goods === undefined)
      violated(ONE, `${nameOfShipment(shipment)} is put on route ${route}, and WMS has not packed it`);
    const weightGrams = open.weightGrams + goods.weightGrams;
    const handlingUnits = open.handlingUnits + goods.handlingUnits;
    const { weightGramsMax, handlingUnitsMax } =
      this.world.network.routes!.nodes[open.node]!.vehicles[open.vehicle]!;
    if (weightGrams > weightGramsMax || handlingUnits > handlingUnitsMax)
      violated(
        CAPACITY,
        `route ${route} of ${this.nodes[open.node]}: ${weightGrams} g in ${handlingUnits} handling units; ` +
          `its vehicle carries ${weightGramsMax} g in ${handlingUnitsMax}`,
      );
    const { ridesMax } = this.world.network.routes!;
    if (goods.rides >= ridesMax)
      violated(
        'bounded',
        `${nameOfShipment(shipment)} is put on route ${route}, and was driven ${goods.rides} times: ${ridesMax} are allowed`,
      );
    this.packed.set(shipment, { ...goods, rides: goods.rides + 1 });
    this.routeOf.set(shipment, route);
    const loaded = this.back.delete(shipment) ? [...open.loaded, shipment] : open.loaded;
    const shipments = [...open.shipments, shipment];
    this.routes.set(route, { ...open, weightGrams, handlingUnits, shipments, loaded });
  }

  private loaded(shipment: number, load: number): void {
    if (!isRoute(load)) {
      // A carrier has it: what is too large or too far for the fleet.
      this.drop(shipment);
      return;
    }
    const route = this.routeOf.get(shipment);
    if (route !== load)
      violated(ONE, `${nameOfShipment(shipment)} is loaded for route ${load}, and is on ${route ?? 'none'}`);
    const open = this.routes.get(load)!;
    this.routes.set(load, { ...open, loaded: [...open.loaded, shipment] });
  }

  /** What was not loaded stays behind: who called it off has said so, or says so yet. */
  private departed(route: number): void {
    const open = this.at(route, 'routeDeparted');
    if (open.state !== STATE.formed) violated(ONCE, `route ${route} departs, and has departed`);
    for (const shipment of open.shipments) this.routeOf.delete(shipment);
    for (const shipment of open.loaded) this.routeOf.set(shipment, route);
    this.routes.set(route, { ...open, state: STATE.departed, shipments: open.loaded });
  }

  private arrived(route: number, n: number): void {
    const open = this.at(route, 'stopArrived');
    if (open.state !== STATE.departed || n <= open.lastStop)
      violated(ONCE, `route ${route}: stop ${n} is reached after stop ${open.lastStop}`);
    this.routes.set(route, { ...open, lastStop: n });
  }

  private delivered(shipment: number, condition: number): void {
    if (!this.packed.has(shipment)) return;
    const route = this.routeOf.get(shipment);
    const underWay = route !== undefined && this.routes.get(route)!.state === STATE.departed;
    const right = condition === REFUSED ? this.back.has(shipment) : underWay;
    if (!right)
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)} is delivered in condition ${condition}, and is on no vehicle that could have brought it`,
      );
    if (condition === REFUSED) this.sums.handedBack += 1;
    else this.sums.delivered += 1;
    this.drop(shipment);
    this.back.delete(shipment);
  }

  private returned(route: number, km: number, left: number): void {
    const open = this.at(route, 'routeReturned');
    if (open.state !== STATE.departed) violated(ONCE, `route ${route} is back, and is not under way`);
    if (open.shipments.length !== left)
      violated(
        CONSERVED,
        `route ${route} is back with ${left} shipments; what was put on it and not delivered are ${open.shipments.length}`,
      );
    this.sums.routes += 1;
    this.sums.km += km;
    this.routes.set(route, { ...open, state: STATE.returned });
  }

  /** What is on it may be put on another route, or be handed to the warehouse; what was called off is still with the warehouse. */
  private end(route: number): void {
    const { shipments = [], loaded = [] } = this.routes.get(route) ?? {};
    for (const shipment of shipments) this.routeOf.delete(shipment);
    for (const shipment of loaded) this.back.add(shipment);
    this.routes.delete(route);
  }

  private takeOff(shipment: number, route: number): void {
    this.routeOf.delete(shipment);
    const open = this.routes.get(route);
    if (open === undefined) return;
    const others = (list: readonly number[]): readonly number[] => list.filter((each) => each !== shipment);
    this.routes.set(route, { ...open, shipments: others(open.shipments), loaded: others(open.loaded) });
  }

  private drop(shipment: number): void {
    const route = this.routeOf.get(shipment);
    if (route !== undefined) this.takeOff(shipment, route);
    this.packed.delete(shipment);
  }
}
