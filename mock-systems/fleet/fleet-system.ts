/**
 * The fleet: the shipper's own vehicles, as a private carrier. It owns where a vehicle is, what is delivered at each stop, what comes
 * back, and what the route has cost; the core hears of it stop by stop.
 *
 * 1. A route is called, driven, paid and handed back once, whatever is repeated.
 * 2. Delays travel along the route: a stop begins when the one before has ended and the leg between them is driven.
 * 3. What a store does not take, and what a driver's hours don't reach, comes back with the vehicle and stays on it until it is called
 *    again with another route, or handed to the warehouse.
 * 4. Memory: routes under way, and those that ended less than `rememberMs` ago.
 */
import type { DeliveredShipment } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import {
  type CallVehicle,
  type HandBack,
  type ReleaseVehicle,
  STOP_REFUSAL,
} from '#orchestrator/contracts/fleet';
import { FLEET } from '#orchestrator/contracts/partners';
import type { HandlerNo } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { FinishedKeys, type SavedFinished } from '../finished-keys.ts';
import { type MockContext, MockSystem } from '../mock-system.ts';
import { Road } from './road.ts';
import type { FleetSettings } from './settings.ts';
import { copyOfVehicle, PHASE, type Vehicle, vehicleOn } from './vehicle.ts';

/** What the fleet has really done, by its own count, in the whole run. */
export interface FleetLedger {
  routes: number;
  km: number;
  costMinor: number;
  delivered: number;
  handedBack: number;
}

interface FleetState {
  readonly vehicles: SavedRecords<Vehicle>;
  readonly finished: SavedFinished;
  readonly ledger: FleetLedger;
}

export class FleetSystem extends MockSystem<FleetState> {
  private readonly settings: FleetSettings;
  private readonly road: Road;
  private readonly vehicles = new LentRecords<Vehicle>(copyOfVehicle);
  private readonly finished: FinishedKeys;
  private readonly onDepart: HandlerNo;
  private readonly onArrive: HandlerNo;
  private readonly onServe: HandlerNo;
  private readonly onLeave: HandlerNo;
  private readonly onReturn: HandlerNo;
  private own: FleetLedger = { routes: 0, km: 0, costMinor: 0, delivered: 0, handedBack: 0 };

  constructor(context: MockContext, random: Random, settings: FleetSettings) {
    super(context, FLEET, 'FLEET');
    const { kernel } = this;
    this.settings = settings;
    this.road = new Road(settings, random);
    this.finished = new FinishedKeys(settings.rememberMs);
    const of = (name: string, act: (key: number, vehicle: Vehicle) => void): HandlerNo =>
      kernel.handler(`fleet.${name}`, (key) => act(key, this.vehicles.get(key)!));
    this.onDepart = of('depart', (key, vehicle) => this.depart(key, vehicle));
    this.onArrive = of('arrive', (key, vehicle) => this.arrive(key, vehicle));
    this.onServe = of('serve', (key, vehicle) => this.serve(key, vehicle));
    this.onLeave = of('leave', (key, vehicle) => this.driveOn(key, vehicle));
    this.onReturn = of('return', (key, vehicle) => this.comeBack(key, vehicle));
    this.on('callVehicle', (message) => this.call(message));
    this.on('releaseVehicle', (message) => this.release(message));
    this.on('withdrawVehicle', ({ key }) => this.withdraw(key));
    this.on('requestRoute', ({ key }) => this.sayAgain(key));
    this.on('handBack', (message) => this.handBack(message));
  }

  /** What it has done in the whole run, by its own count. */
  get ledger(): Readonly<FleetLedger> {
    return this.own;
  }

  private call({ key, a: node, body }: CallVehicle): void {
    if (this.vehicles.has(key)) {
      this.sayAgain(key);
      return;
    }
    const vehicle = vehicleOn(node, body);
    vehicle.phase = PHASE.atDock;
    this.vehicles.set(key, vehicle);
    this.send('vehicleAtDock', key, node, 0, null);
  }

  private release({ key, body }: ReleaseVehicle): void {
    const vehicle = this.vehicles.get(key);
    if (vehicle?.phase !== PHASE.atDock) return;
    vehicle.phase = PHASE.under;
    vehicle.aboard = body.shipments;
    this.kernel.schedule(this.onDepart, Math.max(this.kernel.now, vehicle.route.departAt), key);
  }

  private withdraw(key: number): void {
    const vehicle = this.vehicles.get(key);
    if (vehicle === undefined || vehicle.phase > PHASE.atDock) return;
    vehicle.phase = PHASE.withdrawn;
    this.forgetLater(key);
  }

  private depart(key: number, vehicle: Vehicle): void {
    vehicle.departedAt = this.kernel.now;
    const stops = vehicle.route.stops.filter(({ shipments }) => isAboard(vehicle, shipments)).length;
    this.event('routeDeparted', key, 1, vehicle.node, stops);
    this.driveOn(key, vehicle);
  }

  /** To the next stop of which anything is on it; home where there is none, or the driver's hours would not do. */
  private driveOn(key: number, vehicle: Vehicle): void {
    const { stops } = vehicle.route;
    do vehicle.stop += 1;
    while (vehicle.stop <= stops.length && !isAboard(vehicle, stops[vehicle.stop - 1]!.shipments));
    const next = stops[vehicle.stop - 1];
    if (next !== undefined && this.reaches(vehicle, this.pointOf(next.store)))
      this.drive(key, vehicle, this.pointOf(next.store), this.onArrive);
    else {
      this.passBy(key, vehicle);
      this.drive(key, vehicle, vehicle.node, this.onReturn);
    }
  }

  /** Whether the driver would be back in time from there, by plan. */
  private reaches({ point, node, departedAt }: Vehicle, to: number): boolean {
    const { road, settings, kernel } = this;
    const back = kernel.now + road.plannedMs(point, to) + road.plannedMs(to, node);
    return back <= departedAt + settings.dutyMsMax;
  }

  /** What is still on it is not driven to any more. */
  private passBy(key: number, vehicle: Vehicle): void {
    const { stops } = vehicle.route;
    for (let stop = vehicle.stop; stop <= stops.length; stop++) {
      const { store, shipments } = stops[stop - 1]!;
      if (isAboard(vehicle, shipments)) this.event('stopRefused', key, stop, store, STOP_REFUSAL.notReached);
    }
  }

  private drive(key: number, vehicle: Vehicle, to: number, then: HandlerNo): void {
    const { road, kernel } = this;
    const { node, route, point } = vehicle;
    vehicle.km += road.kmBetween(point, to);
    let ms = road.legMs(point, to, route.cutoff);
    if (!vehicle.broken && vehicle.km > road.kmToBreakdown(node, route.cutoff, route.rank)) {
      vehicle.broken = true;
      const repairMs = road.repairMs(node, route.cutoff, route.rank);
      ms += repairMs;
      this.event('vehicleBrokeDown', key, 1, vehicle.stop, repairMs);
    }
    vehicle.point = to;
    kernel.schedule(then, kernel.now + ms, key);
  }

  private arrive(key: number, vehicle: Vehicle): void {
    const { kernel, road, settings } = this;
    const { route, stop } = vehicle;
    const { store, opensAt, closesAt } = route.stops[stop - 1]!;
    vehicle.stopsMade += 1;
    const lateMs = kernel.now - closesAt;
    this.event('stopArrived', key, stop, store, lateMs);
    this.send('vehicleAtStop', key, stop, kernel.now, null);
    const late = lateMs > settings.toleranceMs;
    if (road.refuses(store, route.cutoff, late)) {
      const why = late ? STOP_REFUSAL.late : STOP_REFUSAL.cannotReceive;
      this.event('stopRefused', key, stop, store, why);
      this.send('stopServed', key, stop, kernel.now, { shipments: [] });
      this.driveOn(key, vehicle);
      return;
    }
    const begins = Math.max(kernel.now, opensAt);
    const ms = road.stopMs(store, route.cutoff, unitsAt(vehicle));
    kernel.schedule(this.onServe, begins + ms, key);
  }

  private serve(key: number, vehicle: Vehicle): void {
    const { kernel, road, own } = this;
    const { route, stop, aboard } = vehicle;
    const units = unitsAt(vehicle);
    const { store, shipments } = route.stops[stop - 1]!;
    const here = shipments.filter((shipment) => aboard.includes(shipment));
    const delivered = here.map((shipment): DeliveredShipment => {
      const condition = road.damages(shipment) ? CONDITION.damaged : CONDITION.good;
      this.log.business('shipmentDelivered', 'carrier', 'shipment', shipment, 1, kernel.now, condition);
      return { shipment, condition };
    });
    own.delivered += here.length;
    vehicle.aboard = aboard.filter((shipment) => !here.includes(shipment));
    vehicle.delivered = [...vehicle.delivered, ...delivered];
    this.event('stopServed', key, stop, store, units);
    this.send('stopServed', key, stop, kernel.now, { shipments: delivered });
    kernel.schedule(this.onLeave, kernel.now, key);
  }

  private comeBack(key: number, vehicle: Vehicle): void {
    const { kernel, own, settings } = this;
    const { perRouteMinor, perStopMinor, perKmMinor } = settings.costs;
    vehicle.phase = PHASE.returned;
    vehicle.returnedAt = kernel.now;
    vehicle.costMinor = Math.round(
      perRouteMinor + vehicle.stopsMade * perStopMinor + vehicle.km * perKmMinor,
    );
    own.routes += 1;
    own.km += vehicle.km;
    own.costMinor += vehicle.costMinor;
    this.event('routeReturned', key, 1, vehicle.km, vehicle.aboard.length);
    this.event('routeCharged', key, 1, vehicle.costMinor, vehicle.node);
    this.sayReturned(key, vehicle);
    this.forgetLater(key);
  }

  private handBack({ key, body }: HandBack): void {
    const vehicle = this.vehicles.get(key);
    if (vehicle?.phase === PHASE.returned) {
      const back = body.shipments.filter((shipment) => vehicle.aboard.includes(shipment));
      for (const shipment of back)
        this.log.business(
          'shipmentDelivered',
          'carrier',
          'shipment',
          shipment,
          1,
          this.kernel.now,
          CONDITION.refused,
        );
      this.own.handedBack += back.length;
      vehicle.aboard = back;
      vehicle.phase = PHASE.handedBack;
    }
    if (vehicle?.phase === PHASE.handedBack) this.sayHandedBack(key, vehicle);
  }

  private sayAgain(key: number): void {
    const vehicle = this.vehicles.get(key);
    if (vehicle?.phase === PHASE.atDock) this.send('vehicleAtDock', key, vehicle.node, 0, null);
    if (vehicle?.phase === PHASE.returned) this.sayReturned(key, vehicle);
    if (vehicle?.phase === PHASE.handedBack) this.sayHandedBack(key, vehicle);
  }

  private sayReturned(key: number, { returnedAt, costMinor, delivered, aboard }: Vehicle): void {
    this.send('vehicleReturned', key, returnedAt, costMinor, { delivered, aboard });
  }

  private sayHandedBack(key: number, { aboard }: Vehicle): void {
    this.send('handedBack', key, this.kernel.now, 0, { shipments: aboard });
  }

  private pointOf(store: number): number {
    return this.settings.nodes + store;
  }

  private event(name: string, key: number, n: number, a: number, b: number): void {
    this.log.business(name, 'carrier', 'route', key, n, a, b);
  }

  private forgetLater(key: number): void {
    const { finished, kernel } = this;
    finished.add(key, kernel.now);
    for (let old = finished.next(kernel.now); old >= 0; old = finished.next(kernel.now))
      this.vehicles.delete(old);
  }

  protected saveState(): FleetState {
    return { vehicles: this.vehicles.save(), finished: this.finished.save(), ledger: { ...this.own } };
  }

  protected loadState(saved: FleetState): void {
    this.vehicles.load(saved.vehicles);
    this.finished.load(saved.finished);
    this.own = { ...saved.ledger };
  }
}

function isAboard({ aboard }: Vehicle, shipments: readonly number[]): boolean {
  return shipments.some((shipment) => aboard.includes(shipment));
}

/** Handling units that are on it for the stop at which it stands. */
function unitsAt({ route, stop, aboard }: Vehicle): number {
  const { shipments, handlingUnits } = route.stops[stop - 1]!;
  let units = 0;
  for (const [i, shipment] of shipments.entries()) if (aboard.includes(shipment)) units += handlingUnits[i]!;
  return units;
}
