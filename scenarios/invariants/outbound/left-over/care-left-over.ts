/**
 * What is left of complaints and returns when nothing more can happen: each is over, or stands behind a task that nobody has answered, its
 * own or that of a dead letter about it.
 */
import { COMPLAINT_CASE, RETURN_ORDER } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import type { CareBehind } from '../care.ts';
import { type CoreStates, violated } from '../part.ts';

const NAMED_MAX = 5;
const ABOUT_COMPLAINTS: ReadonlySet<string> = new Set(['answerComplaint', 'grantCredit']);
const ABOUT_RETURNS: ReadonlySet<string> = new Set([
  'answerReturn',
  'expectReturn',
  'issueCreditNote',
  'reportReturnDone',
]);

/** A message to or about customers, that holds up no order and no load. */
export function isCare(kind: string): boolean {
  return ABOUT_COMPLAINTS.has(kind) || ABOUT_RETURNS.has(kind);
}

/** O(what is open). */
export function careBehindTasks(core: CoreStates): CareBehind {
  const complaints = new Set<number>();
  const returns = new Set<number>();
  let letters = 0;
  const waits = (type: number, to: Set<number>): void => {
    for (const key of core.living(type as ActorTypeNo))
      if (statusOf(core, type, key) === 'with-person') to.add(key);
  };
  waits(COMPLAINT_CASE, complaints);
  waits(RETURN_ORDER, returns);
  for (const letter of core.living(OUTBOUND_MESSAGE as ActorTypeNo)) {
    const { status, message } = core.state<OutboundMessageState>(OUTBOUND_MESSAGE as ActorTypeNo, letter)!;
    if (status !== 'dead' || message === null || !isCare(message.kind)) continue;
    letters += 1;
    (ABOUT_RETURNS.has(message.kind) ? returns : complaints).add(message.key);
  }
  return { complaints, returns, letters };
}

/** Throws `InvariantViolation`. */
export function checkCareLeft(core: CoreStates, behind: CareBehind): void {
  const left = (type: number, what: string, excused: ReadonlySet<number>): void => {
    const keys = core.living(type as ActorTypeNo).filter((key) => !excused.has(key));
    if (keys.length === 0) return;
    const named = keys.slice(0, NAMED_MAX).map((key) => `${key} (${statusOf(core, type, key)})`);
    violated(
      'settles',
      `nothing more can happen, and ${keys.length} ${what} wait for no person: ${named.join(', ')}`,
    );
  };
  left(COMPLAINT_CASE, 'complaints', behind.complaints);
  left(RETURN_ORDER, 'returns', behind.returns);
}

function statusOf(core: CoreStates, type: number, key: number): string {
  return core.state<{ readonly status: string }>(type as ActorTypeNo, key)!.status;
}
