/**
 * What became of the orders of outbound fulfilment, folded from the business events of a recording, or of a run as it goes.
 *
 * 1. Only business events, tasks and what there is to choose from of carriers are read: each was written once, by its owner
 *    (docs/outbound.md). The same fold over the `business`, `tasks` and `decisions` tables of a recording gives the same outcomes.
 * 2. Bounded: about 165 bytes an order of one shipment, 170 a load with its milestones, and 11 a tender. What is rare (claims) has a row only
 *    where it happens. Folding costs 1.4 to 1.7 us an order (27 events, 0.6 loads).
 * 3. An event of an order that was not released is passed over, and so is an event that no KPI needs.
 */

import type { SavedStockValue, StockFacts } from '../stock-value.ts';
import { OutboundBooks } from './books.ts';
import { CareBooks, type SavedCare } from './care-books.ts';
import { CaseBooks } from './case-books.ts';
import { ClearanceBooks } from './clearances.ts';
import { foldInvoice, foldLoad } from './fold-loads.ts';
import { foldOrder } from './fold-orders.ts';
import { backInStock, foldShipment, openClaim } from './fold-shipments.ts';
import type { SavedTable } from './growing-table.ts';
import { PickupSlotBooks, type SavedPickupSlots } from './pickup-slot-books.ts';
import { ReceiptBooks, type SavedReceipts } from './receipts.ts';
import { RouteBooks, type SavedRoutes } from './route-books.ts';
import { type SavedStores, StoreBooks } from './store-books.ts';
import { type SavedTelematics, TelematicsBooks } from './telematics-books.ts';
import { type SavedThirdParty, ThirdPartyBooks } from './third-party-books.ts';
import { TOUCHED, WORK_FLAG, type WorkBody, WorkTable } from './touch-work.ts';

const DAY_MS = 86_400_000;
/** A complaint's key is (its order's x 8 + shipment) x 8 + kind: docs/returns.md. */
const COMPLAINTS_OF_ORDER = 64;
/** Actors whose tasks are an order's. */
const OF_ORDER: ReadonlySet<string> = new Set(['order', 'complaint']);
/** Actors whose key is a load's. */
const OF_LOAD: ReadonlySet<string> = new Set([
  'load',
  'freight-invoice',
  'customs-entry',
  'quality-case',
  'refusal-review',
]);

/** Tasks of a role: how many were given, how many answered. */
export interface RoleTasks {
  given: number;
  answered: number;
}

interface Saved {
  readonly epoch: number;
  readonly tables: readonly SavedTable[];
  readonly claimOf: readonly (readonly [number, number])[];
  readonly roles: readonly (readonly [string, RoleTasks])[];
  readonly cases: readonly (readonly [number, number])[];
  readonly caseSeconds: readonly number[];
  readonly exceptionCases: number;
  readonly otherTasks: number;
  readonly work: SavedTable;
  readonly workedRoles: readonly string[];
  readonly stock: SavedStockValue | null;
  readonly inbound: SavedReceipts;
  readonly clearances: SavedTable;
  readonly telematics: SavedTelematics;
  readonly care: SavedCare;
  readonly caseRows: SavedTable;
  readonly stores: SavedStores;
  readonly routes: SavedRoutes;
  readonly thirdParty: SavedThirdParty;
  readonly pickupSlots: SavedPickupSlots;
  readonly differences: SavedTable;
}

export class OutboundOutcomes extends OutboundBooks {
  readonly name = 'outbound-outcomes';
  /** Of inbound. */
  readonly receiptBooks = new ReceiptBooks();
  /** Of customers. */
  readonly careBooks = new CareBooks();
  /** Of exceptions. */
  readonly caseBooks = new CaseBooks();
  /** Of customs. */
  readonly clearanceBooks = new ClearanceBooks();
  /** Of devices on vehicles. */
  readonly telematicsBooks = new TelematicsBooks();
  /** Of stores. */
  readonly storeBooks = new StoreBooks();
  /** Of the own fleet's routes. */
  readonly routeBooks = new RouteBooks();
  /** Of freight that a third party arranges. */
  readonly thirdPartyBooks = new ThirdPartyBooks();
  /** Of appointments at the outbound docks. */
  readonly pickupSlotBooks = new PickupSlotBooks();
  readonly roles = new Map<string, RoleTasks>();
  /** Opened so far; how long each that was closed had been open. */
  exceptionCases = 0;
  caseSeconds: number[] = [];
  /** Tasks of no order, shipment or load; of tasks whose touch time is measured none is counted here or in the tables. */
  otherTasks = 0;
  /** What people did, and the names of its roles. */
  readonly work = new WorkTable();
  workedRoles: string[] = [];
  /** Roles whose touch time is measured. */
  readonly measured: ReadonlySet<string>;
  private readonly openCases = new Map<number, number>();

  /**
   * @param stock null = nothing is known of the stock: no holding cost, no turns
   * @param measured roles whose touch time is measured
   */
  constructor(stock: StockFacts | null = null, measured: ReadonlySet<string> = new Set()) {
    super(stock);
    this.measured = measured;
  }

  /** Takes one row of the `business` table. */
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
    if (this.epoch < 0) this.epoch = Math.floor(time / DAY_MS) * DAY_MS;
    switch (entityType) {
      case 'order':
        foldOrder(this, time, event, key, a, b);
        this.careBooks.foldOrder(event, n, a);
        return;
      case 'shipment':
        foldShipment(this, time, event, key, a, b);
        return;
      case 'load':
        foldLoad(this, time, event, owner, key, n, a, b);
        if (event !== 'pickupSlotRequested' || this.loadRow(key) >= 0)
          this.pickupSlotBooks.fold(event, key, this.second(time), this.second(a));
        if (event === 'deviceEstimated' || event === 'carrierEstimated' || event === 'arrivalEstimated')
          this.telematicsBooks.foldLoad(this.second(time), event, key, this.second(a), this.second(b));
        else if (event === 'freightArranged') this.thirdPartyBooks.arranged(key, b);
        else if (event === 'loadAdvised') this.advised(time, key);
        return;
      case 'freight-invoice':
        foldInvoice(this, time, event, key);
        return;
      case 'claim':
        if (event === 'claimOpened') openClaim(this, time, key, a);
        return;
      case 'node':
        if (event === 'goodsReceived' || event === 'stockAdjusted') this.stock?.move(time, a, b);
        return;
      case 'transfer':
        if (event === 'goodsTransferred') this.stock?.move(time, n - 1, b);
        return;
      case 'purchaseOrder':
        if (event === 'purchaseOrderReleased')
          this.receiptBooks.foldPurchase(event, key, a, Math.floor((b - this.epoch) / 1000));
        return;
      case 'purchase-order':
        this.receiptBooks.foldPurchase(event, key, a, b);
        return;
      case 'receipt':
        this.receiptBooks.foldReceipt(this.second(time), event, key, a, b);
        return;
      case 'declaration':
        this.clearanceBooks.fold(this.second(time), event, key, n, a);
        return;
      case 'store':
        this.storeBooks.foldStore(event, a, b);
        return;
      case 'replenishment':
        this.storeBooks.foldReplenishment(event, key, a, b);
        return;
      case 'route':
        this.routeBooks.fold(event, key, a, b, (shipment) => this.shipmentRow(shipment, false));
        return;
      case 'trip':
      case 'track':
      case 'quality-case':
        this.telematicsBooks.fold(this.second(time), event, key, a, this.second(b));
        return;
      case 'case':
        this.caseBooks.fold(this.second(time), event, key, a, this.second(b));
        return;
      case 'complaint':
        this.careBooks.foldComplaint(this.second(time), event, key, n, a, b);
        return;
      case 'return':
      case 'return-order':
        this.foldReturn(time, event, key, a, b);
        return;
      case 'exception-case':
        if (event === 'exceptionOpened') this.openCase(time, key);
    }
  }

  /** Takes one row of the `tasks` table, or what a recorder is told of a task. */
  task(
    now: number,
    role: string,
    entityType: string,
    key: number,
    _kind: string,
    _dueAt: number | null,
    state: string,
    body: unknown = null,
  ): void {
    if (state === 'handled') {
      this.handled(now, role, entityType, key, body as WorkBody);
      return;
    }
    let tasks = this.roles.get(role);
    if (tasks === undefined) {
      tasks = { given: 0, answered: 0 };
      this.roles.set(role, tasks);
    }
    if (state === 'answered') {
      tasks.answered += 1;
      if (entityType === 'exception-case') this.closeCase(now, key);
      return;
    }
    tasks.given += 1;
    if (!this.measured.has(role)) this.countTask(entityType, key);
  }

  /**
   * Takes the question of the `carrier` decision of a load: who the routing guide has first of those who may take it. Asked again, the
   * last question counts.
   * @param ruledOut by option, why it may not be chosen; null = it may
   */
  carrierAsked(
    key: number,
    options: readonly { readonly carrier: number; readonly guideRank: number }[],
    ruledOut: readonly (string | null)[] | null = null,
  ): void {
    const row = this.loadRow(key);
    if (row < 0) return;
    let best = Infinity;
    this.loads.firstOfGuide[row] = -1;
    for (let i = 0; i < options.length; i++) {
      const { carrier, guideRank } = options[i]!;
      if (guideRank === 0 || guideRank >= best || (ruledOut?.[i] ?? null) !== null) continue;
      best = guideRank;
      this.loads.firstOfGuide[row] = carrier;
    }
  }

  /** Seconds at which the exception cases that are open were opened. */
  get openCaseStarts(): readonly number[] {
    return [...this.openCases.values()];
  }

  save(): unknown {
    const saved: Saved = {
      epoch: this.epoch,
      tables: this.tables.map((table) => table.saveRows()),
      claimOf: [...this.claimOf],
      roles: [...this.roles].map(([role, tasks]) => [role, { ...tasks }] as const),
      cases: [...this.openCases],
      caseSeconds: [...this.caseSeconds],
      exceptionCases: this.exceptionCases,
      otherTasks: this.otherTasks,
      work: this.work.saveRows(),
      workedRoles: [...this.workedRoles],
      stock: this.stock?.save() ?? null,
      inbound: this.receiptBooks.save(),
      clearances: this.clearanceBooks.save(),
      telematics: this.telematicsBooks.save(),
      care: this.careBooks.save(),
      caseRows: this.caseBooks.save(),
      stores: this.storeBooks.save(),
      routes: this.routeBooks.save(),
      thirdParty: this.thirdPartyBooks.save(),
      pickupSlots: this.pickupSlotBooks.save(),
      differences: this.differenceBooks.save(),
    };
    return saved;
  }

  load(state: unknown): void {
    const saved = state as Saved;
    this.epoch = saved.epoch;
    for (const [i, table] of this.tables.entries()) table.loadRows(saved.tables[i]!);
    refill(this.claimOf, saved.claimOf);
    refill(
      this.roles,
      saved.roles.map(([role, tasks]) => [role, { ...tasks }] as const),
    );
    refill(this.openCases, saved.cases);
    this.caseSeconds = [...saved.caseSeconds];
    this.exceptionCases = saved.exceptionCases;
    this.otherTasks = saved.otherTasks;
    this.work.loadRows(saved.work);
    this.workedRoles = [...saved.workedRoles];
    if (saved.stock !== null) this.stock?.load(saved.stock);
    this.receiptBooks.load(saved.inbound);
    this.clearanceBooks.load(saved.clearances);
    this.telematicsBooks.load(saved.telematics);
    this.careBooks.load(saved.care);
    this.caseBooks.load(saved.caseRows);
    this.storeBooks.load(saved.stores);
    this.routeBooks.load(saved.routes);
    this.thirdPartyBooks.load(saved.thirdParty);
    this.pickupSlotBooks.load(saved.pickupSlots);
    this.differenceBooks.load(saved.differences);
    this.rowOf.clear();
    for (let row = 0; row < this.orders.size; row++) this.rowOf.set(this.orders.no[row]!, row);
  }

  private foldReturn(time: number, event: string, key: number, a: number, b: number): void {
    const row = this.shipmentRow(key, false);
    this.careBooks.foldReturn(this.second(time), event, key, a, row < 0 ? -1 : this.shipments.order[row]!);
    if (event === 'customerReturned') backInStock(this, time, row, b);
  }

  private advised(time: number, key: number): void {
    const row = this.loadRow(key);
    if (row < 0) return;
    const { agreedMinor, departedAt } = this.loads;
    const unheardMs = (this.second(time) - departedAt[row]!) * 1000;
    this.thirdPartyBooks.advised(key, agreedMinor[row]!, unheardMs);
  }

  private openCase(time: number, key: number): void {
    this.exceptionCases += 1;
    this.openCases.set(key, this.second(time));
  }

  private closeCase(time: number, key: number): void {
    const openedAt = this.openCases.get(key);
    if (openedAt === undefined) return;
    this.openCases.delete(key);
    this.caseSeconds.push(this.second(time) - openedAt);
  }

  private handled(now: number, role: string, entityType: string, key: number, body: WorkBody): void {
    const { work, workedRoles } = this;
    if (!workedRoles.includes(role)) workedRoles.push(role);
    const touched = this.taskRow(entityType, key);
    const at = work.add();
    work.role[at] = workedRoles.indexOf(role);
    work.kind[at] = touched < 0 ? TOUCHED.other : touchedOf(entityType);
    work.row[at] = touched;
    work.doneAt[at] = this.second(now);
    work.touchMs[at] = body.touchMs;
    work.trayMs[at] = body.trayMs;
    work.flags[at] = (body.round === 0 ? 0 : WORK_FLAG.repeated) | (body.mistaken ? WORK_FLAG.mistaken : 0);
  }

  private countTask(entityType: string, key: number): void {
    const row = this.taskRow(entityType, key);
    if (row < 0) this.otherTasks += 1;
    else if (OF_ORDER.has(entityType)) this.orders.tasks[row]! += 1;
    else if (OF_LOAD.has(entityType)) this.loads.tasks[row]! += 1;
    else this.shipments.tasks[row]! += 1;
  }

  private taskRow(entityType: string, key: number): number {
    switch (entityType) {
      case 'order':
        return this.rowOf.get(key);
      case 'complaint':
        return this.rowOf.get(Math.floor(key / COMPLAINTS_OF_ORDER));
      case 'shipment':
      case 'claim':
      case 'return-order':
        return this.shipmentRow(key, false);
      case 'load':
      case 'freight-invoice':
      case 'customs-entry':
      case 'quality-case':
      case 'refusal-review':
        return this.loadRow(key);
      default:
        return -1;
    }
  }
}

function touchedOf(entityType: string): number {
  if (OF_ORDER.has(entityType)) return TOUCHED.order;
  return OF_LOAD.has(entityType) ? TOUCHED.load : TOUCHED.shipment;
}

function refill<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
