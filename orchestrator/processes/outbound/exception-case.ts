/**
 * The exception case of a business key: takes what reached no living actor, so that nothing is lost in silence,
 * and gives a person the job to look.
 *
 * 1. One case a key, whatever comes. A closed one opens again for a while, with a task and an event of their own; then it is
 *    forgotten, like any other actor.
 * 2. Nobody looks: the supervisor has it as well, once; then it stays open, where everybody sees it.
 */
import type { Actor, InputWithoutActor } from '../../core/actor.ts';
import { taskBefore } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { Instant } from '../../model/instant.ts';
import type { ProcessLimits } from '../../model/network.ts';
import { EXCEPTION_CASE, type ExceptionCaseInput } from './inputs.ts';
import {
  answerMatter,
  askToLook,
  initialMatter,
  MATTER_TIMERS,
  type MatterState,
  type MatterStatus,
  matterTable,
  noticeMatter,
  ringMatter,
} from './matter.ts';

export const EXCEPTION_CASE_TABLE = matterTable('inputWithoutActor');

/** `openings` is the number of its event, `count` the inputs that arrived without an actor. */
export interface ExceptionCaseState extends MatterState {
  lastKind: string;
}

export function exceptionCaseActor(
  limits: Pick<ProcessLimits, 'taskEscalationMs'>,
): Actor<ExceptionCaseState, ExceptionCaseInput> {
  return {
    type: EXCEPTION_CASE,
    name: 'exception-case',
    version: 3,
    creates: ['inputWithoutActor'],
    timers: MATTER_TIMERS,
    initial: () => ({ ...initialMatter(), lastKind: '' }),
    migrate: (old, from) => {
      if (from === 2) return withTask(old as CaseOfOpenings);
      throw new Error(`exception-case state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      const { status } = draft;
      const known = EXCEPTION_CASE_TABLE.next(status, input.kind) !== null;
      if (!known || !step(limits.taskEscalationMs, draft, input, now, out))
        out.audit('inputNotExpected', `${input.kind} in status ${status}`);
    },
    finished: (state) => EXCEPTION_CASE_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.count);
    },
  };
}

/** @returns whether it meant anything */
function step(
  withinMs: number,
  draft: ExceptionCaseState,
  input: ExceptionCaseInput,
  now: Instant,
  out: Out,
): boolean {
  switch (input.kind) {
    case 'inputWithoutActor':
      take(withinMs, draft, input, now, out);
      return true;
    case 'taskAnswered':
      return answerMatter(draft, input.b, now, out);
    case 'timer':
      return ringMatter(draft, input.a, `${draft.lastKind} came without an actor, nobody has looked`, out);
  }
}

function take(
  withinMs: number,
  draft: ExceptionCaseState,
  { a: type, b: hasFinished, body }: InputWithoutActor,
  now: Instant,
  out: Out,
): void {
  draft.lastKind = body.kind;
  if (!noticeMatter(draft, out)) return;
  out.event('exceptionOpened', draft.openings, type, hasFinished);
  const detail = `${body.kind} for an actor that ${hasFinished === 1 ? 'has finished' : 'does not exist'}`;
  askToLook(draft, { role: 'exception-desk', kind: 'lateInput', detail }, withinMs, now, out);
}

interface CaseOfOpenings {
  readonly status: MatterStatus;
  readonly openings: number;
  readonly count: number;
  readonly lastKind: string;
}

/** In version 2 each opening was one task. That of a case that is open has no escalation: nothing will ring for it. */
function withTask(old: CaseOfOpenings): ExceptionCaseState {
  const { status, openings } = old;
  return { ...old, ...taskBefore(openings, status === 'open' ? openings : 0) };
}
