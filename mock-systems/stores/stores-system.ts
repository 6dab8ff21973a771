/**
 * The system of all stores: tills, shelves, back doors. It owns what is sold, what could not be, what is received and what the counts
 * find; the core hears of books and receipts.
 *
 * 1. Sales are an event an hour and store; at the end of a trading day the books are closed and reported, group by group.
 * 2. What comes is what WMS has loaded and the carrier has delivered in good condition (`doorstep.ts`); a damaged delivery is refused at
 *    the door and never on a shelf.
 * 3. Each delivery is received once. Asked again, it tells again what has been received, for `rememberMs`.
 * 4. Memory: shelves, the day's figures, and receipts that are remembered.
 */
import { CONDITION } from '#orchestrator/contracts/erp';
import { STORES } from '#orchestrator/contracts/partners';
import { replenishmentOf, siteOf } from '#orchestrator/contracts/replenishment';
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import type { HandlerNo } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import { BackDoor } from '../back-door.ts';
import type { Box, Doorstep } from '../doorstep.ts';
import { FinishedKeys, type SavedFinished } from '../finished-keys.ts';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { StoresSettings } from './settings.ts';
import { type SavedShelves, Shelves } from './shelves.ts';

/** What stores have really done, by their own count, in the whole run. */
export interface StoresLedger {
  soldUnits: number;
  lostUnits: number;
  receivedUnits: number;
  shrunkUnits: number;
}

/** Of the trading day that is under way. */
interface Today {
  soldUnits: number;
  soldMinor: number;
  lostUnits: number;
  lostMinor: number;
  inStock: number;
  listed: number;
}

interface Receipt {
  readonly n: number;
  readonly products: readonly number[];
  readonly units: readonly number[];
}

interface StoresState {
  readonly shelves: SavedShelves;
  readonly door: readonly (readonly number[])[];
  readonly today: readonly Today[];
  readonly receipts: ReadonlyMap<number, readonly Receipt[]>;
  readonly finished: SavedFinished;
  readonly ledger: StoresLedger;
  /** Number of the last report, by store. */
  readonly reports: readonly number[];
}

const NOTHING: Today = { soldUnits: 0, soldMinor: 0, lostUnits: 0, lostMinor: 0, inStock: 0, listed: 0 };

export class StoresSystem extends MockSystem<StoresState> {
  readonly shelves: Shelves;
  private readonly settings: StoresSettings;
  private readonly door: BackDoor;
  private readonly finished: FinishedKeys;
  private readonly onHour: HandlerNo;
  private today: Today[];
  private receipts = new Map<number, readonly Receipt[]>();
  private reports: number[];
  private own: StoresLedger = { soldUnits: 0, lostUnits: 0, receivedUnits: 0, shrunkUnits: 0 };

  constructor(context: MockContext, random: Random, settings: StoresSettings, doorstep: Doorstep) {
    super(context, STORES, 'STORES');
    const { kernel } = this;
    this.settings = settings;
    this.shelves = new Shelves(settings, random);
    this.door = new BackDoor(kernel, 'stores', settings, settings.stores, random, (store, box) =>
      this.receive(store, box),
    );
    this.finished = new FinishedKeys(settings.rememberMs);
    this.today = settings.stores.map(() => ({ ...NOTHING }));
    this.reports = settings.stores.map(() => 0);
    this.onHour = kernel.handler('stores.hour', (store, hour) => this.trade(store, hour));
    doorstep.connect(
      {
        placed: () => {},
        withdrawn: () => {},
        changed: () => {},
        delivered: (box, condition) => this.arrived(box, condition),
      },
      (order) =>
        order >= settings.numbering.first && siteOf(settings.numbering, order) < settings.stores.length,
    );
    this.on('requestShelf', ({ key }) => this.reportGroup(key));
    this.on('askForReceipts', ({ a: transfer }) => {
      for (const receipt of this.receipts.get(transfer) ?? []) this.tellReceipt(transfer, receipt);
    });
  }

  /** Opens the books and schedules the first hours; not after a restore. */
  start(): void {
    this.settings.stores.forEach(({ hours }, store) => {
      const { units, minor } = this.shelves.totalOf(store);
      this.log.business('shelfOpened', 'STORES', 'store', store, 1, units, minor);
      if (hours.length > 0) this.kernel.schedule(this.onHour, hours[0]!.at, store, 0);
      this.report(store);
    });
  }

  /** What it has done in the whole run, by its own count. */
  get ledger(): Readonly<StoresLedger> {
    return this.own;
  }

  private trade(store: number, no: number): void {
    const { hours } = this.settings.stores[store]!;
    const { weight, day, last } = hours[no]!;
    if (no === 0 || hours[no - 1]!.last) this.shelves.open(store, day);
    const { units, minor, lostUnits, lostMinor, inStock, listed } = this.shelves.sell(store, no, weight);
    const today = this.today[store]!;
    today.soldUnits += units;
    today.soldMinor += minor;
    today.lostUnits += lostUnits;
    today.lostMinor += lostMinor;
    today.inStock += inStock;
    today.listed += listed;
    this.own.soldUnits += units;
    this.own.lostUnits += lostUnits;
    if (last) this.close(store, day);
    if (no + 1 < hours.length) this.kernel.schedule(this.onHour, hours[no + 1]!.at, store, no + 1);
  }

  private close(store: number, day: number): void {
    const { soldUnits, soldMinor, lostUnits, lostMinor, inStock, listed } = this.today[store]!;
    this.today[store] = { ...NOTHING };
    this.log.business('shelfSold', 'STORES', 'store', store, day, soldUnits, soldMinor);
    if (lostUnits > 0) this.log.business('salesLost', 'STORES', 'store', store, day, lostUnits, lostMinor);
    this.log.business('shelfAvailable', 'STORES', 'store', store, day, inStock, listed);
    const shrunk = this.shelves.shrink(store, day);
    this.own.shrunkUnits += shrunk;
    if (shrunk > 0) this.log.business('shelfShrunk', 'STORES', 'store', store, day, shrunk, 0);
    const { over, under } = this.shelves.count(store, day);
    if (over + under > 0) this.log.business('shelfCounted', 'STORES', 'store', store, day, over, under);
    const { units, minor } = this.shelves.totalOf(store);
    this.log.business('shelfClosed', 'STORES', 'store', store, day, units, minor);
    this.report(store);
  }

  private report(store: number): void {
    this.reports[store]! += 1;
    for (let group = 0; group < this.settings.groups.length; group++)
      this.sayShelf(store, group, this.reports[store]!);
  }

  private reportGroup(key: number): void {
    const { groups } = this.settings.numbering;
    const store = Math.floor(key / groups);
    this.reports[store]! += 1;
    this.sayShelf(store, key % groups, this.reports[store]!);
  }

  private sayShelf(store: number, group: number, no: number): void {
    const { groups, numbering } = this.settings;
    const { shelves } = this;
    // Books may be below nothing; a shelf is not.
    const onHand = groups[group]!.map((product) => Math.max(0, shelves.bookedAt(store, product)));
    const sold = groups[group]!.map((product) => shelves.soldAt(store, product));
    this.send('shelfReported', store * numbering.groups + group, this.kernel.now, no, { onHand, sold });
  }

  private arrived(box: Box, condition: number): void {
    const store = siteOf(this.settings.numbering, orderOf(box.shipment));
    let units = 0;
    for (const each of box.units) units += each;
    if (condition !== CONDITION.good) {
      this.log.business('deliveryRefused', 'STORES', 'transfer', box.shipment, 1, units, store);
      return;
    }
    const workMs = this.door.take(store, box);
    this.log.business('deliveryTaken', 'STORES', 'transfer', box.shipment, 1, store, workMs);
  }

  private receive(store: number, { shipment, products, units }: Box): void {
    const { kernel, finished } = this;
    this.shelves.receive(store, products, units);
    let sum = 0;
    for (const each of units) sum += each;
    this.own.receivedUnits += sum;
    const transfer = orderOf(shipment);
    const receipt = { n: sourcingOf(shipment), products, units };
    this.receipts.set(transfer, [...(this.receipts.get(transfer) ?? []), receipt]);
    finished.add(transfer, kernel.now);
    for (let old = finished.next(kernel.now); old >= 0; old = finished.next(kernel.now))
      this.receipts.delete(old);
    this.log.business('transferReceived', 'STORES', 'transfer', shipment, 1, sum, store);
    this.tellReceipt(transfer, receipt);
  }

  private tellReceipt(transfer: number, { n, products, units }: Receipt): void {
    const key = replenishmentOf(this.settings.numbering, transfer);
    this.send('transferReceived', key, transfer, n, { products, units });
  }

  protected saveState(): StoresState {
    return {
      shelves: this.shelves.save(),
      door: this.door.save(),
      today: this.today.map((each) => ({ ...each })),
      receipts: new Map(this.receipts),
      finished: this.finished.save(),
      ledger: { ...this.own },
      reports: this.reports.slice(),
    };
  }

  protected loadState(saved: StoresState): void {
    this.shelves.load(saved.shelves);
    this.door.load(saved.door);
    this.today = saved.today.map((each) => ({ ...each }));
    this.receipts = new Map(saved.receipts);
    this.finished.load(saved.finished);
    this.own = { ...saved.ledger };
    this.reports = saved.reports.slice();
  }
}
