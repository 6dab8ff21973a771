/** When a consumer of the broker dies or stands still, and for how long: drawn by consumer and by which time of that kind it is. */
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { BrokerFaults } from '../../world/broker-settings.ts';

/** Names in the recording; a number stands for its place. */
export const OUTAGE_KINDS = ['consumer-died', 'consumer-stalled'] as const;

interface Drawn {
  readonly every: Sampler;
  readonly lasts: Sampler;
  readonly everyStream: RandomStream;
  readonly lastsStream: RandomStream;
}

export class OutageDraws {
  private readonly kinds: readonly (Drawn | null)[];

  constructor(random: Random, { deaths, stalls }: BrokerFaults) {
    this.kinds = [deaths, stalls].map((outages, kind) =>
      outages === null
        ? null
        : {
            every: compile(outages.everyMs),
            lasts: compile(outages.lastsMs),
            everyStream: random.stream('broker/every').sub(kind),
            lastsStream: random.stream('broker/lasts').sub(kind),
          },
    );
  }

  /** ms until the n-th outage of this kind; null where there are none. */
  nextMs(kind: number, consumer: number, n: number): number | null {
    const drawn = this.kinds[kind];
    if (!drawn) return null;
    return Math.max(1, Math.round(drawn.every.sample(drawn.everyStream, consumer, n)));
  }

  lastsMs(kind: number, consumer: number, n: number): number {
    const drawn = this.kinds[kind]!;
    return Math.max(1, Math.round(drawn.lasts.sample(drawn.lastsStream, consumer, n)));
  }
}
