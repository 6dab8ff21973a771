/**
 * Puts items together in batches: orders to a wave, parcels to a pallet, messages to a file. `unbatch` takes one apart.
 *
 * 1. A batch is closed when it is full, when its first item has waited long enough, or by `close`. None is empty.
 * 2. Closed batches are taken in the order in which they were closed.
 */
import { assert } from '../assert.ts';
import type { Component, EventHandle } from '../kernel.ts';
import { checkOptions } from '../options.ts';
import { type Ask, askBy, type Timer, type Yieldable } from '../process/ask.ts';
import type { Processes } from '../process/processes.ts';
import { type LevelWatcher, Line } from './line.ts';
import type { Store } from './store.ts';

export interface BatcherOptions {
  /** Items of a full batch, an integer >= 1. */
  readonly size: number;
  /** How long the first item of a batch waits for others at most; Infinity by default. */
  readonly waitMax?: number;
}

export interface Batch<T> {
  /** Counts the batches from 1. */
  readonly n: number;
  readonly items: readonly T[];
  /** When it was closed. */
  readonly closedAt: number;
}

export class Batcher<T> implements Timer, Component {
  readonly name: string;
  private readonly processes: Processes;
  private readonly size: number;
  private readonly waitMax: number;
  private open: T[] = [];
  private closed: Batch<T>[] = [];
  private readonly takers: Line<null>;
  private readonly watchers: LevelWatcher[] = [];
  private batches = 0;
  private event: EventHandle | null = null;

  /** Use `Simulation.batcher`. */
  constructor(processes: Processes, name: string, options: BatcherOptions) {
    checkOptions(options, ['size', 'waitMax'], `batcher "${name}"`);
    const { size, waitMax = Infinity } = options;
    assert(
      Number.isInteger(size) && size >= 1,
      `batcher "${name}": size must be an integer >= 1, got ${size}`,
    );
    assert(waitMax >= 0, `batcher "${name}": waitMax must be >= 0, got ${waitMax}`);
    this.processes = processes;
    this.name = name;
    this.size = size;
    this.waitMax = waitMax;
    this.takers = new Line(`for a batch of "${name}"`, this.watchers);
  }

  /** Items in the batch that is open. */
  get collected(): number {
    return this.open.length;
  }

  /** Registers a statistic: of items in the open batch. */
  watch(watcher: LevelWatcher): void {
    this.watchers.push(watcher);
    watcher.changed(this.open.length);
  }

  /** Adds an item to the open batch. */
  add(item: T): void {
    this.open.push(item);
    this.tellChanged();
    if (this.open.length === this.size) this.close();
    else if (this.event === null && this.waitMax < Infinity)
      this.event = this.processes.timer(this.processes.kernel.now + this.waitMax, 0, this);
  }

  /** Closes the open batch now; nothing if it is empty. */
  close(): void {
    if (this.event !== null) this.processes.cancelTimer(this.event);
    this.event = null;
    if (this.open.length === 0) return;
    this.batches += 1;
    this.closed.push({ n: this.batches, items: this.open, closedAt: this.processes.kernel.now });
    this.open = [];
    this.tellChanged();
    this.serve();
  }

  /** Waits for the next closed batch. */
  next(): Ask<Batch<T>> {
    return askBy((waiter) => this.takers.join(waiter, null, () => this.serve()));
  }

  /** All that is left of it while no process lives and no batch waits for its time. */
  save(): unknown {
    return { open: [...this.open], closed: [...this.closed], batches: this.batches };
  }

  load(state: unknown): void {
    const { open, closed, batches } = state as {
      open: readonly T[];
      closed: readonly Batch<T>[];
      batches: number;
    };
    this.open = [...open];
    this.closed = [...closed];
    this.batches = batches;
  }

  /** @internal The open batch has waited long enough. */
  expire(): void {
    this.event = null;
    this.close();
  }

  private tellChanged(): void {
    for (const watcher of this.watchers) watcher.changed(this.open.length);
  }

  private serve(): void {
    for (let place = this.takers.first(); place !== undefined && this.closed.length > 0; ) {
      this.takers.serve(place, this.closed.shift()!);
      place = this.takers.first();
    }
  }
}

/** Puts the items of a batch into a store one by one, waiting for room: `yield* unbatch(batch, parcels)`. */
export function* unbatch<T>(batch: Batch<T>, into: Store<T>): Generator<Yieldable, void, unknown> {
  for (const item of batch.items) yield into.put(item);
}
