/**
 * A shipment: what one node sends of an order, from reservation to its bill being posted. It owns the course of it; stock and
 * work are WMS's, the journey is the load's.
 *
 * 1. It moves along `SHIPMENT_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. Asked to stop, it answers its order once: stopped, when WMS holds nothing for it any more, or too late.
 * 3. Once its goods have left it can't be stopped.
 * 4. Order and ERP hear of its delivery after its goods issue, in whichever order it hears of them itself.
 * 5. What WMS has picked or packed counts after its reservation, in whichever order they are heard of; then it waits for no wave. Where a
 *    third party carries it, that it has left counts after what was packed: only that says how many units of each line.
 */
import { ERP, WMS } from '../../../contracts/partners.ts';
import type { GoodsIssued, PackedShipment } from '../../../contracts/wms.ts';
import type { Actor } from '../../../core/actor.ts';
import { answersTask, closeTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import { indexFrom, type Network } from '../../../model/network.ts';
import { wmsWaves } from '../../../model/responsibilities.ts';
import type { HurryShipment } from '../care-inputs.ts';
import {
  ORDER,
  orderOf,
  type PlanShipment,
  SHIPMENT,
  SHIPMENTS_MAX,
  type ShipmentInput,
  STOP_REASON,
  WAVE_PLAN,
} from '../inputs.ts';
import { dueOf } from '../wave/wave-cutoffs.ts';
import { otherNodes } from '../wave/wave-levelling.ts';
import { deliverAs, hold, keepReduced, left, reduce, reduced } from './shipment-change.ts';
import { arrived, billed, close, credited, decided, deliver } from './shipment-delivery.ts';
import { escalateDifference } from './shipment-difference.ts';
import { keepEarly, keptEarly, runsAhead } from './shipment-early.ts';
import { awaitLicence, escalateLicence, licenceDecided } from './shipment-licence.ts';
import { joinLoad, joinNext, leaveLoad } from './shipment-load.ts';
import {
  ESCALATION_TIMER,
  initialShipment,
  keepOnly,
  moveShipment,
  moveStock,
  SHIPMENT_TABLE,
  SHIPMENT_TIMERS,
  type ShipmentOfParts,
  type ShipmentState,
  unitsOf,
  withTask,
} from './shipment-state.ts';
import { chase, clockWork, reserveStock, ringWork, workAnswered } from './shipment-work.ts';

export function shipmentActor(network: Network): Actor<ShipmentState, ShipmentInput> {
  return {
    type: SHIPMENT,
    name: 'shipment',
    version: 11,
    creates: ['planShipment'],
    timers: SHIPMENT_TIMERS,
    initial: initialShipment,
    migrate: (old, from) => {
      const shipComplete = false;
      if (from === 10) return { ...(old as ShipmentOfParts), shipComplete };
      if (from === 9) return { ...(old as ShipmentOfParts), onHold: false, shipComplete };
      const eighth = { ...withTask(old as ShipmentOfParts), onHold: false, shipComplete };
      const none = { exceptions: [], correctedMinor: 0 };
      if (from === 4) return { ...eighth, ...none, wantedBy: 0, erp: ERP, early: null };
      if (from === 5) return { ...eighth, ...none, erp: ERP, early: null };
      if (from === 6) return { ...eighth, ...none, early: null };
      if (from === 7) return { ...eighth, ...none };
      if (from === 8) return eighth;
      throw new Error(`shipment state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      const { status, openTask } = draft;
      if (SHIPMENT_TABLE.next(status, input.kind) === null) unexpected(draft, input, out);
      else if (input.kind === 'moveToErp') draft.erp = input.a;
      else if (input.kind === 'chaseShipment') chase(network, draft, input, now, out);
      else hear(network, draft, input, now, out);
      if (draft.status !== status) clockWork(network, draft, status, openTask, now, out);
    },
    finished: (state) => SHIPMENT_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.node);
      sink.number(state.carrier);
      for (let line = 0; line < state.units.length; line++) sink.number(state.units[line]!);
      sink.number(state.condition);
      sink.number(state.billedMinor);
      sink.number(state.creditedMinor);
      if (state.exceptions.length === 0) return;
      for (const { line, kind, units } of state.exceptions) {
        sink.number(line);
        sink.number(kind);
        sink.number(units);
      }
      sink.number(state.correctedMinor);
    },
  };
}

function hear(network: Network, draft: ShipmentState, input: ShipmentInput, now: Instant, out: Out): void {
  if (runsAhead(network, draft, input)) {
    if (network.freight === undefined) unexpected(draft, input, out);
    else keepEarly(draft, input);
  } else if (draft.status === 'stopping') whileStopping(network, draft, input, now, out);
  else step(network, draft, input, now, out);
}

function step(network: Network, draft: ShipmentState, input: ShipmentInput, now: Instant, out: Out): void {
  const { key } = input;
  switch (input.kind) {
    case 'planShipment':
      plan(network, draft, input, out);
      return;
    case 'stockReserved':
      reserved(network, draft, input.body.units, key, now, out);
      takeEarly(network, draft, now, out);
      return;
    case 'shipmentPicked':
      if (draft.status === 'reserving') keepEarly(draft, input);
      if (draft.status !== 'reserved') return;
      leaveWave(network, draft, key, out);
      moveShipment(draft, input.kind);
      tellShort(draft, keepOnly(draft, input.body.units), key, out);
      return;
    case 'shipmentPacked':
      if (draft.status === 'reserving') keepEarly(draft, input);
      else if (draft.status === 'booked' || draft.status === 'awaiting-issue') {
        keepOnly(draft, input.body.units);
        takeEarly(network, draft, now, out);
      } else packed(network, draft, input.body, key, now, out);
      return;
    case 'reduceShipment':
      reduce(draft, input, out);
      return;
    case 'reservationReduced':
      reduced(draft, input, out);
      return;
    case 'holdDelivery':
      hold(network, draft, input.a, key, out);
      return;
    case 'leftLoad':
      left(draft, input.a, key, out);
      return;
    case 'deliverAs':
      deliverAs(network, draft, input, now, out);
      return;
    case 'joinedLoad':
      if (input.a >= 0) draft.load = input.a;
      else if (draft.status === 'packed') joinNext(network, draft, input.b, key, now, out);
      else unexpected(draft, input, out);
      return;
    case 'shipmentBooked':
      moveShipment(draft, input.kind);
      draft.load = input.a;
      draft.carrier = input.b;
      return;
    case 'goodsIssued':
      issued(network, draft, input, now, out);
      return;
    case 'stopShipment':
      stop(network, draft, input.a, key, out);
      return;
    case 'reassignShipment':
      out.event('shipmentReassigned', 1, input.a, input.b);
      giveUp(draft, input.kind, STOP_REASON.reassigned + input.a, key, out);
      return;
    case 'loadGivenUp':
      if (input.a === STOP_REASON.licenceUsedUp) awaitLicence(network, draft, now, out);
      else giveUp(draft, input.kind, input.a, key, out);
      return;
    case 'shipmentReleased':
      // Asked before the goods left; the order has heard that they did.
      if (input.b === 1) unexpected(draft, input, out);
      return;
    case 'deliveryAtRisk':
      notify(network, draft, key, input.a, out);
      return;
    case 'taskAnswered':
      if (!answersTask(draft, input.b)) unexpected(draft, input, out);
      else if (draft.status === 'reconciling') decided(network, draft, key, out);
      else if (draft.status === 'awaiting-licence') licenceDecided(draft, input.a, key, out);
      else workAnswered(network, draft, key, now, out);
      return;
    case 'hurryShipment':
      hurry(draft, input, out);
      return;
    case 'stopDelivered':
      arrived(network, draft, input, now, out);
      return;
    case 'customerBilled':
      billed(network, draft, input, now, out);
      return;
    case 'deliveryCredited':
      credited(draft, input, out);
      return;
    case 'claimSettled':
      draft.creditedMinor = input.a;
      close(draft, input.kind, key, out);
      return;
    case 'timer':
      if (draft.status === 'reconciling') escalateDifference(draft, out);
      else if (draft.status === 'awaiting-licence') escalateLicence(draft, out);
      else ringWork(network, draft, key, now, out);
  }
}

/** What has joined no wave yet joins it with the new priority; what is being picked goes on as it was. */
function hurry(draft: ShipmentState, { key, a: priority, b: wantedBy }: HurryShipment, out: Out): void {
  if (draft.status !== 'reserving' && draft.status !== 'reserved') {
    out.audit('urgencyTooLate', `shipment in status ${draft.status}`);
    return;
  }
  draft.priority = priority;
  draft.wantedBy = wantedBy;
  if (draft.status === 'reserved') out.tell(WAVE_PLAN, draft.node, 'hurryWave', key, wantedBy, { priority });
}

/** What the customer is to be told, and the order once. */
function notify(network: Network, draft: ShipmentState, key: number, estimatedAt: number, out: Out): void {
  draft.notices += 1;
  const { notices: notice, promisedAt } = draft;
  out.send(draft.erp, 'reportSlaRisk', key, estimatedAt, promisedAt, { notice });
  // Who hears of customers wants every one of them.
  if (notice === 1 || network.care !== undefined)
    out.tell(ORDER, orderOf(key), 'deliveryAtRisk', estimatedAt, key % SHIPMENTS_MAX, null);
}

function giveUp(draft: ShipmentState, kind: string, reason: number, key: number, out: Out): void {
  moveShipment(draft, kind);
  draft.stopReason = reason;
  out.send(WMS, 'cancelShipment', key, draft.node, 0, null);
}

function plan(network: Network, draft: ShipmentState, { key, a: node, body }: PlanShipment, out: Out): void {
  moveShipment(draft, 'planShipment');
  draft.node = node;
  draft.lane = network.laneOf(node, body.destination);
  draft.customer = body.customer;
  draft.destination = body.destination;
  draft.promisedAt = body.promisedAt;
  draft.priority = body.priority;
  draft.shipComplete = body.shipComplete;
  draft.instructed = body.instructed;
  draft.planned = body.planned;
  draft.lines = body.lines;
  draft.products = body.products;
  draft.units = body.units;
  draft.unitPriceMinor = body.unitPriceMinor;
  reserveStock(network, draft, key, out);
}

function reserved(
  network: Network,
  draft: ShipmentState,
  units: readonly number[],
  key: number,
  now: Instant,
  out: Out,
): void {
  moveShipment(draft, 'stockReserved');
  const missing = keepOnly(draft, units);
  if (unitsOf(draft) === 0) {
    nothingThere(draft, key, out);
    return;
  }
  moveStock(draft, 1, out);
  if (draft.stopReason !== 0) {
    moveShipment(draft, 'stopShipment');
    out.send(WMS, 'cancelShipment', key, draft.node, 0, null);
    return;
  }
  out.tell(ORDER, orderOf(key), 'shipmentReserved', key % SHIPMENTS_MAX, missing, { units: draft.units });
  const { cutoffs } = network.lanes[draft.lane]!;
  const cutoff = indexFrom(cutoffs, now);
  let lines = 0;
  for (let line = 0; line < draft.units.length; line++) if (draft.units[line]! > 0) lines += 1;
  const mustBy = cutoff < 0 ? draft.promisedAt : cutoffs[cutoff]!;
  const stagedBy = draft.wantedBy > 0 ? Math.min(mustBy, draft.wantedBy) : mustBy;
  const { priority } = draft;
  const others = mayMove(network, draft, key)
    ? { others: otherNodes(network, draft.node, draft.customer, draft.products) }
    : {};
  const due = network.sequencesWaves === undefined ? {} : { due: dueOf(network, draft) };
  out.tell(WAVE_PLAN, draft.node, 'joinWave', key, stagedBy, { lines, priority, ...others, ...due });
}

/** What had overtaken the reservation, or what was packed, is heard now. */
function takeEarly(network: Network, draft: ShipmentState, now: Instant, out: Out): void {
  for (const input of keptEarly(network, draft)) {
    if (SHIPMENT_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
    else hear(network, draft, input, now, out);
  }
}

/** Where WMS owns waves, work may be heard of before the plan has heard that it was released. */
function leaveWave(network: Network, draft: ShipmentState, key: number, out: Out): void {
  if (draft.status === 'reserved' && wmsWaves(network))
    out.tell(WAVE_PLAN, draft.node, 'leaveWave', key, 0, null);
}

/** Once: what was sourced again stays where it is. */
function mayMove(network: Network, { instructed }: ShipmentState, key: number): boolean {
  return network.levelsWorkload !== undefined && key % SHIPMENTS_MAX === 0 && instructed === null;
}

/** Nothing was reserved, or found: nobody holds anything for it. */
function nothingThere(draft: ShipmentState, key: number, out: Out): void {
  moveShipment(draft, 'nothingThere');
  const reason = draft.stopReason === 0 ? STOP_REASON.noStock : draft.stopReason;
  out.tell(ORDER, orderOf(key), 'shipmentStopped', key % SHIPMENTS_MAX, reason, null);
}

function tellShort(draft: ShipmentState, missing: number, key: number, out: Out): void {
  if (missing === 0) return;
  if (unitsOf(draft) === 0) nothingThere(draft, key, out);
  else {
    const { units } = draft;
    out.tell(ORDER, orderOf(key), 'shipmentShort', key % SHIPMENTS_MAX, missing, { units });
  }
}

function packed(
  network: Network,
  draft: ShipmentState,
  body: PackedShipment,
  key: number,
  now: Instant,
  out: Out,
): void {
  leaveWave(network, draft, key, out);
  moveShipment(draft, 'shipmentPacked');
  draft.handlingUnits = body.handlingUnits;
  draft.weightGrams = body.grossWeightGrams;
  tellShort(draft, keepOnly(draft, body.units), key, out);
  if (draft.status !== 'packed') return;
  joinLoad(network, draft, key, now, out);
  takeEarly(network, draft, now, out);
}

function issued(
  network: Network,
  draft: ShipmentState,
  { key, b: units }: GoodsIssued,
  now: Instant,
  out: Out,
): void {
  const held = unitsOf(draft);
  const delivered = draft.status === 'awaiting-issue';
  moveShipment(draft, 'goodsIssued');
  draft.stopReason = 0;
  if (units !== held) out.audit('unitsDiffer', `WMS issued ${units}, the shipment held ${held}`);
  out.tell(ORDER, orderOf(key), 'shipmentShipped', key % SHIPMENTS_MAX, held, { units: draft.units });
  tellTooLate(draft, key, out);
  out.send(draft.erp, 'reportGoodsIssue', key, draft.node, held, { lines: draft.lines, units: draft.units });
  if (delivered) deliver(network, draft, key, now, out);
}

function stop(network: Network, draft: ShipmentState, reason: number, key: number, out: Out): void {
  draft.orderAsked = true;
  switch (draft.status) {
    case 'reserving':
      draft.stopReason = reason;
      return;
    case 'awaiting-issue':
    case 'in-transit':
    case 'billing':
    case 'reconciling':
    case 'crediting':
    case 'claiming':
      tellTooLate(draft, key, out);
      return;
    case 'reserved':
      out.tell(WAVE_PLAN, draft.node, 'leaveWave', key, 0, null);
      break;
    case 'awaiting-licence':
      closeTask(draft, ESCALATION_TIMER, out);
      leaveLoad(network, draft, key, out);
      break;
    default:
      leaveLoad(network, draft, key, out);
  }
  moveShipment(draft, 'stopShipment');
  draft.stopReason = reason;
  out.send(WMS, 'cancelShipment', key, draft.node, 0, null);
}

/** Said once, and only to an order that asked: it may be its load that gave it up. */
function tellTooLate(draft: ShipmentState, key: number, out: Out): void {
  if (!draft.orderAsked) return;
  draft.orderAsked = false;
  out.tell(ORDER, orderOf(key), 'shipmentTooLate', key % SHIPMENTS_MAX, 0, null);
}

/** WMS has been asked. What work or load say meanwhile counts only if it was too late. */
function whileStopping(
  network: Network,
  draft: ShipmentState,
  input: ShipmentInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'stopShipment':
      draft.orderAsked = true;
      return;
    case 'shipmentReleased':
      released(draft, input.b, key, out);
      return;
    case 'goodsIssued':
      issued(network, draft, input, now, out);
      return;
    case 'stopDelivered':
      draft.stopReason = 0;
      arrived(network, draft, input, now, out);
      tellTooLate(draft, key, out);
      return;
    case 'shipmentPicked':
      keepOnly(draft, input.body.units);
      return;
    case 'shipmentPacked':
      keepOnly(draft, input.body.units);
      takeEarly(network, draft, now, out);
      return;
    case 'reduceShipment':
      reduce(draft, input, out);
      return;
    case 'holdDelivery':
      hold(network, draft, input.a, key, out);
      return;
    case 'reservationReduced':
      keepReduced(draft, input.body.units, out);
      return;
    case 'joinedLoad':
      if (input.a >= 0) draft.load = input.a;
      return;
    case 'shipmentBooked':
      draft.load = input.a;
      draft.carrier = input.b;
      return;
    case 'taskAnswered':
      if (answersTask(draft, input.b)) workAnswered(network, draft, key, now, out);
      else unexpected(draft, input, out);
      return;
    case 'timer':
      ringWork(network, draft, key, now, out);
  }
}

function released(draft: ShipmentState, done: number, key: number, out: Out): void {
  if (done === 1) {
    moveShipment(draft, 'shipmentReleased');
    moveStock(draft, -1, out);
    out.tell(ORDER, orderOf(key), 'shipmentStopped', key % SHIPMENTS_MAX, draft.stopReason, null);
  } else {
    moveShipment(draft, 'tooLate');
    draft.stopReason = 0;
    tellTooLate(draft, key, out);
  }
}

function unexpected(draft: ShipmentState, input: ShipmentInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
