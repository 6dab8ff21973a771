/**
 * The returns bench of each node: parcels are received, opened, inspected and graded; what may be sold again is stock, the rest is
 * scrapped.
 *
 * 1. A parcel waits until somebody at the bench is free; what is in it is known when it is open, announced or not.
 * 2. Idempotent by return: a parcel comes once, and is graded once. A return that was announced is forgotten when it has come, or after
 *    `keptMs`.
 * 3. Units of the shipment that came back = good + scrapped; what never was of it is thrown away and only counted.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { GradedUnits } from '#orchestrator/contracts/returns';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import type { ReturnParcel } from '../return-parcels.ts';
import { writeOffAdjustment } from './adjustments.ts';
import { JobTimes, StepStreams } from './job-times.ts';
import { Breakdowns } from './open-time.ts';
import type { StationSettings, WmsSettings } from './settings.ts';
import { orderOf } from './shipments.ts';
import { Station, type StationState } from './station.ts';
import type { Stock } from './stock.ts';

const NONE = -1;

/** A parcel that waits at the bench, or lies on it. */
interface Waiting {
  readonly parcel: ReturnParcel;
  readonly arrivedAt: number;
}

/** What the benches have really done, by their own count, in the whole run. */
export interface BenchLedger {
  parcels: number;
  graded: number;
  goodUnits: number;
  scrappedUnits: number;
  strangeUnits: number;
  workMs: number;
}

export interface SavedBench {
  readonly waiting: SavedRecords<Waiting>;
  readonly stations: readonly (StationState | null)[];
  readonly ledger: BenchLedger;
}

export interface BenchTells {
  arrived(key: number, node: number): void;
  graded(key: number, goods: GradedUnits, good: number, scrapped: number): void;
}

interface Bench {
  readonly station: Station;
  readonly times: JobTimes;
}

export class ReturnsBench {
  ledger: BenchLedger = {
    parcels: 0,
    graded: 0,
    goodUnits: 0,
    scrappedUnits: 0,
    strangeUnits: 0,
    workMs: 0,
  };
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly stock: Stock;
  private readonly keyOf: (order: number) => number;
  private readonly tell: BenchTells;
  private readonly benches: readonly (Bench | null)[];
  private readonly waiting = new LentRecords<Waiting>((record) => ({ ...record }));
  private readonly onGraded: HandlerNo;

  /** @param tell the core that a parcel is there, and what was in it */
  constructor(
    kernel: Kernel,
    log: BusinessLog,
    random: Random,
    settings: WmsSettings,
    stock: Stock,
    keyOf: (order: number) => number,
    tell: BenchTells,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.stock = stock;
    this.keyOf = keyOf;
    this.tell = tell;
    this.benches = benchesOf(settings, random);
    this.onGraded = kernel.handler('wms.returnGraded', (key) => this.graded(key));
  }

  /** A parcel has come. */
  arrive(parcel: ReturnParcel): void {
    const { key, node, units } = parcel;
    this.ledger.parcels += 1;
    this.log.business('returnArrived', 'WMS', 'return', key, 1, node, sum(units));
    this.tell.arrived(key, node);
    this.waiting.set(key, { parcel, arrivedAt: this.kernel.now });
    const bench = this.benches[node] ?? null;
    // Who has no bench opens it at the door.
    if (bench === null) this.kernel.schedule(this.onGraded, this.kernel.now, key);
    else if (bench.station.admit(key)) this.work(bench, key);
  }

  /** Parcels that are not graded yet. */
  get open(): number {
    return this.waiting.size;
  }

  save(): SavedBench {
    return {
      waiting: this.waiting.save(),
      stations: this.benches.map((bench) => bench?.station.save() ?? null),
      ledger: { ...this.ledger },
    };
  }

  load(saved: SavedBench): void {
    this.waiting.load(saved.waiting);
    this.ledger = { ...saved.ledger };
    for (const [node, state] of saved.stations.entries())
      if (state !== null) this.benches[node]?.station.load(state);
  }

  private work({ station, times }: Bench, key: number): void {
    const { parcel } = this.waiting.get(key)!;
    const job = { products: parcel.products, units: parcel.units, handlingUnits: 1 };
    const workMs = times.of(key, job, this.keyOf(orderOf(key)));
    const at = station.finishOf(this.kernel.now, workMs);
    // Nobody works there any more.
    if (at === Infinity) return;
    this.ledger.workMs += workMs;
    this.log.business('returnLabourSpent', 'WMS', 'return', key, 1, workMs, parcel.node);
    this.kernel.schedule(this.onGraded, at, key);
  }

  private graded(key: number): void {
    const { parcel } = this.waiting.get(key)!;
    this.waiting.delete(key);
    this.takeIn(parcel);
    const bench = this.benches[parcel.node] ?? null;
    if (bench === null) return;
    const { station } = bench;
    station.free();
    for (let job = station.next(); job !== NONE; job = station.next()) {
      station.occupy();
      this.work(bench, job);
    }
  }

  private takeIn({ key, node, products, units, worn, strangeUnits }: ReturnParcel): void {
    const good = units.map((each, line) => each - worn[line]!);
    const goodUnits = sum(good);
    const scrappedUnits = sum(worn);
    const { ledger } = this;
    ledger.graded += 1;
    ledger.goodUnits += goodUnits;
    ledger.scrappedUnits += scrappedUnits;
    ledger.strangeUnits += strangeUnits;
    this.log.business('customerReturned', 'WMS', 'return', key, 1, node, goodUnits + scrappedUnits);
    for (let line = 0; line < products.length; line++) {
      const product = products[line]!;
      if (good[line]! > 0) this.stock.takeBack(node, product, good[line]!, this.kernel.now);
      if (worn[line]! === 0) continue;
      this.stock.scrap(node, product, worn[line]!);
      const n = writeOffAdjustment(key, line);
      this.log.business('stockAdjusted', 'WMS', 'node', node, n, product, -worn[line]!);
    }
    this.log.business('returnGraded', 'WMS', 'return', key, 1, goodUnits, scrappedUnits);
    this.tell.graded(key, { good, scrapped: worn, strangeUnits }, goodUnits, scrappedUnits);
  }
}

function benchesOf(settings: WmsSettings, random: Random): (Bench | null)[] {
  const streams = new StepStreams(random, 'return');
  const ups = random.stream('wms/returns-breakdown-up');
  const downs = random.stream('wms/returns-breakdown-down');
  return settings.nodes.map(({ returns }, node) =>
    returns === undefined
      ? null
      : {
          station: new Station(returns, breakdownsOf(returns, node)),
          times: new JobTimes(returns, streams, `wms.nodes[${node}].returns`),
        },
  );

  function breakdownsOf({ breakdowns }: StationSettings, node: number): Breakdowns | null {
    return breakdowns === null ? null : new Breakdowns(breakdowns, ups, downs, node, settings.startAt);
  }
}

function sum(units: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < units.length; i++) total += units[i]!;
  return total;
}
