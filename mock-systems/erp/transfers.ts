/**
 * ERP's transfers: internal orders, by which a node sends stock to a store. What the core asks for becomes an order like any other; how
 * that stands is told as it goes.
 *
 * 1. A transfer is made once, whatever comes again; asked again, what has been said of it is said again.
 * 2. What a store has received is posted once a shipment.
 * 3. Memory: transfers that are open, and those closed less than `rememberMs` ago.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { SalesOrderLine, UnitsOfOrderLines } from '#orchestrator/contracts/erp';
import {
  type CancelTransfer,
  CONDITIONS,
  type PostTransferReceipt,
  type ReplenishmentToCore,
  type RequestTransfer,
  type UnitsOfProducts,
} from '#orchestrator/contracts/replenishment';
import { orderOf, shipmentKey, sourcingOf } from '#orchestrator/contracts/shipment-key';
import type { Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import { FinishedKeys, type SavedFinished } from '../finished-keys.ts';
import type { ErpOrder } from './settings.ts';
import type { TransferSettings } from './transfer-settings.ts';

/** What the desk needs of the rest of ERP. */
export interface OrderDesk {
  /** An order more, released now. */
  release(order: ErpOrder): void;
  /** It is not wanted any more. */
  cancel(no: number): void;
  /** Units have come to a node. */
  stock(node: number, product: number, units: number): void;
}

interface Transfer {
  /** Of the replenishment. */
  readonly key: number;
  readonly units: number;
  /** That it is for; -1 = a store. */
  readonly node: number;
  /** Of each line of its order. */
  readonly products: readonly number[];
  cancelled: boolean;
  /** By shipment: what was issued; condition delivered in, -1 = not yet; whether its receipt is posted. */
  issued: (UnitsOfProducts | null)[];
  conditions: number[];
  posted: boolean[];
  /** Units that will not come; -1 = open. */
  shortUnits: number;
}

export interface TransferState {
  readonly transfers: SavedRecords<Transfer>;
  readonly finished: SavedFinished;
  readonly receipts: number;
}

export type PutTransfer = (
  kind: ReplenishmentToCore['kind'],
  key: number,
  a: number,
  b: number,
  body: UnitsOfProducts | null,
) => void;

export class Transfers {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly settings: TransferSettings;
  private readonly orders: OrderDesk;
  private readonly put: PutTransfer;
  private readonly transfers = new LentRecords<Transfer>(copyTransfer);
  private readonly finished: FinishedKeys;
  private receipts = 0;

  constructor(
    kernel: Kernel,
    log: BusinessLog,
    settings: TransferSettings,
    orders: OrderDesk,
    put: PutTransfer,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.orders = orders;
    this.put = put;
    this.finished = new FinishedKeys(settings.rememberMs);
  }

  /** Receipts of stores posted, by its own count. */
  get receiptsPosted(): number {
    return this.receipts;
  }

  request(message: RequestTransfer): void {
    const { key, a: no, body } = message;
    const known = this.transfers.get(no);
    if (known !== undefined) {
      this.sayAll(no, known);
      return;
    }
    let units = 0;
    for (const each of body.units) units += each;
    const transfer: Transfer = {
      key,
      units,
      node: this.settings.nodeOf?.[body.store] ?? -1,
      products: body.products,
      cancelled: false,
      issued: [],
      conditions: [],
      posted: [],
      shortUnits: -1,
    };
    this.transfers.set(no, transfer);
    this.log.business('transferReleased', 'ERP', 'internal-order', no, 1, units, key);
    this.put('transferReleased', key, no, units, null);
    this.orders.release(this.orderOf(message));
  }

  cancel({ a: no }: CancelTransfer): void {
    const transfer = this.transfers.get(no);
    if (transfer === undefined) return;
    if (transfer.shortUnits >= 0) this.put('transferClosed', transfer.key, no, transfer.shortUnits, null);
    if (transfer.cancelled || transfer.shortUnits >= 0) return;
    transfer.cancelled = true;
    this.orders.cancel(no);
  }

  postReceipt({ a: no, b: n, body }: PostTransferReceipt): void {
    const transfer = this.transfers.get(no);
    if (transfer === undefined || transfer.posted[n]) return;
    transfer.posted[n] = true;
    let units = 0;
    for (const each of body.units) units += each;
    this.receipts += 1;
    if (transfer.node >= 0)
      for (let i = 0; i < body.products.length; i++)
        this.orders.stock(transfer.node, body.products[i]!, body.units[i]!);
    this.log.business('transferReceiptPosted', 'ERP', 'transfer', shipmentKey(no, n), 1, units, transfer.key);
  }

  /** A goods issue of a shipment is posted. */
  issued(shipment: number, { lines, units }: UnitsOfOrderLines): void {
    const transfer = this.transfers.get(orderOf(shipment));
    if (transfer === undefined) return;
    const products = lines.map((line) => transfer.products[line]!);
    const n = sourcingOf(shipment);
    transfer.issued[n] = { products, units };
    this.put('transferIssued', transfer.key, orderOf(shipment), n, transfer.issued[n]!);
  }

  /** A shipment has been delivered, in this `CONDITION`. */
  delivered(shipment: number, condition: number): void {
    const transfer = this.transfers.get(orderOf(shipment));
    if (transfer === undefined) return;
    const n = sourcingOf(shipment);
    transfer.conditions[n] = condition;
    this.put('transferDelivered', transfer.key, orderOf(shipment), n * CONDITIONS + condition, null);
  }

  /** The core is done with the order. */
  closed(no: number, shortUnits: number): void {
    const transfer = this.transfers.get(no);
    if (transfer === undefined || transfer.shortUnits >= 0) return;
    transfer.shortUnits = shortUnits;
    this.put('transferClosed', transfer.key, no, shortUnits, null);
    const { finished, kernel } = this;
    finished.add(no, kernel.now);
    for (let old = finished.next(kernel.now); old >= 0; old = finished.next(kernel.now))
      this.transfers.delete(old);
  }

  save(): TransferState {
    return { transfers: this.transfers.save(), finished: this.finished.save(), receipts: this.receipts };
  }

  load(saved: TransferState): void {
    this.transfers.load(saved.transfers);
    this.finished.load(saved.finished);
    this.receipts = saved.receipts;
  }

  private sayAll(no: number, { key, units, issued, conditions, shortUnits }: Transfer): void {
    this.put('transferReleased', key, no, units, null);
    issued.forEach((each, n) => {
      if (each !== null) this.put('transferIssued', key, no, n, each);
    });
    conditions.forEach((condition, n) => {
      this.put('transferDelivered', key, no, n * CONDITIONS + condition, null);
    });
    if (shortUnits >= 0) this.put('transferClosed', key, no, shortUnits, null);
  }

  private orderOf({ a: no, b: dueAt, body }: RequestTransfer): ErpOrder {
    const { settings, kernel } = this;
    const { store, source, products, units } = body;
    const prices = (settings.nodeOf?.[store] ?? -1) < 0 ? settings.unitPriceMinor : settings.nodePriceMinor!;
    const lines = products.map(
      (product, line): SalesOrderLine => ({
        product,
        units: units[line]!,
        unitWeightGrams: settings.unitWeightGrams[product]!,
        unitPriceMinor: prices[product]!,
      }),
    );
    return {
      no,
      drawKey: no,
      releaseAt: kernel.now,
      sales: {
        customer: settings.customerOf[store]![source]!,
        destination: settings.placeOf[store]!,
        lines,
        shipComplete: false,
        priority: settings.priority,
        // A request that comes when that is over is promised for no instant before it.
        promisedAt: Math.max(dueAt, kernel.now),
        instructed: null,
      },
    };
  }
}

function copyTransfer(transfer: Transfer): Transfer {
  return {
    ...transfer,
    issued: transfer.issued.slice(),
    conditions: transfer.conditions.slice(),
    posted: transfer.posted.slice(),
  };
}
