/** What a gate knows of its partner, and the arithmetic of its window of failures and of its bucket of tokens. */
import { transitionTable } from '../core/transition-table.ts';
import { LANES_PER_PARTNER } from './inputs.ts';
import type { Breaker, RateLimit } from './policy.ts';

export type GateStatus = 'closed' | 'paused' | 'open' | 'half-open';

/** `tripped`: too many failures. `waited`: the time is over. The other events are inputs, or what they amount to. */
export const GATE_TABLE = transitionTable<GateStatus>(
  'closed',
  [],
  [
    ['closed', 'tripped', 'open'],
    ['closed', 'throttled', 'paused'],
    ['paused', 'tripped', 'open'],
    ['paused', 'throttled', 'paused'],
    ['paused', 'waited', 'closed'],
    ['open', 'throttled', 'open'],
    ['open', 'waited', 'half-open'],
    ['half-open', 'probeFailed', 'open'],
    ['half-open', 'throttled', 'open'],
    ['half-open', 'probesPassed', 'closed'],
  ],
);

/** Somebody who wants to transmit: a lane, or a message in trouble. */
export interface GateAsk {
  /** The asker is an `outbound-message`; else a lane. */
  readonly retry: boolean;
  readonly key: number;
  readonly wanted: number;
  /** It failed as a probe before: a probe again only when nobody else asks. */
  readonly suspect: boolean;
}

export interface Reports {
  readonly at: number;
  failures: number;
  answers: number;
}

export interface GateState {
  readonly partner: number;
  status: GateStatus;
  /** Oldest first. */
  asks: GateAsk[];
  /** Thousandths of a token, so that refilling is exact. */
  tokensMilli: number;
  refilledAt: number;
  /** When the pause or the opening is over. */
  resumeAt: number;
  /** Reports of the last `windowMs`, in at most `BUCKETS` + 1 pieces. */
  window: Reports[];
  /** Probes let through whose outcome is not known. */
  probesOut: number;
  /** Probes that have passed since it was half open. */
  probesPassed: number;
  openings: number;
}

const BUCKETS = 8;

export function emptyGate(key: number): GateState {
  return {
    partner: key,
    status: GATE_TABLE.initial,
    asks: [],
    // More than any bucket holds: it is full at first.
    tokensMilli: Number.MAX_SAFE_INTEGER,
    refilledAt: 0,
    resumeAt: 0,
    window: [],
    probesOut: 0,
    probesPassed: 0,
    openings: 0,
  };
}

/** Adds to the window and lets go of what has left it. */
export function note(
  gate: GateState,
  breaker: Breaker,
  failures: number,
  answers: number,
  now: number,
): void {
  const { window } = gate;
  while (window.length > 0 && window[0]!.at + breaker.windowMs < now) window.shift();
  const last = window.at(-1);
  if (last !== undefined && (now - last.at) * BUCKETS < breaker.windowMs) {
    last.failures += failures;
    last.answers += answers;
  } else window.push({ at: now, failures, answers });
}

/** The failures of the window are too many, in number and in share. */
export function isTripped({ window }: GateState, breaker: Breaker): boolean {
  let failures = 0;
  let answers = 0;
  for (const each of window) {
    failures += each.failures;
    answers += each.answers;
  }
  return (
    failures >= breaker.failuresMin && failures * 100 >= breaker.failurePercentMin * (failures + answers)
  );
}

/**
 * Tokens that a lane gets beyond what it can use now. Whatever lanes hold unused is part of the burst, so that bucket
 * and lanes together never hold more than that.
 */
export function spareTokens({ burst }: RateLimit): number {
  return Math.floor(burst / (2 * LANES_PER_PARTNER));
}

/** Whole tokens in the bucket now. */
export function refill(gate: GateState, rate: RateLimit, now: number): number {
  const capacity = 1000 * (rate.burst - LANES_PER_PARTNER * spareTokens(rate));
  // A token a second is a thousandth of it a millisecond.
  gate.tokensMilli = Math.min(capacity, gate.tokensMilli + (now - gate.refilledAt) * rate.perSecond);
  gate.refilledAt = now;
  return Math.floor(gate.tokensMilli / 1000);
}

/** ms until there is a whole token again. */
export function untilToken(gate: GateState, rate: RateLimit): number {
  return Math.ceil((1000 - gate.tokensMilli) / rate.perSecond);
}
