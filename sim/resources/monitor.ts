/**
 * Statistics of a resource, in one line: `const stats = sim.monitor(dock)`.
 *
 * 1. What it measures begins when it is made, and again at `reset`, the end of a warm-up. A request that began before a
 *    reset and is served after it counts with its whole wait. One that is pre-empted and goes on later counts once, with the
 *    wait before it began; while it is pushed back it is in the line, though.
 * 2. Means are up to the current time, whenever they are read.
 */
import { AssertionError } from '../assert.ts';
import type { Component, Kernel } from '../kernel.ts';
import { Quantiles, type QuantilesState } from '../stats/quantiles.ts';
import { Tally, type TallyState } from '../stats/tally.ts';
import { TimeWeighted, type TimeWeightedState } from '../stats/time-weighted.ts';
import type { LevelWatcher } from './line.ts';
import type { Resource, ResourceWatcher, Settlement } from './resource.ts';

interface ResourceMonitorState {
  readonly wait: TallyState;
  readonly waits: QuantilesState;
  readonly queue: TimeWeightedState;
  readonly busy: TimeWeightedState;
  readonly counts: readonly number[];
}

export class ResourceMonitor implements ResourceWatcher, Component {
  /** Time in line of those that were served, zeros included. */
  readonly wait: Tally;
  /** The same as quantiles, within 1 %. */
  readonly waits: Quantiles;
  /** Requests that joined the line, or were granted at once, and what became of them. */
  granted = 0;
  balked = 0;
  reneged = 0;
  /** Left the line for another reason than patience: a time-out around the request, an interrupt, something that came first. */
  withdrawn = 0;
  /** Of those granted, how many had to wait. */
  delayed = 0;
  private readonly kernel: Kernel;
  private readonly resource: Resource;
  private readonly queue: TimeWeighted;
  private readonly busy: TimeWeighted;

  /** Use `Simulation.monitor`. */
  constructor(kernel: Kernel, resource: Resource) {
    const { name } = resource;
    this.kernel = kernel;
    this.resource = resource;
    this.wait = new Tally(`wait for ${name}`);
    this.waits = new Quantiles(`wait for ${name}`);
    this.queue = new TimeWeighted(`queue of ${name}`, kernel.now, resource.queueLength);
    this.busy = new TimeWeighted(`units at work of ${name}`, kernel.now, resource.inUse);
    resource.watch(this);
  }

  /** Mean number of requests in line. */
  get queueLength(): number {
    return this.queue.mean(this.kernel.now);
  }

  get queueLengthMax(): number {
    return this.queue.max;
  }

  /** Mean number of units at work. */
  get unitsBusy(): number {
    return this.busy.mean(this.kernel.now);
  }

  /** Mean share of the capacity that is at work, 0 to 1; time out of service counts as idle. */
  get utilisation(): number {
    if (this.resource.capacity < Infinity) return this.unitsBusy / this.resource.capacity;
    throw new AssertionError(`resource "${this.resource.name}" has no end of units: it has no utilisation`);
  }

  /**
   * Share of those served that had to wait; NaN while none was served. Where some renege, the chance to wait is
   * (delayed + reneged) / (granted + reneged).
   */
  get delayedShare(): number {
    return this.delayed / this.granted;
  }

  /** @internal */
  changed({ queueLength, inUse }: Resource): void {
    const { now } = this.kernel;
    this.queue.update(now, queueLength);
    this.busy.update(now, inUse);
  }

  /** @internal */
  settled(outcome: Settlement, waited: number): void {
    if (outcome === 'balked') this.balked += 1;
    else if (outcome === 'reneged') this.reneged += 1;
    else if (outcome === 'withdrawn') this.withdrawn += 1;
    else {
      this.granted += 1;
      if (waited > 0) this.delayed += 1;
      this.wait.add(waited);
      this.waits.add(waited);
    }
  }

  /** Forgets all: at the end of a warm-up. */
  reset(): void {
    this.wait.reset();
    this.waits.reset();
    this.queue.reset(this.kernel.now);
    this.busy.reset(this.kernel.now);
    this.granted = 0;
    this.balked = 0;
    this.reneged = 0;
    this.withdrawn = 0;
    this.delayed = 0;
  }

  save(): ResourceMonitorState {
    return {
      wait: this.wait.save(),
      waits: this.waits.save(),
      queue: this.queue.save(),
      busy: this.busy.save(),
      counts: [this.granted, this.balked, this.reneged, this.delayed, this.withdrawn],
    };
  }

  load(state: unknown): void {
    const { wait, waits, queue, busy, counts } = state as ResourceMonitorState;
    this.wait.load(wait);
    this.waits.load(waits);
    this.queue.load(queue);
    this.busy.load(busy);
    [this.granted, this.balked, this.reneged, this.delayed, this.withdrawn] = counts as [
      number,
      number,
      number,
      number,
      number,
    ];
  }
}

/** What has a level: a container, a store, a conveyor, a batcher, a pool. */
export interface Levelled {
  readonly name: string;
  watch(watcher: LevelWatcher): void;
}

/** Of a container's level, a store's items, a belt's load, an open batch, or the members of a pool at work. */
export class LevelMonitor implements LevelWatcher, Component {
  /** Time in line of those who have got what they wanted out of it, or, on a belt, have put something on. */
  readonly wait: Tally;
  private readonly kernel: Kernel;
  private readonly levels: TimeWeighted;

  /** Use `Simulation.monitor`. */
  constructor(kernel: Kernel, of: Levelled) {
    this.kernel = kernel;
    this.wait = new Tally(`wait for ${of.name}`);
    this.levels = new TimeWeighted(`level of ${of.name}`, kernel.now);
    of.watch(this);
    this.levels.reset(kernel.now);
  }

  get level(): number {
    return this.levels.value;
  }

  /** Mean over time. */
  get mean(): number {
    return this.levels.mean(this.kernel.now);
  }

  get min(): number {
    return this.levels.min;
  }

  get max(): number {
    return this.levels.max;
  }

  /** @internal */
  changed(level: number): void {
    this.levels.update(this.kernel.now, level);
  }

  /** @internal */
  waited(time: number): void {
    this.wait.add(time);
  }

  /** Forgets the past: at the end of a warm-up. */
  reset(): void {
    this.levels.reset(this.kernel.now);
    this.wait.reset();
  }

  save(): { readonly levels: TimeWeightedState; readonly wait: TallyState } {
    return { levels: this.levels.save(), wait: this.wait.save() };
  }

  load(state: unknown): void {
    const { levels, wait } = state as ReturnType<LevelMonitor['save']>;
    this.levels.load(levels);
    this.wait.load(wait);
  }
}
