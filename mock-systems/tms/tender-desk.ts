/**
 * TMS's tender desk, where TMS tenders: it offers loads along the routing guide in runs of its own, and hears carriers itself.
 *
 * 1. What is to be offered goes with the next run, at whole multiples of `everyMs` since the epoch. Answers are heard at any time.
 * 2. One offer of a load is outstanding at a time; tenders are numbered from 1, over all carriers and rounds, and numbers only grow.
 * 3. The guide as rated at its top is gone through in its order, again and again, until `tendersMax`; then nobody is found.
 * 4. A counter-offer within tolerance in price and terms is taken; beyond it the next is asked. What is accepted late is withdrawn.
 * 5. The same question again gets the answer that it has got, and changes nothing. A load that was withdrawn stays so.
 */
import type { FreightCharge } from '#orchestrator/contracts/carriers';
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import type { LoadToPlace, PlaceLoad, Rating, WithdrawLoad } from '#orchestrator/contracts/tms';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { MockContext } from '../mock-system.ts';
import type { LineAnswer, TenderLine } from '../tender-line.ts';
import type { TenderingSettings } from './settings.ts';
import type { Tariff } from './tariff.ts';
import { copyTender, newTender, type TenderRecord } from './tender-record.ts';

/** What it has TMS do. */
export interface TenderOffice {
  /** A carrier has taken it: whoever is to know, or to book it, hears. */
  assigned(load: number, tender: TenderRecord): void;
  notFound(load: number, tender: TenderRecord): void;
  /** Whatever is booked of it is void. */
  makeVoid(load: number, attempt: number): void;
}

export type SavedTenders = SavedRecords<TenderRecord>;

export class TenderDesk {
  private readonly kernel: Kernel;
  private readonly log: MockContext['log'];
  private readonly settings: TenderingSettings;
  private readonly keptMs: number;
  private readonly tariff: Pick<Tariff, 'rateLoad'>;
  private readonly line: TenderLine;
  private readonly office: TenderOffice;
  private readonly owner: string;
  private readonly tenders = new LentRecords<TenderRecord>(copyTender);
  private readonly onRun: HandlerNo;
  private readonly onSilence: HandlerNo;
  private readonly onForget: HandlerNo;

  /** @param owner of its business events */
  constructor(
    { kernel, log }: MockContext,
    settings: TenderingSettings,
    keptMs: number,
    tariff: Pick<Tariff, 'rateLoad'>,
    line: TenderLine,
    office: TenderOffice,
    owner = 'TMS',
  ) {
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.keptMs = keptMs;
    this.tariff = tariff;
    this.line = line;
    this.office = office;
    this.owner = owner;
    this.onRun = kernel.handler('tms.tenderRun', (load, attempt) => this.run(load, attempt));
    this.onSilence = kernel.handler('tms.tenderSilence', (load, attempt) => this.expire(load, attempt));
    this.onForget = kernel.handler('tms.forgetTender', (load) => this.forget(load));
    line.connectTms((load, attempt, answer) => this.hear(load, attempt, answer));
  }

  place({ key, a: voidUpTo, b: round, body }: Pick<PlaceLoad, 'key' | 'a' | 'b' | 'body'>): void {
    const tender = this.tenderOf(key);
    if (tender.stage === 'withdrawn' || round < tender.round) return;
    if (round === tender.round && voidUpTo <= tender.voidUpTo) {
      this.answerAgain(key, tender);
      return;
    }
    // Asked after when it has gone on by itself: what it has found since stands.
    if (round === tender.round && voidUpTo < tender.attempt) return;
    this.giveUp(key, tender);
    if (round > tender.round) {
      tender.guide = null;
      tender.offered = 0;
    }
    tender.round = round;
    tender.voidUpTo = voidUpTo;
    tender.request = body;
    this.due(key, tender);
  }

  withdraw({ key }: Pick<WithdrawLoad, 'key'>): void {
    const tender = this.tenderOf(key);
    this.giveUp(key, tender);
    tender.stage = 'withdrawn';
    tender.request = null;
    tender.guide = null;
  }

  /** TMS found no capacity for what was accepted: the next is asked. */
  notBooked(load: number, attempt: number): void {
    const tender = this.tenders.get(load);
    if (tender === undefined || tender.stage !== 'assigned' || tender.attempt !== attempt) return;
    this.line.withdraw(tender.carrier, load, attempt);
    this.due(load, tender);
  }

  save(): SavedTenders {
    return this.tenders.save();
  }

  load(saved: SavedTenders): void {
    this.tenders.load(saved);
  }

  private due(load: number, tender: TenderRecord): void {
    tender.stage = 'due';
    const { everyMs } = this.settings;
    const at = (Math.floor(this.kernel.now / everyMs) + 1) * everyMs;
    this.kernel.schedule(this.onRun, at, load, tender.attempt);
  }

  private run(load: number, attempt: number): void {
    const tender = this.tenders.get(load);
    if (tender === undefined || tender.stage !== 'due' || tender.attempt !== attempt) return;
    tender.guide ??= this.tariff.rateLoad(tender.request!);
    const { guide } = tender;
    if (guide.length === 0 || tender.offered >= this.settings.tendersMax) {
      tender.stage = 'none';
      this.office.notFound(load, tender);
      return;
    }
    this.offer(load, tender, guide[tender.offered % guide.length]!);
  }

  private offer(load: number, tender: TenderRecord, rating: Rating): void {
    const { now } = this.kernel;
    const request = tender.request!;
    const respondBy = now + this.settings.respondWithinMs;
    tender.stage = 'offered';
    tender.attempt += 1;
    tender.offered += 1;
    tender.carrier = rating.carrier;
    tender.rating = rating;
    tender.agreedMinor = rating.amountMinor;
    tender.detention = rating.detention;
    tender.pickupAt = Math.max(request.pickupsAt[0]!, now + this.settings.pickupLeadMs);
    const { attempt, carrier, pickupAt } = tender;
    this.kernel.schedule(this.onSilence, respondBy, load, attempt);
    this.log.business('tenderOffered', this.owner, 'load', load, attempt, carrier, rating.amountMinor);
    this.line.offer(carrier, load, attempt, {
      origin: rating.origin,
      destination: request.destination,
      rate: rating.rate,
      service: rating.service,
      mode: rating.mode,
      transitDays: rating.transitDays,
      weightGrams: request.weightGrams,
      handlingUnits: request.handlingUnits,
      dangerous: request.dangerous,
      pickupAt,
      respondBy,
      offeredMinor: rating.amountMinor,
      charges: chargesOf(rating, request),
      detention: rating.detention,
      lane: request.lane,
      cutoff: request.cutoff,
      rank: rating.guideRank,
      shipments: request.shipments,
    });
  }

  private hear(load: number, attempt: number, answer: LineAnswer): void {
    const tender = this.tenders.get(load);
    const current = tender !== undefined && tender.stage === 'offered' && tender.attempt === attempt;
    const { kind, carrier } = answer;
    if (kind === 'tenderAccepted') {
      if (current) this.assign(load, tender);
      else if (tender?.stage !== 'assigned' || tender.attempt !== attempt)
        this.tooLate(load, attempt, carrier);
    } else if (current && kind === 'tenderCountered') this.countered(load, tender, answer);
    else if (current) this.due(load, tender);
  }

  private countered(load: number, tender: TenderRecord, { b: askedMinor, detention }: LineAnswer): void {
    const { tolerance } = this.settings;
    const tolerable =
      askedMinor <= tender.agreedMinor * (1 + tolerance) &&
      termsWithin(tender.detention, detention!, tolerance);
    if (tolerable) {
      tender.agreedMinor = askedMinor;
      tender.detention = detention!;
      this.assign(load, tender);
      return;
    }
    this.line.withdraw(tender.carrier, load, tender.attempt);
    this.due(load, tender);
  }

  private assign(load: number, tender: TenderRecord): void {
    tender.stage = 'assigned';
    this.office.assigned(load, tender);
  }

  /** Somebody else has been asked, or has it. */
  private tooLate(load: number, attempt: number, carrier: number): void {
    this.log.business('lateAcceptance', this.owner, 'load', load, attempt, carrier, 0);
    this.line.withdraw(carrier, load, attempt);
  }

  /** Silence: the offer is void from now on. */
  private expire(load: number, attempt: number): void {
    const tender = this.tenders.get(load);
    if (tender === undefined || tender.stage !== 'offered' || tender.attempt !== attempt) return;
    this.log.business('tenderExpired', this.owner, 'load', load, attempt, tender.carrier, 0);
    this.line.withdraw(tender.carrier, load, attempt);
    this.due(load, tender);
  }

  /** What stands of it is void. */
  private giveUp(load: number, { stage, carrier, attempt }: TenderRecord): void {
    if (stage !== 'offered' && stage !== 'assigned') return;
    this.line.withdraw(carrier, load, attempt);
    if (stage === 'assigned') this.office.makeVoid(load, attempt);
  }

  private answerAgain(load: number, tender: TenderRecord): void {
    if (tender.stage === 'assigned') this.office.assigned(load, tender);
    else if (tender.stage === 'none') this.office.notFound(load, tender);
  }

  /** The load, known for some time after the last that was said of it. */
  private tenderOf(load: number): TenderRecord {
    const forgetAt = this.kernel.now + this.keptMs;
    const known = this.tenders.get(load);
    if (known !== undefined) {
      known.forgetAt = forgetAt;
      return known;
    }
    const tender = newTender();
    tender.forgetAt = forgetAt;
    this.tenders.set(load, tender);
    this.kernel.schedule(this.onForget, forgetAt, load);
    return tender;
  }

  private forget(load: number): void {
    const { forgetAt } = this.tenders.get(load)!;
    if (this.kernel.now < forgetAt) this.kernel.schedule(this.onForget, forgetAt, load);
    else this.tenders.delete(load);
  }
}

/** X12 element 150: freight, fuel surcharge, hazardous or other. */
function chargesOf(rating: Rating, { dangerous }: LoadToPlace): FreightCharge[] {
  const charges: FreightCharge[] = [{ code: '400', amountMinor: rating.lineHaulMinor }];
  if (rating.fuelMinor > 0) charges.push({ code: 'FUE', amountMinor: rating.fuelMinor });
  if (rating.accessorialsMinor > 0)
    charges.push({ code: dangerous ? 'HAZ' : 'MSC', amountMinor: rating.accessorialsMinor });
  return charges;
}

function termsWithin(tendered: DetentionTerms, asked: DetentionTerms, tolerance: number): boolean {
  if (asked.perHourMinor === 0) return true;
  return (
    asked.freeTimeMs >= tendered.freeTimeMs * (1 - tolerance) &&
    asked.perHourMinor <= tendered.perHourMinor * (1 + tolerance)
  );
}
