/**
 * A conveyor: items enter at one end, travel at a speed, and wait at the other until they are taken.
 *
 * 1. Items keep their order and a distance of `itemLength`; as many are on it as fit.
 * 2. `accumulate`: items behind one that waits close up and wait, too; when it is taken they move up all together.
 *    `stop`: the whole belt stands still while an item waits at its end.
 * 3. An item that nothing holds up takes length / speed.
 */
import { assert } from '../assert.ts';
import type { Component, EventHandle } from '../kernel.ts';
import { checkOptions, checkWord } from '../options.ts';
import { type Ask, askBy } from '../process/ask.ts';
import type { Processes } from '../process/processes.ts';
import { type LevelWatcher, Line } from './line.ts';

export interface ConveyorOptions {
  /** In a unit of length of the model's choice. */
  readonly length: number;
  /** Units of length a unit of time. */
  readonly speed: number;
  /** Room that an item takes, with the gap to the next. */
  readonly itemLength: number;
  /** What the belt does while an item waits at its end; `accumulate` by default. */
  readonly blocked?: 'accumulate' | 'stop';
}

/** Of its length: so little never keeps an item waiting. Rounding would, for as long as the belt stands. */
const SLACK = 1e-9;

interface Rider<T> {
  readonly item: T;
  /** Belt time at which it is at the end. */
  arrival: number;
}

export class Conveyor<T> implements Component {
  readonly name: string;
  /** Items that fit on it. */
  readonly capacity: number;
  private readonly processes: Processes;
  private readonly travel: number;
  private readonly gap: number;
  private readonly stops: boolean;
  private riders: Rider<T>[] = [];
  private readonly putters: Line<T>;
  private readonly takers: Line<null>;
  private readonly watchers: LevelWatcher[] = [];
  /** Belt time of the last entry. */
  private entered = -Infinity;
  /** Time that the belt has stood still, and since when it does. */
  private lag = 0;
  private stoppedAt: number | null = null;
  private wake: EventHandle | null = null;

  /** Use `Simulation.conveyor`. */
  constructor(processes: Processes, name: string, options: ConveyorOptions) {
    checkOptions(options, ['length', 'speed', 'itemLength', 'blocked'], `conveyor "${name}"`);
    const { length, speed, itemLength, blocked = 'accumulate' } = options;
    checkWord(blocked, ['accumulate', 'stop'], `conveyor "${name}": blocked`);
    for (const [what, value] of Object.entries({ length, speed, itemLength }))
      assert(
        value > 0 && value < Infinity,
        `conveyor "${name}": ${what} must be > 0 and finite, got ${value}`,
      );
    assert(
      itemLength <= length,
      `conveyor "${name}": an item of length ${itemLength} does not fit on a length of ${length}`,
    );
    this.processes = processes;
    this.name = name;
    this.capacity = Math.floor(length / itemLength + 1e-9);
    this.travel = length / speed;
    this.gap = itemLength / speed;
    this.stops = blocked === 'stop';
    this.putters = new Line(`to enter conveyor "${name}"`, this.watchers);
    this.takers = new Line(`at the end of conveyor "${name}"`);
  }

  /** Items on it. */
  get carried(): number {
    return this.riders.length;
  }

  /** Puts an item on, as soon as there is room at its beginning. */
  put(item: T): Ask<void> {
    return askBy((waiter) => this.putters.join(waiter, item, () => this.move()));
  }

  /** Takes the next item off, as soon as it is at the end. */
  take(): Ask<T> {
    return askBy((waiter) => this.takers.join(waiter, null, () => this.move()));
  }

  /** Registers a statistic: of items on the belt. */
  watch(watcher: LevelWatcher): void {
    this.watchers.push(watcher);
    watcher.changed(this.riders.length);
  }

  /** All that is left of it while no process lives and nothing moves. */
  save(): unknown {
    const { entered, lag, stoppedAt } = this;
    return { riders: this.riders.map((rider) => ({ ...rider })), entered, lag, stoppedAt };
  }

  load(state: unknown): void {
    const saved = state as {
      riders: readonly Rider<T>[];
      entered: number;
      lag: number;
      stoppedAt: number | null;
    };
    this.riders = saved.riders.map((rider) => ({ ...rider }));
    this.entered = saved.entered;
    this.lag = saved.lag;
    this.stoppedAt = saved.stoppedAt;
  }

  /** @internal */
  expire(): void {
    this.wake = null;
    this.move();
  }

  /** Time on a clock that stands still with the belt. */
  private get beltTime(): number {
    return (this.stoppedAt ?? this.processes.kernel.now) - this.lag;
  }

  /** Written as `nextTime` writes it, so that a time that was waited for has passed, whatever the rounding. */
  private passed(beltTime: number): boolean {
    return beltTime + this.lag <= (this.stoppedAt ?? this.processes.kernel.now);
  }

  /** Lets off and on whoever can; then waits for the next time at which somebody may. */
  private move(): void {
    while (this.letOff() || this.letOn())
      for (const watcher of this.watchers) watcher.changed(this.riders.length);
    this.stopOrGo();
    if (this.wake !== null) this.processes.cancelTimer(this.wake);
    this.wake = null;
    const next = this.nextTime();
    if (next < Infinity) this.wake = this.processes.timer(next, 0, this);
  }

  private letOff(): boolean {
    const rider = this.riders[0];
    const place = this.takers.first();
    if (rider === undefined || place === undefined || !this.passed(rider.arrival)) return false;
    this.riders.shift();
    this.stopOrGo();
    const follower = this.riders[0];
    if (follower !== undefined && !this.stops)
      follower.arrival = Math.max(follower.arrival, this.beltTime + this.gap);
    this.takers.serve(place, rider.item);
    return true;
  }

  private letOn(): boolean {
    const place = this.putters.first();
    if (place === undefined || this.riders.length === this.capacity) return false;
    const clear = this.entered + this.gap;
    if (!this.passed(clear) && this.beltTime < clear - this.gap * SLACK) return false;
    this.entered = Math.max(this.beltTime, clear);
    this.riders.push({ item: place.wants, arrival: this.entered + this.travel });
    this.putters.serve(place, undefined);
    return true;
  }

  private stopOrGo(): void {
    if (!this.stops) return;
    const { now } = this.processes.kernel;
    const rider = this.riders[0];
    const waits = rider !== undefined && this.passed(rider.arrival);
    if (waits) this.stoppedAt ??= now;
    else if (this.stoppedAt !== null) {
      this.lag += now - this.stoppedAt;
      this.stoppedAt = null;
    }
  }

  /** When somebody may get off or on next, if nobody comes before; Infinity if that takes somebody. */
  private nextTime(): number {
    if (this.stoppedAt !== null) return Infinity;
    const first = this.riders[0];
    const times: number[] = [];
    // Needed also without a taker: a belt that stops has to stop then.
    if (first !== undefined && !this.passed(first.arrival)) times.push(first.arrival + this.lag);
    if (this.putters.length > 0 && this.riders.length < this.capacity)
      times.push(this.entered + this.gap + this.lag);
    return Math.min(...times, Infinity);
  }
}
