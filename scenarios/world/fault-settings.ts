/**
 * What goes wrong between core and partners, and with the core itself: plain data of a world.
 *
 * 1. A fault has a place (a partner, or all of them), a window and a kind. Whether a message of the window is hit is drawn when
 *    it is sent; everything else stands here.
 * 2. Windows hold their first instant and not their last one.
 */
import type { Distribution } from '#sim/random/distributions';

/** What befalls a message of the core, each transmission by itself. */
export const CALL_FAULTS = [
  /** It arrives, and once more so much later. */
  'call-duplicated',
  'call-delayed',
  'call-lost',
  /** The partner does what it says; the answer never comes back. */
  'answer-lost',
  /** 429 with Retry-After. */
  'throttled',
  /** 429 without. */
  'throttled-blindly',
  /** 503. */
  'brown-out',
] as const;

/** What befalls a message of a partner. */
export const EVENT_FAULTS = [
  'event-duplicated',
  /** What the same partner says after it comes after it. */
  'event-delayed',
  /** It alone is later: what is said after it overtakes it. */
  'event-reordered',
  /** The partner misses the answer, and sends it again. */
  'event-lost',
] as const;

/** Nothing gets through: both ways, only what the core sends, only what the partner sends (answers, too). */
export const OUTAGE_FAULTS = ['outage', 'outage-to', 'outage-from'] as const;

/** The orchestrator dies, and is there again at once or after an outage. */
export const CRASH_FAULTS = ['crash', 'crash-outage'] as const;

export const FAULT_KINDS = [...CALL_FAULTS, ...EVENT_FAULTS, ...OUTAGE_FAULTS, ...CRASH_FAULTS] as const;

export type CallFault = (typeof CALL_FAULTS)[number];
export type EventFault = (typeof EVENT_FAULTS)[number];
export type OutageFault = (typeof OUTAGE_FAULTS)[number];
export type CrashFault = (typeof CRASH_FAULTS)[number];
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Kinds that say how much later, or when to ask again. */
export const TIMED_FAULTS = [
  'call-duplicated',
  'call-delayed',
  'throttled',
  'event-duplicated',
  'event-delayed',
  'event-reordered',
] as const satisfies readonly (CallFault | EventFault)[];

export interface MessageFault {
  readonly kind: CallFault | EventFault;
  /** Number of the partner; null = every one. */
  readonly partner: number | null;
  readonly fromAt: number;
  readonly untilAt: number;
  /** Of the transmissions in the window, in (0, 1]. */
  readonly share: number;
  /** How much later, or the Retry-After, ms; null where the kind has none. */
  readonly byMs: Distribution | null;
}

export interface Outage {
  readonly kind: OutageFault;
  readonly partner: number | null;
  readonly fromAt: number;
  readonly untilAt: number;
}

export interface Crash {
  readonly kind: CrashFault;
  readonly at: number;
  /** 0 = it is there again at the same instant. */
  readonly outageMs: number;
}

export interface FaultSettings {
  readonly messages: readonly MessageFault[];
  readonly outages: readonly Outage[];
  readonly crashes: readonly Crash[];
}

export const NO_FAULTS: FaultSettings = { messages: [], outages: [], crashes: [] };
