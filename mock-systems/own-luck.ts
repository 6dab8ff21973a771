/** Luck of systems that users wrote: keyed by what an answer is about, a stream for each question. */
import type { Random, RandomStream } from '#sim/random/random';
import type { Luck } from './carriers/conduct.ts';

export class OwnLuck {
  private readonly random: Random;
  private readonly owner: string;
  private readonly streams = new Map<string, RandomStream>();

  /** @param owner the system whose luck it is */
  constructor(random: Random, owner: string) {
    this.random = random;
    this.owner = owner;
  }

  /** Draws of one case. */
  of(entity: number, index: number): Luck {
    return { unit: (name) => this.stream(name).unit(entity >>> 0, index >>> 0) };
  }

  private stream(name: string): RandomStream {
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = this.random.stream(`own/${this.owner}/${name}`);
      this.streams.set(name, stream);
    }
    return stream;
  }
}
