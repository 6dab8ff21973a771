/** How an exception shows in what an actor does, and when it is over: the words in which `signals.ts` says it. */
import type { Envelope } from '../../contracts/envelope.ts';

/** What an actor says by the emitter, in which an exception shows. */
export type Sign = 'event' | 'tell' | 'send' | 'audit' | 'task';

/** [what is said, its name, whether `a` of it says since when] */
export type Signal = readonly [sign: Sign, name: string, since?: 'a'];

/** One class of exceptions of one type of actor. */
export interface WatchRule<State> {
  /** `EXCEPTION` */
  readonly exception: number;
  readonly signals: readonly Signal[];
  /** Where the same signal may mean other classes, or nothing: whether `b` of it means this one. */
  readonly means?: (b: number) => boolean;
  /** Shows in an input before it is stepped, where the actor itself says nothing of it. */
  readonly shows?: (state: State, input: Envelope) => boolean;
  /** What the actor's state says after a step: the matter is over. An actor that has finished has no matter left. */
  readonly over: (state: State) => boolean;
  /** What it may cost, minor units. */
  readonly stakeMinor?: (state: State) => number;
  /** An input with which somebody's recommendation takes effect. */
  readonly recommends?: (input: Envelope) => boolean;
}

/** What is watched of one type of actor; at most 31 rules. */
export interface Watch<State = never> {
  readonly type: number;
  readonly rules: readonly WatchRule<State>[];
}
