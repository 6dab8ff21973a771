/**
 * Units go back when their process says so, as many as it says, and only if it has them; `use` gives back what it took, however
 * it ends. Shown by cases.
 */
import { describe, expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { Simulation } from '../simulation.ts';
import type { Resource, ResourceOptions } from './resource.ts';

/** A resource `dock`. */
function world(options: ResourceOptions = {}) {
  const sim = new Simulation();
  const dock = sim.resource('dock', options);
  return { sim, dock };
}

describe('release', () => {
  /** A process holds so many units and does something at time 1. */
  function holding(units: number, then: (sim: Simulation, dock: Resource) => void) {
    const { sim, dock } = world({ capacity: 3 });
    sim.process(
      'owner',
      (function* () {
        yield dock.request({ units });
        yield hold(1);
        then(sim, dock);
      })(),
    );
    return { sim, dock };
  }

  test('all by default, some if it says so, of several requests together', () => {
    const { sim, dock } = world({ capacity: 5 });
    const seen: number[] = [];
    sim.process(
      'owner',
      (function* () {
        yield dock.request({ units: 2 });
        yield dock.request({ units: 3 });
        for (const units of [1, 2]) {
          dock.release(units);
          seen.push(dock.inUse, sim.current.holds(dock));
        }
        dock.release();
        seen.push(dock.inUse, sim.current.holds(dock));
      })(),
    );
    sim.run();
    expect(seen).toEqual([4, 4, 2, 2, 0, 0]);
  });

  test('several resources held at once, released in any order, and requested again in between', () => {
    const sim = new Simulation();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => sim.resource(name, { capacity: 2 })) as [
      Resource,
      Resource,
      Resource,
    ];
    sim.process(
      'owner',
      (function* () {
        yield a.request();
        yield b.request();
        yield c.request();
        a.release();
        yield b.request();
        yield a.request();
        expect([a, b, c].map((resource) => sim.current.holds(resource))).toEqual([1, 2, 1]);
        b.release(2);
        c.release();
        yield c.request({ units: 2 });
        a.release();
        expect([a, b, c].map((resource) => sim.current.holds(resource))).toEqual([0, 0, 2]);
        c.release();
      })(),
    );
    sim.run();
    expect([a.inUse, b.inUse, c.inUse]).toEqual([0, 0, 0]);
  });

  test('by somebody else, for the process that holds them', () => {
    const { sim, dock } = world();
    function* owner(): Activity<void> {
      yield dock.request();
      yield hold(5);
    }
    const process = sim.process('owner', owner());
    sim.kernel.call(2, () => dock.release(1, process));
    sim.run();
    expect([dock.inUse, process.ended]).toEqual([0, true]);
  });

  test.each<[string, number, (sim: Simulation, dock: Resource) => void, string]>([
    [
      'twice',
      1,
      (_sim, dock) => {
        dock.release();
        dock.release();
      },
      'resource "dock" released by process "owner #1": it does not hold any. Released before?',
    ],
    [
      'more than it holds',
      2,
      (_sim, dock) => dock.release(3),
      'resource "dock" released by process "owner #1": it holds 2, and 3 were to be released',
    ],
    ['none', 2, (_sim, dock) => dock.release(0), 'it holds 2, and 0 were to be released'],
    ['less than none', 2, (_sim, dock) => dock.release(-1), 'it holds 2, and -1 were to be released'],
    ['a part of one', 2, (_sim, dock) => dock.release(0.5), 'it holds 2, and 0.5 were to be released'],
    ['NaN', 2, (_sim, dock) => dock.release(NaN), 'it holds 2, and NaN were to be released'],
    [
      'for one that holds none',
      2,
      (sim, dock) => dock.release(1, sim.process('other', dock.use(1))),
      'resource "dock" released by process "other #2": it does not hold any',
    ],
  ])('%s is an error', (_name, units, then, message) => {
    const { sim } = holding(units, then);
    expect(() => sim.run()).toThrow(message);
  });

  test('by a stranger is an error, and nothing is changed', () => {
    const { sim, dock } = holding(2, () => {});
    sim.process(
      'stranger',
      (function* () {
        yield hold(0.5);
        dock.release();
      })(),
    );
    expect(() => sim.run()).toThrow(
      'process "stranger #2" at time 0.5: resource "dock" released by process "stranger #2": it does not hold any',
    );
    expect(dock.inUse).toBe(2);
  });

  test('outside of a process has to say for whom', () => {
    const { dock } = world();
    expect(() => dock.release()).toThrow(
      'release of resource "dock", naming no process: only a running process can do that',
    );
  });
});

describe('use', () => {
  test('requests, holds and releases; answers what came of it', () => {
    const { sim, dock } = world({ queueLimit: 0 });
    const outcomes: string[] = [];
    function* worker(): Activity<void> {
      outcomes.push(`${yield* dock.use(3)} ${sim.now}`);
    }
    sim.process('a', worker());
    sim.process('b', worker());
    sim.run();
    expect(outcomes).toEqual(['balked 0', 'granted 3']);
    expect(dock.inUse).toBe(0);
  });

  test('releases when it is interrupted, and only what it took itself', () => {
    const { sim, dock } = world({ capacity: 5 });
    const seen: unknown[] = [];
    const worker = sim.process(
      'worker',
      (function* () {
        yield dock.request({ units: 2 });
        try {
          yield* dock.use(10, { units: 3 });
        } catch (error) {
          seen.push((error as Error).message, dock.inUse, sim.current.holds(dock));
        }
        dock.release();
      })(),
    );
    sim.kernel.call(4, () => worker.interrupt('stop'));
    sim.run();
    expect([seen, dock.inUse]).toEqual([['interrupted: stop', 2, 2], 0]);
  });

  test('a bad duration is an error, and releases', () => {
    const { sim, dock } = world();
    sim.process('worker', dock.use(NaN));
    expect(() => sim.run()).toThrow('process "worker #1" at time 0: hold: the duration must be');
    expect(dock.inUse).toBe(0);
  });

  test('gives its duration as the size, where the rule asks for one', () => {
    const { sim, dock } = world({ rule: 'shortest' });
    const log: string[] = [];
    function* worker(name: string, time: number): Activity<void> {
      yield* dock.use(time);
      log.push(`${sim.now} ${name}`);
    }
    for (const [name, time] of Object.entries({ first: 5, long: 4, short: 1 }))
      sim.process(name, worker(name, time));
    sim.run();
    expect(log).toEqual(['5 first', '6 short', '10 long']);
  });
});
