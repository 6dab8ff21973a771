/**
 * TMS's bookings of loads with carriers, on the capacity that is contracted with them (`capacity.ts`).
 *
 * 1. A booking is known by (load, attempt). A repeat of the last attempt changes nothing, and is answered as the first was if
 *    that has been answered; an earlier attempt is not answered; a later one voids what is booked.
 *    One that takes a load on from the carrier booked leaves that booking in force until capacity for it has been taken.
 * 2. Capacity is taken when TMS answers, never before, and given back when the booking is void. What is void before it is
 *    answered is never answered.
 */
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import type { BookLoad, CancelBooking } from '#orchestrator/contracts/tms';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { MockContext } from '../mock-system.ts';
import type { AnswerTimes } from './answer-times.ts';
import { Capacity, NO_CONTRACT, type TakenByWeek, weekOf } from './capacity.ts';
import type { LoadBook } from './load-book.ts';
import { type LoadRecord, NO_RATE, type OnwardBooking } from './load-record.ts';
import type { PaperDesk } from './paper-desk.ts';
import type { TmsSettings } from './settings.ts';
import type { Tariff } from './tariff.ts';

/** What it has TMS do. */
export interface BookingOffice {
  /** TMS books what it has tendered itself: a first booking refused is nobody's news. */
  readonly books: boolean;
  did(what: 'bookings' | 'bookedMinor' | 'refusals' | 'cancellations', by: number): void;
  booked(load: number, carrier: number, fuelShare: number, detention: DetentionTerms): void;
  refused(load: number, carrier: number, attempt: number): void;
  /** Where it `books`: the next one is to be asked. */
  notBooked(load: number, attempt: number): void;
}

/** What it works with, beside the capacity. */
export interface BookingParts {
  readonly loads: LoadBook;
  readonly papers: PaperDesk;
  readonly tariff: Tariff;
  readonly answers: AnswerTimes;
}

export class BookingDesk {
  private readonly kernel: Kernel;
  private readonly log: MockContext['log'];
  private readonly parts: BookingParts;
  private readonly office: BookingOffice;
  private readonly capacity: Capacity;
  private readonly onBooking: HandlerNo;

  constructor(
    { kernel, log }: MockContext,
    settings: Pick<TmsSettings, 'capacity' | 'loadKeptMs'>,
    parts: BookingParts,
    office: BookingOffice,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.parts = parts;
    this.office = office;
    this.capacity = new Capacity(settings.capacity, settings.loadKeptMs);
    this.onBooking = kernel.handler('tms.booking', (load, attempt) => this.decide(load, attempt));
  }

  book(key: number, carrier: number, amountMinor: number, body: BookLoad['body']): void {
    const { rate, detention, pickupAt, attempt } = body;
    const load = this.parts.loads.knownUntilAfter(key, pickupAt);
    if (body.onward && load.booking === 'booked' && attempt > load.attempt) {
      const asked = { attempt, carrier, amountMinor, rate, detention, pickupAt, refused: false };
      this.bookOnward(key, load, asked);
      return;
    }
    if (attempt <= load.attempt) {
      if (attempt === load.attempt) this.answer(key, load);
      return;
    }
    this.makeVoid(key, load);
    load.attempt = attempt;
    load.carrier = carrier;
    load.amountMinor = amountMinor;
    load.rate = rate;
    load.detention = detention;
    load.pickupAt = pickupAt;
    load.booking = 'asked';
    load.week = weekOf(pickupAt);
    load.contract = this.contractOf(carrier, rate);
    this.decideLater(key, attempt);
  }

  /** Also what it has not heard of yet: messages may overtake each other. */
  cancel({ key, b: attempt }: CancelBooking): void {
    this.makeVoidUpTo(key, attempt);
  }

  makeVoidUpTo(key: number, attempt: number): void {
    const load = this.parts.loads.knownUntilAfter(key, this.kernel.now);
    if (attempt < load.attempt) return;
    this.makeVoid(key, load);
    load.attempt = attempt;
  }

  /** Loads that a carrier takes on a lane in the week of an instant, of those contracted. */
  takenOf(carrier: number, origin: number, region: number, at: number): number {
    const contract = this.capacity.contractOf(carrier, origin, region);
    return this.capacity.takenOf(contract, weekOf(at));
  }

  /** Loads taken of each contract. */
  save(): TakenByWeek {
    return this.capacity.save();
  }

  load(taken: TakenByWeek): void {
    this.capacity.load(taken);
  }

  private decideLater(key: number, attempt: number): void {
    const at = this.kernel.now + this.parts.answers.ofLoad(key, attempt);
    this.kernel.schedule(this.onBooking, at, key, attempt);
  }

  private decide(key: number, attempt: number): void {
    const load = this.parts.loads.get(key);
    if (load === undefined) return;
    const { onward } = load;
    if (onward !== null && onward.attempt === attempt && load.booking === 'booked') {
      this.decideOnward(key, load, onward);
      return;
    }
    if (load.attempt !== attempt || load.booking !== 'asked') return;
    const taken = this.capacity.take(load.contract, load.week, this.kernel.now);
    load.booking = taken ? 'booked' : 'refused';
    if (taken) this.noteBooked(key, load);
    else this.noteRefused(key, load);
    if (!taken && this.office.books) this.office.notBooked(key, attempt);
    this.answer(key, load);
  }

  /** The booking that it has stands until this one is decided. */
  private bookOnward(key: number, load: LoadRecord, asked: OnwardBooking): void {
    const known = load.onward;
    const { attempt } = asked;
    if (known !== null && attempt <= known.attempt) {
      if (attempt === known.attempt && known.refused) this.office.refused(key, known.carrier, attempt);
      return;
    }
    load.onward = asked;
    this.decideLater(key, attempt);
  }

  private decideOnward(key: number, load: LoadRecord, asked: OnwardBooking): void {
    const { attempt, carrier, amountMinor, rate, detention, pickupAt } = asked;
    const contract = this.contractOf(carrier, rate);
    const week = weekOf(pickupAt);
    if (!this.capacity.take(contract, week, this.kernel.now)) {
      load.onward = { ...asked, refused: true };
      this.noteRefused(key, asked);
      this.office.refused(key, carrier, attempt);
      return;
    }
    this.makeVoid(key, load);
    Object.assign(load, { attempt, carrier, amountMinor, rate, detention, pickupAt, contract, week });
    load.onward = null;
    load.booking = 'booked';
    this.noteBooked(key, load);
    this.answer(key, load);
  }

  private noteBooked(key: number, { attempt, carrier, amountMinor, pickupAt, rate }: LoadRecord): void {
    this.office.did('bookings', 1);
    this.office.did('bookedMinor', amountMinor);
    this.log.business('loadBooked', 'TMS', 'load', key, attempt, carrier, amountMinor);
    this.log.business('pickupPlanned', 'TMS', 'load', key, attempt, pickupAt, rate);
  }

  private noteRefused(key: number, { attempt, carrier, amountMinor }: Omit<OnwardBooking, 'refused'>): void {
    this.office.did('refusals', 1);
    this.log.business('bookingRefused', 'TMS', 'load', key, attempt, carrier, amountMinor);
  }

  private contractOf(carrier: number, rate: number): number {
    if (rate === NO_RATE) return NO_CONTRACT;
    const { tariff } = this.parts;
    const line = tariff.lineOf(rate);
    return this.capacity.contractOf(carrier, line.origin, tariff.regionOfLine(line));
  }

  private answer(key: number, { booking, carrier, attempt, pickupAt, detention }: LoadRecord): void {
    if (booking === 'booked')
      this.office.booked(key, carrier, this.parts.tariff.fuelShareAt(pickupAt), detention);
    else if (booking === 'refused' && !this.office.books) this.office.refused(key, carrier, attempt);
  }

  /** Gives back what the load has taken. */
  private makeVoid(key: number, load: LoadRecord): void {
    if (load.booking === 'booked') {
      this.capacity.giveBack(load.contract, load.week);
      this.office.did('cancellations', 1);
      const { attempt, carrier, amountMinor } = load;
      this.log.business('bookingCancelled', 'TMS', 'load', key, attempt, carrier, amountMinor);
    }
    load.booking = 'void';
    this.parts.papers.makeVoid(load);
  }
}
