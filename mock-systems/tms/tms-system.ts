/**
 * TMS: owns rates, contracts, the routing guide, contracted capacity and the trade documents of a load.
 *
 * 1. A rating is a question: it changes nothing, and asked again it is answered again.
 * 2. A load is booked on contracted capacity (`booking-desk.ts`); papers take it across a border (`paper-desk.ts`).
 * 3. Capacity and licences are taken when TMS answers, never before, and given back when the booking is void. What is
 *    void before it is answered is never answered.
 * 4. Where it consolidates it plans loads of what is announced, in runs (`load-planner.ts`).
 * 5. Where it keeps the appointments of trucks at the docks, it gives slots of them (`appointment-book.ts`).
 * 6. Where it tenders, and where it books what was accepted (`tender-desk.ts`), a booking refused is nobody's news: the next is asked.
 */
import { TMS } from '#orchestrator/contracts/partners';
import type { RatingRequest, ReportMilestone, RequestRating } from '#orchestrator/contracts/tms';
import type { HandlerNo } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { TenderLine } from '../tender-line.ts';
import { AnswerTimes } from './answer-times.ts';
import { AppointmentBook, type SavedAppointments } from './appointment-book.ts';
import { BookingDesk } from './booking-desk.ts';
import type { TakenByWeek } from './capacity.ts';
import { LoadBook, type SavedLoads } from './load-book.ts';
import { LoadPlanner, type SavedPlans } from './load-planner.ts';
import { PaperDesk } from './paper-desk.ts';
import type { TmsSettings } from './settings.ts';
import { noTmsEffects, type TmsLedger, type TmsSideEffects } from './side-effects.ts';
import { Tariff } from './tariff.ts';
import { type SavedTenders, TenderDesk } from './tender-desk.ts';
import type { TenderRecord } from './tender-record.ts';

interface TmsState {
  readonly loads: SavedLoads;
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

/** How long ratings take. */
interface RatingTimes {
  readonly order: AnswerTimes;
  readonly load: AnswerTimes;
}

export class TmsSystem extends MockSystem<TmsState> {
  private readonly loads: LoadBook;
  private effects: TmsLedger = noTmsEffects();
  private readonly tariff: Tariff;
  private readonly papers: PaperDesk;
  private readonly bookings: BookingDesk;
  private readonly ratingTimes: RatingTimes;
  private readonly onOrderRated: HandlerNo;
  private readonly onLoadRated: HandlerNo;
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
    this.tariff = new Tariff(settings);
    this.loads = new LoadBook(kernel, settings.loadKeptMs);
    this.books = settings.tendering?.books ?? false;
    const times = (what: string, answerMs: TmsSettings['ratingAnswerMs']): AnswerTimes =>
      new AnswerTimes(random, `tms/${what}`, answerMs, keyOf);
    this.ratingTimes = {
      order: times('order-rating', settings.ratingAnswerMs),
      load: times('load-rating', settings.ratingAnswerMs),
    };
    this.papers = this.papersBy(settings, context, times('documents', settings.documentsAnswerMs));
    this.bookings = this.bookingsBy(settings, context, times('booking', settings.bookingAnswerMs));
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
    this.on('requestRating', (message) => this.rate(message));
    this.on('bookLoad', ({ key, a, b, body }) => this.bookings.book(key, a, b, body));
    this.on('cancelBooking', (message) => this.bookings.cancel(message));
    this.on('prepareDocuments', (message) => this.papers.prepare(message));
    this.on('amendDocuments', (message) => this.papers.amend(message));
    this.on('reportMilestone', (message) => this.noteMilestone(message));
    this.desk = line === null ? null : this.deskOn(line, context, settings);
    this.planner = settings.consolidation === undefined ? null : this.plannerBy(settings, context);
    this.appointments =
      settings.appointments === undefined ? null : this.bookBy(settings, context, random, keyOf);
  }

  private papersBy({ trade }: TmsSettings, context: MockContext, answers: AnswerTimes): PaperDesk {
    return new PaperDesk(context, trade, this.loads, this.tariff, answers, {
      did: (what) => {
        this.effects[what] += 1;
      },
      prepared: (load, declaration, licence) =>
        this.send('documentsPrepared', load, declaration, licence, null),
      refused: (load, fault, refusal, unitsLeft) =>
        this.send('documentsRefused', load, fault, refusal, { unitsLeft }),
    });
  }

  private bookingsBy(settings: TmsSettings, context: MockContext, answers: AnswerTimes): BookingDesk {
    const { loads, papers, tariff, books } = this;
    return new BookingDesk(
      context,
      settings,
      { loads, papers, tariff, answers },
      {
        books,
        did: (what, by) => {
          this.effects[what] += by;
        },
        // A booking's number is the load's: nothing is counted.
        booked: (load, carrier, fuelShare, detention) =>
          this.send('loadBooked', load, carrier, load, { fuelShare, detention }),
        refused: (load, carrier, attempt) => this.send('bookingRefused', load, carrier, attempt, null),
        notBooked: (load, attempt) => this.desk!.notBooked(load, attempt),
      },
    );
  }

  private deskOn(line: TenderLine, context: MockContext, settings: TmsSettings): TenderDesk {
    const { tendering, loadKeptMs } = settings;
    const desk = new TenderDesk(context, tendering!, loadKeptMs, this.tariff, line, {
      assigned: (load, tender) => this.assigned(load, tender),
      notFound: (load, { attempt, round }) => this.send('noCarrierFound', load, attempt, round, null),
      makeVoid: (load, attempt) => this.bookings.makeVoidUpTo(load, attempt),
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
    this.bookings.book(load, carrier, agreedMinor, { rate, detention, pickupAt, attempt, onward: false });
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
    return this.bookings.takenOf(carrier, origin, region, at);
  }

  /** Trucks that it expects in the slot of a node that begins then. */
  expectedIn(node: number, slotAt: number): number {
    return this.appointments?.takenOf(node, slotAt) ?? 0;
  }

  /** Units left of a licence. @param index of it in the settings */
  licenceLeft(index: number): number {
    return this.papers.licenceLeft(index);
  }

  /** The last milestone that TMS was told of a load, and the estimate of delivery with it; null = it does not know the load. */
  whereabouts(load: number): { readonly milestone: number; readonly estimatedAt: number } | null {
    const known = this.loads.get(load);
    return known === undefined ? null : { milestone: known.milestone, estimatedAt: known.estimatedAt };
  }

  private rate({ key, a: attempt, b: isLoad, body }: RequestRating): void {
    const { order: orderTimes, load: loadTimes } = this.ratingTimes;
    const { now } = this.kernel;
    if (isLoad === 1)
      this.kernel.schedule(this.onLoadRated, now + loadTimes.ofLoad(key, attempt), key, attempt, body);
    else this.kernel.schedule(this.onOrderRated, now + orderTimes.ofOrder(key, attempt), key, attempt, body);
  }

  /** For whoever looks a load up; nothing that TMS does later depends on it. */
  private noteMilestone({ key, a: milestone, body }: ReportMilestone): void {
    const load = this.loads.get(key);
    if (load === undefined || body.occurredAt < load.milestoneAt) return;
    load.milestone = milestone;
    load.milestoneAt = body.occurredAt;
    load.estimatedAt = body.estimatedAt;
  }

  protected saveState(): TmsState {
    return {
      loads: this.loads.save(),
      taken: this.bookings.save(),
      licencesLeft: this.papers.save(),
      effects: { ...this.effects },
      tenders: this.desk?.save() ?? null,
      plans: this.planner?.save() ?? null,
      appointments: this.appointments?.save() ?? null,
    };
  }

  protected loadState(saved: TmsState): void {
    this.loads.load(saved.loads);
    this.bookings.load(saved.taken);
    this.papers.load(saved.licencesLeft);
    this.effects = { ...saved.effects };
    if (saved.tenders !== null) this.desk?.load(saved.tenders);
    if (saved.plans !== null) this.planner?.load(saved.plans);
    if (saved.appointments !== null) this.appointments?.load(saved.appointments);
  }
}
