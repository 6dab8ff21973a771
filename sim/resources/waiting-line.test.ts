/**
 * A waiting line gives the most urgent claim that waits, whatever was added and removed before. Shown against a sorted list,
 * for claims that come in order (a ring), out of order (a heap), leave from the middle, come back and wander for long.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Waiter } from '../process/ask.ts';
import { byUrgency, Claim, type ClaimLine } from './claim.ts';
import { WaitingLine } from './waiting-line.ts';

const nobody = {} as Waiter;
const nowhere = {} as ClaimLine;

function claimOf(priority: number, key: number, n: number): Claim {
  return new Claim(nowhere, nobody, 1, priority, key, n, 0);
}

/** The line, and a list that is sorted anew at each step. */
class Pair {
  private readonly line = new WaitingLine();
  private list: Claim[] = [];
  private count = 0;
  /** Served before: they may come back, as work that was pre-empted does. */
  private readonly served: Claim[] = [];

  add(priority: number, key: number): void {
    this.count += 1;
    this.enter(claimOf(priority, key, this.count));
  }

  comeBack(): void {
    const claim = this.served.pop();
    if (claim !== undefined) this.enter(claim);
  }

  serve(): void {
    const first = this.line.first();
    expect(first).toBe(this.list[0]);
    if (first === undefined) return;
    this.line.shift();
    this.list.shift();
    this.served.push(first);
  }

  leave(place: number): void {
    if (this.list.length === 0) return;
    const [claim] = this.list.splice(place % this.list.length, 1);
    this.line.remove(claim!);
  }

  check(): void {
    expect(this.line.length).toBe(this.list.length);
    expect(this.line.first()).toBe(this.list[0]);
    expect(this.list.every((claim) => claim.waiting)).toBe(true);
  }

  checkOrder(): void {
    expect(this.line.inOrder()).toEqual(this.list);
  }

  private enter(claim: Claim): void {
    this.line.add(claim);
    this.list.push(claim);
    this.list.sort(byUrgency);
  }
}

type Step = readonly ['add', number, number] | readonly ['serve' | 'back'] | readonly ['leave', number];

function play(steps: readonly Step[]): void {
  const pair = new Pair();
  for (const step of steps) {
    if (step[0] === 'add') pair.add(step[1], step[2]);
    else if (step[0] === 'leave') pair.leave(step[1]);
    else if (step[0] === 'back') pair.comeBack();
    else pair.serve();
    pair.check();
  }
  pair.checkOrder();
}

/** Steps with so many priorities and keys; one of each makes it first in, first out. */
function steps(priorities: number, keys: number, adds: number): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.oneof(
      {
        weight: adds,
        arbitrary: fc.tuple(fc.constant('add' as const), fc.nat(priorities - 1), fc.nat(keys - 1)),
      },
      { weight: 3, arbitrary: fc.tuple(fc.constant('serve' as const)) },
      { weight: 1, arbitrary: fc.tuple(fc.constant('back' as const)) },
      { weight: 3, arbitrary: fc.tuple(fc.constant('leave' as const), fc.nat()) },
    ),
    { maxLength: 400 },
  );
}

test.each([
  ['first in, first out', 1, 1, 8],
  ['some priorities', 3, 1, 8],
  ['any order', 3, 1000, 8],
  ['mostly empty', 2, 3, 5],
])('%s: the sorted list', (_name, priorities, keys, adds) => {
  fc.assert(fc.property(steps(priorities, keys, adds), play), { numRuns: 60 });
});

test('a line in which most have left keeps the others in order, as a ring and as a heap', () => {
  for (const outOfOrder of [false, true]) {
    const pair = new Pair();
    for (let i = 0; i < 500; i++) pair.add(0, outOfOrder ? (i * 7919) % 500 : i);
    for (let i = 0; i < 400; i++) pair.leave(i * 31);
    pair.check();
    pair.checkOrder();
    for (let i = 0; i < 50; i++) pair.add(0, 250);
    for (let i = 0; i < 160; i++) pair.serve();
    pair.check();
  }
});

test('a ring that wanders for long stays in order', () => {
  const pair = new Pair();
  for (let i = 0; i < 50; i++) pair.add(0, 0);
  for (let i = 0; i < 3000; i++) {
    pair.add(0, 0);
    pair.serve();
    if (i % 700 === 0) pair.leave(i);
  }
  pair.check();
  pair.checkOrder();
});

test('priority goes before the key, the key before the number; infinite ones are equal', () => {
  const [a, b] = [claimOf(0, 9, 1), claimOf(1, 0, 2)];
  expect(byUrgency(a, b)).toBeLessThan(0);
  expect(byUrgency(claimOf(0, 9, 1), claimOf(0, 8, 2))).toBeGreaterThan(0);
  expect(byUrgency(claimOf(Infinity, -Infinity, 1), claimOf(Infinity, -Infinity, 2))).toBeLessThan(0);
});
