/**
 * A line of waiters, each of which wants something: the common part of containers, stores, belts and pools.
 *
 * 1. In the order in which they came; whoever serves it decides who may overtake.
 * 2. A waiter that is served while it joins is not woken: it has its answer in `waiter.answer`.
 */
import type { Pending, Waiter } from '../process/ask.ts';

/** Told of what a statistic of a level needs. */
export interface LevelWatcher {
  changed(level: number): void;
  /** Somebody has been served after so long in line, 0 included. */
  waited?(time: number): void;
}

/** A waiter's place. */
export class Place<W> implements Pending {
  readonly waiter: Waiter;
  readonly wants: W;
  waiting = true;
  /** When it joined. */
  readonly since: number;
  private readonly line: Line<W>;
  private readonly serve: () => void;

  constructor(line: Line<W>, waiter: Waiter, wants: W, serve: () => void) {
    this.line = line;
    this.waiter = waiter;
    this.since = waiter.process.now;
    this.wants = wants;
    this.serve = serve;
  }

  withdraw(): void {
    this.line.remove(this);
  }

  makeWay(): void {
    this.serve();
  }

  where(): string {
    return this.waiting ? `${this.line.what}, number ${this.line.placeOf(this)} in line` : this.line.what;
  }
}

export class Line<W> {
  /** For messages: `to take from container "fuel"`. */
  readonly what: string;
  private readonly watchers: readonly LevelWatcher[];
  private readonly places = new Set<Place<W>>();
  private joining: Place<W> | null = null;

  /** @param watchers are told how long each waited */
  constructor(what: string, watchers: readonly LevelWatcher[] = []) {
    this.what = what;
    this.watchers = watchers;
  }

  get length(): number {
    return this.places.size;
  }

  /**
   * Joins the line and serves whoever can be served; null when that was the waiter itself.
   * @param serve serves the line as far as possible; also called when the waiter leaves, having stood in others' way
   */
  join(waiter: Waiter, wants: W, serve: () => void): Place<W> | null {
    const place = new Place(this, waiter, wants, serve);
    this.places.add(place);
    this.joining = place;
    serve();
    this.joining = null;
    return place.waiting ? place : null;
  }

  first(): Place<W> | undefined {
    return this.places.values().next().value;
  }

  /** All places, in order; the line may be changed meanwhile. */
  [Symbol.iterator](): IterableIterator<Place<W>> {
    return this.places.values();
  }

  /** Gives the waiter its answer: at once if it has only just joined, else by waking it. */
  serve(place: Place<W>, answer: unknown): void {
    this.remove(place);
    for (const watcher of this.watchers) watcher.waited?.(place.waiter.process.now - place.since);
    if (place === this.joining) place.waiter.answer = answer;
    else place.waiter.wake(answer);
  }

  remove(place: Place<W>): void {
    place.waiting = false;
    this.places.delete(place);
  }

  placeOf(place: Place<W>): number {
    return [...this.places].indexOf(place) + 1;
  }
}
