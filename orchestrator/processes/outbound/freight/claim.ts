/**
 * A claim against a carrier: one shipment that was lost, damaged or refused. Filed once, answered once; credits are posted.
 *
 * 1. What is credited is at most what was claimed.
 * 2. A carrier that does not answer within the deadline is given to the claims desk; the claim then stays open, visible.
 */
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Actor } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { CLAIM, type ClaimInput, SHIPMENT } from '../inputs.ts';

export type ClaimStatus = 'new' | 'filed' | 'chased' | 'settled';

export const CLAIM_TABLE = transitionTable<ClaimStatus>(
  'new',
  ['settled'],
  [
    ['new', 'openClaim', 'filed'],
    ['filed', 'claimAnswered', 'settled'],
    ['filed', 'timer', 'chased'],
    ['chased', 'claimAnswered', 'settled'],
    ['chased', 'taskAnswered', 'settled'],
  ],
);

export interface ClaimState {
  status: ClaimStatus;
  load: number;
  carrier: number;
  claimedMinor: number;
  creditedMinor: number;
}

const ANSWER_TIMER = 0;
/** Carriers answer a claim within 120 days. Source: 49 CFR 370.9 (US). */
const ANSWER_MS = 120 * 86_400_000;

export const claimActor: Actor<ClaimState, ClaimInput> = {
  type: CLAIM,
  name: 'claim',
  version: 1,
  creates: ['openClaim'],
  timers: ['answer'],
  initial: () => ({ status: CLAIM_TABLE.initial, load: -1, carrier: -1, claimedMinor: 0, creditedMinor: 0 }),
  migrate: (_old, from) => {
    throw new Error(`claim state of version ${from} is unknown`);
  },
  step: (draft, input, now, out) => {
    const next = CLAIM_TABLE.next(draft.status, input.kind);
    if (next === null) {
      out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      return;
    }
    draft.status = next;
    advance(draft, input, now, out);
  },
  finished: (state) => CLAIM_TABLE.isOver(state.status),
  outcome: (state, sink) => {
    sink.name(state.status);
    sink.number(state.claimedMinor);
    sink.number(state.creditedMinor);
  },
};

function advance(draft: ClaimState, input: ClaimInput, now: Instant, out: Out): void {
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
    case 'timer':
      out.task({
        role: 'claims-desk',
        kind: 'claimUnanswered',
        no: 1,
        dueAt: null,
        detail: `carrier ${draft.carrier}`,
      });
      return;
    case 'taskAnswered':
      // The desk writes it off.
      settle(draft, input.key, 0, out);
  }
}

function settle(draft: ClaimState, key: number, creditedMinor: number, out: Out): void {
  draft.creditedMinor = creditedMinor;
  out.cancel(ANSWER_TIMER);
  if (creditedMinor > 0) out.post('claimCredited', creditedMinor);
  out.tell(SHIPMENT, key, 'claimSettled', creditedMinor, 0, null);
}
