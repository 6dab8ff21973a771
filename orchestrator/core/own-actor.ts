/** What the actor of a process is that a user wrote: as ours, but for its number, and for what only the house may say. */
import type { Envelope } from '../contracts/envelope.ts';
import type { Instant } from '../model/instant.ts';
import type { Actor } from './actor.ts';
import type { Out } from './out.ts';

/** By which an own actor means its own system. */
export const OWN_SYSTEM = 0;

/**
 * What an own actor speaks to the world through. Events, postings and decisions are the house's, whose rules watch them; other
 * actors have addresses that it does not know.
 */
export interface OwnOut extends Omit<Out, 'tell' | 'send' | 'transmit' | 'event' | 'post' | 'ask'> {
  /** @param partner `OWN_SYSTEM`, or ERP, WMS, TMS in the words of our contracts */
  send(partner: number, kind: string, key: number, a: number, b: number, body: unknown): void;
}

export interface OwnActor<State, Input extends Envelope> extends Omit<Actor<State, Input>, 'type' | 'step'> {
  /** By role: kinds of task that it gives. Absent = none. */
  readonly tasks?: Readonly<Record<string, readonly string[]>>;
  step(draft: State, input: Input, now: Instant, out: OwnOut): void;
}
