/** The core as whatever brings it messages sees it. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { Receipt } from '../host/simulated-host.ts';

/** Partner numbers are below. */
const PARTNERS = 8192;

export interface CoreEnd {
  /** A partner's message arrives. */
  receive(message: Envelope): Receipt;
  /** The answer to a transmission arrives. */
  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void;
}

/** Told how long messages of partners stood at the core's door before it took them. */
export interface EntryWatch {
  /** @param partner number of it. Once a message */
  waited(partner: number, waitMs: number): void;
  /** The core's gateway has answered a message by "too many". */
  turnedAway(partner: number): void;
}

/** One number for a message of a partner, however often it comes. Counters are below 2^40. */
export function messageNumber({ sender, counter }: Envelope): number {
  return counter * PARTNERS + sender;
}
