/** What the live host needs to know of the orchestration it runs: the same actors that the simulated host runs. */
import type { Actor } from '../core/actor.ts';
import type { ActorTypeNo } from '../core/address.ts';
import type { DecisionPoint } from '../core/out.ts';
import type { BodyShapes } from './partner-message.ts';

/** A view's state at the moment of the decision. */
export interface LiveViewReading {
  readonly type: string;
  readonly key: number;
  /** Inputs the view had taken in; 0 = it does not exist yet. */
  readonly version: number;
  readonly ageMs: number | null;
  readonly state: unknown;
}

export interface LiveAsk {
  readonly point: DecisionPoint;
  readonly attempt: number;
  readonly entityType: string;
  readonly entityKey: number;
  /** Epoch ms, of the host's clock. */
  readonly now: number;
  readonly context: unknown;
  readonly options: readonly unknown[];
  readonly views: readonly LiveViewReading[];
}

export interface LiveDecision {
  /** Index into the options asked with; -1 when no option was left. */
  readonly chosen: number;
  readonly policy: string;
  readonly fallback: string | null;
}

export interface LiveApp {
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
  readonly actors: readonly Actor<any, any>[];
  /** Kind of partner message -> type of the actor that takes it; the key is the message's business key. */
  readonly routes: ReadonlyMap<string, ActorTypeNo>;
  /** Bodies of kinds that the contracts do not have, such as those of a process of one's own; absent = there are none. */
  readonly bodies?: BodyShapes;
  /** Takes `inputWithoutActor`, and never finishes; null: such an input is parked. */
  readonly exceptionType: ActorTypeNo | null;
  readonly decide: (ask: LiveAsk) => LiveDecision | Promise<LiveDecision>;
  /** How long a finished actor is remembered, ms. */
  readonly claimsHorizonMs: number;
}
