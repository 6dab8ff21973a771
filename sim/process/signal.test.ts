/** A signal wakes those who wait at that moment, each once, in the order in which they came. Shown by cases. */
import { expect, test } from 'vitest';
import { Simulation } from '../simulation.ts';
import { type Activity, hold } from './ask.ts';
import { anyOf } from './combine.ts';

test('all who wait are woken in their order, with the value; who comes later waits for the next one', () => {
  const sim = new Simulation();
  const bell = sim.signal<number>('bell');
  const log: string[] = [];
  function* listener(name: string): Activity<void> {
    for (let i = 0; i < 2; i++) log.push(`${name} ${yield* bell.wait()}`);
  }
  for (const name of ['a', 'b']) sim.process('listener', listener(name));
  sim.run();
  expect(bell.waiting).toBe(2);
  expect(bell.fire(1)).toBe(2);
  // Both are awake, and not back yet.
  expect([bell.fire(2), bell.waiting]).toEqual([0, 0]);
  sim.run();
  expect(bell.waiting).toBe(2);
  bell.fire(3);
  sim.run();
  expect(log).toEqual(['a 1', 'b 1', 'a 3', 'b 3']);
});

test('nobody hears what nobody waits for', () => {
  const sim = new Simulation();
  const bell = sim.signal('bell');
  expect(bell.fire()).toBe(0);
  const late = sim.process('late', bell.wait()[Symbol.iterator]());
  sim.run();
  expect(late.whereabouts).toBe('waits for signal "bell"');
});

test('waking one may take another of the list away: each process is woken once', () => {
  const sim = new Simulation();
  const bell = sim.signal('bell');
  const log: number[] = [];
  function* twice(n: number): Activity<void> {
    const { index } = yield* anyOf(hold(9), bell.wait(), bell.wait());
    log.push(n, index);
    yield hold(1);
  }
  sim.process('a', twice(1));
  sim.process('b', twice(2));
  sim.run({ until: 1 });
  expect(bell.fire()).toBe(2);
  sim.run();
  expect(log).toEqual([1, 1, 2, 1]);
});
