/**
 * TMS: owns rates, contracts, the routing guide, contracted capacity and the trade documents of a load.
 *
 * 1. A rating is a question: it changes nothing, and asked again it is answered again.
 * 2. A booking is known by (load, attempt). A repeat of the last attempt changes nothing, and is answered as the first was if
 *    that has been answered; an earlier attempt is not answered; a later one voids what is booked.
 *    One that takes a load on from the carrier booked leaves that booking in force until capacity for it has been taken.
 * 3. Capacity and licences are taken when TMS answers, never before, and given back when the booking is void. What is
 *    void before it is answered is never answered.
 * 4. Papers are prepared or refused once a booking; without one they take the load to cross a border.
 * 5. Where it consolidates it plans loads of what is announced, in runs (`load-planner.ts`).
 * 6. Where it keeps the appointments of trucks at the docks, it gives slots of them (`appointment-book.ts`).
 * 7. Where it tenders, and where it books what was accepted (`tender-desk.ts`), a booking refused is nobody's news: the next is asked.
 */
import { TMS } from '#orchestrator/contracts/partners';
import type {
  AmendDocuments,
  BookLoad,
  CancelBooking,
  PrepareDocuments,
  RatingRequest,
  ReportMilestone,
  RequestRating,
} from '#orchestrator/contracts/tms';
import type { HandlerNo } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { TenderLine } from '../tender-line.ts';
import { AnswerTimes } from './answer-times.ts';
import { AppointmentBook, type SavedAppointments } from './appointment-book.ts';
import { Capacity, NO_CONTRACT, type TakenByWeek, weekOf } from './capacity.ts';
import { LoadPlanner, type SavedPlans } from './load-planner.ts';
import { copyLoad, type LoadRecord, NO_RATE, newLoad, type OnwardBooking } from './load-record.ts';
import type { TmsSettings } from './settings.ts';
import { noTmsEffects, type TmsLedger, type TmsSideEffects } from './side-effects.ts';
import { Tariff } from './tariff.ts';
import { type SavedTenders, TenderDesk } from './tender-desk.ts';
import type { TenderRecord } from './tender-record.ts';
import { type LicenceUse, TradeRules } from './trade-rules.ts';

interface TmsState {
  readonly loads: SavedRecords<LoadRecord>;
  /** Loads taken of each contract, by week. */
  readonly taken: TakenByWeek;
  /** Units left of each licence. */
  readonly licencesLeft: readonly number[];
  readonly effects: TmsSideEffects;
  /** null where it does not tender. */
  readonly tenders: SavedTenders | null;
  /** null where it does not plan loads. */
  readonly plans: SavedPlans | null;
  /** null where it keeps no appointments. */
  readonly appointments: SavedAppointments | null;
}

interface Answers {
  readonly orderRating: AnswerTimes;
  readonly loadRating: AnswerTimes;
  readonly booking: AnswerTimes;
  readonly documents: AnswerTimes;
}

export class TmsSystem extends MockSystem<TmsState> {
  private readonly loads = new LentRecords<LoadRecord>(copyLoad);
  private effects: TmsLedger = noTmsEffects();
  private readonly settings: TmsSettings;
  private readonly tariff: Tariff;
  private readonly capacity: Capacity;
  private readonly rules: TradeRules;
  private readonly answers: Answers;
  private readonly onOrderRated: HandlerNo;
  private readonly onLoadRated: HandlerNo;
  private readonly onBooking: HandlerNo;
  private readonly onDocuments: HandlerNo;
  private readonly onForget: HandlerNo;
  private readonly desk: TenderDesk | null;
  private readonly books: boolean;
  private readonly planner: LoadPlanner | null;
  private readonly appointments: AppointmentBook | null;

  /**
   * @param keyOf what the draws of an order are keyed by, uint32
   * @param line on which it tenders; null = it does not
   */
  constructor(
    context: MockContext,
    random: Random,
    settings: TmsSettings,
    keyOf: (order: number) => number,
    line: TenderLine | null = null,
  ) {
    super(context, TMS, 'TMS');
    const { kernel } = this;
    this.settings = settings;
    this.tariff = new Tariff(settings);
    this.capacity = new Capacity(settings.capacity, settings.loadKeptMs);
    this.rules = new TradeRules(settings.trade);
    this.answers = {
      orderRating: new AnswerTimes(random, 'tms/order-rating', settings.ratingAnswerMs, keyOf),
      loadRating: new AnswerTimes(random, 'tms/load-rating', settings.ratingAnswerMs, keyOf),
      booking: new AnswerTimes(random, 'tms/booking', settings.bookingAnswerMs, keyOf),
      documents: new AnswerTimes(random, 'tms/documents', settings.documentsAnswerMs, keyOf),
    };
    this.onOrderRated = kernel.handler('tms.orderRated', (order, attempt, request) => {
      const ratings = this.tariff.rateOrder(request as RatingRequest);
      this.effects.ratings += 1;
      this.send('orderRated', order, attempt, 0, { ratings });
    });
    this.onLoadRated = kernel.handler('tms.loadRated', (load, attempt, request) => {
      const ratings = this.tariff.rateLoad(request as RatingRequest);
      this.effects.ratings += 1;
      this.send('loadRated', load, attempt, 0, { ratings });
    });
    this.onBooking = kernel.handler('tms.booking', (load, attempt) => this.decideBooking(load, attempt));
    this.onDocuments = kernel.handler('tms.documents', (load, attempt, message) =>
      this.judge(load, attempt, message as PrepareDocuments),
    );
    this.onForget = kernel.handler('tms.forget', (load) => this.forget(load));
    this.on('requestRating', (message) => this.rate(message));
    this.on('bookLoad', (message) => this.book(message));
    this.on('cancelBooking', (message) => this.cancel(message));
    this.on('prepareDocuments', (message) => this.prepare(message));
    this.on('amendDocuments', (message) => this.amend(message));
    this.on('reportMilestone', (message) => this.noteMilestone(message));
    this.desk = line === null ? null : this.deskOn(line, context, settings);
    this.books = settings.tendering?.books ?? false;
    this.planner = settings.consolidation === undefined ? null : this.plannerBy(settings, context);
    this.appointments =
      settings.appointments === undefined ? null : this.bookBy(settings, context, random, keyOf);
  }

  private deskOn(line: TenderLine, context: MockContext, settings: TmsSettings): TenderDesk {
    const { tendering, loadKeptMs } = settings;
    const desk = new TenderDesk(context, tendering!, loadKeptMs, this.tariff, line, {
      assigned: (load, tender) => this.assigned(load, tender),
      notFound: (load, { attempt, round }) => this.send('noCarrierFound', load, attempt, round, null),
      makeVoid: (load, attempt) => this.makeVoidUpTo(load, attempt),
    });
    this.on('placeLoad', (message) => desk.place(message));
    this.on('withdrawLoad', (message) => desk.withdraw(message));
    return desk;
  }

  private plannerBy({ consolidation, loadKeptMs }: TmsSettings, context: MockContext): LoadPlanner {
    const planner = new LoadPlanner(context, consolidation!, loadKeptMs, {
      planned: () => {
        this.effects.plans += 1;
      },
      tell: (lane, load, cutoff, shipments) => this.send('loadPlanned', lane, load, cutoff, { shipments }),
    });
    this.on('announceShipment', (message) => planner.announce(message));
    this.on('withdrawShipment', (message) => planner.withdraw(message));
    return planner;
  }

  private bookBy(
    { appointments, loadKeptMs }: TmsSettings,
    context: MockContext,
    random: Random,
    keyOf: (order: number) => number,
  ): AppointmentBook {
    const answers = new AnswerTimes(random, 'tms/appointment', appointments!.answerMs, keyOf);
    const book = new AppointmentBook(context, appointments!, loadKeptMs, answers, {
      did: (what) => {
        this.effects[what] += 1;
      },
      confirm: (load, request, node, fromAt, untilAt) =>
        this.send('appointmentConfirmed', load, request, node, { fromAt, untilAt }),
      refuse: (load, request, node) => this.send('appointmentRefused', load, request, node, null),
    });
    this.on('requestAppointment', (message) => book.request(message));
    this.on('cancelAppointment', (message) => book.cancel(message));
    return book;
  }

  /** A carrier takes it. Where TMS books, it does so at once. */
  private assigned(
    load: number,
    { attempt, carrier, agreedMinor, detention, pickupAt, rating }: TenderRecord,
  ): void {
    this.send('carrierAssigned', load, attempt, carrier, {
      rating: rating!,
      agreedMinor,
      detention,
      pickupAt,
    });
    if (!this.books) return;
    const { rate } = rating!;
    this.bookFor(load, carrier, agreedMinor, { rate, detention, pickupAt, attempt, onward: false });
  }

  /** What it has done in the whole run, by its own count. */
  get sideEffects(): TmsSideEffects {
    return this.effects;
  }

  /** Loads that it has not forgotten. */
  get openLoads(): number {
    return this.loads.size;
  }

  /** Loads that a carrier takes on a lane in the week of an instant, of those contracted. */
  takenOf(carrier: number, origin: number, region: number, at: number): number {
    const contract = this.capacity.contractOf(carrier, origin, region);
    return this.capacity.takenOf(contract, weekOf(at));
  }

  /** Trucks that it expects in the slot of a node that begins then. */
  expectedIn(node: number, slotAt: number): number {
    return this.appointments?.takenOf(node, slotAt) ?? 0;
  }

  /** Units left of a licence. @param index of it in the settings */
  licenceLeft(index: number): number {
    return this.rules.left[index]!;
  }

  /** The last milestone that TMS was told of a load, and the estimate of delivery with it; null = it does not know the load. */
  whereabouts(load: number): { readonly milestone: number; readonly estimatedAt: number } | null {
    const known = this.loads.get(load);
    return known === undefined ? null : { milestone: known.milestone, estimatedAt: known.estimatedAt };
  }

  private rate({ key, a: attempt, b: isLoad, body }: RequestRating): void {
    const { orderRating, loadRating } = this.answers;
    const { now } = this.kernel;
    if (isLoad === 1)
      this.kernel.schedule(this.onLoadRated, now + loadRating.ofLoad(key, attempt), key, attempt, body);
    else this.kernel.schedule(this.onOrderRated, now + orderRating.ofOrder(key, attempt), key, attempt, body);
  }

  private book({ key, a: carrier, b: amountMinor, body }: BookLoad): void {
    this.bookFor(key, carrier, amountMinor, body);
  }

  private bookFor(key: number, carrier: number, amountMinor: number, body: BookLoad['body']): void {
    const { rate, detention, pickupAt, attempt } = body;
    const load = this.loadOf(key, pickupAt);
    if (body.onward && load.booking === 'booked' && attempt > load.attempt) {
      const asked = { attempt, carrier, amountMinor, rate, detention, pickupAt, refused: false };
      this.bookOnward(key, load, asked);
      return;
    }
    if (attempt <= load.attempt) {
      if (attempt === load.attempt) this.answerBooking(key, load);
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
    const at = this.kernel.now + this.answers.booking.ofLoad(key, attempt);
    this.kernel.schedule(this.onBooking, at, key, attempt);
  }

  /** The booking that it has stands until this one is decided. */
  private bookOnward(key: number, load: LoadRecord, asked: OnwardBooking): void {
    const known = load.onward;
    const { attempt } = asked;
    if (known !== null && attempt <= known.attempt) {
      if (attempt === known.attempt && known.refused)
        this.send('bookingRefused', key, known.carrier, attempt, null);
      return;
    }
    load.onward = asked;
    const at = this.kernel.now + this.answers.booking.ofLoad(key, attempt);
    this.kernel.schedule(this.onBooking, at, key, attempt);
  }

  private decideOnward(key: number, load: LoadRecord, asked: OnwardBooking): void {
    const { attempt, carrier, amountMinor, rate, detention, pickupAt } = asked;
    const contract = this.contractOf(carrier, rate);
    const week = weekOf(pickupAt);
    if (!this.capacity.take(contract, week, this.kernel.now)) {
      load.onward = { ...asked, refused: true };
      this.noteRefused(key, asked);
      this.send('bookingRefused', key, carrier, attempt, null);
      return;
    }
    this.makeVoid(key, load);
    Object.assign(load, { attempt, carrier, amountMinor, rate, detention, pickupAt, contract, week });
    load.onward = null;
    load.booking = 'booked';
    this.noteBooked(key, load);
    this.answerBooking(key, load);
  }

  private noteBooked(key: number, { attempt, carrier, amountMinor, pickupAt, rate }: LoadRecord): void {
    this.effects.bookings += 1;
    this.effects.bookedMinor += amountMinor;
    this.log.business('loadBooked', 'TMS', 'load', key, attempt, carrier, amountMinor);
    this.log.business('pickupPlanned', 'TMS', 'load', key, attempt, pickupAt, rate);
  }

  private noteRefused(key: number, { attempt, carrier, amountMinor }: Omit<OnwardBooking, 'refused'>): void {
    this.effects.refusals += 1;
    this.log.business('bookingRefused', 'TMS', 'load', key, attempt, carrier, amountMinor);
  }

  private contractOf(carrier: number, rate: number): number {
    if (rate === NO_RATE) return NO_CONTRACT;
    const line = this.tariff.lineOf(rate);
    return this.capacity.contractOf(carrier, line.origin, this.tariff.regionOfLine(line));
  }

  private decideBooking(key: number, attempt: number): void {
    const load = this.loads.get(key);
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
    // Who books by itself asks the next one itself.
    if (!taken && this.books) this.desk!.notBooked(key, attempt);
    this.answerBooking(key, load);
  }

  private answerBooking(key: number, { booking, carrier, attempt, pickupAt, detention }: LoadRecord): void {
    // A booking's number is the load's: nothing is counted.
    if (booking === 'booked')
      this.send('loadBooked', key, carrier, key, { fuelShare: this.tariff.fuelShareAt(pickupAt), detention });
    else if (booking === 'refused' && !this.books) this.send('bookingRefused', key, carrier, attempt, null);
  }

  /** Also what it has not heard of yet: messages may overtake each other. */
  private cancel({ key, b: attempt }: CancelBooking): void {
    this.makeVoidUpTo(key, attempt);
  }

  private makeVoidUpTo(key: number, attempt: number): void {
    const load = this.loadOf(key, this.kernel.now);
    if (attempt < load.attempt) return;
    this.makeVoid(key, load);
    load.attempt = attempt;
  }

  /** Gives back what the load has taken. */
  private makeVoid(key: number, load: LoadRecord): void {
    if (load.booking === 'booked') {
      this.capacity.giveBack(load.contract, load.week);
      this.effects.cancellations += 1;
      const { attempt, carrier, amountMinor } = load;
      this.log.business('bookingCancelled', 'TMS', 'load', key, attempt, carrier, amountMinor);
    }
    load.booking = 'void';
    this.rules.giveBack(load.licences);
    load.licences = [];
    load.papers = 'none';
  }

  private prepare(message: PrepareDocuments): void {
    const { key } = message;
    const load = this.loadOf(key, this.kernel.now);
    if (load.booking === 'void' || load.papers === 'asked') return;
    // Once refused, it may be asked again: for what is left of the load.
    if (load.papers === 'prepared') {
      this.answerDocuments(key, load);
      return;
    }
    load.papers = 'asked';
    const at = this.kernel.now + this.answers.documents.ofLoad(key, load.attempt);
    this.kernel.schedule(this.onDocuments, at, key, load.attempt, message);
  }

  private judge(key: number, attempt: number, message: PrepareDocuments): void {
    const load = this.loads.get(key);
    if (load === undefined || load.attempt !== attempt || load.papers !== 'asked') return;
    const { refusal, fault, uses, unitsLeft } = this.rules.judge(message, this.originCountry(load));
    const granted = refusal === 0;
    load.papers = granted ? 'prepared' : 'refused';
    load.judged += 1;
    if (granted) this.effects.documents += 1;
    else this.effects.documentsRefused += 1;
    load.licences = uses;
    // A declaration's number is the load's: nothing is counted.
    load.papersA = granted ? key : fault;
    load.papersB = granted ? (uses.length === 0 ? 0 : this.rules.licenceNo(uses[0]!)) : refusal;
    load.unitsLeft = unitsLeft;
    const event = granted ? 'documentsPrepared' : 'documentsRefused';
    // After a no-show the load is booked again, and needs papers again; so does what is left after a refusal.
    const n = granted ? Math.max(1, attempt) : load.judged;
    this.log.business(event, 'TMS', 'load', key, n, load.papersA, load.papersB);
    this.answerDocuments(key, load);
  }

  /** Less has left than the papers say. No answer. */
  private amend({ key, b: carrier, body }: AmendDocuments): void {
    const load = this.loads.get(key);
    if (load === undefined || load.papers !== 'prepared') return;
    const usedBefore = unitsOf(load.licences);
    load.licences = this.rules.keepOnly(load.licences, body);
    const back = usedBefore - unitsOf(load.licences);
    if (back > 0) this.log.business('documentsAmended', 'TMS', 'load', key, 1, back, carrier);
  }

  private originCountry({ rate }: LoadRecord): number | null {
    if (rate === NO_RATE) return null;
    return this.settings.trade.countryOf[this.tariff.lineOf(rate).origin] ?? null;
  }

  private answerDocuments(key: number, { papers, papersA, papersB, unitsLeft }: LoadRecord): void {
    if (papers === 'prepared') this.send('documentsPrepared', key, papersA, papersB, null);
    else this.send('documentsRefused', key, papersA, papersB, { unitsLeft });
  }

  /** For whoever looks a load up; nothing that TMS does later depends on it. */
  private noteMilestone({ key, a: milestone, body }: ReportMilestone): void {
    const load = this.loads.get(key);
    if (load === undefined || body.occurredAt < load.milestoneAt) return;
    load.milestone = milestone;
    load.milestoneAt = body.occurredAt;
    load.estimatedAt = body.estimatedAt;
  }

  /** The load, known for some time after `at` from now on. */
  private loadOf(key: number, at: number): LoadRecord {
    const { now } = this.kernel;
    const forgetAt = Math.max(now, at) + this.settings.loadKeptMs;
    const known = this.loads.get(key);
    if (known !== undefined) {
      known.forgetAt = Math.max(known.forgetAt, forgetAt);
      return known;
    }
    const load = newLoad();
    load.forgetAt = forgetAt;
    this.loads.set(key, load);
    this.kernel.schedule(this.onForget, forgetAt, key);
    return load;
  }

  private forget(key: number): void {
    const { forgetAt } = this.loads.get(key)!;
    if (this.kernel.now < forgetAt) this.kernel.schedule(this.onForget, forgetAt, key);
    else this.loads.delete(key);
  }

  protected saveState(): TmsState {
    return {
      loads: this.loads.save(),
      taken: this.capacity.save(),
      licencesLeft: this.rules.left.slice(),
      effects: { ...this.effects },
      tenders: this.desk?.save() ?? null,
      plans: this.planner?.save() ?? null,
      appointments: this.appointments?.save() ?? null,
    };
  }

  protected loadState(saved: TmsState): void {
    this.loads.load(saved.loads);
    this.capacity.load(saved.taken);
    this.rules.left = saved.licencesLeft.slice();
    this.effects = { ...saved.effects };
    if (saved.tenders !== null) this.desk?.load(saved.tenders);
    if (saved.plans !== null) this.planner?.load(saved.plans);
    if (saved.appointments !== null) this.appointments?.load(saved.appointments);
  }
}

function unitsOf(uses: readonly LicenceUse[]): number {
  return uses.reduce((sum, { units }) => sum + units, 0);
}
