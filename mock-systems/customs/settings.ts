/** What customs is configured with: plain data, made by whoever assembles the landscape. Shares are in [0, 1]; `...Ms` in ms. */
import type { Distribution } from '#sim/random/distributions';

/** One kind of examination. */
export interface ExamSettings {
  /** `CUSTOMS_HOLD` other than `papers`. */
  readonly kind: number;
  /** Of all loads, before the regime's factor. */
  readonly share: number;
  /** From the arrival at the border, or the acceptance, whichever is later. */
  readonly ms: Distribution;
  /** Charged to the declarant, minor units. */
  readonly feeMinor: Distribution;
}

/** How one country treats what comes in. */
export interface CustomsRegime {
  /** When the desk is open: stretches [open, close), sorted; empty = always. */
  readonly desk: readonly (readonly [open: number, close: number])[];
  /** Reading a declaration, or an answer to a query: time of the open desk. */
  readonly acceptanceMs: Distribution;
  /** Declarations that are queried, and answers to a query that are queried again. */
  readonly queryShare: number;
  readonly queryAgainShare: number;
  /** Exclusive: their shares sum to at most 1. */
  readonly exams: readonly ExamSettings[];
  /** The shares of exams from an instant on are times this: sorted; 1 before. */
  readonly tightening: readonly (readonly [fromAt: number, factor: number])[];
  /** Of examined loads: they never enter. */
  readonly refusedShare: number;
  /** Goods that stand so long without an accepted declaration are sent back. */
  readonly abandonAfterMs: number;
}

export interface CustomsSettings {
  /** By country; null = it stops nothing. */
  readonly countries: readonly (CustomsRegime | null)[];
  /** What is over is remembered so long, ms: a repeat changes nothing. */
  readonly rememberMs: number;
}
