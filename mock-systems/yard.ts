/**
 * The yard: trucks that stand at a node's gate, with what is really on them. The portal drives a truck in, WMS takes it from there;
 * it is the only thing that two mocks share.
 *
 * 1. Nobody's system knows what is on a truck: what a supplier says is in its notice, what WMS knows it has counted.
 * 2. A truck comes once, and is taken once. That one has come is a calendar event of its own, so that nothing is re-entered.
 */
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';

/** Immutable. Lists stand by line of the purchase order. */
export interface Truck {
  readonly receipt: number;
  readonly node: number;
  readonly products: readonly number[];
  /** Units on it, damaged ones among them. */
  readonly units: readonly number[];
  readonly damaged: readonly number[];
  readonly handlingUnits: number;
}

export class Yard {
  private readonly kernel: Kernel;
  private readonly onGate: HandlerNo;
  private trucks = new Map<number, Truck>();
  private listener: (truck: Truck) => void = () => {};

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.onGate = kernel.handler('yard.gate', (receipt) => this.listener(this.take(receipt)));
    kernel.component('mock.yard', {
      save: () => new Map(this.trucks),
      load: (saved) => {
        this.trucks = new Map(saved as ReadonlyMap<number, Truck>);
      },
    });
  }

  /** WMS, which hears of each truck once. */
  connect(listener: (truck: Truck) => void): void {
    this.listener = listener;
  }

  /** A truck drives up to the gate. */
  driveIn(truck: Truck): void {
    const { receipt } = truck;
    assert(!this.trucks.has(receipt), `the truck of receipt ${receipt} stands at the gate already`);
    this.trucks.set(receipt, truck);
    this.kernel.schedule(this.onGate, this.kernel.now, receipt);
  }

  /** Trucks that nobody has taken. */
  get waiting(): number {
    return this.trucks.size;
  }

  private take(receipt: number): Truck {
    const truck = this.trucks.get(receipt)!;
    this.trucks.delete(receipt);
    return truck;
  }
}
