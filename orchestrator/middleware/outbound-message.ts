/**
 * A message that did not get through at once: carries it until the partner has it or a person has decided.
 *
 * 1. Moves along `OUTBOUND_MESSAGE_TABLE` only. At most one attempt is on its way; each is let through by the gate.
 * 2. Waits its back-off before each retry, and never less than the partner's Retry-After.
 * 3. Dead after `retriesMax` retries that failed, or when it has been in trouble for `giveUpAfterMs`, or at once when the
 *    partner refuses it. What failed as a probe or met a throttle is the partner's trouble and counts as no retry.
 * 4. Sends nothing again when its first transmission, the first since a person had it sent again, is `repeatsKnownMs` ago: the
 *    partner might do it twice, so that a person decides. Whatever has kept it so long: a shut gate, or a core with too much to do.
 * 5. Each death gives one ticket, once its lane has let go of it. The answer sends it again (in its turn, at most
 *    `RESENDS_MAX` times) or drops it, where nobody waits for what becomes of it. Unanswered, or with an answer that does neither, it
 *    goes to the supervisor as well, once; then its task stays open, where everybody sees it.
 * 6. The partner having it after all ends the trouble wherever it stands, unless it is dead.
 * 7. It finishes only when neither lane nor gate has anything more to say to it.
 */
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import type { Actor, TaskAnsweredInput } from '../core/actor.ts';
import { answersTask, closeTask, escalateTask, giveTask, noTask } from '../core/open-task.ts';
import type { Out } from '../core/out.ts';
import { transitionTable } from '../core/transition-table.ts';
import { type Instant, instant } from '../model/instant.ts';
import {
  type Acknowledged,
  type CarryMessage,
  type LeaseGranted,
  laneKey,
  OUTBOUND_MESSAGE,
  type OutboundMessageInput,
  PARTNER_GATE,
  PARTNER_LANE,
} from './inputs.ts';
import { backOffMs, messageId } from './jitter.ts';
import { mayBeDropped } from './message-kinds.ts';
import {
  type MessageOfDeaths,
  type MessageOfOneRound,
  withRounds,
  withTask,
} from './outbound-message-migration.ts';
import type { OutboundMessageState, OutboundMessageStatus } from './outbound-message-state.ts';
import type { PartnerPolicy, PolicyOf } from './policy.ts';
import { reportAttempt } from './report.ts';
import { NO_ANSWER, type Verdict, verdictOf } from './status.ts';

/** The verdicts of attempts, `givenUp`, `tooLate` and the two answers of a person stand for inputs. */
export const OUTBOUND_MESSAGE_TABLE = transitionTable<OutboundMessageStatus>(
  'new',
  ['delivered', 'dropped'],
  [
    ['new', 'failed', 'waiting'],
    ['new', 'throttled', 'waiting'],
    ['new', 'refused', 'dying'],
    ['new', 'givenUp', 'dying'],
    ['waiting', 'timer', 'asking'],
    ['asking', 'leaseGranted', 'in-flight'],
    // Leave has come, and is of no use any more: the partner may have forgotten that it has this message.
    ['asking', 'tooLate', 'dying'],
    ['in-flight', 'failed', 'waiting'],
    ['in-flight', 'throttled', 'waiting'],
    ['in-flight', 'refused', 'dying'],
    ['in-flight', 'givenUp', 'dying'],
    ['in-flight', 'done', 'settling'],
    ['waiting', 'done', 'settling'],
    // A lease may be on its way: it must not come to somebody who has finished.
    ['asking', 'done', 'returning'],
    ['returning', 'leaseGranted', 'settling'],
    ['settling', 'messageReleased', 'delivered'],
    ['dying', 'done', 'settling'],
    ['dying', 'messageReleased', 'dead'],
    ['dead', 'resend', 'queued'],
    ['dead', 'drop', 'dropped'],
    ['dead', 'timer', 'dead'],
    ['queued', 'turnGiven', 'asking'],
  ],
);

/** Answers to the task of a dead letter. */
export const DEAD_LETTER_ANSWERS = { drop: 0, resend: 1 } as const;

/** Sent again by hand so often, and dead again: then its task stays open, where everybody sees it. Source: assumption. */
export const RESENDS_MAX = 5;

/** Who looks after dead letters. */
export const DEAD_LETTER_ROLE = 'integration-desk';

const TIMERS = ['wake', 'escalation'] as const;
const WAKE = 0;
const ESCALATION_TIMER = 1;

export function outboundMessageActor(policyOf: PolicyOf): Actor<OutboundMessageState, OutboundMessageInput> {
  return {
    type: OUTBOUND_MESSAGE,
    name: 'outbound-message',
    version: 3,
    creates: ['carryMessage'],
    timers: TIMERS,
    initial: () => ({
      status: OUTBOUND_MESSAGE_TABLE.initial,
      message: null,
      attempts: 0,
      attemptsBefore: 0,
      failures: 0,
      firstSentAt: 0,
      probe: false,
      lastStatus: 0,
      deaths: 0,
      ...noTask(),
    }),
    migrate: (old, from) => {
      if (from === 1) return withTask(withRounds(old as MessageOfOneRound));
      if (from === 2) return withTask(old as MessageOfDeaths);
      throw new Error(`outbound-message state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      const message = input.kind === 'carryMessage' ? input.body.message : draft.message;
      if (message === null) notExpected(draft, input.kind, out);
      else step({ policy: policyOf(message.toKey), message, draft, now, out }, input);
    },
    finished: (state) => OUTBOUND_MESSAGE_TABLE.terminal.has(state.status),
    outcome: (state, sink) => {
      if (state.status === 'dead' || state.status === 'dropped') sink.name(state.status);
    },
  };
}

/** What every part of a step needs. */
interface Step {
  readonly policy: PartnerPolicy;
  readonly message: CoreToPartner;
  readonly draft: OutboundMessageState;
  readonly now: Instant;
  readonly out: Out;
}

function step(at: Step, input: OutboundMessageInput): void {
  switch (input.kind) {
    case 'carryMessage':
      carry(at, input);
      return;
    case 'acknowledged':
      acknowledged(at, input);
      return;
    case 'leaseGranted':
      leaseGranted(at, input);
      return;
    case 'messageReleased':
      if (move(at, 'messageReleased') && at.draft.status === 'dead') openTicket(at);
      return;
    case 'turnGiven':
      if (move(at, 'turnGiven')) askGate(at);
      return;
    case 'taskAnswered':
      answered(at, input);
      return;
    case 'timer':
      if (input.a === ESCALATION_TIMER) escalate(at);
      else if (at.draft.status === 'in-flight') failed(at, NO_ANSWER, null);
      else if (move(at, 'timer')) askGate(at);
  }
}

function move({ draft, out }: Step, event: string): boolean {
  const next = OUTBOUND_MESSAGE_TABLE.next(draft.status, event);
  if (next === null) notExpected(draft, event, out);
  else draft.status = next;
  return next !== null;
}

function notExpected(draft: OutboundMessageState, event: string, out: Out): void {
  out.audit('inputNotExpected', `${event} in status ${draft.status}`);
}

/** Its lane has told the gate of the failure already. */
function carry(at: Step, { a: status, body }: CarryMessage): void {
  const { draft } = at;
  if (draft.status !== 'new') {
    notExpected(draft, 'carryMessage', at.out);
    return;
  }
  draft.message = body.message;
  draft.firstSentAt = body.sentAt;
  draft.attempts = 1;
  draft.probe = body.probe;
  goOn(at, status, body.retryAfterMs);
}

/** An attempt of its own has not got through. */
function failed(at: Step, status: number, retryAfterMs: number | null): void {
  report(at, status, retryAfterMs);
  goOn(at, status, retryAfterMs);
}

function report({ policy, message, draft, now, out }: Step, status: number, retryAfterMs: number | null) {
  const { probe } = draft;
  const attempt = {
    partner: message.toKey,
    verdict: verdictOf(status),
    retryAfterMs,
    probe,
    answers: 0,
  };
  reportAttempt(policy, attempt, now, out);
}

function goOn(at: Step, status: number, retryAfterMs: number | null): void {
  const { policy, message, draft, now, out } = at;
  const verdict = verdictOf(status);
  draft.lastStatus = status;
  if (verdict === 'failed' && !draft.probe) draft.failures += 1;
  const over = draft.failures > policy.retriesMax || now - draft.firstSentAt >= policy.giveUpAfterMs;
  if (verdict === 'refused' || over) {
    if (draft.status === 'in-flight') out.cancel(WAKE);
    move(at, verdict === 'refused' ? 'refused' : 'givenUp');
    settle(at);
    return;
  }
  move(at, verdict);
  const waitMs = backOffMs(policy.backOff, policy.jitterSalt, messageId(message), draft.attempts);
  out.timer(WAKE, instant(now + Math.max(waitMs, retryAfterMs ?? 0)));
}

/** Tells the lane. */
function settle({ message, out }: Step): void {
  const lane = laneKey(message.toKey, message.key);
  out.tell(PARTNER_LANE, lane, 'messageSettled', message.counter, message.key, null);
}

function askGate({ message, draft, out }: Step): void {
  out.tell(PARTNER_GATE, message.toKey, 'retryAsked', draft.probe ? 1 : 0, 0, null);
}

function leaseGranted(at: Step, { a: tokens, b: probe }: LeaseGranted): void {
  const { policy, message, draft, now, out } = at;
  if (draft.status === 'asking' && tokens === 1 && isTooLate(at)) {
    tooLate(at, probe);
    return;
  }
  if (!move(at, 'leaseGranted')) return;
  if (draft.status === 'in-flight') {
    if (draft.attempts === draft.attemptsBefore) draft.firstSentAt = now;
    draft.attempts += 1;
    draft.probe = probe === 1;
    out.timer(WAKE, instant(now + policy.timeoutMs));
    out.transmit(message, draft.attempts);
    return;
  }
  // It came too late to be of use.
  if (tokens === 1) giveBack(at, probe);
  delivered(at);
}

/** Whether the partner may have forgotten what it had of this message; what was not sent yet it can't have forgotten. */
function isTooLate({ policy, draft, now }: Step): boolean {
  return draft.attempts > draft.attemptsBefore && now - draft.firstSentAt > policy.repeatsKnownMs;
}

function tooLate(at: Step, probe: number): void {
  const { message, draft, now, out } = at;
  out.audit(
    'tooLateToRepeat',
    `${message.kind} of ${message.key}, first sent ${now - draft.firstSentAt} ms ago`,
  );
  move(at, 'tooLate');
  giveBack(at, probe);
  settle(at);
}

/** A lease that is not used. The gate counts probes; whatever else it lent is gone. */
function giveBack({ message, out }: Step, probe: number): void {
  if (probe === 1) out.tell(PARTNER_GATE, message.toKey, 'probeReturned', 0, 0, null);
}

function acknowledged(at: Step, { b: status, body }: Acknowledged): void {
  const { message, draft, out } = at;
  const attempt = body?.attempt ?? 1;
  const before = draft.status;
  const verdict = verdictOf(status);
  if (verdict !== 'done') {
    // An earlier attempt that fails late has been counted as failed already.
    if (before === 'in-flight' && attempt === draft.attempts) failed(at, status, body?.retryAfterMs ?? null);
    else late(at, verdict, attempt, body?.retryAfterMs ?? null);
    return;
  }
  if (before === 'settling' || before === 'returning') {
    late(at, verdict, attempt, null);
    return;
  }
  if (!move(at, 'done')) return;
  if (before === 'asking') out.tell(PARTNER_GATE, message.toKey, 'retryWithdrawn', 0, 0, null);
  else if (before === 'in-flight' && draft.probe)
    out.tell(PARTNER_GATE, message.toKey, 'probePassed', 0, 0, null);
  if (before === 'in-flight' || before === 'waiting') {
    out.cancel(WAKE);
    delivered(at);
  }
}

/** Too late to matter to this message; that the partner wants less matters all the same. */
function late(at: Step, verdict: Verdict, attempt: number, retryAfterMs: number | null): void {
  const { policy, message, draft, now, out } = at;
  out.audit('lateAcknowledgement', `${verdict}, attempt ${attempt}, in status ${draft.status}`);
  if (verdict !== 'throttled') return;
  const told = { partner: message.toKey, verdict, retryAfterMs, probe: false, answers: 0 };
  reportAttempt(policy, told, now, out);
}

function delivered(at: Step): void {
  at.out.kpi('troubledDelivery', at.now - at.draft.firstSentAt, 'ms');
  settle(at);
}

function openTicket({ policy, message, draft, now, out }: Step): void {
  draft.deaths += 1;
  out.event('messageDeadLettered', draft.deaths, message.toKey, draft.lastStatus);
  const detail = `${nameOf(message)}: ${draft.attempts} attempts, last status ${draft.lastStatus}`;
  const within = { timer: ESCALATION_TIMER, withinMs: policy.taskEscalationMs };
  giveTask(draft, { role: DEAD_LETTER_ROLE, kind: 'deadLetter', detail }, within, now, out);
}

/** Under its own kind: what is said of a dead letter is never what is said of anything else. */
function escalate({ message, draft, out }: Step): void {
  const detail = `${nameOf(message)}: the integration desk has brought it no further`;
  if (!escalateTask(draft, detail, out, 'deadLetter')) notExpected(draft, 'escalation', out);
}

function nameOf({ kind, toKey, key }: CoreToPartner): string {
  return `${kind} of ${key} to partner ${toKey}`;
}

function answered(at: Step, { a: answer, b: no }: TaskAnsweredInput): void {
  const { message, draft, now, out } = at;
  const { resend, drop } = DEAD_LETTER_ANSWERS;
  if (draft.status !== 'dead' || !answersTask(draft, no) || (answer !== resend && answer !== drop)) {
    notExpected(draft, `taskAnswered ${answer}`, out);
    return;
  }
  const { deaths } = draft;
  if (answer === resend && deaths > RESENDS_MAX) {
    out.audit('resentOftenEnough', `${message.kind} of ${message.key} has died ${deaths} times`);
    return;
  }
  if (answer === drop && !mayBeDropped(message.kind)) {
    out.audit('dropRefused', `${message.kind} of ${message.key}: somebody waits for what becomes of it`);
    return;
  }
  closeTask(draft, ESCALATION_TIMER, out);
  move(at, answer === resend ? 'resend' : 'drop');
  out.event(answer === resend ? 'deadLetterResent' : 'deadLetterDropped', deaths, message.toKey, message.key);
  if (answer === drop) return;
  draft.failures = 0;
  draft.attemptsBefore = draft.attempts;
  draft.firstSentAt = now;
  draft.probe = false;
  out.tell(
    PARTNER_LANE,
    laneKey(message.toKey, message.key),
    'turnAsked',
    message.counter,
    message.key,
    null,
  );
}
