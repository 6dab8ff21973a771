/**
 * A return: what a customer sends back of one shipment, from the request to the credit note. It owns the course of it; what came is WMS's
 * word, what is credited ERP's.
 *
 * 1. It moves along `RETURN_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. Who is refused hears why, once. Who is authorised hears how it ended, once.
 * 3. No more is credited than what came of what was authorised is worth, whoever decides; and only ERP's word makes it a credit.
 */

import { RETURN_REFUSAL } from '../../contracts/crm.ts';
import { CRM, ERP, WMS } from '../../contracts/partners.ts';
import type { ReturnReceived } from '../../contracts/returns.ts';
import { orderOf, sourcingOf } from '../../contracts/shipment-key.ts';
import type { Actor, TaskAnsweredInput } from '../../core/actor.ts';
import { answersTask, closeTask, escalateTask, giveTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { ReturnLimits } from '../../model/care.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { Network } from '../../model/network.ts';
import type { DeliveryStands } from '../outbound/care-inputs.ts';
import { ORDER, RETURN_ORDER } from '../outbound/inputs.ts';
import type { ReturnInput } from './inputs.ts';
import {
  initialReturn,
  moveReturn,
  RETURN_END,
  RETURN_TABLE,
  RETURN_TIMERS,
  type ReturnState,
  WAIT_TIMER,
  withTask,
} from './return-order-state.ts';
import { dueFor, isAsAnnounced, refusalOf } from './return-rules.ts';

/** What customer service answers to goods that are not as announced. */
export const RETURN_ANSWER = { creditWhatCame: 0, creditNothing: 1 } as const;

/** An order answers at once or not at all. Source: assumption. */
const ORDER_ANSWERS_MS = 3_600_000;
/** A proof of delivery is looked for each day, for two weeks. Source: assumption. */
const PROOF_MS = 86_400_000;
const UNKNOWN_MAX = 14;

export function returnOrderActor(network: Network, limits: ReturnLimits): Actor<ReturnState, ReturnInput> {
  return {
    type: RETURN_ORDER,
    name: 'return-order',
    version: 2,
    creates: ['returnRequested'],
    timers: RETURN_TIMERS,
    initial: initialReturn,
    migrate: (old, from) => {
      if (from === 1) return withTask(old as ReturnState);
      throw new Error(`return-order state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (RETURN_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else step(network, limits, draft, input, now, out);
    },
    finished: (state) => RETURN_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.reason);
      sink.number(state.receivedUnits);
      sink.number(state.creditedMinor);
    },
  };
}

function step(
  network: Network,
  limits: ReturnLimits,
  draft: ReturnState,
  input: ReturnInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'returnRequested':
      if (draft.status !== 'new') {
        out.audit('returnAskedAgain', `return in status ${draft.status}`);
        return;
      }
      moveReturn(draft, input.kind);
      draft.reason = input.a;
      draft.units = input.body.units;
      draft.requestedAt = now;
      ask(draft, key, now, out);
      return;
    case 'deliveryStands':
      if (draft.status === 'checking') judge(network, limits, draft, input, now, out);
      return;
    case 'returnArrived':
      if (draft.status !== 'awaiting-goods') return;
      moveReturn(draft, input.kind);
      out.cancel(WAIT_TIMER);
      return;
    case 'returnReceived':
      if (draft.status === 'awaiting-goods' || draft.status === 'at-bench')
        receive(limits, draft, input, now, out);
      else out.audit('returnReceivedAgain', `return in status ${draft.status}`);
      return;
    case 'taskAnswered':
      if (draft.status === 'with-person') decide(draft, input, out);
      else unexpected(draft, input, out);
      return;
    case 'creditNoteIssued':
      draft.creditedMinor = input.a;
      moveReturn(draft, input.kind);
      if (input.a > 0) out.post('customerCredited', input.a);
      end(draft, key, input.a > 0 ? RETURN_END.credited : RETURN_END.nothingToCredit, out);
      return;
    case 'timer':
      ring(draft, key, now, out);
  }
}

function ask(draft: ReturnState, key: number, now: Instant, out: Out): void {
  draft.pausing = false;
  out.tell(ORDER, orderOf(key), 'returnAsked', sourcingOf(key), 0, null);
  out.timer(WAIT_TIMER, instant(now + ORDER_ANSWERS_MS));
}

function judge(
  network: Network,
  limits: ReturnLimits,
  draft: ReturnState,
  { key, a: deliveredAt, b: condition, body }: DeliveryStands,
  now: Instant,
  out: Out,
): void {
  const onTheWay = condition < 0 && body.units.length > 0;
  if (onTheWay && draft.unknown < UNKNOWN_MAX) {
    // The customer may have it before its proof of delivery is here.
    draft.unknown += 1;
    draft.pausing = true;
    out.timer(WAIT_TIMER, instant(now + PROOF_MS));
    return;
  }
  const refusal = refusalOf(network, limits, draft.units, body, deliveredAt, condition, draft.requestedAt);
  if (refusal !== 0) {
    moveReturn(draft, 'refuse');
    refuse(key, refusal, out);
    return;
  }
  moveReturn(draft, 'authorise');
  draft.node = body.node;
  draft.unitPriceMinor = body.unitPriceMinor;
  out.event('returnAuthorised', 1, total(draft.units), body.node);
  out.send(WMS, 'expectReturn', key, body.node, key, { units: draft.units });
  out.send(CRM, 'answerReturn', key, 1, key, null);
  out.timer(WAIT_TIMER, instant(now + limits.neverCameMs));
}

function refuse(key: number, refusal: number, out: Out): void {
  out.cancel(WAIT_TIMER);
  out.event('returnRefused', 1, refusal, 0);
  out.send(CRM, 'answerReturn', key, 0, refusal, null);
}

function receive(
  limits: ReturnLimits,
  draft: ReturnState,
  { key, a: good, b: scrapped, body }: ReturnReceived,
  now: Instant,
  out: Out,
): void {
  if (draft.status === 'awaiting-goods') {
    out.cancel(WAIT_TIMER);
    moveReturn(draft, 'returnReceived');
  }
  draft.receivedUnits = good + scrapped;
  draft.dueMinor = dueFor(draft.units, draft.unitPriceMinor, draft.reason, body);
  if (!isAsAnnounced(draft.units, body)) {
    moveReturn(draft, 'differs');
    const detail = `${draft.receivedUnits} of ${total(draft.units)} units, ${body.strangeUnits} others`;
    out.event('returnDiffers', 1, draft.receivedUnits, body.strangeUnits);
    const within = { timer: WAIT_TIMER, withinMs: limits.answerWithinMs };
    giveTask(draft, { role: 'customer-service', kind: 'returnDiffers', detail }, within, now, out);
    return;
  }
  if (draft.dueMinor > 0) credit(draft, 'asAnnounced', key, out);
  else close(draft, key, RETURN_END.nothingToCredit, out);
}

function decide(draft: ReturnState, { key, a: answer, b: no }: TaskAnsweredInput, out: Out): void {
  if (!answersTask(draft, no)) {
    out.audit('inputNotExpected', `answer to task ${no} of ${draft.tasks}`);
    return;
  }
  closeTask(draft, WAIT_TIMER, out);
  const pays = answer === RETURN_ANSWER.creditWhatCame && draft.dueMinor > 0;
  if (pays) credit(draft, 'credit', key, out);
  else close(draft, key, RETURN_END.byPerson, out);
}

function credit(draft: ReturnState, kind: string, key: number, out: Out): void {
  moveReturn(draft, kind);
  out.send(ERP, 'issueCreditNote', key, draft.dueMinor, draft.receivedUnits, null);
}

function close(draft: ReturnState, key: number, why: number, out: Out): void {
  moveReturn(draft, 'nothingToCredit');
  end(draft, key, why, out);
}

function end(draft: ReturnState, key: number, why: number, out: Out): void {
  out.event('returnClosed', 1, draft.creditedMinor, why);
  out.send(CRM, 'reportReturnDone', key, draft.creditedMinor, draft.receivedUnits, null);
}

function ring(draft: ReturnState, key: number, now: Instant, out: Out): void {
  switch (draft.status) {
    case 'checking':
      if (draft.pausing) {
        ask(draft, key, now, out);
        return;
      }
      moveReturn(draft, 'gone');
      refuse(key, RETURN_REFUSAL.tooLate, out);
      return;
    case 'awaiting-goods':
      moveReturn(draft, 'timer');
      end(draft, key, RETURN_END.neverCame, out);
      return;
    case 'with-person':
      escalateTask(draft, 'goods wait', out, 'returnDiffers');
      return;
    default:
      out.audit('inputNotExpected', `timer in status ${draft.status}`);
  }
}

function total(units: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < units.length; i++) sum += units[i]!;
  return sum;
}

function unexpected(draft: ReturnState, input: ReturnInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
