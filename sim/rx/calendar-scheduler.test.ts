/**
 * The scheduler must do to RxJS's time operators what RxJS's own virtual scheduler does, value by value and time by
 * time, in pipelines that fast-check makes up; and what it holds must keep a run from being copied.
 */
import fc from 'fast-check';
import {
  asapScheduler,
  auditTime,
  bufferTime,
  concatMap,
  debounceTime,
  delay,
  interval,
  merge,
  mergeMap,
  type Observable,
  type OperatorFunction,
  type SchedulerLike,
  Subject,
  sampleTime,
  scan,
  switchMap,
  take,
  throttleTime,
  timeout,
  timer,
  VirtualTimeScheduler,
} from 'rxjs';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { Kernel } from '../kernel.ts';
import { CalendarScheduler } from './calendar-scheduler.ts';
import { trapRxErrors } from './error-trap.ts';

const END = 2_000;
type Seen = [time: number, value: unknown][];

function onCalendar(stream: (scheduler: SchedulerLike) => Observable<unknown>): Seen {
  const kernel = new Kernel();
  trapRxErrors(kernel);
  const seen: Seen = [];
  stream(new CalendarScheduler(kernel)).subscribe((value) => seen.push([kernel.now, value]));
  kernel.run({ until: END });
  return seen;
}

function onVirtualTime(stream: (scheduler: SchedulerLike) => Observable<unknown>): Seen {
  const scheduler = new VirtualTimeScheduler(undefined, END);
  const seen: Seen = [];
  stream(scheduler).subscribe((value) => seen.push([scheduler.frame, value]));
  scheduler.flush();
  return seen;
}

type Step = (scheduler: SchedulerLike, ms: number) => (source: Observable<unknown>) => Observable<unknown>;

const STEPS: Readonly<Record<string, Step>> = {
  delay: (scheduler, ms) => delay(ms, scheduler),
  bufferTime: (scheduler, ms) => bufferTime(ms + 1, scheduler),
  debounceTime: (scheduler, ms) => debounceTime(ms, scheduler),
  throttleTime: (scheduler, ms) => throttleTime(ms, scheduler, { leading: true, trailing: true }),
  auditTime: (scheduler, ms) => auditTime(ms, scheduler),
  sampleTime: (scheduler, ms) => sampleTime(ms + 1, scheduler),
  concatTimer: (scheduler, ms) => concatMap(() => timer(ms, scheduler)),
  switchTimer: (scheduler, ms) => switchMap(() => timer(ms, ms + 1, scheduler).pipe(take(3))),
  mergeTimer: (scheduler, ms) => mergeMap(() => timer(ms, scheduler)),
  scan: () => scan((count) => count + 1, 0),
};

const pipeline = fc.record({
  periods: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
  steps: fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.integer({ min: 0, max: 40 })), {
    maxLength: 4,
  }),
});

function build(
  { periods, steps }: { periods: number[]; steps: [string, number][] },
  scheduler: SchedulerLike,
): Observable<unknown> {
  let stream: Observable<unknown> = merge(
    ...periods.map((ms, i) => interval(ms, scheduler).pipe(take(5 * (i + 1)))),
  );
  for (const [name, ms] of steps) stream = stream.pipe(STEPS[name]!(scheduler, ms));
  return stream;
}

describe('RxJS operators in virtual time', () => {
  test('give the values and times of RxJS’s own virtual scheduler', () => {
    fc.assert(
      fc.property(pipeline, (given) => {
        const expected = onVirtualTime((scheduler) => build(given, scheduler));
        expect(onCalendar((scheduler) => build(given, scheduler))).toEqual(expected);
      }),
      { numRuns: runs(300) },
    );
  });

  test('a time-out fires in virtual time', () => {
    const kernel = new Kernel();
    const errors: number[] = [];
    new Subject<number>().pipe(timeout({ first: 250, scheduler: new CalendarScheduler(kernel) })).subscribe({
      error: () => errors.push(kernel.now),
    });
    kernel.run();
    expect(errors).toEqual([250]);
  });

  test('run among the kernel’s other events, in the order of scheduling', () => {
    const kernel = new Kernel();
    const order: string[] = [];
    kernel.call(10, () => order.push('first'));
    timer(10, new CalendarScheduler(kernel)).subscribe(() => order.push('second'));
    kernel.call(10, () => order.push('third'));
    kernel.run();
    expect(order).toEqual(['first', 'second', 'third']);
  });

  test('unsubscribing takes the pending action off the calendar', () => {
    const kernel = new Kernel();
    const subscription = interval(10, new CalendarScheduler(kernel)).subscribe();
    expect(kernel.pending).toBe(1);
    subscription.unsubscribe();
    expect(kernel.pending).toBe(0);
    expect(kernel.run()).toBe('empty');
  });

  test('a pending action keeps a run from being copied, and is named', () => {
    const kernel = new Kernel();
    interval(10, new CalendarScheduler(kernel, 'heartbeat')).subscribe();
    expect(() => kernel.snapshot()).toThrow(/callback "rx\.heartbeat"/);
  });

  test.each([Number.NaN, -1])('a delay of %s is an error where it is given', (ms) => {
    const scheduler = new CalendarScheduler(new Kernel());
    expect(() => scheduler.schedule(() => {}, ms)).toThrow(/"kernel.call" scheduled not a finite time: NaN/);
  });
});

describe('the error trap', () => {
  const trapped = (): { kernel: Kernel; scheduler: CalendarScheduler } => {
    const kernel = new Kernel();
    trapRxErrors(kernel);
    return { kernel, scheduler: new CalendarScheduler(kernel, 'test') };
  };

  test('an observer that throws stops the run at its event; what follows does not happen', () => {
    const { kernel, scheduler } = trapped();
    let later = false;
    interval(10, scheduler).subscribe((n) => {
      if (n === 2) throw new Error('planted');
    });
    kernel.call(31, () => {
      later = true;
    });
    expect(() => kernel.run()).toThrow(/planted \(event 3, callback "rx.test" at time 30\)/);
    expect([kernel.now, later]).toEqual([30, false]);
  });

  test('so does an operator whose error nobody handles, and a Subject fed by a typed event', () => {
    const { kernel } = trapped();
    const subject = new Subject<number>();
    subject.pipe(scan(() => scanFails())).subscribe();
    const handler = kernel.handler('mock.next', (a) => subject.next(a));
    kernel.schedule(handler, 5, 1);
    kernel.schedule(handler, 5, 2);
    kernel.schedule(handler, 6, 3);
    expect(() => kernel.run()).toThrow(/scan failed \(event 2, mock.next\(2, 0\) at time 5\)/);
  });

  test('an error that the stream handles does not stop the run', () => {
    const { kernel, scheduler } = trapped();
    const errors: string[] = [];
    interval(1, scheduler)
      .pipe(
        mergeMap((n) => {
          if (n === 1) throw new Error('handled');
          return [n];
        }),
      )
      .subscribe({ error: (error) => errors.push(error.message) });
    kernel.run();
    expect(errors).toEqual(['handled']);
  });

  test('an operator left on the wall clock is an error during a run', () => {
    for (const operator of [delay<number>(10), bufferTime<number>(10), debounceTime<number>(10)]) {
      const { kernel } = trapped();
      const subject = new Subject<number>();
      kernel.call(1, () => subject.next(1));
      kernel.call(0, () => subject.pipe(operator as OperatorFunction<number, unknown>).subscribe());
      expect(() => kernel.run()).toThrow(/RxJS operator .* Give it the run's CalendarScheduler/);
    }
    const { kernel } = trapped();
    kernel.call(0, () => asapScheduler.schedule(() => {}));
    expect(() => kernel.run()).toThrow(/asked for a microtask/);
  });

  test('streams are trapped while they are wired, too: a wall-clock timer, a delay that is none', () => {
    const kernel = new Kernel();
    const { wire } = trapRxErrors(kernel);
    const scheduler = new CalendarScheduler(kernel, 'test');
    expect(() => wire(() => new Subject().pipe(bufferTime(10)).subscribe())).toThrow(
      /RxJS operator set a wall-clock timer/,
    );
    expect(() => wire(() => timer(Infinity, scheduler).subscribe())).toThrow(/not a finite time/);
    expect(wire(() => 42)).toBe(42);
    // Outside, RxJS has its own timers again.
    interval(1_000_000).subscribe().unsubscribe();
  });

  test('is gone after the run', () => {
    const { kernel } = trapped();
    kernel.run();
    const subscription = interval(1_000_000).subscribe();
    subscription.unsubscribe();
  });
});

function scanFails(): number {
  throw new Error('scan failed');
}
