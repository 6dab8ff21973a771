/**
 * A cancelled process ends where it waits: its finally blocks run, its lines are left, whoever waits for its end goes on, and
 * nothing that it was given is lost. Shown for each state a process can be in.
 */
import { expect, test } from 'vitest';
import { world } from './actors.fixture.ts';
import { type Activity, hold } from './ask.ts';

test('ends it where it waits: what is left in finally is done, joins are answered, nothing is left in lines', () => {
  const { sim, log, note, at } = world();
  const desk = sim.resource('desk');
  sim.process('first', desk.use(10));
  const worker = sim.process(
    'worker',
    (function* () {
      try {
        yield* desk.use(5);
        note('never');
      } finally {
        note('cleans up');
      }
    })(),
  );
  sim.process(
    'boss',
    (function* () {
      note(`worker gave ${yield* worker.finished()}`);
    })(),
  );
  at(4, () => worker.cancel());
  at(12, () => {
    worker.cancel();
    expect([desk.inUse, desk.queueLength]).toEqual([0, 0]);
  });
  sim.run();
  expect(log).toEqual(['4 cleans up', '4 worker gave undefined']);
  expect(worker.ended).toBe(true);
});

test('of one that holds a unit: finally releases it, and the next has it in the same instant', () => {
  const { sim, log, note, at } = world();
  const desk = sim.resource('desk');
  const first = sim.process('first', desk.use(10));
  sim.process(
    'second',
    (function* () {
      yield* desk.use(1);
      note('second is done');
    })(),
  );
  at(4, () => first.cancel());
  sim.run();
  expect(log).toEqual(['5 second is done']);
});

test('of one that has not begun: it never does', () => {
  const { sim, log, note } = world();
  const process = sim.process(
    'p',
    (function* () {
      note('never');
      yield hold(1);
    })(),
  );
  process.interrupt('first');
  process.cancel();
  sim.run();
  expect([log, process.ended]).toEqual([[], true]);
});

test('of one that was granted a unit in this instant: it goes on to its next wait, and so can release it', () => {
  const { sim, log, note } = world();
  const desk = sim.resource('desk');
  function* owner(): Activity<void> {
    yield desk.request();
    yield hold(5);
    desk.release();
    expect(next.state).toBe('ready');
    next.interrupt('forgotten, since it is cancelled');
    next.cancel();
  }
  sim.process('owner', owner());
  const next = sim.process(
    'next',
    (function* () {
      yield desk.request();
      try {
        note('granted');
        yield hold(100);
        note('never');
      } finally {
        desk.release();
      }
    })(),
  );
  sim.run();
  expect([log, desk.inUse, next.ended, sim.now]).toEqual([['5 granted'], 0, true, 5]);
});

test('a finally block that waits is an error that says so', () => {
  const { sim, at } = world();
  const worker = sim.process(
    'worker',
    (function* () {
      try {
        yield hold(10);
      } finally {
        yield hold(1);
      }
    })(),
  );
  at(4, () => worker.cancel());
  expect(() => sim.run()).toThrow(
    'process "worker #1" at time 4: a cancelled process waits in its finally block: release there, do not wait',
  );
});
