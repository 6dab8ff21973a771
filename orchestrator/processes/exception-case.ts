/**
 * The exception case of a business key: takes what reached no living actor, so that nothing is lost in silence,
 * and gives a person the job to look. One case a key, whatever comes; a closed one opens again, and never finishes, so
 * that its tasks and events go on counting.
 */
import type { Actor } from '../core/actor.ts';
import { transitionTable } from '../core/transition-table.ts';
import { EXCEPTION_CASE, type ExceptionCaseInput } from './inputs.ts';

export type ExceptionCaseStatus = 'new' | 'open' | 'closed';

export const EXCEPTION_CASE_TABLE = transitionTable<ExceptionCaseStatus>(
  'new',
  [],
  [
    ['new', 'inputWithoutActor', 'open'],
    ['open', 'inputWithoutActor', 'open'],
    ['open', 'taskAnswered', 'closed'],
    ['closed', 'inputWithoutActor', 'open'],
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

export const exceptionCaseActor: Actor<ExceptionCaseState, ExceptionCaseInput> = {
  type: EXCEPTION_CASE,
  name: 'exception-case',
  version: 1,
  creates: ['inputWithoutActor'],
  timers: [],
  initial: () => ({ status: EXCEPTION_CASE_TABLE.initial, openings: 0, count: 0, lastKind: '' }),
  migrate: (_old, from) => {
    throw new Error(`exception-case state of version ${from} is unknown`);
  },
  step: (draft, input, _now, out) => {
    const next = EXCEPTION_CASE_TABLE.next(draft.status, input.kind);
    // The answer to a task of an earlier opening is late as well.
    if (next === null || (input.kind === 'taskAnswered' && input.b !== draft.openings)) {
      out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      return;
    }
    const opened = draft.status !== 'open';
    draft.status = next;
    if (input.kind !== 'inputWithoutActor') return;
    draft.count += 1;
    draft.lastKind = input.body.kind;
    if (!opened) return;
    const detail = `${input.body.kind} for an actor that ${input.b === 1 ? 'has finished' : 'does not exist'}`;
    draft.openings += 1;
    out.event('exceptionOpened', draft.openings, input.a, input.b);
    out.task({ role: 'exception-desk', kind: 'lateInput', no: draft.openings, dueAt: null, detail });
  },
  finished: () => false,
  outcome: (state, sink) => {
    sink.name(state.status);
    sink.number(state.count);
  },
};
