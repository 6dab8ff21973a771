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

/** The core takes what a partner sends, and commits it; the partner never hears so, and sends it again. */
export const COMMIT_FAULTS = ['commit-unacknowledged'] as const;

/** A worker that was given up for dead finishes its step after another one has done it. */
export const STEP_FAULTS = ['zombie'] as const;

/** The core's clock jumps ahead or back, and back to the right time at the end of the window. */
export const CLOCK_FAULTS = ['clock-fast', 'clock-slow'] as const;

/** The next version of every actor takes over the states that the last one has stored. */
export const UPGRADE_FAULTS = ['upgrade'] as const;

/** New kinds come last: what a seed draws of a kind goes by its place here. */
export const FAULT_KINDS = [
  ...CALL_FAULTS,
  ...EVENT_FAULTS,
  ...OUTAGE_FAULTS,
  ...CRASH_FAULTS,
  ...COMMIT_FAULTS,
  ...STEP_FAULTS,
  ...CLOCK_FAULTS,
  ...UPGRADE_FAULTS,
] as const;

export type CallFault = (typeof CALL_FAULTS)[number];
export type EventFault = (typeof EVENT_FAULTS)[number] | (typeof COMMIT_FAULTS)[number];
export type OutageFault = (typeof OUTAGE_FAULTS)[number];
export type CrashFault = (typeof CRASH_FAULTS)[number];
export type ClockFault = (typeof CLOCK_FAULTS)[number];
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

/** One transmission of one message, and what befalls it. */
export interface MessageHit {
  readonly kind: CallFault | EventFault;
  /** Number of the partner. */
  readonly partner: number;
  /** Kind of message. */
  readonly message: string;
  /** What it is about; null = anything. */
  readonly key: number | null;
  /** Its two numbers, where kind and key alone are not one message; null = any. */
  readonly a: number | null;
  readonly b: number | null;
  /** Which transmission of it, from 1. */
  readonly attempt: number;
  /** Only one within these: where a message that says the same is sent again later. */
  readonly fromAt: number;
  readonly untilAt: number;
  /** How much later, or the Retry-After, ms; null where the kind has none. */
  readonly byMs: number | null;
}

/** One step that leaves a zombie behind. */
export interface StepHit {
  /** Type of the actor. */
  readonly actor: string;
  /** Kind of message that it takes in that step. */
  readonly message: string;
  /** What that is about; of an actor that carries a message of the core to a partner: what the carried one is about; null = anything. */
  readonly key: number | null;
  /** Kind of the carried message; null = any, or the actor carries none. */
  readonly carries: string | null;
  /** The first number of the message, the actor's own key, and inputs that it had counted before; null = any. */
  readonly a: number | null;
  readonly actorKey: number | null;
  readonly n: number | null;
  /** Only one within these: where all of that comes twice. */
  readonly fromAt: number;
  readonly untilAt: number;
  readonly byMs: number;
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

/** Which steps of the core leave a zombie behind. */
export interface StepFault {
  readonly kind: 'zombie';
  readonly fromAt: number;
  readonly untilAt: number;
  /** Of the steps in the window, in (0, 1]. */
  readonly share: number;
  /** How long after the commit of the step the zombie comes to its own, ms. */
  readonly byMs: Distribution;
}

export interface ClockJump {
  readonly kind: ClockFault;
  readonly fromAt: number;
  readonly untilAt: number;
  /** > 0; which way the kind says. */
  readonly byMs: number;
}

export interface Upgrade {
  readonly kind: 'upgrade';
  readonly at: number;
}

export interface FaultSettings {
  readonly messages: readonly MessageFault[];
  /** Before `messages`: what befalls a transmission that is written down here is not drawn. */
  readonly hits: readonly MessageHit[];
  readonly stepHits: readonly StepHit[];
  readonly outages: readonly Outage[];
  readonly crashes: readonly Crash[];
  readonly steps: readonly StepFault[];
  readonly clocks: readonly ClockJump[];
  readonly upgrades: readonly Upgrade[];
}

export const NO_FAULTS: FaultSettings = {
  messages: [],
  hits: [],
  stepHits: [],
  outages: [],
  crashes: [],
  steps: [],
  clocks: [],
  upgrades: [],
};
