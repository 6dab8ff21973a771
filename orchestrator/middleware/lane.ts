/**
 * The lane of a partner for a share of the business keys. In the common case a message costs two steps: the message
 * itself comes in and is transmitted; its acknowledgement comes in.
 *
 * 1. At most one message of a business key is on its way; later ones wait behind it, in the order in which they came.
 *    Other keys are not held up.
 * 2. A message in trouble goes to its own `outbound-message`; its key stays held back until that says it is settled.
 * 3. With a rate, or behind a shut gate, a message goes only on a lease of the gate, which is asked once and only when
 *    the last lease is used up.
 * 4. A message whose counter the lane has, or had lately, is not sent again; nor is a command that says the same as the
 *    last one of its key that is still in hand.
 * 5. It never finishes.
 */
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import type { Actor } from '../core/actor.ts';
import type { Out } from '../core/out.ts';
import type { Instant } from '../model/instant.ts';
import {
  type Acknowledged,
  type LaneInput,
  type LeaseGranted,
  type MessageSettled,
  OUTBOUND_MESSAGE,
  PARTNER_GATE,
  PARTNER_LANE,
  type TurnAsked,
} from './inputs.ts';
import {
  armPoll,
  armTimeout,
  ask,
  drain,
  giveTurn,
  keyFreed,
  mayTransmit,
  nextPoll,
  POLL,
  poll,
  TIMEOUT,
  transmit,
} from './lane-flow.ts';
import { byKey, type LaneOfLists, type LaneOfSendings, withSentKeys } from './lane-migration.ts';
import {
  addTrouble,
  emptyLane,
  endTrouble,
  FLOW_TABLE,
  isBusy,
  type LaneState,
  laneDepth,
  type Outstanding,
  remember,
  repeatOf,
  stage,
  takeOutstanding,
} from './lane-state.ts';
import { MESSAGE_KINDS } from './message-kinds.ts';
import type { PartnerPolicy, PolicyOf } from './policy.ts';
import { reportAttempt } from './report.ts';
import { NO_ANSWER, verdictOf } from './status.ts';

/** @param ownKinds of messages beside ours that make a lane */
export function laneActor(policyOf: PolicyOf, ownKinds: readonly string[] = []): Actor<LaneState, LaneInput> {
  return {
    type: PARTNER_LANE,
    name: 'partner-lane',
    version: 3,
    creates: [...MESSAGE_KINDS, ...(ownKinds as typeof MESSAGE_KINDS), 'gateMoved'],
    timers: ['timeout', 'poll'],
    initial: emptyLane,
    migrate: (old, from) => {
      if (from === 1) return byKey(old as LaneOfLists);
      if (from === 2) return withSentKeys(old as LaneOfSendings);
      throw new Error(`partner-lane state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => step(policyOf(draft.partner), draft, input, now, out),
    finished: () => false,
    // How messages travelled is no outcome.
    outcome: () => {},
  };
}

function step(policy: PartnerPolicy, draft: LaneState, input: LaneInput, now: Instant, out: Out): void {
  switch (input.kind) {
    case 'acknowledged':
      acknowledged(policy, draft, input, now, out);
      return;
    case 'leaseGranted':
      leaseGranted(policy, draft, input, now, out);
      return;
    case 'gateMoved':
      gateMoved(policy, draft, input.a === 1, now, out);
      return;
    case 'messageSettled':
      settled(policy, draft, input, now, out);
      return;
    case 'turnAsked':
      turnAsked(draft, input, out);
      return;
    case 'timer':
      if (input.a === POLL) poll(policy, draft, now, out);
      else timedOut(policy, draft, now, out);
      return;
    default:
      take(policy, draft, input, now, out);
  }
}

function take(policy: PartnerPolicy, draft: LaneState, message: CoreToPartner, now: Instant, out: Out): void {
  const repeat = repeatOf(draft, message);
  if (repeat !== null) {
    out.audit(repeat, `${message.kind}, message ${message.counter}, order ${message.key}`);
    return;
  }
  const { key, counter } = message;
  if (policy.batchEveryMs === null && mayTransmit(policy, draft) && !isBusy(draft, key)) {
    transmit(policy, draft, message, false, now, out);
    return;
  }
  const dueAt = policy.batchEveryMs === null ? 0 : nextPoll(policy.batchEveryMs, now);
  stage(draft, key, counter, message, dueAt);
  if (dueAt > now) armPoll(draft, dueAt, out);
  else ask(policy, draft, now, out);
}

function acknowledged(
  policy: PartnerPolicy,
  draft: LaneState,
  input: Acknowledged,
  now: Instant,
  out: Out,
): void {
  const record = takeOutstanding(draft, input.key, input.a);
  if (record === null) {
    answerElsewhere(policy, draft, input, now, out);
    return;
  }
  if (verdictOf(input.b) === 'done') {
    draft.latencyMs = now - record.sentAt;
    if (record.probe) out.tell(PARTNER_GATE, draft.partner, 'probePassed', 0, 0, null);
    else countAnswer(policy, draft, now);
    remember(draft, input.a);
    if (draft.stagedCount > 0) keyFreed(policy, draft, record.message.key, now, out);
  } else trouble(policy, draft, record, input.b, input.body?.retryAfterMs ?? null, now, out);
  if (draft.outstanding.length === 0 && draft.timeoutAt > 0) {
    out.cancel(TIMEOUT);
    draft.timeoutAt = 0;
  }
}

/** The answer to an attempt that its `outbound-message` made or has given up, or to a message that is done. */
function answerElsewhere(
  policy: PartnerPolicy,
  draft: LaneState,
  input: Acknowledged,
  now: Instant,
  out: Out,
): void {
  if (draft.troubled[input.key] === input.a) {
    out.tell(OUTBOUND_MESSAGE, input.a, 'acknowledged', input.a, input.b, input.body);
    return;
  }
  out.audit('lateAcknowledgement', `message ${input.a}, status ${input.b}`);
  // Too late to matter to the message; that the partner wants less matters all the same.
  if (verdictOf(input.b) !== 'throttled') return;
  const retryAfterMs = input.body?.retryAfterMs ?? null;
  const { partner } = draft;
  reportAttempt(policy, { partner, verdict: 'throttled', retryAfterMs, probe: false, answers: 0 }, now, out);
}

/** Only as far back as the gate looks: what went well yesterday says nothing of today. */
function countAnswer(policy: PartnerPolicy, draft: LaneState, now: Instant): void {
  if (now - draft.answersSince > policy.breaker.windowMs) {
    draft.answers = 0;
    draft.answersSince = now;
  }
  draft.answers += 1;
}

function trouble(
  policy: PartnerPolicy,
  draft: LaneState,
  { message, sentAt, probe }: Outstanding,
  status: number,
  retryAfterMs: number | null,
  now: Instant,
  out: Out,
): void {
  const { key, counter } = message;
  const { partner, answersSince } = draft;
  const verdict = verdictOf(status);
  addTrouble(draft, key, counter);
  out.tell(OUTBOUND_MESSAGE, counter, 'carryMessage', status, 0, { message, sentAt, retryAfterMs, probe });
  const answers = now - answersSince > policy.breaker.windowMs ? 0 : draft.answers;
  reportAttempt(policy, { partner, verdict, retryAfterMs, probe, answers }, now, out);
  if (verdict === 'failed') draft.answers = 0;
  signal(draft, out);
}

function signal(draft: LaneState, out: Out): void {
  out.kpi('partnerDepth', laneDepth(draft), 'messages');
  out.kpi('partnerLatency', draft.latencyMs, 'ms');
}

function timedOut(policy: PartnerPolicy, draft: LaneState, now: Instant, out: Out): void {
  // A lane with much to do comes to this late. What was not overdue when it rang may have its answer in line behind it.
  const rangAt = Math.min(now, draft.timeoutAt);
  draft.timeoutAt = 0;
  for (let oldest = draft.outstanding[0]; oldest !== undefined; oldest = draft.outstanding[0]) {
    if (oldest.sentAt + policy.timeoutMs > rangAt) break;
    takeOutstanding(draft, oldest.message.key, oldest.message.counter);
    trouble(policy, draft, oldest, NO_ANSWER, null, now, out);
  }
  armTimeout(policy, draft, now, out);
}

function leaseGranted(
  policy: PartnerPolicy,
  draft: LaneState,
  input: LeaseGranted,
  now: Instant,
  out: Out,
): void {
  if (!draft.asked) {
    out.audit('inputNotExpected', 'leaseGranted without an ask');
    return;
  }
  draft.asked = false;
  if (input.b === 1) {
    const sent = drain(policy, draft, input.a, true, now, out);
    if (sent === 0) out.tell(PARTNER_GATE, draft.partner, 'probeReturned', 0, 0, null);
  } else if (policy.rate !== null && draft.flow === 'free') {
    draft.tokens += input.a;
    drain(policy, draft, draft.tokens, false, now, out);
  }
  ask(policy, draft, now, out);
}

function gateMoved(policy: PartnerPolicy, draft: LaneState, shut: boolean, now: Instant, out: Out): void {
  const flow = FLOW_TABLE.next(draft.flow, shut ? 'gateShut' : 'gateOpened');
  if (flow === null) {
    out.audit('inputNotExpected', `gateMoved while ${draft.flow}`);
    return;
  }
  draft.flow = flow;
  // What was leased before counts no more: the gate lends anew when it opens.
  draft.tokens = 0;
  if (flow === 'free' && policy.rate === null) drain(policy, draft, Infinity, false, now, out);
  ask(policy, draft, now, out);
  if (laneDepth(draft) > 0) signal(draft, out);
}

function settled(
  policy: PartnerPolicy,
  draft: LaneState,
  input: MessageSettled,
  now: Instant,
  out: Out,
): void {
  const { a: counter, b: key } = input;
  if (!endTrouble(draft, key, counter)) {
    out.audit('inputNotExpected', `messageSettled for message ${counter}`);
    return;
  }
  remember(draft, counter);
  out.tell(OUTBOUND_MESSAGE, counter, 'messageReleased', 0, 0, null);
  keyFreed(policy, draft, key, now, out);
}

/** A dead letter comes back into the order of its key, behind what is there. */
function turnAsked(draft: LaneState, { a: counter, b: key }: TurnAsked, out: Out): void {
  const ofKey = draft.staged[key];
  const waits = draft.troubled[key] === counter || ofKey?.some((each) => each.counter === counter) === true;
  if (waits) out.audit('inputNotExpected', `turnAsked for message ${counter}, which waits for it`);
  else if (isBusy(draft, key) || ofKey !== undefined) stage(draft, key, counter, null, 0);
  else giveTurn(draft, key, counter, out);
}
