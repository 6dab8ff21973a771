/**
 * The contract between an actor and whatever hosts it. Nothing here knows which host it is in.
 *
 * 1. `step` is the only thing that changes state. It is synchronous, reads no clock but `now`, draws nothing,
 *    and speaks to the world through `out` alone. State and effects commit together or not at all.
 * 2. State is plain JSON, small and flat.
 * 3. Only kinds listed in `creates` make a new actor. Any other input to an unknown or finished key becomes an
 *    `inputWithoutActor` for the exception case of the same key.
 * 4. An actor is finished when `finished` says so after a step: its state is dropped, its timers are cancelled,
 *    a tombstone stays for the claims horizon.
 * 5. Timers are small integers; setting one that is set moves it. A timer comes back as an input of kind
 *    `timer` with a = its number.
 */
import type { Envelope } from '../contracts/envelope.ts';
import type { Instant } from '../model/instant.ts';
import type { ActorKey, ActorTypeNo } from './address.ts';
import type { Out } from './out.ts';

/** A timer that rang; a = timer number. */
export type TimerInput = Envelope<'timer', null>;

/** The answer to an `ask`; a = index of the chosen option or -1, b = attempt. */
export type DecidedInput = Envelope<'decided', DecisionAnswer>;

/** A person's answer to a task; a = chosen answer, b = task number of the actor. */
export type TaskAnsweredInput = Envelope<'taskAnswered', null>;

/** What reached a key without an actor; a = the type it was meant for, b = 1 when that actor has finished. */
export type InputWithoutActor = Envelope<'inputWithoutActor', Envelope>;

export interface DecisionAnswer {
  readonly point: string;
  readonly policy: string;
  /** Why the policy in force did not decide; null when it did. */
  readonly fallback: string | null;
  /** Option chosen, as it was offered; null when no option was left. */
  readonly option: unknown;
}

/** Takes the final figures of an actor: integers and amounts, no times. */
export interface OutcomeSink {
  number(value: number): void;
  name(value: string): void;
}

export interface Actor<State = unknown, Input extends Envelope = Envelope> {
  readonly type: ActorTypeNo<Input>;
  readonly name: string;
  readonly version: number;
  /** Kinds of input that may create an actor. */
  readonly creates: readonly Input['kind'][];
  /** Names of its timers; the index is the timer number. */
  readonly timers: readonly string[];
  initial(key: ActorKey): State;
  /** Brings the state of an older version up to date; throws when it can't. */
  migrate(old: unknown, from: number): State;
  step(draft: State, input: Input, now: Instant, out: Out): void;
  finished(state: State): boolean;
  /** Writes what the outcome digest takes in: final state, quantities, money. */
  outcome(state: State, sink: OutcomeSink): void;
}

/** One of several that have different states and inputs. */
// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export type AnyActor = Actor<any, any>;
