/**
 * `anyOf`, `allOf`, `within` and `until` wake when and with what they say. Shown by cases with a known log: ties, time-outs,
 * nesting.
 */
import { describe, expect, test } from 'vitest';
import { type Activity, hold } from './ask.ts';
import { allOf, anyOf, TIMED_OUT, until, within } from './combine.ts';
import { world } from './follow.fixture.ts';

describe('anyOf', () => {
  test('the first that comes wins, with its answer; the others are left', () => {
    const { sim, log, follow, at } = world();
    const signal = sim.signal<string>('s');
    const store = sim.store<number>('store');
    follow(function* () {
      return yield* anyOf(hold(9), signal.wait(), store.get());
    });
    at(4, () => signal.fire('fired'));
    sim.run();
    expect(log).toEqual([[4, { index: 1, answer: 'fired' }]]);
    expect([signal.waiting, store.gettersWaiting, sim.now]).toEqual([0, 0, 4]);
  });

  test('of several that could be had at once, the first in the list; the later ones are not begun', () => {
    const { sim, log, follow } = world();
    const [a, b] = [sim.resource('a'), sim.resource('b')];
    follow(function* () {
      const won = yield* anyOf(hold(1), a.request(), b.request());
      a.release();
      return [won, b.inUse];
    });
    sim.run();
    expect(log).toEqual([[0, [{ index: 1, answer: 'granted' }, 0]]]);
    expect(sim.kernel.pending).toBe(0);
  });

  test('at a tie the event that was scheduled first wins, whichever place it has in the list', () => {
    const { sim, log, follow, at } = world();
    const signal = sim.signal('s');
    at(5, () => signal.fire());
    follow(function* () {
      return (yield* anyOf(hold(5), signal.wait())).index;
    });
    at(6, () => {
      at(10, () => signal.fire());
      follow(function* () {
        return (yield* anyOf(signal.wait(), hold(4))).index;
      });
    });
    at(11, () => {
      follow(function* () {
        return (yield* anyOf(signal.wait(), hold(4))).index;
      });
    });
    at(12, () => at(15, () => signal.fire()));
    sim.run();
    expect(log).toEqual([
      [5, 1],
      [10, 0],
      [15, 1],
    ]);
  });

  test('two holds of one length: the first in the list', () => {
    const { sim, log, follow } = world();
    follow(function* () {
      return (yield* anyOf(hold(5), hold(5), until(5))).index;
    });
    sim.run();
    expect(log).toEqual([[5, 0]]);
    expect(sim.kernel.pending).toBe(0);
  });

  test('two asks that one event brings: the one that is woken first', () => {
    const { sim, log, follow, at } = world();
    const signal = sim.signal('s');
    follow(function* () {
      return (yield* anyOf(signal.wait(), signal.wait())).index;
    });
    at(1, () => expect(signal.fire()).toBe(1));
    sim.run();
    expect(log).toEqual([[1, 0]]);
  });

  test('one that reneges or balks has come, too', () => {
    const { sim, log, follow } = world();
    const desk = sim.resource('desk');
    const other = sim.resource('other');
    sim.process('owner', desk.use(10));
    sim.process('owner', other.use(10));
    follow(function* () {
      return yield* anyOf(other.request(), desk.request({ patience: 3 }));
    });
    follow(function* () {
      return yield* anyOf(other.request(), desk.request({ balkAt: 1 }));
    });
    sim.run();
    expect(log).toEqual([
      [0, { index: 1, answer: 'balked' }],
      [3, { index: 1, answer: 'reneged' }],
    ]);
    expect([desk.queueLength, other.queueLength]).toEqual([0, 0]);
  });
});

describe('allOf', () => {
  test('waits for the last, and answers all in the order of the list', () => {
    const { sim, log, follow, at } = world();
    const signal = sim.signal<string>('s');
    const store = sim.store<number>('store', { items: [7] });
    follow(function* () {
      return yield* allOf(signal.wait(), store.get(), hold(2));
    });
    at(4, () => signal.fire('late'));
    sim.run();
    expect(log).toEqual([[4, ['late', 7, undefined]]]);
  });

  test('what is there at once takes no time', () => {
    const { sim, log, follow } = world();
    const store = sim.store<number>('store', { items: [7, 8] });
    follow(function* () {
      return yield* allOf(store.get(), store.get());
    });
    sim.run();
    expect(log).toEqual([[0, [7, 8]]]);
    expect(sim.kernel.events).toBe(1);
  });

  test('units granted before an interrupt or a time-out stay with the process', () => {
    const { sim, log, follow } = world();
    const [a, b] = [sim.resource('a'), sim.resource('b')];
    sim.process('owner', b.use(100));
    follow(function* () {
      const both = yield* within(5, allOf(a.request(), b.request()));
      const held = [sim.current.holds(a), sim.current.holds(b)];
      a.release();
      return [both, held];
    });
    sim.run();
    expect(log).toEqual([[5, [TIMED_OUT, [1, 0]]]]);
    expect(b.queueLength).toBe(0);
  });
});

describe('within and until', () => {
  test('the answer, if it comes in time; else it is left', () => {
    const { sim, log, follow, at } = world();
    const signal = sim.signal<string>('s');
    follow(function* () {
      return [yield* within(5, signal.wait()), yield* within(5, signal.wait())];
    });
    at(3, () => signal.fire('in time'));
    sim.run();
    expect(log).toEqual([[8, ['in time', TIMED_OUT]]]);
    expect(signal.waiting).toBe(0);
  });

  test('what comes at the very end counts if it comes first in that instant', () => {
    const { sim, log, follow } = world();
    const signal = sim.signal('s');
    function* firesAt(time: number): Activity<void> {
      yield hold(time);
      signal.fire();
    }
    sim.process('first', firesAt(5));
    sim.process('second', firesAt(5));
    follow(function* () {
      yield* within(5, signal.wait());
      return [yield* within(0, signal.wait()), yield* within(0, signal.wait())];
    });
    sim.run();
    expect(log).toEqual([[5, [undefined, TIMED_OUT]]]);
  });

  test('what is there at once needs no time, and leaves no timer', () => {
    const { sim, log, follow } = world();
    const store = sim.store<number>('store', { items: [7] });
    follow(function* () {
      return yield* within(0, store.get());
    });
    sim.run();
    expect([log, sim.kernel.pending, sim.kernel.events]).toEqual([[[0, 7]], 0, 1]);
  });

  test('until is exact where a hold would round, and may be now', () => {
    const { sim, log, follow } = world();
    follow(function* () {
      yield hold(0.2);
      expect(0.2 + (0.9 - 0.2)).not.toBe(0.9);
      yield until(0.9);
      yield until(0.9);
      return 'there';
    });
    sim.run();
    expect(log).toEqual([[0.9, 'there']]);
  });
});

describe('nested', () => {
  test('anyOf of allOf, allOf of anyOf', () => {
    const { sim, log, follow, at } = world();
    const [a, b, c] = [sim.signal<string>('a'), sim.signal<string>('b'), sim.signal<string>('c')];
    follow(function* () {
      return yield* anyOf(allOf(a.wait(), b.wait()), allOf(b.wait(), c.wait()));
    });
    follow(function* () {
      return yield* allOf(anyOf(a.wait(), b.wait()), anyOf(c.wait(), hold(9)));
    });
    at(1, () => b.fire('B'));
    at(2, () => c.fire('C'));
    sim.run();
    expect(log).toEqual([
      [2, { index: 1, answer: ['B', 'C'] }],
      [
        2,
        [
          { index: 1, answer: 'B' },
          { index: 0, answer: 'C' },
        ],
      ],
    ]);
    expect([a.waiting, b.waiting, c.waiting, sim.now]).toEqual([0, 0, 0, 2]);
  });

  test('messages name all that is waited for', () => {
    const { sim } = world();
    const signal = sim.signal('s');
    const process = sim.process(
      'p',
      (function* () {
        yield anyOf(signal.wait(), allOf(hold(3), signal.wait()));
      })(),
    );
    sim.run({ until: 1 });
    expect(process.whereabouts).toBe('waits for signal "s" and for time 3 and for signal "s"');
  });
});
