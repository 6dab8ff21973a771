/**
 * WMS receiving: slots, trucks, counts, and when goods may be picked. What trucks and doors do is in `receiving-floor.ts`.
 *
 * 1. Idempotent by receipt: a repeated command changes nothing, and what was answered is answered again.
 * 2. What is on the dock is no stock: it becomes so when it is put away, each line as a lot and a `goodsReceived`.
 * 3. Units off a truck = put away + damaged + sent back + turned away at the gate + what was counted wrong, for the whole run.
 * 4. A truck of which nobody expects anything any more is turned away at the gate; what is heard when it is there, sends it back.
 * 5. n of `goodsReceived` = receipt x products + product + 1: never that of a replenishment, which such a node has not.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type {
  BookSlot,
  CancelSlot,
  ReceivingToCore,
  ReleaseReceipt,
  RequestSlots,
} from '#orchestrator/contracts/receiving';
import { assert } from '#sim/assert';
import type { Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { FinishedKeys, type SavedFinished } from '../finished-keys.ts';
import type { Truck } from '../yard.ts';
import { ReceiptCounts } from './receipt-counts.ts';
import { ReceivingFloor, type SavedReceivingFloor } from './receiving-floor.ts';
import {
  copyReceipt,
  type InboundReceipt,
  NONE,
  newReceipt,
  RECEIPT_PHASE,
  type ReceiptPhase,
} from './receiving-record.ts';
import type { WmsSettings } from './settings.ts';
import { sum } from './shipments.ts';
import type { Stock } from './stock.ts';

export type ReceivingSend = <Kind extends ReceivingToCore['kind']>(
  kind: Kind,
  key: number,
  a: number,
  b: number,
  body: Extract<ReceivingToCore, { readonly kind: Kind }>['body'],
) => void;

/** What has become of the units off all trucks, by WMS's own count. */
export interface ReceivingLedger {
  trucks: number;
  /** On them when they came to the gate. */
  arrivedUnits: number;
  putAwayUnits: number;
  /** Of what was put away: set aside. */
  damagedUnits: number;
  sentBackUnits: number;
  turnedAwayUnits: number;
  /** On the dock, or at a gate or door: good and damaged ones, as counted from when they are. */
  openUnits: number;
  /** Counted, and not there, less those that were there and not counted. */
  miscountedUnits: number;
}

export interface ReceivingState {
  readonly records: SavedRecords<InboundReceipt>;
  readonly finished: SavedFinished;
  readonly floor: SavedReceivingFloor;
  readonly ledger: ReceivingLedger;
}

export class Receiving {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly stock: Stock;
  private readonly products: number;
  private readonly send: ReceivingSend;
  private readonly records = new LentRecords<InboundReceipt>(copyReceipt);
  private readonly finished: FinishedKeys;
  private readonly floor: ReceivingFloor;
  private readonly counts: ReceiptCounts;
  private own: ReceivingLedger = {
    trucks: 0,
    arrivedUnits: 0,
    putAwayUnits: 0,
    damagedUnits: 0,
    sentBackUnits: 0,
    turnedAwayUnits: 0,
    openUnits: 0,
    miscountedUnits: 0,
  };

  constructor(
    kernel: Kernel,
    log: BusinessLog,
    random: Random,
    settings: WmsSettings,
    stock: Stock,
    send: ReceivingSend,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.stock = stock;
    this.products = settings.products.length;
    this.send = send;
    this.finished = new FinishedKeys(settings.rememberMs);
    this.counts = new ReceiptCounts(random, settings);
    this.floor = new ReceivingFloor(kernel, random, settings, this.records, {
      docked: (receipt, { door, node }) =>
        log.business('truckDocked', 'WMS', 'receipt', receipt, 1, door, node),
      unloaded: (receipt, record) => this.count(receipt, record),
      stored: (receipt, record) => this.store(receipt, record),
    });
  }

  get ledger(): Readonly<ReceivingLedger> {
    return this.own;
  }

  /** Receipts that are remembered. */
  get known(): number {
    return this.records.size;
  }

  /** Receipts whose goods are neither stock nor gone: at the gate, at a door, on the dock. O(receipts). */
  open(): number[] {
    const open: number[] = [];
    this.records.forEach(({ phase }, receipt) => {
      if (isHere(phase)) open.push(receipt);
    });
    return open;
  }

  requestSlots({ key, a: node, b: from }: RequestSlots): void {
    const slots = this.floor.calendar(node)?.offer(from, this.kernel.now) ?? [];
    this.send('slotsOffered', key, node, from, { slots });
  }

  bookSlot({ key, a: node, b: at, body }: BookSlot): void {
    const { door, expected } = body;
    const calendar = this.floor.calendar(node);
    const record = this.recordOf(key, node);
    const booked = record.slotAt === at && record.slotDoor === door;
    if (!booked) {
      const canCome = record.phase <= RECEIPT_PHASE.atGate && !record.cancelled;
      if (calendar === null || !canCome || !calendar.book(key, at, door, this.kernel.now)) {
        this.send('slotRefused', key, node, at, null);
        return;
      }
      if (record.slotAt !== NONE) calendar.release(record.slotAt, record.slotDoor);
      record.slotAt = at;
      record.slotDoor = door;
      record.bookings += 1;
      this.log.business('slotBooked', 'WMS', 'receipt', key, record.bookings, at, node * DOORS_MAX + door);
    }
    if (record.phase <= RECEIPT_PHASE.atGate) record.expected = expected.units;
    this.send('slotBooked', key, node, at, { door });
    if (!booked) this.floor.callNext(node);
  }

  /** Nothing is expected. What is there all the same, and not being put away, is sent back once it is counted. */
  cancelSlot({ key, a: node }: CancelSlot): void {
    const record = this.recordOf(key, node);
    if (record.cancelled || record.phase >= RECEIPT_PHASE.puttingAway) return;
    record.cancelled = true;
    if (record.phase === RECEIPT_PHASE.counted) this.sendBack(key, record);
    if (record.phase !== RECEIPT_PHASE.expected) return;
    this.giveUpSlot(key, record);
    this.finish(key);
    if (this.floor.calendar(node) !== null) this.floor.callNext(node);
  }

  release({ key, b: keep }: ReleaseReceipt): void {
    const record = this.records.get(key);
    if (record === undefined) return;
    if (record.phase === RECEIPT_PHASE.putAway) this.sayPutAway(key, record);
    if (record.phase !== RECEIPT_PHASE.counted) return;
    if (keep === 1) {
      record.phase = RECEIPT_PHASE.puttingAway;
      this.floor.putAway(key, record);
    } else this.sendBack(key, record);
  }

  /** A truck has come to a gate. */
  arrive(truck: Truck): void {
    const { receipt, node } = truck;
    assert(
      this.floor.settings(node) !== null,
      `a truck of receipt ${receipt} came to node ${node}, which has no dock`,
    );
    const record = this.recordOf(receipt, node);
    const units = sum(truck.units);
    this.own.trucks += 1;
    this.own.arrivedUnits += units;
    if (record.cancelled) {
      record.phase = RECEIPT_PHASE.turnedAway;
      this.own.turnedAwayUnits += units;
      this.log.business('truckTurnedAway', 'WMS', 'receipt', receipt, 1, node, 0);
      return;
    }
    record.phase = RECEIPT_PHASE.atGate;
    record.products = truck.products;
    record.units = truck.units.map((all, line) => all - truck.damaged[line]!);
    record.damaged = truck.damaged;
    record.handlingUnits = truck.handlingUnits;
    this.own.openUnits += units;
    const late = this.missedSlot(receipt, record) ? 1 : 0;
    this.log.business('truckAtGate', 'WMS', 'receipt', receipt, 1, node, late);
    this.send('truckAtGate', receipt, node, late, null);
    this.floor.wait(receipt, node);
  }

  save(): ReceivingState {
    return {
      records: this.records.save(),
      finished: this.finished.save(),
      floor: this.floor.save(),
      ledger: { ...this.own },
    };
  }

  load(saved: ReceivingState): void {
    this.records.load(saved.records);
    this.finished.load(saved.finished);
    this.floor.load(saved.floor);
    this.own = { ...saved.ledger };
  }

  private recordOf(receipt: number, node: number): InboundReceipt {
    const known = this.records.get(receipt);
    if (known !== undefined) return known;
    const record = newReceipt(node);
    this.records.set(receipt, record);
    return record;
  }

  /** Its slot is over, or it has none. */
  private missedSlot(receipt: number, record: InboundReceipt): boolean {
    if (record.slotAt === NONE) return true;
    const { slotMs } = this.floor.settings(record.node)!;
    if (this.kernel.now < record.slotAt + slotMs) return false;
    this.giveUpSlot(receipt, record);
    return true;
  }

  private giveUpSlot(receipt: number, record: InboundReceipt): void {
    if (record.slotAt === NONE) return;
    const { node, bookings, slotAt, slotDoor } = record;
    this.floor.calendar(node)!.release(slotAt, slotDoor);
    record.slotAt = NONE;
    record.slotDoor = NONE;
    this.log.business(
      'slotReleased',
      'WMS',
      'receipt',
      receipt,
      bookings,
      slotAt,
      node * DOORS_MAX + slotDoor,
    );
  }

  private count(receipt: number, record: InboundReceipt): void {
    const there = sum(record.units);
    record.units = this.counts.of(receipt, record);
    record.phase = RECEIPT_PHASE.counted;
    record.asExpected = isAsExpected(record);
    const good = sum(record.units);
    this.own.openUnits += good - there;
    this.own.miscountedUnits += good - there;
    const damaged = sum(record.damaged);
    this.log.business('receiptCounted', 'WMS', 'receipt', receipt, 1, good, damaged);
    if (record.expected !== null && !record.asExpected)
      this.log.business('countDiffered', 'WMS', 'receipt', receipt, 1, sum(record.expected), good + damaged);
    this.send('receiptCounted', receipt, record.node, record.asExpected ? 1 : 0, {
      units: record.units,
      damaged: record.damaged,
    });
    if (record.cancelled) this.sendBack(receipt, record);
  }

  private sendBack(receipt: number, record: InboundReceipt): void {
    const units = sum(record.units) + sum(record.damaged);
    record.phase = RECEIPT_PHASE.sentBack;
    this.own.sentBackUnits += units;
    this.own.openUnits -= units;
    this.log.business('goodsSentBack', 'WMS', 'receipt', receipt, 1, units, record.node);
    this.labour(receipt, record);
    this.finish(receipt);
  }

  private store(receipt: number, record: InboundReceipt): void {
    const { node, products, units, damaged } = record;
    for (const [line, product] of products.entries()) {
      if (units[line]! === 0) continue;
      this.stock.receive(node, product, units[line]!, this.kernel.now);
      const n = receipt * this.products + product + 1;
      this.log.business('goodsReceived', 'WMS', 'node', node, n, product, units[line]!);
    }
    record.phase = RECEIPT_PHASE.putAway;
    this.own.putAwayUnits += sum(units);
    this.own.damagedUnits += sum(damaged);
    this.own.openUnits -= sum(units) + sum(damaged);
    this.log.business('receiptPutAway', 'WMS', 'receipt', receipt, 1, sum(units), node);
    this.labour(receipt, record);
    this.sayPutAway(receipt, record);
    this.finish(receipt);
  }

  private sayPutAway(receipt: number, { node, units }: InboundReceipt): void {
    this.send('receiptPutAway', receipt, node, sum(units), null);
  }

  private labour(receipt: number, { workMs, node }: InboundReceipt): void {
    if (workMs > 0) this.log.business('receivingLabourSpent', 'WMS', 'receipt', receipt, 1, workMs, node);
  }

  private finish(receipt: number): void {
    const { now } = this.kernel;
    this.finished.add(receipt, now);
    for (let due = this.finished.next(now); due !== -1; due = this.finished.next(now))
      this.records.delete(due);
  }
}

/** Doors of a node that one number tells apart: node x this + door. */
export const DOORS_MAX = 1024;

function isHere(phase: ReceiptPhase): boolean {
  return phase >= RECEIPT_PHASE.atGate && phase <= RECEIPT_PHASE.puttingAway;
}

function isAsExpected({ expected, units, damaged }: InboundReceipt): boolean {
  if (expected === null) return false;
  return units.every((good, line) => good === (expected[line] ?? 0) && damaged[line] === 0);
}
