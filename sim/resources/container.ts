/**
 * A container: an amount of something that processes put in and take out. Fuel, pallets of one kind, kilowatt hours.
 *
 * 1. The level stays between 0 and the capacity. Who would break that waits.
 * 2. Takers are served in the order in which they came, and so are putters: nobody overtakes a larger amount.
 */
import { AssertionError, assert } from '../assert.ts';
import type { Component } from '../kernel.ts';
import { checkOptions } from '../options.ts';
import { type Ask, askBy } from '../process/ask.ts';
import { type LevelWatcher, Line } from './line.ts';

export interface ContainerOptions {
  /** Infinity by default. */
  readonly capacity?: number;
  /** The level at the beginning; 0 by default. */
  readonly level?: number;
}

export class Container implements Component {
  readonly name: string;
  readonly capacity: number;
  private amount: number;
  private readonly takers: Line<number>;
  private readonly putters: Line<number>;
  private readonly watchers: LevelWatcher[] = [];

  /** Use `Simulation.container`. */
  constructor(name: string, options: ContainerOptions = {}) {
    checkOptions(options, ['capacity', 'level'], `container "${name}"`);
    const { capacity = Infinity, level = 0 } = options;
    assert(capacity > 0, `container "${name}": capacity must be > 0, got ${capacity}`);
    assert(
      level >= 0 && level <= capacity,
      `container "${name}": level must be between 0 and ${capacity}, got ${level}`,
    );
    this.name = name;
    this.capacity = capacity;
    this.amount = level;
    this.takers = new Line(`to take from container "${name}"`, this.watchers);
    this.putters = new Line(`to put into container "${name}"`);
  }

  get level(): number {
    return this.amount;
  }

  /** Processes that wait to take. */
  get takersWaiting(): number {
    return this.takers.length;
  }

  /** Processes that wait to put. */
  get puttersWaiting(): number {
    return this.putters.length;
  }

  /** Takes an amount out, when it is there. */
  take(amount: number): Ask<void> {
    this.check(amount);
    return askBy((waiter) => this.takers.join(waiter, amount, () => this.serve()));
  }

  /** Puts an amount in, when there is room. */
  put(amount: number): Ask<void> {
    this.check(amount);
    return askBy((waiter) => this.putters.join(waiter, amount, () => this.serve()));
  }

  /** Registers a statistic. */
  watch(watcher: LevelWatcher): void {
    this.watchers.push(watcher);
    watcher.changed(this.amount);
  }

  save(): number {
    return this.amount;
  }

  load(level: unknown): void {
    this.amount = level as number;
  }

  /** As long as the first taker or the first putter can be served, it is. */
  private serve(): void {
    while (this.serveFirst(this.takers, -1) || this.serveFirst(this.putters, 1)) {
      for (const watcher of this.watchers) watcher.changed(this.amount);
    }
  }

  private serveFirst(line: Line<number>, sign: 1 | -1): boolean {
    const place = line.first();
    if (place === undefined) return false;
    const level = this.amount + sign * place.wants;
    if (!(level >= 0 && level <= this.capacity)) return false;
    this.amount = level;
    line.serve(place, undefined);
    return true;
  }

  private check(amount: number): void {
    if (amount > 0 && amount <= this.capacity && amount < Infinity) return;
    throw new AssertionError(
      `container "${this.name}": an amount must be > 0 and at most its capacity ${this.capacity}, got ${amount}`,
    );
  }
}
