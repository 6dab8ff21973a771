/**
 * A resource grants, queues, turns away and takes back as it says, and refuses what can't be meant with an error that names
 * it, the value and the way out. Shown by cases whose log is known; `resource-reference.test.ts` has the random ones.
 */
import { describe, expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { Simulation } from '../simulation.ts';
import type { RequestOptions } from './claim.ts';
import type { Resource, ResourceOptions } from './resource.ts';

/** A resource `dock`, and a log of who was served when. */
function world(options: ResourceOptions = {}) {
  const sim = new Simulation();
  const dock = sim.resource('dock', options);
  const log: string[] = [];
  /** Comes at a time, works for a time if it is served, and notes what came of it. */
  function comes(name: string, at: number, work: number, request?: RequestOptions): void {
    sim.process(
      name,
      (function* () {
        yield hold(at);
        const outcome = yield* dock.request(request);
        log.push(`${sim.now} ${name} ${outcome}`);
        if (outcome !== 'granted') return;
        yield hold(work);
        dock.release();
      })(),
    );
  }
  return { sim, dock, log, comes };
}

describe('who is served', () => {
  test('first come, first served, with as many at once as there are units', () => {
    const { sim, dock, log, comes } = world({ capacity: 2 });
    for (const name of ['a', 'b', 'c', 'd']) comes(name, 0, 10);
    comes('e', 3, 1);
    sim.run({ until: 5 });
    expect([dock.inUse, dock.free, dock.queueLength]).toEqual([2, 0, 3]);
    sim.run();
    expect(log).toEqual(['0 a granted', '0 b granted', '10 c granted', '10 d granted', '20 e granted']);
    expect([dock.inUse, dock.free, dock.queueLength]).toEqual([0, 2, 0]);
  });

  test('priority goes before the time of coming; lower first, fractions and negative ones too', () => {
    const { sim, log, comes } = world();
    comes('first', 0, 10);
    comes('usual', 1, 1);
    comes('later', 2, 1, { priority: 1 });
    comes('soon', 3, 1, { priority: -0.5 });
    comes('usual too', 4, 1, { priority: 0 });
    comes('never', 4, 1, { priority: Infinity });
    sim.run();
    expect(log.map((line) => line.slice(3, -8))).toEqual([
      'irst',
      'soon',
      'usual',
      'usual too',
      'later',
      'never',
    ]);
  });

  test.each<[ResourceOptions['rule'], string]>([
    ['fifo', 'a b c d'],
    ['lifo', 'd c b a'],
    ['shortest', 'd a c b'],
    ['earliest-due', 'c b d a'],
  ])('by the rule %s', (rule, order) => {
    const { sim, log, comes } = world({ rule: rule! });
    comes('first', 0, 10, { size: 0, due: 0 });
    comes('a', 1, 1, { size: 4, due: 9 });
    comes('b', 2, 1, { size: 6, due: 3 });
    comes('c', 3, 1, { size: 5, due: -2 });
    comes('d', 4, 1, { size: 1, due: 4 });
    sim.run();
    expect(log.slice(1).map((line) => line.split(' ')[1])).toEqual(order.split(' '));
  });

  test('nobody overtakes one that needs more units, unless it is more urgent', () => {
    const { sim, log, comes } = world({ capacity: 3 });
    comes('owner', 0, 10, { units: 2 });
    comes('big', 1, 1, { units: 3 });
    comes('small', 2, 1);
    comes('urgent', 3, 1, { priority: -1 });
    sim.run();
    expect(log).toEqual(['0 owner granted', '3 urgent granted', '10 big granted', '11 small granted']);
  });

  test('when the one in front gives up, those behind it are served at once', () => {
    const { sim, log, comes } = world({ capacity: 3 });
    comes('owner', 0, 10, { units: 2 });
    comes('big', 1, 1, { units: 3, patience: 4 });
    comes('small', 2, 1);
    sim.run();
    expect(log).toEqual(['0 owner granted', '5 big reneged', '5 small granted']);
  });

  test('endless capacity: a delay without a line', () => {
    const { sim, dock, comes } = world({ capacity: Infinity });
    for (let i = 0; i < 100; i++) comes('p', 0, 5, { units: 7 });
    sim.run({ until: 1 });
    expect([dock.inUse, dock.free, dock.queueLength]).toEqual([700, Infinity, 0]);
    sim.run();
    expect([dock.inUse, sim.now]).toEqual([0, 5]);
  });

  test('a capacity of 0 serves nobody: each request is refused', () => {
    const { dock } = world({ capacity: 0 });
    expect(() => dock.request()).toThrow('from 1 to its capacity 0, got 1');
  });
});

describe('balking and reneging', () => {
  test('the queue limit turns away whoever finds the line full; 0 is a loss system', () => {
    const { sim, log, comes } = world({ queueLimit: 1 });
    for (const [i, name] of ['a', 'b', 'c'].entries()) comes(name, i, 10);
    sim.run();
    expect(log).toEqual(['0 a granted', '2 c balked', '10 b granted']);
    const loss = world({ queueLimit: 0 });
    for (const name of ['a', 'b']) loss.comes(name, 0, 10);
    loss.comes('c', 11, 1);
    loss.sim.run();
    expect(loss.log).toEqual(['0 a granted', '0 b balked', '11 c granted']);
  });

  test('a request may have a limit of its own, and the smaller one counts', () => {
    const { sim, log, comes } = world({ queueLimit: 2 });
    comes('a', 0, 10);
    comes('b', 1, 10, { balkAt: 1 });
    comes('c', 2, 10, { balkAt: 1 });
    comes('d', 3, 10, { balkAt: 9 });
    comes('e', 4, 10, { balkAt: 9 });
    comes('only at once', 5, 1, { balkAt: 0 });
    sim.run();
    expect(log.filter((line) => line.endsWith('balked'))).toEqual([
      '2 c balked',
      '4 e balked',
      '5 only at once balked',
    ]);
  });

  test('patience runs out at its time; who is served before keeps nothing of it', () => {
    const { sim, log, comes } = world();
    comes('owner', 0, 10);
    comes('impatient', 2, 1, { patience: 3 });
    comes('patient', 2, 20, { patience: 9 });
    comes('none', 3, 1, { patience: 0 });
    sim.run();
    expect(log).toEqual(['0 owner granted', '3 none reneged', '5 impatient reneged', '10 patient granted']);
    expect(sim.now).toBe(30);
  });

  test('a unit that comes free in the instant in which patience ends goes to whoever of both is first', () => {
    const { sim, log, comes } = world();
    comes('owner', 0, 10);
    comes('waits till 10', 0, 1, { patience: 10 });
    sim.run();
    // The owner's hold was scheduled first.
    expect(log).toEqual(['0 owner granted', '10 waits till 10 granted']);
  });

  test('the same request yielded by many, again and again, is a request of each', () => {
    const { sim, dock } = world({ capacity: 2 });
    const request = dock.request({ units: 1, patience: 4 });
    const outcomes: string[] = [];
    function* worker(): Activity<void> {
      for (let i = 0; i < 2; i++) {
        const outcome = yield* request;
        outcomes.push(`${sim.now} ${outcome}`);
        if (outcome !== 'granted') continue;
        yield hold(3);
        dock.release();
      }
    }
    for (let i = 0; i < 3; i++) sim.process('w', worker());
    sim.run();
    expect(outcomes).toEqual(['0 granted', '0 granted', '3 granted', '3 granted', '6 granted', '6 granted']);
  });
});

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
    const { sim, dock, log } = world({ rule: 'shortest' });
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

describe('what can’t be meant', () => {
  test.each<[ResourceOptions, string]>([
    [{ capacity: -1 }, 'resource "dock": capacity must be an integer >= 0 or Infinity, got -1'],
    [{ capacity: 1.5 }, 'capacity must be an integer >= 0 or Infinity, got 1.5'],
    [{ capacity: NaN }, 'capacity must be an integer >= 0 or Infinity, got NaN'],
    [{ queueLimit: -1 }, 'resource "dock": queueLimit must be >= 0, got -1'],
    [{ queueLimit: NaN }, 'queueLimit must be >= 0, got NaN'],
  ])('a resource with %o', (options, message) => {
    expect(() => world(options)).toThrow(message);
  });

  test('a name that is none, or taken', () => {
    const { sim } = world();
    expect(() => sim.resource('')).toThrow('a resource needs a name');
    expect(() => sim.resource('dock')).toThrow('component registered twice: "resource dock"');
  });

  test.each<[RequestOptions, string]>([
    [
      { units: 0 },
      'resource "dock": a request needs a whole number of units from 1 to its capacity 3, got 0',
    ],
    [{ units: 4 }, 'from 1 to its capacity 3, got 4'],
    [{ units: 1.5 }, 'from 1 to its capacity 3, got 1.5'],
    [{ units: NaN }, 'from 1 to its capacity 3, got NaN'],
    [{ priority: NaN }, 'resource "dock": priority must be a number, got NaN'],
    [
      { patient: 3 } as RequestOptions,
      'request of resource "dock": unknown option "patient". Did you mean "patience"?',
    ],
    [{ patience: -1 }, 'resource "dock": patience must be >= 0, got -1'],
    [{ patience: NaN }, 'patience must be >= 0, got NaN'],
    [{ balkAt: -1 }, 'resource "dock": balkAt must be >= 0, got -1'],
    [{ balkAt: NaN }, 'balkAt must be >= 0, got NaN'],
  ])('a request with %o', (options, message) => {
    const { dock } = world({ capacity: 3 });
    expect(() => dock.request(options)).toThrow(message);
    expect(() => dock.use(1, options).next()).toThrow(message);
  });

  test.each<[ResourceOptions['rule'], RequestOptions | undefined, string]>([
    ['shortest', undefined, 'resource "dock" serves shortest: each request needs "size", got undefined'],
    ['shortest', { due: 3 }, 'each request needs "size", got undefined'],
    ['shortest', { size: NaN }, 'each request needs "size", got NaN'],
    [
      'earliest-due',
      { size: 3 },
      'resource "dock" serves earliest-due: each request needs "due", got undefined',
    ],
  ])('a request that a rule can’t place: %s, %o', (rule, options, message) => {
    const { dock } = world({ rule: rule! });
    expect(() => dock.request(options)).toThrow(message);
  });
});

test('where a process waits is said with its place in line', () => {
  const { sim, comes } = world();
  comes('owner', 0, 10);
  comes('b', 1, 1);
  comes('a', 2, 1, { priority: -1 });
  sim.run({ until: 3 });
  expect(sim.whereabouts()).toEqual([
    'owner #1 holds until 10',
    'b #2 waits for 1 of resource "dock" since 1, number 2 in line',
    'a #3 waits for 1 of resource "dock" since 2, number 1 in line',
  ]);
});
