/**
 * Work on the floor of all nodes: waves go through pick, pack and stage, trucks through load; each at the stations of its node.
 *
 * 1. A step that has no station takes no time. A node of daily capacity has none: all of its work is before "picked".
 * 2. A station takes jobs in the order in which they come: those of a wave in its order.
 * 3. A truck is loaded as one job, begun when all of its shipments that are still wanted are staged.
 * 4. Between pick and pack is the node's carriage, if it has one (`carriage.ts`): what is on it is at no station.
 * 5. What is called off leaves its worker at once; a truck that is being loaded takes as long without it.
 */
import type { EventHandle, HandlerNo, Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import { type Carriage, type CarriageState, carriageOf, RobotFleet } from './carriage.ts';
import { DailyCapacity, type DailyCapacityState } from './daily-capacity.ts';
import type { WmsSettings } from './settings.ts';
import { NONE, orderOf, PHASE, type Shipment, type Shipments } from './shipments.ts';
import type { Station, StationState } from './station.ts';
import { STEPS, type WorkPlace, workPlaces } from './work-places.ts';

const LOAD = 3;
/** Events of a node: one a step, `DAY` for work of daily capacity, `CARRIED` where something has come to the packers. */
const DAY = 4;
const CARRIED = 5;
const SLOTS = 8;

/** What the floor tells, at the instant of it. */
export interface FloorListener {
  /** May end the shipment: nothing of it was there. */
  picked(key: number, shipment: Shipment): void;
  packed(shipment: Shipment): void;
  staged(key: number, shipment: Shipment): void;
  /** The truck is full, as far as the shipments listed are staged and for it. */
  loaded(load: number, node: number, shipments: readonly number[]): void;
  /** It is finished so many days later than it would have been at an idle node. */
  overCapacity(key: number, node: number, daysOff: number): void;
}

interface Truck {
  readonly node: number;
  readonly shipments: readonly number[];
  /** Shipments of it not yet staged. */
  waiting: number;
}

export interface FloorState {
  readonly stations: readonly (StationState | null)[];
  readonly days: readonly (DailyCapacityState | null)[];
  readonly carriages: readonly (CarriageState | null)[];
  readonly trucks: ReadonlyMap<number, Truck>;
}

export class Floor {
  private readonly kernel: Kernel;
  private readonly shipments: Shipments;
  private readonly listener: FloorListener;
  private readonly keyOf: (order: number) => number;
  /** node x 4 + step. */
  private readonly places: readonly (WorkPlace | null)[];
  private readonly days: readonly (DailyCapacity | null)[];
  private readonly carriages: readonly (Carriage | null)[];
  private readonly onWorked: HandlerNo;
  private trucks = new Map<number, Truck>();

  constructor(
    kernel: Kernel,
    random: Random,
    settings: WmsSettings,
    shipments: Shipments,
    listener: FloorListener,
    keyOf: (order: number) => number,
  ) {
    this.kernel = kernel;
    this.shipments = shipments;
    this.listener = listener;
    this.keyOf = keyOf;
    const { nodes } = settings;
    this.days = nodes.map(({ work }) =>
      work.kind === 'dailyCapacity' ? new DailyCapacity(work.perDay) : null,
    );
    this.places = workPlaces(settings, random);
    this.carriages = nodes.map(({ work }, node) =>
      carriageOf(work.kind === 'stations' ? work.carriage : null, node, random, settings.startAt),
    );
    this.onWorked = kernel.handler('wms.worked', (job, slot) => this.worked(job, slot));
  }

  /** A reserved shipment's wave has come. */
  begin(key: number, shipment: Shipment): void {
    const { now } = this.kernel;
    const { node } = shipment;
    const day = this.days[node]!;
    if (day === null) {
      this.enter(PHASE.picking, key, shipment);
      return;
    }
    const daysOff = day.daysOff(now);
    if (daysOff > 0) this.listener.overCapacity(key, node, daysOff);
    shipment.phase = PHASE.picking;
    shipment.event = this.kernel.scheduleCancellable(this.onWorked, day.take(now), key, node * SLOTS + DAY);
  }

  /** A truck is at the door. Once more for the same load: nothing, or if it has left, `loaded` again. */
  truckAtDoor(load: number, node: number, keys: readonly number[]): void {
    if (this.trucks.has(load)) return;
    let mine = 0;
    let waiting = 0;
    for (const key of keys) {
      const shipment = this.shipments.get(key);
      if (shipment === undefined || shipment.node !== node || shipment.load !== NONE) continue;
      if (shipment.phase === PHASE.issued || shipment.phase === PHASE.released) continue;
      shipment.load = load;
      mine += 1;
      if (shipment.phase !== PHASE.staged) waiting += 1;
    }
    if (mine === 0) {
      this.listener.loaded(load, node, keys);
      return;
    }
    const truck: Truck = { node, shipments: keys, waiting };
    this.trucks.set(load, truck);
    if (waiting === 0) this.dock(load, truck);
  }

  /** Calls off what is under way or waits for a shipment. Its phase is still that of before. */
  callOff(shipment: Shipment): void {
    const { phase, node, load } = shipment;
    if (shipment.event !== NONE) this.kernel.cancelIfPending(shipment.event as EventHandle);
    shipment.event = NONE;
    if (shipment.atWork) {
      shipment.atWork = false;
      this.leave(node, phase);
    }
    if (load !== NONE && phase !== PHASE.staged) this.oneLessToWaitFor(load);
  }

  save(): FloorState {
    const trucks = new Map<number, Truck>();
    for (const [load, truck] of this.trucks) trucks.set(load, { ...truck });
    return {
      stations: this.places.map((place) => place?.station.save() ?? null),
      days: this.days.map((day) => day?.save() ?? null),
      carriages: this.carriages.map((carriage) => carriage?.save() ?? null),
      trucks,
    };
  }

  load(saved: FloorState): void {
    for (const [i, state] of saved.stations.entries())
      if (state !== null) this.places[i]!.station.load(state);
    for (const [node, state] of saved.days.entries()) if (state !== null) this.days[node]!.load(state);
    for (const [node, state] of saved.carriages.entries())
      if (state !== null) this.carriages[node]!.load(state);
    this.trucks = new Map<number, Truck>();
    for (const [load, truck] of saved.trucks) this.trucks.set(load, { ...truck });
  }

  private enter(
    step: typeof PHASE.picking | typeof PHASE.packing | typeof PHASE.staging,
    key: number,
    shipment: Shipment,
  ): void {
    shipment.phase = step;
    const place = this.places[shipment.node * STEPS.length + step]!;
    if (place === null) this.done(key, shipment);
    else if (place.station.admit(key)) this.work(place, key, shipment);
  }

  private work(place: WorkPlace, key: number, shipment: Shipment): void {
    const workMs = place.times.of(key, shipment, this.keyOf(orderOf(key)));
    const at = this.finishOf(place.station, shipment, workMs);
    shipment.atWork = true;
    if (at === Infinity) return;
    shipment.workMs += workMs;
    const slot = shipment.node * SLOTS + shipment.phase;
    shipment.event = this.kernel.scheduleCancellable(this.onWorked, at, key, slot);
  }

  private finishOf(station: Station, { node, phase }: Shipment, workMs: number): number {
    const { now } = this.kernel;
    const carriage = this.carriages[node]!;
    if (phase !== PHASE.picking || !(carriage instanceof RobotFleet)) return station.finishOf(now, workMs);
    return carriage.pick(station, now, workMs);
  }

  /** Picked: to the packers. */
  private carry(key: number, shipment: Shipment): void {
    const { node } = shipment;
    const carriage = this.carriages[node]!;
    if (carriage === null) {
      this.enter(PHASE.packing, key, shipment);
      return;
    }
    shipment.phase = PHASE.packing;
    const at = carriage.arrivalOf(this.kernel.now);
    shipment.event = this.kernel.scheduleCancellable(this.onWorked, at, key, node * SLOTS + CARRIED);
  }

  private worked(job: number, slot: number): void {
    const step = slot % SLOTS;
    if (step === LOAD) {
      this.driveOff(job);
      return;
    }
    const shipment = this.shipments.get(job)!;
    const { node } = shipment;
    shipment.event = NONE;
    if (step === CARRIED) {
      this.enter(PHASE.packing, job, shipment);
      return;
    }
    shipment.atWork = false;
    this.done(job, shipment);
    if (step !== DAY) this.leave(node, step);
  }

  /** A step is done: on to the next. */
  private done(key: number, shipment: Shipment): void {
    switch (shipment.phase) {
      case PHASE.picking:
        this.listener.picked(key, shipment);
        if (shipment.phase === PHASE.picking) this.carry(key, shipment);
        else if (shipment.load !== NONE) this.oneLessToWaitFor(shipment.load);
        return;
      case PHASE.packing:
        this.listener.packed(shipment);
        this.enter(PHASE.staging, key, shipment);
        return;
      default:
        shipment.phase = PHASE.staged;
        this.listener.staged(key, shipment);
        if (shipment.load !== NONE) this.oneLessToWaitFor(shipment.load);
    }
  }

  /** A worker is free: the next job that is still wanted. */
  private leave(node: number, step: number): void {
    const place = this.places[node * STEPS.length + step]!;
    if (place === null) return;
    const { station } = place;
    station.free();
    for (let job = station.next(); job !== NONE; job = station.next()) {
      if (step === LOAD) {
        station.occupy();
        this.fill(place, job, this.trucks.get(job)!);
        continue;
      }
      const shipment = this.shipments.get(job);
      if (shipment === undefined || shipment.phase !== step) continue;
      station.occupy();
      this.work(place, job, shipment);
    }
  }

  private oneLessToWaitFor(load: number): void {
    const truck = this.trucks.get(load)!;
    truck.waiting -= 1;
    if (truck.waiting === 0) this.dock(load, truck);
  }

  private dock(load: number, truck: Truck): void {
    const place = this.places[truck.node * STEPS.length + LOAD]!;
    if (place === null) this.driveOff(load);
    else if (place.station.admit(load)) this.fill(place, load, truck);
  }

  private fill(place: WorkPlace, load: number, truck: Truck): void {
    let workMs = 0;
    for (const key of truck.shipments) {
      const shipment = this.shipments.get(key);
      if (shipment === undefined || shipment.load !== load || shipment.phase !== PHASE.staged) continue;
      const ownMs = place.times.of(key, shipment, this.keyOf(orderOf(key)));
      shipment.workMs += ownMs;
      workMs += ownMs;
    }
    const at = place.station.finishOf(this.kernel.now, workMs);
    if (at !== Infinity) this.kernel.schedule(this.onWorked, at, load, truck.node * SLOTS + LOAD);
  }

  private driveOff(load: number): void {
    const { node, shipments } = this.trucks.get(load)!;
    this.trucks.delete(load);
    this.listener.loaded(load, node, shipments);
    this.leave(node, LOAD);
  }
}
