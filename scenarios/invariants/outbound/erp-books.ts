/**
 * ERP's documents, and that an order is in the books of one ERP where there are two.
 *
 * 1. one-erp-an-order: what is billed is billed by the ERP that has the order, so once in both together; and once the core has been told, it
 *    sends nothing about a moved order to the ERP that had it.
 * 2. Numbers of documents have no gaps: each is the last of its kind, known, or the next.
 * 3. Memory: a number for each open order, where ERP has documents.
 */
import { documentNo } from '#mock-systems/erp/documents';
import type { ErpMigration } from '#mock-systems/erp/erp-migration';
import type { ErpSystem } from '#mock-systems/erp/erp-system';
import { DOCUMENT, POSTED, SALES_STATE } from '#mock-systems/erp/profile';
import { DAY_MS } from '#sim/shifts/civil';
import { nameOfShipment, orderOfShipment, type Rules, violated } from './part.ts';

const ONE = 'one-erp-an-order';
const BILLED = documentNo(DOCUMENT.billing, POSTED);
/** What was under way at the cut-over has arrived so long after it. Source: assumption. */
const UNDER_WAY_MS = DAY_MS;

interface Saved {
  readonly owners: ReadonlyMap<number, number>;
  readonly last: ReadonlyMap<number, number>;
}

export class ErpBookRules {
  readonly rules: Rules = {
    salesDocumentChanged: (_time, order, n, number, erp) => {
      this.numbered(erp, DOCUMENT.sales, number);
      if (!this.owners.has(order)) this.owners.set(order, erp);
      else if (n > SALES_STATE.completed && this.owners.get(order) === erp) this.owners.delete(order);
    },
    orderMoved: (_time, order, _n, from, to) => {
      if (this.owners.get(order) !== from)
        violated(ONE, `order ${order} is moved from ERP ${from}, which does not have it`);
      this.owners.set(order, to);
    },
    shipmentDocumentChanged: (_time, shipment, n, number, erp) => {
      this.numbered(erp, Math.floor(n / documentNo(1, 0)), number);
      const owner = this.owners.get(orderOfShipment(shipment));
      if (n === BILLED && owner !== erp)
        violated(ONE, `${nameOfShipment(shipment)} is billed by ERP ${erp}, its order is with ${owner}`);
    },
    purchaseDocumentChanged: (_time, _order, _n, number, erp) =>
      this.numbered(erp, DOCUMENT.purchase, number),
    receiptDocumentChanged: (_time, _receipt, n, number, erp) =>
      this.numbered(erp, Math.floor(n / documentNo(1, 0)), number),
    periodDocumentChanged: (_time, _period, _n, number, erp) => this.numbered(erp, DOCUMENT.accrual, number),
  };
  /** By open order: the partner number of its ERP. */
  private owners = new Map<number, number>();
  /** By ERP x 16 + kind: the last number given. */
  private last = new Map<number, number>();

  /** Not where messages may be late by design. */
  daily({ ledger, settings: { cutOverAt } }: Pick<ErpMigration<ErpSystem>, 'ledger' | 'settings'>): void {
    if (ledger.forwardedAt > cutOverAt + UNDER_WAY_MS)
      violated(
        ONE,
        `${Math.floor((ledger.forwardedAt - cutOverAt) / DAY_MS)} days after the cut-over the core still tells the old ERP of an order that the new one has`,
      );
  }

  save(): Saved {
    return { owners: new Map(this.owners), last: new Map(this.last) };
  }

  load({ owners, last }: Saved): void {
    this.owners = new Map(owners);
    this.last = new Map(last);
  }

  private numbered(erp: number, kind: number, number: number): void {
    const key = erp * 16 + kind;
    const last = this.last.get(key);
    if (last !== undefined && number > last + 1)
      violated('side-effect-once', `ERP ${erp}: document ${number} after ${last}, numbers have no gaps`);
    if (last === undefined || number > last) this.last.set(key, number);
  }
}
