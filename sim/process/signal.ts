/**
 * A signal: processes wait for it, anyone fires it. Whoever waits at that moment is woken, in the order in which they came;
 * a signal that nobody waits for is gone.
 */
import { type Ask, askBy, type Pending, type Waiter } from './ask.ts';

export class Signal<T = void> {
  /** For messages. */
  readonly name: string;
  private listeners = new Set<Listener>();
  private readonly ask: Ask<T>;

  constructor(name: string) {
    this.name = name;
    this.ask = askBy((waiter) => {
      const listener = new Listener(waiter, name, this.listeners);
      this.listeners.add(listener);
      return listener;
    });
  }

  /** Processes that wait. */
  get waiting(): number {
    return this.listeners.size;
  }

  /** Waits for the next `fire`; answers its value. */
  wait(): Ask<T> {
    return this.ask;
  }

  /** Wakes all who wait; returns how many they were. */
  fire(value: T): number {
    // Waking one may withdraw another of the same process; who comes to wait now waits for the next time.
    const all = [...this.listeners];
    let woken = 0;
    for (const listener of all) {
      if (!this.listeners.delete(listener)) continue;
      listener.waiter.wake(value);
      woken += 1;
    }
    return woken;
  }
}

class Listener implements Pending {
  readonly waiter: Waiter;
  private readonly name: string;
  private readonly all: Set<Listener>;

  constructor(waiter: Waiter, name: string, all: Set<Listener>) {
    this.waiter = waiter;
    this.name = name;
    this.all = all;
  }

  withdraw(): void {
    this.all.delete(this);
  }

  where(): string {
    return `for signal "${this.name}"`;
  }
}
