/** What the simulated host needs from its surroundings. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { DecisionPoint } from '#orchestrator/core/out';

/** The way to the partner systems. */
export interface PartnerPort {
  /**
   * Offers a message; false = not taken (link down), the host keeps it and offers it again. Called from inside a step:
   * whatever it leads to must be a calendar event.
   * @param from name of the actor that sent it
   */
  offer(message: Envelope, from: string): boolean;
}

/** A view's state at the moment of the decision. */
export interface ViewReading {
  readonly type: string;
  readonly key: number;
  /** Inputs the view had taken in; 0 = it does not exist yet. */
  readonly version: number;
  readonly ageMs: number | null;
  readonly state: unknown;
}

export interface Ask {
  readonly point: DecisionPoint;
  readonly attempt: number;
  readonly entityType: string;
  readonly entityKey: number;
  /** Virtual time at which the question is put, epoch ms. */
  readonly now: number;
  readonly context: unknown;
  readonly options: readonly unknown[];
  readonly views: readonly ViewReading[];
}

/** What came out of the decision gate. */
export interface Decided {
  /** Index into the options asked with; -1 when no option was left. */
  readonly chosen: number;
  readonly policy: string;
  readonly mode: string;
  /** Options that hard rules removed. */
  readonly removed: number;
  readonly score: number | null;
  readonly confidence: number | null;
  readonly propensity: number | null;
  readonly fallback: string | null;
  /** Thinking time, ms: the answer arrives that much later. */
  readonly latencyMs: number;
}

export type Decider = (ask: Ask) => Decided;

/** The orchestrator's own limits. `workers: 0` = unlimited. */
export interface PlatformModel {
  readonly workers: number;
  readonly stepLatencyMs: number;
  readonly storeLatencyMs: number;
}
