/**
 * A resource grants, queues and turns away as it says. Shown by cases whose log is known; `resource-reference.test.ts` has the
 * random ones.
 */
import { describe, expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { Simulation } from '../simulation.ts';
import type { RequestOptions } from './claim.ts';
import type { ResourceOptions } from './resource.ts';

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
