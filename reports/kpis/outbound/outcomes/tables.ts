/**
 * What became of each order, shipment and load: one row each.
 *
 * 1. Instants are whole seconds since `OutboundOutcomes.epoch`, rounded up, promises rounded down: what is late never looks
 *    punctual. -1 = has not happened.
 * 2. Rows are linked by row numbers: a shipment to its order, and to the one of the same order before it; to its load; a load
 *    to the smallest of its shipments, whose key is its own.
 * 3. Money is minor units; 4 bytes where an amount is one shipment's or one surcharge, 8 elsewhere.
 */
import { GrowingTable, ROWS_AT_FIRST } from './growing-table.ts';

const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);
const floats = (): Float64Array => new Float64Array(ROWS_AT_FIRST);

/** In which a shipment arrived: `CONDITION` of the ERP contract. */
export const CONDITION = { good: 0, damaged: 1, refused: 2, lost: 3 } as const;

/** First number of `changeAnswered` where nothing was refused: `CHANGE_REFUSAL` of orchestrator/contracts/erp.ts. */
export const CHANGE_MADE = 0;

/** `flags` of an order. */
export const ORDER_FLAG = {
  rejected: 1,
  backordered: 2,
  refusedByRule: 4,
  /** Nothing may be delivered to its customer. */
  barred: 8,
} as const;

export class OrderTable extends GrowingTable {
  protected readonly zeros = [
    'holdSeconds',
    'cancelledUnits',
    'withdrawnUnits',
    'valueMinor',
    'tasks',
    'flags',
  ];
  no = ints();
  releasedAt = ints();
  promisedAt = ints();
  /** Day that the customer asked for; -1 = it asked for none. */
  requestedAt = ints();
  customer = ints();
  lines = ints();
  /** As ERP has judged when it was done: lines that were there in full by the promise, lines wanted. -1 = it has not. */
  linesOnTime = ints();
  linesJudged = ints();
  units = ints();
  /** Row of its newest shipment. */
  lastShipment = ints();
  /** Since when it is on hold; -1 = it is not. */
  heldAt = ints();
  holdSeconds = ints();
  doneAt = ints();
  shippedUnits = ints();
  cancelledUnits = ints();
  /** Of them, cancelled at the customer's wish. */
  withdrawnUnits = ints();
  tasks = ints();
  flags = ints();
  valueMinor = floats();

  constructor() {
    super();
    this.clear();
  }
}

/** `flags` of a shipment. */
/** `moved`: another node was to send it before it was picked. */
export const SHIPMENT_FLAG = { short: 1, returned: 2, moved: 4 } as const;

export class ShipmentTable extends GrowingTable {
  protected readonly zeros = ['weightGrams', 'workMs', 'handlingMinor', 'valueMinor', 'tasks', 'flags'];
  order = ints();
  n = new Int8Array(ROWS_AT_FIRST);
  /** Row of the shipment of this order before it. */
  before = ints();
  node = ints();
  reservedAt = ints();
  pickedAt = ints();
  packedAt = ints();
  issuedAt = ints();
  /** When ERP knew of that. */
  postedAt = ints();
  deliveredAt = ints();
  billedAt = ints();
  /** `CONDITION`. */
  condition = new Int8Array(ROWS_AT_FIRST);
  /** That left. */
  units = ints();
  /** As packed. */
  handlingUnits = ints();
  weightGrams = ints();
  workMs = ints();
  handlingMinor = ints();
  /** Row of the load it left with. */
  load = ints();
  /** Row of the load whose key is its own. */
  ownLoad = ints();
  tasks = ints();
  flags = ints();
  valueMinor = floats();

  constructor() {
    super();
    this.clear();
  }
}

/** `flags` of a load. */
export const LOAD_FLAG = {
  firstAccepted: 1,
  expedited: 2,
  matched: 4,
  disputed: 8,
  lost: 16,
  noShow: 32,
  /** Its proof of delivery was done without. */
  proofWaived: 64,
} as const;

export class LoadTable extends GrowingTable {
  protected readonly zeros = [
    'attempts',
    'openAttempt',
    'milestones',
    'proofsUnread',
    'detentionMinor',
    'expediteMinor',
    'tasks',
    'flags',
  ];
  shipment = ints();
  lane = ints();
  offeredAt = ints();
  /** Tenders until it left; the one not answered yet, 0 = none. */
  attempts = ints();
  openAttempt = ints();
  /** Row of the tender that is not answered yet, or of the last. */
  tender = ints();
  carrier = ints();
  bookedAt = ints();
  pickupAt = ints();
  /** When its bill first came. */
  billedAt = ints();
  /** Line of the rate table that it goes by, and that it left by. */
  rate = ints();
  rateLeft = ints();
  arrivedAt = ints();
  departedAt = ints();
  deliveredAt = ints();
  atRiskAt = ints();
  /** Since when the carrier, or customs, knew that it would be late, of what was reported. */
  delayedAt = ints();
  /** Carrier that the routing guide has first, of those that may take it; -1 = nobody was to choose, or it names none. */
  firstOfGuide = ints();
  /** When a proof of its delivery was read, or done without; copies before that could not be read. */
  proofAt = ints();
  proofsUnread = ints();
  disputedAt = ints();
  /** End of the dispute. */
  settledAt = ints();
  milestones = ints();
  detentionMinor = ints();
  /** Offered to the carrier for going faster; owed if `expedited`. */
  expediteMinor = ints();
  tasks = ints();
  flags = ints();
  agreedMinor = floats();
  billedMinor = floats();
  paidMinor = floats();

  constructor() {
    super();
    this.clear();
  }
}

export class ClaimTable extends GrowingTable {
  protected readonly zeros = ['creditedMinor'];
  shipment = ints();
  openedAt = ints();
  answeredAt = ints();
  claimedMinor = floats();
  creditedMinor = floats();

  constructor() {
    super();
    this.clear();
  }
}

/** Every milestone that was reported: how long after it had happened. */
export class LagTable extends GrowingTable {
  protected readonly zeros = [];
  load = ints();
  seconds = ints();

  constructor() {
    super();
    this.clear();
  }
}

/** `answer` of a tender. */
export const TENDER_ANSWER = { accepted: 0, rejected: 1, countered: 2, silent: 3 } as const;

/** Every tender. */
export class TenderTable extends GrowingTable {
  protected readonly zeros = [];
  load = ints();
  carrier = ints();
  /** `TENDER_ANSWER`; -1 = none, or withdrawn before it. */
  answer = new Int8Array(ROWS_AT_FIRST);
  /** Offered at a price: 1, 0 = an order list has it without one. */
  priced = new Int8Array(ROWS_AT_FIRST);
  /** Asked by TMS itself, along its guide: 1. */
  byTms = new Int8Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

/** Tenders by carrier. */
export class CarrierTable extends GrowingTable {
  protected readonly zeros = ['offered', 'accepted', 'rejected', 'countered', 'silent'];
  offered = ints();
  accepted = ints();
  rejected = ints();
  countered = ints();
  silent = ints();

  constructor() {
    super();
    this.clear();
  }

  /** Row of a carrier: its number. */
  row(carrier: number): number {
    while (this.size <= carrier) this.add();
    return carrier;
  }
}
