/**
 * What happens to files and receipts on their way, drawn as outcomes.
 *
 * 1. Keyed by carrier or warehouse, direction, the cut-off at which the file was closed, and how often it has been put: whatever a policy puts into
 *    a file, its fate is that of its cut-off. Whether a cut-off is missed is drawn by itself.
 */

import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { FilesLine } from '../../world/partner-settings.ts';

export const TO_PARTNER = 0;
export const TO_CORE = 1;
export type Direction = typeof TO_PARTNER | typeof TO_CORE;

export type FileFate =
  | { readonly kind: 'lost' | 'halfWritten' | 'overtaken' }
  | { readonly kind: 'doubled' | 'late' | 'renamed'; readonly laterMs: number }
  /** Which of its records, from 0. */
  | { readonly kind: 'recordSpoilt'; readonly record: number };

/** Which transmission of the file of which cut-off; a second copy of it answers for itself. */
export interface Voyage {
  readonly slot: number;
  readonly transmission: number;
  readonly copy: 0 | 1;
}

/** Streams that all partners of a sort on files share in a run. */
export interface FilesStreams {
  readonly fate: RandomStream;
  readonly part: RandomStream;
  readonly delay: RandomStream;
  readonly receipt: RandomStream;
  readonly receiptDelay: RandomStream;
  readonly receiptMs: RandomStream;
  readonly cutoff: RandomStream;
}

/** @param sort of partners: `partners`, which are carriers, or `warehouses` */
export function filesStreams(random: Random, sort: 'partners' | 'warehouses'): FilesStreams {
  const open = (name: string): RandomStream => random.stream(`${sort}/files/${name}`);
  return {
    fate: open('fate'),
    part: open('part'),
    delay: open('delay'),
    receipt: open('receipt'),
    receiptDelay: open('receipt-delay'),
    receiptMs: open('receipt-ms'),
    cutoff: open('cut-off'),
  };
}

export class FilesLuck {
  private readonly settings: FilesLine;
  private readonly streams: readonly [FilesStreams, FilesStreams];
  private readonly delayMs: Sampler;
  private readonly receiptMs: Sampler;

  /** @param no of the carrier or node */
  constructor(streams: FilesStreams, no: number, settings: FilesLine) {
    this.settings = settings;
    const of = (direction: Direction): FilesStreams => ({
      fate: streams.fate.sub(no, direction),
      part: streams.part.sub(no, direction),
      delay: streams.delay.sub(no, direction),
      receipt: streams.receipt.sub(no, direction),
      receiptDelay: streams.receiptDelay.sub(no, direction),
      receiptMs: streams.receiptMs.sub(no, direction),
      cutoff: streams.cutoff.sub(no, direction),
    });
    this.streams = [of(TO_PARTNER), of(TO_CORE)];
    this.delayMs = compile(settings.faults.delayMs);
    this.receiptMs = compile(settings.receiptMs);
  }

  /** null = it arrives as it is. */
  fateOf(direction: Direction, { slot, transmission }: Voyage, records: number): FileFate | null {
    const { lost, halfWritten, overtaken, doubled, late, recordSpoilt, renamed } = this.settings.faults;
    const { fate, part, delay } = this.streams[direction];
    let u = fate.unit(slot, transmission);
    const within = (share: number): boolean => {
      u -= share;
      return u < 0;
    };
    if (within(lost)) return { kind: 'lost' };
    if (within(halfWritten)) return { kind: 'halfWritten' };
    if (within(overtaken)) return { kind: 'overtaken' };
    const laterMs = (): number => drawMs(this.delayMs, delay, slot, transmission);
    if (within(doubled)) return { kind: 'doubled', laterMs: laterMs() };
    if (within(late)) return { kind: 'late', laterMs: laterMs() };
    if (within(recordSpoilt))
      return { kind: 'recordSpoilt', record: part.integer(slot, transmission, records) };
    // What is put again has been known for a while: its second copy could come when nobody knows it any more.
    return transmission === 1 && within(renamed) ? { kind: 'renamed', laterMs: laterMs() } : null;
  }

  /** Nothing is closed at this cut-off. */
  missesCutoff(direction: Direction, slot: number): boolean {
    const { cutoffMissed } = this.settings.faults;
    return cutoffMissed > 0 && this.streams[direction].cutoff.unit(slot, 0) < cutoffMissed;
  }

  /** From reading a file to its receipt. `direction` is that of the file, here and below. */
  receiptAfterMs(direction: Direction, { slot, transmission, copy }: Voyage): number {
    return drawMs(this.receiptMs, this.streams[direction].receiptMs, slot, 2 * transmission + copy);
  }

  /** How much later a receipt arrives, ms; null = never. */
  receiptDelayMs(direction: Direction, { slot, transmission, copy }: Voyage): number | null {
    const { receiptLost, receiptLate } = this.settings.faults;
    const { receipt, receiptDelay } = this.streams[direction];
    const index = 2 * transmission + copy;
    const u = receipt.unit(slot, index);
    if (u < receiptLost) return null;
    if (u >= receiptLost + receiptLate) return 0;
    return drawMs(this.delayMs, receiptDelay, slot, index);
  }
}
