/** What ERP keeps of an order from its release until it is done and billed: flat, and no more than later messages need. */
import type { SalesOrder, SalesOrderLine } from '#orchestrator/contracts/erp';
import type { DocumentChain } from './documents.ts';
import { copyLineBook, type LineBook, openLineBook } from './line-book.ts';
import type { ErpOrder } from './settings.ts';

export { orderOf, SHIPMENTS_MAX } from '#orchestrator/contracts/shipment-key';

/** Whether the core has asked for master data, and has got it. */
export type MasterDataStage = 'notAsked' | 'asked' | 'provided';

/** What the customer wants otherwise, and the core has not answered. */
export interface AskedChange {
  readonly no: number;
  /** Line by its index, or one of `CHANGED`. */
  readonly what: number;
  /** Units, the day, or the place. */
  readonly value: number;
}

/** What of an order is changed, beside units of a line. */
export const CHANGED = { date: -1, place: -2 } as const;

const NOTHING_ASKED: readonly AskedChange[] = [];

export interface OpenOrder {
  readonly drawKey: number;
  readonly customer: number;
  /** As ordered, with true weights. */
  readonly lines: readonly SalesOrderLine[];
  readonly destination: number;
  /** As promised first. */
  readonly promisedAt: number;
  /** Changes that the customer has asked for so far: the last has this number. */
  changes: number;
  /** Never changed in place. */
  asked: readonly AskedChange[];
  masterData: MasterDataStage;
  /** The customer has cancelled: credit and wishes don't matter any more. */
  cancelled: boolean;
  /** The core has said that it is done; what it says of the order's shipments may still come. */
  done: boolean;
  /** Units cancelled, by the core's account, for who asked for a transfer; 0 until it is done. */
  cancelledUnits: number;
  /** Units shipped by the core's account, which is nothing until it is done, less those whose goods issue is posted. */
  unposted: number;
  /** Bit n: goods issue of shipment n is posted. */
  issued: number;
  /** Bit n: delivery of shipment n is reported, in whatever condition. */
  delivered: number;
  /** Customer's invoices that are due and not posted. */
  billing: number;
  /** By shipment number: an invoice that is due and waits for the posting of its goods issue. */
  readonly withheldMinor: (number | undefined)[];
  /** By shipment number, once its invoice is posted. */
  readonly billedMinor: (number | undefined)[];
  /** By shipment number: the last notice of a delay that its customer was told of. */
  readonly notices: (number | undefined)[];
  /** null where ERP has no profile. */
  documents: DocumentChain | null;
  /** null where it keeps none. */
  readonly lineBook: LineBook | null;
  /** As it was released, where ERP is to be replaced: it may be said once more. */
  readonly sales: SalesOrder | null;
}

export function openOrder(
  { drawKey, sales }: ErpOrder,
  { replaced = false, booked = false } = {},
): OpenOrder {
  return {
    drawKey,
    customer: sales.customer,
    lines: sales.lines,
    destination: sales.destination,
    promisedAt: sales.promisedAt,
    changes: 0,
    asked: NOTHING_ASKED,
    masterData: 'notAsked',
    cancelled: false,
    done: false,
    cancelledUnits: 0,
    unposted: 0,
    issued: 0,
    delivered: 0,
    billing: 0,
    withheldMinor: [],
    billedMinor: [],
    notices: [],
    documents: null,
    lineBook: booked ? openLineBook(sales) : null,
    sales: replaced ? sales : null,
  };
}

/** Not shared with the originals, but for what never changes. */
export function copyOrder(order: OpenOrder): OpenOrder {
  return {
    ...order,
    withheldMinor: order.withheldMinor.slice(),
    billedMinor: order.billedMinor.slice(),
    notices: order.notices.slice(),
    lineBook: order.lineBook === null ? null : copyLineBook(order.lineBook),
    documents:
      order.documents === null
        ? null
        : { ...order.documents, deliveries: order.documents.deliveries.slice() },
  };
}

/** All that there is to say of it has been said: what was shipped is posted, and reported as delivered, in whatever condition. */
export function isReported({ done, unposted, issued, delivered }: OpenOrder): boolean {
  return done && unposted === 0 && delivered === issued;
}
