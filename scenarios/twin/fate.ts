/** What becomes of a transmission on its way to a partner, where a fault plan says so. */
import type { Envelope } from '#orchestrator/contracts/envelope';

export type Fate =
  /** The partner never sees it. */
  | { readonly kind: 'lost' }
  /** The partner does what it says; the answer never comes back. */
  | { readonly kind: 'answerLost' }
  /** It arrives, and once more so much later. */
  | { readonly kind: 'duplicated'; readonly afterMs: number }
  /** It arrives so much later. */
  | { readonly kind: 'delayed'; readonly byMs: number }
  /** The partner answers this and does nothing: 429, 503, 400 ... */
  | { readonly kind: 'rejected'; readonly status: number; readonly retryAfterMs: number | null };

/**
 * null = it arrives. Must be a function of its arguments alone: it is asked again in copies of the run.
 * @param attempt which transmission of this message it is, from 1
 * @param now virtual time of the transmission, epoch ms
 */
export type FaultPlan = (message: Envelope, attempt: number, now: number) => Fate | null;
