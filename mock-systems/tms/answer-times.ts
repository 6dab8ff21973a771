/**
 * How long TMS takes to answer: keyed by the order behind the matter, and by shipment number and attempt. Which loads a
 * decision formed changes no other answer.
 */
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';

/** Attempts are below it. */
const ATTEMPTS_MAX = 1024;

export class AnswerTimes {
  private readonly sampler: Sampler;
  private readonly stream: RandomStream;
  private readonly keyOf: (order: number) => number;

  /** @param keyOf what the draws of an order are keyed by, uint32 */
  constructor(random: Random, path: string, distribution: Distribution, keyOf: (order: number) => number) {
    this.sampler = compile(distribution, path);
    this.stream = random.stream(path);
    this.keyOf = keyOf;
  }

  /** ms, >= 0. */
  ofOrder(order: number, attempt: number): number {
    return drawMs(this.sampler, this.stream, this.keyOf(order), attempt);
  }

  /** ms, >= 0. */
  ofLoad(load: number, attempt: number): number {
    return this.ofOrder(orderOf(load), sourcingOf(load) * ATTEMPTS_MAX + attempt);
  }
}
