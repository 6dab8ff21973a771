/** How a customs entry waits: for customs to read the declaration, and for the export desk to complete a document. */
import { CUSTOMS } from '../../../contracts/partners.ts';
import { answersTask, closeTask, escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { TASKS_MAX } from '../load/load-state.ts';
import { type CustomsEntryState, ENTRY_ESCALATION, ENTRY_WATCH, moveEntry } from './customs-entry-state.ts';

const QUESTION = {
  lodged: { role: 'export-desk', kind: 'declarationUnanswered' },
  queried: { role: 'export-desk', kind: 'documentQueried' },
} as const;

/** The declaration, once more if it is asked for again: customs knows it by its load. */
export function lodge(draft: CustomsEntryState, key: number, out: Out): void {
  out.send(CUSTOMS, 'lodgeDeclaration', key, draft.declaration, draft.country, draft.goods!);
}

/** From now on its reading is waited for. */
export function waitForCustoms(
  { country }: CustomsEntryState,
  { customs, limits }: Network,
  now: Instant,
  out: Out,
): void {
  out.timer(ENTRY_WATCH, instant(now + (customs?.[country]?.answerGraceMs ?? limits.answerGraceMs)));
}

/** What was waited for has come. */
export function waitsNoMore(draft: CustomsEntryState, out: Out): void {
  goOn(draft, out);
  out.cancel(ENTRY_WATCH);
}

function goOn(draft: CustomsEntryState, out: Out): void {
  draft.asked = 0;
  closeTask(draft, ENTRY_ESCALATION, out);
}

export function rang(
  draft: CustomsEntryState,
  key: number,
  timer: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (timer === ENTRY_ESCALATION) escalateTask(draft, draft.status, out);
  else if (draft.status === 'lodged') miss(draft, key, network, now, out);
}

/** Customs has not read it: it is lodged again, or the desk looks after it. */
function miss(draft: CustomsEntryState, key: number, network: Network, now: Instant, out: Out): void {
  if (draft.asked >= network.limits.statusRequestsMax) {
    askDesk(draft, network, now, out);
    return;
  }
  draft.asked += 1;
  lodge(draft, key, out);
  waitForCustoms(draft, network, now, out);
}

/** The export desk has it, and the supervisor if nobody answers. */
export function askDesk(draft: CustomsEntryState, { limits }: Network, now: Instant, out: Out): void {
  draft.rounds += 1;
  const { role, kind } = QUESTION[draft.status as keyof typeof QUESTION];
  const detail = draft.status === 'queried' ? `document ${draft.document}` : 'no answer of customs';
  const within = { timer: ENTRY_ESCALATION, withinMs: limits.taskEscalationMs };
  giveTask(draft, { role, kind, detail }, within, now, out);
}

/** The document is there, or customs is to be asked again. Answered often enough, it changes nothing, and the task stays open. */
export function takeDeskAnswer(
  draft: CustomsEntryState,
  key: number,
  no: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { openTask, status } = draft;
  if (!answersTask(draft, no)) {
    out.audit('inputNotExpected', `answer to task ${no}, open is ${openTask}`);
    return;
  }
  if (draft.rounds >= TASKS_MAX) {
    out.audit('askedOftenEnough', `${draft.rounds} tasks of a customs entry in status ${status}`);
    return;
  }
  goOn(draft, out);
  if (status === 'queried') {
    moveEntry(draft, 'answerQuery');
    out.send(CUSTOMS, 'answerQuery', key, draft.query, draft.document, null);
  } else lodge(draft, key, out);
  waitForCustoms(draft, network, now, out);
}
