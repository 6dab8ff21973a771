/**
 * Actors as they are told the time by a clock that is off: their steps get what it shows, and their timers are set by it.
 *
 * 1. Neither an actor nor its emitter knows of it; where the clock is right, there is nothing between them.
 */
import type { Actor } from '#orchestrator/core/actor';
import type { Out } from '#orchestrator/core/out';
import type { Instant } from '#orchestrator/model/instant';
import type { CoreClock } from './core-clock.ts';

/** @param clock null = it is right */
export function byClock(actors: readonly Actor[], clock: CoreClock | null): readonly Actor[] {
  if (clock === null) return actors;
  return actors.map((actor) => ({
    ...actor,
    step: (draft, input, now, out) =>
      actor.step(draft, input, clock.read(now) as Instant, timersBy(clock, now, out)),
  }));
}

function timersBy(clock: CoreClock, now: number, out: Out): Out {
  return {
    tell: (...args) => out.tell(...args),
    // A body fits its kind: the caller's types said so.
    send: (partner, kind, key, a, b, body) => out.send(partner, kind, key, a, b, body as never),
    transmit: (...args) => out.transmit(...args),
    timer: (id, at) => {
      if (!(Number.isSafeInteger(at) && at >= clock.now))
        throw new RangeError(`timer ${id} set for ${at}, the core's clock shows ${clock.now}`);
      out.timer(id, clock.instantOf(at, now) as Instant);
    },
    cancel: (id) => out.cancel(id),
    ask: (...args) => out.ask(...args),
    task: (task) => out.task(task),
    event: (...args) => out.event(...args),
    post: (...args) => out.post(...args),
    kpi: (...args) => out.kpi(...args),
    audit: (...args) => out.audit(...args),
  };
}
