/**
 * What the desks of CRM share: orders as their customers remember them, luck, the ledger, and the way to the core.
 *
 * 1. An order is looked at after its promise, every `lookEveryMs`: when nothing can happen any more, it is forgotten.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { CrmToCore } from '#orchestrator/contracts/crm';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import { type CrmOrder, copyOrder, isComplete } from './crm-order.ts';
import { type CompiledCustomer, type CustomerStreams, compileCustomer } from './luck.ts';
import type { CrmSettings } from './settings.ts';

export type CrmSend = <Kind extends CrmToCore['kind']>(
  kind: Kind,
  key: number,
  a: number,
  b: number,
  body: Extract<CrmToCore, { readonly kind: Kind }>['body'],
) => void;

/** What customers have really done and been told, by CRM's own count, in the whole run. */
export interface CrmLedger {
  urgencies: number;
  questions: number;
  promisesAnswered: number;
  /** Complaints, and how often they were said in all. */
  complaints: number;
  complaintsSaid: number;
  complaintsAnswered: number;
  goodwillMinor: number;
  /** Told to be credited of bills. */
  correctedMinor: number;
  returnsAsked: number;
  returnsRefused: number;
  /** Posted, with so many units of what had been delivered. */
  returnsSent: number;
  unitsSent: number;
  /** Ended with a credit of so much in all. */
  returnsDone: number;
  creditedMinor: number;
}

export interface CrmState {
  readonly orders: SavedRecords<CrmOrder>;
  readonly ledger: CrmLedger;
}

export class CrmOffice {
  readonly orders = new LentRecords<CrmOrder>(copyOrder);
  readonly kernel: Kernel;
  readonly log: BusinessLog;
  readonly streams: CustomerStreams;
  readonly send: CrmSend;
  readonly keyOf: (order: number) => number;
  ledger: CrmLedger = {
    urgencies: 0,
    questions: 0,
    promisesAnswered: 0,
    complaints: 0,
    complaintsSaid: 0,
    complaintsAnswered: 0,
    goodwillMinor: 0,
    correctedMinor: 0,
    returnsAsked: 0,
    returnsRefused: 0,
    returnsSent: 0,
    unitsSent: 0,
    returnsDone: 0,
    creditedMinor: 0,
  };
  private readonly settings: CrmSettings;
  private readonly compiled: readonly CompiledCustomer[];
  private readonly onLook: HandlerNo;

  constructor(
    kernel: Kernel,
    log: BusinessLog,
    streams: CustomerStreams,
    settings: CrmSettings,
    keyOf: (order: number) => number,
    send: CrmSend,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.streams = streams;
    this.settings = settings;
    this.keyOf = keyOf;
    this.send = send;
    this.compiled = settings.classes.map(compileCustomer);
    this.onLook = kernel.handler('crm.look', (no) => this.look(no));
  }

  customer(no: number): CompiledCustomer {
    const found = this.compiled[this.settings.classOf[no] ?? -1];
    assert(
      found !== undefined,
      `CRM knows no class of customer ${no}: it has ${this.settings.classOf.length} customers. Add it to the settings`,
    );
    return found;
  }

  remember(no: number, order: CrmOrder): void {
    this.orders.set(no, order);
    const { now } = this.kernel;
    this.kernel.schedule(this.onLook, Math.max(now, order.promisedAt) + this.settings.lookEveryMs, no);
  }

  /** Something of the order is to happen then, or now where that has passed: a list may promise what is past. */
  schedule(handler: HandlerNo, at: number, order: CrmOrder, key: number): void {
    order.pending += 1;
    this.kernel.schedule(handler, Math.max(this.kernel.now, at), key);
  }

  /** And now it has: what is remembered of the order. */
  due(no: number): CrmOrder {
    const order = this.orders.get(no)!;
    order.pending -= 1;
    return order;
  }

  private look(no: number): void {
    const { kernel, settings } = this;
    const order = this.orders.get(no)!;
    if (kernel.now > order.promisedAt) order.looks += 1;
    const over = isComplete(order) && order.awaited === 0;
    if (order.pending === 0 && (over || order.looks >= settings.looksMax)) this.orders.delete(no);
    else kernel.schedule(this.onLook, kernel.now + settings.lookEveryMs, no);
  }

  save(): CrmState {
    return { orders: this.orders.save(), ledger: { ...this.ledger } };
  }

  load(saved: CrmState): void {
    this.orders.load(saved.orders);
    this.ledger = { ...saved.ledger };
  }
}
