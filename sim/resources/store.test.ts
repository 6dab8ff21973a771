/**
 * A store gives each item to one process: the first that waits and likes it, the oldest item (`lifo`: the newest) that it likes,
 * and takes in no more than fit. Shown by cases, and on random processes against a plain list.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type Activity, hold } from '../process/ask.ts';
import { TIMED_OUT, within } from '../process/combine.ts';
import { Simulation } from '../simulation.ts';
import type { StoreOptions } from './store.ts';

function world(options?: StoreOptions<number>) {
  const sim = new Simulation();
  const shelf = sim.store<number>('shelf', options);
  const log: string[] = [];
  function gets(name: string, at: number, filter?: (item: number) => boolean) {
    function* getter(): Activity<void> {
      yield hold(at);
      const item = yield* shelf.get(filter);
      log.push(`${sim.now} ${name} ${item}`);
    }
    return sim.process(name, getter());
  }
  function puts(at: number, ...items: readonly number[]) {
    function* putter(): Activity<void> {
      yield hold(at);
      for (const item of items) {
        yield shelf.put(item);
        log.push(`${sim.now} put ${item}`);
      }
    }
    return sim.process('putter', putter());
  }
  return { sim, shelf, log, gets, puts };
}

const even = (item: number) => item % 2 === 0;

describe('which item', () => {
  test.each<[StoreOptions<number>['rule'], string]>([
    ['fifo', '1 any 1, 2 even 4, 3 any 3'],
    ['lifo', '1 any 5, 2 even 2, 3 any 7'],
  ])('%s, also among those that a filter likes', (rule, expected) => {
    const { sim, shelf, log, gets } = world({ rule: rule!, items: [1, 4, 3, 7, 2, 5] });
    gets('any', 1);
    gets('even', 2, even);
    gets('any', 3);
    sim.run();
    expect(log.join(', ')).toBe(expected);
    expect(shelf.items).toEqual(rule === 'fifo' ? [7, 2, 5] : [1, 4, 3]);
  });

  test('undefined is an item like another', () => {
    const sim = new Simulation();
    const shelf = sim.store<undefined>('shelf', { items: [undefined] });
    const getter = sim.process('getter', shelf.get()[Symbol.iterator]());
    sim.run();
    expect([getter.ended, shelf.items]).toEqual([true, []]);
  });
});

describe('who gets', () => {
  test('in the order of coming; one whose filter finds nothing holds up nobody', () => {
    const { sim, shelf, log, gets, puts } = world();
    gets('even', 0, even);
    gets('a', 1);
    gets('b', 2);
    sim.run({ until: 3 });
    expect([shelf.gettersWaiting, shelf.puttersWaiting]).toEqual([3, 0]);
    puts(0, 1, 2, 3);
    sim.run();
    expect(log).toEqual(['3 put 1', '3 put 2', '3 put 3', '3 a 1', '3 even 2', '3 b 3']);
  });

  test('one who stops waiting gets nothing', () => {
    const { sim, shelf, log, gets, puts } = world();
    const first = gets('first', 0);
    gets('second', 1);
    sim.kernel.call(2, () => first.cancel());
    puts(3, 8);
    sim.run();
    expect(log).toEqual(['3 put 8', '3 second 8']);
    expect([shelf.items.length, shelf.gettersWaiting]).toEqual([0, 0]);
  });
});

describe('capacity', () => {
  test('who puts waits for room; what goes out lets the next one in, in order', () => {
    const { sim, shelf, log, gets, puts } = world({ capacity: 2 });
    puts(0, 1, 2, 3);
    puts(0, 11);
    sim.run({ until: 1 });
    expect([shelf.items, shelf.puttersWaiting]).toEqual([[1, 2], 2]);
    gets('a', 4);
    gets('b', 5);
    sim.run();
    expect(log).toEqual(['0 put 1', '0 put 2', '5 a 1', '5 put 3', '6 b 2', '6 put 11']);
    expect(shelf.items).toEqual([3, 11]);
  });

  test('an item that waits to be put in is not given', () => {
    const { sim, shelf, gets, puts } = world({ capacity: 1, items: [1] });
    puts(0, 2);
    const getter = gets('even', 1, even);
    sim.run();
    expect([shelf.items, getter.whereabouts]).toEqual([
      [1],
      'waits to get from store "shelf", number 1 in line',
    ]);
  });

  test.each([0, -1, 1.5, NaN])('%d is none', (capacity) => {
    expect(() => world({ capacity })).toThrow(
      `store "shelf": capacity must be an integer > 0 or Infinity, got ${capacity}`,
    );
  });

  test('what is in it at the beginning must fit', () => {
    expect(() => world({ capacity: 1, items: [1, 2] })).toThrow(
      'store "shelf": 2 items do not fit into a capacity of 1',
    );
  });
});

test('each item is given once, to somebody who likes it; the first of those who wait has the first choice', () => {
  const step = fc.record({
    at: fc.nat(12),
    put: fc.boolean(),
    only: fc.option(fc.nat(2), { nil: undefined }),
    patience: fc.nat(8),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('fifo', 'lifo' as const),
      (steps, capacity, rule) => {
        const { sim, shelf } = world({ capacity, rule });
        const put: number[] = [];
        const got: number[] = [];
        let items = 0;
        function* job({ at, put: puts, only, patience }: (typeof steps)[number]): Activity<void> {
          yield hold(at);
          if (puts) {
            const item = ++items;
            if ((yield* within(patience, shelf.put(item))) !== TIMED_OUT) put.push(item);
            return;
          }
          const item = yield* within(
            patience,
            shelf.get(only === undefined ? undefined : (each) => each % 3 === only),
          );
          if (item === TIMED_OUT) return;
          if (only !== undefined) expect(item % 3).toBe(only);
          got.push(item);
        }
        for (const each of steps) sim.process('job', job(each));
        sim.run({
          stopWhen: () => {
            expect(shelf.items.length).toBeLessThanOrEqual(capacity);
            expect([...got, ...shelf.items].toSorted((a, b) => a - b)).toEqual(put.toSorted((a, b) => a - b));
            expect(shelf.puttersWaiting === 0 || shelf.items.length === capacity).toBe(true);
            return false;
          },
        });
        expect([shelf.gettersWaiting, shelf.puttersWaiting]).toEqual([0, 0]);
      },
    ),
    { numRuns: runs(100) },
  );
});
