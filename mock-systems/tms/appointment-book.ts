/**
 * TMS's book of appointments at the outbound docks, where it keeps one: which truck comes in which slot.
 *
 * 1. No more appointments stand in a slot of a node than it has doors.
 * 2. Of a load one request counts, the last: a later one gives back what an earlier one was given, the same again is answered as the first
 *    was, and a cancellation makes void all up to its own, also what it has not heard of yet.
 * 3. A request is decided when it is answered, never before: the slot asked for, else the next that is free. What is void by then is never
 *    answered. Where nothing is free as far as the book is open, it is refused.
 * 4. Memory: the slots that are taken and not over, and a record each load until some time after its slot.
 */
import type { CancelAppointment, RequestAppointment } from '#orchestrator/contracts/tms';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { MockContext } from '../mock-system.ts';
import type { AnswerTimes } from './answer-times.ts';
import { slotFrom } from './dock-slots.ts';
import type { AppointmentSettings } from './settings.ts';

/** What it has TMS do. */
export interface AppointmentOffice {
  /** Once each. */
  did(what: 'appointments' | 'appointmentsRefused' | 'appointmentsReleased'): void;
  confirm(load: number, request: number, node: number, fromAt: number, untilAt: number): void;
  refuse(load: number, request: number, node: number): void;
}

interface Requested {
  request: number;
  node: number;
  fromAt: number;
  leftMs: number;
  stage: 'asked' | 'confirmed' | 'refused' | 'void';
  /** Where its slot begins, once it is confirmed. */
  slotAt: number;
  forgetAt: number;
}

/** Of a node: how many appointments stand in the slot that begins then. */
type Taken = Map<number, number>;

export interface SavedAppointments {
  readonly requests: SavedRecords<Requested>;
  readonly taken: readonly (readonly (readonly [slotAt: number, trucks: number])[])[];
}

export class AppointmentBook {
  private readonly kernel: Kernel;
  private readonly log: MockContext['log'];
  private readonly settings: AppointmentSettings;
  private readonly keptMs: number;
  private readonly answers: AnswerTimes;
  private readonly office: AppointmentOffice;
  private readonly requests = new LentRecords<Requested>((each) => ({ ...each }));
  private taken: Taken[];
  private readonly onDecide: HandlerNo;
  private readonly onForget: HandlerNo;

  constructor(
    { kernel, log }: MockContext,
    settings: AppointmentSettings,
    keptMs: number,
    answers: AnswerTimes,
    office: AppointmentOffice,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.keptMs = keptMs;
    this.answers = answers;
    this.office = office;
    this.taken = settings.docks.map(() => new Map());
    this.onDecide = kernel.handler('tms.appointment', (load, request) => this.decide(load, request));
    this.onForget = kernel.handler('tms.forgetAppointment', (load) => this.forget(load));
  }

  request({ key, a: request, body }: RequestAppointment): void {
    const known = this.recordOf(key);
    if (request < known.request) return;
    if (request === known.request) {
      this.answer(key, known);
      return;
    }
    this.giveBack(key, known);
    const { node, fromAt, leftMs } = body;
    Object.assign(known, { request, node, fromAt, leftMs, stage: 'asked' });
    const at = this.kernel.now + this.answers.ofLoad(key, request);
    this.kernel.schedule(this.onDecide, at, key, request);
  }

  cancel({ key, a: request }: CancelAppointment): void {
    const known = this.recordOf(key);
    if (request < known.request) return;
    this.giveBack(key, known);
    known.request = request;
    known.stage = 'void';
  }

  /** Trucks expected in the slot of a node that begins then. */
  takenOf(node: number, slotAt: number): number {
    return this.taken[node]!.get(slotAt) ?? 0;
  }

  save(): SavedAppointments {
    return { requests: this.requests.save(), taken: this.taken.map((each) => [...each]) };
  }

  load({ requests, taken }: SavedAppointments): void {
    this.requests.load(requests);
    this.taken = taken.map((each) => new Map(each));
  }

  private decide(key: number, request: number): void {
    const known = this.requests.get(key);
    if (known === undefined || known.request !== request || known.stage !== 'asked') return;
    const { node, fromAt, leftMs } = known;
    const slotAt = this.firstFree(node, fromAt, leftMs);
    if (slotAt === null) {
      known.stage = 'refused';
      this.office.did('appointmentsRefused');
      this.log.business('pickupSlotRefused', 'TMS', 'load', key, request, fromAt, node);
    } else {
      this.take(node, slotAt);
      known.stage = 'confirmed';
      known.slotAt = slotAt;
      known.forgetAt = Math.max(known.forgetAt, slotAt + this.keptMs);
      this.office.did('appointments');
      this.log.business('pickupSlotConfirmed', 'TMS', 'load', key, request, slotAt, node);
    }
    this.answer(key, known);
  }

  /** From when it is wanted on, as far as the book is open. */
  private firstFree(node: number, fromAt: number, leftMs: number): number | null {
    const { slotMs, aheadMs, docks } = this.settings;
    const { doors, open } = docks[node]!;
    const { now } = this.kernel;
    let at = slotFrom({ open, slotMs }, Math.max(fromAt, now), leftMs);
    while (at <= now + aheadMs && this.takenOf(node, at) >= doors)
      at = slotFrom({ open, slotMs }, at + 1, leftMs);
    return at <= now + aheadMs ? at : null;
  }

  /** What is over by now is forgotten. */
  private take(node: number, slotAt: number): void {
    const taken = this.taken[node]!;
    for (const at of taken.keys()) if (at + this.settings.slotMs <= this.kernel.now) taken.delete(at);
    taken.set(slotAt, (taken.get(slotAt) ?? 0) + 1);
  }

  private giveBack(key: number, known: Requested): void {
    const { stage, node, slotAt, request } = known;
    if (stage !== 'confirmed') return;
    const trucks = this.takenOf(node, slotAt);
    if (trucks > 1) this.taken[node]!.set(slotAt, trucks - 1);
    else this.taken[node]!.delete(slotAt);
    this.office.did('appointmentsReleased');
    this.log.business('pickupSlotReleased', 'TMS', 'load', key, request, slotAt, node);
  }

  /** Nothing as long as it is not decided, and of what is void. */
  private answer(key: number, { request, node, stage, slotAt }: Requested): void {
    if (stage === 'confirmed') this.office.confirm(key, request, node, slotAt, slotAt + this.settings.slotMs);
    else if (stage === 'refused') this.office.refuse(key, request, node);
  }

  /** The load's, known for some time after the last that was said of it, and after its slot. */
  private recordOf(load: number): Requested {
    const forgetAt = this.kernel.now + this.keptMs;
    const known = this.requests.get(load);
    if (known !== undefined) {
      known.forgetAt = Math.max(known.forgetAt, forgetAt);
      return known;
    }
    const made: Requested = {
      request: 0,
      node: -1,
      fromAt: 0,
      leftMs: 0,
      stage: 'void',
      slotAt: 0,
      forgetAt,
    };
    this.requests.set(load, made);
    this.kernel.schedule(this.onForget, forgetAt, load);
    return made;
  }

  private forget(load: number): void {
    const { forgetAt } = this.requests.get(load)!;
    if (this.kernel.now < forgetAt) this.kernel.schedule(this.onForget, forgetAt, load);
    else this.requests.delete(load);
  }
}
