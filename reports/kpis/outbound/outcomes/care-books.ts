/**
 * What became of each complaint and return: one row each, folded from the business events about customers.
 *
 * 1. Instants are whole seconds as of the other tables, rounded up. -1 = has not happened.
 * 2. Bounded: 19 bytes a complaint, 45 a return. Where customers are silent there are no rows.
 */
import { GrowingTable, ROWS_AT_FIRST, type SavedTable } from './growing-table.ts';
import { CHANGE_MADE } from './tables.ts';

const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

export class ComplaintTable extends GrowingTable {
  protected readonly zeros = ['byPerson'];
  key = new Float64Array(ROWS_AT_FIRST);
  raisedAt = ints();
  answeredAt = ints();
  byPerson = new Int8Array(ROWS_AT_FIRST);
  /** `RESOLUTION` of orchestrator/contracts/crm.ts. */
  resolution = new Int8Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

export class ReturnTable extends GrowingTable {
  protected readonly zeros = ['refused', 'workMs'];
  /** Of the shipment. */
  key = new Float64Array(ROWS_AT_FIRST);
  /** Row of its order. */
  order = ints();
  refused = new Int8Array(ROWS_AT_FIRST);
  sentAt = ints();
  arrivedAt = ints();
  gradedAt = ints();
  creditedAt = ints();
  closedAt = ints();
  workMs = ints();

  constructor() {
    super();
    this.clear();
  }
}

interface Counts {
  urgencies: number;
  hurried: number;
  goodwillMinor: number;
  /** Of disputed bills. */
  correctedMinor: number;
  /** Changes of orders that customers asked for, those the core has answered, and of these the ones that are made. */
  changesAsked: number;
  changesAnswered: number;
  changesMade: number;
}

export interface SavedCare {
  readonly complaints: SavedTable;
  readonly returns: SavedTable;
  readonly counts: Counts;
}

export class CareBooks {
  readonly complaints = new ComplaintTable();
  readonly returns = new ReturnTable();
  counts: Counts = {
    urgencies: 0,
    hurried: 0,
    goodwillMinor: 0,
    correctedMinor: 0,
    changesAsked: 0,
    changesAnswered: 0,
    changesMade: 0,
  };
  private readonly complaintRows = new Map<number, number>();
  private readonly returnRows = new Map<number, number>();

  /** Takes an event of an order. */
  foldOrder(event: string, n: number, a: number): void {
    const { counts } = this;
    switch (event) {
      case 'urgencyChanged':
        counts.urgencies += 1;
        return;
      case 'orderHurried':
        if (n === 1) counts.hurried += 1;
        return;
      case 'goodwillCredited':
        counts.goodwillMinor += a;
        return;
      case 'orderChanged':
      case 'deliveryDateChanged':
      case 'shipToChanged':
        counts.changesAsked += 1;
        return;
      case 'changeAnswered':
        counts.changesAnswered += 1;
        if (a === CHANGE_MADE) counts.changesMade += 1;
    }
  }

  /** @param at in seconds as of the tables */
  foldComplaint(at: number, event: string, key: number, n: number, a: number, b: number): void {
    const { complaints, complaintRows } = this;
    if (event === 'billCredited') this.counts.correctedMinor += a;
    if (event === 'complaintRaised' && n === 1) {
      const row = complaints.add();
      complaintRows.set(key, row);
      complaints.key[row] = key;
      complaints.raisedAt[row] = at;
      return;
    }
    const row = complaintRows.get(key);
    if (row === undefined || event !== 'complaintAnswered') return;
    complaints.answeredAt[row] = at;
    complaints.byPerson[row] = b;
    complaints.resolution[row] = a;
  }

  /**
   * @param at in seconds as of the tables
   * @param order its row; -1 = its shipment is not there: passed over
   */
  foldReturn(at: number, event: string, key: number, a: number, order: number): void {
    const { returns, returnRows } = this;
    if (event === 'returnRequested') {
      if (order < 0) return;
      const row = returns.add();
      returnRows.set(key, row);
      returns.key[row] = key;
      returns.order[row] = order;
      return;
    }
    const row = returnRows.get(key);
    if (row === undefined) return;
    switch (event) {
      case 'returnRefused':
        returns.refused[row] = 1;
        return;
      case 'returnSent':
        returns.sentAt[row] = at;
        return;
      case 'returnArrived':
        returns.arrivedAt[row] = at;
        return;
      case 'returnLabourSpent':
        returns.workMs[row] = a;
        return;
      case 'returnGraded':
        returns.gradedAt[row] = at;
        return;
      case 'creditNoteIssued':
        returns.creditedAt[row] = at;
        return;
      case 'returnClosed':
        returns.closedAt[row] = at;
    }
  }

  save(): SavedCare {
    const { complaints, returns, counts } = this;
    return { complaints: complaints.saveRows(), returns: returns.saveRows(), counts: { ...counts } };
  }

  load(saved: SavedCare): void {
    this.complaints.loadRows(saved.complaints);
    this.returns.loadRows(saved.returns);
    this.counts = { ...saved.counts };
    this.complaintRows.clear();
    this.returnRows.clear();
    for (let row = 0; row < this.complaints.size; row++)
      this.complaintRows.set(this.complaints.key[row]!, row);
    for (let row = 0; row < this.returns.size; row++) this.returnRows.set(this.returns.key[row]!, row);
  }
}
