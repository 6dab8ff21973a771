/**
 * TMS's load planning, where TMS consolidates: it makes loads of the shipments that are announced to it, lane by lane, in runs of its
 * own.
 *
 * 1. A run is at a whole multiple of `everyMs` since the epoch; the last that is not after a cut-off plans for it. What is announced
 *    after that run misses the cut-off, also while that is still to come. Where no cut-off is left, the next run plans.
 * 2. A plan is made once: who is in it stays in it, and nobody joins it. Who withdraws is left out when it is told again.
 * 3. Loads are filled by weight and by handling units, the heaviest first, each into the first load with room for it (first fit
 *    decreasing); dangerous and ordinary goods travel apart, who is to travel alone does. More than a load takes is a load by itself.
 * 4. A shipment is known by its number: the same again is answered as it stands. A withdrawal may overtake its announcement.
 */
import type { AnnounceShipment, WithdrawShipment } from '#orchestrator/contracts/tms';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { MockContext } from '../mock-system.ts';
import { loadsOf } from './load-filling.ts';
import type { ConsolidationSettings } from './settings.ts';

/** What it has TMS do. */
export interface PlanOffice {
  /** Once a load. */
  planned(): void;
  tell(lane: number, load: number, cutoff: number, shipments: readonly number[]): void;
}

interface Announced {
  readonly lane: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly dangerous: boolean;
  readonly alone: boolean;
  stage: 'waiting' | 'planned' | 'withdrawn';
  /** Once it is planned. */
  load: number;
  forgetAt: number;
}

/** Never written into. */
interface PlannedLoad {
  readonly lane: number;
  readonly cutoff: number;
  readonly shipments: readonly number[];
}

export interface SavedPlans {
  readonly announced: SavedRecords<Announced>;
  readonly loads: SavedRecords<PlannedLoad>;
  readonly waiting: readonly (readonly number[])[];
  readonly next: readonly number[];
}

/** `next` of a lane: no run is waited for; a run for which no cut-off is left. */
const NO_RUN = -2;
const NO_CUTOFF = -1;

export class LoadPlanner {
  private readonly kernel: Kernel;
  private readonly log: MockContext['log'];
  private readonly settings: ConsolidationSettings;
  private readonly keptMs: number;
  private readonly office: PlanOffice;
  private readonly announced = new LentRecords<Announced>((each) => ({ ...each }));
  private readonly loads = new LentRecords<PlannedLoad>((each) => each);
  /** By lane: announced, in the order in which they came; and the cut-off that is planned for next. */
  private waiting: number[][];
  private next: number[];
  private readonly onRun: HandlerNo;
  private readonly onForget: HandlerNo;

  constructor(
    { kernel, log }: MockContext,
    settings: ConsolidationSettings,
    keptMs: number,
    office: PlanOffice,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.keptMs = keptMs;
    this.office = office;
    this.waiting = settings.lanes.map(() => []);
    this.next = settings.lanes.map(() => NO_RUN);
    this.onRun = kernel.handler('tms.planLoads', (lane, cutoff) => this.run(lane, cutoff));
    this.onForget = kernel.handler('tms.forgetPlanned', (shipment) => this.forget(shipment));
  }

  announce({ key, a: lane, body }: AnnounceShipment): void {
    const known = this.announced.get(key);
    if (known !== undefined) {
      known.forgetAt = this.kernel.now + this.keptMs;
      if (known.stage === 'planned') this.tell(known.load);
      return;
    }
    this.note(key, { ...body, lane, stage: 'waiting', load: -1, forgetAt: 0 });
    this.waiting[lane]!.push(key);
    this.waitForRun(lane);
  }

  withdraw({ key, a: lane }: WithdrawShipment): void {
    const known = this.announced.get(key);
    if (known === undefined) {
      const nothing = { weightGrams: 0, handlingUnits: 0, dangerous: false, alone: false };
      this.note(key, { ...nothing, lane, stage: 'withdrawn', load: -1, forgetAt: 0 });
      return;
    }
    const planned = known.stage === 'planned' ? this.loads.get(known.load) : undefined;
    if (planned !== undefined)
      this.loads.set(known.load, { ...planned, shipments: planned.shipments.filter((each) => each !== key) });
    known.stage = 'withdrawn';
  }

  save(): SavedPlans {
    return {
      announced: this.announced.save(),
      loads: this.loads.save(),
      waiting: this.waiting.map((keys) => keys.slice()),
      next: this.next.slice(),
    };
  }

  load({ announced, loads, waiting, next }: SavedPlans): void {
    this.announced.load(announced);
    this.loads.load(loads);
    this.waiting = waiting.map((keys) => keys.slice());
    this.next = next.slice();
  }

  private waitForRun(lane: number): void {
    if (this.next[lane] !== NO_RUN) return;
    const { now } = this.kernel;
    const { everyMs, lanes } = this.settings;
    const runAt = (Math.floor(now / everyMs) + 1) * everyMs;
    const { cutoffs } = lanes[lane]!;
    // The run for a cut-off is to come when the cut-off is not before the next run.
    const cutoff = firstFrom(cutoffs, runAt);
    this.next[lane] = cutoff;
    const at = cutoff === NO_CUTOFF ? runAt : Math.floor(cutoffs[cutoff]! / everyMs) * everyMs;
    this.kernel.schedule(this.onRun, at, lane, cutoff);
  }

  private run(lane: number, cutoff: number): void {
    this.next[lane] = NO_RUN;
    const members = [];
    for (const shipment of this.waiting[lane]!) {
      const each = this.announced.get(shipment);
      if (each?.stage === 'waiting') members.push({ shipment, ...each });
    }
    this.waiting[lane] = [];
    const { lanes, handlingUnitsMax } = this.settings;
    const { weightGramsMax } = lanes[lane]!;
    for (const shipments of loadsOf(members, { weightGramsMax, handlingUnitsMax }))
      this.plan(lane, cutoff, shipments);
  }

  private plan(lane: number, cutoff: number, shipments: readonly number[]): void {
    const load = shipments[0]!;
    this.loads.set(load, { lane, cutoff, shipments });
    this.office.planned();
    this.log.business('loadPlanned', 'TMS', 'load', load, 1, lane, shipments.length);
    for (const shipment of shipments) {
      const announced = this.announced.get(shipment)!;
      announced.stage = 'planned';
      announced.load = load;
      announced.forgetAt = this.kernel.now + this.keptMs;
      this.log.business('shipmentPlanned', 'TMS', 'shipment', shipment, 1, load, cutoff);
    }
    this.tell(load);
  }

  /** What is left of a load. Of one that has been left by all there is nothing to tell. */
  private tell(load: number): void {
    const planned = this.loads.get(load);
    if (planned === undefined || planned.shipments.length === 0) return;
    this.office.tell(planned.lane, load, planned.cutoff, planned.shipments);
  }

  /** Known for some time after the last that was said of it. */
  private note(shipment: number, announced: Announced): void {
    announced.forgetAt = this.kernel.now + this.keptMs;
    this.announced.set(shipment, announced);
    this.kernel.schedule(this.onForget, announced.forgetAt, shipment);
  }

  /** What waits is not forgotten, however long; a load goes with the shipment that it is called by. */
  private forget(shipment: number): void {
    const { forgetAt, stage } = this.announced.get(shipment)!;
    const { now } = this.kernel;
    if (stage === 'waiting') this.kernel.schedule(this.onForget, now + this.keptMs, shipment);
    else if (now < forgetAt) this.kernel.schedule(this.onForget, forgetAt, shipment);
    else {
      this.announced.delete(shipment);
      this.loads.delete(shipment);
    }
  }
}

/** Index of the first at or after `at`; `NO_CUTOFF` when none is. O(log n). */
function firstFrom(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low === instants.length ? NO_CUTOFF : low;
}
