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
import type { Actor } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { tmsTenders } from '../../../model/responsibilities.ts';
import { type FormLoad, LOAD, type LoadInput } from '../inputs.ts';
import { keepAboard } from './load-aboard.ts';
import { takeAdvice, takeTariff } from './load-advised.ts';
import { refuseAppointment, takeAppointment } from './load-appointment.ts';
import { entryHeld, entryOver } from './load-border.ts';
import { callOff, leave, voidTender } from './load-cancellation.ts';
import { takeDelayResponse, takeExpediteAnswer, takeOnwardRatings, takePredicted } from './load-delay.ts';
import { migrateLoad } from './load-migration.ts';
import { entryAccepted, papersReady, papersRefused, prepare } from './load-papers.ts';
import { truckArrived } from './load-pickup.ts';
import { handToTms, takeCarrier, takeNoCarrier } from './load-placing.ts';
import { deviceSilent, positionsVoid, quarantine, takePosition } from './load-position.ts';
import { takePod } from './load-proof.ts';
import { askRatings, rated, takeChoice } from './load-rating.ts';
import {
  onwardRejected,
  rebook,
  rebooked,
  rebookingRefused,
  takeHold,
  takeOnwardCounter,
} from './load-reroute.ts';
import { reverted } from './load-revert.ts';
import { initialLoad, LOAD_TIMERS, type LoadState, WATCH_TIMER } from './load-state.ts';
import { LOAD_TABLE, moveLoad } from './load-table.ts';
import { takeAnswer } from './load-tasks.ts';
import {
  askPlanner,
  book,
  booked,
  declineLate,
  isCurrent,
  offerNext,
  refuseLate,
  takeCounter,
} from './load-tender.ts';
import { ring } from './load-timers.ts';
import { depart, takeMilestone } from './load-transit.ts';
import { waitsNoMore } from './load-waiting.ts';

export function loadActor(network: Network): Actor<LoadState, LoadInput> {
  return {
    type: LOAD,
    name: 'load',
    version: 10,
    creates: network.freight === undefined ? ['formLoad'] : ['shippingAdvised', 'milestoneReported'],
    timers: LOAD_TIMERS,
    initial: initialLoad,
    migrate: migrateLoad,
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
      ring(draft, input, network, now, out);
      return;
    case 'taskAnswered':
      if (!takeAnswer(draft, input, network, now, out)) unexpected(draft, input, out);
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
      leave(draft, input, network, out);
      return;
    case 'loadRated':
      if (draft.status === 'advised') takeTariff(draft, input, network, now, out);
      else if (draft.status === 'rating' && input.a === draft.ratings) rated(draft, input, network, now, out);
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
      else truckArrived(draft, input, network, now, out);
      return;
    case 'truckLoaded':
      if (input.body.shipments.length === 0) callOff(draft, key, network, out);
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

function unexpected(draft: LoadState, input: LoadInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
