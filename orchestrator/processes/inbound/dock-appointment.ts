/**
 * A dock appointment: the slot in which one delivery is unloaded. WMS owns the doors and who has them; the supplier is told.
 *
 * 1. It moves along `DOCK_APPOINTMENT_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. A slot booked later takes the place of the one before; that one stands until then.
 * 3. Which of the slots offered, the decision point `dock-slot` says.
 * 4. It ends as the truck comes or is given up, but not before an answer that is owed to it has come, or is late.
 */

import { SUPPLIER_PORTAL, WMS } from '../../contracts/partners.ts';
import type { DockSlot, SlotBooked, SlotsOffered } from '../../contracts/receiving.ts';
import type { Actor, DecidedInput } from '../../core/actor.ts';
import { answersTask, escalateTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { DockSlotContext, DockSlotOption } from '../../decisions/dock-slot.ts';
import type { InboundLimits, InboundSettings } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';
import {
  DOCK_APPOINTMENT_TABLE,
  type DockAppointmentEnd,
  type DockAppointmentState,
  initialDockAppointment,
  moveAppointment,
} from './dock-appointment-state.ts';
import { askAnew, bookSlot, missSlot, takePlannerAnswer, tryLater } from './dock-appointment-waiting.ts';
import { sumOf } from './inbound-receipt-state.ts';
import {
  DOCK_APPOINTMENT,
  type DockAppointmentInput,
  INBOUND_RECEIPT,
  type MakeAppointment,
} from './inputs.ts';
import { ESCALATION_TIMER, INBOUND_TIMERS, WATCH_TIMER, waitsNoMore } from './waiting.ts';

export function dockAppointmentActor({
  limits,
}: InboundSettings): Actor<DockAppointmentState, DockAppointmentInput> {
  return {
    type: DOCK_APPOINTMENT,
    name: 'dock-appointment',
    version: 1,
    creates: ['makeAppointment'],
    timers: INBOUND_TIMERS,
    initial: initialDockAppointment,
    migrate: (_old, from) => {
      throw new Error(`dock-appointment state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (DOCK_APPOINTMENT_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else if (draft.status === 'settling') endAs(draft, draft.end!, out);
      else step(limits, draft, input, now, out);
    },
    finished: (state) => DOCK_APPOINTMENT_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.door);
    },
  };
}

function step(
  limits: InboundLimits,
  draft: DockAppointmentState,
  input: DockAppointmentInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'makeAppointment':
      make(limits, draft, input, now, out);
      return;
    case 'slotsOffered':
      offered(limits, draft, input, now, out);
      return;
    case 'decided':
      decided(limits, draft, input, now, out);
      return;
    case 'slotBooked':
      booked(limits, draft, input, now, out);
      return;
    case 'slotRefused':
      if (input.b !== draft.from) unexpected(draft, input, out);
      else {
        moveAppointment(draft, input.kind);
        askAnew(draft, key, limits, now, out);
      }
      return;
    case 'arrivalMoved':
      draft.estimatedAt = input.b;
      if (draft.status === 'booked') askLater(limits, draft, key, now, out);
      return;
    case 'truckCame':
      came(limits, draft, input, now, out);
      return;
    case 'callOffAppointment':
      callOff(limits, draft, input, now, out);
      return;
    case 'taskAnswered':
      if (answersTask(draft, input.b)) takePlannerAnswer(draft, key, input.a, limits, now, out);
      else unexpected(draft, input, out);
      return;
    case 'timer':
      ring(limits, draft, input, now, out);
  }
}

function make(
  limits: InboundLimits,
  draft: DockAppointmentState,
  { kind, key, a: node, b: estimatedAt, body }: MakeAppointment,
  now: Instant,
  out: Out,
): void {
  moveAppointment(draft, kind);
  draft.node = node;
  draft.estimatedAt = estimatedAt;
  draft.supplier = body.supplier;
  draft.dueAt = body.dueAt;
  draft.expected = body.expected;
  askAnew(draft, key, limits, now, out);
}

function offered(
  limits: InboundLimits,
  draft: DockAppointmentState,
  input: SlotsOffered,
  now: Instant,
  out: Out,
): void {
  const { slots } = input.body;
  if (input.b !== draft.askedFrom) unexpected(draft, input, out);
  else if (slots.length === 0) tryLater(draft, limits, now, out);
  else {
    moveAppointment(draft, input.kind);
    waitsNoMore(draft, out);
    askWhich(limits, draft, slots, out);
  }
}

function askWhich(
  { arrivalBufferMs: bufferMs }: InboundLimits,
  draft: DockAppointmentState,
  options: readonly DockSlotOption[],
  out: Out,
): void {
  draft.attempt += 1;
  const { node, supplier, estimatedAt, dueAt, attempt } = draft;
  const { units, handlingUnits } = draft.expected!;
  const context: DockSlotContext = {
    node,
    supplier,
    estimatedAt,
    dueAt,
    handlingUnits,
    units: sumOf(units),
    bufferMs,
  };
  out.ask({ point: 'dock-slot', attempt, context, options }, []);
}

function decided(
  limits: InboundLimits,
  draft: DockAppointmentState,
  input: DecidedInput,
  now: Instant,
  out: Out,
): void {
  if (input.b !== draft.attempt) {
    unexpected(draft, input, out);
    return;
  }
  const slot = input.body.option as DockSlot | null;
  if (slot === null) tryLater(draft, limits, now, out);
  else if (slot.until <= draft.estimatedAt) {
    // The truck has been delayed beyond it while it was decided on.
    moveAppointment(draft, 'arrivesLater');
    askAnew(draft, input.key, limits, now, out);
  } else {
    moveAppointment(draft, input.kind);
    draft.door = slot.door;
    draft.from = slot.from;
    draft.until = slot.until;
    bookSlot(draft, input.key, limits, now, out);
  }
}

function booked(
  limits: InboundLimits,
  draft: DockAppointmentState,
  input: SlotBooked,
  now: Instant,
  out: Out,
): void {
  const { key, b: from } = input;
  if (from !== draft.from) {
    unexpected(draft, input, out);
    return;
  }
  moveAppointment(draft, input.kind);
  waitsNoMore(draft, out);
  draft.door = input.body.door;
  draft.bookedFrom = from;
  draft.bookedUntil = draft.until;
  if (askLater(limits, draft, key, now, out)) return;
  out.send(SUPPLIER_PORTAL, 'confirmAppointment', key, draft.node, from, { door: draft.door });
  out.tell(INBOUND_RECEIPT, key, 'appointmentMade', draft.node, from, null);
}

/** Booked, and delayed beyond the slot. @returns whether another is asked for */
function askLater(
  limits: InboundLimits,
  draft: DockAppointmentState,
  key: number,
  now: Instant,
  out: Out,
): boolean {
  if (draft.estimatedAt < draft.bookedUntil) return false;
  moveAppointment(draft, 'arrivesLater');
  askAnew(draft, key, limits, now, out);
  return true;
}

/** @param input a = 1: without a slot, or too late for it */
function came(
  limits: InboundLimits,
  draft: DockAppointmentState,
  input: DockAppointmentInput,
  now: Instant,
  out: Out,
): void {
  const { node, bookedFrom } = draft;
  const isMissed = bookedFrom >= 0 && input.a === 1;
  if (isMissed) out.event('appointmentMissed', 1, bookedFrom, node);
  endOrSettle(limits, draft, input, bookedFrom < 0 ? 'walked-in' : isMissed ? 'missed' : 'kept', now, out);
}

function callOff(
  limits: InboundLimits,
  draft: DockAppointmentState,
  input: DockAppointmentInput,
  now: Instant,
  out: Out,
): void {
  // With or without a slot: a truck that comes after all is not to be let in.
  out.send(WMS, 'cancelSlot', input.key, draft.node, 0, null);
  endOrSettle(limits, draft, input, 'called-off', now, out);
}

/** An answer that is owed is waited for, a while: what nobody takes would be somebody's task. */
function endOrSettle(
  { answerGraceMs }: InboundLimits,
  draft: DockAppointmentState,
  { kind }: DockAppointmentInput,
  end: DockAppointmentEnd,
  now: Instant,
  out: Out,
): void {
  waitsNoMore(draft, out);
  moveAppointment(draft, kind);
  if (draft.status !== 'settling') endAs(draft, end, out);
  else {
    draft.end = end;
    out.timer(WATCH_TIMER, instant(now + answerGraceMs));
  }
}

function endAs(draft: DockAppointmentState, end: DockAppointmentEnd, out: Out): void {
  moveAppointment(draft, end);
  out.cancel(WATCH_TIMER);
}

function ring(
  limits: InboundLimits,
  draft: DockAppointmentState,
  input: DockAppointmentInput,
  now: Instant,
  out: Out,
): void {
  if (input.a === ESCALATION_TIMER) {
    if (!escalateTask(draft, draft.status, out)) unexpected(draft, input, out);
  } else if (draft.status === 'retrying') {
    moveAppointment(draft, 'timer');
    askAnew(draft, input.key, limits, now, out);
  } else if (!missSlot(draft, input.key, limits, now, out)) unexpected(draft, input, out);
}

function unexpected(draft: DockAppointmentState, { kind }: DockAppointmentInput, out: Out): void {
  out.audit('inputNotExpected', `${kind} in status ${draft.status}`);
}
