/**
 * Trucks at the gates and doors of all nodes, and the work on what they bring: unloading with the count, and putting away.
 *
 * 1. A truck is unloaded in its slot, at its door, or at another that stands free. Without a slot, or when that is over, it waits
 *    until a door is free for as long as a slot lasts, in the order in which trucks came. One that is early waits for its slot.
 * 2. A door is held from when a truck is called to it until what it brought is counted, whether a crew is there or not.
 * 3. While trucks wait, the calendar holds a look at them at the next instant at which something may be different.
 */
import { purchaseOrderOf } from '#orchestrator/contracts/receipt-key';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { LentRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { DockCalendar, type SavedDock } from './dock-calendar.ts';
import { JobTimes, StepStreams } from './job-times.ts';
import { Breakdowns } from './open-time.ts';
import { type InboundReceipt, NONE, RECEIPT_PHASE } from './receiving-record.ts';
import type { ReceivingSettings, StationSettings, WmsSettings } from './settings.ts';
import { Station, type StationState } from './station.ts';

/** Nothing is done of these when it is called: what follows is for the desk to say. */
export interface ReceivingListener {
  docked(receipt: number, record: InboundReceipt): void;
  unloaded(receipt: number, record: InboundReceipt): void;
  stored(receipt: number, record: InboundReceipt): void;
}

interface WorkPlace {
  readonly station: Station;
  readonly times: JobTimes;
}

interface Dock {
  readonly settings: ReceivingSettings;
  readonly calendar: DockCalendar;
  readonly unload: WorkPlace;
  readonly putAway: WorkPlace;
  /** Receipts whose trucks wait at the gate, in the order in which they came. */
  waiting: number[];
  /** When they are looked at again; `Infinity` = nobody waits, or nothing will change. */
  lookAt: number;
}

interface SavedDockFloor {
  readonly calendar: SavedDock;
  readonly unload: StationState;
  readonly putAway: StationState;
  readonly waiting: readonly number[];
  readonly lookAt: number;
}

export type SavedReceivingFloor = readonly (SavedDockFloor | null)[];

const STEPS = ['unload', 'putAway'] as const;

export class ReceivingFloor {
  private readonly kernel: Kernel;
  private readonly docks: readonly (Dock | null)[];
  private readonly records: LentRecords<InboundReceipt>;
  private readonly listener: ReceivingListener;
  private readonly onLook: HandlerNo;
  private readonly onUnloaded: HandlerNo;
  private readonly onStored: HandlerNo;

  constructor(
    kernel: Kernel,
    random: Random,
    settings: WmsSettings,
    records: LentRecords<InboundReceipt>,
    listener: ReceivingListener,
  ) {
    this.kernel = kernel;
    this.records = records;
    this.listener = listener;
    this.docks = docksOf(settings, random);
    this.onLook = kernel.handler('wms.dockLook', (node) => this.look(node));
    this.onUnloaded = kernel.handler('wms.unloaded', (receipt) => this.unloaded(receipt));
    this.onStored = kernel.handler('wms.stored', (receipt) => this.stored(receipt));
  }

  /** null where nothing is received. */
  calendar(node: number): DockCalendar | null {
    return this.docks[node]?.calendar ?? null;
  }

  settings(node: number): ReceivingSettings | null {
    return this.docks[node]?.settings ?? null;
  }

  /** A truck waits at the gate from now on. */
  wait(receipt: number, node: number): void {
    this.docks[node]!.waiting.push(receipt);
    this.callNext(node);
  }

  /** Something has changed for those that wait. */
  callNext(node: number): void {
    const dock = this.docks[node]!;
    if (dock.waiting.length === 0) return;
    const { now } = this.kernel;
    // Whose slot it is goes first: nobody else may take its door.
    this.call(dock, (receipt, record) => this.inSlot(dock, receipt, record, now));
    if (dock.waiting.length > 0)
      this.call(dock, (receipt, record) => this.withoutSlot(dock, receipt, record, now));
    this.lookAgain(node, dock);
  }

  /** What was counted is put away. */
  putAway(receipt: number, record: InboundReceipt): void {
    const { putAway } = this.docks[record.node]!;
    if (putAway.station.admit(receipt)) this.work(putAway, this.onStored, receipt, record);
  }

  save(): SavedReceivingFloor {
    return this.docks.map((dock) =>
      dock === null
        ? null
        : {
            calendar: dock.calendar.save(),
            unload: dock.unload.station.save(),
            putAway: dock.putAway.station.save(),
            waiting: dock.waiting.slice(),
            lookAt: dock.lookAt,
          },
    );
  }

  load(saved: SavedReceivingFloor): void {
    for (const [node, state] of saved.entries()) {
      const dock = this.docks[node];
      if (state === null || dock === null || dock === undefined) continue;
      dock.calendar.load(state.calendar);
      dock.unload.station.load(state.unload);
      dock.putAway.station.load(state.putAway);
      dock.waiting = state.waiting.slice();
      dock.lookAt = state.lookAt;
    }
  }

  /** @param doorFor the door that a truck may go to now, or `NONE` */
  private call(dock: Dock, doorFor: (receipt: number, record: InboundReceipt) => number): void {
    const waiting = dock.waiting;
    let kept = 0;
    for (const receipt of waiting) {
      const record = this.records.get(receipt)!;
      const door = doorFor(receipt, record);
      if (door === NONE) {
        waiting[kept] = receipt;
        kept += 1;
      } else this.dock(dock, receipt, record, door);
    }
    waiting.length = kept;
  }

  private inSlot(dock: Dock, receipt: number, { slotAt, slotDoor }: InboundReceipt, now: number): number {
    if (slotAt === NONE || now < slotAt || now >= slotAt + dock.settings.slotMs) return NONE;
    return dock.calendar.isFree(slotDoor) ? slotDoor : dock.calendar.freeDoor(receipt, now);
  }

  private withoutSlot(dock: Dock, receipt: number, { slotAt }: InboundReceipt, now: number): number {
    const early = slotAt !== NONE && now < slotAt;
    if (early || !dock.calendar.isOpen(now)) return NONE;
    return dock.calendar.freeDoor(receipt, now);
  }

  private dock(dock: Dock, receipt: number, record: InboundReceipt, door: number): void {
    // At another door, or later: its slot is anybody's.
    if (record.slotAt !== NONE && record.slotDoor !== door)
      dock.calendar.release(record.slotAt, record.slotDoor);
    dock.calendar.occupy(door, receipt);
    record.phase = RECEIPT_PHASE.atDoor;
    record.door = door;
    this.listener.docked(receipt, record);
    if (dock.unload.station.admit(receipt)) this.work(dock.unload, this.onUnloaded, receipt, record);
  }

  private work(
    { station, times }: WorkPlace,
    done: HandlerNo,
    receipt: number,
    record: InboundReceipt,
  ): void {
    const workMs = times.of(receipt, record, purchaseOrderOf(receipt));
    const at = station.finishOf(this.kernel.now, workMs);
    if (at === Infinity) return;
    record.workMs += workMs;
    this.kernel.schedule(done, at, receipt);
  }

  private unloaded(receipt: number): void {
    const record = this.records.get(receipt)!;
    const { node, slotAt, slotDoor, door } = record;
    const dock = this.docks[node]!;
    dock.calendar.clear(door);
    if (slotAt !== NONE && slotDoor === door) dock.calendar.release(slotAt, slotDoor);
    this.listener.unloaded(receipt, record);
    this.leave(dock.unload, this.onUnloaded);
    this.callNext(node);
  }

  private stored(receipt: number): void {
    const record = this.records.get(receipt)!;
    this.listener.stored(receipt, record);
    this.leave(this.docks[record.node]!.putAway, this.onStored);
  }

  /** A crew is free: the next job. */
  private leave(place: WorkPlace, done: HandlerNo): void {
    const { station } = place;
    station.free();
    for (let job = station.next(); job !== NONE; job = station.next()) {
      station.occupy();
      this.work(place, done, job, this.records.get(job)!);
    }
  }

  private lookAgain(node: number, dock: Dock): void {
    if (dock.waiting.length === 0) return;
    const at = dock.calendar.nextChange(this.kernel.now);
    // One that is on the calendar for an instant that has passed is stale.
    if (at === Infinity || at === dock.lookAt) return;
    dock.lookAt = at;
    this.kernel.schedule(this.onLook, at, node);
  }

  private look(node: number): void {
    const dock = this.docks[node]!;
    if (dock.lookAt === this.kernel.now) dock.lookAt = Infinity;
    this.callNext(node);
  }
}

function docksOf(settings: WmsSettings, random: Random): (Dock | null)[] {
  const [unload, putAway] = STEPS.map((step) => new StepStreams(random, step));
  const ups = random.stream('wms/receiving-breakdown-up');
  const downs = random.stream('wms/receiving-breakdown-down');
  const place = (station: StationSettings, streams: StepStreams, node: number, step: number): WorkPlace => ({
    station: new Station(
      station,
      station.breakdowns === null
        ? null
        : new Breakdowns(station.breakdowns, ups, downs, node * STEPS.length + step, settings.startAt),
    ),
    times: new JobTimes(station, streams, `wms.nodes[${node}].receiving.${STEPS[step]}`),
  });
  return settings.nodes.map(({ receiving }, node) =>
    receiving === undefined
      ? null
      : {
          settings: receiving,
          calendar: new DockCalendar(receiving),
          unload: place(receiving.unload, unload!, node, 0),
          putAway: place(receiving.putAway, putAway!, node, 1),
          waiting: [],
          lookAt: Infinity,
        },
  );
}
