/**
 * What shipments at the dock wait for once their load is formed: a carrier that takes it, the truck, loading; and trucks of suppliers.
 *
 * 1. A load counts as many shipments as it was formed of, less those that have gone.
 * 2. Memory: a number for each load that has not left and each truck in the yard, beside the slots.
 */
import { type Level, LOAD_WAITS, type LoadWait, type OverTime } from './over-time.ts';
import { Queue } from './queue.ts';
import type { Covered } from './series.ts';
import type { SlotClock } from './slot-clock.ts';

/** By number; what an event of a load brings it to. -1 = it is none of these any more. */
const NEXT: ReadonlyMap<string, number> = new Map([
  ['loadBooked', 1],
  ['bookingCancelled', 0],
  ['truckNoShow', 0],
  ['truckArrived', 2],
  ['loadDeparted', -1],
  ['loadGivenUp', -1],
  ['loadCancelled', -1],
]);

export class LoadWaits {
  private readonly queues: readonly Queue[];
  /** Shipments x waits + wait, by load. */
  private readonly at = new Map<number, number>();

  constructor(clock: SlotClock) {
    this.queues = LOAD_WAITS.map(() => new Queue(clock));
  }

  /** An event of a load. @param b shipments, where it is formed */
  load(now: number, event: string, key: number, b: number): void {
    if (event === 'loadFormed') {
      if (!this.at.has(key)) this.enter(now, key, b, 0);
      return;
    }
    const next = NEXT.get(event);
    if (next === undefined) return;
    const place = this.at.get(key);
    if (place === undefined) return;
    const wait = place % LOAD_WAITS.length;
    if (wait === next) return;
    const shipments = (place - wait) / LOAD_WAITS.length;
    this.queues[wait]!.leave(now, shipments);
    if (next < 0) this.at.delete(key);
    else this.enter(now, key, shipments, next);
  }

  /** A shipment of a load has gone: it is at the dock no more. */
  gone(now: number, load: number): void {
    const place = this.at.get(load);
    if (place === undefined || place < LOAD_WAITS.length) return;
    this.at.set(load, place - LOAD_WAITS.length);
    this.queues[place % LOAD_WAITS.length]!.leave(now);
  }

  /** Shipments of a load that is at the dock; 0 = it has gone, or is none. */
  shipmentsOf(load: number): number {
    const place = this.at.get(load);
    return place === undefined ? 0 : Math.floor(place / LOAD_WAITS.length);
  }

  result(covered: Covered): Readonly<Record<LoadWait, Level>> {
    const [carrier, truck, loading] = this.queues.map((queue) => queue.result(covered)) as [
      Level,
      Level,
      Level,
    ];
    return { carrier, truck, loading };
  }

  private enter(now: number, key: number, shipments: number, wait: number): void {
    this.at.set(key, shipments * LOAD_WAITS.length + wait);
    this.queues[wait]!.enter(now, shipments);
  }
}

/** Trucks of suppliers: at the gate, and at a door until what is on them has been counted. */
export class Yard {
  private readonly gate: Queue;
  private readonly door: Queue;
  private readonly atDoor = new Map<number, boolean>();
  private hasAny = false;

  constructor(clock: SlotClock) {
    this.gate = new Queue(clock);
    this.door = new Queue(clock);
  }

  /** An event of a receipt. */
  receipt(now: number, event: string, key: number): void {
    if (event === 'truckAtGate') {
      this.hasAny = true;
      this.atDoor.set(key, false);
      this.gate.enter(now);
    } else if (event === 'truckDocked' && this.atDoor.get(key) === false) {
      this.atDoor.set(key, true);
      this.gate.leave(now);
      this.door.enter(now);
    } else if (event === 'receiptCounted' && this.atDoor.get(key) === true) {
      this.atDoor.delete(key);
      this.door.leave(now);
    }
  }

  /** null = none came. */
  result(covered: Covered): OverTime['yard'] {
    return this.hasAny ? { gate: this.gate.result(covered), door: this.door.result(covered) } : null;
  }
}
