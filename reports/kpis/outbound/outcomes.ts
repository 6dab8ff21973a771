/**
 * What became of the orders of outbound fulfilment, folded from the business events of a recording, or of a run as it goes.
 *
 * 1. Only business events and tasks are read: each was written once, by its owner (docs/outbound.md). The same fold over the
 *    `business` and `tasks` tables of a recording gives the same outcomes.
 * 2. Bounded: about 145 bytes an order of one shipment, and 150 a load with its milestones. What is rare (claims) has a row only
 *    where it happens. Folding costs 1.4 to 1.7 us an order (27 events, 0.6 loads).
 * 3. An event of an order that was not released is passed over, and so is an event that no KPI needs.
 */
import { OutboundBooks } from './books.ts';
import { foldInvoice, foldLoad } from './fold-loads.ts';
import { foldOrder } from './fold-orders.ts';
import { foldShipment, openClaim } from './fold-shipments.ts';
import type { SavedTable } from './growing-table.ts';
import type { SavedStockValue, StockFacts } from './stock-value.ts';

const DAY_MS = 86_400_000;

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
  readonly stock: SavedStockValue | null;
}

export class OutboundOutcomes extends OutboundBooks {
  readonly name = 'outbound-outcomes';
  readonly roles = new Map<string, RoleTasks>();
  /** Opened so far; how long each that was closed had been open. */
  exceptionCases = 0;
  caseSeconds: number[] = [];
  /** Tasks of no order, shipment or load. */
  otherTasks = 0;
  private readonly openCases = new Map<number, number>();

  /** @param stock null = nothing is known of the stock: no holding cost, no turns */
  constructor(stock: StockFacts | null = null) {
    super(stock);
  }

  /** Takes one row of the `business` table. */
  business(
    time: number,
    event: string,
    _owner: string,
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
        return;
      case 'shipment':
        foldShipment(this, time, event, key, a, b);
        return;
      case 'load':
        foldLoad(this, time, event, key, n, a, b);
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
  ): void {
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
    this.countTask(entityType, key);
  }

  get openExceptionCases(): number {
    return this.openCases.size;
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
      stock: this.stock?.save() ?? null,
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
    if (saved.stock !== null) this.stock?.load(saved.stock);
    this.rowOf.clear();
    for (let row = 0; row < this.orders.size; row++) this.rowOf.set(this.orders.no[row]!, row);
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

  private countTask(entityType: string, key: number): void {
    const row = this.taskRow(entityType, key);
    if (row < 0) this.otherTasks += 1;
    else if (entityType === 'order') this.orders.tasks[row]! += 1;
    else if (entityType === 'load' || entityType === 'freight-invoice') this.loads.tasks[row]! += 1;
    else this.shipments.tasks[row]! += 1;
  }

  private taskRow(entityType: string, key: number): number {
    switch (entityType) {
      case 'order':
        return this.rowOf.get(key);
      case 'shipment':
      case 'claim':
        return this.shipmentRow(key, false);
      case 'load':
      case 'freight-invoice':
        return this.loadRow(key);
      default:
        return -1;
    }
  }
}

function refill<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
