/**
 * A load: shipments that leave a node together for one place of delivery. It owns tender, booking, papers and the picture of where it is; the
 * carrier owns acceptance, position and delivery, TMS the rates and the contract's capacity, WMS the loading.
 *
 * 1. It moves along `LOAD_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. At most one tender is outstanding and one booking in force (`load-tender.ts`).
 * 3. What a hard rule of trade forbids does not move, whoever asks.
 * 4. It closes when it is delivered, or lost, and its freight is settled.
 */
import { carrierPartner, WMS } from '../../contracts/partners.ts';
import { DOCUMENT_REFUSAL } from '../../contracts/tms.ts';
import type { Actor, TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import type { Instant } from '../../model/instant.ts';
import type { Network } from '../../model/network.ts';
import {
  type FormLoad,
  type LeaveLoad,
  LOAD,
  type LoadedShipment,
  type LoadInput,
  SHIPMENT,
  STOP_REASON,
} from './inputs.ts';
import {
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
} from './load-state.ts';
import {
  askRatings,
  book,
  booked,
  callTruck,
  isCurrent,
  noShow,
  offerNext,
  prepare,
  refuseLate,
  takeChoice,
  takeCounter,
  takeRatings,
  tellGivenUp,
  tenderExpired,
  tryAgain,
  voidBooking,
} from './load-tender.ts';
import {
  depart,
  takeDelayResponse,
  takeExpediteAnswer,
  takeMilestone,
  takePod,
  takeSilence,
  takeTraceAnswer,
} from './load-transit.ts';

export function loadActor(network: Network): Actor<LoadState, LoadInput> {
  return {
    type: LOAD,
    name: 'load',
    version: 1,
    creates: ['formLoad'],
    timers: LOAD_TIMERS,
    initial: initialLoad,
    migrate: (_old, from) => {
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
      if (isCurrent(draft, input.a)) book(draft, input.key, input.kind, draft.agreedMinor, out);
      else if (input.a <= draft.attempt) refuseLate(draft, input, out);
      else unexpected(draft, input, out);
      return;
    case 'tenderRejected':
    case 'tenderCountered':
      // No news of a tender that is over.
      if (!isCurrent(draft, input.a)) unexpected(draft, input, out);
      else if (input.kind === 'tenderRejected') offerNext(draft, input.key, network, now, out);
      else takeCounter(draft, input.key, input.b, network, now, out);
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
      leave(draft, input, out);
      return;
    case 'loadRated':
      takeRatings(draft, key, input.body.ratings, network, now, out);
      return;
    case 'decided':
      if (draft.status === 'choosing') takeChoice(draft, input, network, now, out);
      else takeDelayResponse(draft, input, out);
      return;
    case 'loadBooked':
      // Of a booking that was void before TMS had answered.
      if (input.a !== draft.carrier) unexpected(draft, input, out);
      else booked(draft, key, network, now, out);
      return;
    case 'bookingRefused':
      moveLoad(draft, input.kind);
      voidTender(draft, key, out);
      offerNext(draft, key, network, now, out);
      return;
    case 'documentsPrepared':
      moveLoad(draft, input.kind);
      callTruck(draft, key, network, now, out);
      return;
    case 'documentsRefused':
      refusedByRule(network, draft, input.a, input.b, key, now, out);
      return;
    case 'truckArrived':
      if (input.a !== draft.attempt) unexpected(draft, input, out);
      else load(draft, key, out);
      return;
    case 'truckLoaded':
      if (input.body.shipments.length === 0) callOff(draft, key, out);
      else depart(draft, key, input.body.shipments, network, now, out);
      return;
    case 'milestoneReported':
      takeMilestone(draft, input, network, now, out);
      return;
    case 'podReceived':
      takePod(draft, input, out);
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
  draft.warned = shipments.map(() => 0);
  keepAboard(draft, [...shipments.keys()]);
  out.event('loadFormed', 1, lane, shipments.length);
  askRatings(draft, input.key, network, now, out);
}

/** A shipment is cancelled. What it leaves behind goes on without it, at what was agreed. */
function leave(draft: LoadState, input: LeaveLoad, out: Out): void {
  // From the truck on, the warehouse says what is on it.
  if (draft.status === 'loading' || draft.status === 'in-transit') return;
  if (!dropShipment(draft, input.a)) return;
  if (draft.shipments.length === 0) callOff(draft, input.key, out);
}

/** False when it was not on it. */
function dropShipment(draft: LoadState, shipment: number): boolean {
  const at = draft.shipments.indexOf(shipment);
  if (at < 0) return false;
  keepAboard(
    draft,
    [...draft.shipments.keys()].filter((place) => place !== at),
  );
  const { plan } = draft;
  draft.plan = { ...plan!, shipments: plan!.shipments.filter((each) => each.shipment !== shipment) };
  return true;
}

/** Nothing is left of it: what stands is taken back. */
function callOff(draft: LoadState, key: number, out: Out): void {
  out.event('loadCancelled', 1, draft.attempt, 0);
  if (draft.status === 'tendering') voidTender(draft, key, out);
  else if (BOOKED.has(draft.status)) voidBooking(draft, key, out);
  moveLoad(draft, 'lastLeft');
}

/** States with a booking in force, before the truck leaves. */
const BOOKED: ReadonlySet<LoadState['status']> = new Set(['booking', 'papers', 'dispatched', 'loading']);

function voidTender(draft: LoadState, key: number, out: Out): void {
  out.cancel(TENDER_TIMER);
  out.send(carrierPartner(draft.carrier), 'withdrawTender', key, draft.attempt, draft.carrier, null);
}

/** The truck is at the door: the warehouse loads what has been staged. */
function load(draft: LoadState, key: number, out: Out): void {
  moveLoad(draft, 'truckArrived');
  out.cancel(WATCH_TIMER);
  out.send(WMS, 'loadTruck', key, draft.node, draft.carrier, { shipments: [...draft.shipments] });
}

/** Papers refused so often for no shipment that is on it are refused for good. */
const REFUSALS_MAX = 20;

/** A denied party, no licence, goods that must not travel so: nobody overrides that. The others go on without them. */
function refusedByRule(
  network: Network,
  draft: LoadState,
  who: number,
  why: number,
  key: number,
  now: Instant,
  out: Out,
): void {
  draft.refusals += 1;
  draft.tasks += 1;
  out.event('loadRefusedByRule', draft.refusals, who, why);
  const detail = `reason ${why}`;
  out.task({ role: 'export-desk', kind: 'papersRefused', no: draft.tasks, dueAt: null, detail });
  const { shipments } = draft.plan!;
  const faulty = shipments.filter((each) => isAtFault(each, who, why));
  // Who is at fault may have left meanwhile: then the rest is asked for once more.
  if (faulty.length === shipments.length || draft.refusals > REFUSALS_MAX) {
    voidBooking(draft, key, out);
    moveLoad(draft, 'documentsRefused');
    tellGivenUp(draft, STOP_REASON.refusedByRule, out);
    return;
  }
  for (const { shipment } of faulty) {
    dropShipment(draft, shipment);
    out.tell(SHIPMENT, shipment, 'loadGivenUp', STOP_REASON.refusedByRule, 0, null);
  }
  prepare(draft, key, network, now, out);
}

function isAtFault({ customer, products }: LoadedShipment, who: number, why: number): boolean {
  return why === DOCUMENT_REFUSAL.deniedParty ? customer === who : products.includes(who);
}

function ring(network: Network, draft: LoadState, input: TimerInput, now: Instant, out: Out): void {
  const { key, a: timer } = input;
  if (timer === TENDER_TIMER && draft.status === 'tendering') tenderExpired(draft, key, network, now, out);
  else if (timer === WATCH_TIMER && draft.status === 'in-transit') takeSilence(draft, key, network, now, out);
  else if (timer === WATCH_TIMER && draft.status === 'dispatched')
    waitForTruck(network, draft, key, now, out);
  else if (timer === ESCALATION_TIMER) escalate(draft, out);
}

function waitForTruck(network: Network, draft: LoadState, key: number, now: Instant, out: Out): void {
  if (draft.asked >= network.limits.statusRequestsMax) noShow(draft, key, network, now, out);
  else takeSilence(draft, key, network, now, out);
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
  draft.openTask = 0;
  if (draft.status === 'in-transit') takeTraceAnswer(draft, input, network, now, out);
  else if (draft.status !== 'planning') unexpected(draft, input, out);
  else if (input.a === PLANNER_ANSWER.tryAgain) tryAgain(draft, input.key, network, now, out);
  else {
    moveLoad(draft, 'giveUp');
    tellGivenUp(draft, STOP_REASON.noRoute, out);
  }
}

function unexpected(draft: LoadState, input: LoadInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
