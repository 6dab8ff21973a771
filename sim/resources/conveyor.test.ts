/**
 * Items travel on a belt in their order, at their distance and at its speed, wait at its end as its kind says, and enter when
 * there is room. Shown by timelines made by hand, and on random ones against two recursions: when an item enters, arrives and
 * leaves follows from those before it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type Activity, hold } from '../process/ask.ts';
import { within } from '../process/combine.ts';
import { Simulation } from '../simulation.ts';
import type { Conveyor, ConveyorOptions } from './conveyor.ts';

interface Timeline {
  readonly entered: readonly number[];
  readonly left: readonly number[];
}

/** Puts item i on at `puts[i]` or as soon as it can, takes the i-th off likewise. Both lists rise. */
function run(options: ConveyorOptions, puts: readonly number[], takes: readonly number[]): Timeline {
  const sim = new Simulation();
  const belt = sim.conveyor<number>('belt', options);
  const entered: number[] = [];
  const left: number[] = [];
  function* putter(i: number, at: number): Activity<void> {
    yield hold(at);
    yield belt.put(i);
    entered[i] = sim.now;
  }
  function* taker(i: number, at: number): Activity<void> {
    yield hold(at);
    expect(yield* belt.take()).toBe(i);
    left[i] = sim.now;
  }
  for (const [i, at] of puts.entries()) sim.process('putter', putter(i, at));
  for (const [i, at] of takes.entries()) sim.process('taker', taker(i, at));
  const end = sim.run({
    // Far more than there is to do: a belt that wakes itself for ever would use them up.
    events: 100 * (puts.length + takes.length + 1),
    stopWhen: () => {
      expect(belt.carried).toBeLessThanOrEqual(belt.capacity);
      return false;
    },
  });
  expect(end).toBe('empty');
  return { entered, left };
}

const BELT: ConveyorOptions = { length: 10, speed: 2, itemLength: 1 };

describe('timelines', () => {
  test('an item that nothing holds up takes length / speed; entries are an item’s length apart', () => {
    expect(run(BELT, [0, 0, 3], [0, 0, 0])).toEqual({ entered: [0, 0.5, 3], left: [5, 5.5, 8] });
  });

  test('accumulate: those behind close up, and move up together when one is taken', () => {
    // All are at the end or closed up at 10; each next one comes half a time unit after the one before has left.
    expect(run(BELT, [0, 0, 0, 6], [10, 10, 20, 20]).left).toEqual([10, 10.5, 20, 20.5]);
    // One that is still far away is not held up.
    expect(run(BELT, [0, 9], [10, 10]).left).toEqual([10, 14]);
  });

  test('accumulate: a full belt takes the next one in when one leaves', () => {
    const options = { length: 3, speed: 1, itemLength: 1 };
    expect(run(options, [0, 0, 0, 0, 0], [10, 12, 20, 20, 20])).toEqual({
      entered: [0, 1, 2, 10, 12],
      left: [10, 12, 20, 21, 22],
    });
  });

  test('stop: while an item waits at the end nothing moves, and what is behind keeps its distance', () => {
    const options: ConveyorOptions = { length: 10, speed: 1, itemLength: 1, blocked: 'stop' };
    // The belt stands from 10 to 15; the third is put on it while it stands, the fourth has to wait until that has moved on.
    expect(run(options, [0, 4, 12, 12], [15, 15, 15, 15])).toEqual({
      entered: [0, 4, 12, 16],
      left: [15, 19, 25, 26],
    });
  });

  test('stop: taken in the instant of arrival, it has not stopped', () => {
    const options: ConveyorOptions = { length: 10, speed: 1, itemLength: 1, blocked: 'stop' };
    expect(run(options, [0, 1], [10, 10]).left).toEqual([10, 11]);
  });

  test('an item as long as the belt', () => {
    expect(run({ length: 2, speed: 1, itemLength: 2 }, [0, 0], [0, 7])).toEqual({
      entered: [0, 2],
      left: [2, 7],
    });
  });
});

describe('capacity', () => {
  test.each([
    [{ length: 10, speed: 1, itemLength: 1 }, 10],
    [{ length: 10, speed: 1, itemLength: 3 }, 3],
    [{ length: 0.3, speed: 1, itemLength: 0.1 }, 3],
    [{ length: 1, speed: 1, itemLength: 1 }, 1],
  ])('%o carries %i', (options, capacity) => {
    const sim = new Simulation();
    expect(sim.conveyor('belt', options).capacity).toBe(capacity);
  });
});

test('one who stops waiting, at either end, gets and puts nothing', () => {
  const sim = new Simulation();
  const belt = sim.conveyor<string>('belt', { length: 2, speed: 1, itemLength: 2 });
  const log: string[] = [];
  function* hasty(): Activity<void> {
    yield within(1, belt.take());
    log.push(`${sim.now} ${belt.carried}`);
    yield belt.put('a');
    yield within(1, belt.put('lost'));
    yield hold(5);
    log.push(`${sim.now} ${yield* belt.take()}`);
    yield within(9, belt.take());
    log.push(`${sim.now} ${belt.carried}`);
  }
  sim.process('hasty', hasty());
  sim.run();
  expect(log).toEqual(['1 0', '7 a', '16 0']);
});

test('where it waits is said', () => {
  const sim = new Simulation();
  const belt = sim.conveyor<string>('belt', { length: 1, speed: 1, itemLength: 1 });
  for (const item of ['a', 'b', 'c']) sim.process('putter', belt.put(item)[Symbol.iterator]());
  sim.run();
  expect(sim.whereabouts()).toEqual([
    'putter #2 waits to enter conveyor "belt", number 1 in line',
    'putter #3 waits to enter conveyor "belt", number 2 in line',
  ]);
  const other = new Simulation();
  other.process('taker', other.conveyor<string>('belt', BELT).take()[Symbol.iterator]());
  other.run();
  expect(other.whereabouts()).toEqual(['taker #1 waits at the end of conveyor "belt", number 1 in line']);
});

test.each<[Partial<ConveyorOptions>, string]>([
  [{ length: 0 }, 'conveyor "belt": length must be > 0 and finite, got 0'],
  [{ length: Infinity }, 'length must be > 0 and finite, got Infinity'],
  [{ speed: -1 }, 'conveyor "belt": speed must be > 0 and finite, got -1'],
  [{ speed: NaN }, 'speed must be > 0 and finite, got NaN'],
  [{ itemLength: 0 }, 'conveyor "belt": itemLength must be > 0 and finite, got 0'],
  [{ itemLength: 11 }, 'conveyor "belt": an item of length 11 does not fit on a length of 10'],
])('a belt with %o is refused', (options, message) => {
  expect(() => new Simulation().conveyor('belt', { ...BELT, ...options })).toThrow(message);
});

/** What has moved far enough in the very instant in which the belt stops has moved far enough, whatever the rounding. */
const TIE = 1e-9;

/** When each item enters and leaves, one after another. */
function recursion(options: ConveyorOptions, puts: readonly number[], takes: readonly number[]): Timeline {
  const { length, speed, itemLength, blocked } = options;
  const [travel, gap] = [length / speed, itemLength / speed];
  const capacity = Math.floor(length / itemLength + 1e-9);
  const [entered, left, onBelt]: [number[], number[], number[]] = [[], [], []];
  /** Times at which the belt stands, by the clock that stands with it. */
  const stops: { readonly at: number; readonly long: number }[] = [];
  const realTime = (beltTime: number) =>
    stops.reduce((time, { at, long }) => (at < beltTime - TIE ? time + long : time), beltTime);
  function beltTime(time: number): number {
    let moved = time;
    for (const { at, long } of stops) {
      if (moved <= at) break;
      moved = Math.max(at, moved - long);
    }
    return moved;
  }
  for (const [i, put] of puts.entries()) {
    const room = Math.max(put, left[i - capacity] ?? 0);
    const after = (onBelt[i - 1] ?? -Infinity) + gap;
    entered[i] = beltTime(room) >= after - TIE ? room : realTime(after);
    onBelt[i] = Math.max(beltTime(entered[i]!), after);
    const free = realTime(onBelt[i]! + travel);
    const arrives = blocked === 'stop' ? free : Math.max(free, (left[i - 1] ?? -Infinity) + gap);
    left[i] = Math.max(takes[i] ?? Infinity, arrives);
    if (blocked === 'stop' && left[i]! > arrives)
      stops.push({ at: onBelt[i]! + travel, long: left[i]! - arrives });
  }
  return { entered, left };
}

describe('random timelines', () => {
  const rising = (list: readonly number[]) => list.toSorted((a, b) => a - b);
  const times = fc.array(fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.nat(100)), {
    maxLength: 30,
  });
  const belt = fc.record({
    length: fc.constantFrom(0.7, 1, 2.5, 3, 10),
    speed: fc.constantFrom(0.1, 0.3, 0.7, 1, 3),
    itemLength: fc.constantFrom(0.1, 0.3, 0.5, 0.7),
    blocked: fc.constantFrom('accumulate', 'stop' as const),
  });

  test('as the recursions have them, whatever the rounding', () => {
    fc.assert(
      fc.property(belt, times, times, (options, puts, takes) => {
        // All are taken in the end: else nobody would know where they stand.
        const taken = rising(puts.map((_, i) => takes[i] ?? 150));
        const seen = run(options, rising(puts), taken);
        const expected = recursion(options, rising(puts), taken);
        const close = (a: readonly number[], b: readonly number[]) =>
          a.length === b.length && a.every((x, i) => Math.abs(x - b[i]!) < 1e-6);
        expect({ seen, expected }).toSatisfy(
          () => close(seen.entered, expected.entered) && close(seen.left, expected.left),
        );
        const { speed, itemLength } = options;
        for (const list of [seen.entered, seen.left])
          for (let i = 1; i < list.length; i++)
            expect(list[i]! - list[i - 1]!).toBeGreaterThan(itemLength / speed - 1e-6);
      }),
      { numRuns: runs(200) },
    );
  });

  test('an item that travels is as good as new after a snapshot', () => {
    const model = () => {
      const sim = new Simulation();
      const conveyor: Conveyor<string> = sim.conveyor('belt', { ...BELT, blocked: 'stop' });
      return { sim, conveyor };
    };
    function* puts(conveyor: Conveyor<string>): Activity<void> {
      for (const item of ['a', 'b']) yield conveyor.put(item);
    }
    const first = model();
    first.sim.process('putter', puts(first.conveyor));
    first.sim.run();
    const second = model();
    second.sim.kernel.restore(structuredClone(first.sim.kernel.snapshot()));
    const log = [first, second].map(({ sim, conveyor }) => {
      const seen: unknown[] = [];
      function* takes(): Activity<void> {
        yield hold(2);
        for (let i = 0; i < 2; i++) seen.push(yield* conveyor.take(), sim.now);
      }
      sim.process('taker', takes());
      sim.run();
      return [seen, sim.kernel.digest.hex()];
    });
    expect(log[1]).toEqual(log[0]);
    expect(log[0]![0]).toEqual(['a', 7, 'b', 7.5]);
  });
});
