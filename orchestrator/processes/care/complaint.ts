/**
 * A customer's complaint as a case: classified by its kind, settled by rule where what the order says is clear, else given to customer
 * service with the time that it may take, and once to a supervisor as well when that is over.
 *
 * 1. It is answered once; said again after that, it gets the same answer for as long as it is kept.
 * 2. By goodwill it credits once, never more than the rule allows, whoever decides. Only ERP's word makes it a credit.
 * 3. An order that does not answer is a person's matter, too.
 */
import { COMPLAINT, kindOfComplaint, orderOfComplaint } from '../../contracts/complaint-key.ts';
import { RESOLUTION } from '../../contracts/crm.ts';
import { CRM, ERP } from '../../contracts/partners.ts';
import type { Actor, TaskAnsweredInput } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import type { CareLimits } from '../../model/care.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { OrderStands } from '../outbound/care-inputs.ts';
import { COMPLAINT_CASE, ORDER } from '../outbound/inputs.ts';
import { creditMax, ruled } from './complaint-rules.ts';
import {
  COMPLAINT_TABLE,
  COMPLAINT_TIMERS,
  type ComplaintState,
  initialComplaint,
  moveComplaint,
  WAIT_TIMER,
} from './complaint-state.ts';
import type { ComplaintInput } from './inputs.ts';

/** What customer service answers to a complaint; anything else explains. */
export const COMPLAINT_ANSWER = { explain: 0, credit: 1, reject: 2 } as const;

/** An order answers at once or not at all. Source: assumption. */
const ORDER_ANSWERS_MS = 3_600_000;
/** A complaint that is answered is known again for so long. Source: assumption. */
const LINGER_MS = 7 * 86_400_000;

export function complaintActor(care: CareLimits): Actor<ComplaintState, ComplaintInput> {
  return {
    type: COMPLAINT_CASE,
    name: 'complaint',
    version: 1,
    creates: ['complaintRaised'],
    timers: COMPLAINT_TIMERS,
    initial: initialComplaint,
    migrate: (_old, from) => {
      throw new Error(`complaint state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (COMPLAINT_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else step(care, draft, input, now, out);
    },
    finished: (state) => COMPLAINT_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.resolution);
      sink.number(state.creditedMinor);
    },
  };
}

function step(care: CareLimits, draft: ComplaintState, input: ComplaintInput, now: Instant, out: Out): void {
  const { key } = input;
  switch (input.kind) {
    case 'complaintRaised':
      raise(draft, key, now, out);
      return;
    case 'orderStands':
      if (draft.status === 'looking') look(care, draft, input, now, out);
      return;
    case 'taskAnswered':
      if (draft.status === 'with-person') decide(draft, input, now, out);
      else out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      return;
    case 'creditGranted':
      draft.creditedMinor = input.a;
      if (input.a > 0) out.post('goodwillGranted', input.a);
      resolve(draft, input.a > 0 ? RESOLUTION.credited : RESOLUTION.explained, key, now, out);
      return;
    case 'timer':
      ring(care, draft, key, now, out);
  }
}

function raise(draft: ComplaintState, key: number, now: Instant, out: Out): void {
  draft.raised += 1;
  if (draft.status === 'answered') {
    say(draft, key, out);
    return;
  }
  if (draft.status !== 'new') return;
  moveComplaint(draft, 'complaintRaised');
  draft.raisedAt = now;
  out.event('complaintOpened', 1, kindOfComplaint(key), orderOfComplaint(key));
  out.tell(ORDER, orderOfComplaint(key), 'standAsked', key, 0, null);
  out.timer(WAIT_TIMER, instant(now + ORDER_ANSWERS_MS));
}

function look(
  care: CareLimits,
  draft: ComplaintState,
  { key, a: promisedAt, b: condition, body }: OrderStands,
  now: Instant,
  out: Out,
): void {
  draft.creditMinorMax = creditMax(care, body.valueMinor);
  const resolution = ruled(care, kindOfComplaint(key), body, promisedAt, condition, now);
  if (resolution === -1) askPerson(care, draft, key, now, out);
  else if (resolution === RESOLUTION.credited) credit(draft, key, out);
  else resolve(draft, resolution, key, now, out);
}

function decide(
  draft: ComplaintState,
  { key, a: answer, b: no }: TaskAnsweredInput,
  now: Instant,
  out: Out,
): void {
  if (no > draft.tasks) {
    out.audit('inputNotExpected', `answer to task ${no} of ${draft.tasks}`);
    return;
  }
  draft.byPerson = true;
  if (answer === COMPLAINT_ANSWER.credit && draft.creditMinorMax > 0) credit(draft, key, out);
  else
    resolve(
      draft,
      answer === COMPLAINT_ANSWER.reject ? RESOLUTION.rejected : RESOLUTION.explained,
      key,
      now,
      out,
    );
}

function credit(draft: ComplaintState, key: number, out: Out): void {
  moveComplaint(draft, 'credit');
  out.cancel(WAIT_TIMER);
  out.send(ERP, 'grantCredit', key, draft.creditMinorMax, 0, null);
}

function resolve(draft: ComplaintState, resolution: number, key: number, now: Instant, out: Out): void {
  moveComplaint(draft, 'resolved');
  draft.resolution = resolution;
  out.event('complaintAnswered', 1, resolution, draft.byPerson ? 1 : 0);
  out.timer(WAIT_TIMER, instant(now + LINGER_MS));
  say(draft, key, out);
}

function say({ resolution, creditedMinor }: ComplaintState, key: number, out: Out): void {
  out.send(CRM, 'answerComplaint', key, resolution, creditedMinor, null);
}

function ring(care: CareLimits, draft: ComplaintState, key: number, now: Instant, out: Out): void {
  if (draft.status === 'answered') {
    moveComplaint(draft, 'timer');
    return;
  }
  if (draft.status === 'looking') askPerson(care, draft, key, now, out);
  else if (draft.tasks === 1) {
    draft.tasks = 2;
    out.event('complaintEscalated', 1, kindOfComplaint(key), draft.raised);
    out.task({ role: 'supervisor', kind: 'complaint', no: 2, dueAt: null, detail: nameOf(key) });
  }
}

function askPerson(care: CareLimits, draft: ComplaintState, key: number, now: Instant, out: Out): void {
  moveComplaint(draft, 'unclear');
  draft.tasks = 1;
  const dueAt = instant(Math.max(now, draft.raisedAt + care.answerWithinMs));
  out.task({ role: 'customer-service', kind: 'complaint', no: 1, dueAt, detail: nameOf(key) });
  out.timer(WAIT_TIMER, dueAt);
}

function nameOf(key: number): string {
  const kind = kindOfComplaint(key);
  return Object.entries(COMPLAINT).find(([, no]) => no === kind)?.[0] ?? `kind ${kind}`;
}

function unexpected(draft: ComplaintState, input: ComplaintInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
