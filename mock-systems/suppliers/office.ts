/**
 * What the desks of the suppliers' portal share: purchase orders, luck, the ledger, and the way to the core.
 *
 * 1. A purchase order is forgotten `rememberMs` after the last thing that happened to it by itself.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { deliveryOf, purchaseOrderOf } from '#orchestrator/contracts/receipt-key';
import type { SupplierToCore } from '#orchestrator/contracts/suppliers';
import { assert } from '#sim/assert';
import type { Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import { FinishedKeys, type SavedFinished } from '../finished-keys.ts';
import type { MistakeLog } from '../mock-system.ts';
import { type CompiledSupplier, compileSupplier, type SupplierStreams } from './luck.ts';
import type { NoticeSlips, PortalSettings } from './settings.ts';
import { copyOrder, type Delivery, type SupplierOrder } from './supplier-order.ts';

export type SupplierSend = <Kind extends SupplierToCore['kind']>(
  kind: Kind,
  key: number,
  a: number,
  b: number,
  body: Extract<SupplierToCore, { readonly kind: Kind }>['body'],
) => void;

/** What suppliers have really done, by their own count, in the whole run. */
export interface SupplierLedger {
  confirmed: number;
  declined: number;
  /** Trucks that have left, and what was on them. */
  departed: number;
  departedUnits: number;
  /** At a gate. */
  arrived: number;
  arrivedUnits: number;
  /** On the way, and will never come. */
  lost: number;
  lostUnits: number;
}

export interface PortalState {
  readonly orders: SavedRecords<SupplierOrder>;
  readonly finished: SavedFinished;
  readonly ledger: SupplierLedger;
}

export class SupplierOffice {
  readonly orders = new LentRecords<SupplierOrder>(copyOrder);
  readonly kernel: Kernel;
  readonly log: BusinessLog;
  readonly streams: SupplierStreams;
  readonly send: SupplierSend;
  ledger: SupplierLedger = {
    confirmed: 0,
    declined: 0,
    departed: 0,
    departedUnits: 0,
    arrived: 0,
    arrivedUnits: 0,
    lost: 0,
    lostUnits: 0,
  };
  private readonly settings: PortalSettings;
  private readonly compiled: readonly CompiledSupplier[];
  private readonly finished: FinishedKeys;
  private readonly mistakes: MistakeLog | null;

  constructor(
    kernel: Kernel,
    log: BusinessLog,
    streams: SupplierStreams,
    settings: PortalSettings,
    send: SupplierSend,
    mistakes: MistakeLog | null = null,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.streams = streams;
    this.settings = settings;
    this.send = send;
    this.mistakes = mistakes;
    this.compiled = settings.suppliers.map(({ profile }) => compileSupplier(profile));
    this.finished = new FinishedKeys(settings.rememberMs);
  }

  supplier(no: number): CompiledSupplier {
    const found = this.compiled[no];
    assert(
      found !== undefined,
      `there is no supplier ${no}: the portal has ${this.compiled.length}. Add it to the settings`,
    );
    return found;
  }

  /** How it mistakes units; null = never. */
  slipsOf(supplier: number): NoticeSlips | null {
    return this.settings.suppliers[supplier]!.slips ?? null;
  }

  /** It does not know of it: on record only. */
  mistake(kind: string, receipt: number, detail: object): void {
    this.mistakes?.(kind, 'SUPPLIER to core', receipt, detail);
  }

  /** A delivery of a receipt's key that is planned or has left, while its order is remembered. */
  deliveryOf(receipt: number): Delivery | undefined {
    return this.orders.get(purchaseOrderOf(receipt))?.deliveries[deliveryOf(receipt)];
  }

  /**
   * When a truck leaves that is ready then and wanted there by an instant: with the last departure that is soon enough, or, where
   * that is too soon for the goods, with the first that is not. O(log departures).
   */
  departureFor(supplier: number, readyAt: number, wantedAt: number): number {
    const { departures } = this.settings.suppliers[supplier]!;
    const last = departures[firstFrom(departures, wantedAt + 1) - 1] ?? wantedAt;
    return last >= readyAt ? last : this.departureFrom(supplier, readyAt);
  }

  /** The first instant from `at` on at which a truck of this supplier may leave. O(log departures). */
  departureFrom(supplier: number, at: number): number {
    const { departures } = this.settings.suppliers[supplier]!;
    return departures[firstFrom(departures, at)] ?? at;
  }

  /** Nothing more will happen to it by itself. */
  finish(key: number, order: SupplierOrder): void {
    if (order.finished) return;
    const { now } = this.kernel;
    order.finished = true;
    this.finished.add(key, now);
    for (let due = this.finished.next(now); due !== -1; due = this.finished.next(now))
      this.orders.delete(due);
  }

  save(): PortalState {
    return { orders: this.orders.save(), finished: this.finished.save(), ledger: { ...this.ledger } };
  }

  load(saved: PortalState): void {
    this.orders.load(saved.orders);
    this.finished.load(saved.finished);
    this.ledger = { ...saved.ledger };
  }
}

/** Index of the first instant that is `at` or later. */
function firstFrom(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
