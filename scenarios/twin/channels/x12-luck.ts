/**
 * What happens to interchanges and 997s on their way, drawn as outcomes.
 *
 * 1. Keyed by carrier, direction, the batch in which the interchange was closed, and which transmission it is: whatever a
 *    policy puts into an interchange, its fate is that of its batch.
 */

import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { X12Settings } from '../../world/partner-settings.ts';
import type { Damage } from './x12-parcel.ts';

export const TO_CARRIER = 0;
export const TO_CORE = 1;
export type Direction = typeof TO_CARRIER | typeof TO_CORE;

export type X12Fate =
  | { readonly kind: 'lost' }
  | { readonly kind: 'duplicated'; readonly afterMs: number }
  | { readonly kind: 'delayed'; readonly byMs: number }
  | { readonly kind: 'rejected' | 'quarantined'; readonly damage: Damage };

/** Streams that all X12 carriers of a run share. */
export interface X12Streams {
  readonly fate: RandomStream;
  readonly part: RandomStream;
  readonly delay: RandomStream;
  readonly acknowledgement: RandomStream;
  readonly acknowledgementDelay: RandomStream;
  readonly acknowledgeMs: RandomStream;
}

export function x12Streams(random: Random): X12Streams {
  const open = (name: string): RandomStream => random.stream(`partners/x12/${name}`);
  return {
    fate: open('fate'),
    part: open('part'),
    delay: open('delay'),
    acknowledgement: open('acknowledgement'),
    acknowledgementDelay: open('acknowledgement-delay'),
    acknowledgeMs: open('acknowledge-ms'),
  };
}

/** Which transmission of which batch; a second copy of it answers for itself. */
export interface Voyage {
  readonly slot: number;
  readonly transmission: number;
  readonly copy: 0 | 1;
}

export class X12Luck {
  private readonly settings: X12Settings;
  private readonly streams: readonly [X12Streams, X12Streams];
  private readonly delayMs: Sampler;
  private readonly acknowledgeMs: Sampler;

  constructor(streams: X12Streams, settings: X12Settings) {
    this.settings = settings;
    const of = (direction: Direction): X12Streams => ({
      fate: streams.fate.sub(settings.carrier, direction),
      part: streams.part.sub(settings.carrier, direction),
      delay: streams.delay.sub(settings.carrier, direction),
      acknowledgement: streams.acknowledgement.sub(settings.carrier, direction),
      acknowledgementDelay: streams.acknowledgementDelay.sub(settings.carrier, direction),
      acknowledgeMs: streams.acknowledgeMs.sub(settings.carrier, direction),
    });
    this.streams = [of(TO_CARRIER), of(TO_CORE)];
    this.delayMs = compile(settings.faults.delayMs);
    this.acknowledgeMs = compile(settings.acknowledgeMs);
  }

  /** null = it arrives as it is. */
  fateOf(direction: Direction, { slot, transmission }: Voyage, controls: readonly string[]): X12Fate | null {
    const { lost, duplicated, delayed, rejected, quarantined } = this.settings.faults;
    const { fate, part, delay } = this.streams[direction];
    let u = fate.unit(slot, transmission);
    const within = (share: number): boolean => {
      u -= share;
      return u < 0;
    };
    if (within(lost)) return { kind: 'lost' };
    const laterMs = (): number => drawMs(this.delayMs, delay, slot, transmission);
    if (within(duplicated)) return { kind: 'duplicated', afterMs: laterMs() };
    if (within(delayed)) return { kind: 'delayed', byMs: laterMs() };
    if (within(rejected)) {
      const control = controls[part.integer(slot, transmission, controls.length)]!;
      return { kind: 'rejected', damage: { kind: 'set', control } };
    }
    return within(quarantined) ? { kind: 'quarantined', damage: { kind: 'whole' } } : null;
  }

  /** From reading an interchange to its 997. `direction` is that of the interchange, here and below. */
  acknowledgesAfterMs(direction: Direction, { slot, transmission, copy }: Voyage): number {
    return drawMs(this.acknowledgeMs, this.streams[direction].acknowledgeMs, slot, 2 * transmission + copy);
  }

  /** How much later a 997 arrives, ms; null = never. */
  acknowledgementDelayMs(direction: Direction, { slot, transmission, copy }: Voyage): number | null {
    const { acknowledgementLost, acknowledgementDelayed } = this.settings.faults;
    const { acknowledgement, acknowledgementDelay } = this.streams[direction];
    const index = 2 * transmission + copy;
    const u = acknowledgement.unit(slot, index);
    if (u < acknowledgementLost) return null;
    if (u >= acknowledgementLost + acknowledgementDelayed) return 0;
    return drawMs(this.delayMs, acknowledgementDelay, slot, index);
  }
}
