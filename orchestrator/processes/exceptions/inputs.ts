/** What cases and the actors that notice exceptions tell each other, and the address of a case. */
import type { Envelope } from '../../contracts/envelope.ts';
import type { DecidedInput, TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import * as types from '../../core/actor-types.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { HumanTask } from '../../core/out.ts';

/** Who noticed what. */
export interface Detected {
  readonly type: number;
  readonly key: number;
  /** When it happened, as far as the actor knows; epoch ms. */
  readonly occurredAt: number;
  /** What it may cost, minor units; 0 = nobody knows, or nothing. */
  readonly stakeMinor: number;
  /** The task that it makes; null = none. */
  readonly task: HumanTask | null;
}

/** How a matter stands after the step that tells of it: `b` of what a watched actor tells its case. */
export const STANDS = {
  /** The process is at it. */
  open: 0,
  over: 1,
  /** Over, and the entity is finished: the case can go. */
  finished: 2,
} as const;

/**
 * watched actor -> case; key of the case; a = 1: its task waits for `taskReleased` or `remedyChosen`, b = `STANDS`. Comes again with each
 * task of the same matter.
 */
export type ExceptionDetected = Envelope<'exceptionDetected', Detected>;
/** watched actor -> case: somebody has answered; a = `RESOLVED_BY`, b = `STANDS`. */
export type ExceptionHandled = Envelope<'exceptionHandled', null>;
/** watched actor -> case: the process has given the next role the task. */
export type ExceptionEscalated = Envelope<'exceptionEscalated', null>;
/** watched actor -> case: the matter is over; a = 1 if it was open, b = `STANDS`. */
export type ExceptionOver = Envelope<'exceptionOver', null>;

/** case -> watched actor: a person shall have it. */
export type TaskReleased = Envelope<'taskReleased', HumanTask>;
/** case -> watched actor: answer a to its task b, which it kept; body: by whom. */
export type RemedyChosen = Envelope<'remedyChosen', { readonly by: number }>;

export type CaseInput =
  | ExceptionDetected
  | ExceptionHandled
  | ExceptionEscalated
  | ExceptionOver
  | DecidedInput
  | TaskAnsweredInput
  | TimerInput;

export type WatchedInput = TaskReleased | RemedyChosen;

export const CASE: ActorTypeNo<CaseInput> = types.CASE;
