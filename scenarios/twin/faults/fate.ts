/** What becomes of a message on its way, where a fault plan says so. */
import type { Envelope } from '#orchestrator/contracts/envelope';

/** Of a transmission of the core. */
export type Fate = (
  | Lost
  | Duplicated
  | Delayed
  /** The partner does what it says; the answer never comes back. */
  | { readonly kind: 'answerLost' }
  /** The partner answers this and does nothing: 429, 503, 400 ... */
  | { readonly kind: 'rejected'; readonly status: number; readonly retryAfterMs: number | null }
) & {
  /** What it is called on record; default: `kind`. */
  readonly fault?: string;
};

/** The other side never sees it. A partner misses the answer and sends again. */
interface Lost {
  readonly kind: 'lost';
}

/** It arrives, and once more so much later. */
interface Duplicated {
  readonly kind: 'duplicated';
  readonly afterMs: number;
}

/** It arrives so much later; of a partner's message: what is said after it arrives after it. */
interface Delayed {
  readonly kind: 'delayed';
  readonly byMs: number;
}

/** It arrives so much later; what is said after it overtakes it. */
interface Reordered {
  readonly kind: 'reordered';
  readonly byMs: number;
}

/** It arrives, and the answer never comes back: the partner sends again. */
interface Unacknowledged {
  readonly kind: 'unacknowledged';
}

/**
 * null = it arrives. Must be a function of its arguments alone: it is asked again in copies of the run.
 * @param attempt which transmission of this message it is, from 1
 * @param now virtual time of the transmission, epoch ms
 */
export type FaultPlan = (message: Envelope, attempt: number, now: number) => Fate | null;

/** Of a message of a partner. */
export type EventFate = (Lost | Duplicated | Delayed | Reordered | Unacknowledged) & {
  readonly fault: string;
};

/** What befalls the messages of partners, and who is cut off; functions of their arguments alone, as `FaultPlan`. */
export interface PartnerFaults {
  fateOf(message: Envelope, attempt: number, now: number): EventFate | null;
  /** The outage in which nothing of this partner reaches the core; null = there is none. */
  outageFrom(partner: number, now: number): string | null;
  /** The outage in which nothing of the core reaches this partner. */
  outageTo(partner: number, now: number): string | null;
}
