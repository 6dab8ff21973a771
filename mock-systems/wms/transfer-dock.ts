/**
 * Where WMS receives what other nodes send: transfers that carriers deliver to a node, put into its stock.
 *
 * 1. What comes is what WMS has loaded at the other node and the carrier has delivered in good condition (`doorstep.ts`); what is damaged
 *    or refused is never stock here.
 * 2. Received within windows, by few people, and in stock when that is done: each line a lot and a `goodsTransferred`.
 * 3. Each delivery is received once. Asked again, it tells again what has been received, for `rememberMs`.
 * 4. Memory: who is busy until when, and receipts that are remembered.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { UnitsOfProducts } from '#orchestrator/contracts/replenishment';
import { replenishmentOf, siteOf } from '#orchestrator/contracts/replenishment';
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import type { ShelfReport } from '#orchestrator/contracts/stores';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import { BackDoor } from '../back-door.ts';
import type { Box, Doorstep } from '../doorstep.ts';
import { FinishedKeys, type SavedFinished } from '../finished-keys.ts';
import type { TransferDockSettings } from './settings.ts';
import type { Stock } from './stock.ts';

interface Receipt extends UnitsOfProducts {
  readonly n: number;
}

export interface TransferDockState {
  readonly door: readonly (readonly number[])[];
  readonly receipts: ReadonlyMap<number, readonly Receipt[]>;
  readonly finished: SavedFinished;
  readonly reports: readonly number[];
  readonly receivedUnits: number;
}

export interface TransferDockSays {
  reported(key: number, countedAt: number, no: number, body: ShelfReport): void;
  received(key: number, transfer: number, n: number, body: UnitsOfProducts): void;
}

export class TransferDock {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly settings: TransferDockSettings;
  private readonly stock: Stock;
  private readonly says: TransferDockSays;
  private readonly door: BackDoor;
  private readonly finished: FinishedKeys;
  private receipts = new Map<number, readonly Receipt[]>();
  /** Number of the last report, by node of the dock. */
  private reports: number[];
  private units = 0;

  constructor(
    kernel: Kernel,
    log: BusinessLog,
    random: Random,
    settings: TransferDockSettings,
    stock: Stock,
    doorstep: Doorstep,
    says: TransferDockSays,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.stock = stock;
    this.says = says;
    this.finished = new FinishedKeys(settings.rememberMs);
    this.reports = settings.docks.map(() => 0);
    this.door = new BackDoor(kernel, 'wms/transfers', settings, settings.docks, random, (dock, box) =>
      this.receive(dock, box),
    );
    const { numbering, firstSite } = settings;
    doorstep.connect(
      {
        placed: () => {},
        withdrawn: () => {},
        changed: () => {},
        delivered: (box, condition) => this.arrived(box, condition),
      },
      (order) => order >= numbering.first && siteOf(numbering, order) >= firstSite,
    );
  }

  /** Says once what is there: reviews begin with it. Not after a restore. */
  start(): void {
    const { docks, groups, numbering, firstSite } = this.settings;
    for (const dock of docks.keys())
      for (const group of groups.keys()) this.report((firstSite + dock) * numbering.groups + group);
  }

  /** Units put into stock in the whole run, by its own count. */
  get receivedUnits(): number {
    return this.units;
  }

  /** What is free of the products of a group. @param key store x groups + group */
  report(key: number): void {
    const { docks, groups, numbering, firstSite } = this.settings;
    const dock = Math.floor(key / numbering.groups) - firstSite;
    const { node } = docks[dock]!;
    const onHand = groups[key % numbering.groups]!.map((product) => this.stock.availableOf(node, product));
    this.reports[dock]! += 1;
    this.says.reported(key, this.kernel.now, this.reports[dock]!, { onHand, sold: onHand.map(() => 0) });
  }

  tellReceipts(transfer: number): void {
    for (const receipt of this.receipts.get(transfer) ?? []) this.tell(transfer, receipt);
  }

  private arrived(box: Box, condition: number): void {
    const { docks, numbering, firstSite } = this.settings;
    const dock = siteOf(numbering, orderOf(box.shipment)) - firstSite;
    if (condition === CONDITION.good) {
      this.door.take(dock, box);
      return;
    }
    const { node } = docks[dock]!;
    this.log.business('transferRefused', 'WMS', 'transfer', box.shipment, 1, sum(box.units), node);
  }

  private receive(dock: number, { shipment, products, units }: Box): void {
    const { kernel, log, finished } = this;
    const { node } = this.settings.docks[dock]!;
    for (const [line, product] of products.entries()) {
      if (units[line]! === 0) continue;
      this.stock.receive(node, product, units[line]!, kernel.now);
      log.business('goodsTransferred', 'WMS', 'transfer', shipment, product + 1, node, units[line]!);
    }
    const all = sum(units);
    this.units += all;
    const transfer = orderOf(shipment);
    const receipt = { n: sourcingOf(shipment), products, units };
    this.receipts.set(transfer, [...(this.receipts.get(transfer) ?? []), receipt]);
    finished.add(transfer, kernel.now);
    for (let old = finished.next(kernel.now); old >= 0; old = finished.next(kernel.now))
      this.receipts.delete(old);
    log.business('transferPutAway', 'WMS', 'transfer', shipment, 1, all, node);
    this.tell(transfer, receipt);
  }

  private tell(transfer: number, { n, products, units }: Receipt): void {
    const key = replenishmentOf(this.settings.numbering, transfer);
    this.says.received(key, transfer, n, { products, units });
  }

  save(): TransferDockState {
    return {
      door: this.door.save(),
      receipts: new Map(this.receipts),
      finished: this.finished.save(),
      reports: this.reports.slice(),
      receivedUnits: this.units,
    };
  }

  load(saved: TransferDockState): void {
    this.door.load(saved.door);
    this.receipts = new Map(saved.receipts);
    this.finished.load(saved.finished);
    this.reports = saved.reports.slice();
    this.units = saved.receivedUnits;
  }
}

function sum(units: readonly number[]): number {
  let all = 0;
  for (const each of units) all += each;
  return all;
}
