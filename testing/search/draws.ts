/** Draws of a variation: by name, so that another kind of fault, or one fewer, moves none of the others. */
import { Random, type RandomStream } from '#sim/random/random';

export class Draws {
  private readonly random: Random;

  constructor(seed: string | number) {
    this.random = new Random(seed);
  }

  /** In (0, 1). @param index which of the draws of this name */
  unit(name: string, index = 0): number {
    return this.stream(name).unit(0, index);
  }

  /** One of them, each as likely. */
  oneOf<Item>(name: string, items: readonly Item[], index = 0): Item {
    return items[Math.floor(this.unit(name, index) * items.length)]!;
  }

  private stream(name: string): RandomStream {
    return this.random.stream(`search/${name}`);
  }
}

/** A share as people write one: three digits at most. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
