/** What the rules of outbound fulfilment remember in common: what has been, and the figures of what is open. */
import { EventBits, type SavedBits } from './event-bits.ts';
import type { Word } from './events.ts';
import { Figures, type SavedFigures } from './figures.ts';

/** Fields of an open order. */
export const ORDER_FIELD = {
  units: 0,
  cancelled: 1,
  issued: 2,
  sourcings: 3,
  backordered: 4,
  lastCancelled: 5,
  releasedAt: 6,
  /** The last sourcing that was decided, and the node that came out; -1 = none. */
  decided: 7,
  decidedNode: 8,
  /** The rank that was decided; -1 = none. */
  rank: 9,
  /** Bits of the nodes that it was sourced at since it was last tried everywhere, and one more if something has waited since; -1 = it may be sourced anywhere. */
  tried: 10,
} as const;
const NEW_ORDER = [0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0];

/** Fields of a shipment of an open order. -1 = not yet. */
export const SHIPMENT_FIELD = {
  node: 0,
  reserved: 1,
  picked: 2,
  issued: 3,
  condition: 4,
  claimedMinor: 5,
  carrier: 6,
  /** Whose truck it was loaded on. */
  load: 7,
  /** The last notice of a delay that its customer was given, and for when it was told to come. */
  notice: 8,
  noticedAt: 9,
  /** The number of its last reduction. */
  reduction: 10,
} as const;
const NEW_SHIPMENT = [-1, 0, -1, -1, -1, -1, -1, -1, 0, 0, 0];

/** Fields of an open load. */
export const LOAD_FIELD = {
  lane: 0,
  /** Of the last tender: its number, carrier, `TENDER`, and whether the carrier took it, or would at its price. */
  attempt: 1,
  carrier: 2,
  over: 3,
  accepted: 4,
  /** Bits of the last 32 tenders that were answered, and withdrawn. */
  answered: 5,
  withdrawn: 6,
  /** Bookings in force; the last: its number, carrier, amount, and of which contract and week it takes a load. */
  bookings: 7,
  booked: 8,
  bookedCarrier: 9,
  agreedMinor: 10,
  contract: 11,
  week: 12,
  /** The last tender that TMS has answered a booking for, and prepared papers for; its last refusal of papers. */
  decided: 13,
  papers: 14,
  papersRefused: 15,
  expedites: 16,
  /** Milestones 0..31 and 32..63. */
  milestones: 17,
  milestonesAfter: 18,
  billedMinor: 19,
  /** 1 = within tolerance; -1 = not compared yet. */
  matched: 20,
  /** Bits of the last 32 tenders whose truck has come. */
  arrived: 21,
  /** What was asked for speed, and the core's last refusal. */
  expediteMinor: 22,
  refusals: 23,
  formedAt: 24,
  /** What the last tender offers. */
  offeredMinor: 25,
  /** The last choice of a carrier that was decided; who came out, until that one is asked, or -1; tenders since then. */
  chosen: 26,
  choice: 27,
  tenders: 28,
  /** The last response to a delay that was decided, and what may be spent on it; -1 = wait. */
  response: 29,
  responseMinor: 30,
  /** What a person last answered about it; -1 = nobody has. Of its freight bill the same, and what the carrier corrected it to. */
  answer: 31,
  audit: 32,
  correctedMinor: 33,
  /** What the carrier that holds it for another has earned; -1 = none does. */
  earnedMinor: 34,
  /** Who that is, what was agreed with it, and the tender number under which it is booked again to drive on; 0 = it is not. */
  holder: 35,
  holderMinor: 36,
  reverted: 37,
  /** The last prediction that it will be late; what was last decided of its bill: 1 = paid, -1 = nothing yet. */
  predictedLate: 38,
  billPaid: 39,
} as const;
const NEW_LOAD = [
  -1, 0, -1, 1, 0, 0, 0, 0, 0, -1, 0, -1, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0, 0, 0, -1, 0, 0, -1, -1, -1,
  -1, -1, -1, 0, 0, 0, -1,
];

/** How a load's last tender stands. Outstanding = nobody else may be asked. */
export const TENDER = { outstanding: 0, answered: 1, over: 2 } as const;

export interface SavedOpenBooks {
  readonly orderBits: SavedBits;
  readonly shipmentBits: SavedBits;
  readonly loadBits: SavedBits;
  readonly purchaseBits: SavedBits;
  readonly receiptBits: SavedBits;
  readonly declarationBits: SavedBits;
  readonly tripBits: SavedBits;
  readonly orders: SavedFigures;
  readonly shipments: SavedFigures;
  readonly loads: SavedFigures;
}

export class OpenBooks {
  /** By order x 8. */
  readonly orderBits = new EventBits();
  readonly shipmentBits = new EventBits();
  readonly loadBits = new EventBits();
  /** By purchase order x 8. */
  readonly purchaseBits = new EventBits();
  readonly receiptBits = new EventBits();
  readonly declarationBits = new EventBits();
  readonly tripBits = new EventBits();
  readonly orders = new Figures(NEW_ORDER);
  readonly shipments = new Figures(NEW_SHIPMENT);
  readonly loads = new Figures(NEW_LOAD);

  save(): SavedOpenBooks {
    return {
      orderBits: this.orderBits.save(),
      shipmentBits: this.shipmentBits.save(),
      loadBits: this.loadBits.save(),
      purchaseBits: this.purchaseBits.save(),
      receiptBits: this.receiptBits.save(),
      declarationBits: this.declarationBits.save(),
      tripBits: this.tripBits.save(),
      orders: this.orders.save(),
      shipments: this.shipments.save(),
      loads: this.loads.save(),
    };
  }

  /** The words of what is called so. */
  bitsOf(word: Word): EventBits {
    switch (word) {
      case 'order':
        return this.orderBits;
      case 'shipment':
        return this.shipmentBits;
      case 'load':
        return this.loadBits;
      case 'purchaseOrder':
        return this.purchaseBits;
      case 'receipt':
        return this.receiptBits;
      case 'declaration':
        return this.declarationBits;
      case 'trip':
        return this.tripBits;
    }
  }

  load(saved: SavedOpenBooks): void {
    this.orderBits.load(saved.orderBits);
    this.shipmentBits.load(saved.shipmentBits);
    this.loadBits.load(saved.loadBits);
    this.purchaseBits.load(saved.purchaseBits);
    this.receiptBits.load(saved.receiptBits);
    this.declarationBits.load(saved.declarationBits);
    this.tripBits.load(saved.tripBits);
    this.orders.load(saved.orders);
    this.shipments.load(saved.shipments);
    this.loads.load(saved.loads);
  }
}
