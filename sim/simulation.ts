/**
 * A simulation: a kernel, its processes and its random numbers in one object. What a model is built with.
 *
 * 1. (seed, model) determine the run. Draws are keyed by (seed, path); opening one more path changes no other draw.
 * 2. Time is a float64 in a unit of the model's choice; a model with working calendars uses ms since the Unix epoch, UTC.
 */

import { AssertionError } from './assert.ts';
import { Kernel, type RunEnd, type RunOptions, type SimTime } from './kernel.ts';
import { checkOptions, checkWord, describe } from './options.ts';
import { type Activity, hold, isDuration } from './process/ask.ts';
import type { Process } from './process/process.ts';
import { Processes } from './process/processes.ts';
import { Signal } from './process/signal.ts';
import { compile, type Distribution } from './random/distributions.ts';
import { Draws, type Numbers, nextOf } from './random/draws.ts';
import { Random, type RandomStream } from './random/random.ts';
import { Batcher, type BatcherOptions } from './resources/batcher.ts';
import { Container, type ContainerOptions } from './resources/container.ts';
import { Conveyor, type ConveyorOptions } from './resources/conveyor.ts';
import { type BreakdownOptions, breakDown, keepShifts, type ShiftOptions } from './resources/downtime.ts';
import { type Levelled, LevelMonitor, ResourceMonitor } from './resources/monitor.ts';
import { type MemberOptions, Pool } from './resources/pool.ts';
import { Resource, type ResourceOptions } from './resources/resource.ts';
import { Store, type StoreOptions } from './resources/store.ts';
import { checkHours, type OpenHours } from './shifts/open-hours.ts';

export interface SimulationOptions {
  /** Any text or finite number; 1 by default. */
  readonly seed?: string | number;
  /** Time at which it begins; 0 by default. */
  readonly start?: SimTime;
  /** Every uniform number u is 1 - u instead: the second member of an antithetic pair. */
  readonly antithetic?: boolean;
  /** Ignored: so that what `replicate` gives can be handed on as it is. */
  readonly replication?: number;
}

function checkResource(resource: unknown, what: string): void {
  if (resource instanceof Resource) return;
  throw new AssertionError(
    `${what}: they are of a resource, got ${describe(resource)}. Members of a pool have hours of their own`,
  );
}

export interface SourceOptions {
  /** How many; without end by default. */
  readonly count?: number;
}

export class Simulation {
  readonly kernel: Kernel;
  readonly random: Random;
  readonly processes: Processes;
  private readonly antithetic: boolean;
  private monitors = 0;

  constructor(options: SimulationOptions = {}) {
    checkOptions(options, ['seed', 'start', 'antithetic', 'replication'], 'Simulation');
    this.kernel = new Kernel({ start: options.start ?? 0 });
    this.random = new Random(options.seed ?? 1);
    this.processes = new Processes(this.kernel);
    this.antithetic = options.antithetic ?? false;
  }

  /** Virtual time. */
  get now(): SimTime {
    return this.kernel.now;
  }

  /**
   * Starts a process; it runs in this instant, after whoever runs now has come to wait.
   * @param kind for messages and traces: `customer` becomes `customer #17`
   * @param activity a generator, called but not begun: `customer(order)`
   */
  process<R>(kind: string, activity: Activity<R>): Process<R> {
    return this.processes.start(kind, activity);
  }

  /**
   * Starts a process again and again: `sim.source('customer', gaps, () => server.use(work.next()))`.
   * @param gaps the times from one to the next, >= 0, as draws or a function; the first before the first one
   * @param activity makes the activity of the n-th, from 1
   */
  source(
    kind: string,
    gaps: Numbers,
    activity: (n: number) => Activity,
    options: SourceOptions = {},
  ): Process<void> {
    const what = `source of ${kind}`;
    checkOptions(options, ['count'], what);
    const { count = Infinity } = options;
    if (!(count >= 0))
      throw new AssertionError(`${what}: count must be a number >= 0, got ${describe(count)}`);
    if (typeof activity !== 'function') {
      throw new AssertionError(
        `${what}: it needs a function that makes an activity, got ${describe(activity)}: () => work()`,
      );
    }
    const gap = nextOf(gaps, `gaps of the ${what}`);
    return this.process(what, this.arrive(kind, gap, activity, count));
  }

  private *arrive(
    kind: string,
    gap: () => number,
    activity: (n: number) => Activity,
    count: number,
  ): Activity<void> {
    for (let n = 1; n <= count; n++) {
      const time = gap();
      if (!isDuration(time))
        throw new AssertionError(`gap ${n} must be a finite number >= 0, got ${describe(time)}`);
      yield hold(time);
      const work = activity(n);
      if (work === undefined)
        throw new AssertionError(`the function of ${kind} ${n} returned no activity: () => work()`);
      this.process(kind, work);
    }
  }

  /** The process whose code runs now; an error outside of one. */
  get current(): Process {
    return this.processes.running('current');
  }

  /** Random bits under a path such as `demand/lines`; antithetic if the simulation is. */
  stream(path: string): RandomStream {
    const stream = this.random.stream(path);
    return this.antithetic ? stream.antithetic() : stream;
  }

  /**
   * Draws of one distribution under a path: `next()` for one after another, `of(entity)` for those that belong to something.
   * The path is used up: a second opening would draw the same numbers, and is an error.
   */
  draws(path: string, distribution: Distribution): Draws {
    const draws = new Draws(compile(distribution, path), this.stream(path));
    this.kernel.component(`draws ${path}`, draws);
    return draws;
  }

  /** Units that processes request, hold and release. The name is for messages, and unique. */
  resource(name: string, options?: ResourceOptions): Resource {
    const resource = new Resource(this.processes, name, options);
    this.kernel.component(`resource ${name}`, resource);
    return resource;
  }

  /** An amount that processes put into and take from. */
  container(name: string, options?: ContainerOptions): Container {
    const container = new Container(name, options);
    this.kernel.component(`container ${name}`, container);
    return container;
  }

  /** Items that processes put in and get out. */
  store<T>(name: string, options?: StoreOptions<T>): Store<T> {
    const store = new Store<T>(name, options);
    this.kernel.component(`store ${name}`, store);
    return store;
  }

  /** Puts items together in batches. */
  batcher<T>(name: string, options: BatcherOptions): Batcher<T> {
    const batcher = new Batcher<T>(this.processes, name, options);
    this.kernel.component(`batcher ${name}`, batcher);
    return batcher;
  }

  /** A belt that items travel on. */
  conveyor<T>(name: string, options: ConveyorOptions): Conveyor<T> {
    const conveyor = new Conveyor<T>(this.processes, name, options);
    this.kernel.component(`conveyor ${name}`, conveyor);
    return conveyor;
  }

  /** Members with skills and hours of their own. */
  pool(name: string, members: readonly MemberOptions[]): Pool {
    const pool = new Pool(this.processes, name, members);
    this.kernel.component(`pool ${name}`, pool);
    return pool;
  }

  /** Puts a resource on shifts; before anyone uses it, if work stands still at closing time. */
  shifts(resource: Resource, hours: OpenHours, options: ShiftOptions): Process<void> {
    checkResource(resource, 'shifts');
    checkHours(hours, `shifts of "${resource.name}"`);
    checkOptions(options, ['atClose', 'units'], `shifts of "${resource.name}"`);
    checkWord(options.atClose, ['finish', 'suspend'], `shifts of "${resource.name}": atClose`);
    if (options.atClose === 'suspend') resource.trackHolders();
    return this.process(`shifts of ${resource.name}`, keepShifts(this.processes, resource, hours, options));
  }

  /** Lets units of a resource break and be repaired; before anyone uses it, if work on them stands still. */
  breakdowns(resource: Resource, options: BreakdownOptions): readonly Process<void>[] {
    checkResource(resource, 'breakdowns');
    const what = `breakdowns of "${resource.name}"`;
    checkOptions(options, ['uptime', 'repair', 'clock', 'work', 'units', 'repairedBy'], what);
    const { clock = 'calendar', work = 'suspend' } = options;
    checkWord(clock, ['calendar', 'use'], `${what}: clock`);
    checkWord(work, ['finish', 'suspend'], `${what}: work`);
    if (work === 'suspend') resource.trackHolders();
    const { units = resource.capacity } = options;
    const fits = Number.isInteger(units) && units > 0 && units <= resource.capacity;
    if (!fits)
      throw new AssertionError(
        `${what}: units must be an integer from 1 to ${resource.capacity}, got ${units}`,
      );
    return Array.from({ length: units }, () =>
      this.process(`breakdowns of ${resource.name}`, breakDown(this.processes, resource, options)),
    );
  }

  /** Statistics from now on: of waiting and use for a resource, of the level for what has one. */
  monitor(of: Resource): ResourceMonitor;
  monitor(of: Levelled): LevelMonitor;
  monitor(of: Resource | Levelled): ResourceMonitor | LevelMonitor {
    if (typeof (of as Levelled | undefined)?.watch !== 'function')
      throw new AssertionError(`monitor: there is nothing to measure in ${describe(of)}`);
    const monitor =
      of instanceof Resource ? new ResourceMonitor(this.kernel, of) : new LevelMonitor(this.kernel, of);
    this.monitors += 1;
    this.kernel.component(`monitor ${this.monitors} of ${of.name}`, monitor);
    return monitor;
  }

  /** Something that processes wait for and anyone fires. */
  signal<T = void>(name: string): Signal<T> {
    return new Signal<T>(name);
  }

  /** Runs until the calendar is empty, a time, a number of events or a condition; see `Kernel.run`. */
  run(options: RunOptions = {}): RunEnd {
    if (options.until !== undefined && options.until < this.now) {
      throw new AssertionError(
        `run: until is a time, not a duration: ${options.until} has passed, it is ${this.now}`,
      );
    }
    return this.kernel.run(options);
  }

  /** Every process that lives, and where it waits: for a model that has come to a standstill. */
  whereabouts(): readonly string[] {
    return this.processes.living().map((process) => `${process.name} ${process.whereabouts}`);
  }
}
