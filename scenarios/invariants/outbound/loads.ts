/**
 * How a load finds its carrier, and what it has of it: tenders, answers, bookings, papers, milestones.
 *
 * 1. one-active-booking: at most one tender of a load is outstanding, at most one booking in force; a booking is of the tender
 *    that was accepted, with its carrier; who drives is who is booked.
 * 2. capacity-respected: of what is booked for a week, no carrier has more loads on a lane than are contracted.
 * 3. side-effect-once: tenders are numbered one by one; each is answered once, withdrawn once, booked once; a milestone is
 *    first reported once.
 * 4. settles: a load is not tendered for ever, whatever planners answer.
 * 5. A tender is over when it is rejected, countered, expired, or its booking is refused, or its truck did not come.
 */
import { REROUTE_FAILURE } from '#orchestrator/processes/outbound/load/load-reroute';
import { DAY_MS } from '#sim/shifts/civil';
import { LOAD_FIELD as L, type OpenBooks, TENDER } from './books.ts';
import type { Contracts } from './contracts.ts';
import { bitsOf } from './events.ts';
import { NONE } from './figures.ts';
import { increasing, type Rules, violated } from './part.ts';

const ENDED = bitsOf(['loadGivenUp', 'loadCancelled']);
/** How long a load may be tendered before that counts as no progress, beside what it may have waited for teams of people. Source: assumption. */
const TENDERED_DAYS_MAX = 180;
const ONE = 'one-active-booking';
const ONCE = 'side-effect-once';
const TABLED = 'only-tabled-transitions';

export class LoadRules {
  readonly rules: Rules = {
    loadFormed: (time, load, _n, lane) => {
      const { loads } = this.books;
      const at = loads.open(load);
      loads.values[at + L.lane] = lane;
      loads.values[at + L.formedAt] = time;
    },
    tenderOffered: (time, load, n, carrier) => this.offered(time, load, n, carrier),
    tenderExpired: (_time, load, n) => this.over(load, n, 'tenderExpired'),
    truckNoShow: (_time, load, n) => this.noShow(load, n),
    tenderAccepted: (_time, load, n, carrier) => this.answered(load, n, carrier, 'tenderAccepted'),
    tenderRejected: (_time, load, n, carrier) => this.answered(load, n, carrier, 'tenderRejected'),
    tenderCountered: (_time, load, n, carrier) => this.answered(load, n, carrier, 'tenderCountered'),
    tenderWithdrawn: (_time, load, n) => this.withdrawn(load, n),
    loadBooked: (_time, load, n, carrier, minor) => this.booked(load, n, carrier, minor),
    pickupPlanned: (_time, load, n, pickupAt, line) => this.planned(load, n, pickupAt, line),
    truckArrived: (_time, load, n) => this.arrived(load, n),
    bookingRefused: (_time, load, n) => this.refused(load, n),
    bookingCancelled: (_time, load, n) => this.cancelled(load, n),
    documentsPrepared: (_time, load, n) => this.papers(load, n),
    documentsRefused: (_time, load, n) => this.count(load, n, L.papersRefused, 'documentsRefused'),
    loadRefusedByRule: (_time, load, n) => this.count(load, n, L.refusals, 'loadRefusedByRule'),
    expediteRequested: (_time, load, n, minor) => {
      this.count(load, n, L.expedites, 'expediteRequested');
      const { loads } = this.books;
      loads.values[loads.at(load) + L.expediteMinor] = minor;
    },
    milestone: (_time, load, n) => this.milestone(load, n),
    loadDeparted: (_time, load, _n, carrier) => this.moved(load, carrier, 'loadDeparted'),
    // It is at a terminal: another may be tendered, while the one that has it stays booked.
    loadHeld: (_time, load, _n, carrier) => {
      this.moved(load, carrier, 'loadHeld');
      const { loads } = this.books;
      const at = loads.at(load);
      loads.values[at + L.over] = TENDER.over;
      loads.values[at + L.holder] = carrier;
      loads.values[at + L.holderMinor] = loads.values[at + L.agreedMinor]!;
    },
    rerouteFailed: (_time, load, _n, why) => {
      if (why === REROUTE_FAILURE.noTruck) this.revert(load);
    },
    loadTakenOver: (_time, load, _n, carrier) => this.moved(load, carrier, 'loadTakenOver'),
    loadDelivered: (_time, load, _n, carrier) => {
      this.moved(load, carrier, 'loadDelivered');
      const { loads } = this.books;
      // Nobody bills it.
      if (loads.values[loads.at(load) + L.agreedMinor] === 0) loads.drop(load);
    },
    loadLost: (_time, load, _n, carrier) => {
      this.moved(load, carrier, 'loadLost');
      this.books.loads.drop(load);
    },
    loadGivenUp: (_time, load) => this.dropIfEnded(load),
    loadCancelled: (_time, load) => this.dropIfEnded(load),
  };

  private readonly books: OpenBooks;
  private readonly contracts: Contracts;
  private readonly carriers: readonly string[];
  private readonly waitedMs: () => number;
  private readonly outside: boolean;

  /**
   * @param carriers their names
   * @param waitedMs how long one order may have waited for teams of people
   * @param outside TMS tenders: it may go on with a load that is over until it has heard so
   */
  constructor(
    books: OpenBooks,
    contracts: Contracts,
    carriers: readonly string[],
    waitedMs: () => number,
    outside = false,
  ) {
    this.waitedMs = waitedMs;
    this.outside = outside;
    this.books = books;
    this.contracts = contracts;
    this.carriers = carriers;
  }

  private bookedUnheard(load: number, n: number, carrier: number): void {
    const { loads } = this.books;
    const at = loads.open(load);
    loads.values[at + L.bookings] = 1;
    loads.values[at + L.booked] = n;
    loads.values[at + L.decided] = n;
    loads.values[at + L.bookedCarrier] = carrier;
    loads.values[at + L.contract] = NONE;
  }

  /** What TMS does with it is void as soon as it hears that the load is over: a booking must be cancelled, as of any load called off. */
  private isUnheard(load: number): boolean {
    return (
      this.outside && this.books.loads.at(load) === NONE && (this.books.loadBits.get(load) & ENDED) !== 0
    );
  }

  private at(load: number, event: string): number {
    const at = this.books.loads.at(load);
    if (at === NONE) violated(TABLED, `load ${load}: ${event}, but there is no such load, or it is over`);
    return at;
  }

  private offered(time: number, load: number, n: number, carrier: number): void {
    if (this.isUnheard(load)) return;
    const at = this.at(load, 'tenderOffered');
    const { values } = this.books.loads;
    const last = values[at + L.attempt]!;
    const daysMs = TENDERED_DAYS_MAX * DAY_MS;
    if (
      time - values[at + L.formedAt]! > daysMs &&
      time - values[at + L.formedAt]! > daysMs + this.waitedMs()
    )
      violated(
        'settles',
        `load ${load}: tender ${n}, ${TENDERED_DAYS_MAX} days after it was formed; nobody gets any further with it`,
      );
    if (n !== last + 1) violated(ONCE, `load ${load}: tender ${n} offered after tender ${last}`);
    if (values[at + L.over] === TENDER.outstanding)
      violated(
        ONE,
        `load ${load}: tender ${n} offered to ${this.carriers[carrier]} while tender ${last} to ` +
          `${this.carriers[values[at + L.carrier]!]} is outstanding`,
      );
    const bit = 1 << (n & 31);
    values[at + L.attempt] = n;
    values[at + L.carrier] = carrier;
    values[at + L.over] = TENDER.outstanding;
    values[at + L.accepted] = 0;
    values[at + L.answered] = values[at + L.answered]! & ~bit;
    values[at + L.withdrawn] = values[at + L.withdrawn]! & ~bit;
    values[at + L.arrived] = values[at + L.arrived]! & ~bit;
  }

  /** The core ends the last tender. The carrier's answer may be under way. */
  private over(load: number, n: number, event: string): void {
    if (this.isUnheard(load)) return;
    const at = this.at(load, event);
    const { values } = this.books.loads;
    if (n !== values[at + L.attempt] || values[at + L.over] === TENDER.over)
      violated(TABLED, `load ${load}: ${event} of tender ${n}; the last is ${this.tender(at)}`);
    values[at + L.over] = TENDER.over;
  }

  private noShow(load: number, n: number): void {
    this.over(load, n, 'truckNoShow');
    const { loads } = this.books;
    if (loads.values[loads.at(load) + L.booked] !== n)
      violated(TABLED, `load ${load}: no truck for tender ${n}, which was never booked`);
  }

  private tender(at: number): string {
    const { values } = this.books.loads;
    return `${values[at + L.attempt]}, ${values[at + L.over] === TENDER.outstanding ? 'outstanding' : 'over'}`;
  }

  private answered(load: number, n: number, carrier: number, event: string): void {
    const { loads, loadBits } = this.books;
    const { values } = loads;
    const at = loads.at(load);
    // Carriers may answer when the load is over already.
    if (at === NONE && loadBits.get(load) !== 0) return;
    if (at === NONE || n > values[at + L.attempt]!)
      violated(TABLED, `load ${load}: ${event} ${n}, a tender that was not offered`);
    if (n <= values[at + L.attempt]! - 32) return;
    const bit = 1 << (n & 31);
    if ((values[at + L.answered]! & bit) !== 0)
      violated(ONCE, `load ${load}: ${event} ${n} by ${this.carriers[carrier]}, which has answered it`);
    values[at + L.answered] = values[at + L.answered]! | bit;
    if (n !== values[at + L.attempt]) return;
    if (event !== 'tenderRejected') values[at + L.accepted] = 1;
    // A counter-offer that is taken is booked, else the next is asked: no more is outstanding.
    if (event !== 'tenderAccepted' && values[at + L.over] === TENDER.outstanding)
      values[at + L.over] = TENDER.answered;
  }

  private withdrawn(load: number, n: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE || n <= loads.values[at + L.attempt]! - 32) return;
    const bit = 1 << (n & 31);
    const before = loads.values[at + L.withdrawn]!;
    if (n > loads.values[at + L.attempt]! || (before & bit) !== 0)
      violated(ONCE, `load ${load}: tender ${n} withdrawn, which is withdrawn or was not offered`);
    loads.values[at + L.withdrawn] = before | bit;
  }

  /** A truck that has not heard that it is too late may come after another one's. */
  private arrived(load: number, n: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE || n <= loads.values[at + L.attempt]! - 32) return;
    const bit = 1 << (n & 31);
    const before = loads.values[at + L.arrived]!;
    if (n > loads.values[at + L.attempt]! || (before & bit) !== 0)
      violated(ONCE, `load ${load}: the truck of tender ${n} came, which has come or was not offered`);
    loads.values[at + L.arrived] = before | bit;
  }

  /** Who fetches it has not come: who holds it is booked again, and has not been asked anew. */
  private revert(load: number): void {
    const at = this.at(load, 'rerouteFailed');
    const { values } = this.books.loads;
    if (values[at + L.over] !== TENDER.over || values[at + L.holder] === NONE)
      violated(ONE, `load ${load}: nobody came for it; its last tender is ${this.tender(at)}`);
    values[at + L.attempt]! += 1;
    values[at + L.reverted] = values[at + L.attempt]!;
    values[at + L.carrier] = values[at + L.holder]!;
    values[at + L.accepted] = 1;
  }

  private booked(load: number, n: number, carrier: number, minor: number): void {
    if (this.isUnheard(load)) {
      this.bookedUnheard(load, n, carrier);
      return;
    }
    const at = this.at(load, 'loadBooked');
    const { values } = this.books.loads;
    if (values[at + L.bookings]! > 0)
      violated(
        ONE,
        `load ${load}: booked with ${this.carriers[carrier]} (tender ${n}) while it is booked with ` +
          `${this.carriers[values[at + L.bookedCarrier]!]} (tender ${values[at + L.booked]})`,
      );
    this.decide(load, at, n, 'loadBooked');
    if (values[at + L.carrier] !== carrier)
      violated(
        ONE,
        `load ${load}: booked with ${this.carriers[carrier]}, accepted by ${this.carriers[values[at + L.carrier]!]}`,
      );
    // While it is booked nobody else is asked, unless the truck does not come.
    values[at + L.over] = TENDER.outstanding;
    values[at + L.bookings] = 1;
    values[at + L.booked] = n;
    values[at + L.bookedCarrier] = carrier;
    // What was agreed on later, such as detention, counts again with it.
    values[at + L.agreedMinor] = n === values[at + L.reverted] ? values[at + L.holderMinor]! : minor;
    values[at + L.contract] = NONE;
  }

  /** What the booking takes of the carrier's contract. */
  private planned(load: number, n: number, pickupAt: number, line: number): void {
    if (this.isUnheard(load)) return;
    const at = this.at(load, 'pickupPlanned');
    const { values } = this.books.loads;
    if (values[at + L.bookings] === 0 || values[at + L.booked] !== n || values[at + L.contract] !== NONE)
      violated(ONCE, `load ${load}: pickup of tender ${n} planned, which is not booked or planned already`);
    values[at + L.contract] = this.contracts.of(line);
    values[at + L.week] = this.contracts.week(pickupAt);
    this.contracts.take(values[at + L.contract]!, values[at + L.week]!, load);
  }

  private refused(load: number, n: number): void {
    if (this.isUnheard(load)) return;
    const at = this.at(load, 'bookingRefused');
    this.decide(load, at, n, 'bookingRefused');
    this.books.loads.values[at + L.over] = TENDER.over;
    this.dropIfEnded(load);
  }

  /** TMS answers the booking of a tender once, and only of one that the carrier has taken. */
  private decide(load: number, at: number, n: number, event: string): void {
    const { values } = this.books.loads;
    increasing('load', load, event, values[at + L.decided]!, n);
    if (n !== values[at + L.attempt] || values[at + L.accepted] === 0)
      violated(
        ONE,
        `load ${load}: ${event} of tender ${n}, which no carrier has taken; the last is ${this.tender(at)}`,
      );
    values[at + L.decided] = n;
  }

  private cancelled(load: number, n: number): void {
    if (this.isUnheard(load)) return;
    const at = this.at(load, 'bookingCancelled');
    const { values } = this.books.loads;
    if (values[at + L.bookings] === 0 || values[at + L.booked] !== n)
      violated(ONCE, `load ${load}: booking of tender ${n} cancelled, which is not in force`);
    values[at + L.bookings] = 0;
    this.contracts.giveBack(values[at + L.contract]!, values[at + L.week]!);
    this.dropIfEnded(load);
  }

  /** Papers are prepared once a booking. */
  private papers(load: number, n: number): void {
    this.count(load, n, L.papers, 'documentsPrepared');
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    const booked = loads.values[at + L.booked];
    if (booked !== n)
      violated(TABLED, `load ${load}: documentsPrepared for tender ${n}, booked is ${booked}`);
  }

  /** What is numbered on. It may still be under way when the load is called off. */
  private count(load: number, n: number, field: number, event: string): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    increasing('load', load, event, loads.values[at + field]!, n);
    loads.values[at + field] = n;
  }

  private milestone(load: number, n: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE || n > 63) return;
    const field = at + (n > 31 ? L.milestonesAfter : L.milestones);
    const bit = 1 << (n & 31);
    const before = loads.values[field]!;
    if ((before & bit) !== 0)
      violated(ONCE, `load ${load}: milestone ${n & 15}, no. ${n >> 4} of its kind, first reported twice`);
    loads.values[field] = before | bit;
  }

  private moved(load: number, carrier: number, event: string): void {
    const at = this.at(load, event);
    const { values } = this.books.loads;
    if (values[at + L.bookings] !== 1 || values[at + L.bookedCarrier] !== carrier)
      violated(
        ONE,
        `load ${load}: ${event} by ${this.carriers[carrier]}, ` +
          (values[at + L.bookings] === 1
            ? `booked with ${this.carriers[values[at + L.bookedCarrier]!]}`
            : 'no booking is in force'),
      );
  }

  /** Forgets a load that will not move once nothing is booked for it, or being booked. */
  private dropIfEnded(load: number): void {
    const { loads, loadBits } = this.books;
    const at = loads.at(load);
    if (at === NONE || (loadBits.get(load) & ENDED) === 0) return;
    const { values } = loads;
    const asked = values[at + L.accepted] === 1 && values[at + L.decided]! < values[at + L.attempt]!;
    if (values[at + L.bookings] === 0 && !asked) loads.drop(load);
  }
}
