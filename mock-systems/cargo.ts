/**
 * What is really in the boxes that a carrier has aboard. WMS loads them, whoever delivers them counts what comes off: it is the only
 * thing that the two share, and no message says it.
 *
 * 1. What is in a box is what WMS has loaded, by line of the shipment.
 * 2. Memory: the boxes that are on their way.
 */
import { assert } from '#sim/assert';
import type { Kernel } from '#sim/kernel';

export class Cargo {
  private boxes = new Map<number, readonly number[]>();

  constructor(kernel: Kernel) {
    kernel.component('mock.cargo', {
      save: () => new Map(this.boxes),
      load: (saved) => {
        this.boxes = new Map(saved as ReadonlyMap<number, readonly number[]>);
      },
    });
  }

  /** WMS has loaded it. @param units by line; never changed afterwards */
  send(shipment: number, units: readonly number[]): void {
    this.boxes.set(shipment, units);
  }

  /** It comes off the truck, or nobody will ever see it again. */
  takeOff(shipment: number): readonly number[] {
    const units = this.boxes.get(shipment);
    assert(units !== undefined, `shipment ${shipment} comes off a truck that it was not loaded on`);
    this.boxes.delete(shipment);
    return units;
  }

  /** Boxes that are on their way. */
  get aboard(): number {
    return this.boxes.size;
  }
}
