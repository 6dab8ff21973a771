/** Proposals: by each rule and node, whole cases of what the node keeps, and no more than the vehicle carries. */
import { describe, expect, test } from 'vitest';
import type { ReplenishmentContext } from '../../decisions/replenishment.ts';
import { proposalsOf } from './proposals.ts';
import { DAY, replenishmentSettings } from './replenishment.fixture.ts';

const settings = replenishmentSettings();
const CONTEXT: ReplenishmentContext = {
  store: 3,
  group: 1,
  review: 0,
  viewAgeMs: 0,
  products: [2, 3],
  position: [5, 9],
  dailyUnits: [10, 4],
  minUnits: [10, 6],
  targetUnits: [40, 20],
  leadTimeMs: DAY,
  weightGramsMax: 40_000,
};
const unitsOf = (changes: Partial<ReplenishmentContext>, tried = -1, of = settings) =>
  proposalsOf(of, { ...CONTEXT, ...changes }, tried).map(({ rule, source, units }) => [rule, source, units]);

test('a full shelf is sent nothing', () => {
  expect(unitsOf({ position: [40, 20] })).toEqual([]);
});

test('a node that was tried is not asked again', () => {
  expect(unitsOf({}, 1)).toEqual([
    ['order-up-to', 0, [36, 12]],
    ['min-max', 0, [48, 0]],
    ['urgent', 0, [36, 0]],
  ]);
});

test('what a node does not keep is not asked of it', () => {
  const half = { ...settings, keptAt: [new Set([3]), null] };
  expect(unitsOf({}, -1, half)).toContainEqual(['order-up-to', 0, [0, 12]]);
  expect(unitsOf({}, -1, half)).toContainEqual(['order-up-to', 1, [36, 12]]);
  // Of the second product nothing is urgent.
  expect(unitsOf({}, 1, half).map(([rule]) => rule)).toEqual(['order-up-to']);
});

test('what the vehicle does not carry is cut, each product by its part, in whole cases', () => {
  const [first] = proposalsOf(settings, { ...CONTEXT, weightGramsMax: 12_000 }, 0);
  expect(first).toMatchObject({ units: [18, 6], totalUnits: 24, weightGrams: 12_000, valueMinor: 7800 });
  expect(proposalsOf(settings, { ...CONTEXT, weightGramsMax: 100 }, 0)).toEqual([]);
});

describe('each rule', () => {
  /** What each rule would have node 0 send. */
  const byRule = (changes: Partial<ReplenishmentContext>) =>
    Object.fromEntries(unitsOf(changes, 1).map(([rule, , units]) => [rule as string, units]));

  test.each<readonly [string, readonly number[], object]>([
    ['at the minimum', [10, 20], { 'order-up-to': [30, 0], 'min-max': [42, 0] }],
    ['a unit above it', [11, 20], { 'order-up-to': [30, 0] }],
    [
      'a unit less than a day sells',
      [9, 20],
      { 'order-up-to': [36, 0], 'min-max': [42, 0], urgent: [36, 0] },
    ],
    ['a whole case below target', [40, 14], { 'order-up-to': [0, 6] }],
    ['a unit more than that', [40, 13], { 'order-up-to': [0, 12] }],
    ['above target, and one below', [60, 19], { 'order-up-to': [0, 6] }],
  ])('by a shelf that is %s', (_what, position, sent) => {
    expect(byRule({ position })).toEqual(sent);
  });

  test('looks as far ahead as the goods take', () => {
    expect(byRule({ position: [19, 20], leadTimeMs: 2 * DAY }).urgent).toEqual([24, 0]);
    expect(byRule({ position: [20, 20], leadTimeMs: 2 * DAY }).urgent).toBe(undefined);
  });
});

test('a vehicle takes what weighs as much as it may, and is worth what its units are', () => {
  const first = (weightGramsMax: number) => proposalsOf(settings, { ...CONTEXT, weightGramsMax }, 0)[0];
  expect(first(24_000)).toMatchObject({
    units: [36, 12],
    totalUnits: 48,
    weightGrams: 24_000,
    valueMinor: 15_600,
  });
  const cut = first(23_999)!;
  expect(cut.totalUnits).toBe(42);
  expect(cut.weightGrams).toBe(21_000);
});

test('the first node of a store is its usual one', () => {
  expect(proposalsOf(settings, CONTEXT, -1).map(({ source, usual }) => [source, usual])).toEqual([
    [1, true],
    [0, false],
    [1, true],
    [0, false],
    [1, true],
    [0, false],
  ]);
});
