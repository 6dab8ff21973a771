/**
 * A load: shipments that leave a node together for one place of delivery. It owns tender, booking, papers and the picture of where it is; the
 * carrier owns acceptance, position and delivery, TMS the rates and the contract's capacity, WMS the loading.
 *
 * 1. It moves along `LOAD_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. At most one tender is outstanding and one booking in force (`load-tender.ts`).
 * 3. What a hard rule of trade forbids does not move, whoever asks.
 * 4. What nobody can find is lost: by a person's word, or by time.
 * 5. It closes when it is delivered, or lost, and its freight is settled.
 */
import type { TenderAccepted, TenderCountered, TenderRejected } from '../../../contracts/carriers.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Actor, TaskAnsweredInput, TimerInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { tmsTenders } from '../../../model/responsibilities.ts';
import { type FormLoad, type LeaveLoad, LOAD, type LoadInput, STOP_REASON } from '../inputs.ts';
import { takeAdvice, takeTariff } from './load-advised.ts';
import { mayBeLoaded, refuseAppointment, takeAppointment } from './load-appointment.ts';
import { entryHeld, entryOver } from './load-border.ts';
import { withdrawEntry } from './load-customs.ts';
import {
  fromVersion5,
  type LoadBeforeAppointments,
  type LoadBeforeCustoms,
  type LoadBeforeLatest,
  type LoadBeforePredictions,
  type LoadBeforeProofs,
  type LoadBeforeTelematics,
  type LoadBeforeTerms,
  withAppointments,
  withCustoms,
  withLatest,
  withPredictions,
  withTelematics,
  withTerms,
} from './load-migration.ts';
import { entryAccepted, papersReady, papersRefused, prepare } from './load-papers.ts';
import { handToTms, takeCarrier, takeNoCarrier, withdrawFromTms } from './load-placing.ts';
import { deviceSilent, positionsVoid, quarantine, takePosition } from './load-position.ts';
import { takePod } from './load-proof.ts';
import { requestLoading } from './load-requests.ts';
import {
  onwardExpired,
  onwardRejected,
  REROUTE_FAILURE,
  rebook,
  rebooked,
  rebookingRefused,
  stayWith,
  takeHold,
  takeOnwardCounter,
  takeOver,
  watchFrom,
} from './load-reroute.ts';
import { revert, reverted } from './load-revert.ts';
import {
  dropShipment,
  ESCALATION_TIMER,
  initialLoad,
  keepAboard,
  LOAD_TABLE,
  LOAD_TIMERS,
  type LoadState,
  moveLoad,
  PLANNER_ANSWER,
  TENDER_TIMER,
  WATCH_TIMER,
  waitsNoMore,
} from './load-state.ts';
import {
  askPlanner,
  askRatings,
  book,
  booked,
  declineLate,
  isCurrent,
  noShow,
  offerNext,
  refuseLate,
  takeChoice,
  takeCounter,
  takeRatings,
  tellGivenUp,
  tenderExpired,
  tryAgain,
  voidBooking,
} from './load-tender.ts';
import { closeTrack } from './load-track.ts';
import {
  depart,
  isOverdue,
  lose,
  takeDelayResponse,
  takeExpediteAnswer,
  takeMilestone,
  takeOnwardRatings,
  takePredicted,
  takeSilence,
  takeTraceAnswer,
} from './load-transit.ts';
import { askAgain, missAnswer, waitForAnswer, waitsForAnswer } from './load-waiting.ts';

export function loadActor(network: Network): Actor<LoadState, LoadInput> {
  return {
    type: LOAD,
    name: 'load',
    version: 9,
    creates: network.freight === undefined ? ['formLoad'] : ['shippingAdvised', 'milestoneReported'],
    timers: LOAD_TIMERS,
    initial: initialLoad,
    migrate: (old, from) => {
      if (from === 2) return fromVersion5(withTelematics(withCustoms(withTerms(old as LoadBeforeTerms))));
      if (from === 3) return fromVersion5(withTelematics(withCustoms(old as LoadBeforeCustoms)));
      if (from === 4) return fromVersion5(withTelematics(old as LoadBeforeTelematics));
      if (from === 5) return fromVersion5(old as LoadBeforeProofs);
      if (from === 6) return withLatest(old as LoadBeforeLatest);
      if (from === 7) return withPredictions(old as LoadBeforePredictions);
      if (from === 8) return withAppointments(old as LoadBeforeAppointments);
      throw new Error(`load state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => step(network, draft, input, now, out),
    finished: (state) => LOAD_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.carrier);
      sink.number(state.agreedMinor);
      sink.number(state.attempt);
      for (const shipment of state.shipments) sink.number(shipment);
    },
  };
}

function step(network: Network, draft: LoadState, input: LoadInput, now: Instant, out: Out): void {
  switch (input.kind) {
    case 'tenderAccepted':
      if (isCurrent(draft, input.a)) accepted(network, draft, input, now, out);
      else if (input.a <= draft.attempt) refuseLate(draft, input, out);
      else unexpected(draft, input, out);
      return;
    case 'tenderRejected':
      // No news of a tender that is over.
      if (!isCurrent(draft, input.a)) unexpected(draft, input, out);
      else refused(network, draft, input, now, out);
      return;
    case 'tenderCountered':
      if (isCurrent(draft, input.a)) refused(network, draft, input, now, out);
      else {
        unexpected(draft, input, out);
        declineLate(draft, input, out);
      }
      return;
    case 'timer':
      ring(network, draft, input, now, out);
      return;
    case 'taskAnswered':
      answer(network, draft, input, now, out);
      return;
    default:
      if (LOAD_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else advance(network, draft, input, now, out);
  }
}

function accepted(network: Network, draft: LoadState, input: TenderAccepted, now: Instant, out: Out): void {
  const { key, kind } = input;
  if (draft.status === 'rerouting') rebook(draft, key, kind, network, now, out);
  else book(draft, key, kind, draft.agreedMinor, network, now, out);
}

/** Rejected, or for another price. */
function refused(
  network: Network,
  draft: LoadState,
  input: TenderRejected | TenderCountered,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  if (draft.status === 'rerouting') {
    if (input.kind === 'tenderRejected') onwardRejected(draft, key, network, now, out);
    else takeOnwardCounter(draft, input, network, now, out);
  } else if (input.kind === 'tenderRejected') offerNext(draft, key, network, now, out);
  else takeCounter(draft, input, network, now, out);
}

type Plain = Exclude<
  LoadInput,
  { readonly kind: 'tenderAccepted' | 'tenderRejected' | 'tenderCountered' | 'timer' | 'taskAnswered' }
>;

function advance(network: Network, draft: LoadState, input: Plain, now: Instant, out: Out): void {
  const { key } = input;
  switch (input.kind) {
    case 'formLoad':
      form(network, draft, input, now, out);
      return;
    case 'leaveLoad':
      leave(network, draft, input, out);
      return;
    case 'loadRated':
      if (draft.status === 'advised') takeTariff(draft, input, network, now, out);
      else if (draft.status === 'rating') takeRatings(draft, key, input.body.ratings, network, now, out);
      else if (!takeOnwardRatings(draft, input, network, now, out)) unexpected(draft, input, out);
      return;
    case 'decided':
      if (draft.status === 'choosing') takeChoice(draft, input, network, now, out);
      else if (input.body.point === 'delay-prediction') takePredicted(draft, input, network, now, out);
      else takeDelayResponse(draft, input, network, now, out);
      return;
    case 'holdAnswered':
      takeHold(draft, input, network, now, out);
      return;
    case 'carrierAssigned':
      if (!takeCarrier(draft, input, network, now, out)) unexpected(draft, input, out);
      return;
    case 'noCarrierFound':
      if (takeNoCarrier(draft, input, out)) askPlanner(draft, key, input.kind, network, now, out);
      else unexpected(draft, input, out);
      return;
    case 'loadBooked':
      // Of a booking that was void before TMS had answered.
      if (input.a !== draft.carrier) unexpected(draft, input, out);
      else if (draft.status === 'rebooking') rebooked(draft, input, network, now, out);
      else if (draft.status === 'reverting') reverted(draft, key, input.kind, network, now, out);
      else {
        booked(draft, input, out);
        prepare(draft, key, network, now, out);
      }
      return;
    case 'bookingRefused':
      if (draft.status === 'rebooking') rebookingRefused(draft, key, network, now, out);
      else if (draft.status === 'reverting') reverted(draft, key, input.kind, network, now, out);
      else bookingRefused(network, draft, key, now, out);
      return;
    case 'documentsPrepared':
      waitsNoMore(draft, out);
      papersReady(draft, input, network, now, out);
      return;
    case 'documentsRefused':
      waitsNoMore(draft, out);
      papersRefused(draft, input, network, now, out);
      return;
    case 'appointmentConfirmed':
      if (!takeAppointment(draft, input, network, now, out)) unexpected(draft, input, out);
      return;
    case 'appointmentRefused':
      if (!refuseAppointment(draft, input, network, now, out)) unexpected(draft, input, out);
      return;
    case 'entryAccepted':
      entryAccepted(draft, key, network, now, out);
      return;
    case 'entryHeld':
      entryHeld(draft, input, network, now, out);
      return;
    case 'entryReleased':
    case 'entryRefused':
      entryOver(draft, input, network, now, out);
      return;
    case 'positionEstimated':
      takePosition(draft, input, network, now, out);
      return;
    case 'deviceSilent':
      deviceSilent(draft, key, out);
      return;
    case 'positionsVoid':
      positionsVoid(draft, key, network, now, out);
      return;
    case 'goodsQuarantined':
      quarantine(draft, key, out);
      return;
    case 'truckArrived':
      if (input.a !== draft.attempt) unexpected(draft, input, out);
      else if (draft.status === 'transferring') fetched(network, draft, key, now, out);
      else {
        draft.arrivedAt = input.body.arrivedAt;
        if (mayBeLoaded(draft, key, network, now, out)) load(network, draft, key, 'truckArrived', now, out);
      }
      return;
    case 'truckLoaded':
      if (input.body.shipments.length === 0) callOff(network, draft, key, out);
      else depart(draft, key, input.body.shipments, network, now, out);
      return;
    case 'shippingAdvised':
      takeAdvice(draft, input, network, out);
      return;
    case 'milestoneReported':
      if (draft.status === 'new') unexpected(draft, input, out);
      else takeMilestone(draft, input, network, now, out);
      return;
    case 'podReceived':
      takePod(draft, input, network, now, out);
      return;
    case 'expediteAnswered':
      takeExpediteAnswer(draft, input, out);
      return;
    case 'freightSettled':
      draft.settled = true;
      moveLoad(draft, input.kind);
  }
}

function form(network: Network, draft: LoadState, input: FormLoad, now: Instant, out: Out): void {
  const { lane, node, cutoff, shipments } = input.body;
  moveLoad(draft, input.kind);
  draft.lane = lane;
  draft.node = node;
  draft.cutoff = cutoff;
  draft.plan = input.body;
  draft.shipments = shipments.map((each) => each.shipment);
  draft.promises = shipments.map((each) => each.promisedAt);
  draft.values = shipments.map((each) => each.valueMinor);
  draft.told = shipments.map(() => 0);
  keepAboard(draft, [...shipments.keys()]);
  out.event('loadFormed', 1, lane, shipments.length);
  askRatings(draft, input.key, network, now, out);
}

function bookingRefused(network: Network, draft: LoadState, key: number, now: Instant, out: Out): void {
  if (tmsTenders(network)) {
    handToTms(draft, key, 'refusedAtTms', network, now, out);
    return;
  }
  moveLoad(draft, 'bookingRefused');
  waitsNoMore(draft, out);
  out.cancel(WATCH_TIMER);
  voidTender(draft, key, out);
  offerNext(draft, key, network, now, out);
}

/** A shipment is cancelled. What it leaves behind goes on without it, at what was agreed. */
function leave(network: Network, draft: LoadState, input: LeaveLoad, out: Out): void {
  // From the truck on, the warehouse says what is on it.
  if (AWAY.has(draft.status)) return;
  if (!dropShipment(draft, input.a)) return;
  if (draft.shipments.length === 0) callOff(network, draft, input.key, out);
}

/** Nothing is left of it: what stands is taken back. */
function callOff(network: Network, draft: LoadState, key: number, out: Out): void {
  out.event('loadCancelled', 1, draft.attempt, 0);
  if (draft.status === 'tendering') voidTender(draft, key, out);
  else if (draft.status === 'placing') withdrawFromTms(draft, key, out);
  else if (BOOKED.has(draft.status)) voidBooking(draft, key, network, out);
  withdrawEntry(draft, key, out);
  moveLoad(draft, 'lastLeft');
}

/** States in which the warehouse has said what is on it, or is about to. */
const AWAY: ReadonlySet<LoadState['status']> = new Set([
  'advised',
  'loading',
  'in-transit',
  'holding',
  'rerouting',
  'rebooking',
  'transferring',
  'reverting',
]);

/** States with a booking in force, before the truck leaves. */
const BOOKED: ReadonlySet<LoadState['status']> = new Set([
  'booking',
  'papers',
  'clearing',
  'appointing',
  'dispatched',
  'standing',
  'reappointing',
  'loading',
]);

function voidTender(draft: LoadState, key: number, out: Out): void {
  out.cancel(TENDER_TIMER);
  out.send(carrierPartner(draft.carrier), 'withdrawTender', key, draft.attempt, draft.carrier, null);
}

/** The truck is at the door, or its slot has begun: the warehouse loads what has been staged. */
function load(
  network: Network,
  draft: LoadState,
  key: number,
  kind: 'truckArrived' | 'slotOpens',
  now: Instant,
  out: Out,
): void {
  moveLoad(draft, kind);
  draft.asked = 0;
  requestLoading(draft, key, out);
  waitForAnswer(draft, network, now, out);
}

/** The new carrier's truck is at the terminal. */
function fetched(network: Network, draft: LoadState, key: number, now: Instant, out: Out): void {
  closeTrack(draft, key, out);
  takeOver(draft, key, now, out);
  watchFrom(draft, network, now, out);
}

function ring(network: Network, draft: LoadState, input: TimerInput, now: Instant, out: Out): void {
  const { key, a: timer } = input;
  if (timer === TENDER_TIMER && draft.status === 'tendering') tenderExpired(draft, key, network, now, out);
  else if (timer === TENDER_TIMER && draft.status === 'rerouting')
    onwardExpired(draft, key, network, now, out);
  else if (timer === ESCALATION_TIMER) escalate(draft, out);
  else if (timer === WATCH_TIMER) look(network, draft, key, now, out);
}

/** It is time to see whether what was waited for has come. */
function look(network: Network, draft: LoadState, key: number, now: Instant, out: Out): void {
  switch (draft.status) {
    case 'in-transit':
      if (isOverdue(draft, network, now)) lose(draft, key, now, out);
      else takeSilence(draft, key, network, now, out);
      return;
    case 'dispatched':
    case 'transferring':
      waitForTruck(network, draft, key, now, out);
      return;
    case 'standing':
      load(network, draft, key, 'slotOpens', now, out);
      return;
    case 'holding':
      stayWith(draft, key, 'cannotHold', REROUTE_FAILURE.noAnswer, network, now, out);
      return;
    default:
      missAnswer(draft, key, network, now, out);
  }
}

function waitForTruck(network: Network, draft: LoadState, key: number, now: Instant, out: Out): void {
  if (draft.asked < network.limits.statusRequestsMax) takeSilence(draft, key, network, now, out);
  else if (draft.status === 'transferring') revert(draft, key, network, now, out);
  else noShow(draft, key, network, now, out);
}

/** Once; then the task stays open, where everybody sees it. */
function escalate(draft: LoadState, out: Out): void {
  if (draft.escalated) return;
  draft.escalated = true;
  draft.tasks += 1;
  out.task({
    role: 'supervisor',
    kind: 'taskUnanswered',
    no: draft.tasks,
    dueAt: null,
    detail: draft.status,
  });
}

/** The answer to the task that is open, or to its escalation. Another one's changes nothing. */
function answer(network: Network, draft: LoadState, input: TaskAnsweredInput, now: Instant, out: Out): void {
  const { openTask, escalated } = draft;
  const escalation = escalated ? draft.tasks : openTask;
  if (openTask === 0 || (input.b !== openTask && input.b !== escalation)) {
    unexpected(draft, input, out);
    return;
  }
  if (waitsForAnswer(draft)) {
    askAgain(draft, input.key, network, now, out);
    return;
  }
  draft.openTask = 0;
  if (draft.status === 'in-transit') takeTraceAnswer(draft, input, network, now, out);
  else if (draft.status !== 'planning') unexpected(draft, input, out);
  else if (input.a === PLANNER_ANSWER.tryAgain) tryAgain(draft, input.key, network, now, out);
  else {
    moveLoad(draft, 'giveUp');
    tellGivenUp(draft, input.key, STOP_REASON.noRoute, out);
  }
}

function unexpected(draft: LoadState, input: LoadInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
