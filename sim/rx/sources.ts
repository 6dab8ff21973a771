/**
 * Streams in virtual time that draw: arrivals as a source, a drawn delay as an operator.
 *
 * Draws are keyed as everywhere: (stream, entity, index), the index counting arrivals or values. A subscription starts
 * its own count, so two subscribers see the same arrivals.
 */
import { concatMap, type MonoTypeOperatorFunction, map, mergeMap, Observable, timer } from 'rxjs';
import { assert } from '../assert.ts';
import type { Sampler } from '../random/distributions.ts';
import type { Arrivals } from '../random/nhpp.ts';
import type { RandomStream } from '../random/random.ts';
import type { CalendarScheduler } from './calendar-scheduler.ts';

/** Where a stream's draws come from. */
export interface DrawSource {
  readonly sampler: Sampler;
  readonly stream: RandomStream;
  /** Default 0. */
  readonly entity?: number;
}

/**
 * Emits 0, 1, 2 ... with drawn gaps, the first after the first gap; gap n is draw n + 1. Never completes: `take` or
 * `takeUntil` end it.
 * @param draws gaps >= 0 in the kernel's unit of time
 */
export function renewals(draws: DrawSource, scheduler: CalendarScheduler): Observable<number> {
  return new Observable((subscriber) => {
    let n = 0;
    return scheduler.schedule(function () {
      // The first call, at the time of subscription, only draws the first gap.
      if (n > 0) subscriber.next(n - 1);
      if (subscriber.closed) return;
      n += 1;
      this.schedule(undefined, drawn(draws, n));
    });
  });
}

/**
 * Emits the times of a non-homogeneous Poisson process from now on, as they come; completes after the last one up to
 * `horizon`.
 */
export function arrivals(
  process: Arrivals,
  horizon: number,
  scheduler: CalendarScheduler,
): Observable<number> {
  return new Observable((subscriber) => {
    const state = process.start(scheduler.now());
    if (!process.next(state, horizon)) {
      subscriber.complete();
      return undefined;
    }
    return scheduler.schedule(function () {
      subscriber.next(scheduler.now());
      if (subscriber.closed) return;
      if (process.next(state, horizon)) this.schedule(undefined, state.time - scheduler.now());
      else subscriber.complete();
    }, state.time - scheduler.now());
  });
}

/** Delays each value by a draw of its own, value n by draw n + 1: a later value may overtake an earlier one. */
export function delayByDraw<T>(draws: DrawSource, scheduler: CalendarScheduler): MonoTypeOperatorFunction<T> {
  return mergeMap((value, n) => timer(drawn(draws, n + 1), scheduler).pipe(map(() => value)));
}

/** As `delayByDraw`, one after another: the next value's delay begins when the one before is through. */
export function serveByDraw<T>(draws: DrawSource, scheduler: CalendarScheduler): MonoTypeOperatorFunction<T> {
  return concatMap((value, n) => timer(drawn(draws, n + 1), scheduler).pipe(map(() => value)));
}

function drawn({ sampler, stream, entity = 0 }: DrawSource, index: number): number {
  const delay = sampler.sample(stream, entity, index);
  assert(delay >= 0, `a delay must be >= 0: draw ${index} of stream "${stream.path}" is ${delay}`);
  return delay;
}
