/**
 * A monitor says what happened: waits, lengths, units at work, outcomes. Shown on a run small enough to compute by hand, and on
 * random runs by two laws: the area under the length of the line is the sum of the waits (Little), the area under the units at
 * work is the sum of the work.
 */
import { describe, expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { Simulation } from '../simulation.ts';
import type { RequestOptions } from './claim.ts';
import type { ResourceOptions } from './resource.ts';

function world(options?: ResourceOptions) {
  const sim = new Simulation();
  const desk = sim.resource('desk', options);
  const stats = sim.monitor(desk);
  function comes(at: number, work: number, request?: RequestOptions): void {
    function* job(): Activity<void> {
      yield hold(at - sim.now);
      yield* desk.use(work, request);
    }
    sim.process('job', job());
  }
  return { sim, desk, stats, comes };
}

describe('a run computed by hand', () => {
  /** Work from 0 to 4 and 1 to 5 (two units), from 4 to 10 (waited 2), from 5 to 6 (waited 0 at 5). One balks, one reneges. */
  function byHand() {
    const all = world({ capacity: 2, queueLimit: 2 });
    all.comes(0, 4);
    all.comes(1, 4);
    all.comes(2, 6);
    all.comes(2.5, 1, { patience: 1 });
    all.comes(3, 1);
    all.comes(5, 1);
    return all;
  }

  test('up to its end, and between', () => {
    const { sim, stats } = byHand();
    sim.run({ until: 3 });
    expect([stats.granted, stats.queueLength, stats.unitsBusy]).toEqual([
      2,
      (0.5 * 1 + 0.5 * 2) / 3,
      (1 + 4) / 3,
    ]);
    sim.run({ until: 12 });
    expect([stats.granted, stats.balked, stats.reneged, stats.delayed]).toEqual([4, 1, 1, 1]);
    expect([stats.wait.count, stats.wait.sum, stats.wait.max, stats.wait.min]).toEqual([4, 2, 2, 0]);
    expect([stats.delayedShare, stats.queueLengthMax]).toEqual([1 / 4, 2]);
    // The line: one from 2 to 4, one more from 2.5 to 3.5.
    expect(stats.queueLength).toBe(3 / 12);
    expect(stats.unitsBusy).toBe((4 + 4 + 6 + 1) / 12);
    expect(stats.utilisation).toBe(15 / 12 / 2);
    expect(stats.waits.quantile(1)).toBeCloseTo(2, 1);
  });

  test('reading changes nothing', () => {
    const [read, unread] = [byHand(), byHand()];
    for (let until = 0.25; until <= 12; until += 0.25) {
      read.sim.run({ until });
      void [read.stats.queueLength, read.stats.unitsBusy, read.stats.utilisation];
    }
    unread.sim.run({ until: 12 });
    expect(read.stats.save()).toEqual(unread.stats.save());
    expect(read.sim.kernel.digest.hex()).toBe(unread.sim.kernel.digest.hex());
  });

  test('after a warm-up: what was before does not count, who waits over it counts with the whole wait', () => {
    const { sim, stats } = byHand();
    sim.run({ until: 3 });
    stats.reset();
    expect([stats.granted, stats.queueLength, stats.queueLengthMax, stats.unitsBusy]).toEqual([0, 2, 2, 2]);
    expect(stats.delayedShare).toBeNaN();
    sim.run({ until: 13 });
    expect([stats.granted, stats.balked, stats.reneged, stats.delayed]).toEqual([2, 0, 1, 1]);
    expect([stats.wait.count, stats.wait.sum, stats.waits.count]).toEqual([2, 2, 2]);
    // From 3: two in line to 3.5, one to 4; two at work to 5, one to 5, two to 6, one to 10.
    expect(stats.queueLength).toBeCloseTo((2 * 0.5 + 0.5) / 10, 12);
    expect(stats.unitsBusy).toBeCloseTo((2 * 3 + 4) / 10, 12);
  });

  test('one made later begins then', () => {
    const { sim, desk } = byHand();
    sim.run({ until: 3 });
    const late = sim.monitor(desk);
    sim.run({ until: 13 });
    expect([late.granted, late.wait.sum]).toEqual([2, 2]);
    expect(late.unitsBusy).toBeCloseTo(1, 12);
  });
});

test('work that was pre-empted is one request, with the wait before it began; in line it counts again', () => {
  const { sim, stats, comes } = world({ preemption: 'resume' });
  comes(0, 10, { priority: 2 });
  comes(1, 4, { priority: 1 });
  comes(2, 3);
  sim.run();
  expect([stats.granted, stats.delayed, stats.wait.sum]).toEqual([3, 0, 0]);
  // Pushed back: the first from 1 to 8, the second from 2 to 5.
  expect([stats.queueLength, stats.unitsBusy]).toEqual([(7 + 3) / 17, 1]);
});

test('a resource without end has no utilisation', () => {
  const { stats } = world({ capacity: Infinity });
  expect(() => stats.utilisation).toThrow('resource "desk" has no end of units: it has no utilisation');
  expect(stats.unitsBusy).toBe(0);
});

test('Little’s law, and the law of work, on random runs', () => {
  for (const seed of [1, 2, 3, 4]) {
    const sim = new Simulation({ seed });
    const desk = sim.resource('desk', { capacity: 2 });
    const stats = sim.monitor(desk);
    const gaps = sim.draws('gaps', { kind: 'exponential', mean: 1 });
    const work = sim.draws('work', { kind: 'gamma', shape: 2, scale: 0.9 });
    let worked = 0;
    function* job(): Activity<void> {
      const time = work.next();
      yield* desk.use(time, { priority: seed % 2 });
      worked += time;
    }
    sim.source('job', gaps, job, { count: 2000 });
    sim.run();
    expect(stats.granted).toBe(2000);
    expect(stats.queueLength * sim.now).toBeCloseTo(stats.wait.sum, 6);
    expect(stats.unitsBusy * sim.now).toBeCloseTo(worked, 6);
    expect(stats.delayed).toBeGreaterThan(500);
    expect(stats.waits.quantile(0.5)).toBeLessThan(stats.wait.max);
  }
});

describe('levels', () => {
  test('of a container, from its level at the beginning', () => {
    const sim = new Simulation();
    const tank = sim.container('tank', { level: 5 });
    const stats = sim.monitor(tank);
    function* job(): Activity<void> {
      yield hold(2);
      yield tank.take(4);
      yield hold(3);
      yield tank.put(6);
      yield hold(5);
    }
    sim.process('job', job());
    sim.run({ until: 4 });
    expect([stats.level, stats.mean, stats.min, stats.max]).toEqual([1, (10 + 2) / 4, 1, 5]);
    stats.reset();
    sim.run();
    expect([stats.level, stats.mean, stats.min, stats.max]).toEqual([7, (1 + 35) / 6, 1, 7]);
  });

  test('of a store, a belt and a pool', () => {
    const sim = new Simulation();
    const shelf = sim.store<string>('shelf', { items: ['x'] });
    const belt = sim.conveyor<string>('belt', { length: 4, speed: 1, itemLength: 1 });
    const staff = sim.pool('staff', [{ name: 'Ann' }, { name: 'Bob' }]);
    const all = [sim.monitor(shelf), sim.monitor(belt), sim.monitor(staff)];
    function* job(): Activity<void> {
      yield belt.put(yield* shelf.get());
      const member = yield* staff.request();
      yield shelf.put(yield* belt.take());
      yield hold(4);
      staff.release(member);
    }
    sim.process('job', job());
    sim.run({ until: 10 });
    expect(all.map(({ mean, max, level }) => [mean, max, level])).toEqual([
      [6 / 10, 1, 1],
      [4 / 10, 1, 0],
      [8 / 10, 1, 0],
    ]);
  });
});

test('a level monitor tells how long was waited: for items, amounts, members, batches and room on a belt', () => {
  const sim = new Simulation();
  const store = sim.store<number>('store');
  const tank = sim.container('tank');
  const staff = sim.pool('staff', [{ name: 'Ana' }]);
  const wave = sim.batcher<number>('wave', { size: 1 });
  const belt = sim.conveyor<number>('belt', { length: 10, speed: 1, itemLength: 2 });
  const monitors = [store, tank, staff, wave, belt].map((of) => sim.monitor(of));
  const run = (activity: Activity): unknown => sim.process('someone', activity);
  for (let n = 0; n < 2; n++) {
    run(
      (function* () {
        yield store.get();
        yield tank.take(1);
        const member = yield* staff.request();
        yield hold(4);
        staff.release(member);
        yield wave.next();
        yield belt.put(n);
      })(),
    );
  }
  run(
    (function* () {
      yield hold(3);
      yield store.put(1);
      yield store.put(2);
      yield tank.put(2);
      yield hold(20);
      wave.add(1);
      wave.add(2);
    })(),
  );
  sim.run();
  // All three come to the store at 0; the second of staff waits 4, and each for its wave until 23; the belt takes one in 2.
  expect(monitors.map(({ wait }) => [wait.count, wait.sum])).toEqual([
    [2, 6],
    [2, 0],
    [2, 4],
    [2, 28],
    [2, 2],
  ]);
  monitors[0]!.reset();
  expect(monitors[0]!.wait.count).toBe(0);
});
