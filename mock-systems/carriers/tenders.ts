/**
 * A carrier's tender desk: offers, answers, withdrawals.
 *
 * 1. One offer of a load is open at a time: a later tender of it replaces an earlier one, unless the truck has been called.
 * 2. The same offer again gets the answer it got, or waits for it; after a withdrawal it gets none.
 * 3. A withdrawal is written down only where something was withdrawn.
 */
import type { LoadTender, OfferTender, WithdrawTender } from '#orchestrator/contracts/carriers';
import type { HandlerNo } from '#sim/kernel';
import type { RandomStream } from '#sim/random/random';
import { type CarrierLoad, offeredLoad, PHASE } from './carrier-load.ts';
import { answerByConduct, tenderLuck } from './conduct-cases.ts';
import type { CarrierOffice, CarrierSend } from './office.ts';
import { answerTender, counterTerms, OUTCOME, type TenderAnswer } from './tender-answer.ts';

export class Tenders {
  private readonly office: CarrierOffice;
  private readonly luck: RandomStream;
  private readonly onAnswer: HandlerNo;
  private readonly send: CarrierSend;

  /** @param send by which its answers go */
  constructor(office: CarrierOffice, send: CarrierSend) {
    this.office = office;
    this.send = send;
    this.luck = office.behaviours.streams.tender.sub(office.carrier);
    this.onAnswer = office.handler('answer', (key, attempt) => this.answer(key, attempt));
  }

  offer(message: Pick<OfferTender, 'key' | 'a' | 'body'>): void {
    const { key, a: attempt, body: tender } = message;
    const { behaviours, profile, kernel, state } = this.office;
    const known = state.loads.get(key);
    if (known !== undefined && (attempt <= known.attempt || known.phase >= PHASE.dispatched)) {
      if (attempt === known.attempt) this.say(key, known);
      return;
    }
    const smallest = Math.min(...tender.shipments);
    const orderKey = behaviours.keyOfShipment(smallest);
    const round = (known?.round ?? 0) + 1;
    const [luckKey, luckN] = luckOf(tender, orderKey, behaviours.sourcingOf(smallest));
    const load = offeredLoad(attempt, round, tender, luckKey, luckN);
    const usual = answerTender(behaviours, profile, this.luck, tender, orderKey, round, kernel.now);
    const answer = this.byConduct(tender, usual, orderKey, round);
    load.outcome = answer.outcome;
    load.outcomeB = answer.b;
    state.loads.set(key, load);
    // An offer that is never answered nor withdrawn must be forgotten, too.
    this.office.finish(key, load);
    if (answer.at >= 0) kernel.schedule(this.onAnswer, answer.at, key, attempt);
  }

  /** What a carrier of a user's own makes of it. */
  private byConduct(tender: LoadTender, usual: TenderAnswer, orderKey: number, round: number): TenderAnswer {
    const { behaviours, profile, kernel, carrier } = this.office;
    const own = profile.settings.conduct?.answerTender;
    if (own === undefined) return usual;
    const luck = tenderLuck(behaviours, carrier, tender, tender.cutoff < 0 ? orderKey : 0, round);
    return answerByConduct(own, tender, usual, round, kernel.now, luck);
  }

  withdraw(message: Pick<WithdrawTender, 'key' | 'a'>): void {
    const { key, a: attempt } = message;
    const load = this.office.loadOf(key);
    if (load === undefined || load.attempt !== attempt) return;
    const { phase } = load;
    const offer = phase === PHASE.offered || phase === PHASE.countered;
    const booking = phase === PHASE.accepted || phase === PHASE.dispatched || phase === PHASE.atPickup;
    if (!offer && !booking) return;
    const { ledger } = this.office.state;
    load.phase = PHASE.withdrawn;
    load.tender = null;
    if (booking) ledger.bookingsCancelled += 1;
    else ledger.offersWithdrawn += 1;
    this.office.loadEvent('tenderWithdrawn', key, attempt, this.office.carrier, booking ? 1 : 0);
    this.office.finish(key, load);
  }

  private answer(key: number, attempt: number): void {
    const load = this.office.loadOf(key);
    if (load === undefined || load.attempt !== attempt || load.phase !== PHASE.offered) return;
    const { office } = this;
    const { ledger } = office.state;
    if (load.outcome === OUTCOME.accepted) {
      load.phase = PHASE.accepted;
      ledger.accepted += 1;
      load.doneAt = -1;
      office.loadEvent('tenderAccepted', key, attempt, office.carrier, load.agreedMinor);
    } else if (load.outcome === OUTCOME.countered) {
      load.phase = PHASE.countered;
      load.agreedMinor = load.outcomeB;
      load.terms = counterTerms(load.terms, office.profile.settings.pickup);
      ledger.countered += 1;
      office.loadEvent('tenderCountered', key, attempt, office.carrier, load.outcomeB);
    } else {
      load.phase = PHASE.rejected;
      load.tender = null;
      ledger.rejected += 1;
      office.loadEvent('tenderRejected', key, attempt, office.carrier, load.outcomeB);
    }
    this.say(key, load);
  }

  private say(key: number, load: CarrierLoad): void {
    const { send } = this;
    const { carrier } = this.office;
    if (load.phase === PHASE.offered || load.phase === PHASE.withdrawn) return;
    if (load.outcome === OUTCOME.accepted) send('tenderAccepted', key, load.attempt, carrier, null);
    else if (load.outcome === OUTCOME.countered)
      send('tenderCountered', key, load.attempt, load.outcomeB, { detention: load.terms });
    else send('tenderRejected', key, load.attempt, load.outcomeB, null);
  }
}

/** Above the sourcings of an order. */
const TIMETABLED = 9;

/**
 * What a load's trip, papers and bill are drawn by: lane and cut-off of a timetabled load, whoever is on it, so that one order
 * more or less changes no other's luck; the order where it travels alone.
 */
export function luckOf(
  { lane, cutoff }: Pick<LoadTender, 'lane' | 'cutoff'>,
  orderKey: number,
  sourcing: number,
): readonly [number, number] {
  return cutoff < 0 ? [orderKey, sourcing] : [(Math.imul(lane, 0x10000) + cutoff) >>> 0, TIMETABLED];
}
