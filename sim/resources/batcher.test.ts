/**
 * A batch is closed when it is full, when its first item has waited long enough, or by `close`; none is empty, no item is in
 * two. Shown by cases, and on random arrivals.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type Activity, hold } from '../process/ask.ts';
import { Simulation } from '../simulation.ts';
import { type Batch, type BatcherOptions, unbatch } from './batcher.ts';

function world(options: BatcherOptions) {
  const sim = new Simulation();
  const wave = sim.batcher<number>('wave', options);
  const log: string[] = [];
  const batches: Batch<number>[] = [];
  function* taker(name: string): Activity<void> {
    while (true) {
      const batch = yield* wave.next();
      batches.push(batch);
      log.push(`${sim.now} ${name} ${batch.n}: ${batch.items.join(' ')}`);
    }
  }
  function adds(at: number, ...items: readonly number[]): void {
    sim.kernel.call(at, () => {
      for (const item of items) wave.add(item);
    });
  }
  return { sim, wave, log, batches, taker, adds };
}

describe('a batch is closed', () => {
  test('when it is full', () => {
    const { sim, wave, log, taker, adds } = world({ size: 3 });
    sim.process('taker', taker('t'));
    adds(1, 10, 20);
    adds(4, 30, 40, 50, 60, 70);
    sim.run();
    expect(log).toEqual(['4 t 1: 10 20 30', '4 t 2: 40 50 60']);
    expect(wave.collected).toBe(1);
  });

  test('when its first item has waited long enough; the next one has a time of its own', () => {
    const { sim, log, taker, adds } = world({ size: 3, waitMax: 10 });
    sim.process('taker', taker('t'));
    adds(1, 10);
    adds(9, 20);
    adds(11, 30);
    adds(15, 40, 50);
    adds(30, 60);
    sim.run();
    expect(log).toEqual(['11 t 1: 10 20 30', '25 t 2: 40 50', '40 t 3: 60']);
  });

  test('at once, if none may wait', () => {
    const { sim, log, taker, adds } = world({ size: 3, waitMax: 0 });
    sim.process('taker', taker('t'));
    adds(1, 10, 20);
    sim.run();
    expect(log).toEqual(['1 t 1: 10 20']);
    const single = world({ size: 1 });
    single.sim.process('taker', single.taker('t'));
    single.adds(2, 10, 20);
    single.sim.run();
    expect(single.log).toEqual(['2 t 1: 10', '2 t 2: 20']);
  });

  test('by close, which an empty one ignores, and its timer with it', () => {
    const { sim, wave, log, batches, taker, adds } = world({ size: 3, waitMax: 10 });
    sim.process('taker', taker('t'));
    wave.close();
    adds(1, 10);
    sim.kernel.call(3, () => wave.close());
    adds(5, 20);
    sim.run();
    expect(log).toEqual(['3 t 1: 10', '15 t 2: 20']);
    expect(batches[0]).toEqual({ n: 1, items: [10], closedAt: 3 });
  });
});

test('closed batches wait for takers, takers for batches, both in their order', () => {
  const { sim, log, taker, adds } = world({ size: 2 });
  adds(1, 1, 2, 3, 4);
  sim.run();
  function* late(): Activity<void> {
    yield hold(4);
    yield* taker('a');
  }
  sim.process('taker', late());
  sim.process('taker', late());
  sim.run();
  adds(6, 5, 6, 7, 8);
  sim.run();
  expect(log).toEqual(['5 a 1: 1 2', '5 a 2: 3 4', '6 a 3: 5 6', '6 a 4: 7 8']);
  expect(sim.whereabouts()[0]).toBe('taker #1 waits for a batch of "wave", number 1 in line');
});

test('unbatch puts the items into a store one by one, waiting for room', () => {
  const { sim, wave, adds } = world({ size: 3 });
  const shelf = sim.store<number>('shelf', { capacity: 2 });
  function* unpacker(): Activity<number> {
    yield* unbatch(yield* wave.next(), shelf);
    return sim.now;
  }
  const process = sim.process('unpacker', unpacker());
  adds(1, 1, 2, 3);
  sim.run();
  expect([shelf.items, process.whereabouts]).toEqual([
    [1, 2],
    'waits to put into store "shelf", number 1 in line',
  ]);
  function* getter(): Activity<void> {
    yield hold(4);
    yield shelf.get();
  }
  sim.process('getter', getter());
  sim.run();
  expect([shelf.items, process.result]).toEqual([[2, 3], 5]);
});

test.each<[BatcherOptions, string]>([
  [{ size: 0 }, 'batcher "wave": size must be an integer >= 1, got 0'],
  [{ size: 1.5 }, 'got 1.5'],
  [{ size: NaN }, 'got NaN'],
  [{ size: Infinity }, 'got Infinity'],
  [{ size: 2, waitMax: -1 }, 'batcher "wave": waitMax must be >= 0, got -1'],
  [{ size: 2, waitMax: NaN }, 'got NaN'],
])('a batcher with %o is refused', (options, message) => {
  expect(() => world(options)).toThrow(message);
});

test('no item is lost or doubled, none waits too long, and a batch is full or late', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(6), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(8),
      (gaps, size, waitMax) => {
        const { sim, wave, batches, taker } = world({ size, waitMax });
        sim.process('taker', taker('t'));
        const added = new Map<number, number>();
        function* source(): Activity<void> {
          for (const [item, gap] of gaps.entries()) {
            yield hold(gap);
            added.set(item, sim.now);
            wave.add(item);
          }
        }
        sim.process('source', source());
        sim.run();
        expect(batches.flatMap(({ items }) => items)).toEqual(gaps.map((_, i) => i));
        expect(batches.map(({ n }) => n)).toEqual(batches.map((_, i) => i + 1));
        for (const { items, closedAt } of batches) {
          const waited = closedAt - added.get(items[0]!)!;
          expect(items.length === size ? waited <= waitMax : waited === waitMax).toBe(true);
          expect(items.length > 0 && items.length <= size).toBe(true);
        }
      },
    ),
    { numRuns: runs(100) },
  );
});
