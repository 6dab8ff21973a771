/**
 * A carrier's dispatch: the truck, the way, the reports of it, the delivery.
 *
 * 1. A load is fetched, departs, and is delivered or declared lost once, whatever is repeated.
 * 2. Reports are planned at departure; those of the way still ahead are planned anew, with the same luck, if the load is
 *    expedited, and the old ones are void.
 * 3. The business event of a milestone is written at its first report, and never for one that was not reported.
 * 4. What comes off the truck is counted once, as it is delivered: every copy of the proof that can be read says the same.
 */
import {
  APPOINTMENT_MS,
  type DeliveredShipment,
  type DispatchTruck,
  MILESTONE,
  type ReleaseTruck,
  type RequestExpedite,
  type RequestStatus,
  UNREAD,
} from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import { AssertionError } from '#sim/assert';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import { DAY_MS } from '#sim/shifts/civil';
import type { Border } from '../border.ts';
import type { Cargo } from '../cargo.ts';
import { type CarrierLoad, EXPEDITE, PHASE } from './carrier-load.ts';
import { Crossing } from './crossing.ts';
import type { FreightDesk } from './freight-desk.ts';
import { exceptionsOf, NO_EXCEPTIONS } from './lading.ts';
import type { CarrierOffice } from './office.ts';
import {
  conditionIn,
  estimateOf,
  everyShipment,
  planTrip,
  REPORT_FAULT,
  reportAt,
  reportFault,
  stepIndex,
} from './trip-plan.ts';

const HOUR_MS = 3_600_000;
/** `b` of a report event: step + these. */
const UNKNOWN_CODE = 64;
const EXPEDITED = 128;
const DRIVEN_ON = 256;

/** Of a load that was fetched at another carrier's terminal: no draw and no milestone of its is one of that carrier's. */
const ONWARD_LUCK = 32;
const ONWARD_EVENTS = 64;

/** Draws of a round lie this far apart, above the sourcings of an order. */
const ROUND_STEP = 16;
/** Copies of one proof of delivery that have a draw of their own; later ones have the last one's. */
const PROOF_COPIES = 1024;

export class Trips {
  private readonly office: CarrierOffice;
  private readonly freight: FreightDesk;
  private readonly onArrive: HandlerNo;
  private readonly onReport: HandlerNo;
  private readonly onDeliver: HandlerNo;
  private readonly onPod: HandlerNo;
  private readonly onStatus: HandlerNo;
  private readonly onExpedite: HandlerNo;

  /** Looks where its way leads; null = no border stops anything. */
  private readonly crossing: Crossing | null;

  /** What is really aboard; null = nobody counts it. */
  private readonly cargo: Cargo | null;

  constructor(
    office: CarrierOffice,
    freight: FreightDesk,
    border: Border | null = null,
    cargo: Cargo | null = null,
  ) {
    this.office = office;
    this.cargo = cargo;
    this.freight = freight;
    this.onArrive = office.handler('arrive', (key, attempt) => this.arrive(key, attempt));
    this.onReport = office.handler('report', (key, b) => this.report(key, b));
    this.onDeliver = office.handler('deliver', (key) => this.deliver(key));
    this.onPod = office.handler('pod', (key) => this.pod(key));
    this.onStatus = office.handler('status', (key) => this.tellStatus(key));
    this.onExpedite = office.handler('expedite', (key) => this.expedite(key));
    this.crossing = border === null ? null : new Crossing(office, border, this);
  }

  dispatch({ key, a: attempt, body }: DispatchTruck): void {
    const { office } = this;
    const load = office.loadOf(key);
    if (load === undefined) {
      throw new AssertionError(
        `carrier ${office.carrier}: truck called for load ${key} (attempt ${attempt}), which it does not know. ` +
          'Offer it first, and call within memoryMs',
      );
    }
    if (load.attempt !== attempt) return;
    if (load.phase === PHASE.atPickup) this.sayArrived(key, load);
    if (load.phase !== PHASE.accepted && load.phase !== PHASE.countered) return;
    load.doneAt = -1;
    office.state.ledger.trucks += 1;
    load.phase = PHASE.dispatched;
    load.pickupAt = body.pickupAt;
    const at = Math.max(office.kernel.now, body.pickupAt + this.pickupDeviationMs(load));
    office.kernel.schedule(this.onArrive, at, key, attempt);
  }

  /** Late trucks by one draw, how late by another; anew in each round, or one that never came would never come. */
  private pickupDeviationMs({ luckKey, luckN: sourcing, round }: CarrierLoad): number {
    const { behaviours, profile } = this.office;
    const { streams } = behaviours;
    const luckN = sourcing + ROUND_STEP * (round - 1);
    const late = streams.pickup.unit(luckKey, luckN) < profile.settings.pickup.lateShare;
    const sampler = late ? profile.pickupLateMs : profile.pickupDeviationMs;
    return Math.round(sampler.sample(streams['pickup-ms'], luckKey, luckN));
  }

  private arrive(key: number, attempt: number): void {
    const load = this.office.loadOf(key);
    if (load === undefined || load.attempt !== attempt || load.phase !== PHASE.dispatched) return;
    load.phase = PHASE.atPickup;
    load.arrivedAt = this.office.kernel.now;
    this.office.loadEvent('truckArrived', key, attempt, this.office.carrier, load.pickupAt);
    this.sayArrived(key, load);
  }

  private sayArrived(key: number, load: CarrierLoad): void {
    const { arrivedAt, attempt } = load;
    this.office.send('truckArrived', key, attempt, this.office.carrier, { arrivedAt });
  }

  /** Loaded: it stood as long as it stood, and drives. */
  release({ key, a: attempt, body }: ReleaseTruck): void {
    const { office } = this;
    const load = office.loadOf(key);
    if (load === undefined || load.attempt !== attempt || load.phase !== PHASE.atPickup) return;
    const { behaviours, profile, kernel, state, carrier } = office;
    const { freeTimeMs, perHourMinor } = load.terms;
    const onward = body.takenOverFrom >= 0;
    const missed = load.arrivedAt > load.pickupAt + APPOINTMENT_MS;
    const stoodMs = onward || missed ? 0 : kernel.now - Math.max(load.arrivedAt, load.pickupAt) - freeTimeMs;
    load.detentionMinor = Math.ceil(Math.max(0, stoodMs) / HOUR_MS) * perHourMinor;
    state.ledger.detentionMinor += load.detentionMinor;
    if (load.detentionMinor > 0) office.loadEvent('truckDetained', key, 1, load.detentionMinor, stoodMs);
    if (onward) state.ledger.takeOvers += 1;
    else state.ledger.departures += 1;
    load.shipments = body.shipments;
    load.phase = PHASE.moving;
    load.onward = onward;
    if (onward) load.luckN += ONWARD_LUCK;
    planTrip(behaviours, profile, load, kernel.now);
    if (onward) office.loadEvent('loadTakenOver', key, 1, carrier, body.takenOverFrom);
    else office.loadEvent('loadDeparted', key, 1, carrier, load.tender!.origin);
    this.crossing?.depart(key, load);
    this.schedule(key, load);
  }

  /** Reports from now on, and the end of the trip. */
  schedule(key: number, load: CarrierLoad): void {
    const { behaviours, profile, kernel } = this.office;
    const { streams } = behaviours;
    const version = load.expeditedAt >= 0 ? EXPEDITED : 0;
    for (let step = 0; step < load.stepAt.length; step++) {
      if (load.stepAt[step]! < 0 || (version > 0 && load.stepAt[step]! <= load.expeditedAt)) continue;
      if (load.heldMs > 0 && load.stepAt[step]! <= load.heldAt) continue;
      const fault = reportFault(behaviours, profile, load, step);
      if (fault === REPORT_FAULT.missing) continue;
      const at = reportAt(behaviours, profile, load, step, fault);
      const driven = load.heldMs > 0 ? DRIVEN_ON : 0;
      const b = step + version + driven + (fault === REPORT_FAULT.unknownCode ? UNKNOWN_CODE : 0);
      kernel.schedule(this.onReport, at, key, b);
      if (fault !== REPORT_FAULT.repeated) continue;
      const index = stepIndex(load, step);
      const afterMs = drawMs(profile.repeatedAfterMs, streams['report-repeated'], load.luckKey, index);
      kernel.schedule(this.onReport, at + afterMs, key, b);
    }
    // Of two the sooner one delivers: expediting never makes it later.
    kernel.schedule(this.onDeliver, load.deliveredAt, key);
  }

  private report(key: number, b: number): void {
    const load = this.office.loadOf(key);
    if (load === undefined) return;
    const step = b % UNKNOWN_CODE;
    const at = load.stepAt[step]!;
    const expedited = (b & EXPEDITED) !== 0;
    const ahead = load.expeditedAt >= 0 && at > load.expeditedAt;
    const drivenOn = b >= DRIVEN_ON;
    // What lay ahead of a load that is held, or was, is void.
    if (expedited !== ahead || drivenOn !== (load.heldAt >= 0 && at > load.heldAt)) return;
    this.sayMilestone(key, load, step, (b & UNKNOWN_CODE) !== 0);
  }

  private sayMilestone(key: number, load: CarrierLoad, step: number, unknownCode: boolean): void {
    const { behaviours, profile, carrier, kernel, send } = this.office;
    const { route, refusedCode, unknownCodes } = profile.settings.reporting;
    let { milestone, rawCode } = route[step]!;
    let n = profile.eventN[step]!;
    if (milestone === MILESTONE.delivered && everyShipment(behaviours, profile, load, CONDITION.refused)) {
      milestone = MILESTONE.refused;
      rawCode = refusedCode;
      n = milestone;
    }
    const occurredAt = load.stepAt[step]!;
    if ((load.reported & (1 << step)) === 0) {
      load.reported |= 1 << step;
      this.office.loadEvent('milestone', key, load.onward ? n + ONWARD_EVENTS : n, occurredAt, kernel.now);
    }
    if (unknownCode) {
      const { streams } = behaviours;
      const pick = streams['report-code'].integer(load.luckKey, stepIndex(load, step), unknownCodes.length);
      milestone = MILESTONE.unknown;
      rawCode = unknownCodes[pick]!;
    }
    const estimatedAt = unknownCode ? null : estimateOf(behaviours, profile, load, step);
    send('milestoneReported', key, milestone, carrier, { rawCode, occurredAt, estimatedAt });
  }

  private deliver(key: number): void {
    const { office } = this;
    const load = office.loadOf(key);
    if (load === undefined || load.phase !== PHASE.moving) return;
    const { behaviours, profile, kernel, carrier, state } = office;
    // It stood, or stands to come later.
    if (kernel.now < load.deliveredAt) return;
    if (this.cargo !== null) load.exceptions = this.takeOff(load, this.cargo);
    for (const shipment of load.shipments)
      office.shipmentEvent(
        'shipmentDelivered',
        shipment,
        1,
        kernel.now,
        conditionIn(behaviours, profile, load, shipment),
      );
    if (load.allLost) {
      load.phase = PHASE.lost;
      state.ledger.losses += 1;
      office.loadEvent('loadLost', key, 1, carrier, load.tender!.destination);
      this.sayLost(key, load);
      this.freight.nothingToBill(key, load);
      return;
    }
    load.phase = PHASE.delivered;
    state.ledger.deliveries += 1;
    office.loadEvent('loadDelivered', key, 1, carrier, load.tender!.destination);
    const { streams } = behaviours;
    load.podAt = kernel.now + drawMs(profile.podLagMs, streams['pod-ms'], load.luckKey, load.luckN);
    const missingShare = behaviours.proofs.missingShare ?? profile.settings.delivery.podMissingShare;
    const missing = streams['pod-missing'].unit(load.luckKey, load.luckN) < missingShare;
    if (!missing) kernel.schedule(this.onPod, load.podAt, key);
    this.freight.delivered(key, load);
  }

  /** What is counted at the door. @returns null = all is as it was loaded */
  private takeOff(load: CarrierLoad, cargo: Cargo): CarrierLoad['exceptions'] {
    const { behaviours, profile } = this.office;
    const { differences } = behaviours.proofs;
    const found = load.shipments.map((shipment) => {
      const units = cargo.takeOff(shipment);
      const arrives = conditionIn(behaviours, profile, load, shipment) === CONDITION.good;
      if (!arrives || differences === undefined) return NO_EXCEPTIONS;
      const exceptions = exceptionsOf(behaviours, differences, shipment, units);
      for (const { line, kind, units } of exceptions)
        this.office.shipmentEvent('deliveryExcepted', shipment, 1 + line, units, kind);
      return exceptions;
    });
    return found.some(({ length }) => length > 0) ? found : null;
  }

  private sayLost(key: number, load: CarrierLoad): void {
    const { send, carrier, profile } = this.office;
    const rawCode = profile.settings.reporting.lostCode;
    const occurredAt = load.deliveredAt;
    send('milestoneReported', key, MILESTONE.lost, carrier, { rawCode, occurredAt, estimatedAt: null });
  }

  private pod(key: number): void {
    const { behaviours, profile, carrier, send } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined) return;
    const unread = this.isUnread(load);
    const shipments: DeliveredShipment[] = load.shipments.map((shipment, i) => {
      if (unread) return { shipment, condition: UNREAD };
      const condition = conditionIn(behaviours, profile, load, shipment);
      const exceptions = load.exceptions?.[i] ?? NO_EXCEPTIONS;
      return exceptions.length === 0 ? { shipment, condition } : { shipment, condition, exceptions };
    });
    send('podReceived', key, load.deliveredAt, carrier, { shipments });
  }

  /** Each copy is drawn by itself: who keeps asking gets one that can be read. */
  private isUnread(load: CarrierLoad): boolean {
    const { proofs, streams } = this.office.behaviours;
    if (proofs.unreadShare === 0) return false;
    load.proofCopies += 1;
    const index = load.luckN * PROOF_COPIES + Math.min(load.proofCopies, PROOF_COPIES - 1);
    return streams['pod-unread'].unit(load.luckKey, index) < proofs.unreadShare;
  }

  /** Silence is drawn by day of the trip and number of the request: who keeps asking gets an answer. */
  requestStatus({ key, a: asked }: RequestStatus): void {
    const { behaviours, profile, kernel } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined || load.phase < PHASE.dispatched) return;
    const { streams } = behaviours;
    const since = load.departedAt >= 0 ? load.departedAt : load.pickupAt;
    const day = Math.min(Math.max(0, Math.floor((kernel.now - since) / DAY_MS)), 0xffff);
    const index = (load.luckN * 0x10000 + day) * 16 + Math.min(asked, 15);
    if (streams.status.unit(load.luckKey, index) < profile.settings.reporting.statusSilentShare) return;
    const afterMs = drawMs(profile.statusAnswerMs, streams['status-ms'], load.luckKey, index);
    kernel.schedule(this.onStatus, kernel.now + afterMs, key);
  }

  /** The last that should have been said, and the proof of delivery if it is due. */
  private tellStatus(key: number): void {
    const load = this.office.loadOf(key);
    if (load === undefined) return;
    if (load.phase === PHASE.atPickup) this.sayArrived(key, load);
    if (load.phase === PHASE.lost) this.sayLost(key, load);
    if (load.phase === PHASE.atBorder) this.crossing!.sayHeld(key, load);
    if (load.phase !== PHASE.moving && load.phase !== PHASE.delivered && load.phase !== PHASE.held) return;
    const now = load.phase === PHASE.held ? load.heldAt : this.office.kernel.now;
    let last = 0;
    load.stepAt.forEach((at, step) => {
      if (at >= 0 && at <= now && at >= load.stepAt[last]!) last = step;
    });
    this.sayMilestone(key, load, last, false);
    if (load.phase === PHASE.delivered && load.podAt <= now) this.pod(key);
  }

  requestExpedite({ key, a: offeredMinor }: RequestExpedite): void {
    const { behaviours, profile, kernel } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined || load.phase < PHASE.moving) return;
    if (load.expedite === EXPEDITE.none) {
      load.expedite = EXPEDITE.asked;
      load.expediteMinor = offeredMinor;
      const afterMs = drawMs(
        profile.expediteAnswerMs,
        behaviours.streams['expedite-ms'],
        load.luckKey,
        load.luckN,
      );
      kernel.schedule(this.onExpedite, kernel.now + afterMs, key);
    } else if (load.expedite !== EXPEDITE.asked) this.sayExpedite(key, load);
  }

  /** What is left is shortened, unless it has arrived or nobody knows where it is. */
  private expedite(key: number): void {
    const { behaviours, profile, kernel, state } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined) return;
    const { acceptedShare, remainingFactor } = profile.settings.expedite;
    const can = load.phase === PHASE.moving && !load.allLost;
    if (can && behaviours.streams.expedite.unit(load.luckKey, load.luckN) < acceptedShare) {
      const { now } = kernel;
      const sooner = (at: number): number => now + Math.max(1, Math.round((at - now) * remainingFactor));
      load.expedite = EXPEDITE.done;
      load.expeditedAt = now;
      load.stepAt = load.stepAt.map((at) => (at > now ? sooner(at) : at));
      load.deliveredAt = load.deliveredAt > now ? sooner(load.deliveredAt) : load.deliveredAt;
      state.ledger.expedites += 1;
      if (load.borderAt > now) {
        load.borderAt = sooner(load.borderAt);
        this.crossing!.plan(key, load);
      }
      this.schedule(key, load);
    } else load.expedite = EXPEDITE.refused;
    load.expediteAnswer = load.allLost ? load.plannedAt : load.deliveredAt;
    this.sayExpedite(key, load);
  }

  private sayExpedite(key: number, load: CarrierLoad): void {
    this.office.send(
      'expediteAnswered',
      key,
      load.expedite === EXPEDITE.done ? 1 : 0,
      load.expediteAnswer,
      null,
    );
  }
}
