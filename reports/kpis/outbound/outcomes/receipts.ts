/**
 * What became of each purchase order and receipt: one row each, folded from the business events of inbound.
 *
 * 1. Instants are whole seconds as of the other tables, rounded up, due dates rounded down. -1 = has not happened.
 * 2. Bounded: 72 bytes a receipt, 17 a purchase order. Where there is no inbound there are no rows.
 */
import { GrowingTable, ROWS_AT_FIRST, type SavedTable } from './growing-table.ts';
import { RowIndex } from './row-index.ts';

/** A receipt's key is its purchase order's x 8 + n: docs/outbound.md. */
const RECEIPTS_OF_ORDER = 8;

const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

export class PurchaseTable extends GrowingTable {
  protected readonly zeros = [];
  no = ints();
  units = ints();
  dueAt = ints();
  /** `PURCHASE_END` of the purchasing contract. */
  end = new Int8Array(ROWS_AT_FIRST);
  /** Units that have not come. */
  missing = ints();

  constructor() {
    super();
    this.clear();
  }
}

export class ReceiptTable extends GrowingTable {
  protected readonly zeros = ['slots'];
  no = ints();
  /** Row of its purchase order. */
  order = ints();
  node = ints();
  noticedAt = ints();
  noticedUnits = ints();
  /** Slots booked for it. */
  slots = ints();
  atGateAt = ints();
  /** 1 = its slot was over then, or it had none. */
  missed = ints();
  dockedAt = ints();
  countedAt = ints();
  /** Good and damaged. */
  countedUnits = ints();
  putAwayAt = ints();
  /** When ERP knew of the count. */
  postedAt = ints();
  /** When its supplier's invoice came, of how much. */
  invoicedAt = ints();
  supplier = ints();
  invoicedMinor = new Float64Array(ROWS_AT_FIRST);
  workMs = ints();

  constructor() {
    super();
    this.clear();
  }
}

export interface SavedReceipts {
  readonly purchases: SavedTable;
  readonly receipts: SavedTable;
}

export class ReceiptBooks {
  readonly purchases = new PurchaseTable();
  readonly receipts = new ReceiptTable();
  private readonly purchaseRows = new RowIndex();
  private readonly receiptRows = new RowIndex();

  /**
   * Takes an event of a purchase order.
   * @param b where it is an instant, in seconds as of the tables
   */
  foldPurchase(event: string, key: number, a: number, b: number): void {
    const { purchases } = this;
    if (event === 'purchaseOrderReleased') {
      const row = purchases.add();
      this.purchaseRows.set(key, row);
      purchases.no[row] = key;
      purchases.units[row] = a;
      purchases.dueAt[row] = b;
      return;
    }
    const row = this.purchaseRows.get(key);
    if (row < 0 || event !== 'purchaseOrderDone') return;
    purchases.end[row] = a;
    purchases.missing[row] = b;
  }

  /** Takes an event of a receipt, whoever wrote it. */
  foldReceipt(second: number, event: string, key: number, a: number, b: number): void {
    const row = this.receiptRow(key);
    if (row < 0) return;
    const { receipts } = this;
    switch (event) {
      case 'shipmentNoticed':
        receipts.noticedAt[row] = second;
        receipts.noticedUnits[row] = a;
        return;
      case 'slotBooked':
        receipts.slots[row]! += 1;
        return;
      case 'truckAtGate':
        receipts.atGateAt[row] = second;
        receipts.node[row] = a;
        receipts.missed[row] = b;
        return;
      case 'truckDocked':
        receipts.dockedAt[row] = second;
        return;
      case 'receiptCounted':
        receipts.countedAt[row] = second;
        receipts.countedUnits[row] = a + b;
        return;
      case 'receiptPutAway':
        receipts.putAwayAt[row] = second;
        return;
      case 'goodsReceiptPosted':
        receipts.postedAt[row] = second;
        return;
      case 'supplierInvoiced':
        receipts.invoicedAt[row] = second;
        receipts.invoicedMinor[row] = a;
        receipts.supplier[row] = b;
        return;
      case 'receivingLabourSpent':
        receipts.workMs[row] = a;
    }
  }

  save(): SavedReceipts {
    return { purchases: this.purchases.saveRows(), receipts: this.receipts.saveRows() };
  }

  load({ purchases, receipts }: SavedReceipts): void {
    this.purchases.loadRows(purchases);
    this.receipts.loadRows(receipts);
    this.purchaseRows.clear();
    this.receiptRows.clear();
    for (let row = 0; row < this.purchases.size; row++) this.purchaseRows.set(this.purchases.no[row]!, row);
    for (let row = 0; row < this.receipts.size; row++) this.receiptRows.set(this.receipts.no[row]!, row);
  }

  /** Made if need be; -1 = its purchase order is not there. */
  private receiptRow(key: number): number {
    const known = this.receiptRows.get(key);
    if (known >= 0) return known;
    const order = this.purchaseRows.get(Math.floor(key / RECEIPTS_OF_ORDER));
    if (order < 0) return -1;
    const row = this.receipts.add();
    this.receiptRows.set(key, row);
    this.receipts.no[row] = key;
    this.receipts.order[row] = order;
    return row;
  }
}
