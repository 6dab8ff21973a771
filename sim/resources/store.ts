/**
 * A store: single items that processes put in and get out, by a filter if they like. Items are kept as they are and never
 * copied, in snapshots, too: what branches share must not be changed.
 *
 * 1. Who waits to get is served in the order in which they came; one whose filter finds nothing does not hold up the others.
 * 2. Of several items that fit, the one that was put in first is given (`lifo`: last).
 */
import { assert } from '../assert.ts';
import type { Component } from '../kernel.ts';
import { checkOptions, checkWord } from '../options.ts';
import { type Ask, askBy } from '../process/ask.ts';
import { type LevelWatcher, Line } from './line.ts';

export interface StoreOptions<T> {
  /** Items it holds at most; Infinity by default. */
  readonly capacity?: number;
  /** Which item is given first; `fifo` by default. */
  readonly rule?: 'fifo' | 'lifo';
  /** What is in it at the beginning. */
  readonly items?: readonly T[];
}

type Filter<T> = (item: T) => boolean;

export class Store<T> implements Component {
  readonly name: string;
  readonly capacity: number;
  private content: T[];
  private readonly rule: 'fifo' | 'lifo';
  private readonly getters: Line<Filter<T> | null>;
  private readonly putters: Line<T>;
  private readonly watchers: LevelWatcher[] = [];

  /** Use `Simulation.store`. */
  constructor(name: string, options: StoreOptions<T> = {}) {
    checkOptions(options, ['capacity', 'rule', 'items'], `store "${name}"`);
    const { capacity = Infinity, rule = 'fifo', items = [] } = options;
    checkWord(rule, ['fifo', 'lifo'], `store "${name}": rule`);
    const whole = capacity === Infinity || (Number.isInteger(capacity) && capacity > 0);
    assert(whole, `store "${name}": capacity must be an integer > 0 or Infinity, got ${capacity}`);
    assert(
      items.length <= capacity,
      `store "${name}": ${items.length} items do not fit into a capacity of ${capacity}`,
    );
    this.name = name;
    this.capacity = capacity;
    this.rule = rule;
    this.content = [...items];
    this.getters = new Line(`to get from store "${name}"`, this.watchers);
    this.putters = new Line(`to put into store "${name}"`);
  }

  /** What is in it, the oldest first. */
  get items(): readonly T[] {
    return this.content;
  }

  /** Processes that wait to get. */
  get gettersWaiting(): number {
    return this.getters.length;
  }

  /** Processes that wait to put. */
  get puttersWaiting(): number {
    return this.putters.length;
  }

  /** Gets an item out: any, or the first that the filter likes. The filter must depend on the item alone. */
  get(filter?: Filter<T>): Ask<T> {
    return askBy((waiter) => this.getters.join(waiter, filter ?? null, () => this.serve()));
  }

  /** Puts an item in, when there is room. */
  put(item: T): Ask<void> {
    return askBy((waiter) => this.putters.join(waiter, item, () => this.serve()));
  }

  /** Registers a statistic. */
  watch(watcher: LevelWatcher): void {
    this.watchers.push(watcher);
    watcher.changed(this.content.length);
  }

  save(): readonly T[] {
    return [...this.content];
  }

  load(items: unknown): void {
    this.content = [...(items as readonly T[])];
  }

  private serve(): void {
    do this.takeIn();
    while (this.giveOut());
  }

  private takeIn(): void {
    for (let place = this.putters.first(); place !== undefined && this.content.length < this.capacity; ) {
      this.content.push(place.wants);
      this.putters.serve(place, undefined);
      this.tellChanged();
      place = this.putters.first();
    }
  }

  /** True when something went out. */
  private giveOut(): boolean {
    let out = false;
    for (const place of this.getters) {
      if (this.content.length === 0) break;
      const at = this.find(place.wants);
      if (at < 0) continue;
      const [item] = this.content.splice(at, 1);
      this.getters.serve(place, item);
      this.tellChanged();
      out = true;
    }
    return out;
  }

  private find(filter: Filter<T> | null): number {
    if (filter === null) return this.rule === 'fifo' ? 0 : this.content.length - 1;
    return this.rule === 'fifo' ? this.content.findIndex(filter) : this.content.findLastIndex(filter);
  }

  private tellChanged(): void {
    for (const watcher of this.watchers) watcher.changed(this.content.length);
  }
}
