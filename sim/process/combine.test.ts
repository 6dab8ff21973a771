/**
 * `anyOf`, `allOf`, `within` and `until` wake when and with what they say, and leave every line that they have no use for any
 * more. Shown by cases with a known log: ties, nesting, asks that bring each other, several asks in one line.
 */
import { describe, expect, test } from 'vitest';
import { Simulation } from '../simulation.ts';
import { type Activity, hold } from './ask.ts';
import { allOf, anyOf, TIMED_OUT, until, within } from './combine.ts';

/** A simulation, and a log of who was where when. */
function world() {
  const sim = new Simulation();
  const log: unknown[] = [];
  /** Runs an activity to its end and notes when that is and what it came to. */
  function follow(activity: () => Activity): void {
    sim.process(
      'follower',
      (function* () {
        const result = yield* activity();
        log.push([sim.now, result]);
      })(),
    );
  }
  /** Does something at a time. */
  function at(time: number, work: () => void): void {
    sim.kernel.call(time, work);
  }
  return { sim, log, follow, at };
}

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
