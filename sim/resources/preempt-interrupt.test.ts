/**
 * Pre-emption by `interrupt`: the least urgent holder loses its unit and is told, once; nobody gets a unit that there is not.
 * Shown by cases whose log is known.
 */
import { expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { anyOf } from '../process/combine.ts';
import { Preempted } from '../process/interrupt.ts';
import { Simulation } from '../simulation.ts';
import { pressWorld } from './press.fixture.ts';
import type { ResourceOptions } from './resource.ts';

const world = (options?: ResourceOptions) => pressWorld('interrupt', options);

test('the holder is told who took what, and holds it no more; the statistics have it', () => {
  const { sim, press, log, comes } = world();
  const seen: unknown[] = [];
  sim.process(
    'usual',
    (function* () {
      yield press.request({ priority: 1 });
      try {
        yield hold(10);
      } catch (error) {
        expect(error).toBeInstanceOf(Preempted);
        const { message, resource } = error as Preempted;
        seen.push(sim.now, message, resource, sim.current.holds(press));
      }
    })(),
  );
  comes('urgent', 3, 2);
  sim.run();
  expect(seen).toEqual([3, 'interrupted: process "urgent #2" took resource "press"', 'press', 0]);
  expect(log).toEqual(['5 urgent is done']);
});

test('one that is not caught stops the run and says where', () => {
  const { sim, press, comes } = world();
  sim.process('usual', press.use(10, { priority: 1 }));
  comes('urgent', 3, 2);
  expect(() => sim.run()).toThrow(
    'process "usual #1" at time 3, where it holds until 10: interrupted: process "urgent #2" took resource "press"',
  );
  expect(press.inUse).toBe(1);
});

test('use does not release what it lost, in nested ones neither', () => {
  const { sim, press, log, note, comes } = world({ capacity: 2 });
  function* nested(outer: number, inner: number): Activity<void> {
    yield press.request({ priority: outer });
    try {
      yield* press.use(50, { priority: inner });
    } catch {
      note(`${sim.current.kind} still holds ${sim.current.holds(press)}`);
    }
    yield hold(1);
    if (sim.current.holds(press) > 0) press.release();
  }
  sim.process('inner lost', nested(0, 9));
  comes('urgent', 1, 2, { priority: 1 });
  sim.run();
  sim.process('outer lost', nested(9, 0));
  comes('urgent', 1, 2, { priority: 1 });
  sim.run();
  expect(log).toEqual([
    '1 inner lost still holds 1',
    '3 urgent is done',
    '4 outer lost still holds 0',
    '6 urgent is done',
  ]);
  expect(press.inUse).toBe(0);
});

test('one that waits in the same line at the same time leaves it, and nobody gets a unit that there is not', () => {
  const { sim, press, log, note, comes } = world({ capacity: 2 });
  comes('most urgent', 0, 100, { priority: -5 });
  function* greedy(): Activity<void> {
    yield press.request({ priority: 5 });
    yield hold(1);
    try {
      yield press.request({ priority: 5 });
    } catch (error) {
      note((error as Error).message);
    }
    expect([press.inUse, press.queueLength]).toEqual([2, 1]);
  }
  sim.process('greedy', greedy());
  comes('behind', 2, 1, { priority: 5 });
  comes('urgent', 3, 4);
  sim.run();
  expect(log).toEqual([
    '3 interrupted: process "urgent #4" took resource "press"',
    '7 urgent is done',
    '8 behind is done',
    '100 most urgent is done',
  ]);
});

test('in the middle of joining lines nobody is granted anything twice', () => {
  const { sim, press, log, note } = world();
  const dock = sim.resource('dock', { capacity: 2 });
  sim.process('owner', dock.use(20));
  function* victim(): Activity<void> {
    yield press.request({ priority: 5 });
    try {
      yield dock.request({ units: 2 });
    } catch {
      note('victim leaves both');
    }
  }
  sim.process('victim', victim());
  function* either(): Activity<void> {
    yield hold(3);
    // The victim, which loses the press, stands in its way at the dock.
    const { index } = yield* anyOf(dock.request(), press.request());
    note(`has ${index}: ${sim.current.holds(dock)} of the dock, ${sim.current.holds(press)} of the press`);
    press.release();
  }
  sim.process('either', either());
  sim.run();
  expect(log).toEqual(['3 has 1: 0 of the dock, 1 of the press', '3 victim leaves both']);
  expect([dock.inUse, dock.queueLength, press.inUse]).toEqual([0, 0, 0]);
});

test('one that was granted in this instant is told at its next wait', () => {
  const { sim, press, log, note } = world();
  function* first(): Activity<void> {
    yield press.request();
    yield hold(5);
    press.release();
    yield* press.use(1);
    note('first, again, is done');
  }
  sim.process('first', first());
  sim.process(
    'usual',
    (function* () {
      note(`usual: ${yield* press.request({ priority: 1 })}`);
      try {
        yield hold(1);
      } catch (error) {
        note((error as Error).message);
      }
    })(),
  );
  sim.run();
  expect(log).toEqual([
    '5 usual: granted',
    '5 interrupted: process "first #1" took resource "press"',
    '6 first, again, is done',
  ]);
});

test('units left over from a victim go to the line', () => {
  const { sim, log, comes } = world({ capacity: 2 });
  comes('big', 0, 50, { priority: 5, units: 2 });
  comes('small', 1, 1, { priority: 5 });
  comes('urgent', 3, 4);
  sim.run();
  expect(log).toEqual([
    '3 big: interrupted: process "urgent #3" took resource "press"',
    '4 small is done',
    '7 urgent is done',
  ]);
});

test('by something outside of a process it is told before it goes on as if it had its unit', () => {
  const { sim, press, log, note, comes } = world({ capacity: 2 });
  press.takeDown(1, 'finish');
  sim.kernel.call(10, () => press.bringUp(1));
  function* usual(): Activity<void> {
    yield press.request({ priority: 9 });
    try {
      yield hold(10);
      press.release();
    } catch (error) {
      note((error as Error).message);
    }
  }
  sim.process('usual', usual());
  comes('needs both', 1, 2, { units: 2 });
  sim.run();
  expect(log).toEqual([
    '10 interrupted: process "needs both #2" took resource "press"',
    '12 needs both is done',
  ]);
});

test('a use that loses its unit before its turn, or while it is interrupted, ends without a second word', () => {
  const sim = new Simulation();
  const desk = sim.resource('desk', { preemption: 'interrupt' });
  const log: string[] = [];
  sim.process(
    'boss',
    (function* () {
      yield desk.request();
      yield hold(5);
      desk.release();
      yield* desk.use(1, { priority: -1 });
    })(),
  );
  const clerk = sim.process(
    'clerk',
    (function* () {
      yield hold(1);
      try {
        yield* desk.use(3);
      } catch (error) {
        log.push(`${sim.now} ${(error as Error).message}`);
      }
      yield hold(100);
      log.push(`${sim.now} on`);
    })(),
  );
  sim.run();
  expect(log).toEqual(['5 interrupted: process "boss #1" took resource "desk"', '105 on']);
  expect(clerk.ended).toBe(true);
});

test('interrupted and robbed in one turn: only the interrupt is told', () => {
  const sim = new Simulation();
  const desk = sim.resource('desk', { preemption: 'interrupt' });
  const log: string[] = [];
  const clerk = sim.process(
    'clerk',
    (function* () {
      try {
        yield* desk.use(50);
      } catch (error) {
        log.push((error as Error).message);
      }
      yield hold(100);
      log.push(`${sim.now} on`);
    })(),
  );
  sim.process(
    'boss',
    (function* () {
      yield hold(5);
      clerk.interrupt('stop');
      yield* desk.use(1, { priority: -1 });
    })(),
  );
  sim.run();
  expect(log).toEqual(['interrupted: stop', '105 on']);
});
