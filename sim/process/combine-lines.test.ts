/**
 * Who waits for several things stands in several lines, or several times in one: all are left before anybody else is served,
 * then whoever stood behind is. Shown by cases with a known log.
 */
import { describe, expect, test } from 'vitest';
import { hold } from './ask.ts';
import { allOf, anyOf, TIMED_OUT, within } from './combine.ts';
import { world } from './follow.fixture.ts';

describe('one ask for many', () => {
  test('the same one yielded again, and by several', () => {
    const { sim, log, follow, at } = world();
    const signal = sim.signal<string>('s');
    const either = anyOf(signal.wait(), hold(4));
    for (let i = 0; i < 2; i++)
      follow(function* () {
        const first = yield* either;
        return [first.index, (yield* either).index];
      });
    at(1, () => signal.fire('x'));
    sim.run();
    expect(log).toEqual([
      [5, [0, 1]],
      [5, [0, 1]],
    ]);
  });
});

describe('those behind', () => {
  test('are served when one in front leaves by a winner, by a time-out, or has not to wait at all', () => {
    const { sim, log, follow, at } = world();
    const dock = sim.resource('dock', { capacity: 2 });
    const signal = sim.signal('s');
    const store = sim.store<string>('store', { items: ['x'] });
    sim.process('owner', dock.use(20));
    const big = () => dock.request({ units: 2 });
    follow(function* () {
      yield anyOf(big(), signal.wait());
      yield within(3, big());
      // In the line for no time: whoever came behind it in that time is served, too.
      yield anyOf(big(), store.get());
      return 'done';
    });
    for (const time of [1, 7]) {
      at(time, () => {
        follow(function* () {
          yield* dock.use(1);
          return `small of ${time}`;
        });
      });
    }
    at(5, () => signal.fire());
    sim.run();
    expect(log).toEqual([
      [6, 'small of 1'],
      [8, 'done'],
      [9, 'small of 7'],
    ]);
    expect([dock.inUse, dock.queueLength]).toEqual([0, 0]);
  });

  test('an end that is not waited for any more wakes nobody', () => {
    const { sim, log, follow } = world();
    const worker = sim.process(
      'worker',
      (function* () {
        yield hold(5);
      })(),
    );
    follow(function* () {
      const first = yield* within(2, worker.finished());
      yield hold(10);
      return first;
    });
    sim.run();
    expect(log).toEqual([[12, TIMED_OUT]]);
  });
});

describe('asks that meet each other', () => {
  test('one that brings an earlier one while it is begun', () => {
    const { sim, log, follow } = world();
    const store = sim.store<string>('store');
    follow(function* () {
      const any = yield* anyOf(store.get(), store.put('x'));
      const all = yield* allOf(store.get(), store.put('y'));
      yield hold(1);
      yield hold(1);
      return [any, all, store.items.length];
    });
    sim.run();
    expect(log).toEqual([[2, [{ index: 0, answer: 'x' }, ['y', undefined], 0]]]);
  });

  /** Two units of three are taken until 10; a process asks for three or for one behind that. */
  function twoInOneLine(patience: number) {
    const { sim, log, follow, at } = world();
    const dock = sim.resource('dock', { capacity: 3 });
    sim.process('owner', dock.use(10, { units: 2 }));
    const asker = sim.process(
      'asker',
      (function* () {
        try {
          log.push(yield* anyOf(dock.request({ units: 3, patience }), dock.request(), hold(4)));
        } catch (error) {
          log.push((error as Error).message);
        }
        log.push([sim.now, sim.current.holds(dock), dock.inUse, dock.queueLength]);
        yield hold(1);
        log.push(sim.now);
      })(),
    );
    return { sim, log, asker, follow, at };
  }

  test('a time-out leaves all of them: the one behind is not granted on the way', () => {
    const { sim, log } = twoInOneLine(Infinity);
    sim.run();
    expect(log).toEqual([{ index: 2, answer: undefined }, [4, 0, 2, 0], 5]);
  });

  test('so does one that reneges', () => {
    const { sim, log } = twoInOneLine(2);
    sim.run();
    expect(log).toEqual([{ index: 0, answer: 'reneged' }, [2, 0, 2, 0], 3]);
  });

  test('and an interrupt', () => {
    const { sim, log, asker, at } = twoInOneLine(Infinity);
    at(2, () => asker.interrupt('stop'));
    sim.run();
    expect(log).toEqual(['interrupted: stop', [2, 0, 2, 0], 3]);
  });
});
