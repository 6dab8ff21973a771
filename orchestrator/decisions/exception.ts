/**
 * Decision point `exception`: a process can't go on by itself and would give a person the task. Leave it to that person, or answer
 * with one of the remedies that the process has?
 *
 * 1. What gives something up (goods, money, an order) is a person's: no policy may recommend it.
 */
import type { HardRule, Policy } from './gate.ts';

/** What the process can do next. `person` = somebody is given the task, as without cases. */
export const REMEDIES = [
  'person',
  'wait',
  'ask-again',
  'send-again',
  'tender-again',
  'source-again',
  'go-without',
  'accept',
  'pay-agreed',
  'pay-billed',
  'send-back',
  'cancel',
  'write-off',
] as const;
export type Remedy = (typeof REMEDIES)[number];

export interface ExceptionContext {
  /** `EXCEPTION`, `SEVERITY`. */
  readonly exception: number;
  readonly severity: number;
  /** Kind of the task. */
  readonly task: string;
  /** Which task of the case it is, over all its openings, from 1. */
  readonly round: number;
  readonly stakeMinor: number;
  /** Type and key of the actor that asks, and the number of its task. */
  readonly type: number;
  readonly key: number;
  readonly no: number;
}

export interface ExceptionOption {
  readonly remedy: Remedy;
  /** Index of the answer to the task; -1 = a person's. */
  readonly answer: number;
}

export type ExceptionPolicy = Policy<ExceptionContext, ExceptionOption>;

/** Goods, money or an order: what can't be taken back. */
export const GIVES_UP: ReadonlySet<Remedy> = new Set(['pay-billed', 'send-back', 'cancel', 'write-off']);

export const nothingGivenUp: HardRule<ExceptionContext, ExceptionOption> = {
  name: 'nothing-given-up',
  allows: (_context, { remedy }) => !GIVES_UP.has(remedy),
};

export const toPerson: ExceptionPolicy = {
  name: 'to-person',
  summary: 'a person has every task, as without cases',
  recommend: (_context, options) => options.findIndex(({ remedy }) => remedy === 'person'),
};

/** What costs nothing but time, and can be taken back. */
const ROUTINE: ReadonlySet<Remedy> = new Set(['wait', 'ask-again', 'send-again', 'tender-again', 'accept']);
/** Asked so often in vain, the routine has not helped. Source: assumption. */
const ROUTINE_ROUNDS = 2;

export const routineFirst: ExceptionPolicy = {
  name: 'routine-first',
  summary: 'twice what the desk would do first (ask, send or tender again, wait, accept); then a person',
  recommend: (context, options, views) => {
    const routine = options.findIndex(({ remedy }) => ROUTINE.has(remedy));
    return context.round <= ROUTINE_ROUNDS && routine >= 0
      ? routine
      : toPerson.recommend(context, options, views);
  },
};

export const EXCEPTION_POLICIES: readonly ExceptionPolicy[] = [toPerson, routineFirst];
