/**
 * Customs of all countries: reads declarations at desks with office hours, queries what is missing, examines at the border, and
 * releases or refuses. Charges its fees to the declarant's account.
 *
 * 1. One load, one declaration: lodged again, it is answered as it stands; a withdrawn one stays withdrawn.
 * 2. Goods go on when their declaration is accepted and they are through with their examination, if any; each is decided once, and at
 *    an open desk. Goods without an accepted declaration after `abandonAfterMs` go back.
 * 3. Whether and how a load is examined is chosen when it stands at the border with its declaration accepted.
 * 4. Every draw is keyed as the load's trip is: see `regime.ts`.
 */
import {
  type AmendDeclaration,
  type AnswerQuery,
  CUSTOMS_HOLD,
  type LodgeDeclaration,
  type WithdrawDeclaration,
} from '#orchestrator/contracts/customs';
import { CUSTOMS } from '#orchestrator/contracts/partners';
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { AssertionError, assert } from '#sim/assert';
import type { HandlerNo } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { civilFromDays, DAY_MS } from '#sim/shifts/civil';
import { BORDER_WORD, type Border } from '../border.ts';
import { type MockContext, MockSystem } from '../mock-system.ts';
import { finishOf } from '../wms/open-time.ts';
import {
  type CustomsLedger,
  copyEntry,
  DECLARATION,
  type Entry,
  emptyLedger,
  GOODS,
  newEntry,
} from './entry.ts';
import { customsStreams, luckOf, Regime } from './regime.ts';
import type { CustomsSettings } from './settings.ts';

/** Years of movement reference numbers lie this far apart. */
const REFERENCES_A_YEAR = 1e11;

interface CustomsState {
  readonly entries: SavedRecords<Entry>;
  readonly ledger: CustomsLedger;
}

export class CustomsSystem extends MockSystem<CustomsState> {
  private readonly entries = new LentRecords<Entry>(copyEntry);
  private effects = emptyLedger();
  private readonly settings: CustomsSettings;
  private readonly regimes: readonly (Regime | null)[];
  private readonly border: Border;
  private readonly keyOf: (order: number) => number;
  private readonly onRead: HandlerNo;
  private readonly onExamined: HandlerNo;
  private readonly onDecide: HandlerNo;
  private readonly onAbandon: HandlerNo;
  private readonly onForget: HandlerNo;

  /** @param keyOf what the draws of an order are keyed by, uint32 */
  constructor(
    context: MockContext,
    random: Random,
    settings: CustomsSettings,
    border: Border,
    keyOf: (order: number) => number,
  ) {
    super(context, CUSTOMS, 'customs');
    const { kernel } = this;
    const streams = customsStreams(random);
    this.settings = settings;
    this.border = border;
    this.keyOf = keyOf;
    this.regimes = settings.countries.map((each) => (each === null ? null : new Regime(each, streams)));
    this.onRead = kernel.handler('customs.read', (load, round) => this.read(load, round));
    this.onExamined = kernel.handler('customs.examined', (load) => this.examined(load));
    this.onDecide = kernel.handler('customs.decide', (load) => this.decide(load));
    this.onAbandon = kernel.handler('customs.abandon', (load) => this.abandon(load));
    this.onForget = kernel.handler('customs.forget', (load) => this.entries.delete(load));
    border.connectCustoms((load, country, carrier) => this.present(load, country, carrier));
    this.on('lodgeDeclaration', (message) => this.lodge(message));
    this.on('answerQuery', (message) => this.takeAnswer(message));
    this.on('amendDeclaration', (message) => this.amend(message));
    this.on('withdrawDeclaration', (message) => this.withdraw(message));
  }

  /** What it has really done, so far. */
  get ledger(): Readonly<CustomsLedger> {
    return this.effects;
  }

  /** Entries that it has not forgotten. */
  get remembered(): number {
    return this.entries.size;
  }

  private lodge({ key, a: no, b: country, body }: LodgeDeclaration): void {
    const entry = this.entryOf(key, country);
    if (entry.declaration !== DECLARATION.none) {
      this.sayAgain(key, entry);
      return;
    }
    const { luckKey, luckN } = luckOf(body, this.keyOf(orderOf(key)), sourcingOf(key) + 1);
    entry.declaration = DECLARATION.reading;
    entry.no = no;
    entry.luckKey = luckKey;
    entry.luckN = luckN;
    entry.units = sum(body.units);
    entry.valueMinor = body.valueMinor;
    this.effects.lodged += 1;
    this.write('declarationLodged', key, 1, no, country);
    this.readFrom(key, entry, 1);
  }

  /** What was said last; nothing is said of what is being read, or over. */
  private sayAgain(key: number, { declaration, reference, country, queries, document }: Entry): void {
    if (declaration === DECLARATION.accepted) this.send('declarationAccepted', key, reference, country, null);
    else if (declaration === DECLARATION.queried)
      this.send('declarationQueried', key, queries, document, null);
  }

  private readFrom(key: number, entry: Entry, round: number): void {
    const regime = this.regimeOf(entry);
    const at = this.openFrom(regime, regime.readingMs(entry, round));
    this.kernel.schedule(this.onRead, at, key, round);
  }

  /** When so much work at the desk, begun now, is done. */
  private openFrom({ settings }: Regime, workMs: number): number {
    return finishOf(settings.desk, null, this.kernel.now, workMs);
  }

  private read(key: number, round: number): void {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.declaration !== DECLARATION.reading || entry.doneAt >= 0) return;
    const document = this.regimeOf(entry).query(entry, round);
    if (document !== 0) {
      entry.declaration = DECLARATION.queried;
      entry.queries += 1;
      entry.document = document;
      this.effects.queries += 1;
      this.write('declarationQueried', key, entry.queries, document, entry.country);
      this.send('declarationQueried', key, entry.queries, document, null);
      return;
    }
    entry.declaration = DECLARATION.accepted;
    entry.reference = referenceOf(key, this.kernel.now);
    this.effects.accepted += 1;
    this.write('declarationAccepted', key, 1, entry.reference, entry.country);
    this.send('declarationAccepted', key, entry.reference, entry.country, null);
    if (entry.goods === GOODS.waiting) this.choose(key, entry);
  }

  private takeAnswer({ key, a: query, b: document }: AnswerQuery): void {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.declaration !== DECLARATION.queried) return;
    if (query !== entry.queries || document !== entry.document) return;
    entry.declaration = DECLARATION.reading;
    this.readFrom(key, entry, entry.queries + 1);
  }

  /** What has been decided on stays as it is. */
  private amend({ key, body }: AmendDeclaration): void {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.doneAt >= 0) return;
    entry.units = sum(body.units);
    entry.valueMinor = body.valueMinor;
    this.effects.amended += 1;
    this.write('declarationAmended', key, 1, entry.units, entry.valueMinor);
  }

  /** Also one that it has not heard of yet: messages may overtake each other. */
  private withdraw({ key, b: country }: WithdrawDeclaration): void {
    const entry = this.entryOf(key, country);
    if (entry.declaration === DECLARATION.withdrawn || entry.doneAt >= 0) return;
    assert(entry.goods === GOODS.away, `customs: load ${key} is withdrawn, and stands at the border`);
    const lodged = entry.declaration !== DECLARATION.none;
    entry.declaration = DECLARATION.withdrawn;
    if (lodged) {
      this.effects.withdrawn += 1;
      this.write('declarationWithdrawn', key, 1, entry.no, country);
    }
    this.finish(key, entry);
  }

  /** A truck stands at the border: with an accepted declaration it may be through in no time. */
  private present(key: number, country: number, carrier: number): void {
    const entry = this.entryOf(key, country);
    entry.goods = GOODS.waiting;
    entry.arrivedAt = this.kernel.now;
    this.effects.presented += 1;
    this.write('goodsPresented', key, 1, country, carrier);
    if (entry.declaration === DECLARATION.accepted) {
      this.choose(key, entry);
      return;
    }
    this.hold(key, entry, CUSTOMS_HOLD.papers);
    const { abandonAfterMs } = this.regimeOf(entry).settings;
    this.kernel.schedule(this.onAbandon, this.kernel.now + abandonAfterMs, key);
  }

  /** Examined, or let go. */
  private choose(key: number, entry: Entry): void {
    const regime = this.regimeOf(entry);
    const kind = regime.exam(entry, this.kernel.now);
    if (kind === 0) {
      this.release(key, entry);
      return;
    }
    entry.goods = GOODS.examined;
    this.effects.exams += 1;
    this.hold(key, entry, kind);
    this.kernel.schedule(this.onExamined, this.kernel.now + regime.examMs(entry, kind), key);
  }

  private hold(key: number, entry: Entry, kind: number): void {
    entry.hold = kind;
    entry.heldAt = this.kernel.now;
    this.effects.holds += 1;
    this.write('goodsHeld', key, kind, entry.country, entry.heldAt);
    this.send('goodsHeld', key, entry.heldAt, kind, null);
    this.border.tell(key, BORDER_WORD.wait);
  }

  /** It has been looked at: an officer says so, at an open desk. */
  private examined(key: number): void {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.goods !== GOODS.examined) return;
    this.kernel.schedule(this.onDecide, this.openFrom(this.regimeOf(entry), 0), key);
  }

  private decide(key: number): void {
    const entry = this.entries.get(key)!;
    const regime = this.regimeOf(entry);
    entry.feesMinor = regime.feeMinor(entry, entry.hold);
    if (regime.refuses(entry)) this.refuse(key, entry);
    else this.release(key, entry);
  }

  private abandon(key: number): void {
    const entry = this.entries.get(key);
    if (entry?.goods === GOODS.waiting) this.refuse(key, entry);
  }

  private release(key: number, entry: Entry): void {
    const { now } = this.kernel;
    entry.goods = GOODS.released;
    this.effects.released += 1;
    this.effects.feesMinor += entry.feesMinor;
    this.write('goodsReleased', key, 1, entry.feesMinor, now - entry.arrivedAt);
    this.send('goodsReleased', key, entry.feesMinor, now, null);
    this.border.tell(key, BORDER_WORD.goOn);
    this.finish(key, entry);
  }

  private refuse(key: number, entry: Entry): void {
    const { now } = this.kernel;
    entry.goods = GOODS.refused;
    this.effects.refused += 1;
    this.effects.feesMinor += entry.feesMinor;
    this.write('goodsRefused', key, 1, entry.feesMinor, now - entry.arrivedAt);
    this.send('goodsRefused', key, entry.feesMinor, now, null);
    this.border.tell(key, BORDER_WORD.goBack);
    this.finish(key, entry);
  }

  private finish(key: number, entry: Entry): void {
    entry.doneAt = this.kernel.now;
    this.kernel.schedule(this.onForget, this.kernel.now + this.settings.rememberMs, key);
  }

  private entryOf(key: number, country: number): Entry {
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const entry = newEntry(country);
    this.entries.set(key, entry);
    return entry;
  }

  private regimeOf({ country }: Entry): Regime {
    const regime = this.regimes[country];
    if (regime) return regime;
    throw new AssertionError(`customs: nobody is told anything in country ${country}, which stops nothing`);
  }

  private write(event: string, load: number, n: number, a: number, b: number): void {
    this.log.business(event, 'CUSTOMS', 'declaration', load, n, a, b);
  }

  protected saveState(): CustomsState {
    return { entries: this.entries.save(), ledger: { ...this.effects } };
  }

  protected loadState(saved: CustomsState): void {
    this.entries.load(saved.entries);
    this.effects = { ...saved.ledger };
  }
}

/** As a movement reference number: the year, and a number of its own. */
function referenceOf(load: number, at: number): number {
  return (civilFromDays(Math.floor(at / DAY_MS)).year % 100) * REFERENCES_A_YEAR + load;
}

function sum(units: readonly number[]): number {
  let total = 0;
  for (const each of units) total += each;
  return total;
}
