/** A watcher that notes the business events of a run, as they were written; part of copies. */
import type { BusinessWatcher } from '#scenarios/host/signals';

export interface Noted {
  readonly at: number;
  readonly event: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

export class EventNotes implements BusinessWatcher {
  readonly name = 'notes';
  events: Noted[] = [];

  business(...[at, event, , , key, n, a, b]: Parameters<BusinessWatcher['business']>): void {
    this.events.push({ at, event, key, n, a, b });
  }

  of(event: string): Noted[] {
    return this.events.filter((each) => each.event === event);
  }

  /** Of `a` over all events of a name. */
  sum(event: string, of: (each: Noted) => number = ({ a }) => a): number {
    return this.of(event).reduce((all, each) => all + of(each), 0);
  }

  save(): unknown {
    return this.events.slice();
  }

  load(saved: unknown): void {
    this.events = (saved as readonly Noted[]).slice();
  }
}
