/**
 * Pre-emption by `resume` takes the unit of the least urgent holder and no other; its work stands still and goes on where it
 * was. Shown by cases whose log is known.
 */
import { expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { anyOf } from '../process/combine.ts';
import { pressWorld } from './press.fixture.ts';
import type { ResourceOptions } from './resource.ts';

const world = (options?: ResourceOptions) => pressWorld('resume', options);

test('work stands still while a more urgent request has the unit, and loses nothing, however often', () => {
  const { sim, press, log, comes } = world();
  comes('usual', 0, 10, { priority: 2 });
  comes('urgent', 3, 2);
  comes('urgent again', 7, 5);
  comes('usual too', 1, 1, { priority: 2 });
  sim.run({ until: 8 });
  expect(sim.whereabouts()).toEqual([
    'usual #1 holds, frozen, with 5 to go',
    'urgent again #3 holds until 12',
    'usual too #4 waits for 1 of resource "press" since 1, number 2 in line',
  ]);
  expect([press.inUse, press.queueLength]).toEqual([1, 2]);
  sim.run();
  expect(log).toEqual([
    '5 urgent is done',
    '12 urgent again is done',
    '17 usual is done',
    '18 usual too is done',
  ]);
});

test('the least urgent holder loses its unit, of equals the one that came last; equals don’t pre-empt', () => {
  const { sim, log, comes } = world({ capacity: 3 });
  comes('a', 0, 10, { priority: 1 });
  comes('b', 0, 10, { priority: 2 });
  comes('c', 0, 10, { priority: 2 });
  comes('equal', 1, 1, { priority: 2 });
  comes('urgent', 4, 1);
  sim.run();
  expect(log).toEqual([
    '5 urgent is done',
    '10 a is done',
    '10 b is done',
    '11 c is done',
    '11 equal is done',
  ]);
});

test('as many as are needed, and nobody if that is not enough', () => {
  const { sim, log, comes } = world({ capacity: 4 });
  comes('a', 0, 10, { priority: 1 });
  comes('b', 0, 10, { priority: 2, units: 2 });
  comes('most urgent', 0, 6, { priority: -1 });
  comes('needs 4', 1, 1, { units: 4 });
  comes('needs 3', 2, 1, { units: 3, priority: -0.5 });
  sim.run();
  // The one who needs 4 gets them when the most urgent one is done; who was pushed back stands behind it.
  expect(log).toEqual([
    '3 needs 3 is done',
    '6 most urgent is done',
    '7 needs 4 is done',
    '15 a is done',
    '15 b is done',
  ]);
});

test('what is left of those units goes to the line', () => {
  const { sim, log, comes } = world({ capacity: 2 });
  comes('big', 0, 10, { priority: 2, units: 2 });
  comes('urgent', 1, 3);
  comes('small, later', 2, 1, { priority: 2 });
  sim.run();
  // Nobody overtakes the big one, which needs two.
  expect(log).toEqual(['4 urgent is done', '13 big is done', '14 small, later is done']);
});

test('a process that waits for something else meanwhile goes on waiting, and holds later', () => {
  const { sim, press, log, note, comes } = world();
  const part = sim.signal('part');
  sim.process(
    'assembler',
    (function* () {
      yield press.request({ priority: 1 });
      yield part.wait();
      note('has the part');
      yield hold(2);
      note('assembled');
      press.release();
    })(),
  );
  comes('urgent', 3, 10);
  sim.kernel.call(5, () => part.fire());
  sim.run();
  expect(log).toEqual(['5 has the part', '13 urgent is done', '15 assembled']);
});

test('holds in anyOf are times, not work: they go on', () => {
  const { sim, press, log, note, comes } = world();
  sim.process(
    'worker',
    (function* () {
      yield press.request({ priority: 1 });
      yield anyOf(hold(4), sim.signal('never').wait());
      note('4 have passed');
      press.release();
    })(),
  );
  comes('urgent', 1, 10);
  sim.run();
  expect(log).toEqual(['4 4 have passed', '11 urgent is done']);
});

test('interrupted while it stands still it may release, and is out of the line', () => {
  const { sim, press, log, comes } = world();
  const usual = comes('usual', 0, 10, { priority: 1 });
  comes('urgent', 2, 10);
  comes('next', 3, 1, { priority: 1 });
  sim.kernel.call(5, () => {
    expect(press.queueLength).toBe(2);
    usual.interrupt('stop');
  });
  sim.kernel.call(6, () => expect([press.inUse, press.queueLength]).toEqual([1, 1]));
  sim.run();
  expect(log).toEqual(['5 usual: interrupted: stop', '12 urgent is done', '13 next is done']);
  expect([press.inUse, press.queueLength]).toEqual([0, 0]);
});

test('interrupted while it stands still it may go on holding: what it does next stands still, too', () => {
  const { sim, press, log, note, comes } = world();
  function* stubborn(): Activity<void> {
    yield press.request({ priority: 1 });
    try {
      yield hold(10);
    } catch {
      note('hears it');
    }
    yield hold(3);
    note('stubborn is done');
    press.release();
  }
  const process = sim.process('stubborn', stubborn());
  comes('urgent', 2, 10);
  sim.kernel.call(5, () => process.interrupt());
  sim.run();
  expect(log).toEqual(['5 hears it', '12 urgent is done', '15 stubborn is done']);
});

test('part of what stands still may be released; the rest needs less', () => {
  const { sim, press, log, note, comes } = world({ capacity: 2 });
  function* shrinking(): Activity<void> {
    yield press.request({ priority: 1, units: 2 });
    try {
      yield hold(10);
    } catch {
      press.release(1);
    }
    yield hold(3);
    note('shrunk is done');
    press.release();
  }
  const process = sim.process('shrinking', shrinking());
  comes('urgent', 2, 10);
  sim.kernel.call(5, () => {
    expect([press.inUse, press.free]).toEqual([1, 1]);
    process.interrupt();
  });
  sim.run();
  expect(log).toEqual(['8 shrunk is done', '12 urgent is done']);
});

test('work that is done in the very instant in which its unit is taken is done', () => {
  const { sim, log, comes } = world();
  comes('urgent', 10, 5);
  comes('usual', 0, 10, { priority: 1 });
  sim.run();
  expect(log).toEqual(['10 usual is done', '15 urgent is done']);
});

test('last come, first served with pre-emption, and the shortest remaining time', () => {
  const last = world({ rule: 'lifo' });
  for (const [i, name] of ['a', 'b', 'c'].entries()) last.comes(name, i, 5);
  last.sim.run();
  expect(last.log).toEqual(['7 c is done', '11 b is done', '15 a is done']);
  const shortest = world({ rule: 'shortest' });
  shortest.comes('10 long', 0, 10);
  shortest.comes('5 long', 3, 5);
  shortest.comes('6 long, 7 being left', 4, 6);
  shortest.comes('1 long', 7, 1);
  shortest.sim.run();
  expect(shortest.log).toEqual([
    '8 5 long is done',
    '9 1 long is done',
    '15 6 long, 7 being left is done',
    '22 10 long is done',
  ]);
});

test('shortest: one that was granted in this instant, and has not begun, counts with its size', () => {
  const { sim, press, log, comes } = world({ rule: 'shortest' });
  sim.process(
    'first',
    (function* () {
      yield press.request({ size: 5 });
      yield hold(5);
      press.release();
      // Now the one that is 9 long has the unit, and its turn is still to come.
      yield* press.use(2);
      log.push(`${sim.now} first, again, is done`);
    })(),
  );
  comes('9 long', 1, 9);
  sim.run();
  expect(log).toEqual(['7 first, again, is done', '16 9 long is done']);
});

test('nobody pre-empts himself', () => {
  const { sim, press, log, note, comes } = world({ capacity: 2 });
  function* greedy(): Activity<void> {
    yield hold(1);
    yield press.request({ priority: 9 });
    note(yield* press.request({ priority: 0, patience: 4 }));
    note(`holds ${sim.current.holds(press)}`);
    press.release();
  }
  comes('other', 0, 10);
  sim.process('greedy', greedy());
  sim.run();
  expect(log).toEqual(['5 reneged', '5 holds 1', '10 other is done']);
});

test('a release may make pre-emption possible', () => {
  const { sim, log, comes } = world({ capacity: 2 });
  comes('usual', 0, 50, { priority: 9 });
  comes('urgent', 0, 3);
  comes('needs both', 1, 2, { priority: 1, units: 2 });
  sim.run();
  expect(log).toEqual(['3 urgent is done', '5 needs both is done', '52 usual is done']);
});
