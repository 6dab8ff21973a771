/** Folds business events into a process map. */
import type { Recorder } from '#scenarios/recording/recorder';
import type { ProcessMap } from './process-map.ts';

export class ProcessMapFold {
  private readonly counts = new Map<string, number>();

  business(...[, event]: Parameters<Recorder['business']>): void {
    this.counts.set(event, (this.counts.get(event) ?? 0) + 1);
  }

  result(): ProcessMap {
    return { activities: [...this.counts].map(([event, count]) => ({ event, count })) };
  }
}
