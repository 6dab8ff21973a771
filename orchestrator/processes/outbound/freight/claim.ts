/**
 * A claim against a carrier: one shipment that was lost, damaged or refused. Filed once, answered once; credits are posted.
 *
 * 1. What is credited is at most what was claimed.
 * 2. A carrier that does not answer within the deadline is given to the claims desk, and to the supervisor if nobody answers there; the
 *    claim then stays open, visible. The carrier may still answer.
 */
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Actor, TimerInput } from '../../../core/actor.ts';
import {
  answersTask,
  closeTask,
  escalateTask,
  giveTask,
  noTask,
  type OpenTask,
  taskBefore,
} from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { ProcessLimits } from '../../../model/network.ts';
import { CLAIM, type ClaimInput, SHIPMENT } from '../inputs.ts';

export type ClaimStatus = 'new' | 'filed' | 'chased' | 'settled';

export const CLAIM_TABLE = transitionTable<ClaimStatus>(
  'new',
  ['settled'],
  [
    ['new', 'openClaim', 'filed'],
    ['filed', 'claimAnswered', 'settled'],
    ['filed', 'timer', 'chased'],
    ['chased', 'timer', 'chased'],
    ['chased', 'claimAnswered', 'settled'],
    ['chased', 'taskAnswered', 'settled'],
  ],
);

export interface ClaimState extends OpenTask {
  status: ClaimStatus;
  load: number;
  carrier: number;
  claimedMinor: number;
  creditedMinor: number;
}

/** Timers of a claim, by number. */
const TIMERS = ['answer', 'escalation'] as const;
const ANSWER_TIMER = 0;
const ESCALATION_TIMER = 1;
/** Carriers answer a claim within 120 days. Source: 49 CFR 370.9 (US). */
const ANSWER_MS = 120 * 86_400_000;

type Limits = Pick<ProcessLimits, 'taskEscalationMs'>;

export function claimActor(limits: Limits): Actor<ClaimState, ClaimInput> {
  return {
    type: CLAIM,
    name: 'claim',
    version: 2,
    creates: ['openClaim'],
    timers: TIMERS,
    initial: () => ({
      status: CLAIM_TABLE.initial,
      load: -1,
      carrier: -1,
      claimedMinor: 0,
      creditedMinor: 0,
      ...noTask(),
    }),
    migrate: (old, from) => {
      if (from === 1) return withTask(old as Omit<ClaimState, keyof OpenTask>);
      throw new Error(`claim state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      const next = CLAIM_TABLE.next(draft.status, input.kind);
      if (next === null || isLate(draft, input)) {
        out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
        return;
      }
      const wasFiled = draft.status === 'filed';
      draft.status = next;
      if (input.kind !== 'timer') advance(draft, input, now, out);
      else if (wasFiled) askDesk(draft, limits, now, out);
      else escalateTask(draft, `carrier ${draft.carrier}, and the claims desk has not answered`, out);
    },
    finished: (state) => CLAIM_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.claimedMinor);
      sink.number(state.creditedMinor);
    },
  };
}

/** In version 1 a claim had one task. That of one that is chased has no escalation: nothing will ring for it. */
function withTask(old: Omit<ClaimState, keyof OpenTask>): ClaimState {
  const given = old.status === 'chased' ? 1 : 0;
  return { ...old, ...taskBefore(given, given) };
}

/** The answer to another task. */
function isLate(draft: ClaimState, input: ClaimInput): boolean {
  return input.kind === 'taskAnswered' && !answersTask(draft, input.b);
}

/** The carrier has not answered. */
function askDesk(draft: ClaimState, { taskEscalationMs: withinMs }: Limits, now: Instant, out: Out): void {
  const within = { timer: ESCALATION_TIMER, withinMs };
  const detail = `carrier ${draft.carrier}`;
  giveTask(draft, { role: 'claims-desk', kind: 'claimUnanswered', detail }, within, now, out);
}

function advance(draft: ClaimState, input: Exclude<ClaimInput, TimerInput>, now: Instant, out: Out): void {
  switch (input.kind) {
    case 'openClaim':
      draft.load = input.a;
      draft.carrier = input.b;
      draft.claimedMinor = input.body.valueMinor;
      out.event('claimOpened', 1, draft.claimedMinor, draft.carrier);
      out.send(carrierPartner(draft.carrier), 'fileClaim', input.key, draft.claimedMinor, draft.load, {
        condition: input.body.condition,
      });
      out.timer(ANSWER_TIMER, instant(now + ANSWER_MS));
      return;
    case 'claimAnswered':
      settle(draft, input.key, Math.max(0, Math.min(input.a, draft.claimedMinor)), out);
      return;
    case 'taskAnswered':
      // The desk writes it off.
      settle(draft, input.key, 0, out);
  }
}

function settle(draft: ClaimState, key: number, creditedMinor: number, out: Out): void {
  draft.creditedMinor = creditedMinor;
  out.cancel(ANSWER_TIMER);
  closeTask(draft, ESCALATION_TIMER, out);
  if (creditedMinor > 0) out.post('claimCredited', creditedMinor);
  out.tell(SHIPMENT, key, 'claimSettled', creditedMinor, 0, null);
}
