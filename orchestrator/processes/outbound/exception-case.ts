/**
 * The exception case of a business key: takes what reached no living actor, so that nothing is lost in silence,
 * and gives a person the job to look.
 *
 * 1. One case a key, whatever comes. A closed one opens again for a while, with a task and an event of their own; then it is
 *    forgotten, like any other actor.
 */
import type { Actor } from '../../core/actor.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { instant } from '../../model/instant.ts';
import { EXCEPTION_CASE, type ExceptionCaseInput } from './inputs.ts';

export type ExceptionCaseStatus = 'new' | 'open' | 'closed' | 'forgotten';

export const EXCEPTION_CASE_TABLE = transitionTable<ExceptionCaseStatus>(
  'new',
  ['forgotten'],
  [
    ['new', 'inputWithoutActor', 'open'],
    ['open', 'inputWithoutActor', 'open'],
    ['open', 'taskAnswered', 'closed'],
    ['closed', 'inputWithoutActor', 'open'],
    ['closed', 'timer', 'forgotten'],
  ],
);

export interface ExceptionCaseState {
  status: ExceptionCaseStatus;
  /** How often it was opened: the number of its task and of its event. */
  openings: number;
  /** Inputs that arrived without an actor. */
  count: number;
  lastKind: string;
}

const FORGET_TIMER = 0;
/** What comes so long after an answer belongs to the same case. Source: assumption. */
const LINGER_MS = 7 * 86_400_000;

export const exceptionCaseActor: Actor<ExceptionCaseState, ExceptionCaseInput> = {
  type: EXCEPTION_CASE,
  name: 'exception-case',
  version: 2,
  creates: ['inputWithoutActor'],
  timers: ['forget'],
  initial: () => ({ status: EXCEPTION_CASE_TABLE.initial, openings: 0, count: 0, lastKind: '' }),
  migrate: (_old, from) => {
    throw new Error(`exception-case state of version ${from} is unknown`);
  },
  step: (draft, input, now, out) => {
    const next = EXCEPTION_CASE_TABLE.next(draft.status, input.kind);
    // The answer to a task of an earlier opening is late as well.
    if (next === null || (input.kind === 'taskAnswered' && input.b !== draft.openings)) {
      out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      return;
    }
    const opened = draft.status !== 'open';
    draft.status = next;
    if (input.kind === 'taskAnswered') out.timer(FORGET_TIMER, instant(now + LINGER_MS));
    if (input.kind !== 'inputWithoutActor') return;
    draft.count += 1;
    draft.lastKind = input.body.kind;
    if (!opened) return;
    if (draft.openings > 0) out.cancel(FORGET_TIMER);
    const detail = `${input.body.kind} for an actor that ${input.b === 1 ? 'has finished' : 'does not exist'}`;
    draft.openings += 1;
    out.event('exceptionOpened', draft.openings, input.a, input.b);
    out.task({ role: 'exception-desk', kind: 'lateInput', no: draft.openings, dueAt: null, detail });
  },
  finished: (state) => EXCEPTION_CASE_TABLE.isOver(state.status),
  outcome: (state, sink) => {
    sink.name(state.status);
    sink.number(state.count);
  },
};
