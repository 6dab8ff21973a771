/** A time that is drawn: whole milliseconds, as all instants are, and never negative. */
import type { RandomStream } from './random.ts';
import type { Sampler } from './sampler.ts';

export function drawMs(sampler: Sampler, stream: RandomStream, entity: number, index = 0): number {
  return Math.max(0, Math.round(sampler.sample(stream, entity, index)));
}
