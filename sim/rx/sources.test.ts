/** Drawn streams must be the draws of their keys: whoever subscribes, whatever else happens. */
import { take, toArray } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { Kernel } from '../kernel.ts';
import { compile } from '../random/distributions.ts';
import { Arrivals } from '../random/nhpp.ts';
import { Random } from '../random/random.ts';
import { CalendarScheduler } from './calendar-scheduler.ts';
import { arrivals, delayByDraw, renewals, serveByDraw } from './sources.ts';

const exponential = compile({ kind: 'exponential', mean: 10 }, 'test');

function bench(): { kernel: Kernel; scheduler: CalendarScheduler; draws: Parameters<typeof renewals>[0] } {
  const kernel = new Kernel();
  const draws = { sampler: exponential, stream: new Random(1).stream('test/gaps'), entity: 7 };
  return { kernel, scheduler: new CalendarScheduler(kernel), draws };
}

describe('renewals', () => {
  test('come with the gaps of their keys', () => {
    const { kernel, scheduler, draws } = bench();
    const seen: [number, number][] = [];
    renewals(draws, scheduler)
      .pipe(take(5))
      .subscribe((n) => seen.push([n, kernel.now]));
    kernel.run();
    let time = 0;
    const expected = [1, 2, 3, 4, 5].map((index) => {
      time += draws.sampler.sample(draws.stream, 7, index);
      return [index - 1, time];
    });
    expect(seen).toEqual(expected);
  });

  test('are the same for every subscriber', () => {
    const { kernel, scheduler, draws } = bench();
    const stream = renewals(draws, scheduler).pipe(take(4), toArray());
    const ends: number[] = [];
    for (let i = 0; i < 2; i++) stream.subscribe(() => ends.push(kernel.now));
    kernel.run();
    expect(ends[0]).toBe(ends[1]);
    expect(kernel.pending).toBe(0);
  });

  test('a distribution that draws a negative gap is an error with its stream', () => {
    const { kernel, scheduler, draws } = bench();
    const sampler = compile({ kind: 'constant', value: -1 }, 'test');
    renewals({ ...draws, sampler }, scheduler).subscribe();
    expect(() => kernel.run()).toThrow(/delay must be >= 0: draw 1 of stream "test\/gaps" is -1/);
  });
});

describe('arrivals', () => {
  test('are those of the process, and complete at the horizon', () => {
    const { kernel, scheduler } = bench();
    const process = new Arrivals({
      stream: new Random(1).stream('test/arrivals'),
      rate: { starts: [0, 50], rates: [0, 1], period: 100 },
    });
    const expected: number[] = [];
    const state = process.start(0);
    while (process.next(state, 200)) expected.push(state.time);
    const seen: number[] = [];
    let completed = false;
    arrivals(process, 200, scheduler).subscribe({
      next: (time) => seen.push(time),
      complete: () => {
        completed = true;
      },
    });
    kernel.run();
    expect(seen).toHaveLength(expected.length);
    seen.forEach((time, i) => {
      expect(time).toBeCloseTo(expected[i]!, 9);
    });
    expect(completed).toBe(true);
  });

  test('a process without arrivals completes at once', () => {
    const { scheduler } = bench();
    const process = new Arrivals({ stream: new Random(1).stream('x'), rate: () => 0, rateMax: 1 });
    let completed = false;
    arrivals(process, 10, scheduler).subscribe({
      complete: () => {
        completed = true;
      },
    });
    expect(completed).toBe(true);
  });
});

describe('drawn delays', () => {
  test('delay each value by itself, or one after another', () => {
    const { kernel, scheduler, draws } = bench();
    const at = { delay: [] as number[], serve: [] as number[] };
    const source = renewals(
      { ...draws, sampler: compile({ kind: 'constant', value: 1 }, 'test') },
      scheduler,
    );
    source.pipe(take(4), delayByDraw(draws, scheduler)).subscribe((n) => {
      at.delay[n] = kernel.now;
    });
    source.pipe(take(4), serveByDraw(draws, scheduler)).subscribe((n) => {
      at.serve[n] = kernel.now;
    });
    kernel.run();
    const draw = (n: number): number => draws.sampler.sample(draws.stream, 7, n + 1);
    let free = 0;
    for (let n = 0; n < 4; n++) {
      free = Math.max(free, n + 1) + draw(n);
      expect(at.delay[n]).toBeCloseTo(n + 1 + draw(n), 9);
      expect(at.serve[n]).toBeCloseTo(free, 9);
    }
  });
});
