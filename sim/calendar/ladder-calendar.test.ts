/**
 * The ladder gives what the heap gives: for random programs of insertions, cancellations and pops over delays that
 * spread, tie, cluster and vanish; and a copy goes on as the original does. Handles never reach a stranger.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { HeapCalendar } from './heap-calendar.ts';
import { Calendar } from './ladder-calendar.ts';

type DelayKind = 'spread' | 'ticks' | 'zero' | 'constant' | 'bimodal' | 'heavy' | 'tiny' | 'mixed';
const KINDS: readonly DelayKind[] = [
  'spread',
  'ticks',
  'zero',
  'constant',
  'bimodal',
  'heavy',
  'tiny',
  'mixed',
];

/** xorshift32: a run of its own for each seed. */
function generator(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

function delay(kind: DelayKind, u: number, v: number): number {
  switch (kind) {
    case 'spread':
      return -Math.log(u + 1e-12);
    case 'ticks':
      return Math.floor(u * 6);
    case 'zero':
      return u < 0.8 ? 0 : v;
    case 'constant':
      return 1;
    case 'bimodal':
      return u < 0.9 ? v * 0.01 : 1000 + v;
    case 'heavy':
      return 1 / (u + 1e-9) ** 2;
    case 'tiny':
      return v * 1e-12;
    case 'mixed':
      return delay(KINDS[Math.floor(v * 7)]!, u, v);
  }
}

interface Program {
  readonly kind: DelayKind;
  readonly seed: number;
  readonly steps: number;
  readonly cancelShare: number;
  readonly insertShare: number;
  readonly copyShare: number;
}

/**
 * A copy, in a calendar that may hold anything. Nobody writes into the snapshot: the one copied from goes on, and what was
 * there before is gone.
 */
function copied(from: Calendar, into: Calendar): Calendar {
  const snapshot = from.snapshot();
  const before = structuredClone(snapshot);
  into.load(snapshot);
  const sister = new Calendar({});
  sister.load(snapshot);
  for (const calendar of [from, sister]) {
    for (let n = 0; n < 10; n++) {
      calendar.insert(Math.max(0, calendar.poppedTime) + n, 0);
      calendar.pop();
    }
  }
  expect(snapshot).toEqual(before);
  expect(into.snapshot()).toEqual({ ...before, capacity: into.capacity });
  return into;
}

/** Runs one program on both calendars and compares every answer. Slots differ; events are told apart by their number. */
function compare(program: Program): void {
  const random = generator(program.seed);
  let ladder = new Calendar({});
  let standby = new Calendar({});
  const heap = new HeapCalendar({});
  const inLadder = new Map<number, number>();
  const inHeap = new Map<number, number>();
  let handles: { readonly ladder: number; readonly heap: number }[] = [];
  let number = 0;
  for (let step = 0; step < program.steps; step++) {
    const dice = random();
    if (dice < program.insertShare) {
      const time =
        (heap.poppedTime === -Infinity ? 0 : heap.poppedTime) + delay(program.kind, random(), random());
      const priority = random() < 0.7 ? 0 : Math.floor(random() * 5) - 2;
      number += 1;
      const slot = ladder.insert(time, priority);
      const other = heap.insert(time, priority);
      inLadder.set(slot, number);
      inHeap.set(other, number);
      handles.push({ ladder: ladder.handleOf(slot), heap: heap.handleOf(other) });
      if (handles.length > 5000) handles = handles.slice(2500);
    } else if (dice < program.insertShare + program.cancelShare && handles.length > 0) {
      const { ladder: one, heap: two } = handles[Math.floor(random() * handles.length)]!;
      expect(ladder.cancel(one)).toBe(heap.cancel(two));
    } else if (dice > 1 - program.copyShare) {
      [ladder, standby] = [copied(ladder, random() < 0.3 ? new Calendar({}) : standby), ladder];
    } else {
      if (random() < 0.1) expect(ladder.peekTime()).toBe(heap.peekTime());
      const slot = ladder.pop();
      const other = heap.pop();
      expect(slot < 0).toBe(other < 0);
      if (slot >= 0) {
        expect(inLadder.get(slot)).toBe(inHeap.get(other));
        expect(ladder.poppedTime).toBe(heap.poppedTime);
        expect(ladder.poppedPriority).toBe(heap.poppedPriority);
      }
    }
    if (ladder.size !== heap.size) expect(ladder.size).toBe(heap.size);
  }
  for (let other = heap.pop(); other >= 0; other = heap.pop())
    expect(inLadder.get(ladder.pop())).toBe(inHeap.get(other));
  expect(ladder.pop()).toBe(-1);
  expect(ladder.peekTime()).toBe(Infinity);
}

describe('the ladder is the heap', () => {
  test('short random programs', () => {
    fc.assert(
      fc.property(
        fc.record<Program>({
          kind: fc.constantFrom(...KINDS),
          seed: fc.nat(),
          steps: fc.integer({ min: 1, max: 800 }),
          cancelShare: fc.constantFrom(0, 0.1, 0.3),
          insertShare: fc.constantFrom(0.3, 0.5, 0.65),
          copyShare: fc.constantFrom(0, 0.02),
        }),
        compare,
      ),
      { numRuns: runs(300) },
    );
  });

  test.each(KINDS)('a long program, %s', (kind) => {
    compare({ kind, seed: 12345, steps: 60_000, cancelShare: 0.1, insertShare: 0.55, copyShare: 0.0005 });
  });

  test.each(KINDS)('a crowd that is mostly cancelled, %s', (kind) => {
    compare({ kind, seed: 777, steps: 40_000, cancelShare: 0.35, insertShare: 0.55, copyShare: 0.0005 });
  });

  // The small ones live in the bottom alone, which has to come back from its end again and again.
  test.each(KINDS.flatMap((kind) => [1, 3, 31, 33, 100, 30_000].map((size) => [kind, size] as const)))(
    'a crowd held, %s, %d',
    (kind, size) => {
      const random = generator(99);
      const ladder = new Calendar({});
      const heap = new HeapCalendar({});
      const inLadder = new Map<number, number>();
      const inHeap = new Map<number, number>();
      const push = (now: number, n: number): void => {
        const time = now + delay(kind, random(), random());
        inLadder.set(ladder.insert(time, 0), n);
        inHeap.set(heap.insert(time, 0), n);
      };
      for (let n = 0; n < size; n++) push(0, n);
      for (let n = 0; n < 2 * size + 3000; n++) {
        const one = inLadder.get(ladder.pop());
        const two = inHeap.get(heap.pop());
        if (one !== two || ladder.poppedTime !== heap.poppedTime)
          expect([one, ladder.poppedTime]).toEqual([two, heap.poppedTime]);
        push(ladder.poppedTime, size + n);
      }
      expect(ladder.size).toBe(size);
      if (size < 100) expect(ladder.snapshot().rungs.length).toBe(0);
    },
  );
});

describe('whole crowds cancelled', () => {
  const TIMES: readonly ((now: number, u: number, i: number) => number)[] = [
    (now) => now,
    (now, u) => now + u,
    (now, u) => now + Math.floor(u * 3),
    (now, u) => now + 1 / (u * u * u),
    (now, u, i) => now + (i % 2 === 0 ? 0 : u * 1e-7),
  ];

  test.each(Array.from({ length: runs(12) }, (_, seed) => seed + 1))('by region, seed %i', (seed) => {
    const random = generator(seed);
    let ladder = new Calendar({});
    let standby = new Calendar({});
    const heap = new HeapCalendar({});
    const inLadder = new Map<number, number>();
    const inHeap = new Map<number, number>();
    let live: (readonly [number, number])[] = [];
    let count = 0;
    const insert = (time: number, priority: number): void => {
      const one = ladder.insert(time, priority);
      const two = heap.insert(time, priority);
      count += 1;
      inLadder.set(one, count);
      inHeap.set(two, count);
      live.push([ladder.handleOf(one), heap.handleOf(two)]);
    };
    const pop = (): boolean => {
      const one = ladder.pop();
      const two = heap.pop();
      if (one < 0 || two < 0) {
        expect([one, two]).toEqual([-1, -1]);
        return false;
      }
      if (inLadder.get(one) !== inHeap.get(two)) expect(inLadder.get(one)).toBe(inHeap.get(two));
      return true;
    };
    const now = (): number => (heap.poppedTime === -Infinity ? 0 : heap.poppedTime);
    for (let round = 0; round < 10; round++) {
      const timeOf = TIMES[Math.floor(random() * TIMES.length)]!;
      const crowd = Math.floor(random() * 3000);
      for (let i = 0; i < crowd; i++)
        insert(timeOf(now(), random(), i), random() < 0.8 ? 0 : Math.floor(random() * 5) - 2);
      for (let i = Math.floor(random() * random() * crowd); i > 0; i--) pop();
      const cut = Math.floor(live.length * random());
      const last = random() < 0.5;
      const gone = last ? live.slice(cut) : live.slice(0, cut);
      live = last ? live.slice(0, cut) : live.slice(cut);
      for (const [one, two] of gone) {
        if (ladder.cancel(one) !== heap.cancel(two)) expect.unreachable('one of them was still pending');
      }
      for (let i = 0; i < 30; i++) insert(now() + (random() < 0.6 ? 0 : random()), random() < 0.8 ? 0 : -1);
      expect(ladder.size).toBe(heap.size);
      if (random() < 0.2) [ladder, standby] = [copied(ladder, standby), ladder];
      for (let i = 0; i < 200; i++) pop();
    }
    while (pop());
  });
});

test('slots that only another run has used are as if never used', () => {
  const calendar = new Calendar({});
  calendar.insert(1, 0);
  const snapshot = calendar.snapshot();
  const ready = new Calendar({});
  for (let n = 0; n < 300; n++) ready.insert(n, 0);
  for (let n = 0; n < 300; n++) ready.pop();
  ready.load(snapshot);
  const handles = (of: Calendar): number[] => [2, 3, 4].map((time) => of.handleOf(of.insert(time, 0)));
  expect(handles(ready)).toEqual(handles(calendar));
});

describe('shapes that have hurt', () => {
  test('one far event does not use up the rungs: the bottom stays short', () => {
    const calendar = new Calendar({});
    const random = generator(5);
    calendar.insert(1e6, 0);
    for (let n = 0; n < 2000; n++) calendar.insert(random() * 2, 0);
    for (let n = 0; n < 300_000; n++) {
      calendar.pop();
      calendar.insert(calendar.poppedTime - Math.log(1 - random()), 0);
    }
    expect(calendar.snapshot().rungs.length).toBeLessThanOrEqual(3);
    expect(calendar.snapshot().bottom.times.length).toBeLessThanOrEqual(200);
  });

  test('a crowd of one instant, each scheduling a more urgent one: as the heap', () => {
    const ladder = new Calendar({});
    const heap = new HeapCalendar({});
    const order: [number, number][] = [];
    const inLadder = new Map<number, number>();
    const inHeap = new Map<number, number>();
    const insert = (n: number, priority: number): void => {
      inLadder.set(ladder.insert(7, priority), n);
      inHeap.set(heap.insert(7, priority), n);
    };
    for (let n = 0; n < 2000; n++) insert(n, (n % 5) - 1);
    for (let n = 0; n < 4000; n++) {
      order.push([inLadder.get(ladder.pop())!, inHeap.get(heap.pop())!]);
      if (n < 2000) insert(10_000 + n, -1 - (n % 3));
    }
    expect(order.filter(([one, two]) => one !== two)).toEqual([]);
  });
});

describe('handles', () => {
  test('a stale handle never cancels a stranger in the same slot', () => {
    const calendar = new Calendar({});
    const slot = calendar.insert(1, 0);
    const stale = calendar.handleOf(slot);
    calendar.pop();
    expect(calendar.insert(2, 0)).toBe(slot);
    expect(calendar.cancel(stale)).toBe(false);
    expect(calendar.size).toBe(1);
  });

  test('cancelling twice is refused, also after the slot has been used again', () => {
    const calendar = new Calendar({});
    const handle = calendar.handleOf(calendar.insert(1, 0));
    expect(calendar.cancel(handle)).toBe(true);
    expect(calendar.cancel(handle)).toBe(false);
    expect(calendar.pop()).toBe(-1);
    calendar.insert(1, 0);
    expect(calendar.cancel(handle)).toBe(false);
  });

  test.each([-1, 0.5, 2 ** 40, Number.NaN, Infinity])('%d is no handle', (handle) => {
    const calendar = new Calendar({});
    calendar.insert(1, 0);
    expect(calendar.cancel(handle)).toBe(false);
  });

  test('a slot whose generations are used up is retired', () => {
    const calendar = new Calendar({});
    const first = calendar.insert(0, 0);
    const handle = calendar.handleOf(first);
    calendar.pop();
    let slot = first;
    let uses = 1;
    for (; slot === first; uses++) {
      slot = calendar.insert(uses, 0);
      calendar.pop();
    }
    expect(uses).toBe(2 ** 22);
    expect(slot).not.toBe(first);
    expect(calendar.cancel(handle)).toBe(false);
  });
});

describe('memory', () => {
  test('events that are cancelled do not pile up', () => {
    const calendar = new Calendar({});
    calendar.insert(1e9, 0);
    for (let n = 0; n < 200_000; n++) calendar.cancel(calendar.handleOf(calendar.insert(1e6 + n, 0)));
    expect(calendar.size).toBe(1);
    expect(calendar.capacity).toBeLessThanOrEqual(4096);
  });

  test('slots of popped events are used again', () => {
    const calendar = new Calendar({});
    for (let n = 0; n < 100_000; n++) {
      calendar.insert(n, 0);
      if (n >= 50) calendar.pop();
    }
    expect(calendar.capacity).toBe(64);
  });
});

test('forEachPending visits what is live, and nothing else', () => {
  const calendar = new Calendar({});
  const slots = [5, 3, 8, 1].map((time) => calendar.insert(time, time - 4));
  calendar.cancel(calendar.handleOf(slots[1]!));
  calendar.pop();
  const seen: [number, number, number][] = [];
  calendar.forEachPending((slot, time, priority) => seen.push([slot, time, priority]));
  expect(seen).toEqual([
    [slots[0], 5, 1],
    [slots[2], 8, 4],
  ]);
});
