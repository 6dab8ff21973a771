/**
 * What an order of the distributor costs. Each function is a child's work.
 *
 * 1. What is timed is the run, from the first event until nothing more can happen: no world is built in that time. Carriers
 *    and core talk by reference (`objects`); invariants and digests are on.
 * 2. Two runs in the same process warm up, but where a whole year is measured.
 * 3. Every run counts the orders that came; another number than asked for is an error.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { ORDER } from '#orchestrator/processes/outbound/inputs';
import { RecordingWriter } from '#reports/recording/writer';
import type { BusinessWatcher } from '#scenarios/host/signals';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { BranchPool } from '#scenarios/twin/branch-pool';
import { type OutboundPolicies, outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { KernelSnapshot } from '#sim/kernel';
import { HOUR_MS } from '#sim/shifts/civil';
import { cpuMs, median } from '../../harness/measure.ts';
import { type DistributorSize, distributorWorld } from './distributor.ts';
import { livingActors, serializedBytes } from './snapshot-size.ts';

const SEED = 1;
const WARMUP: DistributorSize = { orders: 4000 };
const WARMUP_RUNS = 2;
/** The event by which the core hears that a partner has what it sent. */
const ACKNOWLEDGEMENT = 'link.answer';
/** Between two looks at how many orders are in flight. */
const LOOK_EVERY_MS = 6 * HOUR_MS;
/** A snapshot or a branch is made so often; the first ones are not yet optimised. */
const COPIES = 6;
const COPIES_BEFORE = 3;
/** Branches of one snapshot, one after the other, each by the next policy; and so many before them. */
export const BRANCHES = 50;
const BRANCHES_BEFORE = 20;

export interface CostWork extends DistributorSize {
  readonly recorded?: boolean;
}

export interface CostResult {
  readonly usPerOrder: number;
  readonly nsPerStep: number;
  readonly eventsPerOrder: number;
  readonly stepsPerOrder: number;
  /** The most orders that were in flight at once, as seen every six hours. */
  readonly inFlightMax: number;
  readonly digest: string;
}

export function costOfOrders({ recorded = false, ...size }: CostWork): CostResult {
  const folders = mkdtempSync(join(tmpdir(), 'dray-bench-'));
  const recorderIn = (name: string) => (recorded ? new RecordingWriter(join(folders, name)) : null);
  try {
    const warmup = distributorWorld(WARMUP);
    for (let n = 0; n < WARMUP_RUNS; n++) measured(warmup, WARMUP.orders, recorderIn(`warm-up-${n}`));
    return measured(distributorWorld(size), size.orders, recorderIn('measured'));
  } finally {
    rmSync(folders, { recursive: true });
  }
}

function measured(world: OutboundWorld, orders: number, writer: RecordingWriter | null): CostResult {
  const arrivals = new Arrivals();
  const before = cpuMs();
  const twin = twinOf(world, { recorder: writer ?? nullRecorder, watchers: [arrivals] });
  twin.start();
  const startedMs = cpuMs() - before;
  let inFlightMax = 0;
  const ranMs = untilEmpty(twin, (inFlight) => {
    inFlightMax = Math.max(inFlightMax, inFlight);
  });
  const end = cpuMs();
  writer?.close();
  const spentMs = startedMs + ranMs + (cpuMs() - end);
  arrivals.check(orders);
  return {
    usPerOrder: (spentMs * 1e3) / orders,
    nsPerStep: (spentMs * 1e6) / twin.host.steps,
    eventsPerOrder: twin.kernel.events / orders,
    stepsPerOrder: twin.host.steps / orders,
    inFlightMax,
    digest: twin.digests().digest,
  };
}

export interface CountsResult {
  readonly messagesPerOrder: number;
  /** Of what the core sent. */
  readonly acknowledgementsPerOrder: number;
  readonly eventsPerOrder: number;
  readonly stepsPerOrder: number;
  readonly loadsPerOrder: number;
  readonly linesPerOrder: number;
}

/** What an order comes to, counted in a run that is not timed. */
export function countsOfOrders(size: DistributorSize): CountsResult {
  let [messages, acknowledgements, loads, lines] = [0, 0, 0, 0];
  const recorder: Recorder = Object.create(nullRecorder, {
    message: { value: () => (messages += 1) },
    event: {
      value: (_time: number, handler: string) => {
        if (handler === ACKNOWLEDGEMENT) acknowledgements += 1;
      },
    },
    business: {
      value: (...[, event, , , , , , b]: Parameters<Recorder['business']>) => {
        if (event === 'loadFormed') loads += 1;
        if (event === 'orderValued') lines += b;
      },
    },
  });
  const arrivals = new Arrivals();
  const twin = twinOf(distributorWorld(size), { recorder, watchers: [arrivals] });
  twin.start();
  untilEmpty(twin, () => {});
  arrivals.check(size.orders);
  return {
    messagesPerOrder: messages / size.orders,
    acknowledgementsPerOrder: acknowledgements / size.orders,
    eventsPerOrder: twin.kernel.events / size.orders,
    stepsPerOrder: twin.host.steps / size.orders,
    loadsPerOrder: loads / size.orders,
    linesPerOrder: lines / size.orders,
  };
}

export interface CopiesResult {
  readonly ordersInFlight: number;
  /** Living actors of all types, those of lanes and gates among them. */
  readonly actors: number;
  /** CPU time of `snapshot()`. */
  readonly snapshotMs: number;
  /** CPU time of `restore()` into a twin that stands ready. */
  readonly restoreMs: number;
  /** CPU time from the snapshot to a twin of another policy that has gone on by one event, in a pool: median and mean. */
  readonly branchMs: number;
  readonly branchMsMean: number;
  /** The same from nothing but the snapshot: a twin is made for it. */
  readonly firstBranchMs: number;
  /** `v8.serialize(snapshot)`. */
  readonly snapshotBytes: number;
  /** How much more the heap holds than before the twin was made, after a collection. */
  readonly heapBytes: number;
}

/** Snapshot, restore and branch at the instant at which most orders are in flight, or `early`, after the first six hours. */
export function copiesOf({ early, ...size }: DistributorSize & { readonly early: boolean }): CopiesResult {
  const world = distributorWorld(size);
  const at = early ? world.startAt + LOOK_EVERY_MS : busiestInstant(world, size.orders);
  const collect = collector();
  collect();
  const heapBefore = process.memoryUsage().heapUsed;
  const twin = twinOf(world);
  twin.start();
  twin.run({ until: at });
  collect();
  const heapBytes = process.memoryUsage().heapUsed - heapBefore;
  const snapshot = twin.snapshot();
  const ready = twinOf(world);
  return {
    ordersInFlight: twin.openWork().orders,
    actors: livingActors(snapshot),
    snapshotMs: medianMs(() => twin.snapshot()),
    restoreMs: medianMs(() => ready.restore(snapshot)),
    firstBranchMs: medianMs(() => firstBranch(world, snapshot)),
    ...branchesOf(world, snapshot, collect),
    snapshotBytes: serializedBytes(snapshot),
    heapBytes,
  };
}

/** As a search makes them. What was left to collect from before is not theirs, what they leave is. */
function branchesOf(
  world: OutboundWorld,
  snapshot: KernelSnapshot,
  collect: () => void,
): Pick<CopiesResult, 'branchMs' | 'branchMsMean'> {
  const pool = new BranchPool(() => twinOf(world));
  const policies = world.policies.map((sourcing) => policiesOf(world, sourcing));
  const branch = (n: number): void => {
    pool.branch(snapshot, policies[n % policies.length]!, (twin) => twin.run({ events: 1 }));
  };
  for (let n = 0; n < BRANCHES_BEFORE; n++) branch(n);
  collect();
  const times = Array.from({ length: BRANCHES }, (_, n) => cpuMsOf(() => branch(n)));
  return { branchMs: median(times), branchMsMean: times.reduce((sum, each) => sum + each) / BRANCHES };
}

function firstBranch(world: OutboundWorld, snapshot: KernelSnapshot): void {
  const twin = twinOf(world, { sourcing: world.policies.at(-1)! });
  twin.restore(snapshot);
  twin.run({ events: 1 });
}

export interface LengthResult {
  readonly usPerOrder: number;
  readonly rssMb: number;
  readonly inFlightMax: number;
  readonly eventsPerOrder: number;
}

/** A run of months, from a cold start: its cost and the process's peak memory. */
export function wholeRun(size: DistributorSize): LengthResult {
  const world = distributorWorld(size);
  const { usPerOrder, inFlightMax, eventsPerOrder } = measured(world, size.orders, null);
  return { usPerOrder, inFlightMax, eventsPerOrder, rssMb: process.resourceUsage().maxRSS / 1024 };
}

function twinOf(
  world: OutboundWorld,
  options: {
    readonly recorder?: Recorder;
    readonly watchers?: readonly BusinessWatcher[];
    readonly sourcing?: string;
  } = {},
): OutboundTwin {
  const { sourcing = world.policies[0]!, ...rest } = options;
  return new OutboundTwin({ world, policies: policiesOf(world, sourcing), seed: SEED, ...rest });
}

function policiesOf(world: OutboundWorld, sourcing: string): OutboundPolicies {
  return outboundPolicies({ sourcing }, world.decidedBy);
}

/** Runs to the end, and tells of the orders in flight now and then. Answers the CPU time of the run alone, ms. */
function untilEmpty(twin: OutboundTwin, look: (inFlight: number, at: number) => void): number {
  const { startAt, endAt } = twin.world;
  let spentMs = 0;
  for (let until = startAt + LOOK_EVERY_MS; ; until += LOOK_EVERY_MS) {
    const before = cpuMs();
    const end = twin.run({ until });
    spentMs += cpuMs() - before;
    if (end === 'empty') return spentMs;
    if (until >= endAt) throw new Error(`${JSON.stringify(twin.openWork())} is open when the world ends`);
    look(twin.host.living(ORDER as ActorTypeNo).length, until);
  }
}

function busiestInstant(world: OutboundWorld, orders: number): number {
  const arrivals = new Arrivals();
  const twin = twinOf(world, { watchers: [arrivals] });
  twin.start();
  let [most, busiest] = [0, world.startAt];
  untilEmpty(twin, (inFlight, at) => {
    if (inFlight > most) [most, busiest] = [inFlight, at];
  });
  arrivals.check(orders);
  return busiest;
}

function medianMs(work: () => void): number {
  const times = Array.from({ length: COPIES }, () => cpuMsOf(work));
  return median(times.slice(COPIES_BEFORE));
}

function cpuMsOf(work: () => void): number {
  const before = cpuMs();
  work();
  return cpuMs() - before;
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Counts the orders that come. */
class Arrivals implements BusinessWatcher {
  readonly name = 'arrivals';
  private count = 0;

  business(_time: number, event: string): void {
    if (event === 'orderReleased') this.count += 1;
  }

  check(orders: number): void {
    if (this.count !== orders) throw new Error(`${this.count} orders came, ${orders} were asked for`);
  }

  save(): number {
    return this.count;
  }

  load(saved: unknown): void {
    this.count = saved as number;
  }
}
