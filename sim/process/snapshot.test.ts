/**
 * A generator can't be copied: a snapshot names the processes that live. Once they have all ended, a copy of the run goes on
 * as the run itself does, with every kind of thing that processes share. Shown by a model that is run straight, and restored
 * into fresh models between its waves of processes.
 */
import { describe, expect, test } from 'vitest';
import { Simulation } from '../simulation.ts';
import { type Activity, hold } from './ask.ts';

describe('a snapshot while a process lives', () => {
  test('fails, and says which and where it waits', () => {
    const sim = new Simulation();
    const dock = sim.resource('dock');
    sim.process('truck', dock.use(5));
    sim.process('truck', dock.use(5));
    sim.run({ until: 2 });
    expect(() => sim.kernel.snapshot()).toThrow(
      'snapshot() at time 2: code that waits can\'t be copied: process "truck #1" (holds until 5), ' +
        'process "truck #2" (waits for 1 of resource "dock" since 0, number 1 in line). ' +
        'Use typed events, or branch by running again to this instant',
    );
  });

  test('fails also before its first turn, and so does a restore', () => {
    const sim = new Simulation();
    const before = sim.kernel.snapshot();
    const process = sim.process('early', sim.signal('s').wait()[Symbol.iterator]());
    expect(() => sim.kernel.snapshot()).toThrow('process "early #1" (is new)');
    expect(() => sim.kernel.restore(before)).toThrow('restore() at time 0: code that waits');
    process.cancel();
    sim.run();
    expect(() => sim.kernel.restore(before)).not.toThrow();
  });

  test('a batch that waits for its time, and an item that travels, are no state to be copied either', () => {
    const sim = new Simulation();
    const batcher = sim.batcher<string>('wave', { size: 3, waitMax: 10 });
    sim.kernel.call(0, () => batcher.add('a'));
    sim.run({ until: 2 });
    expect(() => sim.kernel.snapshot()).toThrow("can't be copied: a timer of a batch or a belt");
    sim.run();
    expect(() => sim.kernel.snapshot()).not.toThrow();
  });
});

test('units that are out of service stay so in a copy', () => {
  const [first, second] = [new Simulation(), new Simulation()];
  const [dock, same] = [first, second].map((sim) => sim.resource('dock', { capacity: 3 }));
  dock!.takeDown(2, 'finish');
  second.kernel.restore(first.kernel.snapshot());
  expect([same!.down, same!.free]).toEqual([2, 1]);
  same!.bringUp(2);
  expect([same!.free, dock!.free]).toEqual([3, 1]);
});

/** Waves of processes on one of everything; a wave may be started in any copy. */
function works(seed: number) {
  const sim = new Simulation({ seed });
  const gaps = sim.draws('gaps', { kind: 'exponential', mean: 1 });
  const work = sim.draws('work', { kind: 'gamma', shape: 2, scale: 1 });
  const press = sim.resource('press', { capacity: 2, preemption: 'resume' });
  const lathe = sim.resource('lathe', { rule: 'lifo' });
  const fuel = sim.container('fuel', { capacity: 30, level: 10 });
  const shelf = sim.store<number>('shelf', { capacity: 50 });
  const wave = sim.batcher<number>('wave', { size: 4 });
  const belt = sim.conveyor<number>('belt', { length: 4, speed: 0.7, itemLength: 1, blocked: 'stop' });
  const staff = sim.pool('staff', [{ name: 'Ann', skills: ['x'] }, { name: 'Bob' }]);
  const monitors = [sim.monitor(press), sim.monitor(lathe)] as const;
  const fuelMonitor = sim.monitor(fuel);
  function* job(n: number): Activity<void> {
    yield* press.use(work.next(), { priority: n % 3 });
    yield* lathe.use(work.next());
    yield fuel.put(1 + (n % 2));
    yield shelf.put(n);
    wave.add(n);
    yield belt.put(n);
    const member = yield* staff.request(n % 2 === 0 ? { skills: ['x'] } : {});
    yield hold(work.next());
    staff.release(member);
  }
  function* taker(items: number): Activity<void> {
    for (let i = 0; i < items; i++) {
      yield belt.take();
      yield fuel.take(1);
    }
  }
  return {
    sim,
    /** Of so many jobs, of which as many items are taken off the belt. */
    wave(jobs: number, taken: number): void {
      sim.source('job', gaps, job, { count: jobs });
      sim.process('taker', taker(taken));
    },
    results: () => ({
      digest: sim.kernel.digest.hex(),
      now: sim.now,
      press: monitors[0].save(),
      lathe: [monitors[1].wait.mean, monitors[1].queueLength, monitors[1].utilisation],
      fuel: [fuel.level, fuelMonitor.mean, fuelMonitor.min, fuelMonitor.max],
      shelf: shelf.items,
      collected: [wave.collected, belt.carried],
    }),
  };
}

test('when all have ended, a copy goes on as the run itself', () => {
  for (const seed of [1, 2, 3]) {
    const straight = works(seed);
    straight.wave(15, 12);
    straight.sim.run();
    const snapshot = structuredClone(straight.sim.kernel.snapshot());
    const before = structuredClone(snapshot);
    straight.wave(25, 25);
    straight.sim.run();
    const copies = [works(seed), works(seed)];
    for (const copy of copies) {
      copy.sim.kernel.restore(snapshot);
      copy.wave(25, 25);
      copy.sim.run();
      expect(copy.results()).toEqual(straight.results());
    }
    expect(snapshot).toEqual(before);
    // It is the state that counts: a wave on its own is another run.
    const fresh = works(seed);
    fresh.wave(25, 25);
    fresh.sim.run();
    expect(fresh.results().digest).not.toBe(straight.results().digest);
  }
});
