/**
 * The exception case of a business key: takes what reached no living actor, so that nothing is lost in silence,
 * and gives a person the job to look. One case a key, whatever comes.
 */
import type { Actor } from '../core/actor.ts';
import { transitionTable } from '../core/transition-table.ts';
import { EXCEPTION_CASE, type ExceptionCaseInput } from './inputs.ts';

export type ExceptionCaseStatus = 'new' | 'open' | 'closed';

export const EXCEPTION_CASE_TABLE = transitionTable<ExceptionCaseStatus>(
  'new',
  ['closed'],
  [
    ['new', 'inputWithoutActor', 'open'],
    ['open', 'inputWithoutActor', 'open'],
    ['open', 'taskAnswered', 'closed'],
  ],
);

export interface ExceptionCaseState {
  status: ExceptionCaseStatus;
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
  initial: () => ({ status: EXCEPTION_CASE_TABLE.initial, count: 0, lastKind: '' }),
  migrate: (_old, from) => {
    throw new Error(`exception-case state of version ${from} is unknown`);
  },
  step: (draft, input, _now, out) => {
    const next = EXCEPTION_CASE_TABLE.next(draft.status, input.kind);
    if (next === null) {
      out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      return;
    }
    const opened = draft.status === 'new';
    draft.status = next;
    if (input.kind !== 'inputWithoutActor') return;
    draft.count += 1;
    draft.lastKind = input.body.kind;
    if (!opened) return;
    const detail = `${input.body.kind} for an actor that ${input.b === 1 ? 'has finished' : 'does not exist'}`;
    out.event('exceptionOpened', 1, input.a, input.b);
    out.task({ role: 'exception-desk', kind: 'lateInput', no: 1, dueAt: null, detail });
  },
  finished: (state) => EXCEPTION_CASE_TABLE.terminal.has(state.status),
  outcome: (state, sink) => {
    sink.name(state.status);
    sink.number(state.count);
  },
};
