/**
 * The doors at which transfers are received, of stores and of nodes: when, by few people, within delivery windows.
 *
 * 1. A delivery outside of a window waits for the next one. After the last window of the run it is received as it comes.
 * 2. Deliveries are received in the order in which they came, each by one person; what was begun in a window is finished after it.
 * 3. Times are drawn by order and shipment.
 */
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { Box } from './doorstep.ts';

export interface Door {
  /** Instants at which goods can be received from and until, in turn. */
  readonly windows: readonly number[];
  /** People who receive, >= 1: one delivery each at a time. */
  readonly receivers: number;
}

export interface DoorSettings {
  /** Units of a case, by product. */
  readonly casePack: readonly number[];
  /** To receive a delivery, and a case of it. */
  readonly msPerDelivery: Distribution;
  readonly msPerCase: Distribution;
}

export class BackDoor {
  private readonly kernel: Kernel;
  private readonly settings: DoorSettings;
  private readonly doors: readonly Door[];
  private readonly delivery: RandomStream;
  private readonly cases: RandomStream;
  private readonly msPerDelivery: Sampler;
  private readonly msPerCase: Sampler;
  private readonly onReceived: HandlerNo;
  /** By door: when each of its people is free. */
  private freeAt: number[][];

  /** @param system whose doors they are: names its events and its luck */
  constructor(
    kernel: Kernel,
    system: string,
    settings: DoorSettings,
    doors: readonly Door[],
    random: Random,
    received: (door: number, box: Box) => void,
  ) {
    this.kernel = kernel;
    this.settings = settings;
    this.doors = doors;
    this.delivery = random.stream(`${system}/per-delivery`);
    this.cases = random.stream(`${system}/per-case`);
    this.msPerDelivery = compile(settings.msPerDelivery, `${system}.msPerDelivery`);
    this.msPerCase = compile(settings.msPerCase, `${system}.msPerCase`);
    this.freeAt = doors.map(({ receivers }) => new Array<number>(receivers).fill(0));
    this.onReceived = kernel.handler(`${system}.received`, (_shipment, door, box) =>
      received(door, box as Box),
    );
  }

  /** A delivery stands at the door. @returns how long it takes to receive it, ms */
  take(door: number, box: Box): number {
    const people = this.freeAt[door]!;
    let who = 0;
    for (let i = 1; i < people.length; i++) if (people[i]! < people[who]!) who = i;
    const begins = this.openFrom(door, Math.max(this.kernel.now, people[who]!));
    const ms = this.workMs(box);
    people[who] = begins + ms;
    this.kernel.schedule(this.onReceived, begins + ms, box.shipment, door, box);
    return ms;
  }

  save(): readonly (readonly number[])[] {
    return this.freeAt.map((people) => people.slice());
  }

  load(saved: readonly (readonly number[])[]): void {
    this.freeAt = saved.map((people) => people.slice());
  }

  private workMs({ shipment, products, units }: Box): number {
    let cases = 0;
    for (let i = 0; i < products.length; i++)
      cases += Math.ceil(units[i]! / this.settings.casePack[products[i]!]!);
    const each = Math.max(0, this.msPerCase.sample(this.cases, shipment, 1));
    const all = Math.max(0, this.msPerDelivery.sample(this.delivery, shipment, 1)) + cases * each;
    return Math.round(all);
  }

  /** The first instant from `at` on that lies in a delivery window. O(log windows). */
  private openFrom(door: number, at: number): number {
    const { windows } = this.doors[door]!;
    let low = 0;
    let high = windows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (windows[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    // So many changes lie behind it: after an odd number it is open.
    return low % 2 === 1 || low === windows.length ? at : windows[low]!;
  }
}
