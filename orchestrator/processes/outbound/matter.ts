/**
 * A matter that a person is to look at, whatever comes of it: how it is opened, escalated, closed, opened again and forgotten.
 *
 * 1. Open, it has one task, however often more of the same comes. Nobody answers: the next role has it as well; then it stays open.
 * 2. Closed, it opens again for a while, with a task of its own; then it is forgotten, like any other actor.
 */
import {
  answersTask,
  closeTask,
  escalateTask,
  giveTask,
  noTask,
  type OpenTask,
  type Question,
} from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import { type TransitionTable, transitionTable } from '../../core/transition-table.ts';
import { type Instant, instant } from '../../model/instant.ts';

export type MatterStatus = 'new' | 'open' | 'closed' | 'forgotten';

export interface MatterState extends OpenTask {
  status: MatterStatus;
  /** How often it was opened. */
  openings: number;
  /** What has come of it so far. */
  count: number;
}

/** Timers of a matter, by number. */
export const MATTER_TIMERS = ['forget', 'escalation'] as const;
export const FORGET_TIMER = 0;
export const ESCALATION_TIMER = 1;
/** What comes so long after an answer belongs to the same matter. Source: assumption. */
const LINGER_MS = 7 * 86_400_000;

/** @param noticed the kind of input that opens it */
export function matterTable(noticed: string): TransitionTable<MatterStatus> {
  return transitionTable<MatterStatus>(
    'new',
    ['forgotten'],
    [
      ['new', noticed, 'open'],
      ['open', noticed, 'open'],
      ['open', 'timer', 'open'],
      ['open', 'taskAnswered', 'closed'],
      ['closed', noticed, 'open'],
      ['closed', 'timer', 'forgotten'],
    ],
  );
}

export function initialMatter(): MatterState {
  return { status: 'new', openings: 0, count: 0, ...noTask() };
}

/** More of it has come. @returns whether somebody has to be asked: it was not open */
export function noticeMatter(draft: MatterState, out: Out): boolean {
  const isOpen = draft.status === 'open';
  draft.count += 1;
  if (isOpen) return false;
  if (draft.status === 'closed') out.cancel(FORGET_TIMER);
  draft.status = 'open';
  draft.openings += 1;
  return true;
}

export function askToLook(
  draft: MatterState,
  question: Question,
  withinMs: number,
  now: Instant,
  out: Out,
): void {
  giveTask(draft, question, { timer: ESCALATION_TIMER, withinMs }, now, out);
}

/** Somebody has looked. @returns whether it is the open task that is answered, not that of an earlier opening */
export function answerMatter(draft: MatterState, no: number, now: Instant, out: Out): boolean {
  if (!answersTask(draft, no)) return false;
  closeTask(draft, ESCALATION_TIMER, out);
  draft.status = 'closed';
  out.timer(FORGET_TIMER, instant(now + LINGER_MS));
  return true;
}

/** @param detail of an escalation @returns whether the timer meant anything */
export function ringMatter(draft: MatterState, timer: number, detail: string, out: Out): boolean {
  if (timer === ESCALATION_TIMER) return escalateTask(draft, detail, out);
  if (draft.status !== 'closed') return false;
  draft.status = 'forgotten';
  return true;
}
