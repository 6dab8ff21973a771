/** A run to its end with every invariant watched, and the business events that it wrote. */
import type { OutboundTwin, OutboundTwinOptions } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { EventNotes } from './event-notes.ts';
import { distributorTwin } from '../worlds/outbound-world.ts';

export interface NotedRun {
  readonly twin: OutboundTwin;
  readonly notes: EventNotes;
}

/** Not started. */
export function notedTwin(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}): NotedRun {
  const notes = new EventNotes();
  return { twin: distributorTwin(world, { watchers: [notes], ...options }), notes };
}

/** Throws where the run stops before its end. */
export function notedRun(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}): NotedRun {
  const run = notedTwin(world, options);
  run.twin.start();
  const why = run.twin.run();
  if (why !== 'empty') throw new Error(`the run stopped before its end: ${why}`);
  return run;
}
