/**
 * TMS's trade documents of loads: prepared or refused by the rules of trade (`trade-rules.ts`), once a booking. Without one
 * they take the load to cross a border.
 *
 * 1. Licences are used when TMS answers, never before, and come back when the booking is void or less has left than was declared.
 * 2. Papers of a booking that is void are never answered. What is prepared is answered again when it is asked for again.
 */
import type { AmendDocuments, PrepareDocuments } from '#orchestrator/contracts/tms';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { MockContext } from '../mock-system.ts';
import type { AnswerTimes } from './answer-times.ts';
import type { LoadBook } from './load-book.ts';
import { type LoadRecord, NO_RATE } from './load-record.ts';
import type { TradeSettings } from './settings.ts';
import type { Tariff } from './tariff.ts';
import { type LicenceUse, TradeRules } from './trade-rules.ts';

/** What it has TMS do. */
export interface PaperOffice {
  /** Once each. */
  did(what: 'documents' | 'documentsRefused'): void;
  prepared(load: number, declaration: number, licence: number): void;
  refused(load: number, fault: number, refusal: number, unitsLeft: number): void;
}

export class PaperDesk {
  private readonly kernel: Kernel;
  private readonly log: MockContext['log'];
  private readonly loads: LoadBook;
  private readonly tariff: Pick<Tariff, 'lineOf'>;
  private readonly countryOf: TradeSettings['countryOf'];
  private readonly rules: TradeRules;
  private readonly answers: AnswerTimes;
  private readonly office: PaperOffice;
  private readonly onDocuments: HandlerNo;

  constructor(
    { kernel, log }: MockContext,
    settings: TradeSettings,
    loads: LoadBook,
    tariff: Pick<Tariff, 'lineOf'>,
    answers: AnswerTimes,
    office: PaperOffice,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.loads = loads;
    this.tariff = tariff;
    this.countryOf = settings.countryOf;
    this.rules = new TradeRules(settings);
    this.answers = answers;
    this.office = office;
    this.onDocuments = kernel.handler('tms.documents', (load, attempt, message) =>
      this.judge(load, attempt, message as PrepareDocuments),
    );
  }

  /** Units left of a licence. @param index of it in the settings */
  licenceLeft(index: number): number {
    return this.rules.left[index]!;
  }

  prepare(message: PrepareDocuments): void {
    const { key } = message;
    const load = this.loads.knownUntilAfter(key, this.kernel.now);
    if (load.booking === 'void' || load.papers === 'asked') return;
    // Once refused, it may be asked again: for what is left of the load.
    if (load.papers === 'prepared') {
      this.answer(key, load);
      return;
    }
    load.papers = 'asked';
    const at = this.kernel.now + this.answers.ofLoad(key, load.attempt);
    this.kernel.schedule(this.onDocuments, at, key, load.attempt, message);
  }

  /** Less has left than the papers say. No answer. */
  amend({ key, b: carrier, body }: AmendDocuments): void {
    const load = this.loads.get(key);
    if (load === undefined || load.papers !== 'prepared') return;
    const usedBefore = unitsOf(load.licences);
    load.licences = this.rules.keepOnly(load.licences, body);
    const back = usedBefore - unitsOf(load.licences);
    if (back > 0) this.log.business('documentsAmended', 'TMS', 'load', key, 1, back, carrier);
  }

  /** Its booking is void: what its papers have used comes back. */
  makeVoid(load: LoadRecord): void {
    this.rules.giveBack(load.licences);
    load.licences = [];
    load.papers = 'none';
  }

  /** Units left of each licence. */
  save(): readonly number[] {
    return this.rules.left.slice();
  }

  load(licencesLeft: readonly number[]): void {
    this.rules.left = licencesLeft.slice();
  }

  private judge(key: number, attempt: number, message: PrepareDocuments): void {
    const load = this.loads.get(key);
    if (load === undefined || load.attempt !== attempt || load.papers !== 'asked') return;
    const { refusal, fault, uses, unitsLeft } = this.rules.judge(message, this.originCountry(load));
    const granted = refusal === 0;
    load.papers = granted ? 'prepared' : 'refused';
    load.judged += 1;
    this.office.did(granted ? 'documents' : 'documentsRefused');
    load.licences = uses;
    // A declaration's number is the load's: nothing is counted.
    load.papersA = granted ? key : fault;
    load.papersB = granted ? (uses.length === 0 ? 0 : this.rules.licenceNo(uses[0]!)) : refusal;
    load.unitsLeft = unitsLeft;
    const event = granted ? 'documentsPrepared' : 'documentsRefused';
    // After a no-show the load is booked again, and needs papers again; so does what is left after a refusal.
    const n = granted ? Math.max(1, attempt) : load.judged;
    this.log.business(event, 'TMS', 'load', key, n, load.papersA, load.papersB);
    this.answer(key, load);
  }

  private originCountry({ rate }: LoadRecord): number | null {
    if (rate === NO_RATE) return null;
    return this.countryOf[this.tariff.lineOf(rate).origin] ?? null;
  }

  private answer(key: number, { papers, papersA, papersB, unitsLeft }: LoadRecord): void {
    if (papers === 'prepared') this.office.prepared(key, papersA, papersB);
    else this.office.refused(key, papersA, papersB, unitsLeft);
  }
}

function unitsOf(uses: readonly LicenceUse[]): number {
  return uses.reduce((sum, { units }) => sum + units, 0);
}
