/**
 * A container never holds less than nothing or more than its capacity, serves takers and putters in their order, and loses
 * nothing. Shown by cases and on random processes.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type Activity, hold } from '../process/ask.ts';
import { within } from '../process/combine.ts';
import { Simulation } from '../simulation.ts';
import type { ContainerOptions } from './container.ts';

function world(options?: ContainerOptions) {
  const sim = new Simulation();
  const tank = sim.container('tank', options);
  const log: string[] = [];
  function moves(name: string, at: number, amount: number) {
    function* job(): Activity<void> {
      yield hold(at);
      if (amount > 0) yield tank.put(amount);
      else yield tank.take(-amount);
      log.push(`${sim.now} ${name} ${tank.level}`);
    }
    return sim.process(name, job());
  }
  return { sim, tank, log, moves };
}

describe('in order', () => {
  test('takers wait until there is enough, putters until there is room; nobody overtakes a larger amount', () => {
    const { sim, tank, log, moves } = world({ capacity: 10, level: 4 });
    moves('takes 6', 0, -6);
    moves('takes 1', 1, -1);
    sim.run({ until: 2 });
    expect([tank.level, tank.takersWaiting, tank.puttersWaiting]).toEqual([4, 2, 0]);
    moves('puts 5', 1, 5);
    sim.run();
    expect(log).toEqual(['3 puts 5 2', '3 takes 6 2', '3 takes 1 2']);
  });

  test('one who takes makes room for those who put, and the other way, as long as it goes', () => {
    const { sim, tank, log, moves } = world({ capacity: 10, level: 10 });
    moves('puts 4', 0, 4);
    moves('puts 6', 0, 6);
    moves('takes 1', 1, -1);
    moves('takes 9', 2, -9);
    sim.run();
    // The putter of 4 has room when 9 are gone, the one of 6 then, too.
    expect(log).toEqual(['1 takes 1 9', '2 takes 9 10', '2 puts 4 10', '2 puts 6 10']);
    expect([tank.level, tank.puttersWaiting]).toEqual([10, 0]);
  });

  test('one who stops waiting lets those behind it pass', () => {
    const { sim, tank, log, moves } = world({ level: 2 });
    const big = moves('takes 5', 0, -5);
    moves('takes 2', 1, -2);
    sim.kernel.call(3, () => big.cancel());
    sim.run();
    expect(log).toEqual(['3 takes 2 0']);
    expect(tank.takersWaiting).toBe(0);
  });

  test('where it waits is said', () => {
    const { sim, moves } = world({ capacity: 3 });
    moves('taker', 0, -1);
    moves('putter', 0, 3);
    moves('putter', 1, 3);
    sim.run();
    expect(sim.whereabouts()).toEqual(['putter #3 waits to put into container "tank", number 1 in line']);
  });
});

describe('what can’t be meant', () => {
  test.each<[ContainerOptions, string]>([
    [{ capacity: 0 }, 'container "tank": capacity must be > 0, got 0'],
    [{ capacity: -1 }, 'capacity must be > 0, got -1'],
    [{ capacity: NaN }, 'capacity must be > 0, got NaN'],
    [{ level: -1 }, 'container "tank": level must be between 0 and Infinity, got -1'],
    [{ capacity: 5, level: 6 }, 'level must be between 0 and 5, got 6'],
    [{ level: NaN }, 'got NaN'],
  ])('a container with %o', (options, message) => {
    expect(() => world(options)).toThrow(message);
  });

  test.each([0, -1, 6, NaN, Infinity])('an amount of %d', (amount) => {
    const { tank } = world({ capacity: 5 });
    const message = `container "tank": an amount must be > 0 and at most its capacity 5, got ${amount}`;
    expect(() => tank.put(amount)).toThrow(message);
    expect(() => tank.take(amount)).toThrow(message);
    expect(() => world().tank.put(Infinity)).toThrow('got Infinity');
  });
});

test('what goes in is what comes out and what is left, whoever gives up meanwhile', () => {
  const moves = fc.array(
    fc.record({
      at: fc.nat(20),
      amount: fc.integer({ min: -7, max: 7 }).filter((amount) => amount !== 0),
      patience: fc.nat(10),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(moves, fc.nat(7), (list, level) => {
      const { sim, tank } = world({ capacity: 7, level });
      let sum = level;
      function* job({ at, amount, patience }: (typeof list)[number]): Activity<void> {
        yield hold(at);
        const ask = amount > 0 ? tank.put(amount) : tank.take(-amount);
        if ((yield* within(patience, ask)) === undefined) sum += amount;
      }
      for (const each of list) sim.process('job', job(each));
      sim.run({
        stopWhen: () => {
          expect(tank.level).toBe(sum);
          expect(tank.level >= 0 && tank.level <= 7).toBe(true);
          return false;
        },
      });
      expect([tank.takersWaiting, tank.puttersWaiting]).toEqual([0, 0]);
    }),
    { numRuns: runs(100) },
  );
});
