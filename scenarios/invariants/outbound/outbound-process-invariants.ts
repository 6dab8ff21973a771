/**
 * What must hold of the full outbound process in every run, checked as business events are written.
 *
 * 1. What the owners wrote down is judged. The core's states are read only for what no event says: what is on a load, how a
 *    changed order stands, what an invoice adds up to.
 * 2. A violation stops the run at the event that shows it; the message names the invariant, the place and the figures.
 * 3. owner-writes, side-effect-once and only-tabled-transitions are those of `events.ts`; the others are in the files beside it.
 * 4. Memory: about 14 bytes an order for the whole run (more where orders have many shipments), figures of what is open, and
 *    nothing an event. All of it is part of every snapshot.
 */
import type { Stock } from '#mock-systems/wms/stock';
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { DAY_MS } from '#sim/shifts/civil';
import type { BusinessWatcher } from '../../host/signals.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { OpenBooks, type SavedOpenBooks } from './books.ts';
import { Contracts } from './contracts.ts';
import { DepartureRules } from './departures.ts';
import {
  BILLED_AGAIN,
  bitOf,
  bitsOf,
  EVENT_RULES,
  type EventName,
  namesOf,
  type Word,
  wordOf,
} from './events.ts';
import { type BehindTasks, checkLeftOver, openFreight } from './left-over.ts';
import { LoadRules } from './loads.ts';
import { MoneyRules } from './money.ts';
import { type CoreStates, nameOfShipment, type Rule, violated } from './part.ts';
import { PromiseRules } from './promises.ts';
import { StockRules } from './stock.ts';
import { UnitRules } from './units.ts';

/** Inputs and kept messages that an open order may have at once, and how many a run may have beside. Source: assumption. */
const WAITING_PER_ORDER_MAX = 100;
const WAITING_MIN = 1000;

/** A rule of the table, made ready. */
interface Known {
  readonly name: EventName;
  readonly owner: string;
  readonly entity: string;
  /** In which its bit lies; null = it is numbered. */
  readonly word: Word | null;
  readonly bit: number;
  readonly after: number;
  readonly never: number;
  readonly rules: readonly Rule[];
}

interface Saved {
  readonly books: SavedOpenBooks;
  readonly contracts: ReturnType<Contracts['save']>;
  readonly departures: ReturnType<DepartureRules['save']>;
  readonly money: ReturnType<MoneyRules['save']>;
  readonly stock: ReturnType<StockRules['save']>;
  readonly nextDayAt: number;
}

export class OutboundProcessInvariants implements BusinessWatcher {
  readonly name = 'invariants';
  private readonly books = new OpenBooks();
  private readonly known: ReadonlyMap<string, Known>;
  private readonly contracts: Contracts;
  private readonly departures: DepartureRules;
  private readonly money: MoneyRules;
  private readonly stock: StockRules;
  private core: CoreStates | null = null;
  private wmsStock: Stock | null = null;
  private nextDayAt = 0;

  constructor(world: OutboundWorld) {
    const { books } = this;
    const core = (): CoreStates => this.core!;
    this.contracts = new Contracts(world);
    this.departures = new DepartureRules(books, world, core);
    this.money = new MoneyRules(books, world, core);
    this.stock = new StockRules(books, world, () => this.wmsStock);
    const loads = new LoadRules(books, this.contracts, world.names.carriers);
    const units = new UnitRules(books, world.names.nodes, core);
    // What a part forgets at an event, the parts before it have judged.
    const parts = [new PromiseRules(world.demand), units, this.stock, this.departures, this.money, loads];
    this.known = new Map(
      (Object.keys(EVENT_RULES) as EventName[]).map((event) => [
        event,
        knownOf(
          event,
          parts.flatMap(({ rules }) => rules[event] ?? []),
        ),
      ]),
    );
  }

  /** Once, before the first event. @param stock null = WMS is not audited */
  connect(core: CoreStates, stock: Stock | null): void {
    this.core = core;
    this.wmsStock = stock;
  }

  /** Takes one business event; throws `InvariantViolation`. */
  business(
    time: number,
    event: string,
    owner: string,
    entityType: string,
    key: number,
    n: number,
    a: number,
    b: number,
  ): void {
    const known = this.known.get(event);
    if (known === undefined) unknownEvent(event, owner);
    if (owner !== known.owner || entityType !== known.entity) foreign(known, owner, entityType, key);
    // WMS writes in the middle of what it does; what others write finds it at rest.
    if (time >= this.nextDayAt && owner !== 'WMS') this.newDay(time);
    if (known.word !== null) this.note(known, known.word, key, n);
    for (const rule of known.rules) rule(time, key, n, a, b);
  }

  /** When nothing more can happen. Throws `InvariantViolation`; @returns what stands behind people */
  atEnd(): BehindTasks {
    const core = this.core!;
    const behind = checkLeftOver(core);
    this.stock.audit();
    if (behind.orders.size === 0) this.stock.nothingReserved();
    this.money.atEnd(core.books.ledger, openFreight(core));
    this.books.orders.forEach((order) => {
      if (!behind.orders.has(order))
        violated('settles', `order ${order}: nothing more can happen, and it is not done`);
    });
    return behind;
  }

  save(): Saved {
    return {
      books: this.books.save(),
      contracts: this.contracts.save(),
      departures: this.departures.save(),
      money: this.money.save(),
      stock: this.stock.save(),
      nextDayAt: this.nextDayAt,
    };
  }

  load(state: unknown): void {
    const saved = state as Saved;
    this.books.load(saved.books);
    this.contracts.load(saved.contracts);
    this.departures.load(saved.departures);
    this.money.load(saved.money);
    this.stock.load(saved.stock);
    this.nextDayAt = saved.nextDayAt;
  }

  /** It happens once, after what must be before. */
  private note(known: Known, of: Word, key: number, n: number): void {
    const { orderBits, shipmentBits, loadBits } = this.books;
    const store = of === 'order' ? orderBits : of === 'shipment' ? shipmentBits : loadBits;
    const word = of === 'order' ? key * SHIPMENTS_MAX : key;
    const had = store.get(word);
    let { bit, after } = known;
    if (n === 2 && known.name === 'freightBilled') {
      after = bit;
      bit = BILLED_AGAIN;
    } else if (n !== 1) wrongNumber(known, key, n);
    if ((had & bit) !== 0) violated('side-effect-once', `${nameOf(known, key)}: ${known.name} a second time`);
    if ((after & ~had) !== 0) outOfTurn(known, of, key, after & ~had, 'before');
    if ((known.never & had) !== 0) outOfTurn(known, of, key, known.never & had, 'after');
    store.set(word, had | bit);
  }

  private newDay(time: number): void {
    this.nextDayAt = (Math.floor(time / DAY_MS) + 1) * DAY_MS;
    this.stock.daily();
    this.contracts.forget(time);
    const most = WAITING_MIN + WAITING_PER_ORDER_MAX * this.books.orders.size;
    const { backlog, keptMessages } = this.core!;
    if (backlog > most || keptMessages > most)
      violated(
        'bounded',
        `${backlog} inputs wait and ${keptMessages} messages are kept, with ${this.books.orders.size} orders open`,
      );
  }
}

function knownOf(name: EventName, rules: readonly Rule[]): Known {
  const { owner, entity, after, never } = EVENT_RULES[name];
  return {
    name,
    owner,
    entity,
    word: wordOf(name),
    bit: bitOf(name),
    after: bitsOf(after),
    never: bitsOf(never),
    rules,
  };
}

function nameOf({ entity }: Known, key: number): string {
  return entity === 'shipment' || entity === 'claim' ? nameOfShipment(key) : `${entity} ${key}`;
}

function unknownEvent(event: string, owner: string): never {
  violated(
    'owner-writes',
    `${owner} wrote "${event}", which has no owner: put it into events.ts and docs/outbound.md`,
  );
}

function foreign(known: Known, owner: string, entityType: string, key: number): never {
  violated(
    'owner-writes',
    `${nameOf(known, key)}: ${known.name} of ${entityType} written by ${owner}, it belongs to ${known.owner}, of ${known.entity}`,
  );
}

function wrongNumber(known: Known, key: number, n: number): never {
  violated('side-effect-once', `${nameOf(known, key)}: ${known.name} no. ${n}, it happens once and is no. 1`);
}

function outOfTurn(known: Known, word: Word, key: number, bits: number, how: 'before' | 'after'): never {
  violated('only-tabled-transitions', `${nameOf(known, key)}: ${known.name} ${how} ${namesOf(word, bits)}`);
}
