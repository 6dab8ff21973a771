/**
 * The review of a load's refused papers: what a hard rule of trade forbids is for the export desk to look at. Nothing waits for it: the
 * load goes on without what was refused, or is given up, and may be long over when somebody looks.
 *
 * 1. One review a load, however often its papers are refused; answered, it opens again with the next refusal.
 * 2. Nobody looks: the supervisor has it as well, once; then it stays open, where everybody sees it.
 */
import type { Actor } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import type { Instant } from '../../model/instant.ts';
import type { ProcessLimits } from '../../model/network.ts';
import { REFUSAL_REVIEW, type RefusalReviewInput } from './inputs.ts';
import {
  answerMatter,
  askToLook,
  initialMatter,
  MATTER_TIMERS,
  type MatterState,
  matterTable,
  noticeMatter,
  ringMatter,
} from './matter.ts';

export const REFUSAL_REVIEW_TABLE = matterTable('reviewRefusal');

export function refusalReviewActor(
  limits: Pick<ProcessLimits, 'taskEscalationMs'>,
): Actor<MatterState, RefusalReviewInput> {
  return {
    type: REFUSAL_REVIEW,
    name: 'refusal-review',
    version: 1,
    creates: ['reviewRefusal'],
    timers: MATTER_TIMERS,
    initial: initialMatter,
    migrate: (_old, from) => {
      throw new Error(`refusal-review state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      const { status } = draft;
      const known = REFUSAL_REVIEW_TABLE.next(status, input.kind) !== null;
      if (!known || !step(limits.taskEscalationMs, draft, input, now, out))
        out.audit('inputNotExpected', `${input.kind} in status ${status}`);
    },
    finished: (state) => REFUSAL_REVIEW_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.count);
    },
  };
}

/** @returns whether it meant anything */
function step(
  withinMs: number,
  draft: MatterState,
  input: RefusalReviewInput,
  now: Instant,
  out: Out,
): boolean {
  switch (input.kind) {
    case 'reviewRefusal': {
      if (!noticeMatter(draft, out)) return true;
      const detail = `reason ${input.b}`;
      askToLook(draft, { role: 'export-desk', kind: 'papersRefused', detail }, withinMs, now, out);
      return true;
    }
    case 'taskAnswered':
      return answerMatter(draft, input.b, now, out);
    case 'timer':
      return ringMatter(draft, input.a, 'papers refused, nobody has looked', out);
  }
}
