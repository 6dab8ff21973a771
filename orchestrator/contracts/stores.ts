/**
 * What the core and the stores' system say to each other. Stores own their shelves: what is on them, what is sold, what is missing. Their
 * books may differ from the shelf; only books are reported.
 *
 * 1. `key` is the replenishment's: store x groups + group.
 * 2. Of a node that other nodes supply WMS has the books: it says and hears the same.
 * 3. Lists of a report stand by line of the group, in the order of its products.
 */
import type { Envelope } from './envelope.ts';
import type { UnitsOfProducts } from './replenishment.ts';

export interface ShelfReport {
  /** On hand by the books. */
  readonly onHand: readonly number[];
  /** Sold at the tills since the start of the day. */
  readonly sold: readonly number[];
}

/** STORES -> core; a = instant of the books, b = number of the report: a later one is higher. */
export type ShelfReported = Envelope<'shelfReported', ShelfReport>;
/** STORES -> core; a = transfer, b = shipment of it, from 0: it is on the shelf. */
export type TransferReceived = Envelope<'transferReceived', UnitsOfProducts>;

/** core -> STORES; a = number of the last report that is known: tell how the shelf stands now. */
export type RequestShelf = Envelope<'requestShelf', null>;
/** core -> STORES; a = transfer: tell again what of it has been received. */
export type AskForReceipts = Envelope<'askForReceipts', null>;

export type StoresToCore = ShelfReported | TransferReceived;
export type CoreToStores = RequestShelf | AskForReceipts;
