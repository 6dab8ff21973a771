/**
 * Two runs that should have been the same: the first event at which they part.
 */

/** One row of the `events` table, as far as it identifies an event. */
export interface EventLine {
  readonly time: number;
  readonly handler: string;
  readonly priority: number;
  readonly a: number;
  readonly b: number;
}

export interface Divergence {
  /** Number of the event, from 1. */
  readonly n: number;
  /** The event in each run; null where that run had ended. */
  readonly left: EventLine | null;
  readonly right: EventLine | null;
}

/** The first event at which two runs part, or null. Reads both only as far as that. */
export function firstDivergence(left: Iterable<EventLine>, right: Iterable<EventLine>): Divergence | null {
  const other = right[Symbol.iterator]();
  let n = 0;
  for (const event of left) {
    n += 1;
    const match = other.next();
    if (match.done) return { n, left: event, right: null };
    if (!sameEvent(event, match.value)) return { n, left: event, right: match.value };
  }
  const rest = other.next();
  return rest.done ? null : { n: n + 1, left: null, right: rest.value };
}

function sameEvent(x: EventLine, y: EventLine): boolean {
  return (
    x.handler === y.handler && x.time === y.time && x.priority === y.priority && x.a === y.a && x.b === y.b
  );
}

/** One line a person can read. */
export function describeDivergence(divergence: Divergence): string {
  const show = (event: EventLine | null): string =>
    event === null
      ? 'the run had ended'
      : `${event.handler}(${event.a}, ${event.b}) at ${new Date(event.time).toISOString()}`;
  return `the runs part at event ${divergence.n}: ${show(divergence.left)} | ${show(divergence.right)}`;
}
