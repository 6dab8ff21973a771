/**
 * A customer's complaint as a case: classified by its kind, settled by rule where what the order says is clear, else given to customer
 * service with the time that it may take, and once to a supervisor as well when that is over.
 *
 * 1. It is answered once; said again after that, it gets the same answer for as long as it is kept.
 * 2. By goodwill it credits once, never more than the rule allows, whoever decides. Only ERP's word makes it a credit.
 * 3. An order that does not answer is a person's matter, too.
 * 4. Of a disputed bill it credits what the bill was too high by what was sent and the order's prices, whatever the customer says is wrong
 *    with it; above the limit a person decides.
 */
import { COMPLAINT, kindOfComplaint, orderOfComplaint } from '../../contracts/complaint-key.ts';
import { BILL_DISPUTE, type ComplaintRaised, RESOLUTION } from '../../contracts/crm.ts';
import { CRM, ERP } from '../../contracts/partners.ts';
import type { Actor, TaskAnsweredInput } from '../../core/actor.ts';
import { answersTask, closeTask, escalateTask, giveTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { CareLimits } from '../../model/care.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { OrderStands } from '../outbound/care-inputs.ts';
import { COMPLAINT_CASE, ORDER } from '../outbound/inputs.ts';
import { creditMax, overchargedMinor, type Ruled, ruled, ruledBill } from './complaint-rules.ts';
import {
  COMPLAINT_TABLE,
  COMPLAINT_TIMERS,
  type ComplaintState,
  initialComplaint,
  moveComplaint,
  WAIT_TIMER,
  withTask,
} from './complaint-state.ts';
import type { ComplaintInput } from './inputs.ts';

/** What customer service answers to a complaint; anything else explains. */
export const COMPLAINT_ANSWER = { explain: 0, credit: 1, reject: 2 } as const;

/** And to a disputed bill; anything else explains. */
export const DISPUTE_ANSWER = { credit: 0, reject: 1 } as const;
/** An order answers at once or not at all. Source: assumption. */
const ORDER_ANSWERS_MS = 3_600_000;
/** A complaint that is answered is known again for so long. Source: assumption. */
const LINGER_MS = 7 * 86_400_000;

export function complaintActor(care: CareLimits): Actor<ComplaintState, ComplaintInput> {
  return {
    type: COMPLAINT_CASE,
    name: 'complaint',
    version: 3,
    creates: ['complaintRaised'],
    timers: COMPLAINT_TIMERS,
    initial: initialComplaint,
    migrate: (old, from) => {
      if (from === 1) return withTask({ ...(old as ComplaintState), reason: -1 });
      if (from === 2) return withTask(old as ComplaintState);
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
      raise(draft, input, now, out);
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
      if (input.a > 0) out.post(isOfBill(key) ? 'billCorrected' : 'goodwillGranted', input.a);
      resolve(draft, input.a > 0 ? RESOLUTION.credited : RESOLUTION.explained, key, now, out);
      return;
    case 'timer':
      ring(care, draft, key, now, out);
  }
}

function raise(draft: ComplaintState, { key, body }: ComplaintRaised, now: Instant, out: Out): void {
  draft.raised += 1;
  if (draft.status === 'answered') {
    say(draft, key, out);
    return;
  }
  if (draft.status !== 'new') return;
  moveComplaint(draft, 'complaintRaised');
  draft.raisedAt = now;
  draft.reason = body?.reason ?? -1;
  out.event('complaintOpened', 1, kindOfComplaint(key), orderOfComplaint(key));
  out.tell(ORDER, orderOfComplaint(key), 'standAsked', key, 0, null);
  out.timer(WAIT_TIMER, instant(now + ORDER_ANSWERS_MS));
}

function look(care: CareLimits, draft: ComplaintState, input: OrderStands, now: Instant, out: Out): void {
  const { key, body } = input;
  draft.creditMinorMax = body.bill === null ? creditMax(care, body.valueMinor) : overchargedMinor(body.bill);
  const resolution = settledBy(care, draft, input, now);
  if (resolution === -1) askPerson(care, draft, key, now, out);
  else if (resolution === RESOLUTION.credited) {
    out.cancel(WAIT_TIMER);
    credit(draft, key, out);
  } else resolve(draft, resolution, key, now, out);
}

function settledBy(
  care: CareLimits,
  { raisedAt }: ComplaintState,
  { key, a: promisedAt, b: condition, body }: OrderStands,
  now: Instant,
): Ruled {
  return body.bill === null
    ? ruled(care, kindOfComplaint(key), body, promisedAt, condition, now)
    : ruledBill(care.disputes, body.bill, raisedAt);
}

function decide(
  draft: ComplaintState,
  { key, a: answer, b: no }: TaskAnsweredInput,
  now: Instant,
  out: Out,
): void {
  if (!answersTask(draft, no)) {
    out.audit('inputNotExpected', `answer to task ${no} of ${draft.tasks}`);
    return;
  }
  closeTask(draft, WAIT_TIMER, out);
  draft.byPerson = true;
  const meant = isOfBill(key) ? DISPUTE_ANSWER : COMPLAINT_ANSWER;
  if (answer === meant.credit && draft.creditMinorMax > 0) credit(draft, key, out);
  else resolve(draft, answer === meant.reject ? RESOLUTION.rejected : RESOLUTION.explained, key, now, out);
}

function credit(draft: ComplaintState, key: number, out: Out): void {
  moveComplaint(draft, 'credit');
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
  const { kind } = taskOf(key);
  if (draft.status === 'looking') askPerson(care, draft, key, now, out);
  else if (escalateTask(draft, detailOf(draft, key), out, kind))
    out.event('complaintEscalated', 1, kindOfComplaint(key), draft.raised);
}

function askPerson(care: CareLimits, draft: ComplaintState, key: number, now: Instant, out: Out): void {
  moveComplaint(draft, 'unclear');
  const withinMs = Math.max(0, draft.raisedAt + care.answerWithinMs - now);
  const { role, kind } = taskOf(key);
  giveTask(draft, { role, kind, detail: detailOf(draft, key) }, { timer: WAIT_TIMER, withinMs }, now, out);
}

function isOfBill(key: number): boolean {
  return kindOfComplaint(key) === COMPLAINT.bill;
}

function taskOf(key: number) {
  return isOfBill(key)
    ? { role: 'customer-service', kind: 'disputedInvoice' }
    : { role: 'customer-service', kind: 'complaint' };
}

function detailOf({ reason, creditMinorMax }: ComplaintState, key: number): string {
  if (isOfBill(key)) return `${nameOf(BILL_DISPUTE, reason)}, too high by ${creditMinorMax}`;
  return nameOf(COMPLAINT, kindOfComplaint(key));
}

function nameOf(names: Readonly<Record<string, number>>, wanted: number): string {
  return Object.entries(names).find(([, no]) => no === wanted)?.[0] ?? `kind ${wanted}`;
}

function unexpected(draft: ComplaintState, input: ComplaintInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
